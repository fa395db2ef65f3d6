"""A web address becomes an article only with the text that the person pastes: nothing is fetched."""

import plistlib
import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_checks import bring_up

from annotations.project import Project
from app.dialogs.import_link import LinkDialog
from app.dialogs.importing import ImportDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
ADDRESS = "https://courier.example/ferry"
LINES = [
    "Ferry sails without a crew",
    "The ferry crossed the strait on Monday with nobody at the wheel, the harbour said.",
    "Two passengers noticed it; the others read the newspaper.",
]
TEXT = "\n\n".join(LINES)
MARKUP = f"<h1>{LINES[0]}</h1>{''.join(f'<p>{line}</p>' for line in LINES[1:])}<p>Share this article</p>"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "week.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")):
        pass
    return path


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Whoever asks for a host fails."""

    def refuse(*_args, **_kwargs):
        raise AssertionError("nothing is fetched")

    monkeypatch.setattr("socket.getaddrinfo", refuse)
    monkeypatch.setattr("socket.create_connection", refuse)
    yield
    QApplication.clipboard().clear()


def copied(text="", html=""):
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)


def drag(window, url):
    """A link falls on the window, as browsers drag one; whether it is welcome."""
    data = QMimeData()
    data.setUrls([QUrl(url)])
    middle = QPoint(window.width() // 2, window.height() // 2)
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(middle, *how)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(middle), *how))
    return enter.isAccepted()


def asked(desk):
    dialog = next(d for d in desk.window.findChildren(LinkDialog) if d.isVisible())
    bring_up(desk.qtbot, dialog)
    dialog.field.setFocus()
    return dialog


def go_on(desk, dialog):
    """Through the preview into the project."""
    QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    preview = next(d for d in desk.window.findChildren(ImportDialog) if d.isVisible())
    desk.qtbot.waitUntil(lambda: not preview._head.is_reading, timeout=60_000)
    desk.qtbot.waitUntil(preview._import.isEnabled)
    bring_up(desk.qtbot, preview)
    QTest.keyClick(preview, Qt.Key.Key_Return, CONTROL)
    desk.idle()


def stored(path):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        sql = "SELECT headline, url, text FROM articles JOIN texts USING (digest)"
        return connection.execute(sql).fetchall()


def test_a_dropped_link_asks_for_the_text_and_keeps_the_address(desk, keys, path):
    window = desk.start(path)
    assert drag(window, ADDRESS)
    dialog = asked(desk)
    assert dialog.address.text() == ADDRESS
    copied(f"{TEXT}\n\nShare this article", MARKUP)
    keys(Qt.Key.Key_V, CONTROL)
    go_on(desk, dialog)
    assert window.session.undo_label == "Import 1 article"
    assert stored(path) == [(LINES[0], ADDRESS, "\n".join(LINES))]


def test_without_its_text_nothing_is_imported_and_that_is_said(desk, path):
    window = desk.start(path)
    drag(window, ADDRESS)
    dialog = asked(desk)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert dialog.isVisible()
    assert "Without its text nothing is imported" in dialog.message.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert "Nothing was imported" in window.toast.text
    assert stored(path) == []


def test_a_pasted_address_asks_for_the_text_which_can_be_typed_on(desk, keys, path):
    window = desk.start(path)
    copied(f" {ADDRESS}\n")
    bring_up(desk.qtbot, window)
    window.articles.setFocus()
    window.commands.run("edit.paste")
    dialog = asked(desk)
    copied(TEXT, MARKUP)
    keys(Qt.Key.Key_V, CONTROL)
    QTest.keyClicks(dialog.field, " More")
    go_on(desk, dialog)
    assert stored(path) == [(LINES[0], ADDRESS, "\n".join(LINES) + " More")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ferry.url", f"[InternetShortcut]\r\nURL={ADDRESS}\r\n".encode()),
        ("ferry.webloc", plistlib.dumps({"URL": ADDRESS})),
        ("ferry.desktop", f"[Desktop Entry]\nType=Link\nURL={ADDRESS}\n".encode()),
    ],
)
def test_a_dropped_link_file_asks_for_the_text(desk, keys, drop, path, tmp_path, name, data):
    file = tmp_path / name
    file.write_bytes(data)
    window = desk.start(path)
    drop(window, file)
    dialog = asked(desk)
    assert dialog.address.text() == ADDRESS
    copied(TEXT)
    keys(Qt.Key.Key_V, CONTROL)
    go_on(desk, dialog)
    assert stored(path)[0][:2] == (LINES[0], ADDRESS)


def test_a_link_to_something_else_than_a_page_is_not_welcome(desk, path):
    window = desk.start(path)
    assert not drag(window, "mailto:anna@courier.example")
    assert not drag(window, "javascript:alert(1)")
