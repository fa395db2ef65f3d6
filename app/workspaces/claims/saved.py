"""Filters kept by name: a button whose menu chooses, keeps, renames and deletes them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QWidget

from annotations.claim_filter import ClaimFilter
from annotations.claim_filter_named import KIND
from annotations.errors import AnnotationError
from annotations.project import Project
from annotations.store.saved_filters import SavedFilter
from app.icons import put_icon
from app.session import Session
from app.workspaces.claims.naming import NameDialog, proposal


class SavedFiltersButton(QPushButton):
    """Offers the project's kept filters; each change of them is one step."""

    chosen = Signal(object)
    """A `ClaimFilter`."""
    done = Signal()
    """A filter was chosen or kept: the keyboard is to go on to what it lists."""

    def __init__(
        self,
        session: Session,
        current: Callable[[], ClaimFilter],
        sentence: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(" Kept filters", parent)
        self._session, self._current, self._sentence = session, current, sentence
        put_icon(self, "bookmark")
        self.setAccessibleName("Kept filters")
        self.setToolTip("Keep this filter by a name, or choose a kept one")
        self.list = QMenu(self)
        self.list.aboutToShow.connect(self._fill)
        self.setMenu(self.list)

    def saved(self) -> list[SavedFilter]:
        """The kept filters by name."""
        project = self._session.project
        return project.saved_filters.all(KIND) if project else []

    def _fill(self) -> None:
        self.list.clear()
        saved, writable = self.saved(), self._session.can_write
        now = self._current()
        for one in saved:
            action = self.list.addAction(_shown(one), partial(self.choose, one))
            action.setCheckable(True)
            action.setChecked(one.definition == now.as_json())
        if saved:
            self.list.addSeparator()
        keep = self.list.addAction("Keep this filter…", self.keep)
        keep.setEnabled(writable and bool(now))
        for title, run in (("Replace by this filter", self.redefine), ("Rename", self.rename), ("Delete", self.delete)):
            if saved:
                menu = self.list.addMenu(title)
                menu.setEnabled(writable and (bool(now) or run != self.redefine))
                for one in saved:
                    menu.addAction(_shown(one), partial(run, one))

    def choose(self, saved: SavedFilter) -> None:
        """Use a kept filter."""
        try:
            wanted = ClaimFilter.from_json(saved.definition)
        except AnnotationError as error:
            self._session.failed.emit(error)
            return
        self.chosen.emit(wanted)
        self.done.emit()

    def keep(self) -> None:
        """Ask for a name and keep what is filtered by now."""
        name = self._ask("Keep filter", proposal(self._sentence()))
        definition = self._current().as_json()
        if name:
            self._session.run(f"Keep filter “{name}”", lambda p: p.saved_filters.add(KIND, name, definition))
            self.done.emit()

    def redefine(self, saved: SavedFilter) -> None:
        """Let a name stand for what is filtered by now."""
        definition = self._current().as_json()
        work: Callable[[Project], object] = lambda p: p.saved_filters.redefine(saved.id, definition)  # noqa: E731
        self._session.run(f"Change filter “{saved.name}”", work)

    def rename(self, saved: SavedFilter) -> None:
        """Ask for another name."""
        name = self._ask("Rename filter", saved.name)
        if name and name != saved.name:
            self._session.run(f"Rename filter “{saved.name}”", lambda p: p.saved_filters.rename(saved.id, name))

    def delete(self, saved: SavedFilter) -> None:
        """Forget a kept filter; undo brings it back."""
        self._session.run(f"Delete filter “{saved.name}”", lambda p: p.saved_filters.delete([saved.id]))

    def _ask(self, title: str, name: str) -> str:
        self.setFocus()  # where the keyboard is given back to when the dialog closes
        dialog = NameDialog(title, name, self.window())
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.name if agreed else ""


def _shown(saved: SavedFilter) -> str:
    return saved.name.replace("&", "&&")
