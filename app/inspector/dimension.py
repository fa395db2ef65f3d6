"""One dimension of the claim in the inspector: its tags as chips, and the way to its picker."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotations.codebook import Dimension, Tag
from app.claim_view import scale_text
from app.plain import PlainLabel, put_tip
from app.theme import SPACE_S, SPACE_XS, Theme, colour_key
from app.widgets.chip import TagChip
from app.widgets.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class ShownTag:
    """A tag with its role, whether the person who works here set it, and in words who set it when."""

    tag: Tag
    role: str
    own: bool
    set_by: str = ""
    by: str = ""
    """Initials of who set it, where that is somebody else and is to be seen."""

    @property
    def about(self) -> str:
        """What the tool tip says: what the tag means, and who set it."""
        return "\n\n".join(filter(None, (about(self.tag), self.set_by)))


class NotCoded(QLabel):
    """An empty outlined box: nobody has answered yet. Never the look of a value."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("not coded")
        self._theme = theme
        self.setProperty("kind", "small")
        self.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a dashed outline around the words."""
        painter = QPainter(self)
        pen = QPen(self._theme.edge, 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.end()
        super().paintEvent(event)


class DimensionRow(QWidget):
    """Number key and name of a dimension over its answer; subclasses show the answer in their own way."""

    pick = Signal()
    """The picker of this dimension is asked for."""
    untag = Signal(object, str)
    """A tag and its role are to be taken away."""
    tag = Signal(object)
    """A tag is to be set."""

    def __init__(self, theme: Theme, dimension: Dimension, number: int) -> None:
        super().__init__()
        self.theme = theme
        self.dimension = dimension
        name = PlainLabel(f"{number}  {dimension.name}")
        name.setProperty("kind", "quiet")
        name.setWordWrap(True)
        put_tip(name, dimension.help)
        self.add_button = QPushButton("Add")
        self.add_button.setProperty("kind", "link")
        self.add_button.setAccessibleName(f"Add to {dimension.name}")
        put_tip(self.add_button, f"Choose from the list (key {number} in the text)")
        self.add_button.clicked.connect(self.pick)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(name, 1)
        head.addWidget(self.add_button)
        self.others = PlainLabel()
        self.others.setProperty("kind", "small")
        self.others.setWordWrap(True)
        self.others.setAccessibleName(f"What others coded: {dimension.name}")
        self.others.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_XS)
        self.column.addLayout(head)

    def show_tags(self, shown: Sequence[ShownTag], *, can_write: bool) -> None:
        """Show what was answered."""
        raise NotImplementedError

    def show_others(self, lines: Sequence[str]) -> None:
        """Show below it what others answered, a line each."""
        self.others.setText("\n".join(lines))
        self.others.setVisible(bool(lines))
        if lines:
            # Behind the answer, which subclasses add.
            self.column.addWidget(self.others)


class ChipsRow(DimensionRow):
    """The tags of a dimension as chips."""

    def __init__(self, theme: Theme, dimension: Dimension, number: int) -> None:
        super().__init__(theme, dimension, number)
        self.chips: list[TagChip] = []
        self._flow = FlowLayout()
        self.column.addLayout(self._flow)

    def show_tags(self, shown: Sequence[ShownTag], *, can_write: bool) -> None:
        """Show a chip for each tag; those of other people cannot be taken away."""
        self._flow.clear()
        self.chips = []
        for one in shown:
            tag, role = one.tag, one.role
            words = " · ".join(filter(None, (tag.name, role, one.by)))
            chip = TagChip(self.theme, words, colour_key(tag), one.about, removable=one.own and can_write)
            chip.removed.connect(lambda tag=tag, role=role: self.untag.emit(tag, role))
            self.chips.append(chip)
            self._flow.addWidget(chip)
        if not shown:
            self._flow.addWidget(NotCoded(self.theme))
        self.add_button.setEnabled(can_write)
        self.add_button.setText("Change" if shown and self.dimension.kind.single else "Add")
        self.updateGeometry()


def about(tag: Tag) -> str:
    """A tag's definition, when to use it and an example, as the plain text of a tool tip."""
    value = f"{scale_text(tag)}: " if tag.value is not None else ""
    parts = [
        value + (tag.definition or tag.short or tag.name),
        f"Use: {tag.use}" if tag.use else "",
        f"Not: {tag.dont_use}" if tag.dont_use else "",
        f"Example: {tag.example}" if tag.example else "",
    ]
    return "\n\n".join(part for part in parts if part)
