"""A scale in the inspector: its values side by side, each a button."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotations.codebook import Dimension, Tag
from app.claim_view import scale_text
from app.inspector.dimension import DimensionRow, NotCoded, ShownTag, about
from app.plain import put_tip
from app.theme import BODY, RADIUS, SPACE_S, Theme, colour_key, interface_font
from app.widgets.flow import FlowLayout

_HEIGHT = 26


class ValueButton(QAbstractButton):
    """One value: filled in its colour when it is the answer."""

    def __init__(self, theme: Theme, tag: Tag) -> None:
        super().__init__()
        self._theme, self._colour = theme, colour_key(tag)
        self.tag = tag
        self._value = "none" if tag.is_none else scale_text(tag)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_answer(None)

    def show_answer(self, answer: ShownTag | None) -> None:
        """Show whether it is the answer, and who gave it where that was somebody else."""
        by = answer.by if answer else ""
        name = f"{self._value} {self.tag.name}" if self.tag.value is not None else self.tag.name
        self.setChecked(answer is not None)
        self.setText(f"{self._value} · {by}" if by else self._value)
        self.setAccessibleName(f"{name}, {by}" if by else name)
        put_tip(self, answer.about if answer else about(self.tag))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Qt: room for the words."""
        words = QFontMetrics(interface_font(BODY, bold=True)).horizontalAdvance(self.text())
        return QSize(max(30, words + 2 * SPACE_S), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: an outline; filled, with a bar below, where it is the answer."""
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = theme.accent if self.hasFocus() else theme.tag_colour(self._colour) if self.isChecked() else theme.edge
        painter.setPen(QPen(edge, 2 if self.hasFocus() or self.isChecked() else 1))
        painter.setBrush(theme.tag_fill(self._colour, strong=True) if self.isChecked() else self._ground())
        painter.drawRoundedRect(box, RADIUS - 2, RADIUS - 2)
        painter.setFont(interface_font(BODY, bold=self.isChecked()))
        painter.setPen(theme.ink if self.isEnabled() or self.isChecked() else theme.quiet)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())

    def _ground(self) -> QBrush:
        return QBrush(self._theme.hover) if self.underMouse() and self.isEnabled() else QBrush()


class ScaleRow(DimensionRow):
    """All values of a scale; a click sets one, a click on one's own takes it away, one on another's says the same."""

    def __init__(self, theme: Theme, dimension: Dimension, number: int, tags: Sequence[Tag]) -> None:
        super().__init__(theme, dimension, number)
        self.add_button.hide()
        self._missing = NotCoded(theme)
        self._missing.setMinimumHeight(_HEIGHT)
        self._own: set[int] = set()
        flow = FlowLayout()
        self.buttons = [ValueButton(theme, tag) for tag in tags]
        for button in self.buttons:
            flow.addWidget(button)
            button.clicked.connect(lambda checked, b=button: self._clicked(b, checked=checked))
        flow.addWidget(self._missing)
        self.column.addLayout(flow)

    def _clicked(self, button: ValueButton, *, checked: bool) -> None:
        if checked or button.tag.id not in self._own:
            self.tag.emit(button.tag)
        else:
            self.untag.emit(button.tag, "")

    def stops(self) -> list[QWidget]:
        """What Tab goes through here, in the order in which it is seen."""
        return [*self.buttons, *self.offer_chips]

    def show_tags(self, shown: Sequence[ShownTag], *, can_write: bool) -> None:
        """Mark the value that was chosen."""
        chosen = {one.tag.id: one for one in shown}
        self._coded = frozenset(chosen)
        self._own = {one.tag.id for one in shown if one.own}
        for button in self.buttons:
            button.show_answer(chosen.get(button.tag.id))
            button.setEnabled(can_write)
        self._missing.setVisible(not chosen)
