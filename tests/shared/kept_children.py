"""Children that read press files and texts, kept from one test to the next: each takes a second or more to start."""

from collections.abc import Generator, Iterator
from typing import Any

import pytest

from annotations.importers.readers import WORKERS, Readers
from annotations.process_memory import used_by
from annotations.worker import Worker

_MOST = 400_000_000
"""Bytes of memory above which a child that reads texts does not stay: it would come near the limit that it has."""

_readers: list[Worker] = []
_of_texts: list[Any] = []
"""Children that earlier tests left, with nothing to do."""


class KeptReaders(Readers):
    """Begins with the children that are left, and leaves those that it has when it is closed."""

    def __init__(self) -> None:
        super().__init__(kept=3600)
        self._idle, _readers[:] = _readers[:], []

    def close(self) -> None:
        with self._guard:
            left, self._idle = self._idle, []
            self._closed = True
            if self._clock:
                self._clock.cancel()
        room = WORKERS - len(_readers)
        _readers.extend(left[:room])
        for child in left[room:]:
            child.close()


class KeptForTexts(Worker):
    """Is the child that is left rather than a new one, and leaves it when it is closed in between two texts."""

    _asking = False

    def _started(self) -> Any:
        with self._guard:
            if self._child is None and not self._closed and _of_texts:
                self._child = _of_texts.pop()
        return super()._started()

    def _ask(self, *request: Any, **how: Any) -> Generator[Any, None, Any]:
        self._asking = True
        result = yield from super()._ask(*request, **how)
        self._asking = False  # what raises leaves a child of which nobody knows what it does
        return result

    def close(self) -> None:
        with self._guard:
            self._closed = True
            if self._child and not self._asking and not _of_texts and 0 < (used_by(self.pid) or 0) < _MOST:
                _of_texts.append(self._child)
                self._child = None
        super().close()


def _worker(kind: str, *, memory: int = 0, argv: list[str] | None = None) -> Worker:
    """A worker of the usual kind; that for tags is always a new one, since it remembers what it was taught."""
    kept = kind == "language" and argv is None
    return (KeptForTexts if kept else Worker)(kind, memory=memory, argv=argv)


@pytest.fixture(scope="session", autouse=True)
def children_end() -> Iterator[None]:
    """Nothing is left running after the last test."""
    yield
    for child in _readers:
        child.close()
    for process in _of_texts:
        process.end()
    _readers.clear()
    _of_texts.clear()


@pytest.fixture(autouse=True)
def kept_children(children_end: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions have children that stay; a test of how they end puts `Readers` and `Worker` back."""
    monkeypatch.setattr("app.session.Readers", KeptReaders)
    monkeypatch.setattr("annotations.language.asked_child.Worker", _worker)
