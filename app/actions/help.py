"""The manual, keys and what the program is: the commands of the menu Help."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from app.commands import Command
from app.help.news import Update

if TYPE_CHECKING:
    from app.help.manual import ManualWindow
    from app.window import Window

_PAGES = {
    "triage": "importing",
    "read": "first-hour",
    "claims": "claims",
    "find": "claims",
    "codebook": "codebooks",
    "outlets": "importing",
    "brief": "brief",
    "agreement": "sharing",
}
"""The page of the manual for each workspace."""


class HelpActions(QObject):
    """Helps a person on."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._manual: ManualWindow | None = None

    def commands(self) -> list[Command]:
        """The commands of the menu Help."""
        help_ = partial(Command, menu="Help")
        return [
            help_("help.manual", "&Manual", run=self.manual, shortcut="F1"),
            help_("help.keys", "&Keys…", run=self.keys, shortcut="Ctrl+F1"),
            help_("help.news", "&What is new", run=self.news),
            help_("help.about", "&About Pressmark", run=self.about, separator=True),
        ]

    def manual(self) -> None:
        """Show the manual, at the page about what one is at."""
        self.show_page(_PAGES.get(self._window.workspaces.current, "") if self._window.session.project else "")

    def news(self) -> None:
        """Show what is new, version by version."""
        from app.help.news import NEWS

        self.show_page(NEWS)

    def tell_of_update(self, update: Update | None) -> None:
        """Say that the program was updated, if it was, and offer what is new."""
        if update is None:
            return
        window = self._window
        said, offer = f"Pressmark was updated to {update.now}.", "What is new…"
        if window.banner.text:  # which tells what went wrong
            window.toast.say(said, offer, self.news)
        else:
            window.banner.say(said, offer, self.news, tone="warn")

    def show_page(self, name: str) -> None:
        """Show a page of the manual; its window stays where it is, if it is open already."""
        if self._manual is None:
            try:
                self._manual = self._made()
            except OSError as error:
                self._window.banner.say(f"The manual cannot be read ({error}). Install Pressmark again.")
                return
            self._manual.finished.connect(self._forget)
        self._manual.show_page(name)
        self._manual.show()
        self._manual.raise_()
        self._manual.activateWindow()

    def _made(self) -> "ManualWindow":
        from app.help import keys_page, shipped
        from app.help.manual import ManualWindow
        from app.help.news import NEWS, page
        from app.help.pages import Page

        prepare = partial(keys_page.filled, commands=self._window.commands)
        news = Page(NEWS, page(shipped.changes()))
        manual = ManualWindow(shipped.manual(), prepare, self._window.settings, self._window, more=[news])
        self._window.commands.rebound.connect(manual.renew)
        return manual

    def _forget(self) -> None:
        if self._manual is not None:
            self._manual.deleteLater()
            self._manual = None

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
