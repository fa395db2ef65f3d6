"""From lines in reading order to paragraphs, over the ends of columns and pages.

A paragraph ends where the type changes, where more space follows than between lines, where the next line is set in, or
behind a sentence whose last line has room for the next word, and so behind each of a few lines that leave much room
(byline, date, heading). What stands between two columns or pages without belonging
to the text (a caption, a quotation set large, a note at the foot) does not part a sentence: it is put behind the
paragraph that it interrupts. Notes at the foot of a page come last.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from annotations.importers.pdf.hyphens import ends_broken
from annotations.importers.pdf.parts import Line

Group = list[Line]
"""The lines of one paragraph."""

_ENDERS = (".", "!", "?", "…", "”", "»", '"', ":", ")", "。", "！", "？", "؟", "۔", "“")
_SAME_SIZE = 0.5
_OTHER_SIZE = 0.12
_SMALLER = 0.93
_FEWEST_INDENTED, _MOST_INDENTED = 0.04, 0.6
_INDENTED = 0.7
_FARTHEST = 6
_WIDER = 1.35
_ROOM = 0.08
_MUCH, _FEW = 0.35, 3
_MOST_BETWEEN = 40
_WEIGHT = 10
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)[.)]?\s*\S")


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Group]:
    """Group the lines of all pages into paragraphs, in reading order, notes at the feet of pages last."""
    size = _usual_size(pages)
    texts: list[Line] = []
    notes: list[Line] = []
    for page in pages:
        text, under = _footnotes(page, size)
        texts += text
        notes += under
    return [*_grouped(texts, size), *_grouped(notes, size)]


def _usual_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes = [line.size for page in pages for line in page for _ in range(1 + len(line.text) // _WEIGHT)]
    return median(sizes) if sizes else 1.0


def _footnotes(page: Sequence[Line], size: float) -> tuple[list[Line], list[Line]]:
    """Part the small lines at the foot of a page (or column) that begin with a note's mark from the text."""
    lowest: dict[float, float] = {}
    for line in page:
        if line.size >= _SMALLER * size:
            lowest[line.column_left] = min(lowest.get(line.column_left, line.bottom), line.bottom)
    foot = min(lowest.values(), default=0.0)
    text: list[Line] = []
    notes: list[Line] = []
    for line in page:
        small = line.size < _SMALLER * size and line.top < lowest.get(line.column_left, foot) + size / 2
        (notes if small and (notes or _NOTE.match(line.text)) else text).append(line)
    return text, notes


def _grouped(lines: Sequence[Line], size: float) -> list[Group]:
    if not lines:
        return []
    leading = _leading(lines)
    indented = _FEWEST_INDENTED * len(lines) <= sum(map(_is_indented, lines)) <= _MOST_INDENTED * len(lines)
    alone = _alone(lines, size)
    groups = [[lines[0]]]
    for place, (before, line) in enumerate(pairwise(lines)):
        if _begins(before, line, leading, indented=indented) or (
            alone[place] and _has_room(before, line) and not ends_broken(before.text)
        ):
            groups.append([line])
        else:
            groups[-1].append(line)
    return list(_uninterrupted(groups, size))


def _alone(lines: Sequence[Line], size: float) -> list[bool]:
    """Whether each line is one of a few that leave much of the column white: a byline, a date, a heading.

    More of them in a row are a text that runs around something; large type is broken where it looks well.
    """
    alone: list[bool] = []
    for leaves, run in groupby(lines, key=lambda line: _leaves(line, _MUCH) and line.size <= (1 + _OTHER_SIZE) * size):
        count = len(list(run))
        alone += [leaves and count <= _FEW] * count
    return alone


def _uninterrupted(groups: list[Group], size: float) -> Iterator[Group]:
    """Put together what a caption or another insertion parted, and that behind it."""
    place = 0
    while place < len(groups):
        group, place = groups[place], place + 1
        aside: list[Group] = []
        while further := _continued(groups, group, place, size):
            aside += groups[place:further]
            group = [*group, *groups[further]]
            place = further + 1
        yield group
        yield from aside


def _continued(groups: list[Group], group: Group, place: int, size: float) -> int:
    """The number of the paragraph that goes on with `group` behind insertions from `place` on; 0 if none does."""
    if not _is_text(group, size):
        return 0
    last = min(len(groups), place + _MOST_BETWEEN)
    further = next((number for number in range(place, last) if _is_text(groups[number], size)), place)
    return further if further > place and _goes_on(group[-1], groups[further][0]) else 0


def _is_text(group: Group, size: float) -> bool:
    return abs(group[0].size - size) <= _OTHER_SIZE * size


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance between two lines, as a multiple of the letters' height."""
    steps = [
        (before.top - line.top) / line.size
        for before, line in pairwise(lines)
        if 0 < before.top - line.top < 3 * line.size and abs(before.size - line.size) < _SAME_SIZE
    ]
    return median(steps) if steps else 1.2


def _begins(before: Line, line: Line, leading: float, *, indented: bool) -> bool:
    """Whether `line` begins a new paragraph; `indented`: this text sets its first lines in."""
    if abs(before.size - line.size) > _OTHER_SIZE * max(before.size, line.size):
        return True
    if ends_broken(before.text):
        return False
    step = before.top - line.top
    if step <= 0 or step > _FARTHEST * line.size:  # the next column or page
        return _is_indented(line) if indented else _has_room(before, line)
    if step > _WIDER * leading * line.size or (_is_indented(line) and not _is_indented(before)):
        return True
    differs = before.bold != line.bold or (_has_ended(before) and _leaves(before, _ROOM))
    return differs and _has_room(before, line)


def _is_indented(line: Line) -> bool:
    return line.left - line.column_left > _INDENTED * line.size


def _has_ended(line: Line) -> bool:
    return line.text.rstrip().endswith(_ENDERS)


def _leaves(line: Line, part: float) -> bool:
    """Whether a line leaves more than this part of the column white at its end."""
    return line.right < line.column_right - part * (line.column_right - line.column_left)


def _has_room(before: Line, line: Line) -> bool:
    """Whether the next line's first word would have fitted on the line before."""
    word = line.text.split(" ", 1)[0]
    letter = (line.right - line.left) / max(len(line.text), 1)
    return before.column_right - before.right > letter * (len(word) + 2)


def _goes_on(before: Line, line: Line) -> bool:
    """Whether the sentence of one line plainly goes on in the other."""
    if ends_broken(before.text):
        return True
    return not (_has_ended(before) or _is_indented(line) or _has_room(before, line))
