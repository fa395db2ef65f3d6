"""What a chart shows as a sentence made of its numbers: the title that the program proposes.

Nothing is called a trend, and nothing is said of causes. Names stand in quotation marks, so that any name fits.
"""

from annotations.brief.charts.numbers import signed
from annotations.brief.content import many
from annotations.brief.tallies import BarTally
from annotations.brief.tallies_crossed import GridCell, GridTally, SpreadTally
from annotations.brief.tallies_dated import Step, TimeTally
from annotations.codebook import Kind

_TWO = 2
_LONGEST_NAME = 90


def quoted(name: str) -> str:
    """A name in quotation marks, shortened if it is longer than a title can bear."""
    return f"“{name}”" if len(name) <= _LONGEST_NAME else f"“{name[:_LONGEST_NAME].rstrip()}…”"


def bars_title(tally: BarTally) -> str:
    """Which tag leads, with how many claims of how many."""
    leading, n = tally.leading, tally.basis.n
    rest = ""
    if tally.kind is Kind.SCALE:
        n, rest = sum(row.count for row in tally.rows if not row.aside), " with a value"
    if not leading:
        return f"No claim has a tag of {tally.dimension} yet"
    names = [quoted(row.name) for row in leading]
    count, of = leading[0].count, f"{many(n, 'claim')}{rest}"
    if tally.kind is Kind.ACTORS:
        verbs = ("speaks most", "speak most") if tally.basis.role else ("is named most", "are named most")
    else:
        verbs = ("leads", "lead")
    if len(names) == 1:
        return f"{names[0]} {verbs[0]}: {count:,} of {of}"
    if len(names) == _TWO:
        return f"{' and '.join(names)} {verbs[1]}: {count:,} of {of} each"
    who = "actors" if tally.kind is Kind.ACTORS else "values" if tally.kind is Kind.SCALE else "tags"
    return f"{len(names)} {who} share the lead: {count:,} of {of} each"


def spread_title(tally: SpreadTally) -> str:
    """Which side of zero outweighs the other."""
    n, negative, positive = tally.every.n, tally.below(tally.every), tally.above(tally.every)
    if not n:
        return f"No claim has a value of {tally.dimension} yet"
    of = f"of {many(n, 'claim')} with a value"
    if not negative and not positive:
        return "The one claim with a value is at zero" if n == 1 else f"All {n:,} claims with a value are at zero"
    if negative == positive:
        return f"Negative and positive balance: {negative:,} each {of}"
    if negative > positive:
        return f"Negative outweighs positive: {negative:,} to {positive:,} {of}"
    return f"Positive outweighs negative: {positive:,} to {negative:,} {of}"


def grid_title(tally: GridTally) -> str:
    """The cell that is furthest from zero; where no cell has a mean the most frequent one, or what leads at all."""
    if tally.peak is None:
        rows = zip(tally.tags, tally.whole.cells, strict=True)
        totals = [(cells[-1].count, tag.name) for tag, cells in rows if not tag.is_none]
        if not totals:
            return f"No claim has a tag of {tally.dimension} yet"
        count, name = max(totals, key=lambda pair: pair[0])
        return f"{quoted(name)} leads: {count:,} of {many(tally.basis.n, 'claim')}"
    row, column = tally.peak
    cell = tally.whole.cells[row][column]
    topic, group = quoted(tally.whole.rows[row][0]), quoted(tally.whole.columns[column])
    if cell.net is None:
        return f"{group} on {topic} is the most frequent pair: {cell.count:,} of {many(tally.basis.n, 'claim')}"
    return f"{group} is {_tone(cell)} on {topic}: {signed(cell.net)} (n = {cell.n:,})"


def _tone(cell: GridCell) -> str:
    number = signed(cell.net or 0)
    return "neutral" if number == "0.0" else "most negative" if number.startswith("−") else "most positive"


def timeline_title(tally: TimeTally) -> str:
    """When most claims were published."""
    most = max(tally.every.counts, default=0)
    if not most:
        return "No claim has a date"
    highest = [start for start, count in zip(tally.starts, tally.every.counts, strict=True) if count == most]
    of = many(tally.n, "claim")
    word = "on" if tally.step is Step.DAY else "in"
    if most == tally.n:
        when = tally.step.long(highest[0])
        return f"The only claim was published {word} {when}" if most == 1 else f"All {of} were published {word} {when}"
    if len(highest) == 1:
        return f"Most claims were published {word} {tally.step.long(highest[0])}: {most:,} of {of}"
    if len(highest) == _TWO:
        first, second = (tally.step.long(start) for start in highest)
        return f"Most claims were published {word} {first} and {second}: {most:,} of {of} each"
    return f"No {tally.step} stands out: at most {most:,} of {of}"
