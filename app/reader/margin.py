"""The margin beside the text: a card for each claim, at its line, with a thin line to its passage."""

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTextBlock, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.plain import plain_tip
from app.reader.bands import GAP, Place, Wish, arrange, border, needed
from app.reader.cards import CardFace, in_words
from app.reader.document import ReaderText
from app.reader.highlights import Emphasis, Highlights
from app.reader.index import MarkIndex
from app.reader.inks import Inks
from app.reader.marks import Card, Look
from app.theme import SMALL, interface_font

WIDTHS = 176, 244
"""Width of the whole margin at its narrowest and its widest: the connecting lines, the cards, air at the right."""

_LEFT, _RIGHT = 18, 8
_MORE = 40
"""Width of the sign beside a card that says how many more there are, with the gap before it."""

_LIFT = 3
"""Pixels by which a card stands higher than its words."""

_REACH = 400
"""How many paragraphs back a card can start that still reaches into the view."""


@dataclass(slots=True)
class Content:
    """What the margin shows; handed over by the reader when an article is opened."""

    text: ReaderText
    index: MarkIndex
    highlights: Highlights
    cards: dict[int, Card]
    end: float
    """Space under the last line, in pixels."""
    _leads: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Start with the cards that are there already."""
        self.relate()

    def relate(self) -> None:
        """Learn which claims stand on the card of another one, after the cards changed."""
        found = ((card.compared, card.claim_id) for card in self.cards.values())
        self._leads = {of.claim_id: lead for of, lead in found if of and of.claim_id is not None}

    def lead(self, claim_id: int | None) -> int | None:
        """The claim on whose card a claim stands: mostly itself."""
        return claim_id if claim_id is None else self._leads.get(claim_id, claim_id)

    def card(self, claim_id: int) -> Card | None:
        """The card on which a claim stands, if it is on one."""
        return self.cards.get(self._leads.get(claim_id, claim_id))


class Margin(QWidget):
    """Painted cards; only those in view are laid out."""

    clicked = Signal(object)
    """A card was clicked: its claim's id."""

    hovered = Signal(object)
    """The mouse went over a card (its claim's id) or left the cards (None)."""

    def __init__(self, parent: QWidget, inks: Inks, emphasis: Emphasis) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # or the text below is painted with every card
        self.setAccessibleName(self.tr("Cards of the claims"))
        self._emphasis = emphasis
        self._content: Content | None = None
        self._top = 0
        self._bands: dict[int, list[Place]] = {}
        self._wide = WIDTHS[1]
        self._face, self._narrow = _faces(inks, self._wide)

    def set_inks(self, inks: Inks) -> None:
        """Take over the colours of another theme."""
        self._face, self._narrow = _faces(inks, self._wide)
        self.rearrange()

    def fit(self, width: int) -> None:
        """Lay the cards out for another width of the whole margin; 0, where it is hidden, changes nothing."""
        if width and width != self._wide:
            self._wide = width
            self.set_inks(self._face.inks)

    def set_content(self, content: Content | None) -> None:
        """Show the cards of an article."""
        self._content = content
        self.rearrange()

    def rearrange(self) -> None:
        """Place the cards anew: marks, cards, the active claim or the width of the text changed."""
        self._bands.clear()
        self.update()

    def scroll_to(self, top: int) -> None:
        """Follow the text, whose upper visible edge is now at `top`."""
        if top != self._top:
            moved, self._top = self._top - top, top
            self.scroll(0, moved)

    def places(self) -> list[Place]:
        """The cards in view, in document pixels."""
        return self._between(self._top, self._top + self.height())

    def claim_at(self, point: QPointF) -> int | None:
        """The claim whose card is at a point of the widget; on the sign of those left out, the next one of them."""
        y = point.y() + self._top
        if not _LEFT <= point.x() <= self.width() - _RIGHT:
            return None
        for place in self.places():
            if place.y <= y <= place.bottom:
                return place.waiting[0] if place.waiting and point.x() > self._box(place).right() else place.claim_id
        return None

    def _between(self, top: float, bottom: float) -> list[Place]:
        content = self._content
        if content is None or not content.cards:
            return []
        blocks = list(content.highlights.blocks(top, bottom))
        before = self._before(blocks[0]) if blocks else None
        found = [place for block in ([before, *blocks] if before else blocks) for place in self._band(block)]
        return [place for place in found if place.bottom > top and place.y < bottom]

    def _before(self, block: QTextBlock) -> QTextBlock | None:
        """The last paragraph above in which a claim with a card starts, unless it is very far away."""
        number = block.blockNumber()
        found = (n for n in range(number - 1, max(-1, number - 1 - _REACH), -1) if self._starting(n))
        at = next(found, None)
        return None if at is None else block.document().findBlockByNumber(at)

    def _starting(self, paragraph: int) -> list[int]:
        """Claims with a card that start in a paragraph, in order."""
        content = self._content
        if content is None:
            return []
        begins = content.text.paragraphs[paragraph].start
        claims = [claim for _, _, claim in content.index.entries(paragraph) if claim in content.cards]
        return [c for c in claims if content.text.position(content.index.marks[c].span.start) >= begins]

    def _band(self, block: QTextBlock) -> list[Place]:
        number = block.blockNumber()
        if number not in self._bands:
            self._bands[number] = self._arranged(block)
        return self._bands[number]

    def _arranged(self, block: QTextBlock) -> list[Place]:
        content, wishes = self._content, self._wishes(block)
        if content is None or not wishes:
            return []
        before = self._before(block)
        top = self._top_of(block) if before is None else self._border(before, block)
        after, bottom = self._after(block, needed(wishes))
        if after is not None:
            bottom = self._border(block, after)
        return arrange(wishes, top, bottom - GAP, content.lead(self._emphasis.active))

    def _border(self, upper: QTextBlock, lower: QTextBlock) -> float:
        """Where the band of a paragraph ends and that of the next one with cards begins."""
        above, below, top = self._wishes(upper), self._wishes(lower), self._top_of(lower)
        if not above or not below:
            return top
        after, end = self._after(lower, needed(below))
        return border(above, self._top_of(upper), below, top, end if after is None else self._top_of(after))

    def _top_of(self, block: QTextBlock) -> float:
        return block.layout().position().y() - _LIFT

    def _wishes(self, block: QTextBlock) -> list[Wish]:
        """The cards of a paragraph that is laid out, line by line, those of a line as keys go through them."""
        content = self._content
        if content is None:
            return []
        boxes = content.highlights.shape(block).boxes
        y = self._top_of(block)
        claims = [claim for claim in self._starting(block.blockNumber()) if boxes.get(claim)]
        spans = {claim: content.index.marks[claim].span for claim in claims}
        claims.sort(key=lambda claim: (boxes[claim][0].top(), spans[claim].start, -spans[claim].end))
        return [
            Wish(
                claim, y + boxes[claim][0].top(), self._face.laid_out(content.cards[claim], self._colour(claim)).heights
            )
            for claim in claims
        ]

    def _after(self, block: QTextBlock, enough: float) -> tuple[QTextBlock | None, float]:
        """The next paragraph with cards if it begins above `enough`, and how far down there is room if not."""
        content = self._content
        layout = block.document().documentLayout()
        box = layout.blockBoundingRect(block)
        following = block.next()
        while following.isValid() and box.bottom() < enough:
            box = layout.blockBoundingRect(following)
            if self._starting(following.blockNumber()):
                return following, box.top()
            following = following.next()
        return None, enough if following.isValid() or content is None else min(enough, box.bottom() + content.end)

    def _box(self, place: Place) -> QRectF:
        """A card's rectangle in document pixels; narrower where the sign of those left out stands beside it."""
        width = self.width() - _LEFT - _RIGHT - (_MORE if place.waiting else 0)
        return QRectF(_LEFT, place.y, width, place.height)

    def _colour(self, claim_id: int) -> str:
        assert self._content is not None
        mark = self._content.index.marks.get(claim_id)
        return "" if mark is None or mark.look is Look.OPEN else mark.colour or "slate"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards in view."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._face.inks.paper)
        content = self._content
        if content is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self._top)
        top, bottom = event.rect().top() + self._top, event.rect().bottom() + self._top
        places = [p for p in self.places() if p.bottom + 60 >= top and p.y - 60 <= bottom]
        special = self._special
        for place in sorted(places, key=lambda p: p.claim_id in special):
            self._connect(painter, place)
        for place in places:
            self._paint_card(painter, place, content.cards[place.claim_id])

    @property
    def _special(self) -> tuple[int | None, int | None]:
        """Whose cards stand out: of the claim under the mouse, and of the active one."""
        assert self._content is not None
        return self._content.lead(self._emphasis.hovered), self._content.lead(self._emphasis.active)

    def _paint_card(self, painter: QPainter, place: Place, card: Card) -> None:
        claim, box, colour = place.claim_id, self._box(place), self._colour(place.claim_id)
        face = self._narrow if place.waiting else self._face
        hovered, active = (claim == special for special in self._special)
        face.paint(painter, box, face.laid_out(card, colour), place.size, active=active, hovered=hovered)
        if place.waiting:
            painter.setFont(interface_font(SMALL))
            painter.setPen(self._face.inks.quiet)
            at = QRectF(box.right(), box.top(), _MORE, box.height())
            painter.drawText(at, Qt.AlignmentFlag.AlignCenter, f"+{len(place.waiting)}")

    def _connect(self, painter: QPainter, place: Place) -> None:
        assert self._content is not None
        boxes = self._content.highlights.boxes(place.claim_id)
        if not boxes:
            return
        theme = self._face.inks.theme
        hovered, active = (place.claim_id == special for special in self._special)
        colour = theme.accent if active else theme.edge if hovered else theme.line
        painter.setPen(QPen(colour, 1.5 if active else 1))
        line, card = round(boxes[0].bottom()) - 0.5, round(place.y) + 12.5
        painter.drawPolyline([QPointF(0, line), QPointF(6, line), QPointF(_LEFT - 6, card), QPointF(_LEFT, card)])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which card the mouse is over."""
        claim = self.claim_at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if claim is None else Qt.CursorShape.PointingHandCursor)
        self.hovered.emit(claim)

    def leaveEvent(self, event: QEvent) -> None:
        """Say that the mouse left."""
        self.hovered.emit(None)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Make the clicked card's claim the active one."""
        claim = self.claim_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and claim is not None:
            self.clicked.emit(claim)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the click from the text below."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the text: Qt hands an ignored event to the parent."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Show the whole card as a tool tip where it is shown in part."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._content:
            claim = self.claim_at(QPointF(event.pos()))
            card = self._content.cards.get(claim) if claim is not None else None
            QToolTip.showText(event.globalPos(), plain_tip(in_words(card)) if card else "", self)
            return True
        return super().event(event)


def _faces(inks: Inks, margin: int) -> tuple[CardFace, CardFace]:
    """Cards over the whole width of the margin, and those with a sign beside them."""
    width = margin - _LEFT - _RIGHT
    return CardFace(inks, width), CardFace(inks, width - _MORE)
