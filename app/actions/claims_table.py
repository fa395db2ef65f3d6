"""The table of claims: what is done to those that are selected. Its commands are there while it is in front."""

from collections.abc import Callable, Generator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QMenu

from annotations import recoding
from annotations.claim_filter import ClaimFilter
from annotations.claims import CheckState
from annotations.claims_export import ExportChoice, export_claims
from annotations.codebook import Dimension, Tag
from annotations.progress import Progress, drive
from annotations.project import Project
from annotations.wording import number_of
from app.commands import Command
from app.jobs import Job
from app.theme import ROW_HEIGHT

if TYPE_CHECKING:
    from app.window import Window
    from app.workspaces.claims.bulk import BulkPicker
    from app.workspaces.claims.page import ClaimsPage
    from app.workspaces.claims.replacing import Replacement

ID = "claims"
AT_ONCE = 200
"""Claims that are changed while the window waits; more of them are changed behind it."""

_FOLDER = "tables"
_STATES = {CheckState.CHECKED: "Check", CheckState.FLAGGED: "Flag", CheckState.OPEN: "Reopen"}
_DONE = {CheckState.CHECKED: "Checked", CheckState.FLAGGED: "Flagged", CheckState.OPEN: "Reopened"}
Work = Callable[[Project], Generator[Progress, None, Any]]


def make_page(window: "Window") -> "ClaimsPage":
    """The page of the workspace, connected to the commands."""
    from app.workspaces.claims.page import ClaimsPage

    page = ClaimsPage(window.session, window.settings, window.theme)
    window.claims_table.attend(page)
    return page


