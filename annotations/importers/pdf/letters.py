"""From the letters of a page, as PDFium gives them, to pieces of lines.

PDFium has the letters in the order in which they are read within a line, also those of scripts that run from right to
left, with ligatures taken apart and hyphens at the ends of lines marked. Its line breaks are not trusted: it puts two
columns printed row by row on one line. So the words are measured (of each the first and the last letter only, unless
these do not stand on one line close together: that takes a third of the time), and those become one piece that follow
one another without a wide gap.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from annotations.importers.pdf.parts import LINE_END_HYPHEN, Piece

_WORD = re.compile("[^\\s\x02\ufffe]*[\x02\ufffe]|[^\\s\x02\ufffe]+")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BOLD = re.compile(b"bold|black|heavy", re.I)
_LONGEST_NAME = 200
_NEARLY_STRAIGHT = 5  # degrees
_SLANTED = -1
_WIDE_GAP = 0.9
_OTHER_LINE = 0.7
_LEVEL = 0.1
_WIDEST_LETTER = 1.3
_SMALL = 0.8
_FEWEST_SPACED, _SPACED, _WORD_GAP = 4, 0.8, 1.5
_GRID = 3.0

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class _Word(NamedTuple):
    """Letters without a space between them; `follows`: nothing stands between them and the word before."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    turn: int
    place: int
    follows: bool
    ends_line: bool

    @property
    def size(self) -> float:
        return max(self.top - self.bottom, 0.1)


def read_pieces(textpage: Any, page: Box) -> tuple[list[Piece], int, list[str]]:
    """Return the pieces in the direction of most letters, that direction, and the texts that run across it.

    The direction is in quarter turns to the right; positions are those on the page turned back, from its lower left
    corner. `page` is the visible part of the page.
    """
    words = list(_words(textpage.raw, page))
    letters: Counter[int] = Counter()
    for word in words:
        letters[word.turn] += len(word.text)
    del letters[_SLANTED]
    upright = max(letters, key=letters.__getitem__) if letters else 0
    pieces: list[Piece] = []
    across: list[str] = []
    for run in _runs(words):
        if run[0].turn == upright:
            pieces.append(_piece(run, textpage.raw))
        else:
            across.append(_text(run))
    return list(_once(pieces)), upright, across


