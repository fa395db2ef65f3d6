"""What stands below a chart: unit, counting rule, n, and what is not in it."""

from collections.abc import Iterator

from annotations.brief.content import many
from annotations.brief.counting import Counting
from annotations.brief.tallies import LEAST_FOR_SHARE, BarTally, Basis
from annotations.brief.tallies_crossed import LEAST_FOR_MEAN, GridTally, SpreadTally
from annotations.brief.tallies_dated import TimeTally
from annotations.codebook import Kind

_RULES = {
    Counting.TEXTS: "A claim counts once, however many outlets carry its text.",
    Counting.OUTLETS: "A claim counts once for each outlet that prints it.",
}


def bars_note(tally: BarTally, counting: Counting) -> str:
    """The note of bars."""
    return " ".join(_bars(tally, counting))


def _bars(tally: BarTally, counting: Counting) -> Iterator[str]:
    yield f"{tally.dimension}{_who(tally.basis)}: {_basis(tally.basis)}."
    if tally.kind is not Kind.SCALE:
        yield from _several(tally.basis, "actors" if tally.kind is Kind.ACTORS else "tags")
    if others := [row for row in tally.shown if row not in tally.rows]:
        yield f"{others[0].name} sums the tags with the fewest claims, a claim with several of them once."
    if tally.basis.n:
        few = f"Counts without percentages, as n is below {LEAST_FOR_SHARE}."
        yield "Percentages are of n." if tally.basis.shares else few
    yield _RULES[counting]


def spread_note(tally: SpreadTally, counting: Counting) -> str:
    """The note of diverging bars."""
    return " ".join(_spread(tally, counting))


def _spread(tally: SpreadTally, counting: Counting) -> Iterator[str]:
    by = f" by {tally.by}" if tally.by else ""
    yield f"{tally.dimension}{by}: {_basis(tally.basis)}."
    if tally.steps:
        yield f"Net is the mean of {_range(tally)} alone, given from {LEAST_FOR_MEAN} claims on, with their n."
    if tally.several:
        yield f"A claim with several {tally.noun} counts in each, and once among all claims."
    if tally.lacking:
        yield f"{tally.lacking_name}: {many(tally.lacking, 'claim')}, among all claims only."
    yield _RULES[counting]


def _range(tally: SpreadTally) -> str:
    ends = (tally.steps[0].value or 0, tally.steps[-1].value or 0)
    low, high = (f"{value:+d}".replace("-", "−") if value else "0" for value in ends)
    return f"{low} to {high}"


def grid_note(tally: GridTally, counting: Counting) -> str:
    """The note of a heat table."""
    return " ".join(_grid(tally, counting))


def _grid(tally: GridTally, counting: Counting) -> Iterator[str]:
    yield f"{tally.dimension} by {tally.by}: {_basis(tally.basis)}."
    if tally.scale_basis:
        yield (
            f"Each cell: the mean of the values of {tally.scale} and their n; the mean is left out below "
            f"{LEAST_FOR_MEAN} claims. In no mean: {_outside(tally.scale_basis)}."
        )
    else:
        yield "Each cell: claims."
    yield f"A claim with several tags or {tally.noun} counts in each, and once under All."
    if tally.lacking:
        yield f"{tally.lacking_name}: {many(tally.lacking, 'claim')}, under All only."
    yield _RULES[counting]


def timeline_note(tally: TimeTally, counting: Counting) -> str:
    """The note of a timeline."""
    return " ".join(_timeline(tally, counting))


def _timeline(tally: TimeTally, counting: Counting) -> Iterator[str]:
    undated = f"; without a date that is exact enough {tally.undated:,}" if tally.undated else ""
    begin = " that begins on the day given" if tally.step == "week" else ""
    yield f"Claims by {tally.step}{begin}, by the date of the article: n = {tally.n:,}{undated}."
    if tally.rows:
        yield f"Below, the most frequent of {tally.dimension}, on one scale among them."
        if tally.several:
            yield "A claim with several tags counts in each."
    yield _RULES[counting]


def _who(basis: Basis) -> str:
    return f" who are {basis.role}s" if basis.role else ""


def _basis(basis: Basis) -> str:
    asides = ", ".join(f"{name.lower()} {count:,}" for name, count in basis.asides)
    inside = f" ({asides})" if asides else ""
    texts = f" in {many(basis.texts, 'distinct text')}" if basis.n else ""
    return f"n = {many(basis.n, 'coded claim')}{texts}{inside}, not coded {basis.not_coded:,}"


def _outside(basis: Basis) -> str:
    return ", ".join((*(f"{name.lower()} {count:,}" for name, count in basis.asides), f"not coded {basis.not_coded:,}"))


def _several(basis: Basis, noun: str) -> Iterator[str]:
    if basis.several:
        yield f"A claim with several {noun} counts in each."
