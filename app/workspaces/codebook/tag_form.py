"""The form of one tag: everything a coder needs to use it as others do."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.codebook_tree import Place, below, tree, why_kept
from annotations.wording import number_of
from app.commands import native
from app.plain import PlainLabel, put_tip
from app.tag_keys import TagKey, sequence_of
from app.theme import SPACE_L, SPACE_M, SPACE_S, Theme
from app.workspaces.codebook.choice import Choice, Item
from app.workspaces.codebook.edits import Edits
from app.workspaces.codebook.fields import Box, Line, Texts, named
from app.workspaces.codebook.swatches import Swatches

_TOP = "Top level"
_BOXES = {
    "definition": ("Definition", "What the tag stands for"),
    "use": ("When to use it", "What has to be in the passage"),
    "dont_use": ("When not to use it", "And which tag to take then"),
    "example": ("Example", "A passage that gets it"),
    "near_miss": ("Near miss", "A passage that does not, and the tag that it gets"),
}
_LISTED_AS = {"dont_use": "when not to use", "use": "when to use", "near_miss": "near miss", "short": "short text"}


class TagForm(QWidget):
    """Shows a tag and stores what is changed of it, one step a field."""

    merge_asked = Signal()
    delete_asked = Signal()
    claims_asked = Signal(object)
    """The claims that have a tag are to be shown: its id."""
    left = Signal()
    """The keyboard is to go back to the tree."""

    def __init__(self, edits: Edits, keys: Callable[[], list[TagKey]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits, self._keys = edits, keys
        self._codebook = Codebook()
        self.tag: Tag | None = None
        self._dimension: Dimension | None = None
        self.texts = Texts(self._store, ("name", "shortcut", "aliases"), self)
        self.texts.escaped.connect(self.left)
        self.place, self.kept = PlainLabel(), PlainLabel()
        self.swatches = Swatches()
        self.parent_box = Choice("Beneath", self._parents)
        self.type_box = Choice("Type", self._types)
        self.value_box = Choice("Value on the scale", self._values)
        self.key_note = PlainLabel()
        self.claims_button = QPushButton()
        self.merge_button, self.delete_button = QPushButton("Merge…"), QPushButton("Delete…")
        self._build()
        self._connect()

    # -- building

    def _build(self) -> None:
        self.place.setProperty("kind", "small")
        self.kept.setProperty("kind", "small")
        self.key_note.setProperty("kind", "small")
        self.kept.setWordWrap(True)
        self.key_note.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(SPACE_M)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self._wide = {"type": QWidget(), "value": QWidget()}
        for key, box in (("type", self.type_box), ("value", self.value_box)):
            holder = named({"type": "Type", "value": "Value on the scale"}[key], box)
            holder.setContentsMargins(0, 0, 0, 0)
            self._wide[key].setLayout(holder)
        grid.addLayout(named("Name", self._line("name", "Name")), 0, 0)
        grid.addLayout(named("In a few words", self._line("short", "Shown beside the name in pickers")), 0, 1)
        grid.addLayout(named("Colour", self.swatches), 1, 0, 1, 2)
        grid.addLayout(named("Definition", self._box("definition")), 2, 0, 1, 2)
        for row, pair in ((3, ("use", "dont_use")), (4, ("example", "near_miss"))):
            for column, key in enumerate(pair):
                grid.addLayout(named(_BOXES[key][0], self._box(key)), row, column)
        aliases = Box("Other names", "One a line: spellings and names by which it is found")
        grid.addLayout(named("Other names", self.texts.add("aliases", aliases)), 5, 0)
        right = QVBoxLayout()
        right.setSpacing(SPACE_M)
        right.addLayout(named("Beneath", self.parent_box))
        right.addWidget(self._wide["type"])
        right.addWidget(self._wide["value"])
        right.addStretch(1)
        grid.addLayout(right, 5, 1)
        shortcut = self._line("shortcut", "A letter or digit; it goes with Alt")
        grid.addLayout(named("Shortcut", shortcut, self.key_note), 6, 0)
        grid.addLayout(named("Source", self._line("source", "Where the definition comes from")), 6, 1)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(SPACE_M)
        column_box.addLayout(self._head())
        column_box.addWidget(self.kept)
        column_box.addLayout(grid)
        column_box.addStretch(1)

    def _head(self) -> QHBoxLayout:
        self.claims_button.setProperty("kind", "link")
        self.delete_button.setProperty("kind", "danger")
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self.place, 1)
        for button in (self.claims_button, self.merge_button, self.delete_button):
            head.addWidget(button)
        return head

    def _line(self, key: str, hint: str) -> QWidget:
        names = {"name": "Name", "short": "In a few words", "shortcut": "Shortcut", "source": "Source"}
        return self.texts.add(key, Line(names[key], hint))

    def _box(self, key: str) -> QWidget:
        return self.texts.add(key, Box(*_BOXES[key]))

    def _connect(self) -> None:
        self.swatches.chosen.connect(lambda colour: self._set("colour", colour))
        self.parent_box.picked.connect(self._nest)
        self.type_box.picked.connect(lambda key: self._set("type", key))
        self.value_box.picked.connect(lambda value: self._set("value", value))
        self.merge_button.clicked.connect(self.merge_asked)
        self.delete_button.clicked.connect(self.delete_asked)
        self.claims_button.clicked.connect(self._ask_claims)

    def _ask_claims(self) -> None:
        if self.tag:
            self.claims_asked.emit(self.tag.id)

    def set_theme(self, theme: Theme) -> None:
        """Show in these colours."""
        self.swatches.set_theme(theme)

    # -- showing

    def show_tag(self, codebook: Codebook, tag: Tag, *, writable: bool) -> None:
        """Show a tag; what was typed for the one before is stored first."""
        same = self.tag is not None and self.tag.id == tag.id
        if not same:
            self.flush()
        self._codebook, self.tag = codebook, tag
        self._dimension = codebook.dimension(tag.dimension_id)
        texts = {key: getattr(tag, key) for key in self.texts.fields if key != "aliases"}
        self.texts.show({**texts, "aliases": "\n".join(tag.aliases)}, same=same)
        self.swatches.show_colour(tag.colour)
        self._show_place(tag, self._dimension)
        kept = why_kept(codebook, tag.id)
        self.kept.setText(kept and f"{kept}.")
        self.kept.setVisible(bool(kept))
        self._show_key(tag)
        self.set_writable(writable=writable)

    def _show_place(self, tag: Tag, dimension: Dimension) -> None:
        line, above = [dimension.name], tag.parent_id
        names: list[str] = []
        while above is not None and above != tag.id and len(names) < len(self._codebook.tags):
            names.append(self._codebook.tag(above).name)
            above = self._codebook.tag(above).parent_id
        self.place.setText("  ›  ".join([*line, *reversed(names[:4])]))
        self.parent_box.show_value(names[0] if names else _TOP, tag.parent_id)
        types = {kind.key: kind.name for kind in dimension.types}
        self._wide["type"].setVisible(dimension.kind is Kind.ACTORS and not tag.is_none)
        self.type_box.show_value(types.get(tag.type, tag.type) or "None", tag.type)
        self._wide["value"].setVisible(dimension.kind is Kind.SCALE and not tag.is_none)
        self.value_box.show_value(_value_text(tag.value), tag.value)

    def _show_key(self, tag: Tag) -> None:
        """Say what the shortcut does, or what keeps it from doing that."""
        found = next((key for key in self._keys() if key.tag.id == tag.id), None)
        if not tag.shortcut.strip() or found is None:
            said = ""
        elif found.problem:
            said = f"Does not work: {' '.join((*native(found.sequence), found.problem))}."
        else:
            said = f"{' '.join(native(sequence_of(tag.shortcut)))} sets it on the active claim."
        self.key_note.setText(said)
        self.key_note.setVisible(bool(said))

    def show_count(self, count: int | None) -> None:
        """Show on how many claims the tag is set; None while that is counted."""
        self.claims_button.setText("Counting…" if count is None else f"{number_of(count, 'claim')}")
        self.claims_button.setEnabled(bool(count))
        put_tip(self.claims_button, "Show the claims that have this tag" if count else "")

    def set_writable(self, *, writable: bool) -> None:
        """Allow changes, or not."""
        tag = self.tag
        fixed = tag is not None and tag.is_none
        kept = tag is not None and bool(why_kept(self._codebook, tag.id))
        self.texts.set_writable(writable=writable)
        self.swatches.set_writable(writable=writable)
        for widget in (self.parent_box, self.type_box, self.value_box, self.merge_button):
            widget.setEnabled(writable and not fixed)
        self.delete_button.setEnabled(writable and not kept)

    # -- what can be chosen

    def _parents(self) -> list[Item]:
        tag = self.tag
        if tag is None:
            return []
        beneath = {tag.id, *below(self._codebook, tag.id)}
        return [
            (_TOP, None),
            *(
                ("    " * placed.level + placed.tag.name, placed.tag.id)
                for placed in tree(self._codebook, tag.dimension_id)
                if placed.tag.id not in beneath and not placed.tag.is_none
            ),
        ]

    def _types(self) -> list[Item]:
        types = self._dimension.types if self._dimension else ()
        return [("None", ""), *((kind.name, kind.key) for kind in types)]

    @staticmethod
    def _values() -> list[Item]:
        return [(_value_text(value), value) for value in (None, *range(9, -10, -1))]

    # -- storing

    def _store(self, key: str, typed: str) -> bool:
        tag = self.tag
        if tag is None:
            return True
        if key == "name":
            return self._edits.rename(tag, typed)
        if key == "aliases":
            return self._edits.set_tag(tag, key, [line for line in typed.splitlines() if line.strip()], said="names")
        return self._edits.set_tag(tag, key, typed, said=_LISTED_AS.get(key, key), joins=True)

    def _set(self, field: str, value: object) -> None:
        if self.tag:
            self._edits.set_tag(self.tag, field, value)

    def _nest(self, parent_id: object) -> None:
        tag = self.tag
        if tag is None:
            return
        place = Place(parent_id if isinstance(parent_id, int) else None)
        if not self._edits.move([tag], place):
            self._show_place(tag, self._codebook.dimension(tag.dimension_id))

    def flush(self) -> None:
        """Store what was typed."""
        self.texts.flush()


def _value_text(value: int | None) -> str:
    return "None" if value is None else f"{value:+d}".replace("-", "−") if value else "0"
