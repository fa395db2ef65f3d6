"""What is said of charts: the proposed titles, the notes and the tables."""

import pytest
from coded_claims import coding, dimension, item

from annotations.brief.charts.notes import bars_note, grid_note, spread_note, timeline_note
from annotations.brief.charts.numbers import signed
from annotations.brief.charts.tables import bars_table, grid_table, spread_table, timeline_table
from annotations.brief.charts.titles import bars_title, grid_title, spread_title, timeline_title
from annotations.brief.content import Carrier
from annotations.brief.counting import Counting
from annotations.brief.groupings import by_actors, by_ownership
from annotations.brief.tallies import bars
from annotations.brief.tallies_crossed import grid, spread
from annotations.brief.tallies_dated import over_time
from annotations.codebook import Kind

TAGS = dimension("frame", Kind.MANY, 4)
SCALE = dimension("tone", Kind.SCALE, 7)
ACTORS = dimension("who", Kind.ACTORS, 3)
A, B, C = (f"“{tag.name}”" for tag in TAGS.tags[:3])


def tagged(*places: tuple[int, ...]) -> list:
    return [item(n, coding(TAGS, *each)) for n, each in enumerate(places)]


@pytest.mark.parametrize(
    ("places", "title"),
    [
        ([], "No claim has a tag of Dimension frame yet"),
        ([()], "No claim has a tag of Dimension frame yet"),
        ([(0,)], f"{A} leads: 1 of 1 claim"),
        ([(0,), (0, 1), (2,), ()], f"{A} leads: 2 of 3 claims"),
        ([(0,), (0, 1), (1,)], f"{A} and {B} lead: 2 of 3 claims each"),
        ([(0, 1, 2)], "3 tags share the lead: 1 of 1 claim each"),
        ([(4,), (4,), (1,)], f"{B} leads: 1 of 3 claims"),
    ],
)
def test_the_title_of_bars_says_what_leads(places: list[tuple[int, ...]], title: str) -> None:
    assert bars_title(bars(TAGS, tagged(*places))) == title


def test_the_title_of_a_scale_counts_values_only() -> None:
    found = [item(n, coding(SCALE, place)) for n, place in enumerate((1, 1, 2, 5, 5, 5))]
    assert bars_title(bars(SCALE, found)) == f"“{SCALE.tags[1].name}” leads: 2 of 3 claims with a value"


def test_the_title_of_actors_says_who_speaks() -> None:
    found = [item(1, coding(ACTORS, 0, role="speaker")), item(2, coding(ACTORS, 1, role="target"))]
    assert bars_title(bars(ACTORS, found)) == f"“{ACTORS.tags[0].name}” speaks most: 1 of 1 claim"
    assert bars_title(bars(ACTORS, found[1:])) == f"“{ACTORS.tags[1].name}” is named most: 1 of 1 claim"


@pytest.mark.parametrize(
    ("places", "title"),
    [
        ((), "No claim has a value of Dimension tone yet"),
        ((5,), "No claim has a value of Dimension tone yet"),
        ((2,), "The one claim with a value is at zero"),
        ((0, 1, 4), "Negative outweighs positive: 2 to 1 of 3 claims with a value"),
        ((0, 3, 4, 2, 5), "Positive outweighs negative: 2 to 1 of 4 claims with a value"),
        ((0, 3), "Negative and positive balance: 1 each of 2 claims with a value"),
    ],
)
def test_the_title_of_diverging_bars_says_which_side_is_longer(places: tuple[int, ...], title: str) -> None:
    found = [item(n, coding(SCALE, place)) for n, place in enumerate(places)]
    assert spread_title(spread(SCALE, found, None)) == title


def crossed(count: int, place: int) -> list:
    say = coding(ACTORS, 1, role="speaker")
    return [item(n, say, coding(TAGS, 2), coding(SCALE, place)) for n in range(count)]


def test_the_title_of_a_heat_table_names_the_cell_furthest_from_zero() -> None:
    def title(found: list) -> str:
        return grid_title(grid(TAGS, found, by_actors(ACTORS, found), SCALE))

    actor = f"“{ACTORS.tags[1].name}”"
    assert title(crossed(5, 0)) == f"{actor} is most negative on {C}: −2.0 (n = 5)"
    assert title(crossed(6, 3)) == f"{actor} is most positive on {C}: +1.0 (n = 6)"
    assert title(crossed(4, 0)) == f"{actor} on {C} is the most frequent pair: 4 of 4 claims"
    assert title([]) == "No claim has a tag of Dimension frame yet"
    assert title(tagged((0,), (2,), (2,))) == f"{C} leads: 2 of 3 claims"


def test_none_of_these_is_no_finding() -> None:
    say = coding(ACTORS, 1, role="speaker")
    found = [item(n, say, coding(TAGS, 4), coding(SCALE, 0)) for n in range(9)]
    assert grid_title(grid(TAGS, found, by_actors(ACTORS, found), SCALE)).startswith("No claim has a tag")


def dated(*days: str) -> list:
    return [item(n, carriers=(Carrier(published=day),)) for n, day in enumerate(days)]


@pytest.mark.parametrize(
    ("days", "title"),
    [
        ((), "No claim has a date"),
        (("",), "No claim has a date"),
        (("2026-03-09",), "The only claim was published on 9 Mar 2026"),
        (("2026-03-09", "2026-03-09"), "All 2 claims were published on 9 Mar 2026"),
        (("2026-03-09", "2026-03-09", "2026-03-11"), "Most claims were published on 9 Mar 2026: 2 of 3 claims"),
        (
            ("2026-03-09", "2026-04-29", "2026-04-30"),
            "Most claims were published in the week of 27 Apr 2026: 2 of 3 claims",
        ),
        (("2026-03-09", "2026-03-11"), "Most claims were published on 9 Mar 2026 and 11 Mar 2026: 1 of 2 claims each"),
        (("2026-03-09", "2026-03-10", "2026-03-11"), "No day stands out: at most 1 of 3 claims"),
    ],
)
def test_the_title_of_a_timeline_says_when(days: tuple[str, ...], title: str) -> None:
    assert timeline_title(over_time(dated(*days))) == title


