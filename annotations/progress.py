"""How far a long action is."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar, cast

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` parts are finished (`total` 0 means unknown); `label` names the part under way."""

    done: int
    total: int
    label: str = ""


def drive(work: Generator[Progress, None, T], on_progress: Callable[[Progress], None] | None = None) -> T:
    """Run a long action to its end and return its value.

    Each progress is handed to `on_progress`, which may raise `CancelledError`: it is raised inside `work`, so that
    it can clean up, and then here.
    """
    try:
        progress = next(work)
        while True:
            try:
                if on_progress:
                    on_progress(progress)
            except BaseException as interruption:
                progress = work.throw(interruption)
            else:
                progress = next(work)
    except StopIteration as finished:
        return cast("T", finished.value)
