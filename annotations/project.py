"""The project: the one object the outside holds."""

import errno
import os
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, TypeVar

from annotations.codebook import CodebookFile
from annotations.codebook_file import shipped_codebook
from annotations.dates import in_words
from annotations.errors import ProjectFileError, UpgradeError
from annotations.progress import Progress, drive
from annotations.sharing import CopyChoice, Size
from annotations.store.article_lists import ArticleLists
from annotations.store.articles import Articles
from annotations.store.batches import Batches
from annotations.store.briefs import Briefs
from annotations.store.changes import Changes
from annotations.store.claim_lists import ClaimLists
from annotations.store.claims import Claims
from annotations.store.codebooks.codebook import CodebookStore
from annotations.store.coders import Coders
from annotations.store.codings import Codings
from annotations.store.connections.brake import OnProgress
from annotations.store.corrections import Corrections
from annotations.store.cuts import Cuts
from annotations.store.engine_results import EngineResults
from annotations.store.files import known, opening
from annotations.store.files.check import problems
from annotations.store.files.lock import HEARTBEAT, Lock, stale_after
from annotations.store.files.making import make
from annotations.store.files.opening import Inspected
from annotations.store.files.templates import copy_setup
from annotations.store.files.vetting import Vetting
from annotations.store.files.watch import Outside
from annotations.store.format.marks import Marks, archived_on, marks_of
from annotations.store.format.upgrading import Upgrade, upgrade
from annotations.store.groups import Groups
from annotations.store.history import History
from annotations.store.issues import Issues
from annotations.store.merging.gateway import Merging
from annotations.store.origins import Origins
from annotations.store.outlets import Outlets
from annotations.store.rejections import Rejections
from annotations.store.reviews import Reviews
from annotations.store.saved_filters import SavedFilters
from annotations.store.search import Search
from annotations.store.second_codings import SecondCodings
from annotations.store.settlements import Settlements
from annotations.store.sharing.copies import estimate, write_copy
from annotations.store.sharing.places import place_of
from annotations.store.sharing.working_copy import WorkingCopy
from annotations.store.store import Outcome, Store
from annotations.store.triage import Triage
from annotations.store.vectors import KeptVectors
from annotations.store.versions import Versions
from annotations.store.views import View, columns_of, rows_of

T = TypeVar("T")
Work = Callable[[Any], T | Generator[Progress, None, T]]

SUFFIX = ".pressmark"


