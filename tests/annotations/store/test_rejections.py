"""What was decided on stays decided: undone and redone, in corrected texts and newer versions, in copies."""

import pytest

from annotations.carrying import carried
from annotations.decided import Decisions
from annotations.errors import SpanError
from annotations.importers.draft import Draft
from annotations.progress import drive
from annotations.project import Project
from annotations.sharing import CopyChoice
from annotations.spans import Span
from annotations.store.undo.images import LOGGED

TEXT = "Bay closed\n\nThe mayor said that the harbour would stay open. Nobody believed it."
SAID = "the harbour would stay open"


@pytest.fixture
def article(project: Project) -> int:
    return project.step("Import", lambda p: p.articles.add(Draft(TEXT, "Bay closed"))).value


def place(project: Project, article: int, words: str = SAID) -> Span:
    text = project.articles.text(article)
    return Span(text.index(words), text.index(words) + len(words))


def reject(project: Project, article: int, words: str = SAID) -> None:
    project.step("Reject", lambda p: p.rejections.add(article, place(project, article, words)))


def is_decided(project: Project, article: int, words: str = SAID) -> bool:
    decisions = Decisions(project.articles.text(article), project.rejections.of_article(article))
    return decisions.hold(place(project, article, words))


def test_a_decision_is_one_step_back_and_forth(project, article) -> None:
    reject(project, article)
    (kept,) = project.rejections.of_article(article)
    assert (kept.exact, kept.prefix[-5:], kept.suffix[:2]) == (SAID, "that ", ". ")
    project.undo()
    assert project.rejections.of_article(article) == []
    project.redo()
    assert is_decided(project, article)
    assert project.check() == []


def test_views_are_told_of_the_article(project, article) -> None:
    changes = project.step("Reject", lambda p: p.rejections.add(article, place(project, article))).changes
    assert changes.touches("rejections")
    assert article in changes.articles
    assert "rejections" in LOGGED


def test_deciding_the_same_again_changes_nothing(project, article) -> None:
    reject(project, article)
    assert project.step("Reject", lambda p: p.rejections.add(article, place(project, article))).changes.empty


def test_a_passage_beyond_the_text_is_refused(project, article) -> None:
    with pytest.raises(SpanError):
        project.step("Reject", lambda p: p.rejections.add(article, Span(0, 1000)))


def test_another_article_with_the_same_words_is_not_concerned(project, article) -> None:
    other = project.step("Import", lambda p: p.articles.add(Draft(TEXT, outlet="The Other"))).value
    reject(project, article)
    assert not is_decided(project, other)


def test_it_holds_in_the_corrected_text(project, article) -> None:
    reject(project, article)
    text = TEXT.replace("Bay closed", "The bay is closed").replace("stay", "remain")

    def correct(p: Project) -> None:
        p.corrections.correct(article, text, carried(TEXT, text, {}).placed)

    project.step("Correct", correct)
    assert is_decided(project, article, SAID.replace("stay", "remain"))
    assert not is_decided(project, article, "Nobody believed it")


def test_it_holds_in_newer_versions(project, article) -> None:
    reject(project, article)
    for n in (1, 2):
        draft = Draft(f"{TEXT}\n\nUpdate {n}.", "Bay closed", published=f"2026-03-0{n}")
        imported = project.step("Import", lambda p, d=draft: p.versions.add_all([d], {0: article})).value
        newest = imported.ids[0]
        assert is_decided(project, newest)
    assert project.step("Forget", lambda p: p.rejections.forget(newest)).value == 1
    assert not is_decided(project, newest)


def test_it_goes_with_its_article_and_comes_back_with_it(project, article) -> None:
    reject(project, article)
    project.step("Delete", lambda p: p.articles.delete([article]))
    project.undo()
    assert is_decided(project, article)


def test_copies_without_full_texts_hold_none_of_it(project, article, tmp_path) -> None:
    reject(project, article)
    target = tmp_path / "excerpts.pressmark"
    drive(project.copy(target, CopyChoice(texts=False)))
    with Project.open(target, read_only=True) as copy:
        assert copy.rejections.of_article(copy.articles.ids()[0]) == []
