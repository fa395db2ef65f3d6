"""The actors that the program knows: those of a codebook, the gazetteer, and the person's own file laid over it."""

from threading import Lock, Thread

from PySide6.QtCore import QObject, Signal

from annotations.codebook import Codebook
from annotations.errors import AnnotationError
from annotations.language.actors import Actors
from annotations.language.gazetteer import Gazetteer, load_gazetteer, own_file

_MOST_KEPT = 4
_Key = tuple[int, int | None, str]


class KnownActors(QObject):
    """Makes them once for each codebook. Everything here may be called on any thread.

    A file of the person's own that cannot be used is told once, and done without until it changes.
    """

    changed = Signal()
    """The person's own file was changed: others may be known."""
    failed = Signal(object)
    """An `AnnotationError`: what is wrong with that file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = Lock()
        self._gazetteer: Gazetteer | None = None
        self._stamp: tuple[int, int] | None = None
        self._made: dict[_Key, tuple[Codebook, Actors]] = {}

    @property
    def gazetteer(self) -> Gazetteer:
        """The shipped one with the person's own file over it, read when it is first needed."""
        with self._lock:
            if self._gazetteer is None:
                self._read()
            assert self._gazetteer is not None
            return self._gazetteer

    def of(self, codebook: Codebook, dimension_id: int | None = None, home: str = "") -> Actors:
        """Those of a codebook and the gazetteer; see `Actors.of`."""
        gazetteer = self.gazetteer
        key = id(codebook), dimension_id, home
        made = self._made.get(key)
        if made is None or made[0] is not codebook or made[1].gazetteer is not gazetteer:
            made = codebook, Actors.of(codebook, gazetteer, home, dimension_id)
            with self._lock:
                self._made[key] = made
                while len(self._made) > _MOST_KEPT:
                    del self._made[next(iter(self._made))]
        return made[1]

    def prepare(self) -> Thread:
        """Make what takes longest, on a thread of its own, before somebody waits for it."""

        def make() -> None:
            gazetteer = self.gazetteer
            _ = gazetteer.names, gazetteer.by_name

        thread = Thread(target=make, daemon=True, name="known actors")
        thread.start()
        return thread

    def look_again(self) -> None:
        """Read the person's file anew if it was changed since."""
        with self._lock:
            if self._gazetteer is None or _stamp() == self._stamp:
                return
            self._read()
        self.changed.emit()

    def _read(self) -> None:
        self._stamp = _stamp()
        try:
            self._gazetteer = load_gazetteer(own_file())
        except AnnotationError as error:
            self._gazetteer = load_gazetteer()
            self.failed.emit(error)


def _stamp() -> tuple[int, int]:
    """What tells whether the person's file is another than before."""
    try:
        found = own_file().stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
