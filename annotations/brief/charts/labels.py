"""Labels that fit: shortened or broken into lines by what they measure."""

import re
from collections.abc import Iterator

from annotations.brief.charts.shapes import Label, Letter, Measure

INK, QUIET, HAIR, GREY = "#1F2328", "#5F636A", "#CFCCC4", "#8C8A84"
"""Text, lesser text, hairlines, and what stands for several tags together."""

NAME = Letter(8.5, INK)
NAME_QUIET = Letter(8.5, QUIET)
VALUE = Letter(8.5, INK, bold=True)
VALUE_QUIET = Letter(8.5, QUIET)
SMALL = Letter(7, QUIET)
LEADING = 10.0
"""Points from one line of a name to the next."""

_MARK = "…"
_WORDS = re.compile(r"\s*\S+")
_RISE = 0.33
"""From a label's baseline to its middle, in parts of its size: half the height of a capital."""


def fitted(text: str, letter: Letter, width: float, measure: Measure) -> str:
    """The text, or as much of it as fits into `width` points, with an ellipsis; empty where not even that fits."""
    if measure(text, letter) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + _MARK, letter) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + _MARK if low else ""


def wrapped(text: str, letter: Letter, width: float, lines: int, measure: Measure) -> list[str]:
    """The text in at most so many lines; what does not fit into the last one is shortened, so is a word too long."""
    found: list[str] = []
    line = ""
    words = [match[0] for match in _WORDS.finditer(text)]
    for place, word in enumerate(words):
        longer = line + word if line else word.lstrip()
        if not line or measure(longer, letter) <= width:
            line = longer
        elif len(found) == lines - 1:
            line += "".join(words[place:])
            break
        else:
            found.append(line)
            line = word.lstrip()
    kept = [fitted(part, letter, width, measure) for part in (*found, line)]
    return [part for part in kept if part]


def at(x: float, y: float, text: str, letter: Letter, measure: Measure) -> Label:
    """A label that starts at `x`."""
    return Label(x, y, text, letter, measure(text, letter))


def ending(right: float, y: float, text: str, letter: Letter, measure: Measure) -> Label:
    """A label that ends at `right`."""
    width = measure(text, letter)
    return Label(right - width, y, text, letter, width)


def centred(x: float, y: float, text: str, letter: Letter, measure: Measure) -> Label:
    """A label with its middle at `x`."""
    width = measure(text, letter)
    return Label(x - width / 2, y, text, letter, width)


def baseline(middle: float, letter: Letter) -> float:
    """Where a label's baseline is so that its capitals stand around a height."""
    return middle + _RISE * letter.size


def stacked(x: float, middle: float, lines: list[str], letter: Letter, measure: Measure) -> Iterator[Label]:
    """Lines of a name around a height, starting at `x`."""
    first = baseline(middle, letter) - LEADING * (len(lines) - 1) / 2
    for place, line in enumerate(lines):
        yield at(x, first + place * LEADING, line, letter, measure)
