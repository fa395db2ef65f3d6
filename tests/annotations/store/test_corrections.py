"""Corrected texts: the claims on their words, the text before kept, all of it one step."""

import pytest

from annotations.carrying import carried
from annotations.errors import AnnotationError, SpanError
from annotations.project import Project
from annotations.sharing import CopyChoice
from annotations.spans import Span

OLD = "The goverment spoke.\nThe west must not be a monopoly. Nobody listened."
NEW = "The government spoke.\nThe west must not be a monopoly. Somebody listened."


@pytest.fixture
def article(add_article) -> int:
    return add_article(OLD)


@pytest.fixture
def claims(article, add_claim) -> list[int]:
    return [
        add_claim(article, OLD.index(words), OLD.index(words) + len(words)) for words in ("The west must", "Nobody")
    ]


def correct(project, article, text=NEW, deleted=(), cuts=()):
    anchors = {claim.id: claim.anchor for claim in project.claims.of_article(article)}
    found = carried(project.articles.text(article), text, anchors)

    def work(p):
        p.corrections.correct(article, text, found.placed, deleted=deleted, cuts=cuts)

    return project.step("Correct text", work)


def test_claims_keep_their_words_and_the_text_before_is_kept(project, article, claims) -> None:
    before = project.articles.get(article)
    changes = correct(project, article, deleted=[claims[1]]).changes
    assert project.articles.text(article) == NEW
    assert [claim.quote for claim in project.claims.all()] == ["The west must"]
    assert project.claims.all()[0].span.of(NEW) == "The west must"
    after = project.articles.get(article)
    assert (after.uid, after.length) == (before.uid, len(NEW))
    (earlier,) = project.corrections.earlier(article)
    assert (earlier.digest, earlier.length, earlier.coder_id) == (before.digest, len(OLD), project.coder_id)
    assert project.corrections.text(earlier.digest) == OLD
    assert article in changes.articles
    assert project.check() == []


def test_the_earlier_text_is_in_no_list_no_count_and_no_search(project, article, claims) -> None:
    correct(project, article, deleted=[claims[1]])
    assert project.articles.ids() == [article]
    assert sum(project.articles.counts().values()) == 1
    found = "SELECT count(*) FROM article_fts WHERE article_fts MATCH ?"
    assert [project._store.value(found, (word,)) for word in ("goverment", "government")] == [0, 1]


def test_it_is_one_step_that_can_be_undone_and_done_again(project, article, claims, contents) -> None:
    before = contents(project.path)
    correct(project, article, deleted=[claims[1]])
    done = contents(project.path)
    project.undo()
    assert contents(project.path) == before
    assert project.articles.text(article) == OLD
    assert project.check() == []
    project.redo()
    assert contents(project.path) == done
    assert project.check() == []


def test_a_claim_without_a_place_keeps_the_text_as_it_was(project, article, claims) -> None:
    with pytest.raises(AnnotationError, match="1 claim was marked meanwhile and has no place"):
        correct(project, article)
    with pytest.raises(AnnotationError, match="2 claims were marked meanwhile and have no place"):
        project.step("Correct text", lambda p: p.corrections.correct(article, NEW, {}))
    assert project.articles.text(article) == OLD
    assert project.corrections.earlier(article) == []


def test_what_is_no_text_is_refused_and_the_same_text_changes_nothing(project, article, claims) -> None:
    label = project.undo_label
    with pytest.raises(AnnotationError, match="empty"):
        correct(project, article, " \n", deleted=claims)
    correct(project, article, OLD)
    assert project.undo_label == label
    with pytest.raises(SpanError):
        project.step("Correct", lambda p: p.corrections.correct(article, NEW, dict.fromkeys(claims, Span(0, 999))))
    assert project.articles.text(article) == OLD


def test_cuts_are_put_where_they_are_said_to_be(project, article, claims) -> None:
    project.step("Cut", lambda p: p.cuts.add(article, Span(0, 20)))
    correct(project, article, deleted=[claims[1]], cuts=[Span(0, 21)])
    assert [cut.span for cut in project.cuts.of_article(article)] == [Span(0, 21)]
    assert project.check() == []
    project.undo()
    assert [cut.span for cut in project.cuts.of_article(article)] == [Span(0, 20)]
    assert project.check() == []


def test_several_corrections_are_kept_the_latest_first(project, article) -> None:
    for text in ("One.", "Two.", "Three."):
        correct(project, article, text)
    texts = [project.corrections.text(each.digest) for each in project.corrections.earlier(article)]
    assert texts == ["Two.", "One.", OLD]
    project.step("Delete", lambda p: p.articles.delete([article]))
    assert project.corrections.earlier(article) == []
    project.undo()
    assert len(project.corrections.earlier(article)) == 3
    assert project.check() == []


def test_a_copy_has_them_and_one_of_excerpts_has_not(project, article, claims, tmp_path) -> None:
    correct(project, article, deleted=[claims[1]])
    for texts in (True, False):
        path = tmp_path / f"{texts}.pressmark"
        for _ in project.copy(path, CopyChoice(history=False, texts=texts)):
            pass
        with Project.open(path) as copy:
            assert len(copy.corrections.earlier(copy.articles.ids()[0])) == texts
            assert copy.check() == []
        assert (b"goverment" in path.read_bytes()) == texts


def test_the_file_with_the_text_of_before_is_known_as_a_duplicate(project, article) -> None:
    before = project.articles.get(article).digest
    correct(project, article)
    for mark in (before, project.articles.get(article).digest):
        assert [found.id for found in project.articles.same_text(mark)] == [article]
    project.undo()
    assert [found.id for found in project.articles.same_text(before)] == [article]
