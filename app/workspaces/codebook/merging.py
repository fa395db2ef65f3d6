"""Which of some tags stays when they become one, with what that does."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from annotations.codebook import Codebook, Tag
from annotations.codebook_edits import Merged, Touched
from annotations.codebook_tree import why_kept
from annotations.project import Project
from app.background import Question
from app.plain import PlainLabel
from app.session import Session
from app.theme import SPACE_L, SPACE_M
from app.widgets.growing import grow
from app.workspaces.codebook.edits import called
from app.workspaces.codebook.tag_box import TagBox
from app.workspaces.codebook.usage import Usage

_NAMES_SHOWN = 8


class MergeDialog(QDialog):
    """Asks which tag stays: of several selected ones one of these, of a single one any other of its dimension."""

    def __init__(
        self, session: Session, codebook: Codebook, tags: Sequence[Tag], usage: Usage, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Merge tags")
        self.setMinimumWidth(480)
        self._codebook, self._tags = codebook, list(tags)
        self._question = Question(session, self)
        self.taggings = 0
        """How many taggings the merge touches, once that is known."""
        several = len(tags) > 1
        every = codebook.tags_of(tags[0].dimension_id, with_none=False)
        offered = tags if several else [tag for tag in every if tag.id != tags[0].id]
        self.box = TagBox("Which one stays", offered, usage.of)
        self.intro, self.preview, self.note = PlainLabel(), PlainLabel(), PlainLabel()
        self._build(several=several)
        self.box.currentTextChanged.connect(lambda _: self._refresh())
        if several:
            self.box.show_tag(max(tags, key=lambda tag: (bool(why_kept(codebook, tag.id)), usage.of(tag.id) or 0)))
        self._refresh()

    def _build(self, *, several: bool) -> None:
        names = [f"“{tag.name}”" for tag in self._tags[:_NAMES_SHOWN]]
        names += ["…"] if len(self._tags) > _NAMES_SHOWN else []
        self.intro.setText(f"{', '.join(names)} {'become one tag' if several else 'becomes part of another tag'}.")
        for label in (self.intro, self.preview, self.note):
            label.setWordWrap(True)
        self.preview.setAccessibleName("What that does")
        self.note.setProperty("kind", "small")
        self.note.setText(
            "The other names are kept as names by which it is found. What stands beneath the others goes beneath it, "
            "and texts that it lacks are taken from them."
        )
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.button(kinds.Ok).setText("Merge")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_M)
        form.addRow("Stays" if several else "Merge into", self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_L)
        column.addWidget(self.intro)
        column.addLayout(form)
        for widget in (self.preview, self.note, self.buttons):
            column.addWidget(widget)

    @property
    def keep(self) -> Tag | None:
        """The tag that stays."""
        return self.box.tag

    @property
    def others(self) -> list[Tag]:
        """The tags that go."""
        keep = self.keep
        return [tag for tag in self._tags if keep is None or tag.id != keep.id]

    def _refresh(self) -> None:
        """Say what the merge would do, or why it cannot be."""
        keep, others = self.keep, self.others
        kept = [reason for tag in others if (reason := why_kept(self._codebook, tag.id))]
        possible = keep is not None and not kept
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)
        self._question.drop()
        if keep is None:
            self.preview.setText("Choose the tag that stays.")
        elif kept:
            self.preview.setText(f"{kept[0]}. Let it be the one that stays.")
            grow(self)
        if keep is None or not possible:
            return
        self.preview.setText("Counting…")
        keep_id, ids = keep.id, [tag.id for tag in others]

        def count(project: Project) -> tuple[Merged, Touched]:
            usage = project.codebook.usage
            return usage.merged(keep_id, ids), usage.touched(ids)

        def show(counts: tuple[Merged, Touched]) -> None:
            merged, touched = counts
            self.taggings = touched.taggings
            self.preview.setText(merged.in_words(keep.name))
            grow(self)
            self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(True)
            self.setAccessibleDescription(f"{called(others)} into {keep.name}. {self.preview.text()}")

        self._question.ask(count, show)
