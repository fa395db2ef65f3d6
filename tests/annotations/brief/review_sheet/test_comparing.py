"""Every difference between two versions is told once, and nothing else is."""

from dataclasses import replace

import pytest

from annotations.brief import gather
from annotations.brief.freezing import Frozen
from annotations.brief.review_sheet.comparing import review_sheet
from annotations.brief.review_sheet.making import compared
from annotations.brief.review_sheet.values import Change, Kind, Side
from annotations.brief.reviews import CommentKind, ReviewComment
from annotations.brief.spec import Finding, Judgement
from annotations.spans import Span

pytestmark = pytest.mark.usefixtures("kept_workers")


def told(entry):
    return entry.kind, entry.label, [(one.what, one.before, one.now) for one in entry.changes]


def test_nothing_differs_where_nothing_was_changed(parts) -> None:
    assert parts() == {}


@pytest.mark.parametrize(
    ("field", "what"),
    [("title", "Title"), ("cut_off", "Information cut-off"), ("handling", "Handling"), ("reviewer", "Reviewer")],
)
def test_what_the_masthead_says_is_told_with_both_wordings(parts, change, brief, field, what) -> None:
    before = getattr(brief.spec, field)
    change(**{field: "Otherwise"})
    assert list(parts()) == ["Masthead"]
    (entry,) = parts()["Masthead"]
    assert told(entry) == (Kind.EDITED if before else Kind.ADDED, "", [(what, before, "Otherwise")])


def test_judgements_are_told_by_what_of_them_changed(parts, change, brief, opened) -> None:
    first, second, third, *others = brief.spec.judgements
    reworded = replace(first, statement="Quite another sentence.", reason="So.", refs=first.refs[1:])
    new = Judgement("Penguins will carry the mail.", "likely")
    change(judgements=(reworded, new, *others, second))
    one, added, *moved, gone = parts()["Judgements"]
    labels = {claim.uid: f"C{claim.number}" for claim in opened.claims.all()}
    refs = [labels[uid] for uid in first.refs]
    assert told(one) == (
        Kind.EDITED,
        "1",
        [
            ("Statement", first.statement, reworded.statement),
            ("Why", first.reason, "So."),
            ("Rests on", ", ".join(refs), ", ".join(refs[1:])),
        ],
    )
    assert told(added) == (Kind.ADDED, "2", [("Likelihood", "", "likely")])
    assert [(entry.kind, entry.text) for entry in moved] == [
        *((Kind.MOVED, other.statement) for other in others),
        (Kind.MOVED, second.statement),
    ]
    assert (gone.kind, gone.text) == (Kind.REMOVED, third.statement)


def test_a_judgement_is_not_moved_because_one_before_it_went(parts, change, brief) -> None:
    change(judgements=brief.spec.judgements[1:])
    (gone,) = parts()["Judgements"]
    assert gone.kind is Kind.REMOVED


def test_findings_and_outlook_are_compared(parts, change, brief, opened) -> None:
    dimension = opened.codebook.read().dimensions[0]
    kept = Finding(dimension.uid, "bars", "They differ.")
    change(findings=(kept,))
    before = parts()["Findings"]
    assert any(told(entry)[2][:1] == [("Title", entry.changes[0].before, "They differ.")] for entry in before)
    change(watch=("Something else", *brief.spec.watch[1:]), unknown=())
    assert [(e.kind, e.text) for e in parts()["What to watch"]] == [
        (Kind.ADDED, "Something else"),
        (Kind.REMOVED, brief.spec.watch[0]),
    ]
    assert {entry.kind for entry in parts()["What we do not know"]} == {Kind.REMOVED}


def test_claims_are_added_removed_recoded_and_reworded(parts, opened) -> None:
    gone, recoded, moved, commented = opened.claims.all()[:4]
    book = opened.codebook.read()
    tag = next(tag for tag in book.tags if tag.id not in {one.tag_id for one in recoded.taggings})
    span = Span(moved.span.start, moved.span.end - 3)

    def work(p) -> int:
        p.claims.delete([gone.id])
        p.claims.tag(recoded.id, tag.id, coder_id=recoded.coder_id)
        p.claims.move(moved.id, span)
        p.claims.update(commented.id, comment="A remark", translation="Said so")
        return p.claims.add(commented.article_id, Span(0, 9))

    made = opened.step("Change", work).value
    number = next(claim.number for claim in opened.claims.all() if claim.id == made)
    found = {entry.label: entry for entry in parts()["Claims"]}
    assert found[f"C{gone.number}"].kind is Kind.REMOVED
    assert (found[f"C{number}"].kind, found[f"C{number}"].claim) == (Kind.ADDED, number)
    (tags,) = found[f"C{recoded.number}"].changes
    assert tags.what == next(d.name for d in book.dimensions if d.id == tag.dimension_id)
    assert set(tags.now.split(", ")) > set(filter(None, tags.before.split(", ")))
    (passage,) = found[f"C{moved.number}"].changes
    assert (passage.what, passage.before) == ("Passage", " ".join(moved.quote.split()))
    assert [(one.what, one.now) for one in found[f"C{commented.number}"].changes] == [
        ("Translation", "Said so"),
        ("Comment", "A remark"),
    ]
    assert len(found) == 5


