"""Appearance, palette and help: the commands of the menus View and Help."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from annotations import __version__
from app.commands import Command
from app.dialogs.keys import KeysDialog
from app.dialogs.palette import Entry, Palette
from app.plain import message_box
from app.theme import READING, Theme

if TYPE_CHECKING:
    from app.window import Window

_STEP = 1
_MOST_ARTICLES = 30


class ViewActions(QObject):
    """How the window looks, and what helps to find one's way."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._settings = window.settings
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def commands(self) -> list[Command]:
        """The commands of the menus View and Help."""
        window, view, resize = self._window, partial(Command, menu="View"), self._resize
        return [
            view("view.palette", "&Search commands and articles…", run=self.palette, shortcut="Ctrl+K", icon="search"),
            self._column("view.articles", "&Articles", window.articles, "Ctrl+Alt+1"),
            self._column("view.claim", "&Claim", window.inspector, "Ctrl+Alt+2"),
            view("view.larger", "&Larger text", run=partial(resize, _STEP), shortcut="Ctrl++ Ctrl+=", separator=True),
            view("view.smaller", "S&maller text", run=partial(resize, -_STEP), shortcut="Ctrl+-"),
            view("view.normal", "&Normal text", run=self._normal_size, shortcut="Ctrl+0"),
            view(
                "view.appearance",
                "Light or &dark",
                run=self.toggle_appearance,
                shortcut="Ctrl+Shift+D",
                separator=True,
                icon="contrast",
            ),
            view("view.system", "Follow the s&ystem", run=self.follow, checked=self._follows),
            Command("help.keys", "&Keys", "Help", self.keys, "F1", icon="keyboard"),
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
        reader = self._window.reading.reader
        reader.set_reading_size(reader.reading_size + by)

    def _normal_size(self) -> None:
        self._window.reading.reader.set_reading_size(READING)

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

    def _follows(self) -> bool:
        return self._settings.appearance == "system"

    def _follow_system(self) -> None:
        if self._follows():
            self._dress()

    def _dress(self) -> None:
        application = QApplication.instance()
        theme = theme_of(self._settings.appearance)
        if isinstance(application, QApplication):
            theme.apply(application)
        self._window.set_theme(theme)
        self._window.commands.dress()
        self._window.coding.set_theme(theme)

    # -- finding one's way

    def palette(self) -> None:
        """Offer every command that is possible now, the tags of the active claim, and every article."""
        dialog = Palette([*self._command_entries(), *self._tag_entries()], self._article_entries, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _command_entries(self) -> list[Entry]:
        commands = self._window.commands
        return [
            Entry(command.name.rstrip("…"), command.keys, partial(commands.run, command.id))
            for command in commands
            if command.shown() and command.enabled() and command.id != "view.palette"
        ]

    def _tag_entries(self) -> list[Entry]:
        claim, codebook = self._window.reading.active_claim, self._session.codebook
        if claim is None or not self._session.can_write:
            return []
        return [
            Entry(tag.name, f"{dimension.name} of claim {claim.number}", partial(self._window.coding.tag, tag))
            for dimension in codebook.dimensions
            for tag in codebook.tags_of(dimension.id)
        ]

    def _article_entries(self, typed: str) -> list[Entry]:
        project = self._session.project
        if project is None:
            return []
        found = project.articles.rows(project.articles.ids(text=typed)[:_MOST_ARTICLES])
        return [
            Entry(article.headline or "Without a headline", article.outlet, partial(self._go_to, article.id))
            for article in found
        ]

    def _go_to(self, article_id: int) -> None:
        self._window.articles.select(article_id)
        self._window.reading.reader.setFocus()

    def keys(self) -> None:
        """Show every key."""
        dialog = KeysDialog(self._window.commands, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def about(self) -> None:
        """Say what the program is."""
        box = message_box(
            self._window,
            "About Pressmark",
            f"Pressmark {__version__}",
            "Read press articles, mark the claims, hand over an annotated brief.\n\n"
            f"MIT licence. Made with Qt {qVersion()}. Icons: Lucide, ISC licence.",
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def theme_of(appearance: str) -> Theme:
    """The theme for "light", "dark" or "system"."""
    match appearance:
        case "light":
            return Theme.light()
        case "dark":
            return Theme.dark()
        case _:
            return Theme.of_system(QGuiApplication.styleHints())