class ClaimsTableActions(QObject):
    """Recodes, checks, hands over, deletes and exports; each is one step, long ones behind the window."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._page: ClaimsPage | None = None
        self._bulk: BulkPicker | None = None

    def attend(self, page: "ClaimsPage") -> None:
        """Serve a page: its keys and its menu."""
        self._page = page
        page.key_pressed.connect(self._key)
        page.menu_asked.connect(self.menu)
        page.selection_changed.connect(self._window.commands.refresh)
        page.filter_changed.connect(self._window.commands.refresh)

    @property
    def page(self) -> "ClaimsPage":
        """The page, while its workspace was shown at least once.

        Raises:
            RuntimeError: before that.
        """
        if self._page is None:
            raise RuntimeError("the table was never shown")
        return self._page

    # -- the commands

    def commands(self) -> list[Command]:
        """The commands of the menu Claim that are about the selected claims, and of View about the filter."""
        made = partial(Command, menu="Claim", shown=self._in_front, enabled=self._can_change)
        picks = [
            Command(
                f"table.pick-{number}",
                partial(self._pick_title, number),
                "Claim",
                partial(self.pick, number - 1),
                enabled=self._can_change,
                shown=partial(self._can_pick, number),
                separator=number == 1,
                name_in_lists=f"Tag the selected claims, dimension {number}",
            )
            for number in range(1, 10)
        ]
        checks = [
            made(f"table.{state.value}", f"{_STATES[state]} selected claims", run=partial(self.check, state))
            for state in CheckState
        ]
        return [
            *picks,
            made("table.replace", "Re&place or take away a tag…", run=self.replace, shortcut="Ctrl+R", separator=True),
            *checks,
            made("table.give", "Hand selected claims t&o another coder…", run=self.give),
            made("table.delete", "De&lete selected claims", run=self.delete, separator=True),
            Command(
                "table.export",
                "E&xport claims…",
                "Claim",
                self.export,
                "Ctrl+Shift+E",
                shown=self._in_front,
                enabled=self._has_claims,
                separator=True,
            ),
            Command("table.filter", "&Filter claims", "View", self.filter, shown=self._in_front, separator=True),
            Command(
                "table.clear", "Cl&ear the filter", "View", self.clear, shown=self._in_front, enabled=self._filtered
            ),
            Command("table.detail", "&Passage below the table", "View", self.detail, shown=self._in_front),
        ]

    def _in_front(self) -> bool:
        return self._page is not None and self._window.workspaces.current == ID

    def _can_change(self) -> bool:
        return (
            self._in_front() and self._session.can_write and bool(self.page.table.selected_count()) and self.page.whole
        )

    def _has_claims(self) -> bool:
        return self._in_front() and self.page.whole and bool(len(self.page.model.ids))

    def _filtered(self) -> bool:
        return self._in_front() and bool(self.page.asked.wanted)

    def _can_pick(self, number: int) -> bool:
        return self._in_front() and number <= len(self._session.codebook.dimensions)

    def _pick_title(self, number: int) -> str:
        dimensions = self._session.codebook.dimensions
        name = dimensions[number - 1].name.replace("&", "&&") if number <= len(dimensions) else ""
        return f"Tag selected claims: {name}"

    def _key(self, key: str) -> None:
        run = self._window.commands.run
        if key.isdecimal() and key != "0":
            run(f"table.pick-{key}")
        elif command := {"Delete": "table.delete", "F": "table.flagged", "/": "table.filter"}.get(key):
            run(command)

    def menu(self, at: QPoint) -> None:
        """Show what can be done to the selected claims."""
        commands = self._window.commands
        commands.refresh()
        menu = QMenu(self._window)
        for command in commands:
            if command.id.startswith("table.") and command.menu == "Claim" and command.shown():
                if command.separator and not menu.isEmpty():
                    menu.addSeparator()
                menu.addAction(commands.for_menu(command.id))
        menu.exec(at)
        menu.deleteLater()

    # -- the filter

    def filter(self) -> None:
        """Put the keyboard into the filter."""
        self.page.bar.focus_words()

    def clear(self) -> None:
        """List all claims."""
        self.page.bar.put(ClaimFilter())

    def detail(self) -> None:
        """Show or hide what stands around the passage."""
        self.page.toggle_detail()

    # -- changing

    def set_theme(self) -> None:
        """Show the picker in the window's colours."""
        if self._bulk is not None:
            self._bulk.picker.set_theme(self._window.theme)

    def pick(self, place: int) -> None:
        """Ask for a tag of one dimension for all that is selected."""
        from app.workspaces.claims.bulk import BulkPicker

        if not self._has_coder():
            return
        if self._bulk is None:
            self._bulk = BulkPicker(self._session, self._window.theme, self._window, self._answer, self._create)
        self._bulk.picker.set_theme(self._window.theme)
        table = self.page.table
        row = table.visualRect(table.currentIndex())
        near = QRect(table.viewport().mapToGlobal(row.topLeft()), row.size().boundedTo(table.size()))
        if not row.isValid() or not table.viewport().rect().intersects(row):
            near = QRect(table.viewport().mapToGlobal(QPoint(0, 0)), table.size().boundedTo(row.size()))
            near.setHeight(ROW_HEIGHT)
        self._bulk.ask(self.page.selected(), self._session.codebook.dimensions[place], near, table)

    def _has_coder(self) -> bool:
        if self._session.coder is None:
            self._window.files.switch_coder()
        return self._session.coder is not None

    def _answer(self, ids: Sequence[int], tag: Tag, role: str, away: bool) -> None:
        if away:
            self._do(f"Untag {_claims(ids)}: {tag.name}", ids, "Untagged", partial(_untag, tag_id=tag.id))
        else:
            self._do(f"Tag {_claims(ids)}: {tag.name}", ids, "Tagged", partial(_tag, tag_id=tag.id, role=role))

    def _create(self, ids: Sequence[int], dimension: Dimension, name: str, role: str, kind: str) -> None:
        types = {"type": kind} if kind else {}

        def work(project: Project, ids: Sequence[int]) -> Generator[Progress, None, tuple[int, int]]:
            tag_id = project.codebook.add_tag(dimension.id, name, **types)
            return (yield from _tag(project, ids, tag_id, role))

        self._do(f"Tag {_claims(ids)}: {name}", ids, "Tagged", work)

    def replace(self) -> None:
        """Ask for a tag and what takes its place on all that is selected."""
        from app.workspaces.claims.replacing import ReplaceDialog

        ids, codebook = self.page.selected(), self._session.codebook
        if not self._has_coder():
            return
        dialog = ReplaceDialog(codebook, len(ids), parent=self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        wanted = dialog.replacement()
        dialog.deleteLater()
        if not accepted or wanted is None:
            return
        old = codebook.tag(wanted.old)
        if wanted.new is None:
            untag = partial(_untag, tag_id=old.id, role=wanted.old_role)
            self._do(f"Untag {_claims(ids)}: {old.name}", ids, "Untagged", untag)
            return
        new, label = codebook.tag(wanted.new), f"Replace {old.name} on {_claims(ids)}"
        work = partial(_replace, wanted=wanted, new=new.id)
        self._do(f"{label}: {new.name}", ids, "Recoded", work)

    def check(self, state: CheckState) -> None:
        """Say of all that is selected whether it is checked."""
        ids = self.page.selected()
        self._do(f"{_STATES[state]} {_claims(ids)}", ids, _DONE[state], partial(_check, state=state))

    def give(self) -> None:
        """Make somebody else the coder of all that is selected."""
        menu, ids = QMenu(self._window), self.page.selected()
        for coder in self._session.project.coders.all() if self._session.project else ():
            menu.addAction(coder.name.replace("&", "&&"), partial(self._give, ids, coder.id, coder.name))
        table = self.page.table
        menu.exec(table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).bottomLeft()))
        menu.deleteLater()

    def _give(self, ids: Sequence[int], coder_id: int, name: str) -> None:
        self._do(f"Hand {_claims(ids)} to {name}", ids, "Handed over", partial(_give, coder_id=coder_id))

    def delete(self) -> None:
        """Delete all that is selected; a toast offers to undo it."""
        ids = self.page.selected()
        self._do(f"Delete {_claims(ids)}", ids, "Deleted", _delete)

    def _do(
        self, label: str, ids: Sequence[int], done: str, work: Callable[..., Generator[Progress, None, Any]]
    ) -> None:
        """Run one step over claims, at once or behind the window, and say what came of it."""
        if not len(ids) or not self._session.can_write:
            return
        if len(ids) <= AT_ONCE:
            outcome = self._session.run(label, lambda project: drive(work(project, ids)))
            if outcome is not None:
                self._say(done, outcome)
            return
        job = self._session.run_long(label, lambda project: work(project, ids))
        job.finished.connect(lambda outcome: self._say(done, outcome.value))
        job.cancelled.connect(lambda: self._window.toast.say(f"{label}: stopped, nothing was changed"))

    def _say(self, done: str, outcome: tuple[int, int]) -> None:
        changed, hidden = outcome
        if not changed:
            self._window.toast.say("Nothing had to be changed")
            return
        words = f"{done} {number_of(changed, 'claim')}"
        if hidden:
            where = "The" if changed == 1 else f"On {hidden:,} of them the"
            words += f" under your name. {where} table shows what others set."
        self._window.toast.say(words, "Undo", lambda: self._window.commands.run("edit.undo"))

    # -- exporting

    def export(self) -> None:
        """Ask what goes into which file, and write it behind the window."""
        from app.dialogs.saving import ask_target
        from app.workspaces.claims.exporting import KINDS, ExportDialog

        page, project = self.page, self._session.project
        if project is None:
            return
        self._window.inspector.flush()
        selected, shown = page.selected(), page.shown()
        asked = page.asked
        dialog = ExportDialog(len(shown), len(selected), asked.seen_by, page.bar.sentence, self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        choice, suffix, ids = dialog.choice(), dialog.suffix, selected if dialog.selected_only else shown
        dialog.deleteLater()
        if not accepted:
            return
        folder = self._window.settings.last_folder(_FOLDER, otherwise=project.home.parent)
        suggested = folder / f"{project.path.stem} claims{suffix}"
        path = ask_target(self._window, "Export claims", suggested, KINDS[suffix], suffix)
        if path is not None:
            self.write(ids, path, choice)

    def write(self, ids: Sequence[int], path: Path, choice: ExportChoice) -> Job:
        """Write claims behind the window; a toast says when they are there."""
        job = self._session.run_aside("Exporting claims", lambda project: export_claims(project, ids, path, choice))
        job.finished.connect(lambda count: self._written(path, count))
        job.cancelled.connect(lambda: self._window.toast.say("Export cancelled; the file is as it was"))
        return job

    def _written(self, path: Path, count: int) -> None:
        self._window.settings.keep_folder(path.parent, _FOLDER)
        address = QUrl.fromLocalFile(str(path))
        words = f"Exported {number_of(count, 'claim')}: {path.name}"
        self._window.toast.say(words, "Open", lambda: QDesktopServices.openUrl(address))


Outcome = Generator[Progress, None, tuple[int, int]]
"""Yields progress; returns how many claims changed, and on how many of them something else counts."""


def _tag(project: Project, ids: Sequence[int], tag_id: int, role: str = "") -> Outcome:
    changed = yield from recoding.tag(project, ids, tag_id, role)
    return changed, recoding.overruled(project, ids, tag_id)


def _untag(project: Project, ids: Sequence[int], tag_id: int, role: str | None = None) -> Outcome:
    return (yield from recoding.untag(project, ids, tag_id, role)), 0


def _replace(project: Project, ids: Sequence[int], wanted: "Replacement", new: int) -> Outcome:
    roles = {"old_role": wanted.old_role, "new_role": wanted.new_role}
    return (yield from recoding.replace(project, ids, wanted.old, new, **roles)), 0


def _check(project: Project, ids: Sequence[int], state: CheckState) -> Outcome:
    return (yield from recoding.check(project, ids, state)), 0


def _give(project: Project, ids: Sequence[int], coder_id: int) -> Outcome:
    return (yield from recoding.reassign(project, ids, coder_id)), 0


def _delete(project: Project, ids: Sequence[int]) -> Outcome:
    return (yield from recoding.delete(project, ids)), 0


def _claims(ids: Sequence[int]) -> str:
    return number_of(len(ids), "claim")
