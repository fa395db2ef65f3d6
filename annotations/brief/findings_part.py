"""Findings: for each a title that states it, the analyst's sentences, the chart and its note, quotations, the table."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotations.brief.charts.drawing import draw_chart, measured
from annotations.brief.coding_lines import heading, one_line, translated, where_printed
from annotations.brief.content import BriefContent, ClaimEntry
from annotations.brief.figures import MOST_QUOTES, Figure, proposed_quotes
from annotations.brief.flow import Cell, Flow, slots
from annotations.brief.references import Links, claim_links, prose
from annotations.brief.setting import Run, Setting, flowed, plain
from annotations.brief.spec import BriefSpec, Finding
from annotations.brief.table import draw_table
from annotations.brief.tallies import MOST_ROWS
from annotations.brief.typography import (
    KICKER,
    LINE,
    QUOTE,
    QUOTE_ITALIC,
    SECTION,
    SMALL,
    TABLE_BOLD,
    TABLE_LINK_BOLD,
    TABLE_QUIET,
    TEXT,
)

_MOST_QUOTES_OF_A_SHORT_ONE, _ROWS_OF_A_SHORT_ONE = 6, 7
_NUMBER = 38.0


def quoted_key(claim: ClaimEntry) -> str:
    """Name of the place where a claim is quoted among the findings."""
    return f"quoted-{claim.number}"


@dataclass(frozen=True)
class _Page:
    """What all findings of a brief are drawn with."""

    flow: Flow
    content: BriefContent
    links: Links


def findings(flow: Flow, content: BriefContent, spec: BriefSpec) -> Iterator[None]:
    """Every finding, or one for each dimension where the analyst wrote none; a short brief shows one chart."""
    flow.part(flow.words("Findings"), "findings", fresh=False, small=spec.is_short)
    if not content.claims:
        flow.paragraph(plain(flow.words("No claims have been marked yet."), TEXT, flow.width))
        return
    page = _Page(flow, content, claim_links(content, spec))
    for place, shown in enumerate(findings_shown(content, spec)):
        _finding(page, place, shown, brief=spec.is_short)
        yield


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with its figure, None if its dimension is gone, and the claims that are quoted."""

    finding: Finding
    figure: Figure | None
    quotes: tuple[ClaimEntry, ...]


def findings_shown(content: BriefContent, spec: BriefSpec) -> Iterator[Shown]:
    """The analyst's findings or, where there are none, those that are proposed; few of them in a short brief."""
    written = spec.findings or content.figures.defaults()
    if spec.is_short and not spec.findings:
        written = written[:1]
    left = _MOST_QUOTES_OF_A_SHORT_ONE
    for finding in written:
        figure = content.figures.figure(finding, _ROWS_OF_A_SHORT_ONE if spec.is_short else MOST_ROWS)
        chosen = _quotes(content, finding, figure, proposed=not spec.findings)
        chosen = chosen[:left] if spec.is_short else chosen
        left -= len(chosen)
        yield Shown(finding, figure, chosen)


def subject_of(content: BriefContent, finding: Finding) -> str:
    """What stands above a finding: its dimension's name, empty if that is gone."""
    dimension = content.figures.dimension(finding.dimension)
    return dimension.name if dimension else content.words("Over time") if finding.chart == "timeline" else ""


def _quotes(
    content: BriefContent, finding: Finding, figure: Figure | None, *, proposed: bool
) -> tuple[ClaimEntry, ...]:
    """The analyst's choice as far as the brief has these claims; for a finding nobody wrote what shows it."""
    if proposed:
        return proposed_quotes(figure.about) if figure else ()
    known = content.claims_by_uid
    return tuple(known[uid] for uid in dict.fromkeys(finding.quotes) if uid in known)[:MOST_QUOTES]


def _finding(page: _Page, place: int, made: Shown, *, brief: bool) -> None:
    """One finding. In a brief that is kept `brief` only the first has its chart, and none has a table."""
    flow, finding, figure = page.flow, made.finding, made.figure
    shown = figure if figure and finding.chart and not (brief and place) else None
    chart = shown.chart(flow.width, measured) if shown and shown.shown else None
    text = prose(finding.sentences, TEXT, flow.span(3), page.links)
    note = plain(shown.note if shown else "", SMALL, flow.width)
    _head(
        page, place, finding, figure, follow=min(text.height, 40) or (chart.height + 6 + note.height if chart else 20)
    )
    if text.lines:
        flow.paragraph(text, after=8)
    if chart:
        flow.need(chart.height + 6 + note.height)
        with flow.sheet.within("Figure", chart.alt) as picture, flow.sheet.writing(picture):
            draw_chart(flow.sheet, chart, flow.left, flow.y)
        flow.y -= chart.height + 6
    flow.paragraph(note, after=8)
    for claim in made.quotes:
        _quote(page, claim)
    for table in shown.tables if shown and chart and not brief else ():
        flow.space(8)
        draw_table(flow, table)


def _head(page: _Page, place: int, finding: Finding, figure: Figure | None, follow: float) -> None:
    """The dimension in small capitals, below it the finding as a title; both on the page of what follows."""
    flow = page.flow
    title = finding.title or (figure.title if figure else "")
    kicker = subject_of(page.content, finding)
    setting = prose(title, SECTION, flow.width, page.links)
    flow.space(18 if place else 2)
    flow.need(KICKER.leading + setting.height + follow + 10)
    key = f"finding-{place + 1}"
    flow.sheet.place(key, flow.y + 10)
    if title or kicker:
        flow.sheet.entry(key, title or kicker, 1)
    if kicker:
        flow.kicker(kicker, follow=0, after=1)
    flow.row([Cell(0, slots(setting))], after=5)


def _quote(page: _Page, claim: ClaimEntry) -> None:
    """A quotation with its number, which leads to the claim; the claim leads back here."""
    flow = page.flow
    main = flow.span(3) - _NUMBER
    lines: list[tuple[Setting, float]] = []
    if speaker := heading(claim, flow.words):
        lines.append((plain(speaker, TABLE_QUIET if claim.lacks_speaker else TABLE_BOLD, main), 0.0))
    if claim.translation:
        lines.append((plain(translated(claim), QUOTE_ITALIC, main), 1.0))
    lines.append((plain(one_line(claim.quote), QUOTE, main), 1.0))
    lines.append((plain(where_printed(page.content.article_of(claim), flow.words), TABLE_QUIET, main), 2.0))
    link = page.links.get(claim.number, "")
    number = flowed([Run(claim.label, TABLE_LINK_BOLD if link else TABLE_BOLD, link)], _NUMBER)
    flow.row(
        [Cell(0, slots(number)), Cell(_NUMBER, slots(*lines))],
        after=6,
        rule=LINE,
        key=quoted_key(claim),
    )
