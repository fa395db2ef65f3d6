"""A brief is compared with the issue before it: claims, tags, counts, judgements, and what breaks a comparison."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from annotations.brief import gather
from annotations.brief.charts.tables import Table
from annotations.brief.concerns import concerns
from annotations.brief.documents.outline import outline
from annotations.brief.documents.values import Heading, Items, Paragraph
from annotations.brief.freezing import Frozen, freeze, thaw
from annotations.brief.issues import Edition, next_issue, print_edition
from annotations.brief.review_sheet.making import compared as review_of
from annotations.brief.since import GONE, NEW, REDEFINED, RENAMED, paired, since, tags_of
from annotations.brief.spec import BriefSpec, Judgement, Part
from annotations.errors import AnnotationError
from annotations.progress import drive
from annotations.project import Project
from annotations.sampling import Amount, Scope
from annotations.spans import Span

pytestmark = pytest.mark.usefixtures("kept_workers")

NOW = datetime(2026, 3, 19, 8, 15, tzinfo=UTC)


@pytest.fixture
def opened(sample_path: Path, tmp_path: Path):
    path = tmp_path / "own.pressmark"
    path.write_bytes(sample_path.read_bytes())
    with Project.open(path) as project:
        project.coder_id = project.coders.all()[0].id
        yield project


@pytest.fixture
def following(opened):
    """Issue the sample's brief as it is; returns the specification of the next issue."""
    brief = opened.briefs.all()[0]
    frozen = Frozen(brief.spec, gather(opened, brief.spec))
    opened.step("Issue", lambda p: p.issues.add(brief.id, 1, frozen, "0" * 64, "2026-03-12T09:30:00+00:00"))
    return next_issue(brief.spec, opened.issues.of_brief(brief.id)[0], NOW)


def compared(project: Project, spec: BriefSpec):
    content = gather(project, spec)
    return since(content.previous, content, spec)


def test_nothing_differs_where_nothing_was_changed(opened, following) -> None:
    found = compared(opened, following)
    assert (found.new, found.gone, found.changed, found.first, found.judgements, found.breaks) == ((),) * 6
    assert found.same_rule
    assert all(count.now == count.before for count in found.counts)


def test_an_issue_does_not_tell_what_is_hidden_from_who_codes_second(opened, following) -> None:
    issue = opened.issues.of_brief(opened.briefs.all()[0].id)[0]
    clara = opened.step("Add coder", lambda p: p.coders.ensure("Clara Voss", "CV")).value
    opened.step("Draw", lambda p: p.second_codings.draw(clara, Amount(size=1), Scope(done=False)))
    assert gather(opened, following).previous is not None
    opened.coder_id = clara
    content = gather(opened, following)
    assert content.previous is None
    (said,) = (one for one in concerns(opened, content, following) if "second" in one)
    assert said.startswith("what others coded in 1 article is missing, and so is the comparison with the issue before")
    with pytest.raises(AnnotationError, match="code second"):
        review_of(opened, issue, None, NOW)
    (coding,) = opened.second_codings.open_of(clara)
    opened.step("Done", lambda p: p.second_codings.finish(coding.article_id, clara))
    assert gather(opened, following).previous is not None
    assert review_of(opened, issue, None, NOW).sheet


def test_new_changed_and_gone_claims_are_told_apart(opened, following) -> None:
    first, second, third = opened.claims.all()[:3]
    gone = first.uid
    tag = next(tag for tag in opened.codebook.read().tags if tag.id not in {t.tag_id for t in second.taggings})
    moved = Span(third.span.start, third.span.end - 3)
    text = opened.articles.text(third.article_id)

    def change(p: Project) -> int:
        p.claims.delete([first.id])
        p.claims.tag(second.id, tag.id, coder_id=second.coder_id)
        p.claims.move(third.id, moved)
        return p.claims.add(third.article_id, Span(0, 5))

    made = opened.step("Change", change).value
    found = compared(opened, following)
    assert [claim.uid for claim in found.gone] == [gone]
    assert [claim.uid for claim in found.new] == [next(c.uid for c in opened.claims.all() if c.id == made)]
    assert {one.now.uid for one in found.changed} == {second.uid, third.uid}
    assert moved.of(text) in {one.now.quote for one in found.changed}


def test_a_tag_no_claim_had_before_is_there_for_the_first_time(opened, following) -> None:
    claim = opened.claims.all()[0]
    dimension = opened.codebook.read().dimensions[0]
    made = opened.step("Make", lambda p: p.codebook.add_tag(dimension.id, "Never seen before")).value
    opened.step("Tag", lambda p: p.claims.tag(claim.id, made, coder_id=claim.coder_id))
    found = compared(opened, following)
    assert [(one.name, one.before) for one in found.first] == [("Never seen before", 0)]
    assert (NEW, f"{dimension.name}: Never seen before", "") in found.breaks


def test_what_breaks_a_comparison_of_tags_is_told(opened, following) -> None:
    dimension = opened.codebook.read().dimensions[0]
    one, two, three = [tag for tag in opened.codebook.read().tags if tag.dimension_id == dimension.id][:3]

    def change(p: Project) -> None:
        p.codebook.update_tag(one.id, name="Otherwise")
        p.codebook.update_tag(two.id, definition="Quite another one.")
        p.codebook.merging.delete([three.id])

    opened.step("Change", change)
    found = compared(opened, replace(following, counting="outlets"))
    names = [f"{dimension.name}: {name}" for name in ("Otherwise", two.name, three.name)]
    assert {
        (RENAMED, names[0], one.name),
        (REDEFINED, names[1], ""),
        (GONE, names[2], ""),
    } <= set(found.breaks)
    assert not found.same_rule


