"""Every action once: menus, tooltips, keys, the palette and the list of keys are made from this registry."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from app.command_icons import ICONS
from app.icons import icon
from app.keys import MOVING
from app.layouts import Layout

MENUS = {
    "File": "&File",
    "Edit": "&Edit",
    "Article": "&Article",
    "Claim": "&Claim",
    "Brief": "&Brief",
    "Codebook": "Codeboo&k",
    "Go": "&Go",
    "View": "&View",
    "Help": "&Help",
}
"""The menus by name, in their order, with the titles in the bar."""


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One action.

    `shortcut` holds key sequences with a modifier, separated by spaces, and works in the whole window. `key` is a
    single key by its place on the keyboard (see `app.keys`) and works in the reader only, so that text fields can
    type it. `enabled` is asked before menus open and before each run. `checked` makes it a switch. `title` may be a
    function where it changes ("Undo Add claim"). `after` is the id of the command below which it stands in its menu, if
    that is not the end; `separator` draws a line above it. `name_in_lists` stands in lists of keys for a title that
    changes. `shown` is asked where there may be nothing to run at all (the ninth dimension of a codebook with four):
    such a command is in no menu and no list. `fixed` says why it cannot have other keys, empty where it can. Its sign
    stands in `app.command_icons`.
    """

    id: str
    title: str | Callable[[], str]
    menu: str
    run: Callable[[], object]
    shortcut: str = ""
    key: str = ""
    enabled: Callable[[], bool] = field(default=_always)
    checked: Callable[[], bool] | None = None
    separator: bool = False
    after: str = ""
    name_in_lists: str = ""
    shown: Callable[[], bool] = field(default=_always)
    fixed: str = ""

    @property
    def name(self) -> str:
        """The title as it reads now, without the mark of its menu key."""
        title = self.title if isinstance(self.title, str) else self.title()
        return "&".join(part.replace("&", "") for part in title.split("&&"))

    @property
    def listed(self) -> str:
        """The name by which lists of keys show it."""
        return self.name_in_lists or self.name.rstrip("…")

    @property
    def keys(self) -> str:
        """All its keys by their place, for lists; see `Commands.keys_of` for the letters that are printed there."""
        return ", ".join([*native(self.shortcut), *([self.key] if self.key else [])])

    @property
    def names(self) -> list[str]:
        """All that calls it: its key, and its sequences as Qt writes them."""
        return [*([self.key] if self.key else []), *(sequence.toString() for sequence in _sequences(self))]


class Commands(QObject):
    """The registry: holds the commands and makes a `QAction` for each.

    `layout` knows what is printed on the keys.
    """

    rebound = Signal()
    """Commands have other keys, or other letters stand on them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._commands: dict[str, Command] = {}
        self._usual: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._by_key: dict[str, Callable[[], None]] = {}
        self._moving: set[str] = set()
        self._dressed: set[str] = set()
        self.layout = Layout(self)
        self.layout.changed.connect(self._relabel)

    def add(self, *commands: Command) -> None:
        """Register commands.

        Raises:
            ValueError: if an id or a key is taken.
        """
        used = {name for other in self for name in other.names} | set(self._commands)
        for command in commands:
            names = {command.id, *command.names}
            if taken := names & used:
                raise ValueError(f"{command.id}: taken is {', '.join(sorted(taken))}")
            used |= names
            self._commands[command.id] = self._usual[command.id] = command
            self._actions[command.id] = self._action(command)
        self._bind()

    # -- keys

    def usual(self, command_id: str) -> Command:
        """A command with the keys it has until a person gives it others."""
        return self._usual[command_id]

    def rebind(self, command_id: str, shortcut: str, key: str) -> None:
        """Give a command other keys; whether they are free is not asked (see `app.remapping`)."""
        command = replace(self._commands[command_id], shortcut=shortcut, key=key)
        self._commands[command_id] = command
        self._actions[command_id].setShortcuts(_sequences(command))
        self._bind()
        self._relabel()

    def _bind(self) -> None:
        """Bring the maps of single keys up to date; they are the same objects for ever."""
        self._by_key.clear()
        self._moving.clear()
        for command in self:
            if command.key:
                self._by_key[command.key] = lambda run_id=command.id: self.run(run_id)  # type: ignore[misc]
                if self._usual[command.id].key in MOVING:
                    self._moving.add(command.key)

    def _relabel(self) -> None:
        self.refresh()
        self.rebound.emit()

    def owner(self, name: str) -> Command | None:
        """The command that a single key or a sequence (as Qt writes it) calls now."""
        return next((command for command in self if name in command.names), None)

    def keys_of(self, command_id: str) -> str:
        """All keys of a command, as they are printed on the keyboard."""
        command = self._commands[command_id]
        single = [self.layout.caption(command.key)] if command.key else []
        return ", ".join([*native(command.shortcut), *single])

    def _action(self, command: Command) -> QAction:
        action = QAction(command.name, self)
        action.setShortcuts(_sequences(command))
        action.setCheckable(command.checked is not None)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(lambda: self.run(command.id))
        return action

    def __iter__(self) -> Iterator[Command]:
        """The commands in the order they were registered."""
        return iter(self._commands.values())

    def get(self, command_id: str) -> Command | None:
        """The command with this id, with the keys it has now; None if there is none."""
        return self._commands.get(command_id)

    def action(self, command_id: str) -> QAction:
        """The action of a command, for menus and buttons."""
        return self._actions[command_id]

    def run(self, command_id: str) -> None:
        """Run a command, if it is possible now."""
        command = self._commands[command_id]
        try:
            if command.shown() and command.enabled():
                command.run()
        finally:
            self.refresh()

    def for_menu(self, command_id: str) -> QAction:
        """The action of a command with its icon, for a menu that is about to open."""
        action = self._actions[command_id]
        if command_id in ICONS and command_id not in self._dressed:
            self._dressed.add(command_id)
            action.setIcon(icon(ICONS[command_id]))
        return action

    def show_icons(self, menu: str) -> None:
        """Draw the icons of a menu that is about to open; all of them at the start would hold up the window."""
        for command in self:
            if command.menu == menu and command.shown():
                self.for_menu(command.id)

    def dress(self) -> None:
        """Draw the icons anew when they are shown next, in the colours of the theme that the application has then."""
        self._dressed.clear()

    def single_keys(self) -> Mapping[str, Callable[[], None]]:
        """What to run by single key, for `app.keys.ReaderKeys`; follows when commands are given other keys."""
        return self._by_key

    def moving_keys(self) -> Container[str]:
        """Single keys that go on while they are held down; follows likewise."""
        return self._moving

    def refresh(self) -> None:
        """Bring titles, marks and greying up to date."""
        for command in self:
            action = self._actions[command.id]
            title = command.title if isinstance(command.title, str) else command.title()
            single = command.key and not command.shortcut
            action.setText(f"{title}\t{self.layout.caption(command.key)}" if single else title)
            action.setEnabled(command.enabled())
            action.setVisible(command.shown())
            if command.checked is not None:
                action.setChecked(command.checked())


def _sequences(command: Command) -> list[QKeySequence]:
    return [QKeySequence(part) for part in command.shortcut.split()]


def menu_keys() -> dict[str, str]:
    """The sequences that open menus, with what is to be said of each."""
    return {f"Alt+{title.split('&')[1][0].upper()}": f"opens the menu {name}" for name, title in MENUS.items()}


def native(shortcut: str) -> list[str]:
    """Sequences, separated by spaces, as the system writes them."""
    return [QKeySequence(part).toString(QKeySequence.SequenceFormat.NativeText) for part in shortcut.split()]
