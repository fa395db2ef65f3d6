"""Running the work of a step so that it can be watched and stopped."""

from collections.abc import Callable, Generator
from types import GeneratorType
from typing import TypeVar, cast

from annotations.errors import CancelledError
from annotations.progress import Progress, drive

T = TypeVar("T")
Work = Callable[[], T | Generator[Progress, None, T]]
OnProgress = Callable[[Progress], None]


class Brake:
    """Stands between the work of a step and whoever watches it, so that the step can be stopped."""

    def __init__(self, on_progress: OnProgress | None) -> None:
        """Hand progress on to `on_progress`; set `pulled` from any thread to stop."""
        self.pulled = False
        self._on_progress = on_progress

    def __call__(self, progress: Progress) -> None:
        """Hand on progress, or stop.

        Raises:
            CancelledError: if it was pulled.
        """
        self.check()
        if self._on_progress:
            self._on_progress(progress)

    def check(self) -> None:
        """Stop if it was pulled.

        Raises:
            CancelledError: then.
        """
        if self.pulled:
            raise CancelledError


def done(work: Work[T], on_progress: OnProgress | None) -> T:
    """Do the work to its end, handing on the progress it tells, and return its result."""
    value = work()
    return drive(value, on_progress) if isinstance(value, GeneratorType) else cast("T", value)
