"""What the menu Help opens."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel

from annotations import __version__
from app.commands import MENUS
from app.dialogs.keys import KeysDialog
from app.help.about import AboutDialog


def opened(kind):
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def assert_gone_when_closed(window, dialog):
    kind = type(dialog)
    dialog.reject()
    assert opened(kind) == []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.findChildren(kind) == []


def test_the_keys_are_those_that_commands_have_now(window):
    window.commands.rebind("find.open", "Ctrl+Alt+F9", "")
    window.commands.run("help.keys")
    assert len(opened(KeysDialog)) == 1
    dialog = opened(KeysDialog)[0]
    listed = dialog.text().splitlines()
    assert "Find in project\tCtrl+Alt+F9   (usually Ctrl+Shift+F)" in listed
    assert "New project\tCtrl+N" in listed
    assert [line for line in listed if line in MENUS] == [menu for menu in MENUS if menu != "Codebook"]
    assert_gone_when_closed(window, dialog)


def test_what_the_program_is_names_its_version(window):
    window.commands.run("help.about")
    assert len(opened(AboutDialog)) == 1
    dialog = opened(AboutDialog)[0]
    assert f"Pressmark {__version__}" in [label.text() for label in dialog.findChildren(QLabel)]
    assert_gone_when_closed(window, dialog)
