"""Moments in words."""

from datetime import UTC, datetime

import pytest

from app.moments import date_and_time, in_words, read_in_full

NOW = datetime(2026, 3, 1, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 3, 1, 0, 5, tzinfo=UTC), "today, 00:05"),
        (datetime(2026, 2, 28, 23, 59, tzinfo=UTC), "yesterday, 23:59"),
        (datetime(2026, 2, 27, 9, 0, tzinfo=UTC), "27 Feb 2026, 09:00"),
        (datetime(2026, 3, 2, 9, 0, tzinfo=UTC), "2 Mar 2026, 09:00"),
        (datetime(2025, 3, 1, 0, 5, tzinfo=UTC), "1 Mar 2025, 00:05"),
    ],
)
def test_what_is_near_is_told_as_one_says_it(moment: datetime, words: str) -> None:
    assert in_words(moment, NOW) == words


def test_a_day_is_told_in_full() -> None:
    assert date_and_time(datetime(2026, 12, 31, 7, 5, tzinfo=UTC)) == "31 Dec 2026, 07:05"


def test_a_stored_moment_is_read_in_full_and_anything_else_left_as_it_is() -> None:
    local = datetime(2026, 3, 1, 0, 5, tzinfo=UTC).astimezone()
    assert read_in_full("2026-03-01T00:05:00+00:00") == date_and_time(local)
    assert [read_in_full(text) for text in ("2026-03-01", "some day", "T", "")] == ["2026-03-01", "some day", "T", ""]
