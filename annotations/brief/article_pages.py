"""The annotated articles: the text in a column with its marks, the cards beside it, page after page."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import partial

from annotations.brief.article_head import article_head
from annotations.brief.cards import Card, draw_card, make_card, placed
from annotations.brief.content import ArticleEntry, BriefContent, ClaimEntry, passage_key
from annotations.brief.excerpts import Printed, printed_parts
from annotations.brief.flow import Flow
from annotations.brief.highlights import Box, add_highlight
from annotations.brief.marks import LineMarks
from annotations.brief.setting import Setting, fitted, plain
from annotations.brief.spec import BriefSpec, Part
from annotations.brief.tagging import Element
from annotations.brief.typography import BODY, HEADLINE, SMALL, TABLE_QUIET
from annotations.spans import lanes

_BETWEEN = 6.0
_LEAST_START = 0.5
_ALL = 3
_CONTINUED = TABLE_QUIET.leading + 6
"""Height of the heading above cards that have pages of their own."""


def annotated_articles(flow: Flow, content: BriefContent, spec: BriefSpec, *, headed: bool = True) -> Iterator[None]:
    """Every article of the brief, each paragraph a chance to stop."""
    if headed:
        flow.part(flow.words("Annotated articles"), "articles")
    else:
        flow.resume(flow.words("Annotated articles"))
    for place, article in enumerate(content.articles):
        starts_here = place == 0 or flow.room > _LEAST_START * (flow.top - flow.bottom)
        if not starts_here:
            flow.new_page()
        flow.space(24 if place else 4)
        pages = _ArticlePages(flow, article, content.colour_by, spec)
        yield from pages.draw()


class _ArticlePages:
    """Sets one article.

    `_waiting` are cards not drawn yet, `_boxes` the passages on this page, `_paragraphs` where those begin.
    """

    def __init__(self, flow: Flow, article: ArticleEntry, colour_by: str, spec: BriefSpec) -> None:
        self._flow = flow
        self._sheet = flow.sheet
        self._article = article
        self._colour_by = colour_by
        self._spec = spec
        self._claims = dict(enumerate(article.claims))
        self._starts = [claim.span.start for claim in article.claims]
        self._longest = max((len(claim.span) for claim in article.claims), default=0)
        self._lanes = lanes({key: claim.span for key, claim in self._claims.items()})
        self._waiting: list[Card] = []
        self._boxes: dict[int, list[Box]] = {}
        self._paragraphs: dict[int, Element] = {}
        self._seen: set[int] = set()
        self._tabbed: set[int] = set()
        self._margin_top = flow.top
        self._in_head = True
        self._margin = flow.left + flow.offset(2)
        self._body_right = flow.left + flow.span(2)

    def draw(self) -> Iterator[None]:
        """Head, body, cards; leaves the flow below the deepest of them."""
        self._flow.on_page_end = self._end_page
        try:
            yield from self._drawn()
        finally:
            self._flow.on_page_end = None  # also when it is given up, as the two refer to one another

    def _drawn(self) -> Iterator[None]:
        flow = self._flow
        self._sheet.where = flow.words("Article {number}", number=self._article.number)
        parts = printed_parts(self._article, full_text=self._spec.full_text)
        headline = parts.pop(0) if parts and parts[0].number == 0 else None
        article_head(flow, self._article, self._colour_by, partial(self._headline, headline) if headline else None)
        self._in_head = False
        self._margin_top = flow.y
        for part in parts:
            self._part(part)
            yield
        if parts and self._article.text[parts[-1].span.end :].strip():
            self._gap()
        self._finish()

    def _headline(self, part: Printed) -> None:
        text = part.span.of(self._article.text)
        self._lines(plain(text, HEADLINE, self._flow.width), part.span.start, 0)

    def _part(self, part: Printed) -> None:
        flow = self._flow
        if part.gap:
            self._gap()
        setting = plain(part.span.of(self._article.text), BODY, flow.span(2))
        self._lines(setting, part.span.start, part.number)
        flow.space(_BETWEEN)

    def _gap(self) -> None:
        self._flow.need(TABLE_QUIET.leading + 2 * BODY.leading)
        self._flow.paragraph(plain("[…]", TABLE_QUIET, self._flow.span(2)), after=4)

    def _lines(self, setting: Setting, origin: int, number: int) -> None:
        """Draw a paragraph with its marks: no first line alone at the foot, no last line alone at the head."""
        flow = self._flow
        count = len(setting.lines)
        claims = self._overlapping(origin, origin + len(setting.text))
        element = self._sheet.element("P" if number else "H2")
        for line in range(count):
            flow.need(_together(line, count) * setting.leading)
            y = flow.y - setting.drop
            if number and line == 0:
                self._sheet.ornament(flow.left - 4 - SMALL.measure(str(number)), y, str(number), SMALL)
            if here := self._on_line(setting, line, origin, claims):
                self._mark(LineMarks(self._sheet, setting, line, origin, flow.left, y), here, y, element)
            self._sheet.setting(setting, line, flow.left, y, element)
            flow.y -= setting.leading

    def _overlapping(self, start: int, end: int) -> list[int]:
        """Keys of claims that share a character with a stretch of text."""
        low = bisect_left(self._starts, start - self._longest)
        high = bisect_left(self._starts, end)
        return [key for key in range(low, high) if self._claims[key].span.end > start]

    def _on_line(self, setting: Setting, line: int, origin: int, keys: list[int]) -> dict[int, ClaimEntry]:
        """Those of the claims that share a character with a line."""
        start, end = (origin + edge for edge in setting.lines[line])
        found = ((key, self._claims[key]) for key in keys)
        return {key: claim for key, claim in found if claim.span.start < end and claim.span.end > start}

    def _mark(self, marks: LineMarks, here: Mapping[int, ClaimEntry], y: float, element: Element) -> None:
        new = [key for key in here if key not in self._tabbed]
        for key, boxes in marks.paint(here, self._lanes, new).items():
            self._tabbed.add(key)
            self._boxes.setdefault(key, []).extend(boxes)
            self._paragraphs.setdefault(key, element)
            if key not in self._seen:
                self._seen.add(key)
                self._sheet.place(passage_key(here[key]), y + 30)
                listed = Part.CLAIMS in self._spec.parts
                beside = None if self._in_head else y + 2
                card = make_card(here[key], self._flow.column, y + 10, beside, listed=listed, words=self._flow.words)
                self._waiting.append(card)

    def _end_page(self) -> None:
        """Draw the cards that fit beside the text, and the highlights of this page."""
        if not self._in_head:
            self._draw_cards(self._margin, self._margin_top)
            self._tell_carried()
        self._annotate()
        self._margin_top = self._flow.top
        self._waiting = [card.carried(self._flow.top) for card in self._waiting]

    def _draw_cards(self, x: float, top: float) -> float:
        """Draw what fits in a column; returns where the last one ends."""
        flow = self._flow
        whole_page = top >= flow.top - _CONTINUED
        here, self._waiting = placed(self._waiting, top, flow.bottom, whole_page=whole_page)
        for item in here:
            draw_card(self._sheet, item, x, self._body_right)
        return min((item.top - item.card.height for item in here), default=top)

    def _tell_carried(self) -> None:
        """Say below the margin which cards of this page's passages are on the next."""
        labels = ", ".join(card.claim.label for card in self._waiting)
        if labels:
            text = fitted(self._flow.words("Next page: {claims}", claims=labels), SMALL, self._flow.column)
            with self._sheet.artifact():
                self._sheet.text(self._margin, self._flow.bottom - 11, text, SMALL)

    def _annotate(self) -> None:
        for key, boxes in self._boxes.items():
            add_highlight(self._sheet, self._claims[key], boxes, self._paragraphs[key])
        self._boxes.clear()
        self._paragraphs.clear()
        self._tabbed.clear()

    def _finish(self) -> None:
        """End the article: cards that found no room follow in three columns on pages of their own."""
        flow = self._flow
        flow.on_page_end = None
        reached = self._draw_cards(self._margin, self._margin_top)
        self._tell_carried()
        self._annotate()
        while self._waiting:
            self._waiting = [card.carried(flow.top) for card in self._waiting]
            flow.new_page()
            heading = flow.words("Article {number}, cards continued", number=self._article.number)
            flow.paragraph(plain(heading, TABLE_QUIET, flow.width), after=6)
            top = flow.y
            self._waiting = [card.carried(top) for card in self._waiting]
            ends = [self._draw_cards(flow.left + flow.offset(n), top) for n in range(3) if self._waiting]
            reached = min(ends)
            flow.y = reached
        flow.y = max(flow.bottom, min(flow.y, reached))


def _together(line: int, count: int) -> int:
    """How many lines of a paragraph, from this one on, have to stand on one page."""
    if line == 0:
        return count if count <= _ALL else 2
    return 2 if line == count - 2 else 1
