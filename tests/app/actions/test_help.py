"""What the menu Help opens."""

from PySide6.QtWidgets import QApplication

from app.dialogs.keys import KeysDialog
from app.help.about import AboutDialog


def opened(kind):
    (found,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return found


def test_the_keys_and_what_the_program_is(window):
    for command, kind in (("help.keys", KeysDialog), ("help.about", AboutDialog)):
        window.commands.run(command)
        opened(kind).reject()
