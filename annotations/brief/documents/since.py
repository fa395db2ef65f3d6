"""What differs from the issue before, in a document."""

from collections.abc import Iterator, Sequence

from annotations.brief.content import BriefContent
from annotations.brief.documents.values import Block, Heading, Items, Manner, Paragraph, phrase
from annotations.brief.previous import Previous
from annotations.brief.references import claim_links
from annotations.brief.since import Since, since
from annotations.brief.since_part import (
    LARGEST_ONLY,
    MOST,
    MOST_SHORT,
    MOST_TAGS,
    basis,
    breaks_told,
    corrections,
    counts_table,
    first_by_dimension,
    short,
    state_of,
    told,
)
from annotations.brief.spec import BriefSpec
from annotations.brief.texts import Words


def since_last_issue(content: BriefContent, spec: BriefSpec, words: Words) -> Iterator[Block]:
    """Compare with the issue before; nothing where the brief follows none."""
    previous = content.previous
    if previous is None:
        return
    found = since(previous, content, spec)
    most = MOST_SHORT if spec.is_short else MOST
    yield Heading(1, phrase(words("Since the last issue")), "since-last-issue")
    yield Paragraph((phrase(basis(previous, content, words)),))
    yield from _judgements(found, words)
    if first := first_by_dimension(found):
        yield Heading(2, phrase(words("For the first time")))
        yield Items(tuple((phrase(f"{name}: ", strong=True), phrase(", ".join(tags))) for name, tags in first.items()))
    yield from _new(found, content, spec, words, most)
    if found.counts and not spec.is_short:
        yield from _counts(found, previous, content, words)
    yield from _lines(words("Corrections"), corrections(found, words), words, most)
    yield from _lines(words("Not to be compared"), breaks_told(found, words), words, most)


def _judgements(found: Since, words: Words) -> Iterator[Block]:
    if not found.judgements:
        return
    yield Heading(2, phrase(words("Judgements")))
    for pair in found.judgements:
        shown = pair.now or pair.before
        if shown:
            state = phrase(f"{words(state_of(pair))}: ", slanted=True)
            yield Paragraph((state, phrase(told(shown, words), strong=True)))
        if pair.now and pair.before:
            yield Paragraph((phrase(words("Before: {wording}", wording=told(pair.before, words))),), Manner.NOTE)


def _new(found: Since, content: BriefContent, spec: BriefSpec, words: Words, most: int) -> Iterator[Block]:
    links = claim_links(content, spec)
    yield Heading(2, phrase(words("New claims")))
    if not found.new:
        yield Paragraph((phrase(words("None.")),))
        return
    yield Items(
        tuple(
            (
                phrase(claim.label, strong=True, link=links.get(claim.number, "")),
                phrase(f"  {short(claim.translation or claim.quote)}"),
            )
            for claim in found.new[:most]
        )
    )
    if len(found.new) > most:
        more = words("{number} more in the list of claims.", number=len(found.new) - most)
        yield Paragraph((phrase(more),))


def _counts(found: Since, previous: Previous, content: BriefContent, words: Words) -> Iterator[Block]:
    table = counts_table(found, previous, content, words)
    yield Heading(2, phrase(words("Counts beside the last issue's")))
    if len(table.rows) < len(found.counts):
        yield Paragraph((phrase(words(LARGEST_ONLY, number=MOST_TAGS)),), Manner.NOTE)
    yield table


def _lines(title: str, lines: Sequence[str], words: Words, most: int) -> Iterator[Block]:
    if not lines:
        return
    yield Heading(2, phrase(title))
    yield Items(tuple((phrase(line),) for line in lines[:most]))
    if len(lines) > most:
        yield Paragraph((phrase(words("{number} more.", number=len(lines) - most)),))
