"""Running heads, running feet and page numbers, told apart from the first and last lines of the text.

Heads stand at the same height on several pages. What makes the lines at one height heads: most of them say the same
but for numbers as another of them (so each of two alternating heads counts, and one that begins on page 2), or are
page numbers, or begin or end with a number that grows with the pages. Then short lines of the same type at this height
are heads too, such as the only page of a section. The first lines of the text stand at one height as well, but they all
differ. On a single page only what is plainly a page number, alone or beside a name and a date, is one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from annotations.importers.pdf.parts import Page, Piece
from annotations.importers.pdf.rows import rows_of
from annotations.importers.values.dates import read_date

_EDGE = 3
_SAME_HEIGHT = 2.0
_MOSTLY = 0.6
_FEWEST = 2
_LONGEST = 160
_SAME_SIZE = 0.12
_MOST_WORDS = 8
_WORDS_OF_PAGES = """page p pp pg seite s стр страница с página pagina pág pag str strona blz sayfa sida side sivu oldal
    σελίδα صفحة עמוד 第"""
_OF = "/ | of von sur de di из з з van av af af z od od sur ot από من מתוך"
_PAGE = "|".join(sorted(map(re.escape, _WORDS_OF_PAGES.split()), key=len, reverse=True))
_BETWEEN = "|".join(sorted(set(map(re.escape, _OF.split())), key=len, reverse=True))
_DASHES = r"[\s\-–—|·•.\[\]()<>~]*"
_PAGE_NUMBER = re.compile(
    rf"{_DASHES}(?:(?P<word>{_PAGE})\.?\s*)?(?P<number>\d{{1,4}})(?:\s*(?:{_BETWEEN})\s*(?P<all>\d{{1,4}}))?"
    rf"(?:\s*(?:页|頁|쪽|ページ))?{_DASHES}",
    re.I,
)
_ROMAN = re.compile(r"[\s\-–—]*[ivxl]{1,6}[\s\-–—]*", re.I)
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[–—/-]\s+|\s{3,}")
_FIRST_OR_LAST = re.compile(r"^\D{0,8}?(\d{1,4})\b|\b(\d{1,4})\D{0,3}$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True)
class Edge:
    """A row at the top or bottom of a page. `height` is its distance from that edge in points; `rank` 0: outermost."""

    page: int
    pieces: tuple[Piece, ...]
    top: bool
    height: float
    rank: int

    @property
    def text(self) -> str:
        """The row's text, wide gaps shown as such."""
        return "   ".join(piece.text for piece in self.pieces)

    @property
    def size(self) -> float:
        """The height of its letters."""
        return max(piece.size for piece in self.pieces)


def without_heads(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """Return the pages without running heads and page numbers, and the heads, each once (numbers may differ)."""
    edges = [edge for page in pages for edge in _edges(page)]
    body = _body_size(pages)
    heads = [edge for level in _levels(edges) for edge in _heads(level)]
    taken = {(edge.page, edge.pieces) for edge in heads}
    heads += [edge for edge in edges if (edge.page, edge.pieces) not in taken and _is_head_alone(edge, body)]
    dropped: dict[int, set[Piece]] = {}
    for edge in heads:
        dropped.setdefault(edge.page, set()).update(edge.pieces)
    for page in pages:
        if not set(page.pieces) - dropped.get(page.number, set()):  # the same page twice is no head either
            dropped.pop(page.number, None)
    kept = [
        replace(page, pieces=tuple(piece for piece in page.pieces if piece not in dropped[page.number]))
        if page.number in dropped
        else page
        for page in pages
    ]
    heads = [edge for edge in heads if edge.page in dropped]
    heads.sort(key=lambda edge: (edge.page, not edge.top, edge.rank))
    said = {_masked(edge.text): " ".join(edge.text.split()) for edge in reversed(heads) if not _is_number(edge.text)}
    return kept, list(reversed(said.values()))


def edge_parts(page: Page) -> list[str]:
    """The pieces of text at the top and bottom of a page: running heads, dates, page numbers, addresses."""
    return [part for edge in _edges(page) for piece in edge.pieces for part in _PARTS.split(piece.text) if part]


def _edges(page: Page) -> Iterator[Edge]:
    rows = rows_of(page.pieces)
    last = len(rows) - 1
    for place, row in enumerate(rows):
        if min(place, last - place) >= _EDGE:
            continue
        at_top = place <= last - place
        bottom = min(piece.bottom for piece in row)
        height = page.height - bottom if at_top else bottom
        yield Edge(page.number, tuple(row), at_top, height, min(place, last - place))


def _levels(edges: Sequence[Edge]) -> Iterator[list[Edge]]:
    """Group rows at the same height."""
    level: list[Edge] = []
    for edge in sorted(edges, key=lambda edge: (edge.top, edge.height)):
        if level and (edge.top != level[0].top or edge.height - level[-1].height > _SAME_HEIGHT):
            yield level
            level = []
        level.append(edge)
    if level:
        yield level


def _heads(level: Sequence[Edge]) -> list[Edge]:
    """Those of the rows at one height that are running heads."""
    masked = [_masked(edge.text) for edge in level]
    said = Counter(masked)
    growing = _growing(level)
    is_sure = [
        (said[words] >= _FEWEST and _has_letters(words)) or grows or _is_number(edge.text)
        for edge, words, grows in zip(level, masked, growing, strict=True)
    ]
    if sum(is_sure) < max(_FEWEST, _MOSTLY * len(level)):
        return []
    size = median(edge.size for edge, sure in zip(level, is_sure, strict=True) if sure)
    return [
        edge
        for edge, sure in zip(level, is_sure, strict=True)
        if sure or (len(edge.text) <= _LONGEST and abs(edge.size - size) <= _SAME_SIZE * size)
    ]


def _growing(level: Sequence[Edge]) -> list[bool]:
    """Whether each row begins or ends with a number that is its page's, but for a constant."""
    offsets = [
        {int(first or last) - edge.page for first, last in _FIRST_OR_LAST.findall(edge.text)}
        if len(edge.text) <= _LONGEST
        else set()
        for edge in level
    ]
    common = Counter(offset for found in offsets for offset in found).most_common(1)
    grows = bool(common) and common[0][1] >= _FEWEST
    return [grows and common[0][0] in found for found in offsets]


def _is_head_alone(edge: Edge, body: float) -> bool:
    """Whether a row is a head or a page number whatever stands on other pages."""
    if edge.rank or edge.size > (1 + _SAME_SIZE) * body:
        return False
    if _is_number(edge.text):
        return True
    parts = [part for piece in edge.pieces for part in _PARTS.split(piece.text) if part]
    if len(parts) < _FEWEST or any(len(part.split()) > _MOST_WORDS for part in parts):
        return False
    numbers = [found for part in parts if (found := _PAGE_NUMBER.fullmatch(part))]
    numbered = any(found["word"] or found["all"] or int(found["number"]) == edge.page for found in numbers)
    dated = any(len(read_date(part)) >= len("2026-03-12") or _ADDRESS.fullmatch(part) for part in parts)
    return bool(numbers) and (numbered or dated)


def _is_number(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text) or _ROMAN.fullmatch(text))


def _masked(text: str) -> str:
    """What a running head has in common on all pages: its words."""
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _body_size(pages: Sequence[Page]) -> float:
    sizes = [piece.size for page in pages for piece in page.pieces for _ in range(1 + len(piece.text) // 10)]
    return median(sizes) if sizes else 1.0
