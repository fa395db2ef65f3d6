"""An article's text as Qt shows it, and the only place where offsets into the two are converted.

Outside the reader everything counts code points of the article's text. Qt counts UTF-16 units of what it shows, and
what it shows has more paragraphs than the article where one is so long that every frame would be slow.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from annotations.spans import Span
from annotations.text import OffsetMap, paragraphs

LONGEST = 6_000
"""Code points of the longest paragraph shown in one piece; one of over 20,000 makes every frame slow."""

_HEADLINE, _STANDFIRST = 220, 220
_SENTENCE_END = re.compile(r"[.!?…]['\"’”»)\]]*(?=\s)|[。！？؟][」』”]*")


class Kind(Enum):
    """What a paragraph is to the reader's eye."""

    HEADLINE = auto()
    STANDFIRST = auto()
    BODY = auto()
    BLANK = auto()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as shown: start and end in Qt positions; `goes_on` if the display cut it here."""

    start: int
    end: int
    kind: Kind
    goes_on: bool = False


class ReaderText:
    """A canonical text with what is needed to show it.

    `shown` is the string to give to Qt, `paragraphs` its paragraphs in order. Positions are Qt's, offsets are ours.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._offsets = OffsetMap.of(text)
        self._length = len(text)
        self._cuts: list[int] = []
        pieces: list[tuple[int, int, Kind, bool]] = []
        for start, end, kind in _kinds(text):
            edges = [start, *_cut(text, start, end), end]
            self._cuts += edges[1:-1]
            last = len(edges) - 2
            pieces += [(edges[n], edges[n + 1], kind, n < last) for n in range(last + 1)]
        self._same = not self._cuts and self._offsets.to_utf16(len(text)) == len(text)
        self._cut_positions = [self._offsets.to_utf16(cut) + n for n, cut in enumerate(self._cuts)]
        self.paragraphs = [
            Paragraph(self.position(start), self.position(end, ends=True), kind, goes_on)
            for start, end, kind, goes_on in pieces
        ]
        self.starts = [paragraph.start for paragraph in self.paragraphs]
        self.ends = [paragraph.end for paragraph in self.paragraphs]
        edges = [0, *self._cuts, len(text)]
        self.shown = "\n".join(text[edges[n] : edges[n + 1]] for n in range(len(edges) - 1)) if self._cuts else text

    def position(self, offset: int, *, ends: bool = False) -> int:
        """Qt's position of an offset.

        Args:
            offset: code points from the start of the text.
            ends: whether a passage ends here; where the display is cut it then stays before the cut.
        """
        cuts = bisect_left(self._cuts, offset) if ends else bisect_right(self._cuts, offset)
        return self._offsets.to_utf16(offset) + cuts

    def offset(self, position: int) -> int:
        """The offset of one of Qt's positions."""
        return self._offsets.from_utf16(position - bisect_left(self._cut_positions, position))

    def positions(self, span: Span) -> tuple[int, int]:
        """Start and end of a passage in Qt's positions; what lies beyond the text is cut off."""
        return self.stretch(span.start, span.end)

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """The same for a start and an end that are no `Span`."""
        start, end = min(start, self._length), min(end, self._length)
        if self._same:
            return start, end
        return self.position(start), self.position(end, ends=True)

    def paragraph_at(self, position: int) -> int:
        """Number of the shown paragraph that holds a position."""
        return max(0, bisect_right(self.starts, position) - 1)


def _kinds(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Paragraphs with their kinds: the first two that are not blank may be headline and standfirst."""
    found = paragraphs(text)
    filled = [(start, end) for start, end in found if not text[start:end].isspace() and end > start][:3]
    headline = filled[0] if len(filled) > 1 and filled[0][1] - filled[0][0] <= _HEADLINE else None
    standfirst = filled[1] if headline and len(filled) > 2 and filled[1][1] - filled[1][0] <= _STANDFIRST else None
    for start, end in found:
        if (start, end) == headline:
            kind = Kind.HEADLINE
        elif (start, end) == standfirst:
            kind = Kind.STANDFIRST
        else:
            kind = Kind.BLANK if start == end or text[start:end].isspace() else Kind.BODY
        yield start, end, kind


def _cut(text: str, start: int, end: int) -> Iterator[int]:
    """Where the display cuts a long paragraph: behind sentences, else behind white space, else anywhere."""
    while end - start > LONGEST:
        stretch = text[start + LONGEST // 2 : start + LONGEST]
        ends = [match.end() for match in _SENTENCE_END.finditer(stretch)] or [
            match.end() for match in re.finditer(r"\s", stretch)
        ]
        start += LONGEST // 2 + (ends[-1] if ends else len(stretch))
        while start < end and text[start] == " ":
            start += 1
        if start >= end:
            return
        yield start
