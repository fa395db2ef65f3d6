"""Every action once: menus, tooltips, keys, the palette and the list of keys are made from this registry."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from app.icons import icon

MENUS = ("File", "Edit", "Claim", "Go", "View", "Help")


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One action.

    `shortcut` holds key sequences with a modifier, separated by spaces, and works in the whole window. `key` is a
    single key by its place on the keyboard (see `app.keys`) and works in the reader only, so that text fields can
    type it. `enabled` is asked before menus open and before each run. `checked` makes it a switch. `title` may be a
    function where it changes ("Undo Add claim"). `icon` is a name in `resources/icons`.
    `after` is the id of the command below which it stands in its menu, if that is not the end; `separator` draws a line
    above it. `name_in_lists` stands in lists of keys for a title that changes. `shown` is asked where there may be
    nothing to run at all (the ninth dimension of a codebook with four): such a command is in no menu and no list.
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
    icon: str = ""
    name_in_lists: str = ""
    shown: Callable[[], bool] = field(default=_always)

    @property
    def name(self) -> str:
        """The title as it reads now, without the mark of its menu key."""
        title = self.title if isinstance(self.title, str) else self.title()
        return "&".join(part.replace("&", "") for part in title.split("&&"))

    @property
    def keys(self) -> str:
        """All its keys, for menus and lists."""
        native = [QKeySequence(part).toString(QKeySequence.SequenceFormat.NativeText) for part in self.shortcut.split()]
        return ", ".join([*native, *([self.key] if self.key else [])])


class Commands(QObject):
    """The registry: holds the commands and makes a `QAction` for each."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._used: set[str] = set()

    def add(self, *commands: Command) -> None:
        """Register commands.

        Raises:
            ValueError: if an id or a key is taken.
        """
        for command in commands:
            wanted = {command.id, *_names(command)}
            if taken := wanted & self._used:
                raise ValueError(f"{command.id}: taken is {', '.join(sorted(taken))}")
            self._used |= wanted
            self._commands[command.id] = command
            self._actions[command.id] = self._action(command)

    def _action(self, command: Command) -> QAction:
        action = QAction(command.name, self)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.setShortcuts(_sequences(command))
        action.setCheckable(command.checked is not None)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(lambda: self.run(command.id))
        return action

    def __iter__(self) -> Iterator[Command]:
        """The commands in the order they were registered."""
        return iter(self._commands.values())

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

    def dress(self) -> None:
        """Draw the icons anew, in the colours of the theme that the application has now."""
        for command in self:
            if command.icon:
                self._actions[command.id].setIcon(icon(command.icon))

    def single_keys(self) -> dict[str, Callable[[], None]]:
        """What to run by single key, for `app.keys.ReaderKeys`."""
        return {c.key: lambda c=c: self.run(c.id) for c in self._commands.values() if c.key}  # type: ignore[misc]

    def refresh(self) -> None:
        """Bring titles, marks and greying up to date."""
        for command in self:
            action = self._actions[command.id]
            title = command.title if isinstance(command.title, str) else command.title()
            action.setText(f"{title}\t{command.key}" if command.key and not command.shortcut else title)
            action.setEnabled(command.enabled())
            action.setVisible(command.shown())
            if command.checked is not None:
                action.setChecked(command.checked())


def _sequences(command: Command) -> list[QKeySequence]:
    return [QKeySequence(part) for part in command.shortcut.split()]


def _names(command: Command) -> list[str]:
    """All that calls it: its key, and its sequences as Qt writes them."""
    return [*([command.key] if command.key else []), *(sequence.toString() for sequence in _sequences(command))]
