"""What is hidden from a person who codes second, whoever reads, until they are done."""

import re
import threading
from pathlib import Path

import pytest

from annotations.articles import Status
from annotations.brief import gather
from annotations.brief.freezing import Frozen
from annotations.brief.reviews import CommentKind, ReviewComment
from annotations.brief.spec import BriefSpec
from annotations.claim_filter import ClaimFilter, Coding
from annotations.errors import AnnotationError, StepRefusedError
from annotations.project import Project
from annotations.sampling import Amount, Scope, Sees
from annotations.settling import Decision
from annotations.spans import Span
from annotations.store.connections.veil import HIDDEN_LABEL, VEILED


@pytest.fixture
def ben(project):
    return project.step("Add coder", lambda p: p.coders.ensure("Ben Okoro", "BO")).value


@pytest.fixture
def frame(tag_id):
    return tag_id("framing", "brain-drain")


@pytest.fixture
def article(project, add_article):
    """The article that will be coded twice."""
    return add_article()


@pytest.fixture
def claim(project, article, add_claim, frame):
    """Anna's claim of it, with all that she can say."""
    claim_id = add_claim(article)
    project.step("Tag claim 1: Brain drain", lambda p: p.claims.tag(claim_id, frame))
    said = {"note": "secret note", "comment": "secret comment", "question": "secret question", "check_state": "flagged"}
    project.step("Note", lambda p: p.claims.update(claim_id, translation="The minister has spoken", **said))
    project.step("Done", lambda p: p.articles.update([article], status=Status.DONE))
    return claim_id


@pytest.fixture
def elsewhere(project, claim, add_article, add_claim, frame):
    """Another claim of Anna's, in an article nobody codes twice."""
    claim_id = add_claim(add_article("Something else happened today."))
    project.step("Tag", lambda p: p.claims.tag(claim_id, frame))
    return claim_id


def begin(project, ben, sees=Sees.PASSAGES):
    """Anna draws the sample, Ben sits down."""
    project.step("Draw", lambda p: p.second_codings.draw(ben, Amount(share=1), Scope(), sees))
    project.coder_id = ben


def finish(project, article, ben):
    project.step("Done", lambda p: p.second_codings.finish(article, ben))


def with_frame(project, frame):
    """The claims the table lists for a tag."""
    tag = project.codebook.read().tag(frame)
    dimension = project.codebook.read().dimension(tag.dimension_id)
    wanted = ClaimFilter(codings=(Coding(dimension.uid, tags=(tag.uid,)),))
    return list(project.claim_lists.ids(wanted))


def test_passages_are_shown_without_what_was_said_of_them(project, claim, elsewhere, article, ben, frame) -> None:
    begin(project, ben)
    assert project.veiled
    (seen,) = project.claims.of_article(article)
    assert (seen.id, seen.taggings, seen.note, seen.comment, seen.question, seen.check_state.value) == (
        claim,
        (),
        "",
        "",
        "",
        "open",
    )
    assert seen.translation == "The minister has spoken"
    assert project.claims.get(elsewhere).taggings
    assert with_frame(project, frame) == [elsewhere]
    assert project.codebook.usage.counts()[frame] == 1
    assert project.history.taggings(claim) == []
    assert list(project.claim_lists.ids(ClaimFilter(texts=("note",)))) == []


def test_with_neither_the_claims_are_not_there_either(project, claim, elsewhere, article, ben) -> None:
    begin(project, ben, Sees.NOTHING)
    assert project.claims.of_article(article) == []
    assert project.claims.count() == 1
    assert project.articles.get(article).claims == 0
    assert project.claims.by_number(1) is None
    assert list(project.claim_lists.ids(ClaimFilter())) == [elsewhere]
    assert [claim.id for claim in project.claims.all()] == [elsewhere]


def test_with_everything_nothing_is_hidden(project, claim, article, ben) -> None:
    begin(project, ben, Sees.ALL)
    assert not project.veiled
    assert project.claims.get(claim).note == "secret note"


def test_being_done_shows_all_and_taking_that_back_hides_it_again(project, claim, article, ben, frame) -> None:
    begin(project, ben)
    finish(project, article, ben)
    assert not project.veiled
    assert [t.tag_id for t in project.claims.get(claim).taggings] == [frame]
    project.undo()
    assert project.veiled
    assert project.claims.get(claim).taggings == ()
    project.redo()
    assert project.claims.get(claim).note == "secret note"


