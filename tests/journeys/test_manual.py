"""A person looks something up while at work."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotations.sample import write_sample
from app.help.manual import ManualWindow


def manuals():
    QApplication.processEvents()
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, ManualWindow) and w.isVisible()]


def test_looking_something_up_and_going_on(desk, keys, qtbot, tmp_path) -> None:
    window = desk.start(write_sample(tmp_path))
    window.workspaces.show("brief")
    desk.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    keys(Qt.Key.Key_F1)
    (manual,) = manuals()
    assert manual.windowTitle() == "The brief – Manual"
    qtbot.waitUntil(manual.isActiveWindow)
    keys(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    keys("byte for byte")
    keys(Qt.Key.Key_Return)
    assert manual.browser.hasFocus()
    assert manual.tree.currentItem().text(0) == "Issues"
    keys(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert manual.tree.currentItem().text(0) == "The brief"
    window.workspaces.show("codebook")
    window.commands.run("help.manual")
    assert manuals() == [manual], "one manual is enough"
    assert manual.windowTitle() == "Codebooks – Manual"
    manual.field.clear()
    manual.browser.setFocus()
    keys(Qt.Key.Key_Escape)
    assert manuals() == []
    assert window.isVisible()


def test_the_page_of_keys_follows_while_it_is_open(desk, keys, qtbot, tmp_path) -> None:
    window = desk.start(write_sample(tmp_path))
    window.commands.run("help.manual")
    (manual,) = manuals()
    manual.show_page("keys")
    assert "Next sentence" in manual.browser.toPlainText()
    command = window.commands.get("go.sentence")
    window.commands.rebind("go.sentence", "Ctrl+Alt+F9", "")
    qtbot.waitUntil(lambda: "Ctrl+Alt+F9" in manual.browser.toPlainText())
    manual.reject()
    window.commands.rebind("go.sentence", command.shortcut, command.key)
    assert manuals() == []
