"""Settings taken along to another machine: the two commands of the menu Edit."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from annotations.errors import AnnotationError
from annotations.language.gazetteer import has_own_file, own_file
from annotations.wording import number_of
from app.actions.reading import style_of
from app.commands import Command

if TYPE_CHECKING:
    from app.travelling import Taken
    from app.window import Window

_FILES = "Settings of Pressmark (*.json)"


class SettingsFileActions:
    """Writes settings to a file and reads them; what was read works at once and can be undone."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._settings = window.settings

    def commands(self) -> list[Command]:
        """The commands."""
        return [
            Command("settings.export", "E&xport settings…", "Edit", self.export, separator=True),
            Command("settings.import", "&Import settings…", "Edit", self.choose),
        ]

    def export(self) -> None:
        """Ask where, and write what may travel."""
        from app.travelling import ENDING, write

        suggested = self._settings.last_folder() / f"Pressmark settings {date.today():%Y-%m-%d}{ENDING}"
        name, _ = QFileDialog.getSaveFileName(self._window, "Export settings", str(suggested), _FILES)
        if not name:
            return
        path = Path(name) if name.endswith(ENDING) else Path(name + ENDING)
        try:
            left = write(self._settings, path)
        except AnnotationError as error:
            self._window.banner.show_error(error)
            return
        self._window.toast.say(f"Settings written to {path.name}")
        if left:
            self._window.banner.say(f"Too large to go along: {', '.join(left)}. Copy it by hand.", tone="warn")

    def choose(self) -> None:
        """Ask which file, and take what fits."""
        folder = str(self._settings.last_folder())
        name, _ = QFileDialog.getOpenFileName(self._window, "Import settings", folder, _FILES)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Take what fits of a file and say what that was."""
        from app.travelling import read, take

        try:
            values = read(path)
        except AnnotationError as error:
            self._window.banner.show_error(error)
            return
        before, had_actors = self._settings.snapshot(), has_own_file()
        taken = take(self._settings, values)
        refused = self._apply()
        self._tell(taken, refused, lambda: self._undo(before, had_actors=had_actors))

    def _apply(self) -> list[str]:
        """Let the window follow the settings; returns the ids of commands whose keys cannot be used here."""
        window = self._window
        refused = window.remapping.reload()
        for name in refused:
            self._settings.keep_keys(name, None)
        window.reading.reader.set_text_style(style_of(self._settings))
        window.views.dress()
        window.safety.keeper.follow_settings()
        window.known_actors.look_again()
        window.suggestions.follow_settings()
        window.commands.refresh()
        return refused

    def _tell(self, taken: "Taken", refused: list[str], undo: Callable[[], None]) -> None:
        left = [*taken.left, *([f"keys of {number_of(len(refused), 'command')}"] if refused else [])]
        if not taken.taken and not left:
            self._window.toast.say("The file holds no settings; nothing was changed")
            return
        if left:
            self._window.banner.say(f"Not taken from the file: {'; '.join(left)}.", tone="warn")
        if taken.taken:
            self._window.toast.say(f"Taken: {', '.join(taken.taken)}", "Undo", undo)

    def _undo(self, before: dict[str, object], *, had_actors: bool) -> None:
        self._settings.restore(before)
        said = "The settings are as they were"
        if not had_actors:
            try:
                own_file().unlink(missing_ok=True)
            except OSError as error:  # a program for tables has it open, say
                said = f"{said}, but for the list of actors, which cannot be taken away ({error.strerror})"
        self._apply()
        self._window.toast.say(said)
