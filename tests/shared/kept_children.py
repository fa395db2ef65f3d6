"""Children that read press files and texts or look at projects, kept from one test to the next.

One that reads takes a second and a half of work to start, and one that looks at a project a quarter of a second.
"""

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotations.importers.readers import WORKERS, Readers
from annotations.process_memory import used_by
from annotations.worker import Worker

_MOST = 400_000_000
"""Bytes of memory above which a child does not stay: it would come near the limit that it has."""

_KEPT = {"language": 1, "import": WORKERS, "vet": 1}
"""How many children of a kind stay. That for tags is always a new one, since it remembers what it was taught."""

_readers: list[Worker] = []
_left: dict[tuple[str, int], list[Any]] = {}
"""Children that earlier tests left, with nothing to do; the others by kind and by the user whose rights they have."""


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


class KeptWorker(Worker):
    """Is a child that is left rather than a new one, and leaves it when it is closed with nothing to do."""

    _asking = False

    def __init__(self, kind: str, *, memory: int = 0) -> None:
        super().__init__(kind, memory=memory)
        self._most = _KEPT[kind]
        self._others = _left.setdefault((kind, os.geteuid() if hasattr(os, "geteuid") else 0), [])

    def _started(self) -> Any:
        with self._guard:
            if self._child is None and not self._closed and self._others:
                self._child = self._others.pop()
        return super()._started()

    def begin(self, request: dict[str, Any]) -> None:
        self._asking = True  # nobody hears when it is done
        super().begin(request)

    def _send(self, child: Any, request: dict[str, Any]) -> int:
        """Names the file in full: the child began in the folder of an earlier test."""
        whole = {"path": str(Path(request["path"]).absolute())} if "path" in request else {}
        return super()._send(child, request | whole)

    def _ask(self, request: dict[str, Any], *given: Any, **how: Any) -> Generator[Any, None, Any]:
        self._asking = True
        result = yield from super()._ask(request, *given, **how)
        self._asking = False  # what raises leaves a child of which nobody knows what it does
        named = isinstance(result, dict) and "path" in result
        return {**result, "path": request["path"]} if named else result

    def close(self) -> None:
        with self._guard:
            self._closed = True
            room = len(self._others) < self._most and not self._asking and not self._ahead
            if self._child and room and 0 < (used_by(self.pid) or 0) < _MOST:
                self._others.append(self._child)
                self._child = None
        super().close()


def _worker(kind: str, *, memory: int = 0, argv: list[str] | None = None) -> Worker:
    if kind in _KEPT and argv is None:
        return KeptWorker(kind, memory=memory)
    return Worker(kind, memory=memory, argv=argv)


@pytest.fixture(scope="session", autouse=True)
def children_end() -> Iterator[None]:
    """Nothing is left running after the last test."""
    yield
    for child in _readers:
        child.close()
    for process in [child for children in _left.values() for child in children]:
        process.end()
    _readers.clear()
    _left.clear()


@pytest.fixture
def kept_workers(children_end: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What reads files and looks at projects without a window has children that stay."""
    monkeypatch.setattr("annotations.importers.readers.Worker", _worker)
    monkeypatch.setattr("annotations.worker.Worker", _worker)  # as those have it who look at projects


@pytest.fixture(autouse=True)
def kept_children(children_end: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions have children that stay; a test of how they end puts `Readers` and `Worker` back."""
    monkeypatch.setattr("app.session.Readers", KeptReaders)
    monkeypatch.setattr("annotations.language.asked_child.Worker", _worker)