def test_claims_are_not_coded_otherwise_because_a_tag_or_dimension_is_called_otherwise(opened, following) -> None:
    book = opened.codebook.read()

    def rename(p: Project) -> None:
        for dimension in book.dimensions:
            p.codebook.dimensions.update(dimension.id, name=f"{dimension.name} (of old)")
        for tag in book.tags:
            p.codebook.update_tag(tag.id, name=f"Newly {tag.name}")

    opened.step("Rename", rename)
    assert compared(opened, following).changed == ()
    claim = next(claim for claim in opened.claims.all() if claim.taggings)
    opened.step("Untag", lambda p: p.claims.untag(claim.id, claim.taggings[0].tag_id, claim.taggings[0].role))
    (recoded,) = compared(opened, following).changed
    (gone,) = set(recoded.before.tags) - set(tags_of(recoded.now))
    assert "Newly " in gone


def test_judgements_are_new_changed_or_dropped(opened, following) -> None:
    kept, reworded, dropped = following.judgements[:3]
    other = replace(reworded, statement=f"{reworded.statement} So far.")
    likelier = replace(kept, likelihood="remote" if kept.likelihood != "remote" else "likely")
    new = Judgement("Penguins will carry the mail.")
    spec = replace(following, judgements=(likelier, other, new, *following.judgements[3:]))
    found = compared(opened, spec).judgements
    assert [(pair.now, pair.before) for pair in found] == [
        (likelier, replace(kept, carried=False)),
        (other, replace(reworded, carried=False)),
        (new, None),
        (None, replace(dropped, carried=False)),
    ]


def test_a_judgement_is_the_same_by_its_uid_however_it_reads() -> None:
    before = (Judgement("Banks will pay.", uid="a" * 12), Judgement("Papers will close.", uid="b" * 12))
    now = (Judgement("Banks will pay.", uid="b" * 12), Judgement("Banks will pay.", uid="c" * 12))
    one, two = now
    assert [(pair.now, pair.before) for pair in paired(before, now)] == [
        (one, before[1]),
        (two, None),
        (None, before[0]),
    ]


def test_the_part_is_printed_and_frozen_with_what_it_compares(opened, following, flat) -> None:
    claim = opened.claims.all()[0]
    opened.step("Change", lambda p: p.claims.delete([claim.id]))
    spec = replace(following, parts=(Part.SINCE,), judgements=(Judgement("Penguins will carry the mail."),))
    frozen = Frozen(spec, gather(opened, spec))
    assert thaw(freeze(frozen)) == frozen
    with pypdfium2.PdfDocument(drive(print_edition(Edition(1, 1, frozen))).data) as document:
        text = flat(" ".join(page.get_textpage().get_text_range() for page in document))
    for words in (
        "Since the last issue",
        "A difference between two issues is no trend.",
        "Penguins will carry the mail.",
        "dropped",
        f"C{claim.number} is no longer in this brief",
        f"(n = {frozen.content.reading.counted})",
        f"(n = {frozen.content.previous.counted})",
    ):
        assert words in text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_documents_say_what_the_pages_say(opened, following, flat, language) -> None:
    first, second = opened.claims.all()[:2]
    dimension = opened.codebook.read().dimensions[0]

    def change(p: Project) -> None:
        p.claims.delete([first.id])
        p.claims.add(second.article_id, Span(0, 5))
        made = p.codebook.add_tag(dimension.id, "Never seen before")
        p.claims.tag(second.id, made, coder_id=second.coder_id)

    opened.step("Change", change)
    judgements = (Judgement("Penguins will carry the mail."), *following.judgements[1:])
    spec = replace(following, parts=(Part.SINCE, Part.CLAIMS), judgements=judgements, language=language)
    content = gather(opened, spec)
    document = outline(content, spec)
    with pypdfium2.PdfDocument(drive(print_edition(Edition(1, 1, Frozen(spec, content)))).data) as pdf:
        printed = flat(" ".join(page.get_textpage().get_text_range() for page in pdf)).replace(" ", "")
    titles = [block.text.text for block in document.blocks if isinstance(block, Heading)]
    assert len(titles) == 8
    for block in document.blocks[: document.blocks.index(claims_head(document))]:
        for text in texts_of(block):
            assert flat(text).replace(" ", "") in printed, text


def claims_head(document):
    return next(block for block in document.blocks if isinstance(block, Heading) and block.key == "claims")


def texts_of(block) -> list[str]:
    match block:
        case Heading(_, text):
            return [text.text]
        case Paragraph(phrases):
            return [phrase.text.rstrip(": ") for phrase in phrases]
        case Items(items):
            return [phrase.text.rstrip(": ") for item in items for phrase in item]
        case Table(head, rows):
            return [*head, *(cell for row in rows for cell in row)]
    return []


def test_a_brief_that_follows_none_prints_no_comparison(opened, sample) -> None:
    assert sample.content.previous is None
    assert "Since the last issue" not in sample.text()


@pytest.mark.parametrize("frozen", ["[]", '{"format": 9}', '{"format": 1, "data": "AAAA"}', "{}"])
def test_an_issue_before_that_is_damaged_or_not_kept_is_told_and_passed_over(opened, following, frozen) -> None:
    sound = concerns(opened, gather(opened, following), following)
    issue = opened.issues.by_uid(following.follows)
    opened.step("Damage", lambda p: p._store.update("brief_issues", [issue.id], frozen=frozen))
    content = gather(opened, following)
    assert content.previous is None
    *others, told = concerns(opened, content, following)
    assert (tuple(others), told.partition(":")[0]) == (sound, "no comparison with the issue before")
    without = replace(following, parts=(Part.CLAIMS,))
    assert concerns(opened, content, without) == sound
