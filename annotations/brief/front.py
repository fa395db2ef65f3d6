"""The first pages: masthead, bottom line, judgements, what to watch and what is not known.

All of it is the analyst's voice and set in the sans; the words of the press come in the serif.
"""

from collections.abc import Iterator
from itertools import zip_longest

from annotations.brief.content import BriefContent
from annotations.brief.flow import Cell, Fact, Flow, slots
from annotations.brief.logo import HEIGHT, draw_logo
from annotations.brief.references import Links, claim_links, prose
from annotations.brief.reviews import identity_key
from annotations.brief.setting import Run, Setting, flowed, plain
from annotations.brief.sheet import MM
from annotations.brief.spec import CONFIDENCES, LIKELIHOODS, BriefSpec, Judgement
from annotations.brief.template import template_of
from annotations.brief.texts import ENGLISH, Words
from annotations.brief.typography import (
    CARRIED,
    INK,
    KICKER,
    LEAD,
    LINE,
    SMALL,
    STATEMENT,
    SUBTITLE,
    TABLE,
    TABLE_BOLD,
    TABLE_LINK_BOLD,
    TABLE_QUIET,
    TEXT,
    TINT,
    TITLE,
    Style,
)

CHANCES = ("1–5 %", "5–20 %", "20–45 %", "45–55 %", "55–80 %", "80–95 %", "95–99 %")
SCALE_EXPLAINED = "Likelihood says how probable a statement is; confidence says how good the evidence for it is."
CARRIED_OVER = "Carried over from the last issue: review"
_BAR = 3.0
_LOGO = 17 * MM
"""From the top of the page to a logo: below the handling mark."""


def masthead(flow: Flow, spec: BriefSpec) -> Iterator[None]:
    """Organisation, title, and the facts of this edition."""
    flow.new_page()
    if logo := template_of(spec.template).logo:
        flow.y = flow.sheet.height - _LOGO - HEIGHT
        draw_logo(flow.sheet, logo, flow.left, flow.y)
        flow.y -= 8
    flow.sheet.place("masthead", flow.y + 12)
    flow.sheet.entry("masthead", spec.title or flow.words("Brief"), 0)
    line = "  ·  ".join(part for part in (spec.organisation, edition(spec, flow.words)) if part)
    if line:
        flow.kicker(line, after=2)
    flow.sheet.rule(flow.left, flow.y, flow.width, 2.0, flow.strong)
    flow.y -= 14
    flow.paragraph(plain(spec.title, TITLE, flow.width), after=2)
    flow.paragraph(plain(spec.subtitle, SUBTITLE, flow.width), after=12)
    flow.facts((Fact(label, value, TABLE_BOLD) for label, value in edition_facts(spec, flow.words)), after=6)
    yield


def edition(spec: BriefSpec, words: Words = ENGLISH, between: str = ", ") -> str:
    """Number and version of the edition, as far as there are any: "Issue 3, version 2"."""
    issue = words("Issue {number}", number=spec.number) if spec.number else ""
    number = spec.version_in_words.removeprefix("version ")
    version = words("version {number}", number=number) if number != spec.version_in_words else number
    return between.join(part for part in (issue, version) if part)


def edition_facts(spec: BriefSpec, words: Words = ENGLISH) -> tuple[tuple[str, str], ...]:
    """What the masthead says of the edition: labels with their values, which may be empty."""
    return (
        (words("Coverage"), words.period(spec.period_from, spec.period_to)),
        (words("Information cut-off"), words.moment(spec.cut_off)),
        (words("Issued"), words.date(spec.issued)),
        (words("Handling"), spec.handling),
        (words("Analyst"), spec.analyst),
        (words("Reviewer"), spec.reviewer),
        (words("Distribution"), spec.distribution),
    )


def bottom_line(flow: Flow, spec: BriefSpec, content: BriefContent) -> Iterator[None]:
    """The one sentence, the judgements with their scale, what to watch, what is not known."""
    if flow.at_top and not flow.sheet.pages:
        flow.new_page()
    links = claim_links(content, spec)
    if spec.bottom_line:
        _boxed(flow, spec.bottom_line, links)
    if spec.judgements:
        flow.section(flow.words("Judgements"), before=14, follow=90)
        flow.sheet.place("judgements", flow.y + 24)
        flow.sheet.entry("judgements", flow.words("Judgements"), 0)
        for number, judgement in enumerate(spec.judgements, 1):
            _judgement(flow, number, judgement, reference_runs(judgement, content, links), links)
            yield
        _scale(flow)
    _lists(flow, spec, links)
    yield


def _boxed(flow: Flow, text: str, links: Links) -> None:
    """The bottom line on a tinted ground with a bar at its left: what a hurried reader takes away."""
    flow.space(8)
    setting = prose(text, LEAD, flow.width - 36, links)
    height = KICKER.leading + setting.height + 24
    if height <= flow.top - flow.bottom:
        flow.need(height)
        flow.sheet.fill(flow.left, flow.y - height, flow.width, height, TINT)
        flow.sheet.fill(flow.left, flow.y - height, _BAR, height, flow.strong)
        flow.y -= 10
    flow.sheet.place("bottom-line", flow.y + 16)
    flow.sheet.entry("bottom-line", flow.words("Bottom line"), 0)
    flow.row([Cell(18, slots(plain(flow.words("Bottom line").upper(), KICKER, 200), (setting, 3)))], after=14)


