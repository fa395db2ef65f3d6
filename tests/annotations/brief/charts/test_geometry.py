"""Charts as plain values: for anything that can be counted nothing leaves the chart and no label covers another."""

from dataclasses import replace
from itertools import takewhile

import pytest
from coded_claims import coding, dimension, dimensions, item, items
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotations.brief.charts.bars import bars_chart, share
from annotations.brief.charts.diverging import diverging_chart, fill
from annotations.brief.charts.heat import heat_chart
from annotations.brief.charts.labels import NAME, fitted, wrapped
from annotations.brief.charts.shapes import Box, Chart, Label, Letter, Pattern, Shape, bounds
from annotations.brief.charts.timeline import timeline_chart
from annotations.brief.content import Carrier
from annotations.brief.groupings import by_actors, by_ownership
from annotations.brief.tallies import Basis, bars
from annotations.brief.tallies_crossed import grid, spread
from annotations.brief.tallies_dated import over_time
from annotations.codebook import Kind

SCALE = dimension("scale", Kind.SCALE, 7)
WIDTHS = st.sampled_from((481.9, 700.0))
ANY = st.tuples(dimensions((Kind.ACTORS,)), dimensions((Kind.ONE, Kind.MANY))).flatmap(
    lambda dims: st.tuples(*map(st.just, dims), items(*dims, SCALE))
)
SPEAKER = {"role": "speaker"}


def measure(text: str, letter: Letter) -> float:
    """Every character half as wide as it is high, bold ones a bit more."""
    return len(text) * letter.size * (0.55 if letter.bold else 0.5)


def labels(chart: Chart) -> list[Label]:
    return [shape for shape in chart.shapes if isinstance(shape, Label)]


def texts(chart: Chart) -> list[str]:
    return [label.text for label in labels(chart)]


def boxes(chart: Chart, pattern: Pattern = Pattern.SOLID) -> list[Box]:
    return [shape for shape in chart.shapes if isinstance(shape, Box) and shape.pattern is pattern]


def outside(chart: Chart) -> list[Shape]:
    """Shapes that leave the chart."""
    edges = [(shape, bounds(shape)) for shape in chart.shapes]
    return [
        shape
        for shape, (left, top, right, bottom) in edges
        if left < -0.01 or right > chart.width + 0.01 or top < -0.01 or bottom > chart.height + 0.51
    ]


def touching(chart: Chart) -> list[tuple[Label, Label]]:
    """Labels of which one covers a part of the other."""
    rows = sorted(labels(chart), key=lambda label: label.y)
    return [
        (one, other)
        for place, one in enumerate(rows)
        for other in takewhile(lambda label, y=one.y: label.y < y + 5, rows[place + 1 :])
        if one.x + one.width > other.x + 0.01 and other.x + other.width > one.x + 0.01
    ]


@given(ANY, WIDTHS)
@settings(max_examples=20, phases=(Phase.explicit, Phase.generate))  # shrinking takes minutes
def test_nothing_leaves_any_chart_and_labels_stand_apart(drawn, width: float) -> None:
    actors, topic, found = drawn
    charts = []
    for grouping in (by_actors(actors, found), by_ownership(found)):
        charts.append(diverging_chart(spread(SCALE, found, grouping), width, measure))
        charts += [heat_chart(grid(topic, found, grouping, scale), width, measure) for scale in (SCALE, None)]
    for dim in (actors, topic, SCALE):
        charts.append(bars_chart(bars(dim, found), width, measure))
        charts.append(timeline_chart(over_time(found, dim), width, measure))
    for chart in charts:
        assert chart.width == width
        assert outside(chart) == []
        assert touching(chart) == []


def test_a_shape_outside_and_a_covered_label_are_seen() -> None:
    dim = dimension("d", Kind.ONE, 3)
    chart = bars_chart(bars(dim, [item(n, coding(dim, n)) for n in range(3)]), 400, measure)
    assert (outside(chart), touching(chart)) == ([], [])
    first = labels(chart)[0]
    for edge in ({"x": -1.0}, {"x": 401.0 - first.width}, {"y": -1.0}, {"y": chart.height + 1}):
        moved = replace(first, **edge)
        assert outside(replace(chart, shapes=(*chart.shapes, moved))) == [moved]
    beside = replace(first, x=first.x + first.width - 0.1)
    assert touching(replace(chart, shapes=(first, beside))) == [(first, beside)]


def test_bars_are_as_long_as_their_counts() -> None:
    dim = dimension("d", Kind.ONE, 3)
    found = [item(n, coding(dim, min(n, 1))) for n in range(5)] + [item(9), item(10)]
    chart = bars_chart(bars(dim, found), 400, measure)
    four, one = boxes(chart)
    assert four.width == pytest.approx(4 * one.width)
    [missing] = boxes(chart, Pattern.DASHED)
    assert missing.width == pytest.approx(2 * one.width)
    assert "4" in texts(chart)
    assert not any("%" in text for text in texts(chart))


def test_bars_tell_shares_from_twenty_claims_on() -> None:
    dim = dimension("d", Kind.ONE, 2)
    chart = bars_chart(bars(dim, [item(n, coding(dim, n % 4 > 0)) for n in range(20)]), 400, measure)
    assert {"15 · 75 %", "5 · 25 %"} <= set(texts(chart))


