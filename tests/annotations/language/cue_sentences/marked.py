"""Sentences with marks: [who says it] *the cue* {what is said}."""

from dataclasses import dataclass

_PAIRS = {"[": "source", "]": "source", "*": "cue", "{": "content", "}": "content"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, and what stood between them."""

    text: str
    source: str
    cue: str
    content: str


def read(marked: str) -> Marked:
    """Take the marks out of a sentence."""
    text = ""
    places: dict[str, list[int]] = {"source": [], "cue": [], "content": []}
    for letter in marked:
        if letter in _PAIRS:
            places[_PAIRS[letter]].append(len(text))
        else:
            text += letter
    parts = {}
    for name, (start, end) in places.items():
        parts[name] = text[start:end]
    return Marked(text, **parts)
