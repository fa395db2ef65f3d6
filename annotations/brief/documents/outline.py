"""A brief as a document: which parts it has, and the front matter in the analyst's words."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from annotations.brief.charts.tables import Table
from annotations.brief.cleaning import cleaned
from annotations.brief.content import BriefContent
from annotations.brief.documents.claims import list_of_claims
from annotations.brief.documents.findings import findings
from annotations.brief.documents.reference import codebook, method, sources, tags_used, what_we_read
from annotations.brief.documents.since import since_last_issue
from annotations.brief.documents.values import (
    Block,
    Document,
    Emblem,
    Heading,
    Items,
    Manner,
    Paragraph,
    Phrase,
    Phrases,
    phrase,
    phrases,
)
from annotations.brief.front import (
    CARRIED_OVER,
    CHANCES,
    SCALE_EXPLAINED,
    edition,
    edition_facts,
    grounds,
    outlook,
    reference_runs,
)
from annotations.brief.references import Links, claim_links, prose_runs
from annotations.brief.spec import LIKELIHOODS, BriefSpec, Judgement, Part
from annotations.brief.template import template_of
from annotations.brief.texts import Words, words_of
from annotations.brief.typography import TEXT


def outline(content: BriefContent, spec: BriefSpec, draft: str = "") -> Document:
    """Every part that the specification asks for, except the annotated articles.

    Args:
        content: what the brief says.
        spec: what goes into it.
        draft: the mark of a draft, empty for an issue.
    """
    spec = cleaned(spec)
    spec = replace(spec, parts=tuple(part for part in spec.parts if part is not Part.ARTICLES))
    words = words_of(spec.language)
    blocks: list[Block] = []
    for part, made in _makers(content, spec, words, draft=bool(draft)).items():
        if part in spec.parts:
            blocks.extend(made())
    look = template_of(spec.template)
    running = (spec.organisation, spec.title, edition(spec, words, " · "))
    return Document(
        title=spec.title,
        subject=spec.subtitle,
        author=spec.analyst or spec.organisation,
        language=spec.language or "en",
        running=" · ".join(text for text in running if text),
        handling=spec.handling,
        issued=spec.issued,
        page=spec.page,
        paging=words("Page {page} of", page="{page}"),
        blocks=tuple(blocks),
        draft=draft,
        footer=look.footer,
        accent=look.accent,
    )


def _makers(
    content: BriefContent, spec: BriefSpec, words: Words, *, draft: bool
) -> dict[Part, Callable[[], Iterator[Block]]]:
    return {
        Part.MASTHEAD: lambda: _masthead(spec, words),
        Part.BOTTOM_LINE: lambda: _bottom_line(content, spec, words, draft=draft),
        Part.SINCE: lambda: since_last_issue(content, spec, words),
        Part.READ: lambda: what_we_read(content, words),
        Part.FINDINGS: lambda: findings(content, spec, words),
        Part.CLAIMS: lambda: list_of_claims(content, spec, words),
        Part.METHOD: lambda: method(content, spec, words),
        Part.CODEBOOK: lambda: codebook(content, words),
        Part.GLOSSARY: lambda: tags_used(content, words),
        Part.SOURCES: lambda: sources(content, words),
    }


def _masthead(spec: BriefSpec, words: Words) -> Iterator[Block]:
    if logo := template_of(spec.template).logo:
        yield Emblem(logo)
    line = " · ".join(part for part in (spec.organisation, edition(spec, words)) if part)
    if line:
        yield Paragraph((phrase(line),), Manner.NOTE)
    if spec.title:
        yield Paragraph((phrase(spec.title),), Manner.TITLE)
    if spec.subtitle:
        yield Paragraph((phrase(spec.subtitle),), Manner.SUBTITLE)
    facts = [(phrase(f"{label}: ", strong=True), phrase(value)) for label, value in edition_facts(spec, words) if value]
    if facts:
        yield Items(tuple(facts))


def _bottom_line(content: BriefContent, spec: BriefSpec, words: Words, *, draft: bool) -> Iterator[Block]:
    links = claim_links(content, spec)
    if spec.bottom_line:
        yield Heading(1, phrase(words("Bottom line")), "bottom-line")
        yield Paragraph(_prose(spec.bottom_line, links), Manner.LEAD)
    if spec.judgements:
        yield Heading(1, phrase(words("Judgements")), "judgements")
        for number, judgement in enumerate(spec.judgements, 1):
            yield from _judgement(number, judgement, content, links, words)
            if judgement.carried and draft:
                yield Paragraph((phrase(words(CARRIED_OVER), slanted=True),), Manner.NOTE)
        yield _scale(words)
        yield Paragraph((phrase(words(SCALE_EXPLAINED)),), Manner.NOTE)
    for title, items in outlook(spec, words):
        yield Heading(2, phrase(title))
        yield Items(tuple(_prose(item, links) for item in items))


def _prose(text: str, links: Links) -> Phrases:
    return phrases(prose_runs(text, TEXT, links))


def _judgement(number: int, judgement: Judgement, content: BriefContent, links: Links, words: Words) -> Iterator[Block]:
    start = phrase(f"{number}. ")
    yield Paragraph((start, *_prose(judgement.statement, links)), Manner.STATEMENT, f"judgement-{number}")
    verdict: list[Phrase] = []
    for label, value in (("Likelihood", judgement.likelihood), ("Confidence", judgement.confidence)):
        if value:
            verdict += [phrase(f"{' · ' if verdict else ''}{words(label)}: "), phrase(words(value), strong=True)]
    if verdict:
        yield Paragraph(tuple(verdict))
    for label, value in grounds(judgement, words):
        yield Paragraph((phrase(f"{label}: ", strong=True), *_prose(value, links)))
    if references := reference_runs(judgement, content, links):
        yield Paragraph((phrase(f"{words('Rests on')}: ", strong=True), *phrases(references)))


def _scale(words: Words) -> Table:
    """The fixed scale of likelihood, once."""
    head = tuple(words(name) for name in LIKELIHOODS)
    return Table(head, (CHANCES,), (1 / len(head),) * len(head), frozenset(range(len(head))))
