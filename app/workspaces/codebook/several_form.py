"""What is done with several tags at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotations.codebook import Codebook, Tag
from annotations.codebook_tree import Place, below, roots, tree, why_kept
from app.plain import PlainLabel
from app.theme import SPACE_M, SPACE_S, Theme
from app.workspaces.codebook.choice import Choice, Item
from app.workspaces.codebook.edits import Edits
from app.workspaces.codebook.fields import named
from app.workspaces.codebook.swatches import Swatches

_MOST_NAMES = 12
_SEVERAL = "Various"


class SeveralForm(QWidget):
    """Colour and place of several tags of one dimension, merging and deleting them."""

    merge_asked = Signal()
    delete_asked = Signal()

    def __init__(self, edits: Edits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._codebook = Codebook()
        self._tags: Sequence[Tag] = ()
        self.title, self.names, self.note = PlainLabel(), PlainLabel(), PlainLabel()
        self.swatches = Swatches()
        self.parent_box = Choice("Beneath", self._parents)
        self.merge_button, self.delete_button = QPushButton("Merge…"), QPushButton("Delete…")
        self._build()
        self.swatches.chosen.connect(self._set_colour)
        self.parent_box.picked.connect(self._nest)
        self.merge_button.clicked.connect(self.merge_asked)
        self.delete_button.clicked.connect(self.delete_asked)

    def _build(self) -> None:
        self.title.setProperty("kind", "strong")
        for label in (self.names, self.note):
            label.setProperty("kind", "quiet")
            label.setWordWrap(True)
        self.delete_button.setProperty("kind", "danger")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.title, 1)
        buttons.addWidget(self.merge_button)
        buttons.addWidget(self.delete_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(buttons)
        column.addWidget(self.names)
        column.addWidget(self.note)
        self._chosen = QWidget()
        inner = QVBoxLayout(self._chosen)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE_M)
        inner.addLayout(named("Colour", self.swatches))
        inner.addLayout(named("Beneath", self.parent_box))
        column.addWidget(self._chosen)
        column.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Show in these colours."""
        self.swatches.set_theme(theme)

    def show_tags(self, codebook: Codebook, tags: Sequence[Tag], rows: int, *, writable: bool) -> None:
        """Show what can be done with tags; `rows` are selected in all, dimensions among them."""
        self._codebook, self._tags = codebook, tags
        together = len(tags) == rows and len({tag.dimension_id for tag in tags}) == 1
        self.title.setText(f"{rows:,} selected")
        shown = [tag.name for tag in tags[:_MOST_NAMES]]
        self.names.setText(" · ".join([*shown, *(["…"] if len(tags) > _MOST_NAMES else [])]))
        kept = [reason for tag in tags if (reason := why_kept(codebook, tag.id))]
        said = kept[0] + "." if kept else "" if together else "Select tags of one dimension to change them together."
        self.note.setText(said)
        self.note.setVisible(bool(said))
        self._chosen.setVisible(together)
        colours, parents = {tag.colour for tag in tags}, {tag.parent_id for tag in roots(codebook, self._ids)}
        self.swatches.show_colour(colours.pop() if len(colours) == 1 else "")
        parent = parents.pop() if len(parents) == 1 else _SEVERAL
        above = codebook.tag(parent).name if isinstance(parent, int) else parent or "Top level"
        self.parent_box.show_value(above, parent)
        fixed = any(tag.is_none for tag in tags)
        self.swatches.set_writable(writable=writable)
        self.parent_box.setEnabled(writable and not fixed)
        self.merge_button.setEnabled(writable and together and not fixed)
        self.delete_button.setEnabled(writable and together and not kept)

    @property
    def _ids(self) -> list[int]:
        return [tag.id for tag in self._tags]

    def _parents(self) -> list[Item]:
        if not self._tags:
            return []
        inside = {inner for tag in self._tags for inner in (tag.id, *below(self._codebook, tag.id))}
        return [
            ("Top level", None),
            *(
                ("    " * placed.level + placed.tag.name, placed.tag.id)
                for placed in tree(self._codebook, self._tags[0].dimension_id)
                if placed.tag.id not in inside and not placed.tag.is_none
            ),
        ]

    def _set_colour(self, colour: str) -> None:
        self._edits.set_tags(self._tags, "colour", colour)

    def _nest(self, parent_id: object) -> None:
        self._edits.move(self._tags, Place(parent_id if isinstance(parent_id, int) else None))
