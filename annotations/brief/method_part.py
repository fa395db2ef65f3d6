"""Method: what was read, how it was coded and counted, and what that cannot show."""

from collections import Counter
from collections.abc import Iterator

from annotations import __version__
from annotations.brief.agreement_part import (
    AGREEMENT_ROW,
    agreement_basis,
    agreement_in_short,
    agreement_lines,
    agreement_not_measured,
    is_told,
)
from annotations.brief.content import BriefContent, DimensionEntry
from annotations.brief.counting import RULES
from annotations.brief.flow import Cell, Flow, slots
from annotations.brief.reading_part import found_in_words
from annotations.brief.reference_parts import TAGS_THAT_COUNT
from annotations.brief.setting import Run, flowed, plain
from annotations.brief.spec import BriefSpec, Part
from annotations.brief.tallies import LEAST_FOR_SHARE
from annotations.brief.tallies_crossed import LEAST_FOR_MEAN
from annotations.brief.texts import ENGLISH, Words
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
        _in_short(flow, content, spec)
        yield
        return
    flow.part(flow.words("Method"), "method", fresh=False)
    for label, text in method_rows(content, spec):
        _row(flow, label, text)
        if label == flow.words(AGREEMENT_ROW) and content.agreement:
            for name, figures in agreement_lines(content.agreement, flow.words):
                _below(flow, [Run(f"{name}: ", TABLE_BOLD), Run(figures, TABLE)])
        if label == flow.words(CODEBOOK_ROW):
            for dimension in content.codebook:
                _below(flow, dimension_runs(dimension, spec, flow.words))
        yield


def method_rows(content: BriefContent, spec: BriefSpec) -> tuple[tuple[str, str], ...]:
    """Labels and what stands beside them; below `CODEBOOK_ROW` and `AGREEMENT_ROW` come the dimensions."""
    words = content.words
    coding = f"{_coders(content)} {words(TAGS_THAT_COUNT)} {agreement_not_measured(content, spec)}".rstrip()
    told = content.agreement if is_told(content, spec) else None
    return (
        (words("What was read"), _read(content)),
        (words(CODEBOOK_ROW), _codebook(content)),
        (words("Coding"), coding),
        *(((words(AGREEMENT_ROW), agreement_basis(told, words)),) if told else ()),
        (words("Suggestions"), _suggestions(content)),
        (words("Counting"), _counting(content)),
        (words("Limits"), _limits(content)),
        (words("Software"), f"Pressmark {__version__}"),
    )


def _below(flow: Flow, runs: list[Run]) -> None:
    """What belongs to the row above, beside no label of its own."""
    flow.row([Cell(flow.offset(1), slots(flowed(runs, flow.width - flow.offset(1))))], after=4)


def _row(flow: Flow, label: str, text: str) -> None:
    main = flow.width - flow.offset(1)
    flow.row(
        [Cell(0, slots(plain(label, TABLE_BOLD, flow.column))), Cell(flow.offset(1), slots(plain(text, TABLE, main)))],
        after=5,
        rule=LINE,
    )


def dimension_runs(dimension: DimensionEntry, spec: BriefSpec, words: Words = ENGLISH) -> list[Run]:
    """A dimension with its question; its tags with their definitions where these are short and stand nowhere else."""
    runs = [Run(f"{dimension.name}: ", TABLE_BOLD), Run(f"{words(_ANSWERS[dimension.kind])}. {dimension.help} ", TABLE)]
    if place := next((place for part, place in _DEFINED.items() if part in spec.parts), ""):
        runs.append(Run(words("Definitions"), TABLE_LINK, place))
    elif dimension.kind is not Kind.ACTORS:
        runs.append(Run(_definitions(dimension, words), TABLE))
    return runs


def _definitions(dimension: DimensionEntry, words: Words) -> str:
    told = []
    for tag in dimension.tags:
        text = tag.short or tag.definition
        told.append(f"{tag.name} – {text.rstrip('. ')}" if 0 < len(text) <= _LONGEST_DEFINITION else tag.name)
    return words("Tags: {tags}.", tags="; ".join(told)) if told else ""


def method_in_short(content: BriefContent, spec: BriefSpec) -> str:
    """The method in about three lines."""
    words = content.words
    agreement = agreement_in_short(content.agreement, words) if content.agreement and spec.agreement else ""
    coded = words(
        "Coded in {dimensions} ({names}; codebook {mark}).",
        dimensions=words.many(len(content.codebook), "dimension"),
        names=", ".join(dimension.name for dimension in content.codebook),
        mark=content.codebook_mark,
    )
    rule = words(RULES[content.reading.counting])
    parts = (
        f"{_basis(content)} {_coders(content)}",
        coded,
        agreement,
        f"{rule} {_suggestions(content)} {words(_NO_SAMPLE)} Pressmark {__version__}.",
    )
    return " ".join(filter(None, parts))


