"""One reviewed PDF, read by two people in two copies."""

import pytest

from annotations.brief.reviews import CommentKind, CommentState, ReviewComment
from annotations.brief.spec import BriefSpec
from annotations.merging import Side
from tests.annotations.store.merging.conftest import merge

COMMENTS = [
    ReviewComment(CommentKind.REPLY, 3, "Who says so?", "Rita", name="a"),
    ReviewComment(CommentKind.NOTE, 3, "Too long", "Rita", name="b"),
]


@pytest.fixture
def both(copies):
    """Two copies with one brief; each has read the reviewer's PDF under its own name."""
    anna, boris = copies(2)
    brief = anna.step("Add", lambda p: p.briefs.add("Weekly", BriefSpec())).value
    merge(boris, anna)
    anna.step("Read", lambda p: p.reviews.add(brief, "reviewed.pdf", COMMENTS))
    boris.step("Read", lambda p: p.reviews.add(brief, "reviewed (1).pdf", COMMENTS))
    return anna, boris, brief


def test_each_comment_is_there_once_after_merging(both) -> None:
    anna, boris, brief = both
    report = merge(anna, boris)
    assert report.conflicts == ()
    merge(boris, anna)
    for project in (anna, boris):
        assert [one.comment for one in project.reviews.of_brief(brief)] == COMMENTS
        assert project.check() == []


def test_what_one_decided_since_stands_and_two_decisions_are_told(both) -> None:
    anna, boris, brief = both
    first, second = (one.id for one in anna.reviews.of_brief(brief))
    boris.step("Accept", lambda p: p.reviews.accept([p.reviews.of_brief(brief)[0].id]))
    boris.step("Answer", lambda p: p.reviews.answer(p.reviews.of_brief(brief)[1].id, "Shorter now"))
    anna.step("Dismiss", lambda p: p.reviews.dismiss([second]))
    report = merge(anna, boris)
    stands = {one.id: one.state for one in anna.reviews.of_brief(brief)}
    assert stands == {first: CommentState.ACCEPTED, second: CommentState.DISMISSED}
    told = {(one.winner, tuple((d.field, d.here, d.there) for d in one.differences)) for one in report.conflicts}
    assert told == {
        (Side.THERE, (("state", "open", "accepted"),)),
        (Side.HERE, (("state", "dismissed", "answered"), ("answer", "", "Shorter now"))),
    }
