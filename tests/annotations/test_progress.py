"""Driving long actions."""

from collections.abc import Generator

import pytest

from annotations.errors import CancelledError
from annotations.progress import Progress, drive


def three_parts(log: list[str]) -> Generator[Progress, None, str]:
    try:
        for part in range(3):
            log.append(f"part {part}")
            yield Progress(part, 3)
    finally:
        log.append("cleaned up")
    return "value"


def test_it_runs_to_the_end_and_returns_the_value() -> None:
    seen: list[Progress] = []
    assert drive(three_parts([]), seen.append) == "value"
    assert seen == [Progress(0, 3), Progress(1, 3), Progress(2, 3)]


def test_cancelling_stops_the_work_and_lets_it_clean_up() -> None:
    log: list[str] = []

    def cancel_at_once(_: Progress) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        drive(three_parts(log), cancel_at_once)
    assert log == ["part 0", "cleaned up"]


def test_an_error_of_the_work_arrives() -> None:
    def failing() -> Generator[Progress, None, None]:
        yield Progress(0, 1)
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        drive(failing())
