"""The page's frame, and rows that flow down it: a paragraph is a row with one cell, a table several with more.

A row goes to the next page where it does not fit and is short; a longer one is cut between lines, never leaving one
line alone on either side. What is drawn never leaves the frame.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import NamedTuple

from annotations.brief.content import Look
from annotations.brief.handling import draw_handling
from annotations.brief.setting import Setting, fitted, plain
from annotations.brief.sheet import MM, Sheet
from annotations.brief.tagging import Element
from annotations.brief.texts import Words
from annotations.brief.typography import (
    ACCENT,
    DRAFT,
    HEADLINE,
    INK,
    KICKER,
    LINE,
    PART,
    QUIET,
    SECTION,
    SMALL,
    TITLE,
    Style,
)

_MARGIN_TOP, _MARGIN_BOTTOM = 25 * MM, 23 * MM
_CONTENT, _GAP = 170 * MM, 5 * MM
_TOGETHER = 0.45
_COLUMNS, _BETWEEN = 4, 12.0
_FEW = 3
_MOST = 0.6
_HEADINGS = ((TITLE, "H1"), (PART, "H1"), (SECTION, "H2"), (HEADLINE, "H2"))
_HEADING_STYLES = tuple(style for style, _ in _HEADINGS)


class Slot(NamedTuple):
    """One line of a cell; `before` is space above it, dropped at the top of a page. A brief has 100,000 of them."""

    setting: Setting
    line: int
    before: float = 0.0

    @property
    def leading(self) -> float:
        """Its height without the space above."""
        return self.setting.leading

    @property
    def height(self) -> float:
        """Its height with the space above."""
        return self.before + self.setting.leading


def slots(*settings: Setting | tuple[Setting, float]) -> tuple[Slot, ...]:
    """Lines of paragraphs below one another; a pair gives the space above a paragraph."""
    found: list[Slot] = []
    for item in settings:
        setting, before = item if isinstance(item, tuple) else (item, 0.0)
        found.extend(Slot(setting, line, 0.0 if line else before) for line in range(len(setting.lines)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines at a distance from the left edge of the frame. `swatch` is painted left of the first line."""

    x: float
    lines: tuple[Slot, ...]
    swatch: Look | None = None

    @property
    def height(self) -> float:
        """All lines."""
        return sum(slot.height for slot in self.lines)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value under a small label; `link` as in `Run`."""

    label: str
    value: str
    style: Style
    link: str = ""


class Flow:
    """The frame of the pages, and how far down they are filled: `y` is the top of what is still free."""

    def __init__(self, sheet: Sheet, running: str, handling: str, draft: str = "") -> None:
        """Draw nothing yet; the first row makes the first page. `draft` stands at the head of every page."""
        self.sheet = sheet
        self.left = (sheet.width - _CONTENT) / 2
        self.width = _CONTENT
        self.column = (_CONTENT - 2 * _GAP) / 3
        self.gap = _GAP
        self.top = sheet.height - _MARGIN_TOP
        self.bottom = _MARGIN_BOTTOM
        self.y = self.bottom
        self._running = running
        self._handling = handling
        self._draft = draft
        self._section = ""
        self._cell_role = ""
        self.on_page_end: Callable[[], None] | None = None
        self.footer = ""
        """What stands below the number of every page."""

    @property
    def strong(self) -> str:
        """The colour of the rules that begin something: the organisation's, if it has one."""
        return INK if self.sheet.accent == ACCENT else ACCENT

    @property
    def words(self) -> Words:
        """The fixed texts, in the language of the document."""
        return self.sheet.words

    @property
    def is_draft(self) -> bool:
        """Whether the pages are those of a draft."""
        return bool(self._draft)

    @property
    def right(self) -> float:
        """The right edge of the frame."""
        return self.left + self.width

    @property
    def room(self) -> float:
        """Points left on this page."""
        return self.y - self.bottom

    @property
    def at_top(self) -> bool:
        """Whether nothing stands on this page yet."""
        return self.y >= self.top

    def span(self, columns: int) -> float:
        """Width of one, two or three columns with the gaps between them."""
        return columns * self.column + (columns - 1) * self.gap

    def offset(self, column: int) -> float:
        """Where a column starts, from the left edge."""
        return column * (self.column + self.gap)

    def new_page(self) -> None:
        """Start a page with its head and foot."""
        if self.on_page_end and self.sheet.pages:
            self.on_page_end()
        self.sheet.new_page()
        self.y = self.top
        self._head_and_foot()

    def _head_and_foot(self) -> None:
        with self.sheet.artifact():
            self._running_lines()

    def _running_lines(self) -> None:
        sheet = self.sheet
        head, foot = sheet.height - 14 * MM, 11.5 * MM
        taken = draw_handling(sheet, self._handling, self.right, self.width * _MOST, (head, foot)) + self.gap
        marked = DRAFT.measure(self._draft) + self.gap if self._draft else 0.0
        if self._draft:
            sheet.text(self.left, head, self._draft, DRAFT)
        if sheet.before + sheet.pages > 1:
            room = self.width - taken - marked
            sheet.text(self.left + marked, head, fitted(self._running, SMALL, room), SMALL)
            sheet.rule(self.left, head - 6, self.width)
        sheet.rule(self.left, foot + 12, self.width)
        sheet.page_of_pages(self.left, foot)
        x = self.offset(1)
        if SMALL.measure(self._section) <= self.width - x - taken:
            sheet.text(self.left + x, foot, self._section, SMALL)
        if self.footer:
            sheet.text(self.left, foot - SMALL.leading, fitted(self.footer, SMALL, self.width - taken), SMALL)

    def need(self, height: float) -> None:
        """Go to the next page unless so many points are left."""
        if self.room < height and not (self.at_top and self.sheet.pages):
            self.new_page()

    def space(self, height: float) -> None:
        """Leave free, but not at the top of a page."""
        if not self.at_top:
            self.y = max(self.bottom, self.y - height)

    # -- headings

    def part(self, title: str, key: str, *, fresh: bool = True, small: bool = False) -> None:
        """Start a part of the brief: on a page of its own if `fresh`; always in the outline. `small` saves room."""
        self._section = self.sheet.where = title
        if fresh or self.room < (SECTION if small else PART).leading * 5:
            self.new_page()
        self.sheet.place(key, self.y + 12)
        self.sheet.entry(key, title, 0)
        self.space(12 if small else 18)
        self.sheet.rule(self.left, self.y, self.width, 1.2, self.strong)
        self.y -= 5 if small else 9
        style = replace(SECTION if small else PART, colour=self.strong)
        self.row([Cell(0, slots(plain(title, style, self.width)))], after=4 if small else 9)

    def resume(self, title: str) -> None:
        """Go on with a part of the brief on a page of its own, without its heading."""
        self._section = self.sheet.where = title
        self.new_page()

    def section(self, title: str, *, before: float = 16, follow: float = 40) -> None:
        """A heading inside a part, never at the foot of a page without `follow` points of what it heads."""
        self.need(before + SECTION.leading + follow)
        self.space(before)
        self.row([Cell(0, slots(plain(title, SECTION, self.width)))], after=4)

    def kicker(self, text: str, *, follow: float = 40, after: float = 3) -> None:
        """A small heading in capitals."""
        self.need(KICKER.leading + follow)
        self.row([Cell(0, slots(plain(text.upper(), KICKER, self.width)))], after=after)

    def paragraph(self, setting: Setting, *, x: float = 0.0, after: float = 6.0) -> None:
        """A paragraph of its own."""
        self.row([Cell(x, slots(setting))], after=after)

    # -- rows

    def row(
        self,
        cells: Sequence[Cell],
        *,
        after: float = 0.0,
        rule: str = "",
        key: str = "",
        follow: float = 0.0,
    ) -> None:
        """Draw cells side by side, their first lines on one baseline.

        Args:
            cells: what stands in the row.
            after: space below it.
            rule: colour of a hairline above it, on every page it reaches.
            key: name of the place for links.
            follow: what has to fit below it on the same page.
        """
        above = 5.0 if rule else 0.0
        height = above + max((cell.height for cell in cells), default=0.0)
        first = above + sum(sorted((slot.height for cell in cells for slot in cell.lines), reverse=True)[:_FEW])
        short = height <= _TOGETHER * (self.top - self.bottom)
        self.need(height + follow if short else first)
        if key:
            self.sheet.place(key, self.y + 4)
        waiting = [list(cell.lines) for cell in cells]
        elements = self._elements(cells)
        start = True
        while start or any(waiting):
            if not start:
                self.new_page()
            if rule:
                self.sheet.rule(self.left, self.y, self.width, 0.4, rule)
                self.y -= above
            self.y = self._chunk(cells, waiting, elements, first=start)
            start = False
        self.space(after)

    def _elements(self, cells: Sequence[Cell]) -> list[Element]:
        """What the cells are in the document's structure: those of a table stand in a row of that."""
        if self._cell_role:
            row = self.sheet.element("TR")
            return [row.child(self._cell_role) for _ in cells]
        return [self.sheet.element(_role(cell)) for cell in cells]

    @contextmanager
    def table(self) -> Iterator[None]:
        """Draw rows that are a table's; call `heads` for its head."""
        with self.sheet.within("Table"):
            self._cell_role = "TD"
            try:
                yield
            finally:
                self._cell_role = ""

    @contextmanager
    def heads(self) -> Iterator[None]:
        """Draw a row that heads the columns of a table."""
        self._cell_role = "TH"
        try:
            yield
        finally:
            self._cell_role = "TD"

    def _chunk(
        self, cells: Sequence[Cell], waiting: list[list[Slot]], elements: Sequence[Element], *, first: bool
    ) -> float:
        """Draw of each cell what fits on this page; returns how far down that reached."""
        drop = max((lines[0].setting.drop for lines in waiting if lines), default=0.0)
        reached = self.y
        for cell, lines, element in zip(cells, waiting, elements, strict=True):
            if not lines:
                continue
            y = self.y - (drop - lines[0].setting.drop)
            if first and cell.swatch:
                draw_swatch(self.sheet, cell.swatch, self.left + cell.x - 10, self.y - drop, 6.5)
            count = fitting(lines, y - self.bottom)
            y = draw_slots(self.sheet, lines[:count], self.left + cell.x, y, element)
            del lines[:count]
            reached = min(reached, y)
        return reached

    def facts(self, facts: Iterable[Fact], *, after: float = 4.0) -> None:
        """Labels over values in four columns, empty ones left out; the last of all takes the columns that are free."""
        kept = [fact for fact in facts if fact.value]
        step = (self.width + _BETWEEN) / _COLUMNS
        for start in range(0, len(kept), _COLUMNS):
            row = kept[start : start + _COLUMNS]
            cells = []
            for n, fact in enumerate(row):
                columns = _COLUMNS - n if fact is kept[-1] else 1
                width = columns * step - _BETWEEN
                label = plain(fact.label, SMALL, width)
                cells.append(Cell(n * step, slots(label, plain(fact.value, fact.style, width, fact.link))))
            self.row(cells, after=after, rule=LINE)


