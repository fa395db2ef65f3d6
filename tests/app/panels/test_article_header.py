"""What stands above an article, and what can be changed there."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from window_checks import bring_up

from annotations.articles import Status
from app.panels.article_header import ArticleHeader


@pytest.fixture
def header(qtbot, session, fill):
    article_id = fill(1)[0]
    made = ArticleHeader(session)
    made.article_id = article_id

    def follow(changes=None):
        if session.project:
            made.show_article(session.project.articles.get(made.article_id))

    session.changed.connect(follow)
    follow()
    qtbot.addWidget(made)
    made.resize(600, 80)
    bring_up(qtbot, made)
    made.change = lambda **values: session.run("Change", lambda p: p.articles.update([made.article_id], **values))
    return made


def choose(header, name):
    """Choose a status as a person does."""
    header.status_box.setCurrentText(name)
    header.status_box.activated.emit(header.status_box.currentIndex())


def stored(header, session):
    article = session.project.articles.get(header.article_id)
    return article.status, article.left_out_reason


def test_it_tells_outlet_date_author_language_and_claims(header, session):
    from annotations.spans import Span

    header.change(language="en", published="2026-03-12T14:05")
    session.run("Add claim", lambda p: p.claims.add(header.article_id, Span(0, 4)))
    assert header.source == "Herald · 12 Mar 2026, 14:05 · Author 01 · en · 1 claim"


def test_what_is_not_known_is_left_out(header):
    header.change(outlet="", published="", author="")
    assert header.source == "Without outlet and date"
    header.change(language="en")
    assert header.source == "Without outlet and date · en"


def test_a_status_is_stored_as_one_step_with_a_name(header, session):
    choose(header, "In progress")
    assert stored(header, session)[0] is Status.IN_PROGRESS
    assert session.undo_label == "Mark as in progress"
    session.undo()
    assert header.status_box.currentText() == "New"


def test_the_same_status_again_is_no_step(header, session):
    before = session.undo_label
    choose(header, "New")
    assert session.undo_label == before


def test_leaving_out_asks_why_and_keeps_the_reason(header, session):
    choose(header, "Left out")
    assert header.reason_field.isVisible()
    assert header.reason_field.hasFocus()
    QTest.keyClicks(header.reason_field, "  Sports   page ")
    header.reason_field.editingFinished.emit()
    assert stored(header, session) == (Status.LEFT_OUT, "Sports page")
    assert session.undo_label == "Say why it is left out"
    choose(header, "Done")
    assert not header.reason_field.isVisible()


def test_a_reason_is_not_lost_when_another_article_or_nothing_is_shown_next(header, session, fill):
    choose(header, "Left out")
    QTest.keyClicks(header.reason_field, "Sports")
    other = next(i for i in fill(1, first=2) if i != header.article_id)
    header.show_article(session.project.articles.get(other))
    assert stored(header, session)[1] == "Sports"
    assert header.reason_field.text() == ""
    header.show_article(session.project.articles.get(header.article_id))
    QTest.keyClicks(header.reason_field, " page")
    path = session.project.path
    session.close_project()
    session.open(path, ("Anna", "A"))
    assert stored(header, session)[1] == "Sports page"


def test_what_is_being_typed_survives_a_change_from_elsewhere(header, session):
    choose(header, "Left out")
    QTest.keyClicks(header.reason_field, "Spo")
    header.change(author="Someone else")
    assert header.reason_field.text() == "Spo"


def test_a_status_that_is_refused_is_not_shown(header, session, monkeypatch):
    monkeypatch.setattr(type(session), "why_not", property(lambda self: "Wait"))
    choose(header, "Done")
    assert header.status_box.currentText() == "New"
    assert len(session.refused) == 1


def test_where_nothing_can_be_written_nothing_can_be_chosen(header, session):
    path = session.project.path
    session.close_project()
    session.open_read_only(path)
    assert not header.status_box.isEnabled()
    assert not header.reason_field.isEnabled()


@pytest.mark.parametrize(
    ("address", "offered"),
    [("https://example.org/a?b=c", True), ("http://example.org", True), ("file:///etc/passwd", False), ("", False)],
)
def test_only_web_pages_can_be_opened(header, monkeypatch, address, offered):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    header.change(url=address)
    assert header.link.isVisible() == offered
    header.link.click()
    assert opened == ([QUrl(address)] if offered else [])


def test_words_from_a_file_are_shown_as_they_are_written(header):
    header.change(author="<b>Author</b>", headline_translated="<i>x</i>")
    assert "<b>Author</b>" in header.source
    assert header._translated.textFormat().name == "PlainText"


def test_a_long_outlet_does_not_widen_the_column(header):
    header.change(outlet="A very long name of an outlet " * 10)
    assert header.minimumSizeHint().width() < 400
