"""The shortcuts of tags: Alt and the letter of the codebook, anywhere in the window."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from annotations.codebook import Codebook, Tag
from annotations.store.changes import Changes
from app.commands import Commands, native
from app.remapping import is_sequence
from app.session import Session


@dataclass(frozen=True, slots=True)
class TagKey:
    """A tag with its keys; `problem` says why they do not work, empty if they do."""

    tag: Tag
    sequence: str
    problem: str = ""


def sequence_of(shortcut: str) -> str:
    """The keys that a codebook's shortcut stands for, as Qt writes them; empty where it stands for none.

    A letter or digit goes with Alt; a sequence that has a modifier already ("Ctrl+Shift+M") is taken as it is.
    """
    shortcut = shortcut.strip()
    if len(shortcut) == 1:
        return QKeySequence(f"Alt+{shortcut.upper()}").toString() if shortcut.isalnum() else ""
    text = QKeySequence(shortcut).toString()
    return text if is_sequence(text) else ""


def tag_keys(codebook: Codebook, commands: Commands, reserved: Mapping[str, str]) -> Iterator[TagKey]:
    """The keys of all tags that have some, in codebook order: of two tags with the same ones the first has them.

    Args:
        codebook: the project's.
        commands: they go before tags.
        reserved: what else has keys, and what they do.
    """
    taken: dict[str, str] = {}
    for dimension in codebook.dimensions:
        for tag in codebook.tags_of(dimension.id):
            if not tag.shortcut.strip():
                continue
            sequence = sequence_of(tag.shortcut)
            owner = commands.owner(sequence) if sequence else None
            if not sequence:
                problem = f"“{tag.shortcut.strip()}” is no letter, digit or sequence"
            elif owner:
                problem = f"is “{owner.listed}”"
            else:
                problem = reserved.get(sequence) or taken.get(sequence, "")
            if sequence and not problem:
                taken[sequence] = f"sets “{tag.name}”"
            yield TagKey(tag, sequence, problem)


class TagKeys(QObject):
    """Listens for the shortcuts of the open project's tags.

    Args:
        session: the open project.
        commands: the registry, complete.
        run: is called with the tag.
        reserved: what else has keys, and what they do ("Alt+F": "opens the menu File").
        window: where the keys are listened for.
    """

    def __init__(
        self,
        session: Session,
        commands: Commands,
        run: Callable[[Tag], object],
        reserved: Callable[[], Mapping[str, str]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._commands, self._run = session, commands, run
        self._reserved, self._window = reserved, window
        self.keys: list[TagKey] = []
        """The keys of all tags that have some, in codebook order."""
        self._shortcuts: list[QShortcut] = []
        session.project_changed.connect(self._listen)
        session.changed.connect(self._follow)
        commands.rebound.connect(self._listen)

    def _follow(self, changes: Changes) -> None:
        if changes.touches("tags", "dimensions"):
            self._listen()

    def _listen(self) -> None:
        found = list(tag_keys(self._session.codebook, self._commands, self._reserved()))
        if found == self.keys:
            return
        self.keys = found
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []
        for key in found:
            if not key.problem:
                shortcut = QShortcut(QKeySequence(key.sequence), self._window)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(partial(self._run, key.tag))
                self._shortcuts.append(shortcut)

    def used(self) -> dict[str, str]:
        """The sequences that set tags, with what is to be said of each."""
        return {key.sequence: f"sets the tag “{key.tag.name}”" for key in self.keys if not key.problem}

    def lines(self) -> list[tuple[str, str]]:
        """For the list of keys: what each does, and the keys with what keeps them from working."""
        return [(self._what(key.tag), self._said(key)) for key in self.keys]

    def _what(self, tag: Tag) -> str:
        return f"{self._session.codebook.dimension_of(tag.id).name}: {tag.name}"

    @staticmethod
    def _said(key: TagKey) -> str:
        keys = native(key.sequence)[0] if key.sequence else ""
        return f"{keys} does not work: it {key.problem}" if keys and key.problem else key.problem or keys