def _role(cell: Cell) -> str:
    """A heading where all is in the style of one, else a paragraph."""
    if not cell.lines or cell.lines[0].setting.runs[0].style not in _HEADING_STYLES:
        return "P"
    styles = {run.style for slot in cell.lines for run in slot.setting.runs}
    return next((role for heading, role in _HEADINGS if styles == {heading}), "P")


def fitting(lines: Sequence[Slot], room: float) -> int:
    """How many lines fit; one less where the last line would stand alone on the next page, at least one."""
    used, count = 0.0, 0
    for place, slot in enumerate(lines):
        used += slot.height if place else slot.leading
        if used > room + 0.01:
            break
        count += 1
    if count == len(lines) - 1 and count >= _FEW:
        count -= 1
    return max(count, 1)


def draw_slots(sheet: Sheet, lines: Iterable[Slot], x: float, y: float, element: Element) -> float:
    """Draw lines below one another from `y` down, as words of an element; returns where they end."""
    for place, slot in enumerate(lines):
        y -= slot.before if place else 0.0
        sheet.setting(slot.setting, slot.line, x, y - slot.setting.drop, element)
        y -= slot.leading
    return y


def draw_swatch(sheet: Sheet, look: Look, x: float, y: float, size: float) -> None:
    """A small square in a tag's colour, standing on the baseline: hatched for *mixed*, dashed for *not coded*."""
    if look.is_open:
        sheet.outline(x, y, size, size, QUIET, dash="1.6 1.2")
    elif look.hatched:
        sheet.outline(x, y, size, size, look.colour)
        sheet.hatch(x, y, size, size, look.colour, 2.0)
    else:
        sheet.fill(x, y, size, size, look.colour)
