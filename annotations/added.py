"""What a wire copy says that its lead does not: the sentences an outlet put in or rewrote."""

import re
from collections.abc import Collection, Sequence

from annotations.language.sentences import sentences
from annotations.spans import Span

_SHINGLE = 3
_KNOWN = 0.5
"""Share of a sentence's words in a row from which on the lead has it too."""
_FEWEST = 4
"""Words of the shortest sentence that says anything of its own: less is a byline, a place, a word above a paragraph."""
_WORD = re.compile(r"\w+")


def added(lead: str, copy: str, language: str = "en", *, known: Collection[str] = ()) -> list[Span]:
    """Return the sentences of a copy, as passages of it, most words of which do not stand in a row in the lead.

    Args:
        lead: the text that is carried.
        copy: the text that carries it.
        language: of the copy.
        known: what is shown of the copy already, its headline and byline, and counts as nothing added.
    """
    there = _rows(_words(lead))
    shown = {tuple(_words(words)) for words in known}
    return [span for span in sentences(copy, language) if _is_new(_words(span.of(copy)), there, shown)]


def _is_new(words: Sequence[str], there: set[tuple[str, ...]], shown: set[tuple[str, ...]]) -> bool:
    if len(words) < _FEWEST or tuple(words) in shown:
        return False
    rows = _rows(words)
    return len(rows & there) < _KNOWN * len(rows)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _rows(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))
