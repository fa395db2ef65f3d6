"""Claims over time."""

from datetime import date

import pytest
from coded_claims import coding, dimension, dimensions, item, items
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.brief.content import Carrier, DimensionEntry
from annotations.brief.tallies import Item
from annotations.brief.tallies_dated import Step, day_of, fitting_step, over_time
from annotations.codebook import Kind

ANY = dimensions().flatmap(lambda dim: st.tuples(st.just(dim), items(dim)))


def dated(number: int, published: str, *codings) -> Item:
    return item(number, *codings, carriers=(Carrier(published=published),))


@given(ANY)
@settings(max_examples=40)
def test_every_claim_is_in_one_place_or_undated(drawn: tuple[DimensionEntry, list[Item]]) -> None:
    dim, found = drawn
    tally = over_time(found, dim)
    assert tally.n + tally.undated == sum(one.weight for one in found)
    for start, count in zip(tally.starts, tally.every.counts, strict=True):
        after = tally.step.after(start)
        days = [day_of(carrier.published, tally.step) for one in found for carrier in one.carriers]
        assert count == sum(day is not None and start <= day < after for day in days)
    for row in tally.rows:
        assert all(one <= every for one, every in zip(row.counts, tally.every.counts, strict=True))


@pytest.mark.parametrize(
    ("dates", "step"),
    [
        ([], Step.DAY),
        (["2026-03-01"], Step.DAY),
        (["2026-03-01", "2026-03-31"], Step.DAY),
        (["2026-03-01", "2026-04-01"], Step.WEEK),
        (["2026-01-01", "2026-07-02"], Step.MONTH),
        (["2020-01-01", "2026-07-02"], Step.YEAR),
        (["2026-03-01", "2026-03", "2026-03"], Step.MONTH),
        (["2026", "2026", "2026-03"], Step.YEAR),
    ],
)
def test_the_step_fits_the_period_and_how_exact_the_dates_are(dates: list[str], step: Step) -> None:
    assert fitting_step(dates) is step


def test_weeks_begin_on_monday_and_empty_ones_are_kept() -> None:
    found = [dated(1, "2026-03-08"), dated(2, "2026-03-09"), dated(3, "2026-04-30T10:00"), dated(4, "2026-03")]
    tally = over_time(found)
    assert tally.step is Step.WEEK
    assert tally.starts[:2] == (date(2026, 3, 2), date(2026, 3, 9))
    assert len(tally.starts) == 9
    assert (tally.every.counts[0], tally.every.counts[1], sum(tally.every.counts[2:])) == (1, 1, 1)
    assert tally.undated == 1


def test_wire_copy_counts_on_the_day_of_each_carrier() -> None:
    wire = (Carrier(published="2026-03-01"), Carrier(published="2026-03-03"))
    tally = over_time([item(1, carriers=wire)])
    assert tally.every.counts == (1, 0, 1)


def test_the_most_frequent_tags_have_rows_of_their_own() -> None:
    dim = dimension("d", Kind.MANY, 8)
    found = [dated(n, "2026-03-01", coding(dim, *range(n % 8 + 1))) for n in range(16)]
    found.append(dated(99, "2026-03-02", coding(dim, 8)))
    tally = over_time(found, dim)
    assert [row.counts[0] for row in tally.rows] == [16, 14, 12, 10, 8]


def test_the_last_year_of_the_calendar_ends_the_line() -> None:
    tally = over_time([dated(1, "9999-12-31"), dated(2, "9998-01-01"), dated(3, "9990")])
    assert tally.starts[-1].year == 9999
    assert tally.n == 3
