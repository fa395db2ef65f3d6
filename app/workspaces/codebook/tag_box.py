"""A box in which one tag of many is found by typing any part of its name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QSizePolicy, QWidget

from annotations.codebook import Tag
from annotations.wording import number_of


class TagBox(QComboBox):
    """Lists tags with the number of their claims; `tag` is the one that is chosen."""

    def __init__(
        self, name: str, tags: Sequence[Tag], count: Callable[[int], int | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tags = list(tags)
        self.setAccessibleName(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(24)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for tag in tags:
            claims = count(tag.id)
            self.addItem(f"{tag.name} · {number_of(claims, 'claim')}" if claims else tag.name)
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.setCurrentIndex(-1)
        line = self.lineEdit()
        if line:
            line.setPlaceholderText("Type a part of the name")
            line.setAccessibleName(name)

    @property
    def tag(self) -> Tag | None:
        """The tag whose line stands in the box, None for anything else."""
        typed, place = self.currentText(), self.currentIndex()
        if 0 <= place < len(self._tags) and self.itemText(place) == typed:
            return self._tags[place]
        folded = typed.strip().casefold()
        found = [
            tag for n, tag in enumerate(self._tags) if folded in (tag.name.casefold(), self.itemText(n).casefold())
        ]
        return found[0] if len(found) == 1 else None

    def show_tag(self, tag: Tag) -> None:
        """Choose a tag."""
        self.setCurrentIndex(next((n for n, one in enumerate(self._tags) if one.id == tag.id), -1))
