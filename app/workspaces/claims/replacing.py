"""Which tag is to be replaced or taken away, on many claims at once."""

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from annotations.codebook import Codebook, Dimension, Kind, Role
from annotations.codebook_tree import tree
from annotations.wording import number_of
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M
from app.widgets.buttons import agree_or_cancel

_ANY, _KEEP = "", ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """`old` in `old_role` (None: in all) becomes `new` in `new_role` (None: as before); without `new` it goes."""

    old: int
    new: int | None
    old_role: str | None = None
    new_role: str | None = None


class ReplaceDialog(QDialog):
    """Asks for one tag and what takes its place, in one dimension."""

    def __init__(self, codebook: Codebook, count: int, start: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Replace a tag")
        self.setMinimumWidth(440)
        self._codebook = codebook
        self.dimension_box, self.old_box, self.new_box = QComboBox(), QComboBox(), QComboBox()
        self.old_role_box, self.new_role_box = QComboBox(), QComboBox()
        for dimension in codebook.dimensions:
            self.dimension_box.addItem(dimension.name, dimension.id)
        self.dimension_box.setCurrentIndex(max(0, min(start, len(codebook.dimensions) - 1)))
        words = f"What you set on {number_of(count, 'selected claim')}. What others set stays."
        self._about = PlainLabel(words)
        self._about.setProperty("kind", "quiet")
        self._about.setWordWrap(True)
        self.buttons = agree_or_cancel(self)
        self._form = QFormLayout()
        self._build()
        self._fill()

    def _build(self) -> None:
        self._form.setHorizontalSpacing(SPACE_M)
        self._form.setVerticalSpacing(SPACE_M)
        for name, box in (
            ("Dimension", self.dimension_box),
            ("Tag", self.old_box),
            ("in the role", self.old_role_box),
            ("becomes", self.new_box),
            ("as", self.new_role_box),
        ):
            box.setAccessibleName(name.capitalize())
            self._form.addRow(name, box)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_L)
        column.addWidget(self._about)
        column.addLayout(self._form)
        column.addWidget(self.buttons)
        self.dimension_box.activated.connect(lambda _: self._fill())
        for box in (self.old_box, self.new_box, self.old_role_box, self.new_role_box):
            box.activated.connect(lambda _: self._refresh())

    @property
    def dimension(self) -> Dimension | None:
        """The dimension that is chosen."""
        found = self.dimension_box.currentData()
        return self._codebook.dimension(int(found)) if found is not None else None

    def _fill(self) -> None:
        dimension = self.dimension
        for box in (self.old_box, self.new_box, self.old_role_box, self.new_role_box):
            box.clear()
        self.new_box.addItem("Nothing: it is taken away", 0)
        self.old_role_box.addItem("Any", _ANY)
        self.new_role_box.addItem("The role it had", _KEEP)
        if dimension is not None:
            for placed in tree(self._codebook, dimension.id):
                for box in (self.old_box, self.new_box):
                    box.addItem("   " * placed.level + placed.tag.name, placed.tag.id)
            for role in dimension.roles or tuple(Role):
                for box in (self.old_role_box, self.new_role_box):
                    box.addItem(role.value.capitalize(), role.value)
        actors = dimension is not None and dimension.kind is Kind.ACTORS
        self._form.setRowVisible(self.old_role_box, actors)
        self._form.setRowVisible(self.new_role_box, actors)
        self._refresh()

    def _refresh(self) -> None:
        wanted = self.replacement()
        self.new_role_box.setEnabled(bool(self.new_box.currentData()))
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText("Replace" if wanted and wanted.new else "Take away")
        same = wanted is not None and wanted.old == wanted.new and wanted.new_role in (None, wanted.old_role)
        ok.setEnabled(wanted is not None and not same)

    def replacement(self) -> Replacement | None:
        """What was chosen, None where there is no tag to choose."""
        if self.old_box.currentData() is None:
            return None
        return Replacement(
            int(self.old_box.currentData()),
            int(self.new_box.currentData() or 0) or None,
            str(self.old_role_box.currentData() or "") or None,
            str(self.new_role_box.currentData() or "") or None,
        )