class Project:
    """An open project file. Reading works on every thread; writing only inside `step`.

    Made by `create` or `open`; a context manager that closes it. `coder_id` is the person whose work it is from now
    on, 0 while nobody is named.
    """

    def __init__(self, store: Store, lock: Lock | None, read_only_reason: str = "") -> None:
        """Use `create` or `open` instead."""
        self._store = store
        self._lock = lock
        self.path = store.path
        self._reason = read_only_reason
        self._damage = ""
        self._vetting: Vetting | None = None
        self.upgrade: Upgrade | None = None
        """What was done to the file when it was opened, if it was of an older format."""
        self.outlets = Outlets(store)
        self.batches = Batches(store)
        self.articles = Articles(store, self.outlets, self.batches)
        self.lists = ArticleLists(store, self.articles)
        self.triage = Triage(store, self.articles)
        self.groups = Groups(store, self.articles)
        self.origins = Origins(store)
        self.cuts = Cuts(store)
        self.corrections = Corrections(store)
        self.claims = Claims(store)
        self.rejections = Rejections(store)
        self.versions = Versions(store, self.articles, self.claims, self.cuts, self.triage)
        self.codebook = CodebookStore(store)
        self.claim_lists = ClaimLists(store, self.claims, self.codebook)
        self.coders = Coders(store)
        self.codings = Codings(store)
        self.second_codings = SecondCodings(store)
        self.settlements = Settlements(store, self.claims, self.codebook, self.coders)
        self.briefs = Briefs(store)
        self.issues = Issues(store)
        self.reviews = Reviews(store)
        self.history = History(store)
        self.search = Search(store, self.outlets)
        self.saved_filters = SavedFilters(store)
        self.engine_results = EngineResults(store)
        self.vectors = KeptVectors(store)
        self.merging = Merging(store)
        self.uid = store.project_uid()
        self.working_copy: WorkingCopy | None = None
        self._closing = threading.Event()
        if lock:
            threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()

    @classmethod
    def create(
        cls,
        path: Path,
        codebook: CodebookFile | None = None,
        *,
        coder: tuple[str, str] | None = None,
        like: "Project | None" = None,
    ) -> Self:
        """Make a new project file and open it.

        Args:
            path: where; nothing is overwritten.
            codebook: what to start with; the shipped default if None.
            coder: name and initials of the person who works.
            like: an open project whose outlets, codebook and briefs, as templates, it starts with instead.

        Raises:
            ProjectFileError: if something stands there or the folder cannot be written.
        """
        path = Path(path).absolute()

        def fill(store: Store) -> int:
            if like:
                copy_setup(like._store, store)  # noqa: SLF001  (a project's own)
            else:
                CodebookStore(store).start_with(codebook or shipped_codebook())
            return Coders(store).ensure(*coder) if coder else 0

        coder_id = make(path, fill)
        project = cls._opened(path, coder[0] if coder else "")
        project.coder_id = coder_id
        return project

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, person: str = "") -> Self:
        """Open a project file.

        A file or folder that cannot be written is opened for reading, and `read_only_reason` says why; so is one whose
        contents are damaged: see `damage`. Where others reach it too (see `annotations.store.sharing.places`) it is
        written with a rollback journal. One of an older format is backed up and brought to the present one before it is
        written: see `upgrade`; only read, it stays as it is.

        Args:
            path: the file.
            read_only: whether to read it only, beside whoever writes it.
            person: who is told to others who find it open; the login name if empty.

        Raises:
            DamagedFileError: if it is so badly damaged that it cannot be read.
            ProjectFileError: if it is no project, or made by a newer program.
            ProjectLockedError: if someone else has it open for writing.
        """
        path, upgraded, why_not = Path(path).absolute(), None, "It has an older format"
        try:
            upgraded = None if read_only else drive(upgrade(path, person))
        except UpgradeError as error:
            why_not = error.what
        inspected = opening.inspect(path)
        try:
            if inspected.vetting:
                inspected.vetting.pause()
            project = cls._open(path, inspected, why_not, read_only=read_only, person=person)
        except BaseException:
            if inspected.vetting:
                inspected.vetting.close()
            raise
        project._damage, project._vetting = inspected.damage, inspected.vetting  # noqa: SLF001  (its own)
        project.upgrade = upgraded
        if inspected.vetting:
            inspected.vetting.go_on()
        return project

    @classmethod
    def _open(cls, path: Path, inspected: Inspected, not_upgraded: str, *, read_only: bool, person: str) -> Self:
        immutable = inspected.immutable
        reason = inspected.damage or ("It was opened for reading only" if read_only else "")
        reason = reason or _why_only_read(path, immutable=immutable)
        if reason := reason or (not_upgraded if inspected.is_older else ""):
            return cls._read_only(path, reason, immutable=immutable)
        try:
            return cls._opened(path, person)
        except ProjectFileError as error:
            if getattr(error.__cause__, "errno", 0) not in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise
        # A share may say that it can be written until somebody tries.
        return cls._read_only(path, "The folder cannot be written", immutable=immutable)

    @classmethod
    def open_copy(cls, copy: WorkingCopy, *, person: str = "") -> Self:
        """Open a working copy; closing the project leaves it to the caller to publish and to release the copy.

        Raises:
            ProjectFileError: as `open`; the copy is released then.
        """
        try:
            project = cls.open(copy.path, person=person)
        except BaseException:
            copy.release()
            raise
        project.working_copy = copy
        return project

    @classmethod
    def _read_only(cls, path: Path, reason: str, *, immutable: bool) -> Self:
        store = Store(path, writable=False, immutable=immutable)
        try:
            return cls(store, None, reason)
        except BaseException:
            store.close()
            raise

    @classmethod
    def _opened(cls, path: Path, person: str) -> Self:
        place = place_of(path)
        try:
            lock = Lock(path, person, stale_after(place))
        except OSError as error:
            raise ProjectFileError(
                f"No lock can be put beside the file ({error.strerror})", "Check its folder and disk", path
            ) from error
        try:
            store = Store(path, writable=True, rollback=place is not None)
        except BaseException:
            lock.release()
            raise
        try:
            return cls(store, lock)
        except BaseException:
            store.close()
            lock.release()
            raise

    def _beat(self) -> None:
        while not self._closing.wait(HEARTBEAT):
            if self._lock:
                with suppress(OSError):
                    self._lock.beat()
            if self.working_copy:
                with suppress(OSError):
                    self.working_copy.beat()

    def close(self) -> None:
        """Close the file: it is then one complete file. Waits for the step under way; may be called twice."""
        if self._closing.is_set():
            return
        self._closing.set()
        if self._vetting:
            self._vetting.close()
        try:
            self._store.close()
        finally:
            if self._lock:
                if not self._store.outside.is_loss and self.checked and not self.damage:
                    known.remember(self.path)
                self._lock.release()

    def __enter__(self) -> Self:
        """Nothing to do: the project is open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    @property
    def home(self) -> Path:
        """Where the person has the project: of a working copy, the original."""
        return self.working_copy.original if self.working_copy else self.path

    @property
    def read_only(self) -> bool:
        """Whether steps are refused."""
        return not self._store.writable or bool(self.damage)

    @property
    def keeps_results(self) -> bool:
        """Whether what engines found is kept in the file.

        Not in one that others reach too, nor in a copy that is put in its place: whoever only reads changes neither.
        """
        return not self.read_only and self.working_copy is None and place_of(self.path) is None

    @property
    def read_only_reason(self) -> str:
        """Why steps are refused, one sentence; empty if they are not."""
        return self.damage or self._reason

    @property
    def damage(self) -> str:
        """What is wrong with the file's contents, as far as it was read through: one sentence, empty if nothing is."""
        result = self._vetting.result if self._vetting else None
        return self._damage or (result.result() if result and result.done() and not result.cancelled() else "")

    @property
    def checked(self) -> bool:
        """Whether the file needed no reading through, or was read through to the end."""
        result = self._vetting.result if self._vetting else None
        return result is None or (result.done() and not result.cancelled())

    def when_checked(self, tell: Callable[[str], object]) -> None:
        """Call `tell` on some thread with `damage` once the file was read through, if that is still under way."""
        if self._vetting:
            self._vetting.when_known(tell)

    @property
    def coder_id(self) -> int:
        """The person whose work it is, 0 while nobody is named."""
        return self._store.coder_id

    @coder_id.setter
    def coder_id(self, coder_id: int) -> None:
        self._store.coder_id = coder_id

    @property
    def veiled(self) -> bool:
        """Whether others' work is hidden from this person in some articles, because they code second.

        It is hidden from everything that is read outside steps, be it counted, searched or listed.
        """
        return self._store.veiled

    def step(
        self,
        label: str,
        work: Work[T],
        *,
        initiator: object = None,
        on_progress: OnProgress | None = None,
        joins: str = "",
    ) -> Outcome[T]:
        """Run one action as one transaction and one undo step, and wait for it.

        Args:
            label: the action's name, as the menu shows it after "Undo".
            work: called with this project on the writer thread. It may be a generator of `Progress`.
            initiator: whoever started it; handed on in the changes.
            on_progress: told of each progress; may raise `CancelledError`.
            joins: what is edited ("claim/12/note"). Where the last step edited the same, by the same coder and less
                than a minute ago, this one becomes part of it: one undo takes back the whole edit.

        Returns:
            What `work` returned, and the changes. An exception of `work` leaves the file as it was and is raised
            here. Within a step this joins the outer one.
        """
        return self._store.step(label, lambda: work(self), initiator=initiator, on_progress=on_progress, joins=joins)

    def submit(
        self, label: str, work: Work[T], *, initiator: object = None, on_progress: OnProgress | None = None
    ) -> Future[Outcome[T]]:
        """As `step`, without waiting."""
        return self._store.submit(label, lambda: work(self), initiator=initiator, on_progress=on_progress)

    def undo(self, *, initiator: object = None, on_progress: OnProgress | None = None) -> Changes:
        """Take back the last step.

        Args:
            initiator: whoever asked for it; handed on in the changes.
            on_progress: told how many of the step's rows were set back; may raise `CancelledError`.

        Raises:
            StepRefusedError: if there is none, or what it touched was changed since; nothing is changed then.
        """
        return self.submit_undo(initiator=initiator, on_progress=on_progress).result()

    def redo(self, *, initiator: object = None, on_progress: OnProgress | None = None) -> Changes:
        """Do the step again that was taken back last.

        Raises:
            StepRefusedError: as `undo`.
        """
        return self.submit_redo(initiator=initiator, on_progress=on_progress).result()

    def submit_undo(self, *, initiator: object = None, on_progress: OnProgress | None = None) -> Future[Changes]:
        """As `undo`, without waiting."""
        return self._store.undo(initiator=initiator, on_progress=on_progress)

    def submit_redo(self, *, initiator: object = None, on_progress: OnProgress | None = None) -> Future[Changes]:
        """As `redo`, without waiting."""
        return self._store.redo(initiator=initiator, on_progress=on_progress)

    @property
    def undo_is_long(self) -> bool:
        """Whether `undo` has so much to set back that nobody should wait for it."""
        return self._store.takes_long("done")

    @property
    def redo_is_long(self) -> bool:
        """Whether `redo` has so much to do again that nobody should wait for it."""
        return self._store.takes_long("undone")

    @property
    def undo_label(self) -> str:
        """Name of the step that `undo` takes back, empty if there is none."""
        return self._store.label("done")

    @property
    def redo_label(self) -> str:
        """Name of the step that `redo` does again, empty if there is none."""
        return self._store.label("undone")

    def checkpoint(self) -> bool:
        """Fold everything into the one file.

        Returns:
            Whether a copy made now is complete; False while another thread or program reads: try again later.
        """
        return self._store.checkpoint()

    @property
    def marks(self) -> Marks:
        """What the file says of itself: excerpts only, an archive."""
        return marks_of(self._store)

    def copy(self, target: Path, choice: CopyChoice, *, replace: bool = False) -> Generator[Progress, None, int]:
        """Write a compact, checked copy and return its size in bytes; the work may go on meanwhile.

        Raises:
            ProjectFileError: if the target is this file or cannot be written, or the copy would not be sound.
            ProjectLockedError: if the target is a project that someone has open.
        """
        return write_copy(self._store, target, choice, replace=replace)

    def listing(self, view: View) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Names of the columns, and the rows as they are read, of one of the readable views."""
        return columns_of(self._store, view), rows_of(self._store, view)

    @property
    def copy_size(self) -> Size:
        """About how large copies will be."""
        return estimate(self._store)

    def look(self) -> Outside:
        """What other programs did to the file since the last look or step; see `annotations.store.files.watch`.

        Of a project open for reading it is always asked on one thread.
        """
        return self._store.look()

    @property
    def outside(self) -> Outside:
        """What parted the file from what is open, as far as that was seen; nothing can be stored then."""
        return self._store.outside

    def save_as(self, target: Path, on_progress: OnProgress | None = None) -> None:
        """Write what is open into a new file, whatever happened to the file itself.

        Raises:
            ProjectFileError: if `target` cannot be written, or what is open is not whole any more.
        """
        self._store.save_as(Path(target).absolute(), on_progress)

    def check(self) -> list[str]:
        """What is wrong with the file, one sentence each; empty if it is sound."""
        return problems(self._store)


def _why_only_read(path: Path, *, immutable: bool) -> str:
    """What keeps a sound project from being written, one sentence; empty if nothing does."""
    if archived := archived_on(path, immutable=immutable):
        return f"It was archived on {in_words(archived)}"
    for what, place in (("The file", path), ("The folder", path.parent)):
        if not os.access(place, os.W_OK):
            return f"{what} cannot be written"
    return ""
