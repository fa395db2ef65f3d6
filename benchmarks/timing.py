"""Timing, and one line of a table for what was timed."""

import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

MEMORY = 300
"""MB that a process may take."""
ROUNDS = 21


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: the median of `n` runs, the fastest of them, and what it may be.

    `processor` is the median of the processor's time: on a busy machine it says what an idle one would take.
    """

    name: str
    n: int
    median: float
    fastest: float
    processor: float = 0.0
    unit: str = "ms"
    budget: float | None = None
    at_least: bool = False

    def __str__(self) -> str:
        """Return the line; what misses its budget ends with an exclamation mark."""
        values = "".join(f"{_short(value):>11}" for value in (self.median, self.fastest, self.processor))
        text = f"{self.name:50}{self.n:>4}{values} {self.unit:7}"
        if self.budget is None:
            return text.rstrip()
        missed = self.median < self.budget if self.at_least else self.median > self.budget
        return f"{text}{'≥' if self.at_least else '≤'} {self.budget:,.0f}{'  !' if missed else ''}"


def _short(value: float) -> str:
    return "" if not value else f"{value:,.0f}" if value >= 1000 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def timed(
    name: str, work: Callable[[int], object], budget: float | None = None, *, rounds: int = ROUNDS, warm: int = 2
) -> Line:
    """Run `work` with the numbers 0, 1, … and return the median times of the warm runs."""
    taken = [spent(lambda n=turn: work(n)) for turn in range(rounds + warm)][warm:]
    wall, processor = zip(*taken, strict=True)
    return Line(name, rounds, statistics.median(wall), min(wall), statistics.median(processor), budget=budget)


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds that pass, and those of the processor, on all threads."""
    began, began_processor = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - began) * 1000, (time.process_time() - began_processor) * 1000


def peak(name: str) -> Line:
    """Highest memory of this process so far."""
    value = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1024)
    return Line(name, 1, value, value, unit="MB", budget=MEMORY)
