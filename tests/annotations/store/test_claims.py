"""Claims and their taggings in a project."""

import sqlite3
from itertools import islice

import pytest

from annotations.claims import CheckState, Origin, counted, shown
from annotations.codebook import CodebookFile, Dimension, Kind, Tag
from annotations.errors import AnnotationError, SpanError
from annotations.project import Project
from annotations.spans import Span
from annotations.store import claims

TEXT = "😀😀😀😀 Le prе́sident a parlé.\nПрезидент выступил. 中文也行。 " + "And then he went on. " * 5


@pytest.fixture
def claim(add_article, add_claim) -> int:
    return add_claim(add_article(TEXT))


@pytest.fixture
def boris(project) -> int:
    return project.step("Add coder", lambda p: p.coders.ensure("Boris Okafor", "BO")).value


@pytest.fixture
def say(project, claim, tag_id):
    """Set a tag on the claim, as a coder."""

    def tag(dimension: str, key: str, role: str = "", coder: int | None = None) -> None:
        project.step("Tag", lambda p: p.claims.tag(claim, tag_id(dimension, key), role, coder_id=coder))

    return tag


@pytest.fixture
def said(project, claim):
    """What stands on the claim, by coder: (tag's key, role)."""

    def read(coder: int | None = None) -> set[tuple[str, str]]:
        codebook = project.codebook.read()
        wanted = coder or project.coder_id
        return {
            (codebook.tag(tagging.tag_id).key, tagging.role)
            for tagging in project.claims.get(claim).taggings
            if tagging.coder_id == wanted
        }

    return read


@pytest.mark.parametrize("quote", ["Le prе́sident", "😀😀", "Президент", "中文", "parlé.\nПрезидент"])
def test_a_claim_stands_on_exactly_its_words(project, add_article, quote: str, path) -> None:
    article = add_article(TEXT)
    start = TEXT.index(quote)
    span = Span(start, start + len(quote))
    claim = project.claims.get(project.step("Add", lambda p: p.claims.add(article, span)).value)
    assert (claim.span, claim.quote, claim.coder_id, claim.number) == (span, quote, project.coder_id, 1)
    assert TEXT[:start].endswith(claim.anchor.prefix)
    assert claim.created_at.endswith("+00:00")
    assert project.claims.by_uid(claim.uid) == project.claims.by_number(1) == claim
    project.close()
    with sqlite3.connect(path) as plain:
        assert plain.execute("SELECT exact, end - start, length(exact) FROM claims").fetchone() == (
            quote,
            len(quote),
            len(quote),
        )
        cut = "SELECT substr(text, start + 1, end - start) FROM claims JOIN articles a ON a.id = article_id"
        assert plain.execute(f"{cut} JOIN texts USING (digest)").fetchone()[0] == quote
    plain.close()


def test_a_passage_beyond_the_text_is_refused(project, add_article) -> None:
    article = add_article("short")
    with pytest.raises(SpanError, match="ends at 6, the text at 5"):
        project.step("Add", lambda p: p.claims.add(article, Span(0, 6)))
    with pytest.raises(SpanError, match="gone"):
        project.step("Add", lambda p: p.claims.add(999, Span(0, 1)))
    assert project.claims.count() == 0


def test_beginnings_are_counted_in_code_points(project, add_article, add_claim) -> None:
    article = add_article("Спутник 🛰 летит. Nobody listened.")
    claims = [add_claim(article, 0, 16), add_claim(article, 18, 24)]
    assert project.claims.beginnings([*claims, 99], 9) == {claims[0]: "Спутник 🛰", claims[1]: "obody "}
    assert project.claims.beginnings([], 9) == {}


def test_a_claim_moves_with_its_quote_and_context(project, claim) -> None:
    project.step("Move", lambda p: p.claims.move(claim, Span(20, 30)))
    moved = project.claims.get(claim)
    assert (moved.span, moved.quote) == (Span(20, 30), TEXT[20:30])
    assert (moved.anchor.prefix, moved.anchor.suffix) == (TEXT[:20], TEXT[30:62])


def test_nobody_codes_without_a_name(path, add_article, project) -> None:
    article = add_article()
    project.coder_id = 0
    with pytest.raises(AnnotationError, match="Nobody is named"):
        project.step("Add", lambda p: p.claims.add(article, Span(0, 3)))


def test_a_scale_holds_one_tag_of_a_coder(say, said) -> None:
    say("sentiment", "hostile")
    say("sentiment", "mixed")
    assert said() == {("mixed", "")}
    say("sentiment", "favourable")
    assert said() == {("favourable", "")}


def test_a_dimension_of_the_kind_one_holds_one_tag_of_a_coder(path) -> None:
    file = CodebookFile(
        "own",
        "Own",
        dimensions=(Dimension("Evidence", Kind.ONE, key="evidence"),),
        tags={"evidence": (Tag("Statistic", key="statistic"), Tag("Expert", key="expert"))},
    )
    with Project.create(path, file, coder=("Anna", "A")) as project:
        codebook = project.codebook.read()
        statistic, expert, none = codebook.tags_of(codebook.by_key("evidence").id)
        from annotations.importers.draft import Draft

        article = project.step("Add", lambda p: p.articles.add(Draft(text=TEXT))).value
        claim = project.step("Add", lambda p: p.claims.add(article, Span(0, 5))).value
        for tag in (statistic, expert, none, statistic):
            project.step("Tag", lambda p, tag=tag: p.claims.tag(claim, tag.id))
            assert [item.tag_id for item in project.claims.get(claim).taggings] == [tag.id]


