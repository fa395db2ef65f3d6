"""What is read from the project for a brief."""

import subprocess
import sys

import pytest

from annotations.articles import Status
from annotations.brief import gather
from annotations.brief.coding_lines import coding_lines, comment_text, heading
from annotations.brief.content import Reading
from annotations.brief.spec import BriefSpec
from annotations.codebook import Kind, Role
from annotations.importers.draft import Draft
from annotations.spans import Span


@pytest.fixture
def coded(project, add):
    """A project with one claim, and a function that tags it."""
    add("Headline\nA short text.", Span(9, 16))
    [claim] = project.claims.all()
    codebook = project.codebook.read()

    def tag(dimension: str, key: str, role: str = "", coder: int | None = None) -> str:
        found = next(t for t in codebook.tags_of(codebook.by_key(dimension).id) if t.key == key)
        project.step("Tag", lambda p: p.claims.tag(claim.id, found.id, role, coder_id=coder))
        return found.name

    return tag


def only_claim(project, **values):
    return gather(project, BriefSpec(**values)).claims[0]


def coding_of(claim, kind: Kind):
    return next(coding for coding in claim.codings if coding.kind is kind)


def test_importing_the_brief_loads_no_pdf_library() -> None:
    code = "import sys, annotations.brief; print('reportlab' in sys.modules, 'sqlite3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["False", "False"]


def test_agreed_tags_count_before_those_of_the_maker(project, coded) -> None:
    hostile = coded("sentiment", "hostile")
    assert hostile.casefold() in coding_of(only_claim(project), Kind.SCALE).tags[0].name
    coded("sentiment", "neutral", coder=project.coders.agreed().id)
    assert [tag.name for tag in coding_of(only_claim(project), Kind.SCALE).tags] == ["0 neutral"]


def test_another_coders_tags_do_not_count(project, coded) -> None:
    other = project.step("Coder", lambda p: p.coders.ensure("Boris Example", "BE")).value
    coded("sentiment", "hostile", coder=other)
    assert coding_of(only_claim(project), Kind.SCALE).tags == ()


def test_not_coded_none_of_these_and_neutral_are_told_apart(project, coded) -> None:
    coded("sentiment", "neutral")
    coded("framing", "none")
    claim = only_claim(project)
    lines = dict(coding_lines(claim))
    names = {d.key: d.name for d in project.codebook.read().dimensions}
    assert lines["0 neutral"] is True
    assert lines[f"{names['framing']}: none of these"] is True
    assert lines[f"{names['pillar']}: not coded"] is False


def test_actors_are_named_speaker_first(project, coded) -> None:
    outlet = coded("actors", "the-outlet", Role.TARGET)
    unnamed = coded("actors", "unnamed", Role.SPEAKER)
    claim = only_claim(project)
    assert claim.actors() == f"{unnamed} → {outlet}"
    assert comment_text(claim).startswith(f"C1  {unnamed} → {outlet}\n")


def test_claims_share_what_is_coded_alike_and_nothing_else(project, add) -> None:
    add("Headline\nOne two three four.", Span(9, 12), Span(13, 16), Span(17, 22), Span(23, 27))
    codebook = project.codebook.read()
    actor = codebook.tags_of(codebook.by_key("actors").id)[0]
    one, two, three, _ = project.claims.all()
    for claim, role in ((one, Role.SPEAKER), (two, Role.SPEAKER), (three, Role.TARGET)):
        project.step("Tag", lambda p, claim=claim, role=role: p.claims.tag(claim.id, actor.id, role))
    found = [coding_of(claim, Kind.ACTORS) for claim in gather(project, BriefSpec()).claims]
    assert found[0] is found[1], "tens of thousands of them would hold up the window when the collector looks at them"
    assert [[tag.role for tag in coding.tags] for coding in found] == [["speaker"], ["speaker"], ["target"], []]


def test_an_actor_who_is_only_mentioned_is_no_speaker(project, coded) -> None:
    assert not only_claim(project).lacks_speaker, "nobody has coded it yet"
    assert "Actors: not coded" in comment_text(only_claim(project))
    outlet = coded("actors", "the-outlet", Role.MENTIONED)
    claim = only_claim(project)
    assert (claim.actors(), heading(claim)) == ("", "Speaker not coded")
    assert dict(coding_lines(claim))[f"{outlet} (mentioned)"] is True
    assert comment_text(claim).startswith("C1  Speaker not coded\n")
    unnamed = coded("actors", "unnamed", Role.SPEAKER)
    assert heading(only_claim(project)) == unnamed


def test_articles_come_by_date_and_those_without_one_last(project, add) -> None:
    dates = ("", "2026-03-10", "2026-03-09T10:00", "2026", "2026-03-10", "")
    for place, date in enumerate(dates):
        add(f"Text {place}", Span(0, 4), headline=f"{place}", published=date)
    assert [article.headline for article in gather(project, BriefSpec()).articles] == ["3", "2", "1", "4", "0", "5"]


def test_an_article_with_a_claim_was_read(project, add) -> None:
    add("One text", Span(0, 3))
    add("Other text")
    done = add("Third text")
    project.step("Done", lambda p: p.articles.update([done], status=Status.DONE))
    assert gather(project, BriefSpec()).reading.unread == 1