def _characters(raw: Any) -> str:
    """All letters of the page, one for each of PDFium's numbers."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(raw)
    if count <= 0:
        return ""
    units = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(raw, 0, count, units)
    text = bytes(units)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # A letter without meaning, which is left out of the text, or one that counts as two.
    return "".join(chr(pdfium.FPDFText_GetUnicode(raw, index) or 0xFFFD) for index in range(count))


def _words(raw: Any, page: Box) -> Iterator[_Word]:
    import pypdfium2.raw as pdfium

    text = _characters(raw)
    rectangle = pdfium.FS_RECTF()
    pointer = ctypes.byref(rectangle)
    before = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        turn = _turn(pdfium.FPDFText_GetCharAngle(raw, start))

        def box(index: int, turn: int = turn) -> Box:
            pdfium.FPDFText_GetLooseCharBox(raw, index, pointer)
            return _turned((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top), turn, page)

        after = text[end - 1 : end + 2]
        broken = "\r" in after or "\n" in after or after[0] in "\x02\ufffe"
        follows = start == before
        before = end
        for low, high, (left, bottom, right, top) in _level(start, end, box):
            yield _Word(text[low:high], left, bottom, right, top, turn, low, follows or low > start, broken)


def _turn(angle: float) -> int:
    """Quarter turns to the right, or `_SLANTED`."""
    quarters = round(math.degrees(angle) / 90)
    return quarters % 4 if abs(math.degrees(angle) - 90 * quarters) <= _NEARLY_STRAIGHT else _SLANTED


def _turned(box: Box, turn: int, page: Box) -> Box:
    """The box on the page turned so that the text is upright."""
    left, bottom, right, top = box
    if turn <= 0:
        return left - page[0], bottom - page[1], right - page[0], top - page[1]
    match turn:
        case 1:
            return page[3] - top, left - page[0], page[3] - bottom, right - page[0]
        case 2:
            return page[2] - right, page[3] - top, page[2] - left, page[3] - bottom
        case _:
            return bottom - page[1], page[2] - right, top - page[1], page[2] - left


def _level(start: int, end: int, box: Callable[[int], Box]) -> list[tuple[int, int, Box]]:
    """The parts of a word whose letters stand close together on one line: nearly always the word."""
    first = box(start)
    last = box(end - 1) if end - start > 1 else first
    whole = _around(first, last)
    size = max(first[3] - first[1], 0.1)
    if (
        abs(first[1] - last[1]) <= _LEVEL * size
        and abs(first[3] - last[3]) <= _LEVEL * size
        and whole[2] - whole[0] <= _WIDEST_LETTER * size * (end - start)
    ):
        return [(start, end, whole)]
    parts = [(start, start + 1, first)]
    for index in range(start + 1, end):
        low, _, around = parts[-1]
        letter = box(index)
        if _apart(around, letter) or abs(around[1] - letter[1]) > _LEVEL * size:
            parts.append((index, index + 1, letter))
        else:
            parts[-1] = (low, index + 1, _around(around, letter))
    return parts


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _apart(one: Box, other: Box) -> bool:
    """Whether a wide gap or a step to another line parts two boxes, whichever of them comes first."""
    size = max(one[3] - one[1], other[3] - other[1], 1.0)
    gap = max(other[0] - one[2], one[0] - other[2])
    return gap > _WIDE_GAP * size or abs(one[1] - other[1]) > _OTHER_LINE * size


def _runs(words: Sequence[_Word]) -> Iterator[list[_Word]]:
    run: list[_Word] = []
    for word in words:
        if run and (run[-1].ends_line or run[-1].turn != word.turn or _apart(run[-1][1:5], word[1:5])):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _piece(run: list[_Word], raw: Any) -> Piece:
    sizes = sorted(word.size for word in run)
    return Piece(
        _text(run),
        min(word.left for word in run),
        min(word.bottom for word in run),
        max(word.right for word in run),
        max(word.top for word in run),
        sizes[len(sizes) // 2],
        _is_bold(raw, run[0].place) and _is_bold(raw, run[-1].place),
    )


def _is_bold(raw: Any, place: int) -> bool:
    """Whether the font's name says so; its weight is mostly not told."""
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(_LONGEST_NAME)
    pdfium.FPDFText_GetFontInfo(raw, place, name, _LONGEST_NAME, ctypes.c_int())
    return bool(_BOLD.search(name.value))


def _text(run: Sequence[_Word]) -> str:
    text = run[0].text
    gaps = [max(word.left - before.right, before.left - word.right) for before, word in pairwise(run)]
    widest = _within_words(run, gaps)
    for before, word, gap in zip(run, run[1:], gaps, strict=False):
        if word.follows:
            text += word.text.translate(_SUPERSCRIPT) if _is_raised(before, word) else word.text
        else:
            text += word.text if gap <= widest else f" {word.text}"
    # Letters beyond the basic plane come as two halves on some systems.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\ufffe", LINE_END_HYPHEN)


def _within_words(run: Sequence[_Word], gaps: Sequence[float]) -> float:
    """How wide a gap is no space between words: -1, but for words that were set wide, as in "S T A T E  B A N K".

    These are single letters, all capitals or with wider gaps among the usual ones.
    """
    single = sum(len(word.text) == 1 and word.text.isalpha() for word in run)
    if single < max(_FEWEST_SPACED, _SPACED * len(run)):
        return -1.0
    usual = _WORD_GAP * max(median(gaps), 0) + 0.05 * run[0].size
    return usual if max(gaps) > usual or all(word.text.isupper() for word in run) else -1.0


def _is_raised(before: _Word, word: _Word) -> bool:
    """Whether the digits refer to a note; on the line they would make another word of it."""
    return (
        word.text.isascii()
        and word.text.isdigit()
        and word.size <= _SMALL * before.size
        and word.top - word.size / 2 > before.top - before.size / 2
    )


def _once(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Leave out what is printed a second time nearly in the same place, as some programs do to make letters bold."""
    seen: set[tuple[str, int, int]] = set()
    for piece in pieces:
        column, row = round(piece.left / _GRID), round(piece.bottom / _GRID)
        near = ((piece.text, column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1))
        if not seen.isdisjoint(near):
            continue
        seen.add((piece.text, column, row))
        yield piece
