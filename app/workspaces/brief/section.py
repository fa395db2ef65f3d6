"""What the sections of the form have in common."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotations.brief.spec import Part
from app.plain import PlainLabel
from app.theme import SPACE_M
from app.workspaces.brief.draft import Draft
from app.workspaces.brief.references import Prose, References
from app.workspaces.codebook.fields import Box, Line, Texts


class Section(QWidget):
    """A page of the form: shows some fields of the draft and has edits of them stored."""

    title = ""
    part: Part | None = None
    """Whose pages the section is about; None for all."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        self.texts = Texts(self.store_text, (), self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_M)

    # -- for the page

    def show_draft(self, *, same: bool) -> None:
        """Show the draft as it is stored; of the `same` brief as before what is being typed is left."""

    def set_writable(self, *, writable: bool) -> None:
        """Allow edits, or not."""
        self.texts.set_writable(writable=writable)

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        for field in [*self.texts.fields.values()][:1]:
            field.setFocus()

    def flush(self) -> None:
        """Store what is being typed."""
        self.texts.flush()

    def recolour(self) -> None:
        """Other claims are there, or the colours are others."""
        for field in self.texts.fields.values():
            if isinstance(field, Prose | References):
                field.recolour()

    # -- for the sections

    def as_typed(self, key: str, text: str, *, same: bool, read: Callable[[str], object]) -> str:
        """What is to stand in a field for a stored text: as it was typed, where that is read as the same.

        Else what is stored at a pause would take the blank or the line away that was just typed.
        """
        widget = self.texts.fields[key]
        typed = widget.text() if isinstance(widget, Line) else widget.toPlainText()
        return typed if same and read(typed) == read(text) else text

    def add_text(self, key: str, widget: Line | Box) -> Line | Box:
        """Take charge of a text: what is typed is told at once and stored at a pause."""
        self.texts.add(key, widget)
        widget.textChanged.connect(lambda *_: self._typed(key))
        return widget

    def _typed(self, key: str) -> None:
        widget = self.texts.fields[key]
        self.type_text(key, widget.text() if isinstance(widget, Line) else widget.toPlainText())

    def type_text(self, key: str, typed: str) -> None:
        """Something is being typed into a field."""
        self.draft.type(self.part, **{key: typed.strip()})

    def store_text(self, key: str, typed: str) -> bool:
        """Store a field; whether that worked."""
        name = self.texts.fields[key].accessibleName().lower()
        return self.draft.store(f"Edit {name}", self.part, {key: typed.strip()}, joins=key)


def heading(text: str) -> PlainLabel:
    """The title of a section or of a part of it."""
    label = PlainLabel(text)
    label.setProperty("kind", "strong")
    return label


def note(text: str = "") -> PlainLabel:
    """Small words of explanation."""
    label = PlainLabel(text)
    label.setProperty("kind", "small")
    label.setWordWrap(True)
    return label
