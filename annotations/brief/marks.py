"""Paints claims on lines of text: a ground, a bar in a lane of its own, a tab with the number.

Ground and bars have the colour of the chosen dimension; lane and number keep claims apart in black and white too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from annotations.brief.content import ClaimEntry, Look
from annotations.brief.highlights import Box
from annotations.brief.setting import Setting
from annotations.brief.sheet import Sheet
from annotations.brief.typography import INK, QUIET, TAB, Style
from annotations.colours import FILL, mixed
from annotations.spans import Span, segments

_STRONG, _HATCH = 0.34, 0.55
_LANES = 4
_LANE_HEIGHT, _BAR = 1.25, 0.85
_DESCENT, _ASCENT, _BELOW = 0.26, 0.73, 0.31
"""In em from the baseline: the ground's edges, and where bars and tabs begin."""
_TAB_HEIGHT = 5.2
_OPEN_TAB = Style(TAB.face, TAB.size, TAB.leading, INK)


@cache
def _fill(colour: str, share: float) -> str:
    return mixed("#FFFFFF", colour, share)


class LineMarks:
    """The marks of one line: `origin` is its place in the article's text, `x` and `y` the start of its baseline."""

    def __init__(self, sheet: Sheet, setting: Setting, line: int, origin: int, x: float, y: float) -> None:
        """Work out the line's place."""
        self._sheet = sheet
        self._setting = setting
        self._line = line
        self._origin = origin
        self._x = x
        size = setting.runs[0].style.size
        self._low, self._high = y - _DESCENT * size, y + _ASCENT * size
        self._hung = y - _BELOW * size
        start, end = setting.lines[line]
        self.start, self.end = start + origin, end + origin

    def boxes(self, span: Span) -> list[Box]:
        """The part of the passage on this line; several boxes where the direction of writing changes in it."""
        start, end = max(span.start, self.start), min(span.end, self.end)
        if start >= end:
            return []
        extents = self._setting.extents(self._line, start - self._origin, end - self._origin)
        return [(self._x + left, self._low, self._x + right, self._high) for left, right in extents]

    def paint(
        self, claims: Mapping[int, ClaimEntry], lanes: Mapping[int, int], tabs: Iterable[int]
    ) -> dict[int, list[Box]]:
        """Paint these claims and return their boxes; those in `tabs` get their number here.

        There is room for four bars; how many more claims there are stands at the end of the marks.
        """
        boxes = {key: found for key, claim in claims.items() if (found := self.boxes(claim.span))}
        if not boxes:
            return boxes
        self._grounds({key: claims[key] for key in boxes}, boxes)
        for key, found in boxes.items():
            for box in found if lanes[key] < _LANES else ():
                self._bar(claims[key], box, lanes[key])
        if hidden := sum(lanes[key] >= _LANES for key in boxes):
            x = max(box[2] for found in boxes.values() for box in found) + 1.5
            self._sheet.ornament(x, self._hung - _TAB_HEIGHT + 1, f"+{hidden}", _OPEN_TAB)
        if shown := [key for key in tabs if key in boxes]:
            self._tabs([(claims[key], boxes[key][0][0]) for key in shown])
        return boxes

    def _grounds(self, claims: Mapping[int, ClaimEntry], boxes: Mapping[int, list[Box]]) -> None:
        for looks, places in self._stretches(claims, boxes):
            share = _STRONG if len(looks) > 1 else FILL
            for left, low, right, high in places if looks else ():
                self._sheet.fill(left, low, right - left, high - low, _fill(looks[-1].colour, share))
                if looks[-1].hatched:
                    self._sheet.hatch(left, low, right - left, high - low, _fill(looks[-1].colour, _HATCH))
        for key, claim in claims.items():
            for left, low, right, high in boxes[key] if claim.look.is_open else ():
                self._sheet.outline(left, low, right - left, high - low, QUIET, dash="2.2 1.6")

    def _stretches(
        self, claims: Mapping[int, ClaimEntry], boxes: Mapping[int, list[Box]]
    ) -> Iterator[tuple[list[Look], list[Box]]]:
        """The parts of the line under the same claims: the looks of those that were coded, and where they stand."""
        if len(claims) == 1:
            [(key, claim)] = claims.items()
            yield ([] if claim.look.is_open else [claim.look]), boxes[key]
            return
        spans = {key: claim.span for key, claim in claims.items()}
        for segment in segments(spans, Span(self.start, self.end)):
            looks = [claims[key].look for key in segment.keys if not claims[key].look.is_open]
            yield looks, self.boxes(Span(segment.start, segment.end))

    def _tabs(self, claims: Sequence[tuple[ClaimEntry, float]]) -> None:
        """The numbers of claims at their passages' starts, moved on where they would stand on one another."""
        right = 0.0
        with self._sheet.raised():
            for claim, x in claims:
                right = self._tab(claim, max(x, right))

    def _bar(self, claim: ClaimEntry, box: Box, lane: int) -> None:
        y = self._hung - lane * _LANE_HEIGHT - _BAR
        width = box[2] - box[0]
        if claim.look.is_open:
            self._sheet.path(((box[0], y + _BAR / 2), (box[2], y + _BAR / 2)), QUIET, 0.5)
        else:
            self._sheet.fill(box[0], y, width, _BAR, claim.look.colour)

    def _tab(self, claim: ClaimEntry, x: float) -> float:
        """The number on a small tab that hangs below the passage's start; returns where the next may begin."""
        number = str(claim.number)
        width = TAB.measure(number) + 2.4
        bottom = self._hung + 0.2 - _TAB_HEIGHT
        if claim.look.is_open:
            self._sheet.fill(x, bottom, width, _TAB_HEIGHT, "#FFFFFF")
            self._sheet.outline(x, bottom, width, _TAB_HEIGHT, QUIET, weight=0.4)
        else:
            self._sheet.fill(x, bottom, width, _TAB_HEIGHT, claim.look.colour)
        self._sheet.ornament(x + 1.2, bottom + 0.85, number, _OPEN_TAB if claim.look.is_open else TAB)
        return x + width + 0.8
