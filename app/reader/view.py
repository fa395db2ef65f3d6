"""The reader: what a person does with an article: select, step through its sentences, go from claim to claim."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from annotations.spans import Span
from app.plain import plain_tip
from app.reader.canvas import ReaderCanvas
from app.reader.cards import in_words
from app.reader.dragging import EdgeDragger
from app.reader.edges import Edge, stepped
from app.reader.marks import Card, Mark
from app.theme import Theme

_SPOKEN = 4
"""Words that are read out at an edge."""


class ReaderView(ReaderCanvas):
    """An article to read, select in and step through, with its claims painted under the words."""

    claim_activated = Signal(object)
    """The analyst chose a claim by mouse or key: its id. It is the active one already."""

    claim_hovered = Signal(object)
    """The mouse went over a claim's mark or card (its id) or left it (None)."""

    suggestion_chosen = Signal(object)
    """The analyst clicked on a suggestion where no claim is: its number."""

    selection_changed = Signal()
    """`selected_span` may have a new answer."""

    sentence_changed = Signal()
    """`current_sentence` may have a new answer."""

    escaped = Signal()
    """Esc was pressed while nothing but the text had use for it."""

    edges_moved = Signal(object, object)
    """An edge of a claim was dragged: its id, and the `Span` that is shown already."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._exact, self._pressed_at = False, QPointF()
        self._sentence: Span | None = None
        self._inside: frozenset[int] = frozenset()
        self._in_added = False
        super().__init__(theme, parent)
        self._dragger = EdgeDragger(self)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.viewport().setMouseTracking(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._margin.clicked.connect(partial(self._activate, reveal=True))
        self._margin.hovered.connect(self._hover)
        self.cursorPositionChanged.connect(self._cursor_moved)
        self.selectionChanged.connect(self._cursor_moved)

    def set_article(self, text: str, language: str = "") -> None:
        """Show a canonical text from its beginning, without marks; `language` (ISO code) guides the sentences."""
        self._exact, self._inside, self._in_added = False, frozenset(), False
        self._dragger.let_go()
        super().set_article(text, language)
        self._cursor_moved()

    def set_active(self, claim_id: int | None, *, reveal: bool = True) -> None:
        """Make a claim stand out, tell assistive technology, and go there if `reveal`; None for no claim.

        To go there is to bring it into view and to put the cursor at its start, so that the next step by keys starts
        from what the analyst sees.
        """
        before = self.active
        super().set_active(claim_id, reveal=reveal)
        mark = self._opened.index.mark(self.active) if self.active is not None else None
        if mark and reveal:
            self._put_cursor(mark.span.start)
        if self.active is not None and self.active != before:
            self._announce(self.active)

    # ------------------------------------------------------------------ selection and sentences

    def selected_span(self) -> Span | None:
        """What is selected, snapped to whole words unless Alt was held; None for nothing."""
        return self._opened.selected(self.textCursor(), exact=self._exact)

    @property
    def offset(self) -> int:
        """Where the cursor stands."""
        return self._opened.text.offset(self.textCursor().position())

    def current_sentence(self) -> Span | None:
        """The sentence the cursor stands in; None in an article without text."""
        if self._sentence is None:
            self._sentence = self._opened.sentences.at(self._opened.text.offset(self.textCursor().position()))
        return self._sentence

    def next_sentence(self) -> Span | None:
        """Go to the next sentence; the one that is now current."""
        here = self.current_sentence()
        return self._go(self._opened.sentences.after(here) if here else None)

    def previous_sentence(self) -> Span | None:
        """Go to the sentence before; the one that is now current."""
        here = self.current_sentence()
        return self._go(self._opened.sentences.before(here) if here else None)

    def go_to(self, offset: int) -> Span | None:
        """Make the sentence at an offset the current one and bring it into view."""
        return self._go(self._opened.sentences.at(offset))

    def go_to_passage(self, span: Span) -> None:
        """Put the cursor at the start of a passage and bring it into view, with nothing selected."""
        self._put_cursor(span.start)
        self.reveal(span)

    def grow(self) -> None:
        """Select the current sentence and the next one, or add a sentence to what is selected."""
        base = self.selected_span() or self.current_sentence()
        if base:
            self.select(self._opened.sentences.grown(base))

    def shrink(self) -> None:
        """Take the last sentence off what is selected; the only one is deselected."""
        selected = self.selected_span()
        if selected is None:
            return
        rest = self._opened.sentences.shrunk(selected)
        if rest:
            self.select(rest)
        else:
            self.go_to(selected.start)

    def select(self, span: Span) -> None:
        """Select a passage exactly as given, and bring its end into view."""
        self._exact = True
        self.setTextCursor(self._opened.cursor(self.document(), span))
        self.reveal(Span(span.end - 1, span.end))

    def clear_selection(self) -> None:
        """Select nothing; the current sentence is the one in which the selection began."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)

    def _go(self, sentence: Span | None) -> Span | None:
        if sentence is not None:
            self._put_cursor(sentence.start)
            self.reveal(sentence)
        return self.current_sentence()

    def _put_cursor(self, offset: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._opened.text.position(min(offset, len(self._opened.text.text))))
        self.setTextCursor(cursor)

    def _rebuild(self) -> None:
        """Make the document anew; nobody hears of a cursor that is back where it was."""
        exact = self._exact
        with QSignalBlocker(self):
            super()._rebuild()
        self._exact = exact

    def _cursor_moved(self) -> None:
        """Follow the cursor: the current sentence, what a selection will become, the claims it entered."""
        cursor = self.textCursor()
        positions = self._opened.text.positions
        before = (self._emphasis.sentence, self._emphasis.preview)
        self._sentence = None
        if cursor.hasSelection():
            snapped = None if self._exact else self.selected_span()
            self._emphasis.sentence = None
            self._emphasis.preview = positions(snapped) if snapped else None
        else:
            sentence = self.current_sentence()
            self._emphasis.sentence = positions(sentence) if sentence else None
            self._emphasis.preview = None
            self._enter_addition(cursor.position())
            self._enter_claims(cursor.position())
        if before != (self._emphasis.sentence, self._emphasis.preview):
            for stretch in (*before, self._emphasis.sentence, self._emphasis.preview):
                self._update_stretch(stretch)
            self.sentence_changed.emit()
        self.selection_changed.emit()

    def _update_stretch(self, stretch: tuple[int, int] | None) -> None:
        if stretch:
            text = self._opened.text
            self._update_paragraphs(range(text.paragraph_at(stretch[0]), text.paragraph_at(stretch[1]) + 1))

    # ------------------------------------------------------------------ claims

    def set_marks(self, marks: Iterable[Mark], cards: Iterable[Card] = ()) -> None:
        """Show these marks and cards in place of all others."""
        self._dragger.let_go()
        super().set_marks(marks, cards)
        self._inside = frozenset()

    def moved_edge(self, edge: Edge, step: int) -> Span | None:
        """The active claim's passage with one edge a word further on (1) or back (−1); None where it cannot go."""
        mark = self.active_mark
        span = stepped(self.text, mark.span, edge, step) if mark else None
        return span if mark and span != mark.span else None

    def next_claim(self) -> int | None:
        """Activate the claim after the active one, or after the cursor if it left that; its id, None at the end."""
        return self._step_claim(1)

    def previous_claim(self) -> int | None:
        """Activate the claim before the active one, or before the cursor if it left that; its id, None at the start."""
        return self._step_claim(-1)

    def _step_claim(self, step: int) -> int | None:
        offset = self._opened.text.offset(self.textCursor().position())
        mark = self._opened.index.mark(self.active) if self.active is not None else None
        inside = mark is not None and mark.span.start <= offset <= mark.span.end
        claim = self._opened.index.neighbour(offset, self.active if inside else None, step)
        if claim is not None:
            self._activate(claim, reveal=True)
        return claim

    def _activate(self, claim_id: int, *, reveal: bool = False) -> None:
        self.set_active(claim_id, reveal=reveal)
        self.claim_activated.emit(claim_id)

    def _hover(self, claim_id: int | None) -> None:
        before = self._emphasis.hovered
        if claim_id != before:
            self._emphasis.hovered = claim_id
            self._update_claims(before, claim_id)
            self._margin.update()
            self.claim_hovered.emit(claim_id)

    def _enter_claims(self, position: int) -> None:
        """Announce the claims the cursor came into."""
        if not QAccessible.isActive():
            return
        text = self._opened.text
        number = text.paragraph_at(position)
        inner = position - text.paragraphs[number].start
        here = frozenset(c for start, end, c in self._opened.index.entries(number) if start <= inner < end)
        for claim in here - self._inside:
            self._announce(claim)
        self._inside = here

    def _enter_addition(self, position: int) -> None:
        """Announce that the cursor came into words that the copy adds to its lead, or out of them."""
        added = any(start <= position < end for start, end in self._opened.added)
        if added != self._in_added:
            self._in_added = added
            self._say(self.tr("Added by this copy") if added else self.tr("Not added by this copy"))

    def _announce(self, claim_id: int) -> None:
        card = self._content.card(claim_id)
        mark = self._opened.index.mark(claim_id)
        if mark:
            words = in_words(card).replace("\n", ", ") if card else str(mark.number)
            self._say(self.tr("Claim {0}").format(words))

    def announce_edge(self, span: Span, edge: Edge) -> None:
        """Tell assistive technology where a passage begins or ends now."""
        words = span.of(self.text).split()
        if edge is Edge.START:
            self._say(self.tr("Starts: {0}").format(" ".join(words[:_SPOKEN])))
        else:
            self._say(self.tr("Ends: {0}").format(" ".join(words[-_SPOKEN:])))

    def announce(self, words: str) -> None:
        """Let assistive technology say something of the text."""
        self._say(words)

    def _say(self, words: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    # ------------------------------------------------------------------ mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection; with Alt it will not be snapped to words. A third click selects the paragraph."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._pressed_at = event.position()
        self._exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        afresh = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if afresh and self.textCursor().hasSelection():
            self.clear_selection()  # Qt would drag the selected text away instead of selecting something else
        super().mousePressEvent(event)
        if afresh and self.textCursor().hasSelection():
            self._select_paragraph()

    def _select_paragraph(self) -> None:
        """Select the article's paragraph where Qt has selected what it knows of it: the display may have cut it."""
        span = self._opened.paragraph(self.textCursor())
        if span:
            self.setTextCursor(self._opened.cursor(self.document(), span))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select on, or say which claim the mouse is over."""
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            found = self.claims_at(event.position())
            numbers = self.numbers_at(event.position())
            active_first = self.active if self.active in (numbers or found) else found[0] if found else None
            self._hover(active_first)
            pointing = Qt.CursorShape.PointingHandCursor if numbers else Qt.CursorShape.IBeamCursor
            held = self.grip_at(event.position())
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if held else pointing)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word; where claims overlap it is a second click instead, so that the next one is reached."""
        if event.button() == Qt.MouseButton.LeftButton and len(self.claims_at(event.position())) > 1:
            self.mousePressEvent(_as_press(event))
        else:
            super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a selection by snapping it, or take a click on a mark: one after the other of those that overlap."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        cursor = self.textCursor()
        if cursor.hasSelection():
            span = self.selected_span()
            if span and not self._exact:
                backwards = cursor.position() < cursor.anchor()
                self.setTextCursor(self._opened.cursor(self.document(), span, backwards=backwards))
        elif (event.position() - self._pressed_at).manhattanLength() < QApplication.startDragDistance():
            self.click(event.position())

    def click(self, point: QPointF) -> None:
        """Activate the claim at a point of the viewport; the next one there if one of them is active already.

        Where there is none a suggestion is chosen.
        """
        found = self.claims_at(point)
        if found:
            at = found.index(self.active) + 1 if self.active in found else 0
            self._activate(found[at % len(found)])
        elif suggested := self.suggestions_at(point):
            self.suggestion_chosen.emit(suggested[0])

    def viewportEvent(self, event: QEvent) -> bool:
        """Show what is on a claim's card as the tool tip of its number, where there is no margin with cards.

        Elsewhere it is what is to be said of a suggestion.
        """
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            point = QPointF(event.pos())
            numbers = [] if self._page.margin else self.numbers_at(point)
            cards = [self._content.cards[claim] for claim in numbers if claim in self._content.cards]
            suggested = [] if self.claims_at(point) else self.suggestions_at(point)
            said = [*map(in_words, cards), *(self._opened.suggested.all[number].said for number in suggested[:1])]
            QToolTip.showText(event.globalPos(), plain_tip("\n\n".join(said)), self.viewport())
            return True
        return super().viewportEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No claim is under the mouse any more."""
        self._hover(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and select by keys; Alt with Shift selects without snapping."""
        alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
        self._exact = self._exact and self.textCursor().hasSelection()
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        if event.modifiers() & alt and event.modifiers() & shift and event.key() in _ARROWS:
            self._exact = True
            event = QKeyEvent(event.type(), event.key(), event.modifiers() & ~alt, event.text(), event.isAutoRepeat())
        elif event.key() in _ARROWS and event.modifiers() & shift:
            self._exact = False
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl change the size of the text."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.set_reading_size(self.reading_size + (1 if turned > 0 else -1))
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Let the wheel scroll over the empty paper and the margin as well."""
        if isinstance(event, QWheelEvent):
            return QCoreApplication.sendEvent(self.viewport(), event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._emphasis.focused = event.type() == QEvent.Type.FocusIn
            self._update_stretch(self._emphasis.sentence)
        return super().event(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: the article's own characters, not Qt's."""
        data = QMimeData()
        span = self.selected_span()
        data.setText(span.of(self._opened.text.text) if span else "")
        return data


def _as_press(event: QMouseEvent) -> QMouseEvent:
    """The second press of a double click as a press of its own; Qt selects a word by the event's type."""
    return QMouseEvent(
        QEvent.Type.MouseButtonPress,
        event.position(),
        event.scenePosition(),
        event.globalPosition(),
        event.button(),
        event.buttons(),
        event.modifiers(),
    )


_ARROWS = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}
