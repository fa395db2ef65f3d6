"""Names looked up in texts by their words: a dictionary of first words, so its size hardly matters for the speed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from annotations.language.word_forms import ARTICLES, LONGEST_ENDING, Token, Word, tokens, words_of
from annotations.spans import Span

Value = TypeVar("Value")

_BETWEEN = frozenset(" \u00a0\u202f-\u2010\u2011–'’\"«»“”„&")
"""What may stand between two words of a name."""
_MOST_BETWEEN = 3
_INITIAL = 3
"""Letters that a word has at most behind which a full stop may belong to a name: "St. Petersburg", "U.S."."""
_ALSO_WORDS = frozenset({"us", "who", "it", "or", "as"})
"""Acronyms that are ordinary words in lines of capitals."""


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[Value]):
    """A name: its words, what it means, which word it is looked up by (behind an article), whether a dot ends it."""

    words: tuple[Word, ...]
    value: Value
    by: int
    dotted: bool


class Lexicon(Generic[Value]):
    """What names mean. Of several meanings that a name was given the first counts."""

    def __init__(self, names: Iterable[tuple[str, Value]]) -> None:
        """Take up names as they are written in their basic form, each with what it means."""
        self._by_word: dict[str, list[_Phrase[Value]]] = {}
        for name, value in names:
            words = words_of(name)
            if not words:
                continue
            by = int(len(words) > 1 and words[0].forms[0][0] in ARTICLES)
            phrase = _Phrase(words, value, by, name.endswith("."))
            for stem, _ in words[by].forms:
                self._by_word.setdefault(stem, []).append(phrase)

    def find(self, text: str, words: Sequence[Token] | None = None) -> list[tuple[Span, Value]]:
        """Where the names stand in a text, from left to right, the longest of those that begin at a word.

        `words` are the text's tokens, where they are known already.
        """
        return list(self._found(text, tokens(text) if words is None else words)) if self._by_word else []

    def whole(self, name: str) -> Value | None:
        """What a name means that is nothing but one of the names, in any of its forms."""
        listed = tokens(name)
        for place in range(min(2, len(listed))):
            for phrase in self._at(name, listed, place, 0):
                if len(phrase.words) == len(listed):
                    return phrase.value
        return None

    def _found(self, text: str, listed: Sequence[Token]) -> Iterator[tuple[Span, Value]]:
        free = 0
        for place, token in enumerate(listed):
            if place < free or (token.key not in self._by_word and token.key.isascii()):  # no name begins with most
                continue
            best: _Phrase[Value] | None = None
            for phrase in self._at(text, listed, place, free):
                if best is None or len(phrase.words) - phrase.by > len(best.words) - best.by:
                    best = phrase
            if best is None or _is_shouted(text, token, best.words):
                continue
            free = place - best.by + len(best.words)
            last = listed[free - 1]
            end = last.end + (best.dotted and text[last.end : last.end + 1] == ".")
            yield Span(listed[place - best.by].start, end), best.value

    def _at(self, text: str, listed: Sequence[Token], place: int, free: int) -> Iterator[_Phrase[Value]]:
        """The names that a word is looked up by and that stand there, no word of them before the first free one."""
        token = listed[place]
        word = token.key
        declined = 0 if word.isascii() else min(LONGEST_ENDING, len(word) - 1)
        for cut in range(declined + 1):
            for phrase in self._by_word.get(word[: len(word) - cut] if cut else word, ()):
                if not phrase.words[phrase.by].fits(token):
                    continue
                if len(phrase.words) == 1 or (
                    place - phrase.by >= free and _stands(text, listed, place, phrase.words, phrase.by)
                ):
                    yield phrase


def _stands(text: str, listed: Sequence[Token], place: int, words: Sequence[Word], by: int) -> bool:
    start = place - by
    if start + len(words) > len(listed):
        return False
    for n, word in enumerate(words):
        if n != by and not word.fits(listed[start + n]):
            return False
        if n and not _joins(text, listed[start + n - 1], listed[start + n]):
            return False
    return True


def _joins(text: str, before: Token, after: Token) -> bool:
    between = text[before.end : after.start]
    if between.startswith(".") and len(before.key) <= _INITIAL:
        between = between[1:]
    return len(between) <= _MOST_BETWEEN and _BETWEEN.issuperset(between)


def _is_shouted(text: str, token: Token, words: Sequence[Word]) -> bool:
    """Whether a short word is one of a line all in capitals, where "US" may be "us"."""
    if len(words) > 1 or token.key not in _ALSO_WORDS:
        return False
    start, end = text.rfind("\n", 0, token.start) + 1, text.find("\n", token.end)
    return text[start : end if end >= 0 else len(text)].isupper()
