"""The manual, keys and what the program is: the commands of the menu Help."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from app.commands import Command

if TYPE_CHECKING:
    from app.window import Window


class HelpActions(QObject):
    """Helps a person on."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window

    def commands(self) -> list[Command]:
        """The commands of the menu Help."""
        help_ = partial(Command, menu="Help")
        return [
            help_("help.keys", "&Keys…", run=self.keys, shortcut="F1", icon="keyboard"),
            help_("help.about", "&About Pressmark", run=self.about, separator=True),
        ]

    def keys(self) -> None:
        """Show every key, and let commands have others."""
        from app.dialogs.keys import KeysDialog

        window = self._window
        self._open(KeysDialog(window.commands, window, remapping=window.remapping, tags=window.tag_keys.lines))

    def about(self) -> None:
        """Say what the program is, in which versions and under which licences."""
        from app.help.about import AboutDialog

        self._open(AboutDialog(self._window))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
