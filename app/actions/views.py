"""Appearance, palette and help: the commands of the menus View and Help."""

from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from annotations import __version__
from app.commands import Command
from app.dialogs.keys import KeysDialog
from app.dialogs.palette import Entry, Palette
from app.theme import READING, Theme

if TYPE_CHECKING:
    from app.window import Window

_STEP = 1


class ViewActions:
    """How the window looks, and what helps to find one's way."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._settings = window.settings
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._follow_system())

    def commands(self) -> list[Command]:
        """The commands of the menus View and Help."""
        window = self._window
        reader = window.reading.reader
        return [
            Command("view.palette", "&Search commands and articles…", "View", self.palette, "Ctrl+K"),
            self._column("view.articles", "&Articles", window.articles, "Ctrl+Alt+1"),
            self._column("view.claim", "&Claim", window.inspector, "Ctrl+Alt+2"),
            Command(
                "view.larger", "&Larger text", "View", lambda: self._resize(_STEP), "Ctrl++ Ctrl+=", separator=True
            ),
            Command("view.smaller", "S&maller text", "View", lambda: self._resize(-_STEP), "Ctrl+-"),
            Command("view.normal", "&Normal text", "View", lambda: reader.set_reading_size(READING), "Ctrl+0"),
            Command(
                "view.appearance", "Light or &dark", "View", self.toggle_appearance, "Ctrl+Shift+D", separator=True
            ),
            Command(
                "view.system",
                "Follow the s&ystem",
                "View",
                self.follow,
                checked=lambda: self._settings.appearance == "system",
            ),
            Command("help.keys", "&Keys", "Help", self.keys, "F1"),
            Command("help.about", "&About Pressmark", "Help", self.about),
        ]

    def _column(self, command_id: str, title: str, panel: QWidget, shortcut: str) -> Command:
        return Command(
            command_id,
            title,
            "View",
            lambda: panel.setVisible(panel.isHidden()),
            shortcut,
            checked=lambda: not panel.isHidden(),
        )

    def _resize(self, by: int) -> None:
        size = self._settings.reading_size or READING
        self._window.reading.reader.set_reading_size(size + by)

    # -- colours

    def set_colour_by(self, uid: str) -> None:
        """Colour the marks by this dimension, now and from now on."""
        self._settings.colour_by = uid
        self._window.reading.set_colour_by(uid)
        self._window.bar.select(uid)

    def toggle_appearance(self) -> None:
        """Change between light and dark."""
        self._settings.appearance = "light" if self._window.theme.is_dark else "dark"
        self._dress()

    def follow(self) -> None:
        """Take the system's appearance."""
        self._settings.appearance = "system"
        self._dress()

    def _follow_system(self) -> None:
        if self._settings.appearance == "system":
            self._dress()

    def _dress(self) -> None:
        application = QApplication.instance()
        theme = theme_of(self._settings.appearance)
        if isinstance(application, QApplication):
            theme.apply(application)
        self._window.set_theme(theme)

    # -- finding one's way

    def palette(self) -> None:
        """Offer every command that is possible now, and every article."""
        commands = [
            Entry(f"{command.name.rstrip('…')}", command.keys, lambda c=command: self._window.commands.run(c.id))
            for command in self._window.commands
            if command.enabled() and command.id != "view.palette"
        ]
        project = self._session.project
        articles = project.articles.rows(project.articles.ids()) if project else []
        entries = [
            Entry(article.headline, article.outlet, lambda a=article: self._window.articles.select(a.id))
            for article in articles
        ]
        dialog = Palette(commands + entries, self._window)
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        if chosen:
            chosen.run()

    def keys(self) -> None:
        """Show every key."""
        dialog = KeysDialog(self._window.commands, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def about(self) -> None:
        """Say what the program is."""
        QMessageBox.about(
            self._window,
            "About Pressmark",
            f"Pressmark {__version__}\n\nRead press articles, mark the claims, hand over an annotated brief.\n\n"
            f"MIT licence. Made with Qt {qVersion()}.",
        )


def theme_of(appearance: str) -> Theme:
    """The theme for "light", "dark" or "system"."""
    match appearance:
        case "light":
            return Theme.light()
        case "dark":
            return Theme.dark()
        case _:
            return Theme.of_system(QGuiApplication.styleHints())
