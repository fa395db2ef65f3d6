"""The part "Since the last issue": what is new, what differs, what was corrected, and what cannot be compared."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from annotations.brief.charts.tables import Table
from annotations.brief.content import BriefContent
from annotations.brief.flow import Cell, Flow, slots
from annotations.brief.previous import Previous
from annotations.brief.references import Links, claim_links
from annotations.brief.setting import Run, flowed, plain
from annotations.brief.since import GONE, NEW, REDEFINED, RENAMED, Compared, CountedTag, Recoded, Since, since, tags_of
from annotations.brief.spec import BriefSpec, Judgement
from annotations.brief.table import draw_table
from annotations.brief.texts import Words
from annotations.brief.typography import LINE, QUOTE, TABLE, TABLE_BOLD, TABLE_LINK_BOLD, TABLE_QUIET, TEXT

MOST, MOST_SHORT = 40, 5
"""So many new claims and corrections are told, and in a short brief."""
MOST_TAGS = 8
LARGEST_ONLY = "The {number} largest of each dimension."
_LEFT = 48.0
_LONGEST = 240


def since_last_issue(flow: Flow, content: BriefContent, spec: BriefSpec) -> Iterator[None]:
    """Compare with the issue before; nothing where the brief follows none."""
    previous = content.previous
    if previous is None:
        return
    words, found = flow.words, since(previous, content, spec)
    most = MOST_SHORT if spec.is_short else MOST
    flow.part(words("Since the last issue"), "since-last-issue", fresh=False, small=spec.is_short)
    flow.paragraph(plain(basis(previous, content, words), TEXT, flow.width), after=2)
    yield
    _judgements(flow, found.judgements)
    yield
    _first(flow, found)
    _new(flow, found, claim_links(content, spec), most)
    yield
    if not spec.is_short:
        _counts(flow, found, previous, content)
        yield
    _lines(flow, words("Corrections"), corrections(found, words), most)
    _lines(flow, words("Not to be compared"), breaks_told(found, words), most)
    yield


def basis(previous: Previous, content: BriefContent, words: Words) -> str:
    """What is compared, and that it is no trend."""
    issue = words("Issue {number}", number=previous.number) if previous.number else words("the issue before")
    now, before = (words.many(count, "claim") for count in (content.reading.counted, previous.counted))
    return words(
        "Compared with: {issue}. Now {now}, then {before}. A difference between two issues is no trend.",
        issue=issue,
        now=now,
        before=before,
    )


def _judgements(flow: Flow, found: Sequence[Compared]) -> None:
    if not found:
        return
    words = flow.words
    flow.section(words("Judgements"))
    for pair in found:
        state = words(state_of(pair))
        shown = pair.now or pair.before
        lines = [plain(told(shown, words), TABLE_BOLD, flow.width - _LEFT - 20)] if shown else []
        if pair.now and pair.before:
            old = words("Before: {wording}", wording=told(pair.before, words))
            lines.append(plain(old, TABLE_QUIET, flow.width - _LEFT - 20))
        flow.row([Cell(0, slots(plain(state, TABLE, _LEFT + 12))), Cell(_LEFT + 20, slots(*lines))], after=4, rule=LINE)


def state_of(pair: Compared) -> str:
    """What happened to a judgement, in English."""
    if pair.now and pair.before:
        return "changed"
    return "new" if pair.now else "dropped"


def told(judgement: Judgement, words: Words) -> str:
    """A judgement with its likelihood and confidence, one line."""
    scales = [
        f"{words(label)}: {words(value)}"
        for label, value in (("Likelihood", judgement.likelihood), ("Confidence", judgement.confidence))
        if value
    ]
    return " ".join(judgement.statement.split()) + (f" ({'; '.join(scales)})" if scales else "")


def _first(flow: Flow, found: Since) -> None:
    """Actors, frames and other tags that no claim had before."""
    if not found.first:
        return
    flow.section(flow.words("For the first time"))
    for name, tags in first_by_dimension(found).items():
        flow.paragraph(flowed((Run(f"{name}  ", TABLE_BOLD), Run(", ".join(tags), TABLE)), flow.width), after=3)


def first_by_dimension(found: Since) -> dict[str, list[str]]:
    """The tags that no claim had before with what they count now, by the names of their dimensions."""
    by_dimension: dict[str, list[str]] = {}
    for count in found.first:
        by_dimension.setdefault(count.dimension, []).append(f"{count.name} ({count.now})")
    return by_dimension


def _new(flow: Flow, found: Since, links: Links, most: int) -> None:
    words = flow.words
    flow.section(words("New claims"))
    if not found.new:
        flow.paragraph(plain(words("None."), TEXT, flow.width), after=2)
    for claim in found.new[:most]:
        link = links.get(claim.number, "")
        label = flowed((Run(claim.label, TABLE_LINK_BOLD if link else TABLE_BOLD, link),), _LEFT)
        quote = plain(short(claim.translation or claim.quote), QUOTE, flow.width - _LEFT)
        flow.row([Cell(0, slots(label)), Cell(_LEFT, slots(quote))], after=3, rule=LINE)
    if len(found.new) > most:
        more = words("{number} more in the list of claims.", number=len(found.new) - most)
        flow.paragraph(plain(more, TEXT, flow.width), after=2)


def _counts(flow: Flow, found: Since, previous: Previous, content: BriefContent) -> None:
    words = flow.words
    if not found.counts:
        return
    flow.section(words("Counts beside the last issue's"))
    if len(largest(found.counts)) < len(found.counts):
        note = words(LARGEST_ONLY, number=MOST_TAGS)
        flow.paragraph(plain(note, TABLE_QUIET, flow.width), after=2)
    draw_table(flow, counts_table(found, previous, content, words))


def counts_table(found: Since, previous: Previous, content: BriefContent, words: Words) -> Table:
    """The largest tags of each dimension with what they counted then and count now."""
    head = (
        words("Tag"),
        words("Then (n = {n})", n=previous.counted),
        words("Now (n = {n})", n=content.reading.counted),
    )
    kept = largest(found.counts)
    rows = tuple((f"{one.dimension}: {one.name}", str(one.before), str(one.now)) for one in kept)
    return Table(head, rows, (0.64, 0.18, 0.18))


def largest(counts: Sequence[CountedTag]) -> list[CountedTag]:
    """The first tags of each dimension, which come by their numbers."""
    groups = groupby(counts, lambda one: one.dimension)
    return [one for _, group in groups for one in islice(group, MOST_TAGS)]


def _lines(flow: Flow, title: str, lines: Sequence[str], most: int) -> None:
    if not lines:
        return
    flow.section(title)
    for line in lines[:most]:
        flow.paragraph(plain(line, TABLE, flow.width), after=3)
    if len(lines) > most:
        flow.paragraph(plain(flow.words("{number} more.", number=len(lines) - most), TABLE, flow.width), after=2)


def corrections(found: Since, words: Words) -> list[str]:
    """Claims that are changed or gone."""
    gone = [
        words("C{number} is no longer in this brief: “{quote}”", number=claim.number, quote=short(claim.quote))
        for claim in found.gone
    ]
    return [*(_correction(one, words) for one in found.changed), *gone]


def _correction(one: Recoded, words: Words) -> str:
    if one.now.quote != one.before.quote:
        return words(
            "C{number} reads otherwise: “{now}”; before: “{before}”",
            number=one.now.number,
            now=short(one.now.quote),
            before=short(one.before.quote),
        )
    now, before = set(tags_of(one.now)), set(one.before.tags)
    return words(
        "C{number} is coded otherwise: {now}; before: {before}",
        number=one.now.number,
        now=", ".join(sorted(now - before)) or "–",
        before=", ".join(sorted(before - now)) or "–",
    )


def breaks_told(found: Since, words: Words) -> list[str]:
    """What makes numbers of both issues mean different things."""
    told = []
    for what, name, before in found.breaks:
        if what == NEW:
            told.append(words("{name}: new in the codebook", name=name))
        elif what == GONE:
            told.append(words("{name}: no longer in the codebook", name=name))
        elif what == RENAMED:
            told.append(words("{name}: was called {before}", name=name, before=before))
        elif what == REDEFINED:
            told.append(words("{name}: its definition has changed", name=name))
    if not found.same_rule:
        told.insert(0, words("Claims are counted by another rule than before."))
    return told


def short(text: str) -> str:
    """A quote on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