def test_many_hold_many_and_none_of_these_excludes_them(say, said) -> None:
    say("framing", "sanctions")
    say("framing", "brain-drain")
    say("pillar", "compute")
    assert said() == {("sanctions", ""), ("brain-drain", ""), ("compute", "")}
    say("framing", "none")
    assert said() == {("none", ""), ("compute", "")}
    say("framing", "sanctions")
    assert said() == {("sanctions", ""), ("compute", "")}


def test_an_actor_has_a_role_or_several(say, said) -> None:
    say("actors", "the-west", "target")
    say("actors", "the-west", "mentioned")
    say("actors", "the-outlet", "speaker")
    assert said() == {("the-west", "target"), ("the-west", "mentioned"), ("the-outlet", "speaker")}
    say("actors", "none", "speaker")
    assert said() == {("none", "")}
    for role in ("", "hero"):
        with pytest.raises(AnnotationError, match="needs a role"):
            say("actors", "the-west", role)
    assert said() == {("none", "")}


def test_two_coders_may_say_the_same_and_do_not_touch_each_others_tags(say, said, project, boris) -> None:
    say("sentiment", "hostile")
    say("sentiment", "hostile", coder=boris)
    say("framing", "sanctions", coder=boris)
    say("sentiment", "mixed", coder=boris)
    say("framing", "none", coder=boris)
    assert said() == {("hostile", "")}
    assert said(boris) == {("mixed", ""), ("none", "")}


def test_a_tag_is_removed_from_one_coder_only(say, said, project, claim, boris, tag_id) -> None:
    hostile = tag_id("sentiment", "hostile")
    say("sentiment", "hostile")
    say("sentiment", "hostile", coder=boris)
    project.step("Untag", lambda p: p.claims.untag(claim, hostile))
    assert (said(), said(boris)) == (set(), {("hostile", "")})
    assert project.step("Untag", lambda p: p.claims.untag(claim, hostile)).changes.empty


def test_the_same_tag_again_changes_nothing(project, claim, say, tag_id) -> None:
    say("framing", "sanctions")
    outcome = project.step("Tag", lambda p: p.claims.tag(claim, tag_id("framing", "sanctions"), origin=Origin.ACCEPTED))
    assert outcome.changes.empty


def test_a_tag_that_is_gone_is_refused(project, claim) -> None:
    with pytest.raises(AnnotationError, match="gone from the codebook"):
        project.step("Tag", lambda p: p.claims.tag(claim, 999))


def test_what_counts_and_what_a_coder_sees(project, claim, say, boris) -> None:
    agreed = project.coders.agreed().id
    codebook = project.codebook.read()
    tags = [tag.id for tag in codebook.tags_of(codebook.by_key("sentiment").id)]

    def keys(taggings) -> list[str]:
        return [codebook.tag(tagging.tag_id).key for tagging in taggings]

    say("sentiment", "hostile")
    say("sentiment", "critical", coder=boris)
    stored = project.claims.get(claim)
    assert keys(counted(stored, tags, agreed)) == ["hostile"]
    assert keys(shown(stored, tags, agreed, boris)) == ["critical"]
    say("sentiment", "neutral", coder=agreed)
    stored = project.claims.get(claim)
    assert keys(counted(stored, tags, agreed)) == keys(shown(stored, tags, agreed, boris)) == ["neutral"]


def test_the_texts_and_the_check_of_a_claim(project, claim, boris) -> None:
    project.step(
        "Edit",
        lambda p: p.claims.update(
            claim,
            note="ask\r\nher",
            comment="printed",
            translation="The president spoke.",
            translation_by="BO",
            check_state=CheckState.FLAGGED,
            question="Who?",
            checked_by=boris,
        ),
    )
    stored = project.claims.get(claim)
    assert (stored.note, stored.comment, stored.translation) == ("ask\nher", "printed", "The president spoke.")
    assert (stored.check_state, stored.question, stored.checked_by) == (CheckState.FLAGGED, "Who?", boris)
    with pytest.raises(TypeError, match="number"):
        project.step("Edit", lambda p: p.claims.update(claim, number=7))


def test_claims_of_an_article_come_by_place_and_all_claims_by_number(project, add_article, add_claim) -> None:
    one, two = add_article(TEXT), add_article(TEXT + "two")
    for article, start, end in ((two, 3, 9), (one, 10, 12), (one, 2, 5), (one, 2, 9)):
        add_claim(article, start, end)
    assert [claim.number for claim in project.claims.of_article(one)] == [4, 3, 2]
    assert [claim.number for claim in project.claims.all()] == [1, 2, 3, 4]
    assert [claim.number for claim in project.claims.all([two])] == [1]
    assert project.claims.count() == 4


def test_the_latest_claims_are_read_without_those_before(project, add_article, monkeypatch) -> None:
    monkeypatch.setattr(claims, "_BATCH", 2)
    article = add_article(TEXT)
    project.step("Fill", lambda p: [p.claims.add(article, Span(n, n + 1)) for n in range(5)])
    read = []
    some = project.claims.some
    monkeypatch.setattr(project.claims, "some", lambda ids: read.append(list(ids)) or some(ids))
    assert [claim.number for claim in islice(project.claims.latest_first(), 3)] == [5, 4, 3]
    assert len(read) == 2
    assert list(project.claims.latest_first()) == project.claims.all()[::-1]


def test_very_many_claims_are_read_with_their_tags(project, add_article, tag_id) -> None:
    article, sanctions = add_article(TEXT), tag_id("framing", "sanctions")

    def work(p) -> None:
        for n in range(1200):
            claim = p.claims.add(article, Span(n % 90, n % 90 + 3))
            if n % 2:
                p.claims.tag(claim, sanctions)

    project.step("Mark", work)
    claims = project.claims.all()
    assert [len(claim.taggings) for claim in claims] == [0, 1] * 600
