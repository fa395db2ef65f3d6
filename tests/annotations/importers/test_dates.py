"""Dates are read where they can be read in one way, and left alone where not."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.importers.dates import is_stored_form, read_date


@pytest.mark.parametrize(
    ("printed", "language", "iso"),
    [
        ("2026-03-12", "", "2026-03-12"),
        ("2026-03-12T09:30:00+03:00", "", "2026-03-12T09:30"),
        ("2026-03-12T09:30:00.123Z", "", "2026-03-12T09:30"),
        ("2026-03-12T00:00:00Z", "", "2026-03-12"),
        ("20260312", "", "2026-03-12"),
        ("2026-03", "", "2026-03"),
        ("2026", "", "2026"),
        ("March 2026", "", "2026-03"),
        ("12 March 2026", "", "2026-03-12"),
        ("12th of March, 2026", "", "2026-03-12"),
        ("Thursday, 12 March 2026", "", "2026-03-12"),
        ("March 12, 2026", "", "2026-03-12"),
        ("March 12, 2026 at 2:05 p.m.", "", "2026-03-12T14:05"),
        ("Thu, 12 Mar 2026 09:30:00 GMT", "", "2026-03-12T09:30"),
        ("Thu Mar 12 2026 10:00:00 GMT+0300 (Moscow Standard Time)", "", "2026-03-12T10:00"),
        ("12 марта 2026 года", "", "2026-03-12"),
        ("12 марта 2026 г., 14:05", "", "2026-03-12T14:05"),
        ("четверг, 12 марта 2026", "", "2026-03-12"),
        ("12. März 2026", "", "2026-03-12"),
        ("le 12 mars 2026", "", "2026-03-12"),
        ("12 de marzo de 2026", "", "2026-03-12"),
        ("13.03.2026", "", "2026-03-13"),
        ("03/13/2026", "", "2026-03-13"),
        ("03/03/2026", "", "2026-03-03"),
        ("12.03.2026", "ru", "2026-03-12"),
        ("12.03.2026 14:05", "de", "2026-03-12T14:05"),
        ("12/03/2026", "en-GB", "2026-03-12"),
        ("03/12/2026", "en-US", "2026-03-12"),
    ],
)
def test_readable_dates(printed, language, iso):
    assert read_date(printed, language) == iso


@pytest.mark.parametrize(
    ("printed", "language"),
    [
        ("12.03.2026", ""),
        ("12/03/2026", "en"),
        ("31 February 2026", ""),
        ("2026-13-01", ""),
        ("12 Foo 2026", ""),
        ("12.03.26", "ru"),
        ("yesterday", "en"),
        ("on 12 March 2026 the bank said", "en"),
        ("13/13/2026", "de"),
        ("", ""),
        ("9" * 100_000, ""),
    ],
)
def test_what_cannot_be_read_for_certain_stays_empty(printed, language):
    assert read_date(printed, language) == ""


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_written_out_dates_come_back(day):
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%A, %d %b %Y"):
        assert read_date(day.strftime(form)) == day.isoformat()


@given(st.text(max_size=60), st.sampled_from(["", "ru", "en", "en-US", "de"]))
def test_whatever_is_read_is_a_real_date_in_stored_form(printed, language):
    iso = read_date(printed, language)
    assert iso == "" or is_stored_form(iso)


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2099, 12, 31)))
def test_the_stored_form_is_read_as_itself(moment):
    iso = moment.strftime("%Y-%m-%dT%H:%M")
    assert is_stored_form(iso)
    assert read_date(iso) == iso.removesuffix("T00:00")


@pytest.mark.parametrize("value", ["", "12.03.2026", "2026-02-30", "2026-3-1", "2026-03-12T25:00", "2026-03-12 14:05"])
def test_other_forms_are_not_stored(value):
    assert not is_stored_form(value)
