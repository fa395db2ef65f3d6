"""The list of claims in a document, and how a claim is quoted."""

from collections.abc import Iterator

from annotations.brief.claims_part import origin_runs
from annotations.brief.coding_lines import coding_lines, heading, one_line, translated
from annotations.brief.content import BriefContent, ClaimEntry, claim_key
from annotations.brief.documents.values import Block, Heading, Manner, Paragraph, phrase, phrases
from annotations.brief.findings_part import findings_shown, quoted_key
from annotations.brief.spec import BriefSpec, Part
from annotations.brief.texts import Words

NO_CLAIMS = "No claims have been marked yet."


def list_of_claims(content: BriefContent, spec: BriefSpec, words: Words) -> Iterator[Block]:
    """Every claim with its quote, tags and article."""
    yield Heading(1, phrase(words("List of claims")), "claims")
    if not content.claims:
        yield Paragraph((phrase(words(NO_CLAIMS)),))
    quoted = _quoted(content, spec)
    for claim in content.claims:
        yield from quotation(content, claim, claim_key(claim), "", words)
        place = quoted_key(claim) if claim.number in quoted else ""
        origin = origin_runs(claim, content.article_of(claim), place, linked=Part.SOURCES in spec.parts, words=words)
        yield Paragraph(phrases(origin), Manner.NOTE)
        tags = " · ".join(text for text, _ in coding_lines(claim, words))
        if tags:
            yield Paragraph((phrase(tags),), Manner.NOTE)
        if claim.comment:
            yield Paragraph((phrase(claim.comment),))


def _quoted(content: BriefContent, spec: BriefSpec) -> set[int]:
    """The numbers of the claims that the findings quote."""
    if Part.FINDINGS not in spec.parts:
        return set()
    return {claim.number for shown in findings_shown(content, spec) for claim in shown.quotes}


def quotation(content: BriefContent, claim: ClaimEntry, key: str, link: str, words: Words) -> Iterator[Block]:
    """A claim's number, which leads to `link`, and who speaks; the translation first, then the words themselves.

    `key` is what links to it lead to.
    """
    head = [phrase(claim.label, strong=True, link=link)]
    if speaker := heading(claim, words):
        head.append(phrase(f"  {speaker}", strong=not claim.lacks_speaker))
    yield Paragraph(tuple(head), Manner.STATEMENT, key)
    if claim.translation:
        yield Paragraph((phrase(translated(claim), slanted=True),), Manner.QUOTE)
    language = content.article_of(claim).language
    yield Paragraph((phrase(one_line(claim.quote), language=language),), Manner.QUOTE)
