"""Every action once: menus, tooltips, keys, the palette and the list of keys are made from this registry."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

MENUS = ("File", "Edit", "Claim", "Go", "View", "Help")


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One action.

    `shortcut` holds key sequences with a modifier, separated by spaces, and works in the whole window. `key` is a
    single key by its place on the keyboard (see `app.keys`) and works in the reader only, so that text fields can
    type it. `enabled` is asked before menus open and before each run. `checked` makes it a switch. `title` may be a
    function where it changes ("Undo Add claim").
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

    @property
    def name(self) -> str:
        """The title as it reads now, without the mark of its menu key."""
        title = self.title if isinstance(self.title, str) else self.title()
        return title.replace("&", "")

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

    def add(self, *commands: Command) -> None:
        """Register commands.

        Raises:
            ValueError: if an id or a key is taken.
        """
        for command in commands:
            if command.id in self._commands or (command.key and command.key in self.single_keys()):
                raise ValueError(f"taken: {command.id} {command.key}")
            self._commands[command.id] = command
            self._actions[command.id] = self._action(command)

    def _action(self, command: Command) -> QAction:
        action = QAction(command.name, self)
        action.setShortcuts([QKeySequence(part) for part in command.shortcut.split()])
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
        if command.enabled():
            command.run()
        self.refresh()

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
            if command.checked is not None:
                action.setChecked(command.checked())