def _judgement(flow: Flow, number: int, judgement: Judgement, references: list[Run], links: Links) -> None:
    """The statement in bold beside its number; below it the basis, at the right the two scales."""
    words, side = flow.words, flow.offset(2)
    main = side - 22 - flow.gap
    below = [
        (prose(value, TABLE, main, links, before=Run(f"{label}  ", TABLE_BOLD)), 4.0)
        for label, value in grounds(judgement, words)
    ]
    if references:
        below.append((flowed((Run(f"{words('Rests on')}  ", TABLE_BOLD), *references), main), 4.0))
    if judgement.carried and flow.is_draft:
        below.append((plain(words(CARRIED_OVER), CARRIED, main), 4.0))
    flow.row(
        [
            Cell(0, slots(plain(str(number), STATEMENT, 18))),
            Cell(22, slots(prose(judgement.statement, STATEMENT, main, links), *below)),
            Cell(side, slots(*_verdict(flow, judgement))),
        ],
        after=8,
        rule=LINE,
        key=f"judgement-{number}",
    )
    if judgement.uid:
        flow.sheet.also(identity_key(number, judgement), f"judgement-{number}")


def grounds(judgement: Judgement, words: Words = ENGLISH) -> tuple[tuple[str, str], ...]:
    """Why the analyst thinks so and what it means, with their labels, as far as they were written."""
    both = ((words("Why"), judgement.reason), (words("What it means"), judgement.meaning))
    return tuple((label, value) for label, value in both if value)


def _verdict(flow: Flow, judgement: Judgement) -> list[tuple[Setting, float]]:
    verdicts: list[tuple[Setting, float]] = []
    for label, value, scale in (
        (flow.words("Likelihood"), judgement.likelihood, LIKELIHOODS),
        (flow.words("Confidence"), judgement.confidence, CONFIDENCES),
    ):
        if value:
            runs = [Run(f"{label}  ", TABLE_QUIET), Run(flow.words(value), TABLE_BOLD)]
            if value in scale:
                place = scale.index(value)
                dots = "■" * (place + 1) + "□" * (len(scale) - place - 1)
                runs += [Run(f"  {dots}", Style(TABLE.face, 6, 12, INK))]
            verdicts.append((flowed(runs, flow.column), 0.0))
    return verdicts


def reference_runs(judgement: Judgement, content: BriefContent, links: Links) -> list[Run]:
    """Numbers of claims in brackets, linked where the brief has them; those not in the brief left out."""
    found = [content.claims_by_uid[uid] for uid in judgement.refs if uid in content.claims_by_uid]
    runs: list[Run] = []
    for place, claim in enumerate(found):
        link = links.get(claim.number, "")
        style = TABLE_LINK_BOLD if link else TABLE_BOLD
        runs += [Run(", " if place else "[", TABLE), Run(claim.label, style, link)]
    return [*runs, Run("]", TABLE)] if runs else []


def _scale(flow: Flow) -> None:
    """The fixed scale of likelihood, once."""
    flow.need(58)
    flow.space(2)
    flow.sheet.rule(flow.left, flow.y, flow.width, 0.4, LINE)
    flow.y -= 5
    width = flow.width / len(LIKELIHOODS)
    top = flow.y
    for place, (name, chance) in enumerate(zip(LIKELIHOODS, CHANCES, strict=True)):
        x = flow.left + place * width
        grey = f"#{(round(226 - 22 * place)):02X}" + f"{(round(226 - 22 * place)):02X}" * 2
        flow.sheet.fill(x, top - 5, width - 1.5, 5, grey)
        flow.sheet.text(x, top - 15, flow.words(name), Style(TABLE_BOLD.face, 7.5, 10))
        flow.sheet.text(x, top - 24, chance, SMALL)
    flow.y -= 30
    flow.paragraph(plain(flow.words(SCALE_EXPLAINED), SMALL, flow.width), after=0)


def outlook(spec: BriefSpec, words: Words = ENGLISH) -> list[tuple[str, tuple[str, ...]]]:
    """The lists of what to watch and what is not known with their titles, empty ones left out."""
    both = ((words("What to watch"), spec.watch), (words("What we do not know"), spec.unknown))
    return [(title, items) for title, items in both if items]


def _lists(flow: Flow, spec: BriefSpec, links: Links) -> None:
    """What to watch beside what is not known, item by item."""
    lists = outlook(spec, flow.words)
    if not lists:
        return
    half = (flow.width - 2 * flow.gap) / 2
    starts = [place * (half + 2 * flow.gap) for place in range(len(lists))]
    flow.need(90)
    flow.space(16)
    for start in starts:
        flow.sheet.rule(flow.left + start, flow.y, half, 1.2, flow.strong)
    flow.y -= 6
    heads = [Cell(start, slots(plain(title, STATEMENT, half))) for start, (title, _) in zip(starts, lists, strict=True)]
    flow.row(heads, after=3, follow=30)
    for items in zip_longest(*(items for _, items in lists), fillvalue=""):
        cells: list[Cell] = []
        for start, item in zip(starts, items, strict=True):
            if item:
                cells.append(Cell(start, slots(plain("–", TEXT, 10))))
                cells.append(Cell(start + 11, slots(prose(item, TEXT, half - 11, links))))
        flow.row(cells, after=4)
