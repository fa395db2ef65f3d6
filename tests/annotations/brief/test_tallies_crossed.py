"""Two dimensions against one another, compared with an oracle that goes through the claims one by one."""

from coded_claims import coding, dimension, dimensions, item, items
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.brief.content import Carrier, DimensionEntry
from annotations.brief.groupings import by_actors, by_ownership
from annotations.brief.tallies import Item
from annotations.brief.tallies_crossed import grid, net, spread
from annotations.codebook import Kind

SCALE = dimension("scale", Kind.SCALE, 7)
ACTORS = dimensions((Kind.ACTORS,))
TOPICS = dimensions((Kind.ONE, Kind.MANY))
ANY = st.tuples(ACTORS, TOPICS).flatmap(lambda dims: st.tuples(*map(st.just, dims), items(*dims, SCALE)))
Drawn = tuple[DimensionEntry, DimensionEntry, list[Item]]


def tagged(one: Item, dim: DimensionEntry, role: str = "") -> set[str]:
    tags = [tag for coding in one.claim.codings if coding.uid == dim.uid for tag in coding.tags]
    return {tag.uid for tag in tags if role in ("", tag.role)}


def value(one: Item) -> int | None:
    values = {tag.uid: tag.value for tag in SCALE.tags}
    return next((values[uid] for uid in tagged(one, SCALE)), None)


def mean(pairs: list[tuple[int, int]]) -> float | None:
    if len(pairs) < 5:
        return None
    long = [value for value, times in pairs for _ in range(times)]
    return round(sum(long) / len(long), 9)


def rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 9)


@given(ANY)
@settings(max_examples=40)
def test_a_scale_by_speakers(drawn: Drawn) -> None:
    actors, _, found = drawn
    grouping = by_actors(actors, found)
    tally = spread(SCALE, found, grouping)
    assert [row.name for row in tally.rows] == [group.name for group in grouping.groups]
    for group, row in zip(grouping.groups, tally.rows, strict=True):
        own = [one for one in found if group.key in tagged(one, actors, grouping.role)]
        for step, count in zip(tally.steps, row.values, strict=True):
            assert count == sum(one.weight for one in own if value(one) == step.value)
        assert rounded(row.net) == mean([(v, one.weight) for one in own if (v := value(one)) is not None])
        assert row.not_coded == sum(one.weight for one in own if not tagged(one, SCALE))
        assert row.total == sum(one.weight for one in own)


@given(ANY)
@settings(max_examples=40)
def test_all_claims_are_counted_once_however_many_speak(drawn: Drawn) -> None:
    actors, _, found = drawn
    grouping = by_actors(actors, found)
    tally = spread(SCALE, found, grouping)
    assert tally.every.total == sum(one.weight for one in found)
    assert tally.basis.n + tally.basis.not_coded == tally.every.total
    assert tally.lacking == sum(one.weight for one in found if not tagged(one, actors, grouping.role))
    assert len(tally.shown) <= 12


@given(ANY)
@settings(max_examples=40)
def test_the_rest_is_summed_with_each_claim_once(drawn: Drawn) -> None:
    actors, _, found = drawn
    grouping = by_actors(actors, found)
    tally = spread(SCALE, found, grouping, most=3)
    if len(tally.rows) <= 3:
        assert tally.shown == tally.rows
        return
    rest = {group.key for group in grouping.groups[2:]}
    assert tally.shown[-1].total == sum(one.weight for one in found if tagged(one, actors, grouping.role) & rest)


