"""The readable views, as a person with plain SQLite finds them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotations.claims import counted
from annotations.codebook import Kind
from annotations.project import Project
from annotations.sample import write_sample
from annotations.store.format.schema import VERSION
from annotations.text import digest


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def plain(sample) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{sample}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


@pytest.fixture
def project(sample) -> Iterator[Project]:
    with Project.open(sample, read_only=True) as opened:
        yield opened


def test_articles_stand_with_outlet_and_text(plain, project) -> None:
    rows = plain.execute("SELECT * FROM v_articles ORDER BY id").fetchall()
    articles = {article.id: article for article in project.articles.rows(project.articles.ids())}
    assert {row["id"] for row in rows} == set(articles)
    for row in rows:
        article = articles[row["id"]]
        assert (row["uid"], row["headline"], row["outlet"]) == (article.uid, article.headline, article.outlet)
        assert (row["month"], row["claims"]) == (article.published[:7], article.claims)
        assert row["text"] == project.articles.text(row["id"])
        assert row["n_chars"] == len(row["text"])
        assert row["ownership"] in {"state", "private", "exile", "public"}


def test_claims_stand_with_a_column_for_each_of_the_four_dimensions(plain, project) -> None:
    codebook, agreed = project.codebook.read(), project.coders.agreed().id
    rows = {row["number"]: row for row in plain.execute("SELECT * FROM v_claims")}
    claims = project.claims.all()
    assert set(rows) == {claim.number for claim in claims}
    for claim in claims:
        row = rows[claim.number]
        assert (row["quote"], row["start"], row["end"]) == (claim.quote, claim.span.start, claim.span.end)
        for key in ("framing", "actors", "pillar", "sentiment"):
            tags = [tag.id for tag in codebook.tags_of(codebook.by_key(key).id)]
            expected = {
                codebook.tag(tagging.tag_id).name + (f" ({tagging.role})" if tagging.role else "")
                for tagging in counted(claim, tags, agreed)
            }
            assert set((row[key] or "").split("; ")) - {""} == expected
        assert row["other_tags"] is None


def test_taggings_say_who_set_them_and_which_count(plain, project) -> None:
    rows = plain.execute("SELECT * FROM v_taggings").fetchall()
    assert len(rows) == sum(len(claim.taggings) for claim in project.claims.all())
    assert {row["coder"] for row in rows} == {"Anna Lindqvist", "Boris Okafor"}
    makers = {claim.number: project.coders.get(claim.coder_id).name for claim in project.claims.all()}
    assert all(row["counts"] == (row["coder"] == makers[row["number"]]) for row in rows)
    scale = project.codebook.read().by_key("sentiment")
    assert scale.kind is Kind.SCALE
    values = {row["value"] for row in rows if row["dimension_uid"] == scale.uid}
    assert {-2, -1, 0, 1, 2, None} <= values


def test_what_is_agreed_counts_in_the_views_too(tmp_path) -> None:
    path = write_sample(tmp_path)
    with Project.open(path) as project:
        claim = next(claim for claim in project.claims.all() if claim.taggings)
        codebook = project.codebook.read()
        mixed = next(tag for tag in codebook.tags if tag.key == "mixed")
        agreed = project.coders.agreed().id
        project.step("Agree", lambda p: p.claims.tag(claim.id, mixed.id, coder_id=agreed))
        own = project.step("Own", lambda p: p._store.insert("dimensions", name="Own", kind="many")).value
        tag = project.step("Own tag", lambda p: p.codebook.add_tag(own, "Mine")).value
        project.step("Tag", lambda p: p.claims.tag(claim.id, tag, coder_id=claim.coder_id))
    with closing(sqlite3.connect(path)) as plain:
        sql = "SELECT sentiment, other_tags FROM v_claims WHERE number = ?"
        assert plain.execute(sql, (claim.number,)).fetchone() == (mixed.name, "Own: Mine")
        sql = "SELECT coder, counts FROM v_taggings WHERE number = ? AND dimension_uid = ? ORDER BY counts"
        found = plain.execute(sql, (claim.number, codebook.by_key("sentiment").uid)).fetchall()
        assert found[-1] == ("Agreed", 1)
        assert all(not counts for _, counts in found[:-1])


def test_claims_whose_passage_was_left_out_are_marked(tmp_path) -> None:
    path = write_sample(tmp_path)
    with Project.open(path) as project:
        left, kept, *_ = (claim.id for claim in project.claims.all())
        framing = project.codebook.read().by_key("framing").id
        project.step("Settle", lambda p: p.settlements.settle_passages([kept], [left]))
        project.step(
            "Settle", lambda p: p._store.insert("settlements", claim_id=kept, dimension_id=framing, decision="left")
        )
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT id FROM v_claims WHERE left_out").fetchall() == [(left,)]
        assert {row[0] for row in plain.execute("SELECT left_out FROM v_claims")} == {0, 1}


def test_texts_are_found_by_their_digest(plain) -> None:
    for mark, text in plain.execute("SELECT digest, text FROM texts"):
        assert mark == digest(text)


def test_the_file_says_what_it_is(sample) -> None:
    header = sample.read_bytes()[:100]
    assert header.startswith(b"SQLite format 3\x00")
    assert header[68:72] == b"PRMK"
    assert int.from_bytes(header[60:64], "big") == VERSION
    assert header[18:20] == b"\x01\x01", "a closed project is in rollback mode"