def test_a_new_name_of_a_tag_is_told_once_in_the_codebook(parts, opened) -> None:
    tag = opened.codebook.read().tags[0]
    opened.step("Rename", lambda p: p.codebook.update_tag(tag.id, name="Otherwise"))
    assert list(parts()) == ["Codebook"]
    (entry,) = parts()["Codebook"]
    assert entry.changes == (Change("Name", tag.name, "Otherwise"),)


def test_an_actor_whom_no_claim_names_any_more_stays_in_the_codebook(parts, opened) -> None:
    actors = next(d for d in opened.codebook.read().dimensions if d.kind.value == "actors")
    tags = {tag.id for tag in opened.codebook.read().tags if tag.dimension_id == actors.id}
    claims = [claim for claim in opened.claims.all() if any(one.tag_id in tags for one in claim.taggings)]
    opened.step("Delete", lambda p: p.claims.delete([claim.id for claim in claims]))
    assert "Codebook" not in parts()


def test_articles_are_told_with_where_their_text_first_differs(opened, brief) -> None:
    frozen = Frozen(brief.spec, gather(opened, brief.spec))
    first, second, gone, *others = frozen.content.articles
    corrected = replace(first, text=first.text[:-40] + " corrected", headline="Another headline")
    new = replace(gone, uid="new")
    content = replace(frozen.content, articles=(corrected, second, new, *others))
    found = review_sheet(frozen, replace(frozen, content=content), (Side("1", "1"), Side("1", "2")))
    entries = next(part.entries for part in found.parts if part.title == "Articles")
    assert [(entry.kind, entry.label) for entry in entries] == [
        (Kind.EDITED, "1"),
        (Kind.ADDED, str(gone.number)),
        (Kind.REMOVED, "–"),
    ]
    headline, text = entries[0].changes
    assert (headline.before, headline.now) == (first.headline, "Another headline")
    assert text.now.startswith("… ")
    assert "corrected" in text.now
    assert "corrected" not in text.before
    assert len(text.before) < 260


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("港口今天关闭。" * 60 + "明天重开。", "港口今天关闭。" * 60 + "后天重开。"),
        (
            "The port\nis shut. " + "So it stays. " * 60 + "For now",
            "The port is shut. " + "So it stays. " * 60 + "For good",
        ),
    ],
    ids=["no blanks", "other white space before"],
)
def test_a_correction_far_into_a_text_is_told_whatever_stands_before_it(opened, brief, before, now) -> None:
    frozen = Frozen(brief.spec, gather(opened, brief.spec))
    first, *others = frozen.content.articles
    one, other = (
        replace(frozen, content=replace(frozen.content, articles=(replace(first, text=text), *others)))
        for text in (before, now)
    )
    found = review_sheet(one, other, (Side("1", "1"), Side("1", "2")))
    ((entry,),) = (part.entries for part in found.parts)
    (change,) = entry.changes
    assert change.what == "Text"
    assert before[-5:] in change.before
    assert now[-5:] in change.now
    assert len(change.before) < 260


def test_comments_between_the_versions_come_with_what_became_of_them(parts, opened, brief) -> None:
    claim, judgement = opened.claims.all()[0], brief.spec.judgements[1]
    place = f"judgement-{judgement.uid}"
    comments = [
        ReviewComment(CommentKind.NOTE, 1, "Too sure", "Rita", "2026-03-13T10:00:00+00:00", judgement=2, part=place),
        ReviewComment(CommentKind.NOTE, 3, "Who says so?", claim_uid=claim.uid),
        ReviewComment(CommentKind.NOTE, 1, "Of an earlier version", made_at="2026-03-11T10:00:00+00:00"),
    ]

    def work(p) -> None:
        one, other, _ = p.reviews.add(brief.id, "reviewed.pdf", comments)
        p.reviews.answer(one, "Three outlets say so")
        p.reviews.dismiss([other])

    opened.step("Read", work)
    assert [(e.kind, e.label, e.text, e.changes) for e in parts()["Comments of reviewers"]] == [
        (
            Kind.ANSWERED,
            "2",
            "Rita: Too sure",
            (Change("Judgement", "", judgement.statement), Change("Answer", "", "Three outlets say so")),
        ),
        (Kind.DISMISSED, f"C{claim.number}", "Who says so?", ()),
    ]


def test_two_issues_are_compared_from_what_was_frozen(opened, again, change, brief, sheet) -> None:
    change(bottom_line="Otherwise.")
    again()
    opened.step("Spoil", lambda p: p.claims.delete([claim.id for claim in p.claims.all()[::2]]))
    change(bottom_line="Yet otherwise.")
    later, earlier = opened.issues.of_brief(brief.id)
    found = compared(opened, earlier, later, None).sheet
    assert [part.title for part in found.parts] == ["Bottom line"]
    assert found.parts[0].entries[0].changes[0].now == "Otherwise."
    assert (found.before.version, found.now.version) == ("version 1", "version 2")
    assert found.now.digest == later.digest
