"""Breaks text into lines: prefix sums of widths, and a bisection for each line's end. The one setter for everything."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import NamedTuple

from annotations.brief.scripts.direction import Stretch, in_visual_order, is_leftward, levels
from annotations.brief.scripts.parts import advances
from annotations.brief.typography import Style

_SPACES = re.compile("[ \t\n\u2000-\u2006\u2008-\u200b\u205f]+")
_IDEOGRAPHS = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U0001f000-\U0003ffff"
_HYPHENS = re.compile("(?<=\\w)[-–—/\u2010\u00ad](?=\\w)")
_UNSPACED = re.compile(f"[{_IDEOGRAPHS}](?![\\s\u3001\u3002\uff0c\uff0e\u300d\u300f\ufe0f\u200d]|$)")
_UNUSUAL = re.compile(f"[\t\n\u2000-\u2006\u2008-\u200b\u205f{_IDEOGRAPHS}]")
"""Breaks that are neither a blank nor a hyphen."""

_SOFT = re.compile(r"[/?&=._%+,;:@~-](?=.)")
_COMBINING = re.compile("[\u0300-\u036f\u0483-\u0489\u200d\ufe00-\ufe0f]")


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style. `link` is the name of a place in the brief, or an address that starts with http."""

    text: str
    style: Style
    link: str = ""


class Piece(NamedTuple):
    """A part of a line in one style that runs one way, `x` points from where lines start."""

    x: float
    width: float
    text: str
    style: Style
    link: str = ""
    rightward: bool = True


@dataclass(slots=True)
class Setting:
    """A paragraph in lines. `lines` holds start and end of each in the text, white space at breaks left out.

    `sums[n]` is the width of the first n characters in points. `levels` are those of `scripts.direction`, empty where
    all runs from left to right. `measure` is the width that lines that run leftward end at, 0 for others.
    """

    text: str
    runs: tuple[Run, ...]
    sums: list[float]
    lines: list[tuple[int, int]]
    leading: float
    drop: float
    levels: Sequence[int] = ()
    measure: float = 0.0

    def extents(self, line: int, start: int, end: int) -> list[tuple[float, float]]:
        """Where characters of a line stand, left and right; more than one place where the direction changes."""
        if not self.levels:
            return [(self.x(line, start), self.x(line, end))]
        found: list[tuple[float, float]] = []
        for left, stretch in self._stretches(line):
            one, other = max(start, stretch.start), min(end, stretch.end)
            if one < other:
                before = self._before(stretch, one, other)
                found.append((left + before, left + before + self.sums[other] - self.sums[one]))
        return found

    def _stretches(self, line: int) -> Iterator[tuple[float, Stretch]]:
        """The stretches of a line that run one way, from left to right, and where they begin."""
        x = self.measure - self.width(line) if self.measure else 0.0
        for stretch in in_visual_order(self.levels, *self.lines[line]):
            yield x, stretch
            x += self.sums[stretch.end] - self.sums[stretch.start]

    def _before(self, stretch: Stretch, start: int, end: int) -> float:
        """How much of a stretch stands at the left of a part of it."""
        if stretch.rightward:
            return self.sums[start] - self.sums[stretch.start]
        return self.sums[stretch.end] - self.sums[end]

    def x(self, line: int, offset: int) -> float:
        """Distance of an offset from the start of its line, where all runs from left to right."""
        return self.sums[offset] - self.sums[self.lines[line][0]]

    def width(self, line: int) -> float:
        """Width of a line."""
        start, end = self.lines[line]
        return self.sums[end] - self.sums[start]

    def pieces(self, line: int) -> Sequence[Piece]:
        """A line's parts, one for each style in it and each direction."""
        start, end = self.lines[line]
        if self.levels:
            return [piece for left, stretch in self._stretches(line) for piece in self._turned(left, stretch)]
        if len(self.runs) == 1:
            run = self.runs[0]
            return (Piece(0.0, self.sums[end] - self.sums[start], self.text[start:end], run.style, run.link),)
        found: list[Piece] = []
        position = 0
        for run in self.runs:
            low, high = max(start, position), min(end, position + len(run.text))
            if low < high:
                width = self.sums[high] - self.sums[low]
                x = self.sums[low] - self.sums[start]
                found.append(Piece(x, width, self.text[low:high], run.style, run.link))
            position += len(run.text)
        return found

    def _turned(self, left: float, stretch: Stretch) -> Iterator[Piece]:
        """The pieces of a stretch of a line that begins `left` points from where lines start."""
        position = 0
        for run in self.runs:
            low, high = max(stretch.start, position), min(stretch.end, position + len(run.text))
            if low < high:
                x, width = left + self._before(stretch, low, high), self.sums[high] - self.sums[low]
                yield Piece(x, width, self.text[low:high], run.style, run.link, stretch.rightward)
            position += len(run.text)

    def simple(self, line: int) -> str:
        """The words of a line that is in one style, without links, and runs rightward; empty if it is not.

        A blank follows them where a word ends.
        """
        if len(self.runs) > 1 or self.levels or self.runs[0].link:
            return ""
        start, end = self.lines[line]
        return f"{self.text[start:end]} " if self.parts_words(line) else self.text[start:end]

    def parts_words(self, line: int) -> bool:
        """Whether a word ends with the line: read aloud, the next line's first word must not be joined to it."""
        end = self.lines[line][1]
        return end == len(self.text) or self.text[end].isspace()

    @property
    def height(self) -> float:
        """All lines."""
        return self.leading * len(self.lines)