def test_notes_tell_unit_n_rule_and_what_is_not_in_the_figure() -> None:
    note = bars_note(bars(TAGS, tagged((0, 1), (4,), ())), Counting.TEXTS)
    assert "n = 2 coded claims in 2 distinct texts (none of these 1), not coded 1" in note
    assert "A claim with several tags counts in each." in note
    assert "Counts without percentages, as n is below 20." in note
    assert "however many outlets" in note
    many = bars_note(bars(TAGS, tagged(*[(0,)] * 20)), Counting.OUTLETS)
    assert "Percentages are of n." in many
    assert "several tags" not in many
    assert "once for each outlet" in many


def test_the_note_of_a_scale_tells_mixed_from_neutral_and_not_coded() -> None:
    found = [item(n, coding(SCALE, place)) for n, place in enumerate((0, 2, 5, 6))] + [item(9)]
    note = spread_note(spread(SCALE, found, None), Counting.TEXTS)
    assert f"n = 4 coded claims in 4 distinct texts ({SCALE.tags[5].name.lower()} 1, " in note
    assert "not coded 1" in note
    assert "Net is the mean of −2 to +2 alone" in note


def test_the_note_of_a_heat_table_tells_what_is_in_no_mean() -> None:
    found = [*crossed(5, 0), item(9, coding(TAGS, 1))]
    note = grid_note(grid(TAGS, found, by_actors(ACTORS, found), SCALE), Counting.TEXTS)
    assert "In no mean: not coded 1." in note
    assert "Speaker not coded: 1 claim, under All only." in note
    assert "Each cell: claims." in grid_note(grid(TAGS, found, by_ownership(found), None), Counting.TEXTS)


def test_the_note_of_a_timeline_tells_what_is_undated() -> None:
    note = timeline_note(over_time(dated("2026-03-09", "2026"), None), Counting.TEXTS)
    assert "n = 1; without a date that is exact enough 1." in note


def test_tables_have_what_the_chart_sums() -> None:
    big = dimension("big", Kind.MANY, 16)
    [table] = bars_table(bars(big, [item(n, coding(big, n)) for n in range(17)]))
    assert len(table.rows) == 17
    assert table.head == ("Tag", "Claims", "Distinct texts", "Outlets")
    [table] = bars_table(bars(big, [item(n, coding(big, 0)) for n in range(19)] + [item(20, coding(big, 1)), item(21)]))
    assert table.rows[0][:3] == ("Sanctions and restrictions 0", "19", "95 %")
    assert table.rows[-1] == ("Not coded", "1", "–", "–", "–")


def test_the_table_of_a_scale_has_all_claims_last_and_a_long_scale_in_three() -> None:
    found = crossed(5, 0)
    [table] = spread_table(spread(SCALE, found, by_actors(ACTORS, found)))
    assert table.head[:6] == ("Speaker", "−2", "−1", "0", "+1", "+2")
    assert table.rows[-1][0] == "All claims"
    assert table.rows[0][1] == "5"
    assert table.rows[0][-2:] == ("5", "−2.0")
    wide = dimension("wide", Kind.SCALE, 9, tuple(range(-4, 5)))
    [table] = spread_table(spread(wide, [item(1, coding(wide, 0))], None))
    assert table.head[:4] == ("Claims", "Below 0", "At 0", "Above 0")


def test_the_table_of_a_heat_table_lists_what_each_speaks_about() -> None:
    found = crossed(5, 0)
    [table] = grid_table(grid(TAGS, found, by_actors(ACTORS, found), SCALE))
    assert table.rows == (
        (ACTORS.tags[1].name, f"{TAGS.tags[2].name} 5 · −2.0 (5)"),
        ("All", f"{TAGS.tags[2].name} 5 · −2.0 (5)"),
    )


def test_a_timeline_of_few_places_needs_no_table() -> None:
    assert timeline_table(over_time(dated("2026-03-09", "2026-03-10"))) == ()
    [table] = timeline_table(over_time(dated("2026-01-05", "2026-06-28", "2026")))
    assert table.rows == (("week of 5 Jan 2026", "1"), ("week of 22 Jun 2026", "1"), ("No exact date", "1"))


@pytest.mark.parametrize("kind", ["bars", "spread", "grid", "timeline"])
def test_shares_of_columns_fill_the_width(kind: str) -> None:
    found = [*crossed(25, 0), *dated("2026-01-05", "2026-06-28")]
    tables = {
        "bars": bars_table(bars(TAGS, found)),
        "spread": spread_table(spread(SCALE, found, by_actors(ACTORS, found))),
        "grid": grid_table(grid(TAGS, found, by_actors(ACTORS, found), SCALE)),
        "timeline": timeline_table(over_time(found, TAGS)),
    }
    [table] = tables[kind]
    assert len(table.shares) == len(table.head)
    assert all(len(row) == len(table.head) for row in table.rows)
    assert sum(table.shares) == pytest.approx(1)
    assert table.shares[0] > 0.2


@pytest.mark.parametrize(("number", "told"), [(-1.25, "−1.2"), (0.04, "0.0"), (-0.04, "0.0"), (2, "+2.0")])
def test_means_have_a_sign_and_one_decimal(number: float, told: str) -> None:
    assert signed(number) == told
