"""What stands below a chart: unit, counting rule, n, and what is not in it."""

from collections.abc import Iterator

from annotations.brief.counting import Counting
from annotations.brief.tallies import LEAST_FOR_SHARE, BarTally, Basis
from annotations.brief.tallies_crossed import LEAST_FOR_MEAN, GridTally, SpreadTally
from annotations.brief.tallies_dated import Step, TimeTally
from annotations.brief.texts import Words
from annotations.codebook import Kind

_RULES = {
    Counting.TEXTS: "A claim counts once, however many outlets carry its text.",
    Counting.OUTLETS: "A claim counts once for each outlet that prints it.",
}


_PUBLISHED = {
    Step.DAY: "Claims by day, by the date of the article: n = {n}{undated}.",
    Step.WEEK: "Claims by week that begins on the day given, by the date of the article: n = {n}{undated}.",
    Step.MONTH: "Claims by month, by the date of the article: n = {n}{undated}.",
    Step.YEAR: "Claims by year, by the date of the article: n = {n}{undated}.",
}


def bars_note(tally: BarTally, counting: Counting) -> str:
    """The note of bars."""
    return " ".join(_bars(tally, counting))


def _bars(tally: BarTally, counting: Counting) -> Iterator[str]:
    words = tally.words
    told = "{dimension} who are speakers: {basis}." if tally.basis.role else "{dimension}: {basis}."
    yield words(told, dimension=tally.dimension, basis=_basis(tally.basis, words))
    if tally.kind is not Kind.SCALE and tally.basis.several:
        actors = tally.kind is Kind.ACTORS
        yield words(
            "A claim with several actors counts in each." if actors else "A claim with several tags counts in each."
        )
    if others := [row for row in tally.shown if row not in tally.rows]:
        yield words(
            "{name} sums the tags with the fewest claims, a claim with several of them once.", name=others[0].name
        )
    if tally.basis.shares:
        yield words("Percentages are of n.")
    elif tally.basis.n:
        yield words("Counts without percentages, as n is below {least}.", least=LEAST_FOR_SHARE)
    yield words(_RULES[counting])


def spread_note(tally: SpreadTally, counting: Counting) -> str:
    """The note of diverging bars."""
    return " ".join(_spread(tally, counting))


def _spread(tally: SpreadTally, counting: Counting) -> Iterator[str]:
    words = tally.words
    told = "{dimension} by {by}: {basis}." if tally.by else "{dimension}: {basis}."
    yield words(told, dimension=tally.dimension, by=tally.by, basis=_basis(tally.basis, words))
    if tally.steps:
        yield words(
            "Net is the mean of {range} alone, given from {least} claims on, with their n.",
            range=_range(tally),
            least=LEAST_FOR_MEAN,
        )
    if tally.several:
        yield words("A claim with several {noun} counts in each, and once among all claims.", noun=tally.noun)
    if tally.lacking:
        lacking = words.many(tally.lacking, "claim")
        yield words("{name}: {claims}, among all claims only.", name=tally.lacking_name, claims=lacking)
    yield words(_RULES[counting])


def _range(tally: SpreadTally) -> str:
    ends = (tally.steps[0].value or 0, tally.steps[-1].value or 0)
    low, high = (f"{value:+d}".replace("-", "−") if value else "0" for value in ends)
    return tally.words("{low} to {high}", low=low, high=high)


def grid_note(tally: GridTally, counting: Counting) -> str:
    """The note of a heat table."""
    return " ".join(_grid(tally, counting))


def _grid(tally: GridTally, counting: Counting) -> Iterator[str]:
    words = tally.words
    yield words(
        "{dimension} by {by}: {basis}.", dimension=tally.dimension, by=tally.by, basis=_basis(tally.basis, words)
    )
    if tally.scale_basis:
        yield words(
            "Each cell: the mean of the values of {scale} and their n; the mean is left out below {least} claims. In "
            "no mean: {outside}.",
            scale=tally.scale,
            least=LEAST_FOR_MEAN,
            outside=", ".join((*_asides(tally.scale_basis, words), _not_coded(tally.scale_basis, words))),
        )
    else:
        yield words("Each cell: claims.")
    yield words("A claim with several tags or {noun} counts in each, and once under All.", noun=tally.noun)
    if tally.lacking:
        lacking = words.many(tally.lacking, "claim")
        yield words("{name}: {claims}, under All only.", name=tally.lacking_name, claims=lacking)
    yield words(_RULES[counting])


def timeline_note(tally: TimeTally, counting: Counting) -> str:
    """The note of a timeline."""
    return " ".join(_timeline(tally, counting))


def _timeline(tally: TimeTally, counting: Counting) -> Iterator[str]:
    words, undated = tally.words, ""
    if tally.undated:
        undated = words("; without a date that is exact enough {number}", number=words.number(tally.undated))
    yield words(_PUBLISHED[tally.step], n=words.number(tally.n), undated=undated)
    if tally.rows:
        yield words("Below, the most frequent of {dimension}, on one scale among them.", dimension=tally.dimension)
        if tally.several:
            yield words("A claim with several tags counts in each.")
    yield words(_RULES[counting])


def _basis(basis: Basis, words: Words) -> str:
    asides = ", ".join(_asides(basis, words))
    return words(
        "n = {claims}{texts}{asides}, {not_coded}",
        claims=words.many(basis.n, "coded claim"),
        texts=words(" in {texts}", texts=words.many(basis.texts, "distinct text")) if basis.n else "",
        asides=f" ({asides})" if asides else "",
        not_coded=_not_coded(basis, words),
    )


def _asides(basis: Basis, words: Words) -> Iterator[str]:
    for name, count in basis.asides:
        yield f"{name.lower()} {words.number(count)}"


def _not_coded(basis: Basis, words: Words) -> str:
    return words("not coded {number}", number=words.number(basis.not_coded))
