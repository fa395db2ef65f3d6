"""What the command line lists of a project."""

import json
import unicodedata
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from annotations import listing
from annotations.articles import Status
from annotations.claims import Origin
from annotations.listing import CLAIM_COLUMNS, article_rows, as_table, claim_rows, scales_apart

ORIGINS = {"critical": Origin.ACCEPTED, "the-west": Origin.CHANGED}
TEXT = "The minister said: “We begin late.” Министр ушёл. 😀 And so on."


def cells(text: str) -> int:
    """Terminal cells, counted another way."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def test_articles_are_listed_newest_first_with_what_is_stored(project, add_article, add_claim) -> None:
    old = add_article(TEXT, headline="Old", published="2026-03-09", language="en", origin_file="a.txt")
    new = add_article("New text", headline="New", published="2026-03-12", author="Ann", url="https://x.example")
    add_claim(old)
    project.step("State", lambda p: p.articles.update([old], status=Status.DONE))
    rows = list(article_rows(project))
    assert [(row["id"], row["headline"]) for row in rows] == [(new, "New"), (old, "Old")]
    assert rows[1] == {
        "id": old,
        "uid": project.articles.get(old).uid,
        "headline": "Old",
        "outlet": "The Courier",
        "published": "2026-03-09",
        "author": "",
        "language": "en",
        "section": "",
        "status": "done",
        "left_out_reason": "",
        "assigned": "",
        "claims": 1,
        "characters": len(TEXT),
        "url": "",
        "file": "a.txt",
    }


def test_claims_are_listed_with_what_counts_and_without_internal_notes(project, add_article, add_claim, tag_id) -> None:
    article = add_article(TEXT, headline="Head")
    start = TEXT.index("We begin")
    claim = add_claim(article, start, start + len("We begin late"))
    boris = project.step("Coder", lambda p: p.coders.ensure("Boris", "BO")).value

    def work(p) -> None:
        p.claims.update(claim, note="internal", comment="printed")
        for dimension, key, role in (
            ("actors", "the-west", "target"),
            ("actors", "unnamed", "speaker"),
            ("sentiment", "critical", ""),
            ("framing", "catching-up", ""),
        ):
            p.claims.tag(claim, tag_id(dimension, key), role, origin=ORIGINS.get(key))
        p.claims.tag(claim, tag_id("framing", "sanctions"), coder_id=boris)

    project.step("Code", work)
    (row,) = claim_rows(project)
    assert (row["number"], row["article"], row["quote"]) == (1, "Head", "We begin late")
    assert TEXT[row["start"] : row["end"]] == row["quote"]
    names = {tag.key: tag.name for tag in project.codebook.read().tags}
    assert list(row["tags"].values()) == [
        [names["catching-up"]],
        [f"{names['unnamed']} (speaker)", f"{names['the-west']} (target)"],
        [],
        [f"-1 {names['critical']}"],
    ]
    assert list(row["tag_origins"].values()) == [["typed"], ["typed", "changed"], [], ["accepted"]]
    assert (row["comment"], row["coder"], row["check"], row["origin"]) == ("printed", "AL", "open", "typed")
    assert "internal" not in json.dumps(row)
    assert row["left_out"] is False
    project.step("Settle", lambda p: p.settlements.settle_passages([], [claim]))
    assert [row["left_out"] for row in claim_rows(project)] == [True]


def test_every_value_of_the_scale_is_told_apart_from_what_has_none(project, add_article, add_claim, tag_id) -> None:
    claim = add_claim(add_article(TEXT))
    told = []
    for key in ("hostile", "neutral", "admiring", "mixed", "not-expressed", "none"):
        project.step("Tag", lambda p, key=key: p.claims.tag(claim, tag_id("sentiment", key)))
        told += next(claim_rows(project))["tags"]["Sentiment toward the West"]
    assert [name.split()[0] for name in told] == ["-2", "0", "+2", "Mixed", "Not", "None"]


def test_a_table_is_aligned_in_every_script() -> None:
    rows = [
        {"name": "plain", "n": 1},
        {"name": "中文", "n": 22},
        {"name": "e\u0301te\u0301", "n": 3},
        {"name": "", "n": 4},
    ]
    assert list(as_table(rows, ("name", "n"))) == [
        "NAME   N",
        "plain  1",
        "中文   22",
        "e\u0301te\u0301    3",
        "       4",
    ]


def test_tags_are_set_in_one_line_without_braces() -> None:
    rows = [{"tags": {"Framing": ["Sanctions", "Brain drain"], "Pillar": [], "Actors": ["X (speaker)"]}}]
    assert list(as_table(rows, ("tags",))) == ["TAGS", "Sanctions · Brain drain · X (speaker)"]


def test_a_scale_has_a_column_of_its_own() -> None:
    rows = [{"tags": {"Framing": ["Sanctions"], "Sentiment": ["-1 Critical"]}}, {"tags": {"Sentiment": []}}]
    table = as_table(scales_apart(rows, ["Sentiment"]), ("tags", "Sentiment"))
    assert list(table) == ["TAGS       SENTIMENT", "Sanctions  -1 Critical", ""]


@given(st.lists(st.tuples(*[st.text(max_size=90)] * 4), min_size=1, max_size=4))
def test_a_table_keeps_within_its_limit_and_cuts_the_widest_columns(values: list[tuple[str, ...]]) -> None:
    names = ("first", "second", "third", "fourth")
    table = as_table([dict(zip(names, row, strict=True)) for row in values], names, 100)
    assert all(cells(line) <= 100 for line in table)


def test_what_is_short_is_not_cut_for_what_is_long() -> None:
    _, line = as_table([{"a": "x" * 60, "b": "Courier", "c": "y" * 60}], ("a", "b", "c"), 100)
    assert "Courier" in line
    assert cells(line) == 100


def test_nothing_in_a_project_can_steer_the_terminal() -> None:
    _, line = as_table([{"a": "x\x1b[2J\x9b31m\u202e\r\n\ty"}], ("a",))
    assert line.isascii() or "\ufffd" in line
    assert line.isprintable()
    assert line.endswith(" y")


@given(st.lists(st.tuples(st.text(max_size=90), st.text(max_size=5)), max_size=4))
def test_no_row_is_wider_than_its_columns(values: list[tuple[str, str]]) -> None:
    lines = list(as_table([{"long": long, "b": short} for long, short in values], ("long", "b")))
    assert len(lines) == len(values) + 1
    assert all(cells(line) <= 60 + 2 + 10 for line in lines)
    assert all(line.isprintable() or unicodedata.category(c) not in ("Cc", "Cs") for line in lines for c in line)


def test_a_long_value_is_cut_with_a_mark() -> None:
    table = list(as_table([{"a": "中" * 40}, {"a": "x" * 60}, {"a": "y" * 61}], ("a",)))
    assert table[1:] == ["中" * 29 + "…", "x" * 60, "y" * 59 + "…"]


def test_very_many_rows_are_printed_as_they_come_in_columns_as_wide_as_the_first_of_them_ask_for() -> None:
    taken = []

    def rows() -> Iterator[dict[str, str]]:
        for n in range(5000):
            taken.append(n)
            yield {"a": "x" * (8 if n < 4000 else 9)}

    table = as_table(rows(), ("a",))
    assert [next(table) for _ in range(2)] == ["A", "x" * 8]
    assert len(taken) <= 1000
    assert list(table)[-1] == "x" * 7 + "…"
    assert len(taken) == 5000


def test_claims_are_read_as_they_are_taken(project, add_article, add_claim, monkeypatch) -> None:
    monkeypatch.setattr(listing, "_PORTION", 2)
    articles = [add_article(f"{TEXT}{n}", headline=f"{n}") for n in range(3)]
    for n in range(5):
        add_claim(articles[n % 3], n, n + 4)
    rows = claim_rows(project)
    first = next(rows)
    project.step("Delete", lambda p: p.claims.delete([p.claims.by_number(4).id]))
    assert [(row["number"], row["article"]) for row in (first, *rows)] == [(1, "0"), (2, "1"), (3, "2"), (5, "1")]
    assert tuple(first) == CLAIM_COLUMNS
