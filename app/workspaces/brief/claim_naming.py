"""Naming a claim by a key, where something is being written."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.session import Session
from app.workspaces.brief.claim_picker import ClaimPicker
from app.workspaces.brief.draft import Draft
from app.workspaces.brief.references import Prose, References
from app.workspaces.claims.popover import Popover


class ClaimNaming(QObject):
    """Knows which text inside a widget has the keyboard, and writes the number of a claim there.

    The menu takes the keyboard away for a moment, so it is the text that had it last.
    """

    def __init__(self, session: Session, draft: Draft, inside: QWidget) -> None:
        super().__init__(inside)
        self._session, self._draft, self._inside = session, draft, inside
        self._field: Prose | References | None = None
        self.popover = Popover(inside)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._note)

    def _note(self, _: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, Prose | References):
            self._field = now
        elif now is not None and not self.popover.isAncestorOf(now):
            self._field = None

    @property
    def possible(self) -> bool:
        """Whether something that can be written in has the keyboard."""
        field = self._field
        return field is not None and self._inside.isAncestorOf(field) and not field.isReadOnly()

    def ask(self) -> None:
        """Ask for a claim."""
        field = self._field
        if field is not None and self.possible:
            picker = ClaimPicker(self._session, self._draft.printed)
            picker.picked.connect(lambda number: self._insert(field, number))
            self.popover.open(picker, field)

    def _insert(self, field: Prose | References, number: int) -> None:
        self.popover.close_editor()
        field.setFocus()
        field.insert_claim(number)
