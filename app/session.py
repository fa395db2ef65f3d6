"""The open project as the window sees it: actions go in, one signal of changes comes out."""

from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.claims import Coder
from annotations.codebook import Codebook
from annotations.errors import AnnotationError, FileLostError, ProjectLockedError, StepRefusedError
from annotations.importers.readers import Readers
from annotations.progress import Progress, drive
from annotations.project import Project
from annotations.store.changes import Changes, TableChanges
from annotations.store.files.watch import Outside
from annotations.store.sharing.working_copy import WorkingCopy
from app.background import Background
from app.jobs import Job, Jobs, OnProgress

T = TypeVar("T")

TABLES = (
    *("outlets", "articles", "claims", "claim_tags", "dimensions", "tags", "aliases", "coders", "briefs"),
    *("cuts", "earlier_texts", "triaged", "batches", "brief_issues", "review_comments"),
    *("samples", "second_codings", "settlements"),
)
"""What the views read."""

IDLE = 2000
"""Milliseconds after the last change at which the file is made complete."""


class Session(QObject):
    """Holds the open project; every change of it goes through `run`, `run_long`, `undo` or `redo`.

    An `AnnotationError` of an action is the person's to solve and is told by `failed`; anything else is raised.
    """

    changed = Signal(object)
    """The `Changes` of a step, undo or redo."""
    project_changed = Signal()
    """A project was opened or closed."""
    closing = Signal()
    """The project is about to be closed: what is being typed must be stored now."""
    coder_changed = Signal()
    """Another person works now."""
    writable_changed = Signal()
    """`can_write` may answer differently."""
    failed = Signal(object)
    """An `AnnotationError`, to be shown as a banner."""
    lost = Signal()
    """The file is not the one that was opened any more: nothing can be stored in it."""
    reloaded = Signal()
    """Another program stored something in the project; the views were told to read it anew."""
    copy_left = Signal(object)
    """A project on a `WorkingCopy` was closed: the copy is to be published and released."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self.jobs = Jobs(self)
        self.jobs.changed.connect(self.writable_changed)
        self._lost = False
        self._background = ThreadPoolExecutor(1, thread_name_prefix="job")
        self.background = Background(self)
        """The threads of every `Question` to the project."""
        self.readers = Readers()
        """Children that read press files."""
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE)
        self._idle.timeout.connect(self.checkpoint)

    # -- the project

    def create(self, path: Path, person: tuple[str, str], *, like: Project | None = None) -> bool:
        """Make a project, set up like another one if that is given, and open it; whether that worked."""
        try:
            return self._take(lambda: Project.create(path, coder=person, like=like))
        except ProjectLockedError as error:
            self.failed.emit(error)
            return False

    def open(self, path: Path, person: tuple[str, str]) -> bool:
        """Open a project, for reading only where it cannot be written; whether that worked.

        Raises:
            ProjectLockedError: if someone else works in it; the person may want to read it all the same.
        """
        return self._take(lambda: _worked_on_by(person, Project.open(path, person=person[0])))

    def open_copy(self, copy: WorkingCopy, person: tuple[str, str]) -> bool:
        """Open a working copy; whether that worked. `copy_left` tells when it was closed."""
        return self._take(lambda: _worked_on_by(person, Project.open_copy(copy, person=person[0])))

    def open_read_only(self, path: Path) -> bool:
        """Open a project for reading; whether that worked."""
        return self._take(lambda: Project.open(path, read_only=True))

    def _take(self, opened: Callable[[], Project]) -> bool:
        try:
            project = opened()
        except ProjectLockedError:
            raise
        except AnnotationError as error:
            self.failed.emit(error)
            return False
        self.close_project()
        self.project = project
        self._lost = False
        project.look()
        self.project_changed.emit()
        self.coder_changed.emit()
        self.writable_changed.emit()
        return True

    def close_project(self) -> None:
        """Close the project, if one is open: stops its jobs and leaves one complete file."""
        if self.project is None:
            return
        # First the jobs: while one stores, what is being typed could not be.
        self.jobs.stop_all()
        self.closing.emit()
        self._idle.stop()
        project, self.project = self.project, None
        project.close()
        self.project_changed.emit()
        self.writable_changed.emit()
        if project.working_copy:
            self.copy_left.emit(project.working_copy)

    def shut_down(self) -> None:
        """Close everything; the session is not used after."""
        self.close_project()
        self._background.shutdown()
        self.background.shut_down()
        self.readers.close()

    @property
    def can_write(self) -> bool:
        """Whether actions are possible now."""
        return not self.why_not

    @property
    def why_not(self) -> str:
        """Why actions are not possible, one sentence; empty if they are."""
        if self.project is None:
            return "No project is open"
        if self.project.read_only:
            return self.project.read_only_reason or "The project is open for reading only"
        if self.project.outside.is_loss:
            return f"{self.project.outside.value}: {self.project.path}"
        if job := self.jobs.storing:
            return f"Wait until this is done: {job.label}"
        return ""

    @property
    def codebook(self) -> Codebook:
        """The project's codebook, empty without a project."""
        return self.project.codebook.read() if self.project else Codebook()

    # -- the person

    @property
    def coder(self) -> Coder | None:
        """The person whose work it is."""
        if self.project is None or not self.project.coder_id:
            return None
        try:
            return self.project.coders.get(self.project.coder_id)
        except KeyError:
            return None

    def switch_coder(self, name: str, initials: str) -> None:
        """Work under this name from now on; the project learns it if it is new."""
        if self.project is None or self.project.read_only:
            return
        coder_id = self.run("Add coder", lambda project: project.coders.ensure(name, initials))
        if coder_id:
            was_veiled, self.project.coder_id = self.project.veiled, coder_id
            self.coder_changed.emit()
            if was_veiled or self.project.veiled:
                self._tell_all(self.project)

    # -- actions

    def run(self, label: str, work: Callable[[Project], T], initiator: object = None, *, joins: str = "") -> T | None:
        """Run a short action as one step and wait for it.

        Args:
            label: its name in the Edit menu.
            work: called on the writer thread; must not touch the window.
            initiator: whoever started it.
            joins: what is edited: rapid edits of the same are one step; see `Project.step`.

        Returns:
            What `work` returned, or None if it failed; `failed` has told why then, and nothing was stored.
        """
        if self.project is None or self.why_not:
            self.failed.emit(self._refusal())
            return None
        try:
            outcome = self.project.step(label, work, initiator=initiator, joins=joins)
        except AnnotationError as error:
            self._fail(error)
            return None
        self._tell(outcome.changes)
        return outcome.value

    def _refusal(self) -> StepRefusedError:
        return StepRefusedError(self.why_not, "Nothing was changed")

    def run_long(self, label: str, work: Callable[[Project], object], initiator: object = None) -> Job:
        """Run a long action as one step behind the window; nothing else can be stored meanwhile.

        The job's `finished` hands on the step's `Outcome`; `work` may be a generator of `Progress`. Where actions are
        not possible now the job fails with the reason.
        """
        project = self.project
        if project is None or self.why_not:
            return self._begin(Job(label, parent=self), _refused(self._refusal()))
        job = Job(label, stores=True, parent=self)
        self._begin(job, lambda told: project.submit(label, work, initiator=initiator, on_progress=told))
        job.finished.connect(lambda outcome: self._tell(outcome.changes))
        return job

    def run_aside(self, label: str, work: Callable[[Project], Generator[Progress, None, Any]]) -> Job:
        """Run long work that only reads the project, on a thread of its own."""
        project, job = self.project, Job(label, parent=self)
        if project is None:
            return self._begin(job, _refused(self._refusal()))
        return self._begin(job, lambda told: self._background.submit(lambda: drive(work(project), told)))

    def run_apart(self, label: str, work: Callable[[], Generator[Progress, None, Any]]) -> Job:
        """Run long work that needs no open project, on a thread of its own."""
        job = Job(label, parent=self)
        return self._begin(job, lambda told: self._background.submit(lambda: drive(work(), told)))

    def _begin(self, job: Job, begin: Callable[[OnProgress], "Future[Any]"]) -> Job:
        # The job is forgotten before anybody hears how it ended, so that they can act at once.
        self.jobs.add(job)
        job.failed.connect(self._job_failed)
        job.start(begin)
        return job

    def _job_failed(self, error: BaseException) -> None:
        if not isinstance(error, AnnotationError):
            raise error
        self._fail(error)

    def _fail(self, error: AnnotationError) -> None:
        self.failed.emit(error)
        if isinstance(error, FileLostError):
            self._lose()

    def undo(self, then: Callable[[Changes], object] | None = None) -> Changes | None:
        """Take back the last step.

        A large one is taken back behind the window, as a job; nothing else can be stored meanwhile.

        Args:
            then: called with what that changed, once every view was told.

        Returns:
            What it changed; None where it was refused, and where it goes on.
        """
        return self._replay("Undo", then)

    def redo(self, then: Callable[[Changes], object] | None = None) -> Changes | None:
        """Do the step again that was taken back last; as `undo`."""
        return self._replay("Redo", then)

    def _replay(self, verb: str, then: Callable[[Changes], object] | None) -> Changes | None:
        project = self.project
        if project is None or self.why_not:
            self.failed.emit(self._refusal())
            return None
        undoes = verb == "Undo"
        submit = project.submit_undo if undoes else project.submit_redo
        try:
            if project.undo_is_long if undoes else project.redo_is_long:
                job = Job(f"{verb} {self.undo_label if undoes else self.redo_label}", stores=True, parent=self)
                self._begin(job, lambda told: submit(initiator=self, on_progress=told))
                job.finished.connect(lambda changes: self._replayed(changes, then))
                return None
            changes = submit(initiator=self).result()
        except AnnotationError as error:
            self._fail(error)
            return None
        self._replayed(changes, then)
        return changes

    def _replayed(self, changes: Changes, then: Callable[[Changes], object] | None) -> None:
        self._tell(changes)
        if then:
            then(changes)

    @property
    def undo_label(self) -> str:
        """Name of what `undo` takes back, empty if there is nothing."""
        return self.project.undo_label if self.project else ""

    @property
    def redo_label(self) -> str:
        """Name of what `redo` does again, empty if there is nothing."""
        return self.project.redo_label if self.project else ""

    # -- other programs

    def look(self) -> None:
        """See what other programs did to the file since the last action, and follow or stop.

        Of a file that was changed in place the views are told to read everything anew. One that was replaced is read
        again where it is only read; where it is written, `lost` is told once.
        """
        project = self.project
        if project is None or self.jobs.storing:
            return
        try:
            found = project.look()
        except AnnotationError as error:
            self.failed.emit(error)
            return
        if found is Outside.COMMITTED:
            self._reload(project)
        elif found.is_loss and not project.read_only:
            self._lose()
        elif found in (Outside.REPLACED, Outside.OVERWRITTEN) and self.open_read_only(project.path):
            self.reloaded.emit()

    def _tell_all(self, project: Project) -> None:
        """Have every view read everything anew."""
        tables = dict.fromkeys(TABLES, TableChanges(everything=True))
        self.changed.emit(Changes("", None, 0, tables, frozenset(project.articles.ids())))

    def _reload(self, project: Project) -> None:
        self._tell_all(project)
        self._follow_coder()
        self.reloaded.emit()

    def _lose(self) -> None:
        if not self._lost:
            self._lost = True
            self.writable_changed.emit()
            self.lost.emit()

    def checkpoint(self) -> None:
        """Make the file complete behind the window, so that a copy of it is whole; later, while a job stores."""
        project = self.project
        if project is None or project.read_only:
            return
        if self.jobs.storing:
            self._idle.start()
        elif project.outside.is_loss:
            self.look()
        else:
            self.background.put(project.checkpoint, lambda asked: self._completed(project, asked.future))

    def complete_later(self) -> None:
        """Make the file complete at the next pause: something was put in it beside the work."""
        if self.project and not self.project.read_only:
            self._idle.start()

    def _completed(self, project: Project, done: "Future[bool]") -> None:
        if self.project is not project:
            return
        error = done.exception()
        if isinstance(error, AnnotationError):
            self._fail(error)
        elif error:
            raise error
        elif not done.result():
            self._idle.start()  # somebody reads
        self.look()

    def _tell(self, changes: Changes) -> None:
        self._idle.start()
        self.look()
        if changes.empty:
            return
        if changes.touches("coders"):
            self._follow_coder()
        if changes.touches("samples", "second_codings"):
            changes = _with_claims(changes)
        self.changed.emit(changes)

    def _follow_coder(self) -> None:
        """Undoing may take away the person who works here; nobody is named then."""
        if self.project and self.coder is None:
            self.project.coder_id = 0
        self.coder_changed.emit()


def _with_claims(changes: Changes) -> Changes:
    """As if their claims had changed, too: those of others are hidden, or shown again, with a second coding."""
    every = TableChanges(everything=True)
    hidden = ("claims", "claim_tags", "settlements", "review_comments", "brief_issues")
    return replace(changes, tables={**changes.tables, **dict.fromkeys(hidden, every)})


def _worked_on_by(person: tuple[str, str], project: Project) -> Project:
    """The project, under the name of this person if it knows them."""
    if not project.read_only:
        known = {coder.name.casefold(): coder.id for coder in project.coders.all()}
        project.coder_id = known.get(" ".join(person[0].split()).casefold(), 0)
    return project


def _refused(error: AnnotationError) -> Callable[[OnProgress], "Future[Any]"]:
    """Work that was not allowed to begin."""
    future: Future[Any] = Future()
    future.set_exception(error)
    return lambda _: future