def test_who_works_decides_what_is_seen(project, claim, article, ben) -> None:
    anna = project.coder_id
    begin(project, ben)
    project.coder_id = anna
    assert project.claims.get(claim).note == "secret note"
    project.coder_id = ben
    assert project.claims.get(claim).note == ""
    project.coder_id = 0
    assert project.claims.get(claim).note == "secret note"


def test_every_thread_is_under_the_veil_and_comes_out_of_it(project, claim, article, ben) -> None:
    seen: list[str] = []
    ask, told = threading.Event(), threading.Event()

    def read() -> None:
        for _ in range(3):
            ask.wait(10)
            ask.clear()
            seen.append(project.claims.get(claim).note)
            told.set()

    def asked() -> str:
        told.clear()
        ask.set()
        told.wait(10)
        return seen[-1]

    reader = threading.Thread(target=read)
    reader.start()
    assert asked() == "secret note"
    begin(project, ben)
    assert asked() == ""
    finish(project, article, ben)
    assert asked() == "secret note"
    reader.join(10)


def test_ones_own_work_is_seen_and_stored_whole(project, claim, article, ben, frame, tag_id) -> None:
    begin(project, ben, Sees.NOTHING)
    own = project.step("Add claim", lambda p: p.claims.add(article, Span(0, 12))).value
    other = tag_id("framing", "sanctions")
    project.step("Tag", lambda p: p.claims.tag(own, other))
    project.step("Note", lambda p: p.claims.update(own, note="mine"))
    (seen,) = project.claims.of_article(article)
    assert (seen.id, seen.number, seen.note, [t.tag_id for t in seen.taggings]) == (own, 2, "mine", [other])
    finish(project, article, ben)
    assert [c.id for c in project.claims.of_article(article)] == [claim, own]
    assert project.claims.get(claim).note == "secret note"


def test_a_tag_can_be_set_on_a_passage_whose_tags_are_hidden(project, claim, article, ben, frame) -> None:
    begin(project, ben)
    project.step("Tag", lambda p: p.claims.tag(claim, frame))
    assert [t.coder_id for t in project.claims.get(claim).taggings] == [ben]
    finish(project, article, ben)
    assert len(project.claims.get(claim).taggings) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda p, claim, frame: p.claims.delete([claim]),
        lambda p, claim, frame: p.claims.move(claim, Span(0, 5)),
        lambda p, claim, frame: p.claims.update(claim, comment="over it"),
        lambda p, claim, frame: p.claims.give(claim, p.coder_id),
        lambda p, claim, frame: p.claims.untag(claim, frame, coder_id=1),
        lambda p, claim, frame: p.claims.tag(claim, frame, coder_id=2),
    ],
)
def test_what_is_not_seen_cannot_be_changed(project, claim, article, ben, frame, change) -> None:
    before = project.claims.get(claim)
    begin(project, ben)
    with pytest.raises(AnnotationError, match="Anna Lindqvist’s"):
        project.step("Change", lambda p: change(p, claim, frame))
    finish(project, article, ben)
    assert project.claims.get(claim) == before


def test_an_article_is_not_deleted_with_what_is_hidden_in_it(project, claim, elsewhere, article, ben) -> None:
    begin(project, ben, Sees.NOTHING)
    with pytest.raises(AnnotationError, match="code one of them second"):
        project.step("Delete", lambda p: p.articles.delete(p.articles.ids()))
    other = project.claims.get(elsewhere).article_id
    project.step("Delete", lambda p: p.articles.delete([other]))
    finish(project, article, ben)
    assert [one.id for one in project.claims.all()] == [claim]