@pytest.mark.parametrize(
    ("found", "kept", "unread", "sentence"),
    [
        (0, 0, 0, "No articles found."),
        (1, 1, 0, "1 article found, read."),
        (1, 1, 1, "1 article found, not read yet."),
        (1, 0, 0, "1 article found, left out."),
        (8, 8, 6, "8 articles found, none left out, 6 not read yet."),
        (8, 8, 8, "8 articles found, none left out, 8 not read yet."),
        (8, 8, 0, "8 articles found, none left out, all read."),
        (8, 7, 0, "8 articles found, 1 left out, all others read."),
        (8, 1, 0, "8 articles found, 7 left out, the other read."),
        (8, 1, 1, "8 articles found, 7 left out, the other not read yet."),
        (8, 0, 0, "8 articles found, all left out."),
        (1200, 1100, 1, "1,200 articles found, 100 left out, 1 not read yet."),
    ],
)
def test_what_was_found_is_said_in_a_right_sentence(found: int, kept: int, unread: int, sentence: str) -> None:
    from annotations.brief.reading_part import found_in_words

    assert found_in_words(Reading(found=found, kept=kept, unread=unread)) == sentence


def test_the_colour_is_that_of_the_dimension_asked_for(project, coded) -> None:
    coded("sentiment", "mixed")
    codebook = project.codebook.read()
    assert only_claim(project).look.is_open
    assert only_claim(project, colour_by=codebook.by_key("sentiment").uid).look.hatched
    assert gather(project, BriefSpec(colour_by="gone")).colour_by == codebook.dimensions[0].name


def test_the_codebook_counts_uses_and_leaves_out_actors_that_do_not_occur(project, coded) -> None:
    name = coded("actors", "unnamed", Role.SPEAKER)
    content = gather(project, BriefSpec())
    actors = next(d for d in content.codebook if d.kind is Kind.ACTORS)
    assert [(tag.name, tag.claims) for tag in actors.tags] == [(name, 1)]
    framing = content.codebook[0]
    assert framing.open == 1
    assert len(framing.tags) > 5


def test_wire_copy_and_identical_texts_are_one_text(project) -> None:
    def store(opened) -> list[int]:
        texts = ("Same text", "Same text", "Other headline, wire text", "Wire text", "Alone")
        return [opened.articles.add(Draft(headline=t, text=t, outlet=f"Outlet {n}")) for n, t in enumerate(texts)]

    ids = project.step("Add", store).value
    project.step("Group", lambda p: p.articles.update([ids[2]], lead_id=ids[3]))
    read = gather(project, BriefSpec()).reading
    assert (read.found, read.texts, read.outlets) == (5, 3, 5)
    printed = gather(project, BriefSpec(article_uids=(project.articles.get(ids[2]).uid,))).articles
    assert printed[0].also == ("Outlet 3",)


def test_translators_are_named_like_coders(project, coded) -> None:
    [claim] = project.claims.all()
    project.step("T", lambda p: p.claims.update(claim.id, translation="Words", translation_by="Anna Example"))
    assert only_claim(project).translator == "AE"
    assert only_claim(project, names="full").translator == "Anna Example"
    assert only_claim(project, names="none").translator == ""
    project.step("T", lambda p: p.claims.update(claim.id, translation_by="Carla Else"))
    assert only_claim(project).translator == "CE"


def test_what_was_cut_is_told_and_not_counted(project, add):
    add("The minister spoke. Read also this. Nobody listened.", Span(0, 12))
    article = project.articles.ids()[0]
    before = gather(project, BriefSpec()).articles[0]
    project.step("Cut", lambda p: p.cuts.add(article, Span(20, 35)))
    after = gather(project, BriefSpec()).articles[0]
    assert (before.words, after.words) == (8, 5)
    assert (before.cuts, after.cuts) == ((), (Span(20, 35),))
    assert after.text == before.text


def test_tags_are_gathered_with_what_charts_count_them_by(project, coded) -> None:
    coded("sentiment", "hostile")
    content = gather(project, BriefSpec())
    coding = coding_of(content.claims[0], Kind.SCALE)
    scale = next(dimension for dimension in content.codebook if dimension.uid == coding.uid)
    [tag] = [tag for tag in scale.tags if tag.uid == coding.tags[0].uid]
    assert (tag.value, tag.is_none, coding.tags[0].origin) == (-2, False, "typed")
    assert [tag.is_none for tag in scale.tags].count(True) == 1


@pytest.mark.parametrize(("names", "shown"), [("initials", "AE"), ("full", "Anna Example"), ("none", "")])
def test_coders_are_counted_and_named_as_wanted(project, coded, names: str, shown: str) -> None:
    [coder] = gather(project, BriefSpec(names=names)).coders
    assert (coder.name, coder.claims) == (shown, 1)


def test_articles_of_one_text_are_known_as_such(add, project) -> None:
    for headline in ("One", "Two"):
        add("Headline\nA short text.", Span(9, 16), headline=headline)
    add("Headline\nAnother text.", Span(9, 16), headline="Three")
    one, two, three = gather(project, BriefSpec()).articles
    assert one.distinct == two.distinct != three.distinct
