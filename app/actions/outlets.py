"""Outlets: what is done with several of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt

from annotations.wording import number_of
from app.commands import Command

if TYPE_CHECKING:
    from collections.abc import Generator

    from annotations.articles import Outlet
    from annotations.progress import Progress
    from annotations.project import Project
    from app.window import Window
    from app.workspaces.outlets.page import OutletsPage

OUTLETS = "outlets"
_TWO = 2
_FEW = 100
"""Articles that are moved while the window waits; more are moved behind it."""


class OutletActions:
    """The commands of the workspace Outlets."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._page: OutletsPage | None = None
        window.workspaces.switched.connect(self._meet)

    def _meet(self, workspace_id: str) -> None:
        if workspace_id == OUTLETS and self._page is None:
            self._page = cast("OutletsPage", self._window.workspaces[OUTLETS])
            self._page.selection_changed.connect(self._window.commands.refresh)

    def commands(self) -> list[Command]:
        """The commands of the menu Edit; they are there while the outlets are in front."""
        here = self._is_here
        return [
            Command(
                "outlets.merge",
                "Mer&ge outlets…",
                "Edit",
                lambda: self.merge(self._chosen()),
                "Ctrl+Shift+U",
                enabled=lambda: self._can_write() and len(self._chosen()) > 1,
                shown=here,
                separator=True,
            ),
            Command(
                "outlets.merge-alike",
                "Merge outlets that may be &one…",
                "Edit",
                lambda: self.merge(self._page.alike if self._page else ()),
                enabled=lambda: self._can_write() and self._page is not None and bool(self._page.alike),
                shown=here,
            ),
            Command(
                "outlets.delete",
                "De&lete outlets",
                "Edit",
                self.delete,
                enabled=lambda: self._can_write() and self._unused(),
                shown=here,
            ),
        ]

    # -- what is possible

    def _is_here(self) -> bool:
        return self._session.project is not None and self._window.workspaces.current == OUTLETS

    def _can_write(self) -> bool:
        return self._is_here() and self._session.can_write

    def _chosen(self) -> "list[Outlet]":
        return self._page.selected if self._page else []

    def _unused(self) -> bool:
        chosen = self._chosen()
        return bool(chosen) and all(self._page.model.use(o.id).articles == 0 for o in chosen if self._page)

    # -- what is done

    def merge(self, outlets: "Sequence[Outlet]") -> None:
        """Ask which of these stays, and make them one."""
        from app.workspaces.outlets.merging import MergeDialog

        page = self._page
        if page is None or len(outlets) < _TWO:
            return
        page.form.flush()
        usage = {outlet.id: page.model.use(outlet.id) for outlet in outlets}
        dialog = MergeDialog(outlets, usage, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._merge(outlets, dialog.stays, sum(u.articles for u in usage.values())))
        dialog.open()

    def _merge(self, outlets: "Sequence[Outlet]", stays: "Outlet", articles: int) -> None:
        others = [outlet.id for outlet in outlets if outlet.id != stays.id]
        label = f"Merge {len(outlets):,} outlets into {stays.name}"
        if self._page:
            self._page.select([stays.id])

        def work(project: "Project") -> "Generator[Progress, None, int]":
            return project.outlets.merge(stays.id, others)

        if articles > _FEW:
            job = self._session.run_long(label, work)
            job.finished.connect(lambda outcome: self._merged(stays, outcome.value))
        else:
            moved = self._session.run(label, work)
            if moved is not None:
                self._merged(stays, cast("int", moved))

    def _merged(self, stays: "Outlet", moved: int) -> None:
        said = f"{number_of(moved, 'article')} went to {stays.name}"
        self._window.toast.say(said, "Undo", lambda: self._window.commands.run("edit.undo"))

    def delete(self) -> None:
        """Delete the selected outlets, which no article has."""
        chosen = self._chosen()
        ids = [outlet.id for outlet in chosen]
        what = f"outlet {chosen[0].name}" if len(chosen) == 1 else f"{len(chosen):,} outlets"

        def work(project: "Project") -> int:
            project.outlets.delete(ids)
            return len(ids)

        if chosen and self._session.run(f"Delete {what}", work) is not None:
            self._window.toast.say(f"Deleted {what}", "Undo", lambda: self._window.commands.run("edit.undo"))