@given(ANY)
@settings(max_examples=40)
def test_cells_of_the_grid_by_actors(drawn: Drawn) -> None:
    actors, topics, found = drawn
    grouping = by_actors(actors, found)
    tally = grid(topics, found, grouping, SCALE)
    names = {tag.name: tag.uid for tag in topics.tags}
    keys = [group.key for group in grouping.groups]
    for (name, _), cells in zip(tally.whole.rows, tally.whole.cells, strict=True):
        about = [one for one in found if names[name] in tagged(one, topics)]
        for key, cell in zip([*keys, ""], cells, strict=True):
            own = [one for one in about if not key or key in tagged(one, actors, grouping.role)]
            pairs = [(v, one.weight) for one in own if (v := value(one)) is not None]
            assert cell.count == sum(one.weight for one in own)
            assert cell.n == sum(times for _, times in pairs)
            assert rounded(cell.net) == mean(pairs)


@given(ANY)
@settings(max_examples=40)
def test_cells_of_the_grid_by_ownership(drawn: Drawn) -> None:
    _, topics, found = drawn
    tally = grid(topics, found, by_ownership(found), SCALE)
    names = {tag.name: tag.uid for tag in topics.tags}
    for (name, _), cells in zip(tally.whole.rows, tally.whole.cells, strict=True):
        about = [one for one in found if names[name] in tagged(one, topics)]
        for column, cell in zip(tally.whole.columns[:-1], cells[:-1], strict=True):
            carried = [c for one in about for c in one.carriers if (c.ownership or "not stated") == column]
            assert cell.count == len(carried)
        assert sum(cell.count for cell in cells[:-1]) == cells[-1].count


@given(ANY)
@settings(max_examples=40)
def test_what_is_shown_has_no_more_rows_and_columns_than_it_may(drawn: Drawn) -> None:
    actors, topics, found = drawn
    tally = grid(topics, found, by_actors(actors, found), SCALE, most=(4, 3))
    assert len(tally.shown.rows) <= 4
    assert len(tally.shown.columns) <= 4
    if tally.whole.rows and tally.shown.rows:
        assert max(row[-1].count for row in tally.whole.cells) <= max(row[-1].count for row in tally.shown.cells)


def test_a_mean_needs_five_claims_not_five_carriers() -> None:
    assert net([(-2, 10), (2, 1), (0, 3), (1, 1)]) is None
    assert net([(-2, 1), (-2, 1), (0, 1), (1, 1), (1, 2)]) == -1 / 6


def test_neutral_pulls_the_mean_and_mixed_does_not() -> None:
    actors, topics = dimension("a", Kind.ACTORS, 1), dimension("t", Kind.ONE, 1)
    say = coding(actors, 0, role="speaker")
    about = coding(topics, 0)
    found = [item(n, say, about, coding(SCALE, 0)) for n in range(5)]
    neutral = [item(10 + n, say, about, coding(SCALE, 2)) for n in range(5)]
    mixed = [item(20 + n, say, about, coding(SCALE, 5)) for n in range(5)]
    open_ = [item(30 + n, say, about) for n in range(5)]

    def cell(some: list[Item]):
        return grid(topics, some, by_actors(actors, some), SCALE).whole.cells[0][0]

    assert (cell(found).net, cell(found).n) == (-2.0, 5)
    assert cell(found + neutral).net == -1.0
    assert cell(found + mixed + open_).net == -2.0
    assert (cell(found + mixed + open_).n, cell(found + mixed + open_).count) == (5, 15)
    [row] = spread(SCALE, found + mixed + open_, by_actors(actors, found + mixed + open_)).rows
    assert (row.n, row.asides, row.not_coded) == (5, (5, 0), 5)


def test_a_claim_that_state_and_private_outlets_carry_counts_in_both() -> None:
    topics = dimension("t", Kind.ONE, 1)
    wire = (Carrier("A", "state"), Carrier("B", "state"), Carrier("C", "private"))
    found = [item(1, coding(topics, 0), carriers=wire)]
    tally = grid(topics, found, by_ownership(found), None)
    assert tally.whole.columns == ("state", "private", "All")
    assert [cell.count for cell in tally.whole.cells[0]] == [2, 1, 3]
    assert all(cell.net is None for cell in tally.whole.cells[0])