@pytest.mark.parametrize("framed", [True, False], ids=["used by Anna", "not used"])
def test_no_tag_is_taken_away_from_what_is_not_seen(project, claim, article, ben, frame, tag_id, framed) -> None:
    tag = frame if framed else tag_id("framing", "sanctions")
    dimension = project.codebook.read().tag(frame).dimension_id
    begin(project, ben)
    for delete in (lambda p: p.codebook.merging.delete([tag]), lambda p: p.codebook.dimensions.delete(dimension)):
        with pytest.raises(AnnotationError, match="do not see what others coded"):
            project.step("Delete", delete)
    project.step("Replace", lambda p: p.codebook.merging.delete([frame], tag_id("framing", "western-monopoly")))
    finish(project, article, ben)
    assert [t.tag_id for t in project.claims.get(claim).taggings] == [tag_id("framing", "western-monopoly")]
    project.step("Delete", lambda p: p.codebook.dimensions.delete(dimension))
    assert project.claims.get(claim).taggings == ()


def test_agreement_is_measured_without_articles_that_are_shown_by_half(
    project, claim, elsewhere, article, ben, frame, tag_id
) -> None:
    carla = project.step("Add coder", lambda p: p.coders.ensure("Carla Voss", "CV")).value
    for one in (claim, elsewhere):
        project.step("Tag", lambda p, c=one: p.claims.tag(c, tag_id("framing", "sanctions"), coder_id=carla))
    other = project.claims.get(elsewhere).article_id
    assert set(project.codings.coded().articles) == {article, other}
    project.step("Mark by oneself", lambda p: (setattr(p, "coder_id", carla), p.claims.add(article, Span(13, 18))))
    begin(project, ben)
    assert project.second_codings.hidden() == 1
    assert set(project.codings.coded().articles) == {other}
    assert project.codings.coders() == {project.claims.get(claim).coder_id: 1, carla: 1}
    finish(project, article, ben)
    assert set(project.codings.coded().articles) == {article, other}
    assert project.second_codings.hidden() == 0


@pytest.mark.parametrize("sees", [Sees.PASSAGES, Sees.NOTHING])
def test_a_text_is_not_corrected_under_claims_that_are_hidden(project, claim, elsewhere, article, ben, sees) -> None:
    begin(project, ben, sees)
    before = project.articles.text(article)
    with pytest.raises(AnnotationError, match="do not see all"):
        project.step("Correct", lambda p: p.corrections.correct(article, "All new.", {}, deleted=[claim]))
    assert project.articles.text(article) == before
    other = project.claims.get(elsewhere).article_id
    project.step("Correct", lambda p: p.corrections.correct(other, "All new.", {}, deleted=[elsewhere]))
    finish(project, article, ben)
    project.step("Correct", lambda p: p.corrections.correct(article, "All new.", {}, deleted=[claim]))
    assert project.claims.count() == 0


def test_it_is_known_of_which_claims_only_the_passage_is_seen(project, claim, elsewhere, article, ben) -> None:
    begin(project, ben)
    own = project.step("Add claim", lambda p: p.claims.add(article, Span(14, 19))).value
    hides = project.second_codings.hides
    assert [hides(project.claims.get(one)) for one in (claim, elsewhere, own)] == [True, False, False]
    finish(project, article, ben)
    assert not hides(project.claims.get(claim))


def test_the_history_does_not_tell_and_only_ones_own_actions_are_undone(project, claim, article, ben, frame) -> None:
    begin(project, ben)
    assert {entry.label for entry in project.history.entries()} == {HIDDEN_LABEL}
    assert project.history.of_claim(claim) == []
    assert project.undo_label == ""
    with pytest.raises(StepRefusedError, match="hidden"):
        project.undo()
    project.step("Tag claim 1: mine", lambda p: p.claims.tag(claim, frame))
    assert project.undo_label == "Tag claim 1: mine"
    project.undo()
    assert project.redo_label == "Tag claim 1: mine"
    with pytest.raises(StepRefusedError):
        project.undo()
    finish(project, article, ben)
    assert "Tag claim 1: Brain drain" in {entry.label for entry in project.history.entries()}


def test_what_was_settled_is_hidden_too(project, claim, article, ben, frame) -> None:
    dimension = project.codebook.read().tag(frame).dimension_id
    settle = [(frame, "")]
    project.step("Settle", lambda p: p.settlements.settle(claim, dimension, Decision.OTHER, settle))
    project.step("Out", lambda p: p.settlements.settle_passages([], [claim]))
    begin(project, ben)
    assert project.settlements.all() == []
    assert project.settlements.left_out() == set()
    finish(project, article, ben)
    assert len(project.settlements.all()) == 2


