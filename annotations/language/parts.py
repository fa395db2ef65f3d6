"""A long text read part by part: what was found so far is of use, and another text can be read in between."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from annotations.language.engine import ENGLISH, RUSSIAN
from annotations.language.found import Found

PART = 25_000
"""Code points of a part, a second or two of work; what is little more than that is read at once."""

Read = Callable[[str, str], tuple[str, Found]]
"""Reads a text in a language, empty to tell it from the words; returns the key and what was found."""


@dataclass(frozen=True, slots=True)
class ReadSoFar:
    """What was found in a text of `length` code points up to the place `until`, in how many parts.

    `key` is that of the engine.
    """

    key: str
    found: Found
    until: int
    length: int
    parts: int = 1

    @property
    def ended(self) -> bool:
        """Whether the text is read."""
        return self.until >= self.length


def read_on(text: str, language: str, read: Read, so_far: ReadSoFar | None = None) -> ReadSoFar:
    """Read the next part of a text.

    Parts end where paragraphs do, so that little differs from reading all at once: a speaker who is named in the part
    before, say. In a language in which nothing is found there is nothing to read on for.

    Args:
        text: the whole canonical text.
        language: the code of its language, empty to tell it from the beginning.
        read: reads a part.
        so_far: the parts before; None to begin.

    Returns:
        All that was found.
    """
    start = so_far.until if so_far else 0
    end = end_of_part(text, start)
    key, found = read(text[start:end], so_far.found.language if so_far else language)
    if so_far is None:
        return ReadSoFar(key, found, end if found.language in (ENGLISH, RUSSIAN) else len(text), len(text))
    later = moved(found, start)
    every = replace(
        so_far.found,
        candidates=so_far.found.candidates + later.candidates,
        names=so_far.found.names + later.names,
    )
    return replace(so_far, found=every, until=end, parts=so_far.parts + 1)


def end_of_part(text: str, start: int) -> int:
    """Where the part ends that begins at a place: behind a paragraph, else a sentence, else a word, else anywhere."""
    if len(text) - start <= PART + PART // 2:
        return len(text)
    for border in ("\n", ". ", " "):
        at = text.rfind(border, start + PART // 2, start + PART)
        if at >= 0:
            return at + len(border)
    return start + PART


def moved(found: Found, by: int) -> Found:
    """What was found in a part, where it stands in the whole text."""
    names = tuple(replace(name, span=name.span.moved(by)) for name in found.names)
    return replace(found, candidates=tuple(one.moved(by) for one in found.candidates), names=names)
