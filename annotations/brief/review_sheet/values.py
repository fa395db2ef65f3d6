"""What a review sheet says, as values; its fixed words are in English, to be looked up where it is printed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Kind(StrEnum):
    """What happened to something between two versions."""

    ADDED = "added"
    EDITED = "edited"
    MOVED = "moved"
    REMOVED = "removed"
    OPEN = "open"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Change:
    """How one thing read before and reads now; one of both may be empty.

    `what` is a fixed word, such as "Statement", or a dimension's name.
    """

    what: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that differs: its number or name, the words it is known by, and what of it changed.

    `claim` is the number of the claim that it is, 0 for anything else.
    """

    kind: Kind
    label: str
    text: str = ""
    changes: tuple[Change, ...] = ()
    claim: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What differs of one kind, under a fixed title."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions: `number` and `version` as printed, when it was issued (ISO 8601) and its PDF's digest.

    Both of the last are empty for a draft.
    """

    number: str
    version: str
    issued_at: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """The whole. Only parts with entries are there."""

    title: str
    before: Side
    now: Side
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """How many entries it has."""
        return sum(len(part.entries) for part in self.parts)


_LONGEST = 300
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


def one_line(text: str) -> str:
    """A text with every white space one blank."""
    return " ".join(text.split())


def short(text: str) -> str:
    """A text on one line, cut where it is long."""
    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


def changes_of(pairs: Iterable[tuple[str, str, str]]) -> tuple[Change, ...]:
    """What differs among some things, each with its name, how it read before and how it reads now."""
    lines = ((what, one_line(before), one_line(now)) for what, before, now in pairs)
    return tuple(Change(what, before, now) for what, before, now in lines if before != now)


def kind_of(change: Change) -> Kind:
    """Whether a thing that is a text came, changed or went."""
    return Kind.EDITED if change.before and change.now else Kind.ADDED if change.now else Kind.REMOVED


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a text; `differs` from the text beside it."""

    text: str
    differs: bool


def told_apart(before: str, now: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both texts in stretches that are the same and stretches that differ, word by word.

    The stretches of a text joined are the text.
    """
    old, new = _WORD.findall(before), _WORD.findall(now)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        tuple(_stretch(old[low:high], tag) for tag, low, high, _, _ in steps if low < high),
        tuple(_stretch(new[low:high], tag) for tag, _, _, low, high in steps if low < high),
    )


def _stretch(words: Sequence[str], tag: str) -> Stretch:
    return Stretch("".join(words), tag != "equal")
