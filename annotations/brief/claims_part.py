"""The list of claims: number, speaker, quote, tags, article."""

from collections.abc import Iterator

from annotations.brief.coding_lines import coding_settings, heading, one_line, translated, where_printed
from annotations.brief.content import (
    ArticleEntry,
    BriefContent,
    ClaimEntry,
    claim_key,
    passage_key,
)
from annotations.brief.findings_part import quoted_key
from annotations.brief.flow import Cell, Flow, slots
from annotations.brief.setting import Run, Setting, flowed, plain
from annotations.brief.spec import BriefSpec, Part
from annotations.brief.texts import ENGLISH, Words
from annotations.brief.typography import (
    LINE,
    QUOTE,
    QUOTE_ITALIC,
    TABLE,
    TABLE_BOLD,
    TABLE_LINK,
    TABLE_LINK_BOLD,
    TABLE_QUIET,
    TEXT,
)

_REPORTED = (
    "Words of the press are set with serifs, verbatim; a translation stands above them in italics. Everything without "
    "serifs is ours. A number leads to the passage in its article, and the number there leads back here."
)


def list_of_claims(flow: Flow, content: BriefContent, spec: BriefSpec, *, headed: bool = True) -> Iterator[None]:
    """Every claim with its quote, tags and article; numbers lead to the passage and back."""
    words = flow.words
    if headed:
        flow.part(words("List of claims"), "claims")
    else:
        flow.resume(words("List of claims"))
    if content.claims and headed:
        flow.paragraph(plain(words(_REPORTED), TABLE_QUIET, flow.span(3)), after=6)
    if not content.claims:
        flow.paragraph(plain(words("No claims have been marked yet."), TEXT, flow.width))
    for claim in content.claims:
        _claim(flow, claim, content.article_of(claim), spec)
        yield


def _claim(flow: Flow, claim: ClaimEntry, article: ArticleEntry, spec: BriefSpec) -> None:
    number = 38.0
    main = flow.offset(2) - number - flow.gap
    linked = Part.ARTICLES in spec.parts
    passage = passage_key(claim) if linked else ""
    middle: list[tuple[Setting, float]] = []
    if speaker := heading(claim, flow.words):
        middle.append((plain(speaker, TABLE_QUIET if claim.lacks_speaker else TABLE_BOLD, main), 0.0))
    if claim.translation:
        middle.append((plain(translated(claim), QUOTE_ITALIC, main), 1.0))
    middle.append((plain(one_line(claim.quote), QUOTE, main), 1.0))
    quoted = quoted_key(claim) if flow.sheet.has_place(quoted_key(claim)) else ""
    middle.append((flowed(origin_runs(claim, article, quoted, linked=linked, words=flow.words), main), 2.0))
    if claim.comment and not linked:
        middle.append((plain(claim.comment, TABLE, main), 2.0))
    flow.row(
        [
            Cell(0, slots(plain(claim.label, TABLE_LINK_BOLD, number, passage))),
            Cell(number, slots(*middle)),
            Cell(flow.offset(2), slots(*coding_settings(claim, flow.column, TABLE, TABLE_QUIET, flow.words))),
        ],
        after=6,
        rule=LINE,
        key=claim_key(claim),
    )


def origin_runs(
    claim: ClaimEntry, article: ArticleEntry, quoted: str, *, linked: bool, words: Words = ENGLISH
) -> Iterator[Run]:
    """Where a claim was printed, linked to its article if the brief has that; where it is quoted, who coded it.

    `quoted` is the name of the place where it is quoted, empty if it is not.
    """
    yield Run(where_printed(article, words), TABLE_QUIET)
    if linked:
        yield Run("  ·  ", TABLE_QUIET)
        yield Run(words("article {number}", number=article.number), TABLE_LINK, article.key)
    if quoted:
        yield Run("  ·  ", TABLE_QUIET)
        yield Run(words("quoted in the findings"), TABLE_LINK, quoted)
    if claim.also:
        outlets, names = words.many(len(claim.also), "other outlet"), ", ".join(claim.also)
        also = words("also in {outlets}: {names}", outlets=outlets, names=names)
        yield Run(f"  ·  {also}", TABLE_QUIET)
    if claim.coder:
        yield Run(f"  ·  {words('coded by {person}', person=claim.coder)}", TABLE_QUIET)
