"""The window itself: it fits the screen it opens on, and its menus hold together what belongs together."""

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton
from window_checks import bring_up

from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.window import Window
from app.workspaces.registry import ENTRIES, READ


@pytest.fixture
def opened(qapp):
    made = []

    def open_():
        made.append(Window(Session(), Settings(), Theme.light()))
        return made[-1]

    yield open_
    for window in made:
        window.close()
        window.session.shut_down()
        window.deleteLater()


def test_a_size_from_a_larger_screen_is_not_taken(opened):
    first = opened()
    first.resize(first.screen().availableSize() + QSize(900, 700))
    first.close()
    again = opened()
    least, room = again.minimumSize(), again.screen().availableSize()
    assert again.width() <= max(least.width(), room.width())
    assert again.height() <= max(least.height(), room.height() - 30)  # with a title bar above it


def test_the_coders_stand_below_switching_them(opened):
    window = opened()
    edit = next(action.menu() for action in window.menuBar().actions() if action.text() == "&Edit")
    titles = [action.text() for action in edit.actions() if not action.isSeparator()]
    at = titles.index("&Switch coder…")
    assert titles[at + 1] == "&Coder"


def test_a_menu_shows_the_signs_of_its_own_commands_from_when_it_opens(opened):
    window = opened()
    edit = next(action.menu() for action in window.menuBar().actions() if action.text() == "&Edit")
    signed = [window.commands.action(name) for name in ("edit.undo", "edit.redo", "edit.find")]
    assert all(action.icon().isNull() for action in signed)
    edit.aboutToShow.emit()
    assert not any(action.icon().isNull() for action in signed)
    assert window.commands.action("file.new").icon().isNull()


def test_the_outer_columns_have_room_for_what_is_in_them_at_their_least(opened):
    window = opened()
    for column in (window.articles, window.inspector):
        assert column.minimumSizeHint().width() <= column.minimumWidth()


@pytest.mark.parametrize(("names", "readied"), [(["a.txt"], 1), (["b.PRESSMARK"], 0), (["b.pressmark", "a.txt"], 1)])
def test_children_are_readied_for_what_is_dragged_in_unless_it_is_a_project(
    opened, tmp_path, monkeypatch, names, readied
):
    window = opened()
    assert window.session.create(tmp_path / "mine.pressmark", ("Anna", "A"))
    asked = []
    monkeypatch.setattr(window.session.readers, "warm", lambda: asked.append(1))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(300, 300), *how)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert len(asked) == readied


@pytest.mark.parametrize("kind", [QPushButton, QToolButton])
def test_enter_presses_a_button_once_however_long_it_is_held(opened, qtbot, kind):
    window = opened()
    button, pressed = kind(window), []
    button.clicked.connect(lambda: pressed.append(kind))
    bring_up(qtbot, window)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.show()
    button.setFocus()
    for key, modifiers in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier),
    ):
        pressed.clear()
        QTest.keyClick(button, key, modifiers)
        assert pressed == [kind]
        QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, "\r", autorep=True))
        QTest.keyClick(button, key, modifiers | Qt.KeyboardModifier.AltModifier)
        assert pressed == [kind]


def test_enter_in_a_field_presses_no_button(opened, qtbot):
    window = opened()
    button, field, pressed = QPushButton(window), QLineEdit(window), []
    button.clicked.connect(lambda: pressed.append(button))
    bring_up(qtbot, window)
    for part in (button, field):
        part.show()
        part.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pressed == []


def test_nothing_of_a_closed_window_stays_in_memory(qapp, tmp_path):
    window = Window(Session(), Settings(), Theme.light())
    assert window.session.create(tmp_path / "p.pressmark", ("Anna Lindqvist", "AL"))
    window.show()
    for entry in ENTRIES:
        window.workspaces.show(entry.id)
        qapp.processEvents()
    pages = [window.workspaces[entry.id] for entry in ENTRIES if entry.id != READ]
    kept = [weakref.ref(one) for one in (window, window.session, *pages)]
    pages.clear()
    window.close()
    window.session.shut_down()
    qapp.processEvents()  # answers that nobody waits for any more
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del window
    gc.collect()
    assert [type(one()) for one in kept if one() is not None] == []
