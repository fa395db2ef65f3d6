"""Triage by keys and buttons: one article after the other, each decision one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QPushButton
from window_checks import bring_up

from annotations.articles import Status
from annotations.importers.draft import Draft
from annotations.spans import Span
from app.reasons import USUAL, keep_reasons, reasons
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.window import Window


@pytest.fixture
def window(qtbot, tmp_path):
    window = Window(Session(), Settings(), Theme.light())
    assert window.session.create(tmp_path / "p.pressmark", ("Anna Lindqvist", "AL"))
    bring_up(qtbot, window)
    yield window
    window.close()
    window.session.shut_down()
    window.deleteLater()


@pytest.fixture
def fill(window):
    """Import articles of these days of March; returns their ids, the newest first."""

    def fill_(*days, text="Headline {0}\n\nOne two three. Read also this. And more."):
        def work(project):
            for day in days:
                draft = Draft(text.format(day), f"Headline {day}", outlet="Courier", published=f"2026-03-{day:02}")
                project.articles.add(draft)

        window.session.run("Import", work)
        return window.session.project.articles.ids()

    return fill_


@pytest.fixture
def page(window, fill):
    """The page on three articles, the newest of which is number 3."""
    fill(1, 2, 3)
    window.commands.run("go.triage")
    return window.workspaces["triage"]


def press(page, *keys):
    for key in keys:
        QTest.keyClick(page.sheet.text, key)


def state(window):
    project = window.session.project
    found = project.articles.rows(project.articles.ids())
    return [(a.status.value, a.left_out_reason, not project.triage.is_waiting(a.id)) for a in found]


NEW, KEPT = ("new", "", False), ("new", "", True)


def test_one_article_at_a_time_with_its_first_lines(page):
    assert page.sheet.headline.text() == "Headline 3"
    assert page.sheet.about.text() == "Courier · 3 Mar 2026 · 10 words"
    assert page.sheet.text.toPlainText() == "One two three. Read also this. And more."
    assert page.said.text() == "3 to decide · 0 kept · 0 left out"
    assert page.sheet.text.hasFocus()


def test_one_key_keeps_and_goes_on(window, page):
    press(page, Qt.Key.Key_K)
    assert page.sheet.headline.text() == "Headline 2"
    press(page, Qt.Key.Key_Return)
    assert state(window) == [KEPT, KEPT, NEW]
    assert page.said.text() == "1 to decide · 2 kept · 0 left out"
    assert window.session.undo_label == "Keep “Headline 2”"


def test_a_key_and_a_digit_leave_out_with_a_reason(window, page):
    press(page, Qt.Key.Key_1)
    assert state(window)[0] == NEW, "a digit alone decides nothing"
    press(page, Qt.Key.Key_X, Qt.Key.Key_2)
    assert state(window)[0] == ("left-out", "duplicate", True)
    assert page.sheet.headline.text() == "Headline 2"
    assert not page.choices.asking
    press(page, Qt.Key.Key_X, Qt.Key.Key_Escape, Qt.Key.Key_1)
    assert state(window)[1] == NEW


def test_any_other_reason_is_typed(window, page, qtbot):
    press(page, Qt.Key.Key_X, Qt.Key.Key_9)
    qtbot.waitUntil(page.choices.other.hasFocus)
    QTest.keyClicks(page.choices.other, "  known to all, keep 1 ")
    QTest.keyClick(page.choices.other, Qt.Key.Key_Return)
    assert state(window)[0] == ("left-out", "known to all, keep 1", True)
    qtbot.waitUntil(page.sheet.text.hasFocus)


def test_later_puts_off_and_back_looks_again(window, page):
    press(page, Qt.Key.Key_Space)
    assert page.said.text() == "3 to decide (1 put off) · 0 kept · 0 left out"
    press(page, Qt.Key.Key_K)
    press(page, Qt.Key.Key_Backspace)
    assert (page.sheet.headline.text(), page.sheet.decided.text()) == ("Headline 2", "Kept")
    press(page, Qt.Key.Key_X, Qt.Key.Key_1)
    assert state(window)[1] == ("left-out", "off topic", True)
    assert page.sheet.headline.text() == "Headline 1"
    press(page, Qt.Key.Key_P)
    assert page.sheet.decided.text() == "Left out: off topic"
    press(page, Qt.Key.Key_K)
    assert state(window)[1] == KEPT
    press(page, Qt.Key.Key_K)
    assert page.sheet.headline.text() == "Headline 3", "what was put off comes at the end"


def test_undo_brings_the_article_back_before_one(window, page):
    press(page, Qt.Key.Key_K)
    press(page, Qt.Key.Key_X, Qt.Key.Key_1)
    window.commands.run("edit.undo")
    assert page.sheet.headline.text() == "Headline 2"
    window.commands.run("edit.undo")
    assert page.sheet.headline.text() == "Headline 3"
    assert state(window) == [NEW, NEW, NEW]
    window.commands.run("edit.redo")
    assert state(window)[0] == KEPT


def test_at_the_end_it_leads_to_reading(window, page, qtbot):
    press(page, Qt.Key.Key_X, Qt.Key.Key_1)
    press(page, Qt.Key.Key_K, Qt.Key.Key_K)
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "Start reading")
    assert button.isVisible()
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert window.workspaces.current == "read"
    shown = window.session.project.articles.get(window.reading.article_id)
    assert (shown.headline, shown.status) == ("Headline 2", Status.NEW)


def test_articles_that_come_in_are_decided_on_too(window, page, fill):
    press(page, Qt.Key.Key_K, Qt.Key.Key_K, Qt.Key.Key_K)
    assert page.article_id is None
    fill(9)
    assert page.sheet.headline.text() == "Headline 9"
    assert page.said.text() == "1 to decide · 3 kept · 0 left out"


def test_behind_another_workspace_nothing_is_read_and_on_return_it_is_as_it_is_now(window, page, monkeypatch):
    window.commands.run("go.read")
    with monkeypatch.context() as patched:
        patched.setattr("app.workspaces.triage.page._read", lambda _: pytest.fail("nobody looks"))
        window.session.run("Keep", lambda p: p.triage.keep(p.articles.ids()[:1]))
    window.commands.run("go.triage")
    assert page.sheet.headline.text() == "Headline 2"
    assert page.said.text() == "2 to decide · 1 kept · 0 left out"


def test_copies_of_the_same_text_are_told(window, page, fill):
    fill(20, 21, text="The same words for all.")
    assert page.sheet.copies.isHidden()
    window.session.run("Leave out", lambda p: p.triage.leave_out([page.article_id], ""))
    assert page.sheet.headline.text() == "Headline 2"
    for _ in range(2):
        press(page, Qt.Key.Key_Space)
    assert page.sheet.headline.text() == "Headline 21"
    assert page.sheet.copies.text() == "The same text in another article: Courier (new)"


def test_what_was_cut_is_neither_shown_nor_counted(window, page):
    text = window.session.project.articles.text(page.article_id)
    start = text.index("Read also")
    window.session.run("Cut", lambda p: p.cuts.add(page.article_id, Span(start, start + len("Read also this."))))
    assert "Read also" not in page.sheet.text.toPlainText()
    assert "7 words" in page.sheet.about.text()


def test_a_long_text_is_shown_from_its_beginning(window, page, fill):
    fill(30, text="word " * 5000)
    window.session.run("Keep", lambda p: p.triage.keep(p.articles.ids()[1:]))
    press(page, Qt.Key.Key_K)
    assert page.sheet.headline.text() == "Headline 30"
    assert len(page.sheet.text.toPlainText()) < 6100
    assert page.sheet.text.toPlainText().endswith("…")
    assert page.sheet.about.text().endswith("5,000 words")


def test_the_reasons_are_the_persons_own(window, page, monkeypatch):
    assert reasons(window.settings) == list(USUAL)
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_: ("press  release\n\nold\nold\n", True))
    window.commands.run("triage.reasons")
    assert reasons(window.settings) == ["press release", "old"]
    press(page, Qt.Key.Key_X, Qt.Key.Key_2)
    assert state(window)[0] == ("left-out", "old", True)
    press(page, Qt.Key.Key_X, Qt.Key.Key_3)
    assert state(window)[1] == NEW, "there is no third"
    keep_reasons(window.settings, [])
    assert reasons(window.settings) == list(USUAL)


def test_a_reason_is_read_on_its_button_as_it_was_typed(page):
    page.choices.set_reasons(["R&D"])
    button = next(b for b in page.findChildren(QPushButton) if b.accessibleName() == "Left out: R&D (1)")
    assert button.text() == "R&&D   1", "a single & would underline the letter after it"


def test_commands_are_there_while_the_page_is_in_front(window, page):
    assert window.commands.action("triage.keep").isVisible()
    window.commands.run("triage.skip")
    window.commands.run("triage.keep")
    assert state(window) == [NEW, KEPT, NEW]
    window.commands.run("triage.leave-out")
    assert page.choices.asking
    window.commands.run("go.read")
    assert not window.commands.action("triage.keep").isVisible()


def test_nothing_is_decided_in_a_project_that_is_only_read(window, page):
    path = window.session.project.path
    window.session.close_project()
    assert window.session.open_read_only(path)
    window.commands.run("go.triage")
    press(page, Qt.Key.Key_K)
    press(page, Qt.Key.Key_X, Qt.Key.Key_1)
    assert state(window) == [NEW, NEW, NEW]
    assert not page.choices.keep_button.isEnabled()
    press(page, Qt.Key.Key_Space)
    assert page.sheet.headline.text() == "Headline 2"


def test_keys_go_by_their_letter_under_other_layouts_by_their_place(window, page):
    page.choices.press("K")
    assert state(window)[0] == KEPT
    assert not page.choices.press("Q")


def test_every_control_has_a_name(page):
    for button in page.choices.findChildren(QPushButton):
        assert button.accessibleName() or button.text()
    assert page.sheet.text.accessibleName()
    assert page.choices.other.accessibleName()


def test_in_a_large_project_the_next_article_is_there_at_once(window, page, monkeypatch, qtbot):
    monkeypatch.setattr("app.workspaces.triage.page.AT_ONCE", 1)
    monkeypatch.setattr("app.panels.articles.AT_ONCE", 1)
    press(page, Qt.Key.Key_K)
    assert page.sheet.headline.text() == "Headline 2"
    press(page, Qt.Key.Key_X, Qt.Key.Key_1, Qt.Key.Key_K)
    assert page.article_id is None
    qtbot.waitUntil(lambda: page.said.text() == "0 to decide · 2 kept · 1 left out")
    window.commands.run("edit.undo")
    qtbot.waitUntil(lambda: page.sheet.headline.text() == "Headline 1" and page.article_id is not None)
    assert state(window) == [KEPT, ("left-out", "off topic", True), NEW]
