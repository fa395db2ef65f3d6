"""Whether words stand in another text: what a wire copy adds to its lead, and which copies have a claim's words."""

import re
from collections.abc import Collection

from annotations.language.sentences import sentences
from annotations.spans import Span

_SHINGLE = 3
_KNOWN = 0.5
"""Share of a sentence's words in a row from which on another text has it too, edited as it may be."""
_FEWEST = 4
"""Words of the shortest sentence that says anything of its own: less is a byline, a place, a word above a paragraph."""
_WORD = re.compile(r"\w+")


class Wording:
    """The words of a text, to be asked whether others stand there; case, marks and small changes do not count."""

    def __init__(self, text: str) -> None:
        words = _words(text)
        self._rows = _rows(words)
        self._joined = f" {' '.join(words)} "

    def has(self, passage: str) -> bool:
        """Whether most of a passage's words stand there in rows of three; of one or two words, whether they do."""
        words = _words(passage)
        rows = _rows(words)
        if not rows:
            return f" {' '.join(words)} " in self._joined
        return len(rows & self._rows) >= _KNOWN * len(rows)


def added(lead: str, copy: str, language: str = "en", *, known: Collection[str] = ()) -> list[Span]:
    """Return the sentences of a copy, as passages of it, most words of which do not stand in a row in the lead.

    Args:
        lead: the text that is carried.
        copy: the text that carries it.
        language: of the copy.
        known: what is shown of the copy already, its headline and byline, and counts as nothing added.
    """
    there, shown = Wording(lead), {tuple(_words(words)) for words in known}

    def is_new(sentence: str) -> bool:
        words = _words(sentence)
        return len(words) >= _FEWEST and tuple(words) not in shown and not there.has(sentence)

    return [span for span in sentences(copy, language) if is_new(span.of(copy))]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _rows(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))