def _in_short(flow: Flow, content: BriefContent, spec: BriefSpec) -> None:
    """Three lines or so, without a heading of their own."""
    setting = flowed(
        [Run(f"{flow.words('Method')}  ", CARD_BOLD), Run(method_in_short(content, spec), SMALL)], flow.width
    )
    flow.sheet.where = flow.words("Method")
    flow.row([Cell(0, slots(setting))], rule=LINE)
    flow.sheet.place("method", flow.y + setting.height + 8)
    flow.sheet.entry("method", flow.words("Method"), 0)


def _basis(content: BriefContent) -> str:
    read, words = content.reading, content.words
    return words(
        "{claims} in {articles}, of {kept} kept.",
        claims=words.many(read.claims, "claim"),
        articles=words.many(read.printed, "article"),
        kept=words.many(read.kept, "article"),
    )


def _read(content: BriefContent) -> str:
    words = content.words
    return f"{found_in_words(content.reading, words)} {words('This brief rests on {basis}', basis=_basis(content))}"


def _codebook(content: BriefContent) -> str:
    words = content.words
    tags = sum(len(dimension.tags) for dimension in content.codebook if dimension.kind is not Kind.ACTORS)
    return words(
        "{dimensions} with {tags}, actors not counted. Mark of this version: {mark}; it stays the same as long as "
        "names, definitions, values and order do.",
        dimensions=words.many(len(content.codebook), "dimension"),
        tags=words.many(tags, "tag"),
        mark=content.codebook_mark,
    )


def _coders(content: BriefContent) -> str:
    """Who marked the claims and set their tags, as far as the brief names people."""
    words, coders = content.words, content.coders
    if not coders:
        return words("Nothing has been coded yet.")
    if not all(coder.name for coder in coders):
        if len(coders) == 1:
            return words("Coded by one person.")
        return words("Coded by {number} people.", number=len(coders))
    named = (f"{coder.name} ({words.many(coder.claims, 'claim')})" for coder in coders)
    return words("Coded by {people}.", people=", ".join(named))


_BY_HAND = {
    "claim": ("The one claim was marked by hand.", "All {number} claims were marked by hand."),
    "tag": ("The one tag was set by hand.", "All {number} tags were set by hand."),
}
_SUGGESTED = (
    "Of {things} {number} began as suggestions of the program: {accepted} accepted as they were, {changed} with a "
    "change."
)
_CHANGE = (
    "A suggestion counts as changed where a person marked other words, or chose another tag or role, after accepting "
    "it."
)
_ENGINES = "Claims are suggested by {engines}."


def _suggestions(content: BriefContent) -> str:
    """How many of the claims, and of the tags that count, began as suggestions, and which engines suggest claims."""
    words = content.words
    claims = Counter(claim.origin for claim in content.claims)
    tags = Counter(tag.origin for claim in content.claims for coding in claim.codings for tag in coding.tags)
    told = [_began(claims, "claim", words)] if claims else []
    told.append(_began(tags, "tag", words) if tags else words("No tags have been set yet."))
    if claims[Origin.CHANGED] or tags[Origin.CHANGED]:
        told.append(words(_CHANGE))
    if content.engines:
        told.append(words(_ENGINES, engines=", ".join(content.engines)))
    return " ".join(told)


def _began(counts: Counter[Origin], noun: str, words: Words) -> str:
    """How many of some things began as suggestions, with the share where there are enough for one."""
    total, accepted, changed = counts.total(), counts[Origin.ACCEPTED], counts[Origin.CHANGED]
    if not accepted + changed:
        one, several = _BY_HAND[noun]
        return words(several if total > 1 else one, number=words.number(total))
    share = f" ({100 * (accepted + changed) / total:.0f} %)" if total >= LEAST_FOR_SHARE else ""
    return words(
        _SUGGESTED,
        things=words.many(total, noun),
        number=f"{words.number(accepted + changed)}{share}",
        accepted=words.number(accepted),
        changed=words.number(changed),
    )


def _counting(content: BriefContent) -> str:
    words = content.words
    means = words(
        "A claim with several tags counts in each of them. Percentages are given from {share} claims on, means of a "
        "scale from {mean}; answers off the scale and what is not coded are in no mean.",
        share=LEAST_FOR_SHARE,
        mean=LEAST_FOR_MEAN,
    )
    return f"{words(RULES[content.reading.counting])} {means}"


def _limits(content: BriefContent) -> str:
    words = content.words
    parts = [words(_NO_SAMPLE), words(_NO_MEASURE)]
    missing = [f"{dimension.name} {words.number(dimension.open)}" for dimension in content.codebook if dimension.open]
    if missing:
        parts.append(words("Claims not coded yet: {missing}.", missing=", ".join(missing)))
    return " ".join(parts)
