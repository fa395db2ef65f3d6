"""Appearance and palette: the commands of the menu View."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.actions.palette import PALETTE, PaletteActions
from app.commands import Command
from app.theme import READING, Theme, follow_system

if TYPE_CHECKING:
    from app.window import Window

_STEP = 1


class ViewActions(QObject):
    """How the window looks, and the palette."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._settings = window.settings
        self._palette = PaletteActions(window)
        follow_system(QGuiApplication.styleHints(), self._follow_system)

    def commands(self) -> list[Command]:
        """The commands of the menu View."""
        window, view, resize = self._window, partial(Command, menu="View"), self._resize
        return [
            view(PALETTE, "&Search commands and articles…", run=self._palette.open, shortcut="Ctrl+K"),
            self._column("view.articles", "&Articles", window.articles, "Ctrl+Alt+1"),
            self._column("view.claim", "&Claim", window.inspector, "Ctrl+Alt+2"),
            view(
                "view.suggestions",
                "S&uggestions",
                run=window.suggestions.toggle,
                checked=lambda: window.suggestions.shown,
            ),
            view("view.larger", "&Larger text", run=partial(resize, _STEP), shortcut="Ctrl++ Ctrl+=", separator=True),
            view("view.smaller", "S&maller text", run=partial(resize, -_STEP), shortcut="Ctrl+-"),
            view("view.normal", "&Normal text", run=self._normal_size, shortcut="Ctrl+0"),
            view(
                "view.appearance",
                "Light or &dark",
                run=self.toggle_appearance,
                shortcut="Ctrl+Shift+D",
                separator=True,
            ),
            view("view.contrast", "High c&ontrast", run=self.toggle_contrast, checked=self._in_contrast),
            view("view.system", "Follow the s&ystem", run=self.follow, checked=self._follows),
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
        self.dress()

    def toggle_contrast(self) -> None:
        """Change to high contrast, or from it to what the system asks for."""
        self._settings.appearance = "system" if self._in_contrast() else "contrast"
        self.dress()

    def _in_contrast(self) -> bool:
        return self._settings.appearance == "contrast"

    def follow(self) -> None:
        """Take the system's appearance."""
        self._settings.appearance = "system"
        self.dress()

    def _follows(self) -> bool:
        return self._settings.appearance == "system"

    def _follow_system(self) -> None:
        if self._follows():
            self.dress()

    def dress(self) -> None:
        """Take the appearance that the settings ask for."""
        application = QApplication.instance()
        theme = theme_of(self._settings.appearance)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)  # with every workspace made it takes a second
        try:
            if isinstance(application, QApplication):
                theme.apply(application)
            self._window.set_theme(theme)
            self._window.commands.dress()
            self._window.coding.set_theme(theme)
        finally:
            QGuiApplication.restoreOverrideCursor()


def theme_of(appearance: str) -> Theme:
    """The theme for "light", "dark", "contrast" or "system"."""
    return Theme.named(appearance, QGuiApplication.styleHints())