@pytest.mark.parametrize(("count", "told"), [(0, "0 %"), (1, "<1 %"), (15, "2 %"), (999, ">99 %"), (1000, "100 %")])
def test_a_share_of_some_is_never_told_as_none(count: int, told: str) -> None:
    basis = Basis(n=1000, texts=1, not_coded=0)
    assert share(count, basis) == told


def test_more_than_twelve_tags_are_summed_and_the_rest_is_named() -> None:
    dim = dimension("d", Kind.MANY, 16)
    found = [item(n, coding(dim, *range(n % 16 + 1))) for n in range(32)]
    chart = bars_chart(bars(dim, found), 400, measure)
    assert "Other (5)" in texts(chart)
    assert len(boxes(chart)) == 11
    assert len(boxes(chart, Pattern.SPARSE)) == 1


def test_a_scale_is_told_apart_without_colour() -> None:
    looks = {(fill(tag, SCALE.tags[:5])[1], fill(tag, SCALE.tags[:5])[0]) for tag in SCALE.tags[:5]}
    assert len(looks) == 5
    below = [fill(tag, SCALE.tags[:5])[1] for tag in SCALE.tags[:2]]
    above = [fill(tag, SCALE.tags[:5])[1] for tag in SCALE.tags[2:5]]
    assert below == [Pattern.DENSE, Pattern.SPARSE]
    assert set(above) == {Pattern.SOLID}


def test_below_zero_is_left_of_the_axis_and_above_right_of_it() -> None:
    actors = dimension("a", Kind.ACTORS, 1)
    say = coding(actors, 0, **SPEAKER)
    found = [item(n, say, coding(SCALE, place)) for n, place in enumerate((0, 1, 1, 2, 3, 4, 5))] + [item(9, say)]
    chart = diverging_chart(spread(SCALE, found, by_actors(actors, found)), 480, measure)
    key = 5
    bars_ = [shape for shape in chart.shapes if isinstance(shape, Box) and shape.height == 10]
    left = [box for box in bars_ if box.pattern is not Pattern.SOLID]
    right = [box for box in bars_ if box.pattern is Pattern.SOLID]
    axis = max(box.x + box.width for box in left)
    assert sum(box.width for box in left) == pytest.approx(3 * right[0].width)
    assert min(box.x for box in right) == pytest.approx(axis)
    assert len(right) == 3
    assert len([shape for shape in chart.shapes if isinstance(shape, Box) and shape.height == 7]) == key
    assert "All claims" in texts(chart)
    assert "−0.2" in texts(chart)
    assert "(6)" in texts(chart)


def test_a_cell_with_fewer_than_five_values_has_its_n_and_no_mean() -> None:
    actors, topic = dimension("a", Kind.ACTORS, 1), dimension("t", Kind.ONE, 2)
    say = coding(actors, 0, **SPEAKER)
    found = [item(n, say, coding(topic, 0), coding(SCALE, 0)) for n in range(5)]
    found += [item(9 + n, say, coding(topic, 1), coding(SCALE, 4)) for n in range(4)]
    told = texts(heat_chart(grid(topic, found, by_actors(actors, found), SCALE), 480, measure))
    assert told.count("−2.0") == 2
    assert "n 5" in told
    assert "n 4" in told
    assert not [text for text in told if text.startswith("+")]


def test_columns_of_a_timeline_are_as_high_as_their_counts() -> None:
    days = ("2026-03-01", "2026-03-01", "2026-03-02")
    found = [item(n, carriers=(Carrier(published=day),)) for n, day in enumerate(days)]
    chart = timeline_chart(over_time(found), 480, measure)
    two, one = boxes(chart)
    assert two.height == pytest.approx(2 * one.height)
    assert {"1 Mar", "2 Mar", "2", "1"} <= set(texts(chart))


@given(ANY)
@settings(max_examples=25)
def test_everything_shown_is_told_in_words(drawn) -> None:
    actors, topic, found = drawn
    tally = bars(topic, found)
    alt = bars_chart(tally, 480, measure).alt
    assert all(f"{row.name} {row.count}" in alt for row in tally.shown)
    crossed = spread(SCALE, found, by_actors(actors, found))
    alt = diverging_chart(crossed, 480, measure).alt
    assert all(f"{row.name}: " in alt for row in (*crossed.shown, crossed.every))
    assert all(f"{tag.name} " in alt for tag in (*crossed.steps, *crossed.asides))


@given(st.text(max_size=80), st.floats(5, 200), st.integers(1, 3))
def test_labels_fit_their_room(text: str, width: float, lines: int) -> None:
    assert measure(fitted(text, NAME, width, measure), NAME) <= width
    found = wrapped(text, NAME, width, lines, measure)
    assert len(found) <= lines
    assert all(measure(line, NAME) <= width for line in found)
    if measure(text, NAME) <= width and text.split():
        assert found == [text.strip()] or " ".join(found).split() == text.split()


def test_names_are_broken_between_words_and_shortened_in_the_last_line() -> None:
    name = "Multipolar cooperation and governance"
    assert wrapped(name, NAME, 110, 2, measure) == ["Multipolar cooperation", "and governance"]
    assert wrapped(name, NAME, 60, 2, measure) == ["Multipolar", "cooperation a…"]
    assert wrapped("Donaudampfschifffahrt", NAME, 40, 2, measure) == ["Donaudam…"]
