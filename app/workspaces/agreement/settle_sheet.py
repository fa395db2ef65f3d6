"""One difference to be settled: the passage in its place, what each coder says side by side, and what was decided."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QTextEdit, QVBoxLayout, QWidget

from annotations.differences import Difference, Side, State, fits_together
from annotations.settling import Decision
from app.fonts import reading_family
from app.plain import PlainLabel, put_tip
from app.theme import SPACE_L, SPACE_M, SPACE_S, STRONG, Theme, colour_key
from app.widgets.elided import ElidedLabel
from app.widgets.flow import FlowLayout
from app.workspaces.agreement.settle_side import SideBox, Sides
from app.workspaces.agreement.wording import Words
from app.workspaces.claims.detail import Around

_PASSAGE_HEIGHT = 148


class SettleSheet(QWidget):
    """Shows one difference and tells what is asked for; it changes nothing itself."""

    side_taken = Signal(int)
    """The place of the side to be taken; of a passage, of the claim to be kept."""
    all_taken = Signal()
    other_asked = Signal()
    left_out = Signal()
    reopened = Signal()
    reason_given = Signal(str)
    """A reason was typed and Enter pressed, or the field left."""
    place_asked = Signal()
    """The passage is to be shown in its article."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.boxes: list[SideBox] = []
        self.where, self.link = ElidedLabel(), QPushButton("Go to the passage")
        self.where.setProperty("kind", "small")
        self.link.setProperty("kind", "link")
        self.question = PlainLabel()
        self.question.setProperty("kind", "title")
        self.question.setWordWrap(True)
        self.help = PlainLabel()
        self.help.setProperty("kind", "small")
        self.help.setWordWrap(True)
        self.text = _page()
        self.both_button, self.other_button = QPushButton(), QPushButton()
        self.left_button, self.reopen_button = QPushButton(), QPushButton("Open again")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Why (R)")
        self.reason.setAccessibleName("Reason for the decision")
        self.decided, self.by, self.changed = PlainLabel(), PlainLabel(), PlainLabel()
        self._build()
        self.link.clicked.connect(self.place_asked)
        self.both_button.clicked.connect(self.all_taken)
        self.other_button.clicked.connect(self.other_asked)
        self.left_button.clicked.connect(self.left_out)
        self.reopen_button.clicked.connect(self.reopened)
        self.reason.editingFinished.connect(self._reason)

    def _build(self) -> None:
        self.decided.setProperty("kind", "strong")
        for label in (self.decided, self.changed):
            label.setWordWrap(True)
        self.by.setProperty("kind", "small")
        self.changed.setProperty("kind", "banner")
        self.changed.setProperty("tone", "warn")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        column.setSpacing(SPACE_S)
        head = QHBoxLayout()
        head.addWidget(self.where, 1)
        head.addWidget(self.link)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addWidget(self.question)
        column.addWidget(self.help)
        column.addWidget(self.changed)
        column.addWidget(self.decided)
        self._sides = Sides()
        column.addWidget(self._sides)
        flow = FlowLayout(spacing=SPACE_S)
        for button in (self.both_button, self.other_button, self.left_button):
            flow.addWidget(button)
        column.addLayout(flow)
        column.addWidget(self.reason)
        foot = QHBoxLayout()
        foot.addWidget(self.by, 1)
        foot.addWidget(self.reopen_button)
        column.addLayout(foot)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    # -- showing

    def show_difference(
        self, one: Difference, words: Words, agreed: Sequence[tuple[int, str]], where: str, *, can_write: bool
    ) -> None:
        """Show a difference; `agreed` is what *agreed* says, `where` names claim, article and outlet."""
        self.where.setText(where)
        passage = one.found.about_passage
        self.question.setText("Is this passage a claim?" if passage else words.dimension(one))
        self.help.setText("" if passage else words.codebook.dimension(one.found.dimension_id).help)
        self.help.setVisible(bool(self.help.text()))
        self._show_sides(one, words, can_write=can_write)
        self._show_buttons(one, together=fits_together(one, words.codebook), can_write=can_write)
        self._show_decision(one, words, agreed)
        if not self.reason.isModified():
            self.forget_reason(one)
        self.reason.setReadOnly(not can_write)

    def _show_sides(self, one: Difference, words: Words, *, can_write: bool) -> None:
        self.boxes = self._passages(one, words) if one.found.about_passage else self._answers(one, words)
        for place, box in enumerate(self.boxes):
            box.finish()
            box.button.setEnabled(can_write)
            box.taken.connect(lambda place=place: self.side_taken.emit(place))
        self._sides.show_boxes(self.boxes)
        stops = [self.text, *(box.button for box in self.boxes), self.both_button]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _answers(self, one: Difference, words: Words) -> list[SideBox]:
        settlement, found = one.settlement, []
        for place, side in enumerate(one.sides, 1):
            taken = settlement and (settlement.taken_from == side.coder_id or settlement.decision is Decision.BOTH)
            box = SideBox(self.theme, str(place), f"{words.name(side.coder_id)}", "taken" if taken else "")
            box.button.setAccessibleName(f"Take what {words.name(side.coder_id)} says: {words.side(one, side)}")
            self._add_tags(box, side, words)
            found.append(box)
        return found

    def _add_tags(self, box: SideBox, side: Side, words: Words) -> None:
        for tag_id, role in sorted(side.said):
            tag = words.codebook.tag(tag_id)
            box.add_tag(words.tag(tag_id, role), colour_key(tag), tag.short, tag.definition)

    def _passages(self, one: Difference, words: Words) -> list[SideBox]:
        found = []
        kept = {s.claim_id for s in one.settlements if s.decision is Decision.KEPT}
        for place, claim in enumerate(one.passages, 1):
            title = "Keep it" if len(one.passages) == 1 else f"Keep claim {claim.number}"
            box = SideBox(self.theme, str(place), title, "kept" if claim.id in kept else "")
            held = [words.name(side.coder_id) for side in one.sides if side.claim_id == claim.id]
            box.add_words(f"Marked by {' and '.join(held) or words.name(claim.coder_id)}", "quiet")
            if missing := [words.name(side.coder_id) for side in one.sides if side.claim_id is None]:
                box.add_words(f"Not marked by {' and '.join(missing)}", "quiet")
            found.append(box)
        return found

    def _show_buttons(self, one: Difference, *, together: bool, can_write: bool) -> None:
        sides, passage = len(self.boxes), one.found.about_passage
        self.both_button.setText(f"{sides + 1}  {'Both' if sides == 2 else 'All'}")
        self.both_button.setVisible(together)
        self.other_button.setText("0  Another value…")
        self.other_button.setVisible(not passage)
        self.left_button.setText("0  Leave it out" if sides == 1 else "0  Leave all out")
        self.left_button.setVisible(passage)
        for button in (self.both_button, self.other_button, self.left_button, self.reopen_button):
            button.setEnabled(can_write)
        put_tip(self.left_button, "It stays in the list of claims, but no brief has it or counts it")

    @property
    def keys(self) -> str:
        """Which digits decide the difference that is shown, in words."""
        sides = len(self.boxes)
        digits = " ".join(str(place) for place in range(1, sides + 1))
        passage = not self.left_button.isHidden()
        parts = [f"{digits} {'keep' if passage else 'a side'}"]
        if not self.both_button.isHidden():
            parts.append(f"{sides + 1} {'both' if sides == 2 else 'all'}")
        parts.append("0 leave out" if passage else "0 another value")
        return " · ".join(parts)

    def _show_decision(self, one: Difference, words: Words, agreed: Sequence[tuple[int, str]]) -> None:
        decided = words.decision(one, agreed)
        self.decided.setText(f"Settled: {decided}" if decided else "")
        self.by.setText(words.settled_by(one, datetime.now().astimezone()))
        for part in (self.decided, self.by, self.reopen_button):
            part.setVisible(bool(decided))
        changed = one.state is State.CHANGED
        gone = not one.found.about_passage and not agreed
        why = "what was agreed on is gone" if gone else "coders say something else now than when this was settled"
        self.changed.setText(f"Changed since: {why}.")
        self.changed.setVisible(changed)

    def _reason(self) -> None:
        if self.reason.isModified():
            self.reason_given.emit(self.reason.text())

    def take_reason(self) -> str:
        """What stands in the field, which is taken as given by that."""
        self.reason.setModified(False)
        return self.reason.text()

    def forget_reason(self, one: Difference | None) -> None:
        """Show the reason that is stored in place of what was typed."""
        self.reason.setText(one.settlement.reason if one and one.settlement else "")
        self.reason.setModified(False)

    # -- the passage

    def show_passage(self, around: Around) -> None:
        """Show the passage with what stands around it."""
        self.text.clear()
        for words, colour, ground in (
            (around.before, self.theme.quiet, None),
            (around.passage, self.theme.ink, self.theme.accent_soft),
            (around.after, self.theme.quiet, None),
        ):
            self._put(words, colour, ground)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _put(self, words: str, colour: QColor, ground: QColor | None) -> None:
        written = QTextCharFormat()
        written.setFontFamilies([reading_family()])
        written.setProperty(QTextCharFormat.Property.FontPixelSize, STRONG)
        written.setForeground(colour)
        if ground is not None:
            written.setBackground(ground)
        block = QTextBlockFormat()
        block.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = self.text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.mergeBlockFormat(block)
        cursor.insertText(words, written)


def _page() -> QTextEdit:
    text = QTextEdit()
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setUndoRedoEnabled(False)
    text.setAccessibleName("The passage in its place")
    text.setProperty("kind", "page")
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    text.document().setDocumentMargin(SPACE_M)
    text.setFixedHeight(_PASSAGE_HEIGHT)
    return text
