"""What becomes of claims whose tags are deleted: asked before it is done."""

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QComboBox, QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from annotations.codebook import Codebook, Dimension, Tag
from annotations.codebook_edits import Touched
from annotations.project import Project
from annotations.wording import number_of
from app.background import Question
from app.plain import PlainLabel
from app.session import Session
from app.theme import SPACE_L, SPACE_M, SPACE_S
from app.widgets.growing import grow
from app.workspaces.codebook.edits import called
from app.workspaces.codebook.tag_box import TagBox
from app.workspaces.codebook.usage import Usage


class _Asking(QDialog):
    """A sentence on what is touched, two ways to go on, and the buttons; the second way has a box beneath it."""

    def __init__(self, session: Session, title: str, ways: tuple[str, str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.question = Question(session, self)
        self.said = PlainLabel("Counting…")
        self.said.setWordWrap(True)
        self.said.setAccessibleName("What is touched")
        self.away, self.instead = (QRadioButton(way) for way in ways)
        self._ways = QButtonGroup(self)
        for button in (self.away, self.instead):
            self._ways.addButton(button)
        self.away.setChecked(True)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = self.buttons.button(kinds.Ok)
        self.ok.setText("Delete")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.touched: Touched | None = None

    def build(self, box: QWidget, note: str) -> None:
        """Put everything in its place, and follow what is chosen."""
        for button in (self.away, self.instead):
            button.toggled.connect(self.refresh)
        small = PlainLabel(note)
        small.setProperty("kind", "small")
        small.setWordWrap(True)
        small.setVisible(bool(note))
        ways = QVBoxLayout()
        ways.setSpacing(SPACE_S)
        for widget in (self.away, self.instead, box):
            ways.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(self.said)
        column.addLayout(ways)
        column.addWidget(small)
        column.addWidget(self.buttons)

    def refresh(self) -> None:
        """Offer what is possible."""
        raise NotImplementedError


class DeleteTagsDialog(_Asking):
    """Whether claims lose the tags, or get another one: `replacement`."""

    def __init__(
        self,
        session: Session,
        codebook: Codebook,
        tags: Sequence[Tag],
        touched: Touched,
        usage: Usage,
        parent: QWidget | None = None,
    ) -> None:
        ways = ("Take the tag away from the claims", "Set another tag in its place")
        super().__init__(session, f"Delete {called(tags)}", ways, parent)
        ids = {tag.id for tag in tags}
        every = codebook.tags_of(tags[0].dimension_id, with_none=False)
        self.box = TagBox("The tag to set instead", [tag for tag in every if tag.id not in ids], usage.of)
        self.box.currentTextChanged.connect(lambda _: self.refresh())
        beneath = any(tag.parent_id in ids and tag.id not in ids for tag in codebook.tags)
        self.build(self.box, "What stands beneath moves up." if beneath else "")
        self.touched = touched
        self.said.setText(f"{called(tags)} {'is' if len(tags) == 1 else 'are'} set on {touched.in_words()}.")
        grow(self)
        self.refresh()

    def refresh(self) -> None:
        """Offer what is possible."""
        self.box.setEnabled(self.instead.isChecked())
        self.ok.setEnabled(self.touched is not None and (self.away.isChecked() or self.box.tag is not None))

    @property
    def replacement(self) -> Tag | None:
        """The tag that claims get, None where they lose theirs."""
        return self.box.tag if self.instead.isChecked() else None


class DeleteDimensionDialog(_Asking):
    """Whether a dimension goes with its tags, or they move into another one: `into`."""

    def __init__(
        self, session: Session, codebook: Codebook, dimension: Dimension, parent: QWidget | None = None
    ) -> None:
        ways = ("Delete its tags, and take them away from the claims", "Move its tags into another dimension")
        super().__init__(session, f"Delete dimension “{dimension.name}”", ways, parent)
        self._dimension = dimension
        self._count = len(codebook.tags_of(dimension.id, with_none=False))
        self.box = QComboBox()
        self.box.setAccessibleName("The dimension for its tags")
        self._homes: list[Dimension] = []
        self.build(self.box, "")
        self.instead.setEnabled(False)
        self.refresh()
        ids = [tag.id for tag in codebook.tags_of(dimension.id)]

        def look(project: Project) -> tuple[Touched, list[Dimension]]:
            why_not = project.codebook.dimensions.why_not_into
            homes = [one for one in codebook.dimensions if not why_not(dimension.id, one.id)]
            return project.codebook.usage.touched(ids), homes

        self.question.ask(look, self._show)

    def _show(self, found: tuple[Touched, list[Dimension]]) -> None:
        self.touched, self._homes = found
        tags = number_of(self._count, "tag")
        coded = f"set on {self.touched.in_words()}" if self.touched.taggings else "set on no claim"
        self.said.setText(f"“{self._dimension.name}” has {tags}, {coded}.")
        grow(self)
        self.box.addItems([one.name for one in self._homes])
        possible = bool(self._homes) and self._count > 0
        self.instead.setEnabled(possible)
        if not possible:
            self.instead.setToolTip("No other dimension has room for them")
        self.refresh()

    def refresh(self) -> None:
        """Offer what is possible."""
        self.box.setEnabled(self.instead.isChecked())
        self.ok.setText("Move and delete" if self.instead.isChecked() else "Delete")
        self.ok.setEnabled(self.touched is not None)

    @property
    def into(self) -> Dimension | None:
        """The dimension that gets the tags, None where they go too."""
        place = self.box.currentIndex()
        return self._homes[place] if self.instead.isChecked() and 0 <= place < len(self._homes) else None
