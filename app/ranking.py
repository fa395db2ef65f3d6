"""How well a name fits what was typed: a few plain steps, so that the same letters always find the same thing."""

import re

from app.folding import folded

BEGINS, WORD, WITHIN, ABBREVIATED, BESIDE = range(5)
"""The name begins so; a word of it does; it has it within; it is an abbreviation of its words; only what stands beside
the name has it."""

_WORDS = re.compile(r"\w+")
_SHORTEST = 2
"""Letters below which nothing counts as an abbreviation."""


def fit(name: str, typed: str, beside: str = "") -> int | None:
    """How well a name fits, from `BEGINS` (best) to `BESIDE`; None where it does not.

    Every word typed must be found; the worst one counts. Case and accents do not matter.

    Args:
        name: the name.
        typed: what was typed, at least one word.
        beside: what is searched besides, as aliases.
    """
    wanted, text = " ".join(folded(typed).split()), folded(name)
    if text.startswith(wanted):
        return BEGINS
    more = folded(beside)
    words = _WORDS.findall(text)
    worst = WORD
    for word in wanted.split():
        found = _fit(word, text, words, more)
        if found is None:
            return None
        worst = max(worst, found)
    return worst


def _fit(word: str, text: str, words: list[str], more: str) -> int | None:
    if any(other.startswith(word) for other in words):
        return WORD
    if word in text:
        return WITHIN
    if len(word) >= _SHORTEST and abbreviates(word, words):
        return ABBREVIATED
    return BESIDE if word in more else None


def abbreviates(word: str, words: list[str]) -> bool:
    """Whether a word is made of beginnings of words, in their order: "nexart" of "next new article"."""
    reached = {0}
    for other in words:
        further = set(reached)
        for start in reached:
            end = start
            for letter in other:
                if end == len(word) or word[end] != letter:
                    break
                end += 1
                further.add(end)
        reached = further
    return len(word) in reached
