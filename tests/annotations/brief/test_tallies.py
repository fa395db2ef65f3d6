"""Counts against an oracle that goes through the claims one by one."""

from collections import Counter

from coded_claims import coding, dimension, dimensions, item, items
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.brief import gather
from annotations.brief.content import Carrier, DimensionEntry
from annotations.brief.spec import BriefSpec
from annotations.brief.tallies import Item, bars, items_of
from annotations.codebook import Kind

ANY = dimensions().flatmap(lambda dim: st.tuples(st.just(dim), items(dim)))


def names_of(one: Item, dim: DimensionEntry, role: str) -> set[str]:
    """What a claim was tagged with, read from the claim as it is."""
    return {
        tag.name
        for coding in one.claim.codings
        if coding.dimension == dim.name
        for tag in coding.tags
        if role in ("", tag.role)
    }


def role_of(dim: DimensionEntry, found: list[Item]) -> str:
    speak = any(tag.role == "speaker" for one in found for coding in one.claim.codings for tag in coding.tags)
    return "speaker" if dim.kind is Kind.ACTORS and speak else ""


@given(ANY)
@settings(max_examples=40)
def test_each_tag_counts_the_claims_that_have_it(drawn: tuple[DimensionEntry, list[Item]]) -> None:
    dim, found = drawn
    role = role_of(dim, found)
    counts: Counter[str] = Counter()
    texts: dict[str, set[int]] = {}
    for one in found:
        for name in names_of(one, dim, role):
            counts[name] += len(one.carriers)
            texts.setdefault(name, set()).add(one.text)
    tally = bars(dim, found)
    assert {row.name: row.count for row in tally.rows if row.count} == dict(counts)
    assert {row.name: row.texts for row in tally.rows if row.count} == {name: len(own) for name, own in texts.items()}


@given(ANY)
@settings(max_examples=40)
def test_coded_and_not_coded_are_all_claims(drawn: tuple[DimensionEntry, list[Item]]) -> None:
    dim, found = drawn
    tally = bars(dim, found)
    role = role_of(dim, found)
    coded = [one for one in found if names_of(one, dim, role)]
    assert tally.basis.n == sum(len(one.carriers) for one in coded)
    assert tally.basis.n + tally.basis.not_coded == sum(len(one.carriers) for one in found)
    assert tally.basis.texts == len({one.text for one in coded})
    assert tally.basis.several == any(len(names_of(one, dim, role)) > 1 for one in found)
    assert all(row.count <= tally.basis.n for row in (*tally.rows, *tally.shown))


@given(ANY, st.integers(3, 12))
@settings(max_examples=40)
def test_what_is_summed_counts_each_claim_once(drawn: tuple[DimensionEntry, list[Item]], most: int) -> None:
    dim, found = drawn
    tally = bars(dim, found, most)
    if dim.kind is Kind.SCALE:
        assert tally.shown == tally.rows
        return
    assert len(tally.shown) <= most or tally.shown == tally.rows
    shown = {row.name for row in tally.shown}
    summed = {row.name for row in tally.rows} - shown
    if summed:
        [other] = [row for row in tally.shown if row.name == f"Other ({len(summed)})"]
        role = role_of(dim, found)
        assert other.count == sum(len(one.carriers) for one in found if names_of(one, dim, role) & summed)


def test_the_most_frequent_come_first_and_asides_last() -> None:
    dim = dimension("d", Kind.MANY, 3)
    found = [item(1, coding(dim, 3)), item(2, coding(dim, 3)), item(3, coding(dim, 1)), item(4, coding(dim, 1, 2))]
    tally = bars(dim, found)
    assert [row.uids for row in tally.rows] == [{"d-1"}, {"d-2"}, {"d-none"}]
    assert [row.count for row in tally.leading] == [2]
    assert tally.basis.asides == (("None of these", 2),)


def test_a_scale_keeps_its_order_and_its_empty_places() -> None:
    dim = dimension("d", Kind.SCALE, 6)
    tally = bars(dim, [item(1, coding(dim, 5)), item(2, coding(dim, 1)), item(3)])
    assert [row.count for row in tally.rows] == [0, 1, 0, 0, 0, 1]
    assert (tally.basis.n, tally.basis.not_coded) == (2, 1)


def test_neutral_is_a_value_and_not_coded_is_not() -> None:
    dim = dimension("d", Kind.SCALE, 5)
    basis = bars(dim, [item(1, coding(dim, 2)), item(2)]).basis
    assert (basis.n, basis.not_coded, basis.asides) == (1, 1, ())


def test_a_claim_counts_once_a_carrier() -> None:
    dim = dimension("d", Kind.ONE, 2)
    wire = (Carrier("One"), Carrier("Two"), Carrier(""))
    tally = bars(dim, [item(1, coding(dim, 0), carriers=wire), item(2, coding(dim, 0))])
    assert [(row.count, row.texts, row.outlets) for row in tally.rows] == [(4, 2, 2)]


def test_percentages_need_twenty_claims() -> None:
    dim = dimension("d", Kind.ONE, 2)
    found = [item(n, coding(dim, 0)) for n in range(20)]
    assert bars(dim, found).basis.shares
    assert not bars(dim, found[1:]).basis.shares


def test_claims_are_counted_as_the_brief_gathers_them(sample_path) -> None:
    from annotations.project import Project

    with Project.open(sample_path, read_only=True) as project:
        content = gather(project, BriefSpec())
    every = items_of(content)
    assert len(every) == len(content.claims) > 50
    for dim in content.codebook:
        tally = bars(dim, every)
        known = {tag.name: tag.claims for tag in dim.tags if tag.claims}
        if dim.kind is not Kind.ACTORS:
            assert {row.name: row.count for row in tally.rows if row.count} == known
            assert tally.basis.not_coded == dim.open
