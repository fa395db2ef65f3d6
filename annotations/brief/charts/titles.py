"""What a chart shows as a sentence made of its numbers: the title that the program proposes.

Nothing is called a trend, and nothing is said of causes. Names stand in quotation marks, so that any name fits.
"""

from annotations.brief.charts.numbers import signed
from annotations.brief.tallies import BarTally
from annotations.brief.tallies_crossed import GridCell, GridTally, SpreadTally
from annotations.brief.tallies_dated import Step, TimeTally
from annotations.brief.texts import ENGLISH, Words
from annotations.codebook import Kind

_TWO = 2
_LONGEST_NAME = 90


def quoted(name: str, words: Words = ENGLISH) -> str:
    """A name in quotation marks, shortened if it is longer than a title can bear."""
    shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME].rstrip()}…"
    return words("“{name}”", name=shown)


_TAGS = ("{name} leads: {count} of {of}", "{first} and {second} lead: {count} of {of} each")
_SPEAKERS = ("{name} speaks most: {count} of {of}", "{first} and {second} speak most: {count} of {of} each")
_ACTORS = ("{name} is named most: {count} of {of}", "{first} and {second} are named most: {count} of {of} each")
_SHARED = {
    Kind.ACTORS: "{number} actors share the lead: {count} of {of} each",
    Kind.SCALE: "{number} values share the lead: {count} of {of} each",
}
_TAGS_SHARED = "{number} tags share the lead: {count} of {of} each"
_NO_TAG = "No claim has a tag of {dimension} yet"


def _of(words: Words, n: int) -> str:
    """So many claims, as they stand behind "of"."""
    return words("{claims}", claims=words.many(n, "claim"))


def bars_title(tally: BarTally) -> str:
    """Which tag leads, with how many claims of how many."""
    leading, words = tally.leading, tally.words
    if not leading:
        return words(_NO_TAG, dimension=tally.dimension)
    of = _of(words, tally.basis.n)
    if tally.kind is Kind.SCALE:
        valued = sum(row.count for row in tally.rows if not row.aside)
        of = words("{claims} with a value", claims=words.many(valued, "claim"))
    names = [quoted(row.name, words) for row in leading]
    values = {"count": words.number(leading[0].count), "of": of}
    one, two = _TAGS
    if tally.kind is Kind.ACTORS:
        one, two = _SPEAKERS if tally.basis.role else _ACTORS
    if len(names) == 1:
        return words(one, name=names[0], **values)
    if len(names) == _TWO:
        return words(two, first=names[0], second=names[1], **values)
    return words(_SHARED.get(tally.kind, _TAGS_SHARED), number=len(names), **values)


def spread_title(tally: SpreadTally) -> str:
    """Which side of zero outweighs the other."""
    words = tally.words
    n, negative, positive = tally.every.n, tally.below(tally.every), tally.above(tally.every)
    if not n:
        return words("No claim has a value of {dimension} yet", dimension=tally.dimension)
    if not negative and not positive:
        if n == 1:
            return words("The one claim with a value is at zero")
        return words("All {number} claims with a value are at zero", number=words.number(n))
    claims, below, above = words.many(n, "claim"), words.number(negative), words.number(positive)
    if negative == positive:
        return words("Negative and positive balance: {count} each of {claims} with a value", count=below, claims=claims)
    told = (
        "Negative outweighs positive: {negative} to {positive} of {claims} with a value"
        if negative > positive
        else "Positive outweighs negative: {positive} to {negative} of {claims} with a value"
    )
    return words(told, negative=below, positive=above, claims=claims)


def grid_title(tally: GridTally) -> str:
    """The cell that is furthest from zero; where no cell has a mean the most frequent one, or what leads at all."""
    words = tally.words
    if tally.peak is None:
        rows = zip(tally.tags, tally.whole.cells, strict=True)
        totals = [(cells[-1].count, tag.name) for tag, cells in rows if not tag.is_none]
        if not totals:
            return words(_NO_TAG, dimension=tally.dimension)
        count, name = max(totals, key=lambda pair: pair[0])
        return words(_TAGS[0], name=quoted(name, words), count=words.number(count), of=_of(words, tally.basis.n))
    row, column = tally.peak
    cell = tally.whole.cells[row][column]
    topic, group = quoted(tally.whole.rows[row][0], words), quoted(tally.whole.columns[column], words)
    if cell.net is None:
        return words(
            "{group} on {topic} is the most frequent pair: {count} of {of}",
            group=group,
            topic=topic,
            count=words.number(cell.count),
            of=_of(words, tally.basis.n),
        )
    return words(_tone(cell), group=group, topic=topic, net=signed(cell.net, words), n=words.number(cell.n))


def _tone(cell: GridCell) -> str:
    number = signed(cell.net or 0)
    if number == "0.0":
        return "{group} is neutral on {topic}: {net} (n = {n})"
    if number.startswith("−"):
        return "{group} is most negative on {topic}: {net} (n = {n})"
    return "{group} is most positive on {topic}: {net} (n = {n})"


_NONE_STANDS_OUT = {
    Step.DAY: "No day stands out: at most {most} of {of}",
    Step.WEEK: "No week stands out: at most {most} of {of}",
    Step.MONTH: "No month stands out: at most {most} of {of}",
    Step.YEAR: "No year stands out: at most {most} of {of}",
}


def timeline_title(tally: TimeTally) -> str:
    """When most claims were published."""
    words = tally.words
    most = max(tally.every.counts, default=0)
    if not most:
        return words("No claim has a date")
    highest = [start for start, count in zip(tally.starts, tally.every.counts, strict=True) if count == most]
    when = words("on {when}" if tally.step is Step.DAY else "in {when}", when=tally.step.long(highest[0], words))
    if most == tally.n:
        if most == 1:
            return words("The only claim was published {when}", when=when)
        return words("All {claims} were published {when}", claims=words.many(most, "claim"), when=when)
    values = {"most": words.number(most), "of": _of(words, tally.n)}
    if len(highest) == 1:
        return words("Most claims were published {when}: {most} of {of}", when=when, **values)
    if len(highest) == _TWO:
        second = tally.step.long(highest[1], words)
        return words(
            "Most claims were published {first} and {second}: {most} of {of} each", first=when, second=second, **values
        )
    return words(_NONE_STANDS_OUT[tally.step], **values)
