"""The findings in a document: title, sentences, chart with its note and tables, quotations."""

from collections.abc import Iterator

from annotations.brief.charts.drawing import measured
from annotations.brief.coding_lines import where_printed
from annotations.brief.content import BriefContent
from annotations.brief.documents.claims import NO_CLAIMS, quotation
from annotations.brief.documents.values import Block, Heading, Illustration, Manner, Paragraph, phrase, phrases
from annotations.brief.findings_part import Shown, findings_shown, quoted_key, subject_of
from annotations.brief.references import Links, claim_links, prose_runs
from annotations.brief.spec import BriefSpec
from annotations.brief.texts import Words
from annotations.brief.typography import TEXT

_WIDTH = 480.0
"""How wide a chart is, in points: what A4 and Letter have room for."""


def findings(content: BriefContent, spec: BriefSpec, words: Words) -> Iterator[Block]:
    """Every finding of the brief. A short brief has one chart, but its numbers stay, since these are to be edited."""
    yield Heading(1, phrase(words("Findings")), "findings")
    if not content.claims:
        yield Paragraph((phrase(words(NO_CLAIMS)),))
        return
    links = claim_links(content, spec)
    for place, shown in enumerate(findings_shown(content, spec)):
        yield from _finding(content, place, shown, links, words, charted=not (spec.is_short and place))


def _finding(
    content: BriefContent, place: int, shown: Shown, links: Links, words: Words, *, charted: bool
) -> Iterator[Block]:
    finding, figure = shown.finding, shown.figure
    subject = subject_of(content, finding)
    title = finding.title or (figure.title if figure else "") or subject
    if title:
        yield Heading(2, phrase(title), f"finding-{place + 1}")
    if subject and subject != title:
        yield Paragraph((phrase(subject),), Manner.NOTE)
    if finding.sentences:
        yield Paragraph(phrases(prose_runs(finding.sentences, TEXT, links)))
    drawn = figure if figure and figure.shown and finding.chart and charted else None
    if drawn:
        yield Illustration(drawn.chart(_WIDTH, measured), bool(drawn.tables))
        yield Paragraph((phrase(drawn.note),), Manner.NOTE)
        yield from drawn.tables
    for claim in shown.quotes:
        yield from quotation(content, claim, quoted_key(claim), links.get(claim.number, ""), words)
        yield Paragraph((phrase(where_printed(content.article_of(claim), words)),), Manner.NOTE)