def plain(text: str, style: Style, width: float, link: str = "") -> Setting:
    """Set a text in one style."""
    return flowed((Run(text, style, link),), width)


def fitted(text: str, style: Style, width: float) -> str:
    """The text, or as much of it as fits on one line, with an ellipsis."""
    sums = list(accumulate(advances(text, style.face, style.size), initial=style.width("…")))
    if sums[-1] - sums[0] <= width:
        return text
    count = bisect_right(sums, width) - 1
    return f"{text[:count].rstrip()}…" if count > 0 else ""


def flowed(runs: Iterable[Run], width: float) -> Setting:
    """Set runs as one paragraph, ragged right, in lines of at most `width` points; nothing is ever cut off.

    A word longer than a line is broken: at a stop or slash of an address if there is one near, else anywhere but
    before a combining mark.
    """
    kept = tuple(run for run in runs if run.text)
    if not kept:
        return Setting("", (), [0.0], [], 0.0, 0.0)
    if len(kept) == 1:
        style, text = kept[0].style, kept[0].text
        found = levels(text)
        sums = list(accumulate(advances(text, style.face, style.size, found), initial=0.0))
        leading, drop = style.leading, style.drop
    else:
        text = "".join([run.text for run in kept])
        found = levels(text)
        sums = [0.0, *accumulate(chain.from_iterable(_by_run(kept, found)))]
        leading, drop = max(run.style.leading for run in kept), max(run.style.drop for run in kept)
    end = len(text.rstrip())
    lines = [(0, end)] * bool(end) if sums[end] <= width else _lines(text, end, sums, width)
    measure = width if found and is_leftward(text) else 0.0
    return Setting(text, kept, sums, lines, leading, drop, found, measure)


def _by_run(runs: Iterable[Run], found: Sequence[int]) -> Iterator[Iterable[float]]:
    position = 0
    for run in runs:
        end = position + len(run.text)
        yield advances(run.text, run.style.face, run.style.size, found[position:end])
        position = end


def _lines(text: str, last: int, sums: Sequence[float], width: float) -> list[tuple[int, int]]:
    last_break = _among(*_breaks(text)) if _UNUSUAL.search(text) else _last_break
    position = 0
    lines: list[tuple[int, int]] = []
    while position < last:
        fits = bisect_right(sums, sums[position] + width + 0.001, position) - 1
        if fits >= last:
            lines.append((position, last))
            break
        end, start = last_break(text, position, fits)
        if end <= position:
            end = start = _forced(text, position, max(fits, position + 1))
        lines.append((position, end))
        position = start
    return lines


def _last_break(text: str, position: int, fits: int) -> tuple[int, int]:
    """The last end of a line up to `fits`, and where the next one then starts; the end is not after `position` if none.

    Looks back from there, as few of the many breaks of a paragraph end a line.
    """
    space = fits if text[fits] == " " else text.rfind(" ", position, fits)
    while space >= 0 and text.startswith("%", space + 1):  # a number keeps its sign
        space = text.rfind(" ", position, space)
    for match in _HYPHENS.finditer(text, max(space + 1, position), fits + 1):
        space = -match.end()
    if space < 0:
        return (-space, -space) if space < -1 else (-1, -1)
    start, end = space + 1, space
    while text[start] == " ":
        start += 1
    while end > position and text[end - 1] == " ":
        end -= 1
    return end, start


def _among(ends: Sequence[int], starts: Sequence[int]) -> Callable[[str, int, int], tuple[int, int]]:
    """A function like `_last_break` for texts with breaks of other kinds, all of which are known."""

    def last_break(_: str, position: int, fits: int) -> tuple[int, int]:
        place = bisect_right(ends, fits) - 1
        return (ends[place], starts[place]) if place >= 0 and ends[place] > position else (-1, -1)

    return last_break


def _breaks(text: str) -> tuple[list[int], list[int]]:
    """Where a line may end, and where the next one then starts; a space belongs to neither, a hyphen to the first."""
    spaces = [match for match in _SPACES.finditer(text) if not text.startswith("%", match.end())]
    after = [match.end() for pattern in (_HYPHENS, _UNSPACED) for match in pattern.finditer(text)]
    ends = sorted([match.start() for match in spaces] + after)
    return ends, sorted([match.end() for match in spaces] + after)


def _forced(text: str, start: int, end: int) -> int:
    """A place to break a word that does not fit: at most a third of it is given up for a good one."""
    soft = [start + match.end() for match in _SOFT.finditer(text[start:end])]
    if soft and soft[-1] - start > (end - start) * 2 / 3:
        return soft[-1]
    while end - 1 > start and end < len(text) and _COMBINING.match(text[end]):
        end -= 1
    return end
