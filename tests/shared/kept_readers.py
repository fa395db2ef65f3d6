"""Children that read press files, kept from one test to the next: each takes a second or two to start."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from annotations.importers.readers import WORKERS, Readers
from annotations.worker import Worker

_left: list[Worker] = []
"""Children that earlier tests left, with nothing to do."""


class KeptReaders(Readers):
    """Begins with the children that are left, and leaves those that it has when it is closed."""

    def __init__(self) -> None:
        super().__init__(kept=3600)
        self._idle, _left[:] = _left[:], []

    def close(self) -> None:
        with self._guard:
            left, self._idle = self._idle, []
            self._closed = True
            if self._clock:
                self._clock.cancel()
        room = WORKERS - len(_left)
        _left.extend(left[:room])
        for child in left[room:]:
            child.close()


@pytest.fixture(scope="session", autouse=True)
def readers_end() -> Iterator[None]:
    """Nothing is left running after the last test."""
    yield
    with closing(Readers()) as last:
        last._idle, _left[:] = _left[:], []


@pytest.fixture(autouse=True)
def kept_readers(readers_end: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions have children that stay; a test of how they end puts `Readers` back."""
    monkeypatch.setattr("app.session.Readers", KeptReaders)
