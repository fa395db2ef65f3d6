"""Other keys for commands: what may be given, what is taken, what is remembered."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.commands import Command, Commands, native
from app.keys import SINGLE, single_key
from app.settings import Settings

_log = logging.getLogger(__name__)

_WITH_TEXT = {Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier}
_FUNCTION_KEYS = range(int(Qt.Key.Key_F1), int(Qt.Key.Key_F35) + 1)
_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
_OF_TEXTS = {"Ctrl+C": "copies", "Ctrl+X": "cuts", "Ctrl+V": "pastes", "Ctrl+A": "selects all"}


@dataclass(frozen=True, slots=True)
class Press:
    """What a person pressed: a sequence with a modifier, or else a single key by its place."""

    shortcut: str = ""
    key: str = ""

    @property
    def name(self) -> str:
        """As the registry of commands calls it."""
        return self.shortcut or self.key

    @classmethod
    def of(cls, event: QKeyEvent) -> "Press | None":
        """What a key event says; None while only modifiers are held."""
        if Qt.Key(event.key()) in _MODIFIERS or event.key() in (0, int(Qt.Key.Key_unknown)):
            return None
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if any(modifiers & modifier for modifier in _WITH_TEXT) or event.key() in _FUNCTION_KEYS:
            return cls(QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString())
        single = single_key(event)
        if single.rpartition("+")[2] in SINGLE:
            return cls(key=single)
        return cls(QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString())


def is_sequence(text: str) -> bool:
    """Whether a text is one sequence that may call a command: one stroke, with a modifier or of a function key."""
    sequence = QKeySequence(text)
    if sequence.count() != 1 or sequence.toString() != text:
        return False
    stroke = sequence[0]  # type: ignore[index]
    held = any(stroke.keyboardModifiers() & modifier for modifier in _WITH_TEXT)
    return stroke.key() != Qt.Key.Key_unknown and (held or int(stroke.key()) in _FUNCTION_KEYS)


class Remapping:
    """Gives commands other keys and remembers it.

    Args:
        commands: the registry, complete.
        settings: where it is remembered.
        reserved: what has keys without being a command, and what they do ("Alt+F": "opens the menu File").
    """

    def __init__(
        self, commands: Commands, settings: Settings, reserved: Callable[[], Mapping[str, str]] = dict
    ) -> None:
        self._commands, self._settings, self._reserved = commands, settings, reserved

    # -- asking

    def refusal(self, command: Command, press: Press) -> str:
        """Why a command cannot have these keys, one sentence; empty if it can, for all that other commands have."""
        if command.fixed:
            return command.fixed
        if press.key:
            bare = press.key.rpartition("+")[2]
            return "" if bare in SINGLE else f"{bare} belongs to the text and its fields."
        if press.shortcut in _OF_TEXTS:
            return f"{_shown(press)} {_OF_TEXTS[press.shortcut]} in every text."
        if not is_sequence(press.shortcut):
            return f"{_shown(press)} belongs to the text and its fields. Take a letter, or hold Ctrl or Alt as well."
        does = self._reserved().get(press.shortcut)
        return f"{_shown(press)} {does}." if does else ""

    def holder(self, command: Command, press: Press) -> Command | None:
        """The other command that has these keys now."""
        found = self._commands.owner(press.name)
        return found if found and found.id != command.id else None

    def holders_of_usual(self, command_id: str) -> list[Command]:
        """The other commands that have the keys which a command usually has."""
        usual = self._commands.usual(command_id)
        found = (self._commands.owner(name) for name in usual.names)
        return [other for other in found if other and other.id != command_id]

    def is_changed(self, command_id: str) -> bool:
        """Whether a command has other keys than usual."""
        now, usual = self._commands.get(command_id), self._commands.usual(command_id)
        return now is not None and (now.shortcut, now.key) != (usual.shortcut, usual.key)

    # -- giving

    def give(self, command: Command, press: Press) -> None:
        """Give a command these keys in place of all it has; another command that has them loses them.

        Raises:
            ValueError: if they cannot be given (see `refusal`), or are those of a command that keeps its own.
        """
        other = self.holder(command, press)
        if reason := self.refusal(command, press) or (other.fixed if other else ""):
            raise ValueError(reason)
        if other:
            self._take(other, press.name)
        self._set(command.id, press.shortcut, press.key)

    def remove(self, command: Command) -> None:
        """Leave a command without keys; it stays in its menu and in the palette."""
        self._set(command.id, "", "")

    def reset(self, command_id: str) -> None:
        """Give a command its usual keys again; others that have them lose them."""
        usual = self._commands.usual(command_id)
        for other in self.holders_of_usual(command_id):
            for name in usual.names:
                self._take(self._commands.get(other.id) or other, name)
        self._set(command_id, usual.shortcut, usual.key)

    def reset_all(self) -> None:
        """Give every command its usual keys."""
        for command in list(self._commands):
            if self.is_changed(command.id):
                usual = self._commands.usual(command.id)
                self._set(command.id, usual.shortcut, usual.key)

    def _take(self, command: Command, name: str) -> None:
        left = [part for part in command.shortcut.split() if QKeySequence(part).toString() != name]
        self._set(command.id, " ".join(left), "" if command.key == name else command.key)

    def _set(self, command_id: str, shortcut: str, key: str) -> None:
        self._commands.rebind(command_id, shortcut, key)
        self._settings.keep_keys(command_id, (shortcut, key) if self.is_changed(command_id) else None)

    # -- remembering

    def load(self) -> None:
        """Give commands the keys that are remembered; what is not valid, or would be there twice, stays as usual."""
        wanted = dict(self._valid())
        while twice := self._twice(wanted):
            _log.warning("The keys remembered for %s are those of another command: the usual ones are taken", twice)
            del wanted[twice]
        for command_id, (shortcut, key) in wanted.items():
            self._commands.rebind(command_id, shortcut, key)

    def reload(self) -> list[str]:
        """Give commands the keys that are remembered now; returns the ids of those that could not be given theirs."""
        for command in list(self._commands):
            if self.is_changed(command.id):
                usual = self._commands.usual(command.id)
                self._commands.rebind(command.id, usual.shortcut, usual.key)
        self.load()
        return [name for name in self._settings.own_keys if not self._has_own(name)]

    def _has_own(self, command_id: str) -> bool:
        return self._commands.get(command_id) is not None and self.is_changed(command_id)

    def _valid(self) -> Iterator[tuple[str, tuple[str, str]]]:
        for command_id, (shortcut, key) in self._settings.own_keys.items():
            command = self._commands.get(command_id)
            if command is None:
                _log.info("Keys are remembered for %s, which is not there", command_id)
                continue
            usual = self._commands.usual(command_id)
            usual_names = {*usual.shortcut.split(), usual.key}
            presses = [*(Press(part) for part in shortcut.split()), *([Press(key=key)] if key else [])]
            wrong = [press.name for press in presses if press.name not in usual_names and self.refusal(command, press)]
            if wrong or command.fixed:
                _log.warning("The keys remembered for %s cannot be used: the usual ones are taken", command_id)
                continue
            yield command_id, (shortcut, key)

    def _twice(self, wanted: Mapping[str, tuple[str, str]]) -> str:
        """A remembered command whose keys another one has as well, if `wanted` were given; empty for none."""
        taken: dict[str, str] = {}
        for command in sorted(self._commands, key=lambda command: command.id in wanted):
            shortcut, key = wanted.get(command.id, (command.shortcut, command.key))
            names = [*(QKeySequence(part).toString() for part in shortcut.split()), *([key] if key else [])]
            for name in names:
                if taken.setdefault(name, command.id) != command.id:
                    return command.id if command.id in wanted else ""
        return ""


def _shown(press: Press) -> str:
    return native(press.shortcut)[0] if press.shortcut and native(press.shortcut) else press.key or "This key"
