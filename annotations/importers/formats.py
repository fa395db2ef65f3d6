"""What a format module offers to the registry."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from annotations.importers.draft import Draft
from annotations.importers.source import Source


class Confidence(IntEnum):
    """How sure a format is that a file is one of its own, from its content; the suffix only breaks ties."""

    NO = 0
    POSSIBLE = 1
    LIKELY = 2
    CERTAIN = 3


@dataclass(frozen=True, slots=True)
class Format:
    """A format of press files.

    `name` completes the sentence "it was read as …". `suffixes` are in small letters with their dot.
    `recognise` judges by content and must not raise. `read` returns the articles and raises ImportFileError for
    what a person can put right.
    """

    name: str
    suffixes: tuple[str, ...]
    recognise: Callable[[Source], Confidence]
    read: Callable[[Source], list[Draft]]
