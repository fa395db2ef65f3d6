"""Projects that others reach too: working on a copy and publishing it, and files that change underneath."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QMessageBox, QPushButton

from annotations.errors import AnnotationError, CancelledError, PublishRefusedError
from annotations.project import SUFFIX, Project
from annotations.store.files.lock import living_holder, stale_after
from annotations.store.files.watch import Outside
from annotations.store.sharing.places import Kind, Place, place_of
from annotations.store.sharing.working_copy import Kept, WorkingCopy, find, free_name, is_useful, save_kept
from app.commands import Command
from app.jobs import OnProgress
from app.waiting import wait_for

if TYPE_CHECKING:
    from app.window import Window

T = TypeVar("T")

_PROJECTS = f"Pressmark projects (*{SUFFIX})"
COPY = "copy"
IN_PLACE = "in place"
_ACCEPT = QMessageBox.ButtonRole.AcceptRole
_ACTION = QMessageBox.ButtonRole.ActionRole


class SharedFolderActions:
    """Offers a working copy, publishes it, and tells when a file was changed by others."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._settings = window.settings
        self._told = ""
        self._session.copy_left.connect(self._leave)
        # After the action that found it out has ended: a dialog in the middle of it would let others begin.
        self._session.lost.connect(self.offer_saving, Qt.ConnectionType.QueuedConnection)
        self._session.reloaded.connect(self._tell_reloaded)

    def commands(self) -> list[Command]:
        """The commands of the menu File."""
        return [
            Command(
                "file.publish",
                "Pub&lish now",
                "File",
                self.publish,
                enabled=self._has_copy,
                shown=self._has_copy,
                separator=True,
                after="file.import",
            ),
            Command(
                "file.rescue",
                "Save what yo&u have as…",
                "File",
                self.rescue,
                shown=self._is_lost,
                after="file.publish",
            ),
            Command(
                "file.shared_way",
                "Ask again about share&d folders",
                "File",
                self._ask_again,
                shown=lambda: bool(self._settings.shared_way),
                after="file.rescue",
            ),
        ]

    def _has_copy(self) -> bool:
        return bool(self._session.project and self._session.project.working_copy)

    def _is_lost(self) -> bool:
        return bool(self._session.project and self._session.project.outside.is_loss)

    def _ask_again(self) -> None:
        self._settings.shared_way = ""

    # -- opening

    def open(self, path: Path, person: tuple[str, str]) -> bool:
        """Open a project, on a working copy where the person wants that; whether that worked.

        Raises:
            ProjectLockedError: if someone else works in it.
        """
        place = place_of(path)
        if living_holder(path, stale_after(place)) or not _can_be_written(path):
            return self._session.open(path, person)
        if kept := find(path):
            return self._open_kept(kept, person)
        if place is None or not is_useful():
            return self._open_itself(path, person)
        way = self._settings.shared_way or self._ask_way(path, place)
        if way == COPY:
            return self._on_copy(path, lambda told: WorkingCopy.take(path, person[0], told), person)
        return way == IN_PLACE and self._open_itself(path, person)

    def _open_itself(self, path: Path, person: tuple[str, str]) -> bool:
        return self._window.upgrading.open(path, person, lambda: self._session.open(path, person))

    def tell_of_place(self, path: Path) -> None:
        """Say that a project that was just made lies where others reach it too, and offer to work on a copy."""
        project, place = self._session.project, place_of(path)
        if project and place and is_useful():
            self._window.banner.say(
                f"“{path.stem}” lies {_where(place)}, where others reach it too; each action is written there at once.",
                "Work on a copy…",
                lambda: self._reopen(project),
            )

    def _ask_way(self, path: Path, place: Place) -> str:
        where = _where(place)
        box = _box(
            self._window,
            "Shared folder",
            f"“{path.stem}” lies {where}, where others reach it too.",
            "Work on a copy: the work goes into a copy on this machine, and the whole file is published when the "
            "project is closed, or with File, Publish now. Others see who has it open.\n\n"
            "Open in place: every action is written there at once. It is slower, and a copy made in the middle of an "
            "action may be damaged.",
        )
        always = QCheckBox("Do the same from now on")
        box.setCheckBox(always)
        copy = box.addButton("Work on a copy", _ACCEPT)
        here = box.addButton("Open in place", _ACTION)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(copy)
        chosen = _asked(box)
        way = COPY if chosen is copy else IN_PLACE if chosen is here else ""
        if way and always.isChecked():
            self._settings.shared_way = way
        return way

    def _open_kept(self, kept: Kept, person: tuple[str, str]) -> bool:
        at = kept.at.astimezone()
        box = _box(
            self._window,
            "Unpublished work",
            f"You worked on a copy of “{kept.original.stem}” that was not published; its last change was at "
            f"{at:%H:%M on} {at.day} {at:%B}.",
            "Someone else has changed the project since, or it cannot be reached, so your copy cannot take its place. "
            "Save your copy under another name, then merge it into the project with File, Merge another copy."
            if kept.conflict
            else "Nobody has changed the project since.",
        )
        go_on = box.addButton("Continue with my copy", _ACCEPT)
        save = box.addButton("Save my copy as…", _ACTION)
        leave = box.addButton("Open the project itself", _ACTION)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(save if kept.conflict else go_on)
        chosen = _asked(box)
        if chosen is go_on:
            return self._on_copy(kept.original, lambda _: WorkingCopy.resume(kept, person[0]), person)
        if chosen is save:
            return self._save_kept(kept) and self.open(kept.original, person)
        return chosen is leave and self._open_itself(kept.original, person)

    def _on_copy(self, path: Path, take: Callable[[OnProgress], WorkingCopy], person: tuple[str, str]) -> bool:
        try:
            copy = self._wait(f"Copying “{path.stem}” to this machine", take)
        except PublishRefusedError as error:
            self._session.failed.emit(error)
            return False
        if copy is None:
            return False
        try:
            return self._window.upgrading.open(
                copy.path, person, lambda: self._session.open_copy(copy, person), original=path
            )
        finally:
            project = self._session.project
            if not project or project.working_copy is not copy:
                copy.release()

    def _save_kept(self, kept: Kept) -> bool:
        target = self._ask_name("Save my copy", free_name(kept))
        if target is None:
            return False
        return self._done(f"Saving “{target.stem}”", lambda told: save_kept(kept, target, told))

    # -- publishing

    def publish(self) -> None:
        """Put what the working copy holds in the original's place now."""
        project = self._session.project
        if project is None or project.working_copy is None:
            return
        self._window.inspector.flush()
        if self._done(f"Publishing “{project.home.stem}”", project.working_copy.publish):
            self._window.toast.say(f"Published: {project.home}")

    def _tell_reloaded(self) -> None:
        self._window.toast.say("Reloaded: another program has changed the project")

    def _leave(self, copy: WorkingCopy) -> None:
        """Publish a working copy that was just closed, and give the original back to others."""
        try:
            while copy.unpublished:
                try:
                    self._wait(f"Publishing “{copy.original.stem}”", copy.publish, quiet=False)
                except (AnnotationError, CancelledError) as error:
                    if not self._ask_again_after(copy, error):
                        break
        finally:
            copy.release()

    def _ask_again_after(self, copy: WorkingCopy, error: Exception) -> bool:
        """Say that a copy is not published, and whether to try once more."""
        refused = isinstance(error, PublishRefusedError)
        said = copy.why_not if refused else "Publishing was cancelled"
        if not said or not isinstance(error, PublishRefusedError | CancelledError):
            said = str(error)
        box = _box(
            self._window,
            "Not published",
            f"Your work on “{copy.original.stem}” is not published, but kept.",
            f"{said}.\n\nThe project: {copy.original}\nYour copy: {copy.path}\n\n"
            + (
                "Save your copy, and merge it with File, Merge another copy; or keep"
                if refused
                else "Try again, or keep"
            )
            + " it for later: it is offered when the project is opened on this machine again.",
        )
        later = box.addButton("Keep it for later", QMessageBox.ButtonRole.RejectRole)
        beside = box.addButton("Save my copy as…", _ACTION)
        again = None if refused else box.addButton("Try again", _ACCEPT)
        box.setDefaultButton(again or later)
        chosen = _asked(box)
        if chosen is beside and (kept := find(copy.original)):
            self._save_kept(kept)
            return True
        return again is not None and chosen is again

    # -- files that change underneath

    def look(self) -> None:
        """See what others did while another program was in front."""
        self._session.look()
        project = self._session.project
        copy = project.working_copy if project else None
        reason = copy.why_not if copy else ""
        if copy and reason and reason != self._told:
            self._window.banner.say(
                f"{copy.original}: {reason}, so your copy cannot take its place. Go on, and save your copy under "
                "another name when you close it."
            )
        self._told = reason

    def offer_saving(self) -> None:
        """Say that the open file is not there any more, and offer to keep what the window has."""
        project = self._session.project
        if project is None or not project.outside.is_loss:
            return
        box = _box(
            self._window,
            "The file was changed",
            f"{project.outside.value}: {project.path}",
            "Nothing more is stored in it. What is on the screen is what this window read and stored before.",
        )
        save = box.addButton("Save what you have as…", _ACCEPT)
        there = box.addButton("Open what is there now", _ACTION) if project.outside is not Outside.VANISHED else None
        box.addButton("Not now", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        chosen = _asked(box)
        if chosen is save:
            self.rescue()
        elif there is not None and chosen is there:
            self._reopen(project)

    def _reopen(self, project: Project) -> None:
        path = project.home
        if self._session.project is not project:
            return
        self._session.close_project()
        self._window.files.open(path)

    def rescue(self) -> None:
        """Save what the window has as a new file, and work in that."""
        project = self._session.project
        if project is None:
            return
        target = self._ask_name("Save what you have", project.home.with_name(f"{project.home.stem} (saved){SUFFIX}"))
        if target and self._done(f"Saving “{target.stem}”", partial(project.save_as, target)):
            self._window.files.open(target)

    # -- shared by them

    def _ask_name(self, title: str, suggested: Path) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(suggested), _PROJECTS)
        if not name:
            return None
        return Path(name if name.endswith(SUFFIX) else name + SUFFIX)

    def _wait(self, label: str, work: Callable[[OnProgress], T], *, quiet: bool = True) -> T | None:
        """Wait for something; cancelled, it is None where nothing has to be said of that."""
        try:
            return wait_for(label, work, self._window)
        except CancelledError:
            if quiet:
                return None
            raise

    def _done(self, label: str, work: Callable[[OnProgress], object]) -> bool:
        """Wait for something and tell why it failed; whether it is done."""
        try:
            wait_for(label, work, self._window)
        except CancelledError:
            return False
        except AnnotationError as error:
            self._session.failed.emit(error)
            return False
        return True


def _can_be_written(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _where(place: Place) -> str:
    return f"{'in' if place.kind is Kind.SYNCHRONISED else 'on'} {place.name}"


def _box(window: "Window", title: str, text: str, more: str) -> QMessageBox:
    box = QMessageBox(window)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{text}\n\n{more}")
    return box


def _asked(box: QMessageBox) -> QPushButton | None:
    box.exec()
    chosen = box.clickedButton()
    box.deleteLater()
    return chosen if isinstance(chosen, QPushButton) else None
