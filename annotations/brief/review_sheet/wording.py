"""What the analyst wrote, compared: masthead, bottom line, judgements, findings, outlook."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from annotations.brief.content import BriefContent
from annotations.brief.freezing import Frozen
from annotations.brief.review_sheet.values import Change, Entry, Kind, changes_of, kind_of, one_line
from annotations.brief.since import paired
from annotations.brief.spec import BriefSpec, Finding, Judgement, stated

MASTHEAD = {
    "title": "Title",
    "subtitle": "Subtitle",
    "organisation": "Organisation",
    "number": "Issue number",
    "period_from": "Coverage from",
    "period_to": "Coverage to",
    "cut_off": "Information cut-off",
    "analyst": "Analyst",
    "reviewer": "Reviewer",
    "distribution": "Distribution",
    "handling": "Handling",
}
"""What the fields of the masthead are called."""
_JUDGEMENT = {
    "statement": "Statement",
    "likelihood": "Likelihood",
    "confidence": "Confidence",
    "reason": "Why",
    "meaning": "What it means",
}
_FINDING = {"title": "Title", "sentences": "Sentences"}
_CHARTS = {
    "bars": "Bars",
    "diverging": "Diverging bars",
    "heat": "Heat table by speaker",
    "heat-outlets": "Heat table by ownership",
    "timeline": "Timeline",
}


def _fields(names: Mapping[str, str], before: object, now: object) -> Iterator[tuple[str, str, str]]:
    for name, what in names.items():
        yield what, str(getattr(before, name)), str(getattr(now, name))


def masthead(before: BriefSpec, now: BriefSpec) -> Iterator[Entry]:
    """What the brief says of itself."""
    for change in changes_of(_fields(MASTHEAD, before, now)):
        yield Entry(kind_of(change), "", changes=(change,))


def bottom_line(before: BriefSpec, now: BriefSpec) -> Iterator[Entry]:
    """The one sentence."""
    for change in changes_of([("Bottom line", before.bottom_line, now.bottom_line)]):
        yield Entry(kind_of(change), "", changes=(change,))


def lines(before: Sequence[str], now: Sequence[str]) -> Iterator[Entry]:
    """What to watch, or what is not known: one line each, told as new or gone."""
    old, new = [one_line(text) for text in before if text.strip()], [one_line(text) for text in now if text.strip()]
    yield from (Entry(Kind.ADDED, str(place), text) for place, text in enumerate(new, 1) if text not in old)
    yield from (Entry(Kind.REMOVED, "–", text) for text in old if text not in new)


def judgements(before: Frozen, now: Frozen) -> Iterator[Entry]:
    """The judgements of now in their order, those that are as they were left out; the dropped ones follow."""
    old, new = (stated(frozen.spec.judgements) for frozen in (before, now))
    pairs = paired(old, new)
    names = _names(before.content, now.content)
    kept = [pair.before for pair in pairs if pair.now and pair.before]
    in_order = sorted(kept, key=old.index)
    for number, pair in enumerate(pairs, 1):
        if pair.now is None:
            if pair.before:
                yield Entry(Kind.REMOVED, "–", one_line(pair.before.statement))
            continue
        statement = one_line(pair.now.statement)
        if pair.before is None:
            yield Entry(Kind.ADDED, str(number), statement, changes_of(judged(Judgement(""), pair.now, names))[1:])
        elif changes := changes_of(judged(pair.before, pair.now, names)):
            yield Entry(Kind.EDITED, str(number), statement, changes)
        elif kept.index(pair.before) != in_order.index(pair.before):
            moved = Change("Place", str(old.index(pair.before) + 1), str(number))
            yield Entry(Kind.MOVED, str(number), statement, (moved,))


def judged(before: Judgement, now: Judgement, names: Callable[[str], str]) -> Iterator[tuple[str, str, str]]:
    """What each part of two judgements says, alike or not; `names` says what a claim is called."""
    yield from _fields(_JUDGEMENT, before, now)
    yield "Rests on", _named(before.refs, names), _named(now.refs, names)


def _names(*contents: BriefContent) -> Callable[[str], str]:
    """What a claim is called that either version has; nothing for one that neither has."""
    labels = {uid: claim.label for content in contents for uid, claim in content.claims_by_uid.items()}
    return lambda uid: labels.get(uid, "")


def _named(uids: Iterable[str], names: Callable[[str], str]) -> str:
    return ", ".join(filter(None, map(names, uids)))


def findings(before: Frozen, now: Frozen) -> Iterator[Entry]:
    """Findings of one dimension stand beside one another, in their order."""
    names = _names(before.content, now.content)
    dimensions = {each.uid: each.name for frozen in (before, now) for each in frozen.content.codebook}
    left = list(before.spec.findings)
    for place, finding in enumerate(now.spec.findings, 1):
        same = next((one for one in left if one.dimension == finding.dimension), None)
        label, name = str(place), dimensions.get(finding.dimension, "")
        if same is None:
            yield Entry(Kind.ADDED, label, name, changes_of(found(Finding(""), finding, names)))
            continue
        left.remove(same)
        if changes := changes_of(found(same, finding, names)):
            yield Entry(Kind.EDITED, label, name, changes)
    yield from (Entry(Kind.REMOVED, "–", one_line(one.title) or dimensions.get(one.dimension, "")) for one in left)


def found(before: Finding, now: Finding, names: Callable[[str], str]) -> Iterator[tuple[str, str, str]]:
    """What each part of two findings says, alike or not; `names` as in `judged`."""
    yield from _fields(_FINDING, before, now)
    yield "Chart", _CHARTS.get(before.chart, ""), _CHARTS.get(now.chart, "")
    yield "Quotations", _named(before.quotes, names), _named(now.quotes, names)
