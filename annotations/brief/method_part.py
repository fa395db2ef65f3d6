"""Method: what was read, how it was coded and counted, and what that cannot show."""

from collections import Counter
from collections.abc import Iterator, Sequence

from annotations import __version__
from annotations.brief.content import BriefContent, Count, DimensionEntry, many
from annotations.brief.counting import RULES
from annotations.brief.flow import Cell, Flow, slots
from annotations.brief.reading_part import found_in_words
from annotations.brief.reference_parts import TAGS_THAT_COUNT
from annotations.brief.setting import Run, flowed, plain
from annotations.brief.spec import BriefSpec, Part
from annotations.brief.tallies import LEAST_FOR_SHARE
from annotations.brief.tallies_crossed import LEAST_FOR_MEAN
from annotations.brief.typography import CARD_BOLD, LINE, SMALL, TABLE, TABLE_BOLD, TABLE_LINK
from annotations.claims import Origin
from annotations.codebook import Kind

CODEBOOK_ROW = "Codebook"
_LONGEST_DEFINITION = 110
_ANSWERS = {
    Kind.ONE: "one tag a claim",
    Kind.MANY: "one or more tags a claim",
    Kind.ACTORS: "actors with their roles",
    Kind.SCALE: "one place on a scale",
}
_DEFINED = {Part.CODEBOOK: "codebook", Part.GLOSSARY: "tags-used"}
"""Parts that have the definitions, and the names of their places."""

_NO_SAMPLE = "The articles are what the searches found and the analysts kept, not the whole press."
_NO_MEASURE = "The numbers describe these articles and measure neither opinion nor what the press did not print."


def method(flow: Flow, content: BriefContent, spec: BriefSpec) -> Iterator[None]:
    """How the brief was made; three lines where it is kept short."""
    if spec.is_short:
        _in_short(flow, content)
        yield
        return
    flow.part("Method", "method", fresh=False)
    for label, text in method_rows(content):
        _row(flow, label, text)
        if label == CODEBOOK_ROW:
            for dimension in content.codebook:
                main = flow.width - flow.offset(1)
                setting = flowed(dimension_runs(dimension, spec), main)
                flow.row([Cell(flow.offset(1), slots(setting))], after=4)
        yield


def method_rows(content: BriefContent) -> tuple[tuple[str, str], ...]:
    """Labels and what stands beside them; below `CODEBOOK_ROW` come the dimensions."""
    return (
        ("What was read", _read(content)),
        (CODEBOOK_ROW, _codebook(content)),
        ("Coding", f"{_coders(content.coders)} {TAGS_THAT_COUNT} Agreement between coders was not measured."),
        ("Suggestions", _suggestions(content)),
        ("Counting", _counting(content)),
        ("Limits", _limits(content)),
        ("Software", f"Pressmark {__version__}"),
    )


def _row(flow: Flow, label: str, text: str) -> None:
    main = flow.width - flow.offset(1)
    flow.row(
        [Cell(0, slots(plain(label, TABLE_BOLD, flow.column))), Cell(flow.offset(1), slots(plain(text, TABLE, main)))],
        after=5,
        rule=LINE,
    )


def dimension_runs(dimension: DimensionEntry, spec: BriefSpec) -> list[Run]:
    """A dimension with its question; its tags with their definitions where these are short and stand nowhere else."""
    runs = [Run(f"{dimension.name}: ", TABLE_BOLD), Run(f"{_ANSWERS[dimension.kind]}. {dimension.help} ", TABLE)]
    if place := next((place for part, place in _DEFINED.items() if part in spec.parts), ""):
        runs.append(Run("Definitions", TABLE_LINK, place))
    elif dimension.kind is not Kind.ACTORS:
        runs.append(Run(_definitions(dimension), TABLE))
    return runs


def _definitions(dimension: DimensionEntry) -> str:
    told = []
    for tag in dimension.tags:
        text = tag.short or tag.definition
        told.append(f"{tag.name} – {text.rstrip('. ')}" if 0 < len(text) <= _LONGEST_DEFINITION else tag.name)
    return f"Tags: {'; '.join(told)}." if told else ""


def method_in_short(content: BriefContent) -> str:
    """The method in about three lines."""
    dimensions = ", ".join(dimension.name for dimension in content.codebook)
    parts = (
        f"{_basis(content)} {_coders(content.coders)}",
        f"Coded in {many(len(content.codebook), 'dimension')} ({dimensions}; codebook {content.codebook_mark}).",
        f"{RULES[content.reading.counting]} {_suggestions(content)} {_NO_SAMPLE} Pressmark {__version__}.",
    )
    return " ".join(parts)


def _in_short(flow: Flow, content: BriefContent) -> None:
    """Three lines or so, without a heading of their own."""
    setting = flowed([Run("Method  ", CARD_BOLD), Run(method_in_short(content), SMALL)], flow.width)
    flow.sheet.where = "Method"
    flow.row([Cell(0, slots(setting))], rule=LINE)
    flow.sheet.place("method", flow.y + setting.height + 8)
    flow.sheet.entry("method", "Method", 0)


def _basis(content: BriefContent) -> str:
    read = content.reading
    return f"{many(read.claims, 'claim')} in {many(read.printed, 'article')}, of {many(read.kept, 'article')} kept."


def _read(content: BriefContent) -> str:
    return f"{found_in_words(content.reading)} This brief rests on {_basis(content)}"


def _codebook(content: BriefContent) -> str:
    tags = sum(len(dimension.tags) for dimension in content.codebook if dimension.kind is not Kind.ACTORS)
    return (
        f"{many(len(content.codebook), 'dimension')} with {many(tags, 'tag')}, actors not counted. Mark of this "
        f"version: {content.codebook_mark}; it stays the same as long as names, definitions, values and order do."
    )


def _coders(coders: Sequence[Count]) -> str:
    """Who marked the claims and set their tags, as far as the brief names people."""
    if not coders:
        return "Nothing has been coded yet."
    if not all(coder.name for coder in coders):
        return f"Coded by {'one person' if len(coders) == 1 else f'{len(coders)} people'}."
    named = (f"{coder.name} ({many(coder.claims, 'claim')})" for coder in coders)
    return f"Coded by {', '.join(named)}."


def _suggestions(content: BriefContent) -> str:
    """How many of the tags that count began as suggestions."""
    counts = Counter(tag.origin for claim in content.claims for coding in claim.codings for tag in coding.tags)
    total, accepted, changed = counts.total(), counts[Origin.ACCEPTED], counts[Origin.CHANGED]
    if not total:
        return "No tags have been set yet."
    if not accepted + changed:
        return f"All {total:,} tags were set by hand." if total > 1 else "The one tag was set by hand."
    share = f" ({100 * (accepted + changed) / total:.0f} %)" if total >= LEAST_FOR_SHARE else ""
    return (
        f"Of {many(total, 'tag')} {accepted + changed:,}{share} began as suggestions of the program: {accepted:,} "
        f"accepted as they were, {changed:,} with a change."
    )


def _counting(content: BriefContent) -> str:
    return (
        f"{RULES[content.reading.counting]} A claim with several tags counts in each of them. Percentages are given "
        f"from {LEAST_FOR_SHARE} claims on, means of a scale from {LEAST_FOR_MEAN}; answers off the scale and what is "
        "not coded are in no mean."
    )


def _limits(content: BriefContent) -> str:
    parts = [_NO_SAMPLE, _NO_MEASURE]
    missing = [f"{dimension.name} {dimension.open:,}" for dimension in content.codebook if dimension.open]
    if missing:
        parts.append(f"Claims not coded yet: {', '.join(missing)}.")
    return " ".join(parts)