@pytest.mark.parametrize("sees", [Sees.PASSAGES, Sees.NOTHING])
def test_what_was_decided_on_is_hidden_until_it_is_done(project, claim, article, elsewhere, ben, sees) -> None:
    other = project.claims.get(elsewhere).article_id
    project.step("Reject", lambda p: p.rejections.add(article, Span(0, 12)))
    project.step("Reject", lambda p: p.rejections.add(other, Span(0, 9)))
    project.step("Draw", lambda p: p.second_codings.draw(ben, Amount(share=1), Scope(), sees))
    assert len(project.rejections.of_article(article)) == 1
    project.coder_id = ben
    assert project.rejections.of_article(article) == []
    assert len(project.rejections.of_article(other)) == 1
    finish(project, article, ben)
    assert len(project.rejections.of_article(article)) == 1


def test_what_reviewers_say_of_hidden_claims_is_hidden_and_of_others_not(
    project, claim, elsewhere, article, ben
) -> None:
    uids = [project.claims.get(claim_id).uid for claim_id in (claim, elsewhere)]
    told = [
        ReviewComment(CommentKind.REPLY, 3, "Not brain drain", claim_uid=uids[0]),
        ReviewComment(CommentKind.REPLY, 3, "Fine", claim_uid=uids[1]),
        ReviewComment(CommentKind.NOTE, 1, "Too sure", judgement=2),
        ReviewComment(CommentKind.NOTE, 4, "Why brain drain?"),
    ]
    brief = project.step("Add", lambda p: p.briefs.add("Weekly", BriefSpec())).value
    project.step("Read", lambda p: p.reviews.add(brief, "a.pdf", told))
    # Only the first article is coded second.
    project.step("Draw", lambda p: p.second_codings.draw(ben, Amount(share=1), Scope(), Sees.PASSAGES))
    project.coder_id = ben
    assert [one.comment.text for one in project.reviews.of_brief(brief)] == ["Fine", "Too sure"]
    assert project.step("Read again", lambda p: p.reviews.add(brief, "b.pdf", told)).value == []
    finish(project, article, ben)
    assert [one.comment for one in project.reviews.of_brief(brief)] == told


def test_what_an_issue_was_made_of_is_hidden_until_second_coding_is_done(project, claim, article, ben) -> None:
    brief = project.step("Add", lambda p: p.briefs.add("Weekly", BriefSpec())).value
    frozen = Frozen(BriefSpec(), gather(project, BriefSpec()))
    project.step("Issue", lambda p: p.issues.add(brief, 1, frozen, "d" * 64, "2026-03-12"))
    assert project.issues.of_brief(brief)[0].kept
    begin(project, ben)
    (issue,) = project.issues.of_brief(brief)
    assert (issue.kept, issue.digest) == (False, "d" * 64)
    with pytest.raises(AnnotationError, match="code second"):
        project.issues.frozen(issue.id)
    finish(project, article, ben)
    assert project.issues.frozen(issue.id) == frozen


def test_it_holds_when_the_project_is_opened_again_and_nothing_of_it_is_in_the_file(project, path, claim, ben) -> None:
    begin(project, ben)
    project.claims.get(claim)
    project.close()
    with Project.open(path) as again:
        assert again.claims.get(claim).note == "secret note"
        again.coder_id = ben
        assert again.claims.get(claim).note == ""


def test_a_damaged_index_is_read_around_under_the_veil_too(project, claim, article, ben) -> None:
    begin(project, ben)
    store = project.claims._store
    assert store.rows("SELECT c.id FROM claims c NOT INDEXED WHERE c.id = ?", (claim,))


def test_no_gateway_reads_past_the_veil() -> None:
    """A table named with its file is read whole, whoever works; only drawing samples has to know all."""
    import annotations.store.claims

    folder = Path(annotations.store.claims.__file__).parent
    past = re.compile(rf"\bmain\.({'|'.join(VEILED)})\b")
    modules = [*folder.glob("*.py"), *(folder / "codebooks").glob("*.py")]
    assert {path.name for path in modules if past.search(path.read_text(encoding="utf-8"))} == {"second_codings.py"}
