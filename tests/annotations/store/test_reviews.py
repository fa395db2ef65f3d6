"""Comments of reviewers are kept once, worked through, and all of it is undone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.brief.reviews import CommentKind, CommentState, ReviewComment
from annotations.brief.spec import BriefSpec

COMMENT = ReviewComment(CommentKind.REPLY, 3, "Who says so?", "Rita", claim_uid="u" * 36, name="a")

WORDS = st.sampled_from(["", "a", "b", 'a","b', "['a', 'b']", "так"])
COMMENTS = st.builds(
    ReviewComment, st.sampled_from(CommentKind), st.integers(1, 3), WORDS, WORDS, name=WORDS, quote=WORDS
)


@pytest.fixture
def brief(project) -> int:
    return project.step("Add", lambda p: p.briefs.add("Weekly", BriefSpec())).value


@pytest.fixture
def one(project, brief) -> int:
    return project.step("Read", lambda p: p.reviews.add(brief, "reviewed.pdf", [COMMENT])).value[0]


def test_a_comment_is_kept_as_it_was_read(project, brief, one) -> None:
    (stored,) = project.reviews.of_brief(brief)
    assert (stored.id, stored.comment, stored.state, stored.source) == (one, COMMENT, CommentState.OPEN, "reviewed.pdf")


def test_what_is_read_again_is_not_kept_twice_but_what_was_changed_is_new(project, brief, one) -> None:
    changed = ReviewComment(CommentKind.REPLY, 3, "Who says that?", "Rita", claim_uid="u" * 36, name="a")
    added = project.step("Read", lambda p: p.reviews.add(brief, "later.pdf", [COMMENT, changed, changed])).value
    assert len(added) == 1
    assert [stored.comment.text for stored in project.reviews.of_brief(brief)] == ["Who says so?", "Who says that?"]


def test_comments_are_accepted_answered_dismissed_and_opened_again(project, brief, one) -> None:
    def state() -> tuple[CommentState, str]:
        (stored,) = project.reviews.of_brief(brief)
        return stored.state, stored.answer

    project.step("Accept", lambda p: p.reviews.accept([one]))
    assert state() == (CommentState.ACCEPTED, "")
    project.step("Answer", lambda p: p.reviews.answer(one, " She does.\x00 "))
    assert state() == (CommentState.ANSWERED, "She does.")
    project.step("Dismiss", lambda p: p.reviews.dismiss([one]))
    assert state() == (CommentState.DISMISSED, "She does.")
    project.step("Open", lambda p: p.reviews.reopen([one]))
    assert state() == (CommentState.OPEN, "She does.")
    for _ in range(4):
        project.undo()
    assert state() == (CommentState.OPEN, "")


def test_comments_outlive_the_brief_and_come_back_to_it(project, brief, one) -> None:
    project.step("Delete", lambda p: p.briefs.delete([brief]))
    assert [stored.brief_id for stored in project.reviews.of_brief(None)] == [None]
    project.undo()
    assert [stored.id for stored in project.reviews.of_brief(brief)] == [one]


def test_what_was_deleted_can_be_read_again(project, brief, one) -> None:
    project.step("Delete", lambda p: p.reviews.delete([one]))
    (again,) = project.step("Read", lambda p: p.reviews.add(brief, "reviewed.pdf", [COMMENT])).value
    assert [stored.id for stored in project.reviews.of_brief(brief)] == [again]
    for _ in range(2):
        project.undo()
    assert [stored.id for stored in project.reviews.of_brief(brief)] == [one]


def test_the_same_words_on_two_briefs_are_two_comments(project, brief, one) -> None:
    other = project.step("Add", lambda p: p.briefs.add("Monthly", BriefSpec())).value
    assert project.step("Read", lambda p: p.reviews.add(other, "reviewed.pdf", [COMMENT])).value
    assert len(project.reviews.of_brief(None)) == 2


@given(st.lists(COMMENTS, max_size=6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_comment_is_kept_once_however_often_it_is_read(project, brief, comments) -> None:
    project.step("Read", lambda p: p.reviews.add(brief, "a.pdf", comments))
    before = project.reviews.of_brief(brief)
    assert project.step("Read", lambda p: p.reviews.add(brief, "b.pdf", comments[::-1])).value == []
    assert project.reviews.of_brief(brief) == before
    stored = {one.comment for one in before}
    assert {(comment.page, comment.text, comment.author) for comment in comments} <= {
        (one.page, one.text, one.author) for one in stored
    }
