"""Hits with the words around them: as passages below an article, and as lines in which the hits stand in a column."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge
from operator import itemgetter

from annotations.articles import Article
from annotations.search import Hits, folded
from annotations.spans import Span
from annotations.spreadsheets import harmless

MOST_LINES = 20_000
"""Lines that are made of one search; nobody reads more, and they are held in memory."""

CONTEXT = 80
"""Code points of a line on either side of its hit."""

_BEFORE, _AFTER = 40, 100
_SPACE = re.compile(r"\s")
_WORD = re.compile(r"\w+")
_COMPARED = 4
_RUN = 1000


@dataclass(frozen=True, slots=True)
class Passage:
    """A few words around a hit, in one line.

    Args:
        span: the hit, in code points of the article's text.
        words: what is shown; it has ellipses where it was cut.
        hits: the hits in `words`, in code points of it; the first may not be the only one.
    """

    span: Span
    words: str
    hits: tuple[Span, ...]


def passages(hits: Hits, most: int = 3) -> list[Passage]:
    """The first hits with the words around them, none of them reaching beyond its paragraph.

    Hits close to one another share a passage.
    """
    found: list[Passage] = []
    shown_to = -1
    for place, span in enumerate(hits.spans):
        if span.start < shown_to:
            continue
        if len(found) == most:
            break
        start, end = _around(hits.text, span, _BEFORE)
        others = [s for s in hits.spans[place:] if s.end <= end] if len(hits.spans) > place + 1 else [span]
        found.append(_passage(hits.text, start, end, others or [span]))
        shown_to = end
    return found


def words_around(text: str, span: Span, before: int = _BEFORE) -> str:
    """One hit with the words around it, as a passage has them, at most `before` code points of them before it."""
    return _passage(text, *_around(text, span, before), [span]).words


def _around(text: str, span: Span, before: int) -> tuple[int, int]:
    """Where a passage around a hit begins and ends: at words, within its paragraph."""
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    last = len(text) if last < 0 else last
    start, end = max(first, span.start - before), min(last, span.end + _AFTER)
    if start > first and (space := _SPACE.search(text, start - 1, span.start)):
        start = space.end()
    if end < last and (space_before := text.rfind(" ", span.end, end)) > 0:
        end = space_before
    return start, end


def _passage(text: str, start: int, end: int, spans: Sequence[Span]) -> Passage:
    line_start = start == 0 or text[start - 1] == "\n"
    line_end = end == len(text) or text[end] == "\n"
    head = "" if line_start else "… "
    words = head + _SPACE.sub(" ", text[start:end]) + ("" if line_end else " …")
    by = len(head) - start
    return Passage(spans[0], words, tuple(Span(span.start + by, span.end + by) for span in spans))


@dataclass(frozen=True, slots=True)
class Line:
    """One hit with what stands before and after it in the text, which may be shorter than `CONTEXT`."""

    article_id: int
    span: Span
    before: str
    hit: str
    after: str

    @property
    def right_to_left(self) -> bool:
        """Whether the hit is written from right to left, so that what stands before it is shown at its right."""
        for character in self.hit:
            if (direction := unicodedata.bidirectional(character)) in ("R", "AL"):
                return True
            if direction == "L":
                return False
        return False

    @property
    def left(self) -> str:
        """What is shown at the left of the hit."""
        return self.after if self.right_to_left else self.before

    @property
    def right(self) -> str:
        """What is shown at the right of the hit."""
        return self.before if self.right_to_left else self.after


class LineOrder(StrEnum):
    """How lines are ordered; ties stay as they were found."""

    FOUND = ""
    LEFT = "left"
    HIT = "hit"
    RIGHT = "right"
    OUTLET = "outlet"
    DATE = "date"


def lines(found: Iterable[Hits], most: int = MOST_LINES) -> Iterator[Line]:
    """One line a hit, `most` altogether."""
    made = 0
    for hits in found:
        for span in hits.spans:
            if made == most:
                return
            made += 1
            before = hits.text[max(0, span.start - CONTEXT) : span.start]
            after = hits.text[span.end : span.end + CONTEXT]
            yield Line(hits.article_id, span, _plain(before), _plain(span.of(hits.text)), _plain(after))


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text)


def in_order(
    found: Sequence[Line], order: LineOrder, articles: Mapping[int, Article], *, descending: bool = False
) -> list[Line]:
    """The lines in another order; by words, the nearest to the hit counts first, then the next one."""
    keys: dict[LineOrder, Callable[[Line], str]] = {
        LineOrder.LEFT: lambda line: _outward(line.left, nearest_last=not line.right_to_left),
        LineOrder.HIT: lambda line: folded(line.hit),
        LineOrder.RIGHT: lambda line: _outward(line.right, nearest_last=line.right_to_left),
        LineOrder.OUTLET: lambda line: folded(articles[line.article_id].outlet) if line.article_id in articles else "",
        LineOrder.DATE: lambda line: articles[line.article_id].published if line.article_id in articles else "",
    }
    if order is LineOrder.FOUND:
        return list(found)[::-1] if descending else list(found)
    keyed = [(keys[order](line), line) for line in found]
    # In runs, merged one by one: Python lets no other thread go on while it sorts, and the window would wait.
    runs = (keyed[place : place + _RUN] for place in range(0, len(keyed), _RUN))
    by = itemgetter(0)
    ordered = merge(*[sorted(run, key=by, reverse=descending) for run in runs], key=by, reverse=descending)
    return [line for _, line in ordered]


def _outward(text: str, *, nearest_last: bool) -> str:
    """The words beside a hit, from the nearest on, to be compared one after the other."""
    words = _WORD.findall(folded(text))
    return "\n".join(words[::-1][:_COMPARED] if nearest_last else words[:_COMPARED])


COLUMNS = ("outlet", "published", "headline", "before", "hit", "after")


def cells(line: Line, article: Article | None) -> tuple[str, ...]:
    """What is copied and written of a line, in the order of `COLUMNS`; before and after are those of the text."""
    about = (article.outlet, article.published, article.headline) if article else ("", "", "")
    return (*about, line.before.strip(), line.hit, line.after.strip())


def as_text(found: Iterable[Line], articles: Mapping[int, Article]) -> str:
    """Lines to be pasted elsewhere: cells parted by tabs."""
    return "\n".join("\t".join(_plain(cell) for cell in cells(line, articles.get(line.article_id))) for line in found)


def as_csv(found: Iterable[Line], articles: Mapping[int, Article]) -> str:
    """Lines as CSV under the names of the columns. No cell begins as a formula does, which spreadsheets would run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in found:
        writer.writerow(map(harmless, cells(line, articles.get(line.article_id))))
    return out.getvalue()
