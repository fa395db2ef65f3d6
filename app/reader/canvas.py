"""The sheet of paper: an article with its marks and its margin, without anything a person does to it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QLineF, QPointF, QPropertyAnimation, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QTextBlock, QTextDocument
from PySide6.QtWidgets import QFrame, QStyle, QTextEdit, QWidget

from annotations.spans import Span
from app.reader.additions import Additions
from app.reader.cuts import Cuts, joined
from app.reader.edges import Edge
from app.reader.finding import Hit
from app.reader.geometry import Shaper
from app.reader.grips import grip_at, paint_grips
from app.reader.highlights import Emphasis, Highlights
from app.reader.hits import Hits
from app.reader.inks import Inks
from app.reader.lanes import LaneShaper, line_with_lanes
from app.reader.laying_out import SteadyLayout
from app.reader.margin import WIDTHS, Content, Margin
from app.reader.marks import Card, Mark
from app.reader.opened import Opened
from app.reader.page import AIR, Page, share
from app.reader.suggested import Suggested, SuggestionList
from app.reader.text_style import TextStyle
from app.reader.typesetting import USUAL, Measures, typeset
from app.theme import Theme

LEAST_CHARACTERS = 38
"""Characters a line that the text keeps beside cards; where there are fewer, the cards go."""

_COMFORTABLE, _GOOD_MARGIN = 58, 214
"""Characters a line, and pixels of the margin, at which the columns beside the reader need not give way."""

_HANGING = 14
"""Pixels that bars and numbers may hang below their paragraph."""


class ReaderCanvas(QTextEdit):
    """Shows one article. All spans and offsets count code points of its text."""

    text_style_changed = Signal(object)
    """The text is set in another `TextStyle`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._style, self._margin_wanted = theme, USUAL, True
        self._emphasis = Emphasis()
        self._movable = True
        self._in_lanes = False
        self._hits: Sequence[Hit] = ()
        self._hit: int | None = None
        self._suggestion: int | None = None
        self._opened = Opened.of("", "")
        self._shown: QTextDocument | None = None
        self._page = Page(0, 1, 0)
        self._glide = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._glide.setDuration(140)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)  # a scroll bar that comes or goes breaks no line
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Article"))
        self._margin = Margin(self, Inks(theme, self._style.size), self._emphasis)
        self.verticalScrollBar().valueChanged.connect(self._margin.scroll_to)
        self._take_colours()
        self._show_text()

    # ------------------------------------------------------------------ what is shown

    def set_article(self, text: str, language: str = "") -> None:
        """Show a canonical text from its beginning, without marks; `language` (ISO code) guides the sentences."""
        self._opened = Opened.of(text, language)
        self._hits, self._hit, self._suggestion = (), None, None
        self._emphasis.active = self._emphasis.hovered = self._emphasis.sentence = self._emphasis.preview = None
        self._glide.stop()
        self._show_text()
        self._place()
        self.verticalScrollBar().setValue(0)

    def set_marks(self, marks: Iterable[Mark], cards: Iterable[Card] = ()) -> None:
        """Show these marks and cards in place of all others."""
        self._opened.index.load(marks)
        self._content.cards.clear()
        self._content.cards.update((card.claim_id, card) for card in cards)
        self._content.relate()
        if self._emphasis.active not in self._opened.index.marks:
            self._emphasis.active = None
        self._emphasis.hovered = None
        self._highlights.forget()
        self._place()
        self._margin.rearrange()
        self.viewport().update()

    def update_marks(
        self, changed: Iterable[Mark] = (), cards: Iterable[Card] = (), removed: Iterable[int] = ()
    ) -> None:
        """Show what became of a few claims: new or changed marks and cards, and claims that are gone."""
        touched: set[int] = set()
        for claim in removed:
            touched |= self._opened.index.remove(claim)
            self._content.cards.pop(claim, None)
            if claim == self._emphasis.active:
                self._emphasis.active = None
            if claim == self._emphasis.hovered:
                self._emphasis.hovered = None
        for mark in changed:
            touched |= self._opened.index.put(mark)
        self._content.cards.update((card.claim_id, card) for card in cards)
        self._highlights.forget(touched)
        self._place()
        self._margin.rearrange()
        self._update_paragraphs(touched)

    def set_cuts(self, spans: Sequence[Span]) -> None:
        """Show these passages as cut from the text, in place of all others: greyed, struck out, no claim under them."""
        self._opened.cuts[:] = joined([self._opened.text.positions(span) for span in spans])
        self.viewport().update()

    def set_additions(self, spans: Sequence[Span]) -> None:
        """Show these passages as what a wire copy adds to its lead, in place of all others."""
        self._opened.added[:] = joined([self._opened.text.positions(span) for span in spans])
        self.viewport().update()

    def set_suggestions(self, suggestions: SuggestionList, current: int | None = None) -> None:
        """Show these suggestions in place of all others; `current` is the number of the one that stands out."""
        if suggestions is not self._opened.suggested:
            self._opened.suggested = suggestions
            self._suggested.load(suggestions)
            self._suggestion = current
            self.viewport().update()
        elif current != self._suggestion:
            before, self._suggestion = self._suggestion, current
            for number in (before, current):
                self._update_suggestion(number)

    def _update_suggestion(self, number: int | None) -> None:
        if number is not None:
            one = self._opened.suggested.all[number]
            for span in filter(None, (one.span, one.source)):
                self._update_paragraphs(self._suggested.paragraphs(span))

    def suggestions_at(self, point: QPointF) -> list[int]:
        """Numbers of the suggestions under a point of the viewport, the shorter before the longer."""
        return self._suggested.at(point + QPointF(0, self.verticalScrollBar().value()))

    def set_hits(self, hits: Sequence[Hit], current: int | None = None, *, reveal: bool = True) -> None:
        """Mark what was found, in order, and one of it as the current one, which is brought into view if `reveal`."""
        self._hits, self._hit = hits, current
        if current is not None and reveal:
            self.reveal(Span(*hits[current]))
        self.viewport().update()

    def uncut(self, hits: list[Hit]) -> list[Hit]:
        """Those of what was found that do not touch what was cut from the text."""
        text = self._opened.text
        cuts = [(text.offset(start), text.offset(end)) for start, end in self._opened.cuts]
        return [hit for hit in hits if not any(hit[0] < end and start < hit[1] for start, end in cuts)]

    @property
    def active(self) -> int | None:
        """The active claim."""
        return self._emphasis.active

    def set_active(self, claim_id: int | None, *, reveal: bool = True) -> None:
        """Make a claim stand out, and bring it into view if `reveal`; None for no claim."""
        mark = self._opened.index.mark(claim_id) if claim_id is not None else None
        before, self._emphasis.active = self._emphasis.active, mark.claim_id if mark else None
        if before != self._emphasis.active:
            self._update_claims(before, self._emphasis.active)
            self._margin.rearrange()
        if mark and reveal:
            self.reveal(mark.span)

    def claims_at(self, point: QPointF) -> list[int]:
        """Claims under a point of the viewport, the likeliest first: a bar that is hit, then shorter before longer."""
        there = point + QPointF(0, self.verticalScrollBar().value())
        return [] if self._cuts.holds(there) else self._highlights.claims_at(there)

    def numbers_at(self, point: QPointF) -> list[int]:
        """Claims whose number is under a point of the viewport; all that a "+n" stands for."""
        return self._highlights.numbers_at(point + QPointF(0, self.verticalScrollBar().value()))

    @property
    def text(self) -> str:
        """The article's text."""
        return self._opened.text.text

    @property
    def active_mark(self) -> Mark | None:
        """The mark of the active claim."""
        return self._opened.index.mark(self.active) if self.active is not None else None

    def offset_at(self, point: QPointF) -> int:
        """The offset nearest to a point of the viewport."""
        return self._opened.text.offset(self.cursorForPosition(point.toPoint()).position())

    def set_edges_movable(self, *, movable: bool) -> None:
        """Whether the edges of the active claim can be taken hold of."""
        self._movable = movable
        self.viewport().update()

    def grip_at(self, point: QPointF) -> Edge | None:
        """The edge of the active claim that the mouse takes hold of at a point of the viewport."""
        if not self._movable:
            return None
        return grip_at(self._highlights, self.active, point + QPointF(0, self.verticalScrollBar().value()))

    def edge_line(self, claim_id: int, edge: Edge) -> QLineF | None:
        """The upright line at one end of a claim, in the viewport."""
        line = self._highlights.edge(claim_id, edge)
        return line.translated(0, -self.verticalScrollBar().value()) if line else None

    def place_of(self, span: Span) -> QRectF:
        """Where the first line of a passage stands, in the viewport; empty where it is not shown."""
        start, end = self._opened.text.positions(span)
        found = self._highlights.stretch(self._block(start), start, end)
        top = self._block(start).layout().position() - QPointF(0, self.verticalScrollBar().value())
        return found[0].translated(top) if found else QRectF()

    def box_of(self, claim_id: int) -> QRect:
        """Where a claim's passage stands in global pixels when scrolling has come to rest; as far as it is in view."""
        view = self.viewport().rect()
        boxes = self._highlights.boxes(claim_id)
        top = self._resting()
        found = [view.intersected(box.translated(0, -top).toAlignedRect()) for box in boxes]
        united = QRect()
        for box in found:
            united = united.united(box)
        return QRect(self.viewport().mapToGlobal(united.topLeft()), united.size())

    def _resting(self) -> int:
        """The scroll position, or the one being glided to."""
        gliding = self._glide.state() == QPropertyAnimation.State.Running
        return int(self._glide.endValue()) if gliding else self.verticalScrollBar().value()

    def reveal(self, span: Span) -> None:
        """Scroll as little as shows the passage with some lines around it; not at all if that is so already."""
        start, end = self._opened.text.positions(span)
        top, bottom = self._line_top(start), self._line_top(max(start, end - 1)) + 2 * self._measures.line
        bar, height = self.verticalScrollBar(), self.viewport().height()
        now = self._resting()
        if now + height * 0.1 <= top and bottom <= now + height * 0.88:
            return
        goal = max(0, min(bar.maximum(), round(top - height * 0.3)))
        self._glide.stop()
        if abs(goal - bar.value()) > height or not self._moves():
            bar.setValue(goal)
        elif goal != bar.value():
            self._glide.setStartValue(bar.value())
            self._glide.setEndValue(goal)
            self._glide.start()

    def _moves(self) -> bool:
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self.isVisible() and self.style().styleHint(hint, None, self) > 0

    # ------------------------------------------------------------------ how it is shown

    @property
    def text_style(self) -> TextStyle:
        """How the text is set."""
        return self._style

    @property
    def reading_size(self) -> int:
        """Size of the text in pixels."""
        return self._style.size

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self._take_colours()
        self._rebuild()

    def set_text_style(self, style: TextStyle) -> None:
        """Set the text in another way, as far as that is possible; the place stays."""
        before, self._style = self._style, style.possible
        if before == self._style:
            return
        if replace(before, characters=0) == replace(self._style, characters=0):
            self._place()
        else:
            self._rebuild()
        self.text_style_changed.emit(self._style)

    def set_reading_size(self, pixels: int) -> None:
        """Change the size of the text, 12 to 32 pixels; the place stays."""
        self.set_text_style(replace(self._style, size=pixels))

    def set_measure(self, characters: int) -> None:
        """Change the width of the column, in characters a line (30 to 120)."""
        self.set_text_style(replace(self._style, characters=characters))

    @property
    def comfortable_width(self) -> int:
        """Pixels in which lines of a good length and cards of a good width stand side by side."""
        column = self._measures.column(min(_COMFORTABLE, self._style.characters))
        return column + (_GOOD_MARGIN if self._margin_wanted else 0) + 2 * AIR + self._bar_width()

    def _bar_width(self) -> int:
        return self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self.verticalScrollBar())

    def set_in_lanes(self, *, in_lanes: bool) -> None:
        """Show the bars of two coders under lines that have room for them, or marks as usual; the place stays."""
        if in_lanes != self._in_lanes:
            self._in_lanes = in_lanes
            self._rebuild()

    def set_margin_shown(self, *, shown: bool) -> None:
        """Show or hide the margin with the cards; a narrow reader hides it by itself."""
        self._margin_wanted = shown
        self._place()

    # ------------------------------------------------------------------ building

    def _show_text(self) -> None:
        """Make the document of the open article, and what is painted under and beside it."""
        opened, inks = self._opened, Inks(self._theme, self._style.size)
        self._measures = Measures(self._style, line_with_lanes(self._style.size) if self._in_lanes else 0)
        self._column = self._measures.column(self._style.characters)
        document = typeset(opened.text, self._measures, self._theme.ink)
        document.setParent(self)
        self.setDocument(document)
        if self._shown:
            self._shown.deleteLater()
        self._shown = document
        self._layout = SteadyLayout(document)
        shaper = (LaneShaper if self._in_lanes else Shaper)(inks, self._style.size)
        self._highlights = Highlights(document, opened.index, shaper)
        self._cuts = Cuts(opened.cuts, self._highlights, self._theme)
        self._additions = Additions(opened.added, self._highlights, self._theme)
        self._suggested = Suggested(opened.suggested, opened.text, self._highlights, self._theme)
        self._finds = Hits(opened.text, self._highlights, self._theme)
        self._content = Content(opened.text, opened.index, self._highlights, opened.cards, 4.0 * self._measures.line)
        self._margin.set_inks(inks)
        self._margin.set_content(self._content)

    def _rebuild(self) -> None:
        """Make the document anew and go back to the same place and selection."""
        cursor = self.textCursor()
        anchor, position, top = cursor.anchor(), cursor.position(), self._top_position()
        self._show_text()
        self._place()
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, cursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._scroll_to(top)

    def _take_colours(self) -> None:
        palette = self._theme.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, self._theme.paper)
        palette.setColor(QPalette.ColorRole.Highlight, self._theme.selection)
        self.setPalette(palette)

    def _place(self) -> None:
        """Share the width between column and margin; the text at the upper edge stays there."""
        self._column = self._measures.column(self._style.characters)
        bar = self._bar_width()
        wanted = WIDTHS if self._margin_wanted else (0, 0)
        page = share(self.width() - bar, self._column, self._measures.column(LEAST_CHARACTERS), wanted)
        right = max(0, self.width() - bar - page.left - page.column)
        margins = self.viewportMargins()
        if (margins.left(), margins.right(), self.lineWrapColumnOrWidth()) != (page.left, right, page.column):
            top = self._top_position()
            self.setViewportMargins(page.left, 0, right, 0)
            self.setLineWrapColumnOrWidth(page.column)
            self._layout.restart()
            self._highlights.forget()
            self._suggested.forget()
            self._margin.rearrange()
            self._scroll_to(top)
        self._page = page
        self._margin.setVisible(page.margin > 0)
        self._margin.fit(page.margin)
        self._margin.setGeometry(page.left + page.column, 0, page.margin, self.viewport().height())

    def event(self, event: QEvent) -> bool:
        """Share the new width before Qt lays the text out for it."""
        if event.type() == QEvent.Type.Resize:
            self._place()
            handled = super().event(event)
            self._margin.setFixedHeight(self.viewport().height())
            return handled
        return super().event(event)

    # ------------------------------------------------------------------ places

    def _block(self, position: int) -> QTextBlock:
        """The paragraph at a position, laid out."""
        block = self.document().findBlock(position)
        self.document().documentLayout().blockBoundingRect(block)
        return block

    def _line_top(self, position: int) -> float:
        block = self._block(position)
        line = block.layout().lineForTextPosition(position - block.position())
        return block.layout().position().y() + (line.y() if line.isValid() else 0.0)

    def _top_position(self) -> tuple[int, float]:
        """What stands at the upper edge: position, and how far its line is above the edge."""
        top = self.verticalScrollBar().value()
        if not top:
            return 0, 0.0
        block = self._highlights.block_at(top)
        layout = block.layout()
        above = [
            line for n in range(layout.lineCount()) if (line := layout.lineAt(n)).y() + layout.position().y() <= top
        ]
        position = block.position() + (above[-1].textStart() if above else 0)
        return position, top - self._line_top(position)

    def _scroll_to(self, place: tuple[int, float]) -> None:
        if place != (0, 0.0):
            self.verticalScrollBar().setValue(round(self._line_top(place[0]) + place[1]))

    # ------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is added, the marks, then the text over them, then what greys the cut part of it."""
        painter = QPainter(self.viewport())
        top = self.verticalScrollBar().value()
        painter.translate(0, -top)
        area = QRectF(event.rect().translated(0, top))
        self._additions.paint(painter, area)
        self._highlights.paint(painter, area, self._emphasis)
        self._suggested.paint(painter, area, self._suggestion)
        if self._hits:
            self._finds.paint(painter, area, self._hits, self._hit)
        if self._page.margin:
            self._connect(painter)
        if self._movable and self.active is not None:
            paint_grips(painter, self._highlights, self.active, area, self._theme)
        painter.end()
        super().paintEvent(event)
        if self._opened.cuts:
            painter = QPainter(self.viewport())
            painter.translate(0, -top)
            self._cuts.paint(painter, area)
            painter.end()

    def _connect(self, painter: QPainter) -> None:
        """The part of the connecting lines that lies over the text: of the active and the hovered claim only."""
        theme = self._theme
        for claim, colour in ((self._emphasis.hovered, theme.edge), (self._emphasis.active, theme.accent)):
            boxes = self._highlights.boxes(claim) if claim is not None and claim in self._content.cards else []
            if boxes:
                pen = QPen(colour, 1)
                pen.setDashPattern([1, 2])  # dots, because a line would underline words that are not the claim's
                painter.setPen(pen)
                y = round(boxes[0].bottom()) - 1
                painter.drawLine(QPointF(boxes[0].right() + 2, y), QPointF(self._page.column, y))

    def _update_claims(self, *claims: int | None) -> None:
        index = self._opened.index
        for claim in claims:
            mark = index.mark(claim) if claim is not None else None
            if mark:
                start, end = self._opened.text.positions(mark.span)
                self._update_paragraphs(
                    range(self._opened.text.paragraph_at(start), self._opened.text.paragraph_at(end) + 1)
                )

    def _update_paragraphs(self, numbers: Iterable[int]) -> None:
        """Repaint these paragraphs, as far as they are in view."""
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        wanted, hanging = set(numbers), self._measures.line if self._in_lanes else _HANGING
        for block in self._highlights.blocks(top - hanging, top + height):
            if block.blockNumber() in wanted:
                box = self.document().documentLayout().blockBoundingRect(block)
                y = round(box.top()) - top - hanging
                self.viewport().update(QRect(0, y, self.viewport().width(), round(box.height()) + 2 * hanging))
