"""Dates as people read them."""

import pytest

from annotations.dates import in_words, moment, moment_in_words, period


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2026", "2026"),
        ("2026-03", "Mar 2026"),
        ("2026-03-09", "9 Mar 2026"),
        ("2026-03-09T14:05", "9 Mar 2026, 14:05"),
        ("2026-03-22T18:00+00:00", "22 Mar 2026, 18:00 UTC"),
        ("2026-03-22T18:00-03:30", "22 Mar 2026, 18:00 UTC-03:30"),
        ("2026-03-09Tea time", "9 Mar 2026, ea time"),
        ("2026-13-09", "2026-13-09"),
        ("last Tuesday", "last Tuesday"),
        ("", ""),
    ],
)
def test_a_date_is_said_to_its_own_precision(date: str, words: str) -> None:
    assert in_words(date) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-03-09", "2026-03-22", "9 – 22 Mar 2026"),
        ("2026-02-27", "2026-03-05", "27 Feb – 5 Mar 2026"),
        ("2025-12-29", "2026-01-04", "29 Dec 2025 – 4 Jan 2026"),
        ("2026-03-09", "2026-03-09", "9 Mar 2026"),
        ("2026-03-09", "", "9 Mar 2026"),
        ("", "", ""),
    ],
)
def test_a_period_says_month_and_year_once(first: str, last: str, words: str) -> None:
    assert period(first, last) == words


@pytest.mark.parametrize(
    ("typed", "stored", "words"),
    [
        ("2026-03-22 18:00", "2026-03-22T18:00", "22 Mar 2026, 18:00"),
        ("22 March 2026, 6:00 pm", "2026-03-22T18:00", "22 Mar 2026, 18:00"),
        ("22.03.2026", "2026-03-22", "22 Mar 2026"),
        ("2026-03-22 00:00", "2026-03-22T00:00", "22 Mar 2026, 00:00"),
        ("2026-03-22T18:00+00:00", "2026-03-22T18:00+00:00", "22 Mar 2026, 18:00 UTC"),
        ("2026-03-22 18:00 utc", "2026-03-22T18:00+00:00", "22 Mar 2026, 18:00 UTC"),
        ("2026-03-22 18:00 UTC−3", "2026-03-22T18:00-03:00", "22 Mar 2026, 18:00 UTC-03:00"),
        ("2026-03-22 18:00 CET", "", "22 Mar 2026, 18:00 CET"),
        ("2026-03-22 18:00 +25:00", "", "22 Mar 2026, 18:00 +25:00"),
        ("2026-02-30 18:00", "", "2026-02-30 18:00"),
        ("03/04/2026 18:00", "", "03/04/2026 18:00"),
        ("Sunday evening", "", "Sunday evening"),
        ("", "", ""),
    ],
)
def test_a_moment_is_read_as_people_type_it_and_its_zone_is_never_lost(typed: str, stored: str, words: str) -> None:
    assert moment(typed) == stored
    assert moment_in_words(typed) == words
    assert moment_in_words(stored) == (words if stored else "")
