"""The brief that is being composed: as it is stored, and as it reads with what is being typed."""

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotations.brief.spec import BriefSpec, Part
from annotations.project import Project
from annotations.store.briefs import StoredBrief
from app.session import Session


class Draft(QObject):
    """Hands every edit on twice: at once for those who show the pages, and as a step when it is stored."""

    shown = Signal()
    """Another brief, or what is stored of it, is to be shown in the form."""
    changed = Signal(object)
    """The pages read differently: the `Part` that the edit is about, None for any of them."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.brief: StoredBrief | None = None
        self.spec = BriefSpec()
        """With what is being typed and not stored yet."""
        self.claims: dict[int, str] = {}
        """Uids of the project's claims by number."""
        self.printed: Container[int] | None = None
        """Numbers of the claims that the brief takes in, as far as that is known."""

    @property
    def writable(self) -> bool:
        """Whether edits can be stored."""
        return self.brief is not None and self._session.can_write

    def show(self, brief: StoredBrief | None, claims: dict[int, str]) -> None:
        """Take what is stored; `changed` is told where that reads differently."""
        before, self.brief, self.claims = self.spec, brief, claims
        self.spec = brief.spec if brief else BriefSpec()
        self.shown.emit()
        if self.spec != before:
            self.changed.emit(None)

    def type(self, part: Part | None, **values: Any) -> None:
        """Something is being typed: fields of the specification have these values, though they are not stored yet."""
        spec = replace(self.spec, **values)
        if spec != self.spec:
            self.spec = spec
            self.changed.emit(part)

    def store(self, label: str, part: Part | None, values: Mapping[str, Any], *, joins: str = "") -> bool:
        """Store fields of the specification as one step; whether that worked.

        Args:
            label: the step's name in the Edit menu.
            part: whose pages it is about, None for any of them.
            values: the fields.
            joins: what is edited, where rapid edits of it are one step.
        """
        brief = self.brief
        if brief is None or not self._session.can_write:
            return False
        self.type(part, **values)
        if all(getattr(brief.spec, name) == value for name, value in values.items()):
            return True

        def work(project: Project) -> bool:
            project.briefs.change(brief.id, **values)
            return True

        key = f"brief/{brief.id}/{joins}" if joins else ""
        return bool(self._session.run(label, work, self, joins=key))
