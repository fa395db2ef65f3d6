"""Choosing tags that many claims are to get: found by typing, shown as chips."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotations.codebook import Codebook, Dimension, Kind, Role, Tag
from app.theme import SPACE_S, Theme
from app.widgets.chip import TagChip
from app.widgets.flow import FlowLayout


class TagsField(QWidget):
    """A box to choose tags from, one after the other; `tags` are the chosen ones.

    Of dimensions that allow one answer, the last choice counts.
    """

    def __init__(self, codebook: Codebook, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codebook, self._theme = codebook, theme
        self.tags: list[tuple[int, str]] = []
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setAccessibleName("Tags to set on each claim")
        self._choices: dict[str, tuple[Tag, str]] = {}
        for dimension in codebook.dimensions:
            for tag in codebook.tags_of(dimension.id):
                for role in _roles(dimension, tag):
                    self._choices[_title(dimension, tag, role)] = (tag, role)
        self.box.addItems(list(self._choices))
        completer = QCompleter(list(self._choices), self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.box.setCompleter(completer)
        self.box.setCurrentIndex(-1)
        if field := self.box.lineEdit():
            field.setPlaceholderText("Add a tag to all of them (optional)")
        self.box.textActivated.connect(self.add)
        self._chips = FlowLayout()
        label = QLabel("Tags")
        label.setBuddy(self.box)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(label)
        row.addWidget(self.box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(row)
        column.addLayout(self._chips)

    def add(self, title: str) -> None:
        """Choose the tag of this title."""
        if title not in self._choices:
            return
        tag, role = self._choices[title]
        dimension = self._codebook.dimension(tag.dimension_id)
        if dimension.kind.single or tag.is_none:
            self.tags = [t for t in self.tags if self._codebook.tag(t[0]).dimension_id != dimension.id]
        elif not tag.is_none:
            self.tags = [t for t in self.tags if not self._is_none_of(t[0], dimension)]
        if (tag.id, role) not in self.tags:
            self.tags.append((tag.id, role))
        self.box.setCurrentIndex(-1)
        self.box.clearEditText()
        self._show()

    def _is_none_of(self, tag_id: int, dimension: Dimension) -> bool:
        tag = self._codebook.tag(tag_id)
        return tag.is_none and tag.dimension_id == dimension.id

    def _remove(self, chosen: tuple[int, str]) -> None:
        self.tags = [one for one in self.tags if one != chosen]
        self._show()
        self.box.setFocus()

    def _show(self) -> None:
        self._chips.clear()
        for tag_id, role in self.tags:
            tag = self._codebook.tag(tag_id)
            chip = TagChip(self._theme, f"{tag.name} · {role}" if role else tag.name, tag.colour, tag.definition)
            chip.removed.connect(partial(self._remove, (tag_id, role)))
            self._chips.addWidget(chip)


def _roles(dimension: Dimension, tag: Tag) -> tuple[str, ...]:
    if dimension.kind is not Kind.ACTORS or tag.is_none:
        return ("",)
    return tuple(role.value for role in dimension.roles or tuple(Role))


def _title(dimension: Dimension, tag: Tag, role: str) -> str:
    return f"{dimension.name}: {tag.name}" + (f" ({role})" if role else "")
