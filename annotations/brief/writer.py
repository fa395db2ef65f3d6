"""Makes the pages one after the other and puts the finished file in its place."""

import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from annotations.brief import Report
from annotations.brief.article_pages import annotated_articles
from annotations.brief.claims_part import list_of_claims
from annotations.brief.cleaning import cleaned
from annotations.brief.content import BriefContent
from annotations.brief.findings_part import findings
from annotations.brief.flow import Flow
from annotations.brief.front import bottom_line, edition, masthead
from annotations.brief.method_part import method
from annotations.brief.preview import Excerpt
from annotations.brief.reading_part import what_we_read
from annotations.brief.reference_parts import codebook, sources
from annotations.brief.sheet import Sheet
from annotations.brief.since_part import since_last_issue
from annotations.brief.spec import BriefSpec, Part
from annotations.brief.tags_part import tags_used
from annotations.brief.target import replacing
from annotations.brief.template import template_of
from annotations.brief.texts import Words
from annotations.brief.xmp import xmp
from annotations.collector import collector_held
from annotations.progress import Progress

_SAVING = threading.Lock()
"""The library's fonts keep a reading position of their own, so one brief at a time is put together."""

_LABELS = {
    Part.MASTHEAD: "Front page",
    Part.BOTTOM_LINE: "Front page",
    Part.SINCE: "Since the last issue",
    Part.READ: "What we read",
    Part.FINDINGS: "Findings",
    Part.CLAIMS: "List of claims",
    Part.ARTICLES: "Annotated articles",
    Part.METHOD: "Method",
    Part.CODEBOOK: "Codebook",
    Part.GLOSSARY: "Tags used",
    Part.SOURCES: "Sources",
}


def written(content: BriefContent, spec: BriefSpec, path: Path, draft: str = "") -> Generator[Progress, None, Report]:
    """See `annotations.brief.write_brief`."""
    with replacing(path) as write:
        made = yield from pages_made(content, spec, draft)
        write(made.data)
    return report_of(made, content)


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes of a PDF, and the sheet that knows what stands where in it."""

    data: bytes
    sheet: Sheet


def report_of(made: Made, content: BriefContent) -> Report:
    """What is told of a PDF."""
    return Report(made.sheet.pages, len(content.claims), made.sheet.unset(), sha256(made.data).hexdigest())


def pages_made(
    content: BriefContent,
    spec: BriefSpec,
    draft: str = "",
    excerpt: Excerpt | None = None,
    *,
    spots: bool = False,
) -> Generator[Progress, None, Made]:
    """Make the pages or an excerpt of them, telling progress step by step.

    `draft` is the mark of a draft's; `spots` tells the sheet to keep what lies where.
    """
    with collector_held():
        return (yield from _pages_made(content, spec, draft, excerpt, spots=spots))


def _pages_made(
    content: BriefContent, spec: BriefSpec, draft: str, excerpt: Excerpt | None, *, spots: bool
) -> Generator[Progress, None, Made]:
    spec = cleaned(spec)
    if content.language != spec.language:
        content = replace(content, language=spec.language)
    sheet = Sheet(spec.page, spec.language, spec.issued)
    sheet.spots = [] if spots else None
    if excerpt:
        sheet.before, sheet.total, sheet.elsewhere = excerpt.before, excerpt.total, excerpt.elsewhere
    flow = Flow(sheet, _running_head(spec, sheet.words), spec.handling, draft)
    look = template_of(spec.template)
    sheet.accent = look.accent or sheet.accent
    flow.footer = look.footer
    total = _amount(content, spec)
    done = 0
    headed = excerpt is None or excerpt.headed
    for part in (excerpt.part,) if excerpt else Part:
        if part in spec.parts:
            for _ in _drawn(part, flow, content, spec, headed=headed):
                done = min(done + 1, total)
                yield Progress(done, total, _LABELS[part])
    if not sheet.pages:
        flow.new_page()
    yield Progress(total, total, "Writing the file")
    author = spec.analyst or spec.organisation
    with _SAVING:
        data = sheet.finish(title=spec.title, author=author, subject=spec.subtitle, xmp=xmp(spec, author, sheet.date))
    return Made(data, sheet)


def _drawn(part: Part, flow: Flow, content: BriefContent, spec: BriefSpec, *, headed: bool) -> Iterator[None]:
    drawing: dict[Part, Callable[[], Iterator[None]]] = {
        Part.MASTHEAD: lambda: masthead(flow, spec),
        Part.BOTTOM_LINE: lambda: bottom_line(flow, spec, content),
        Part.SINCE: lambda: since_last_issue(flow, content, spec),
        Part.READ: lambda: what_we_read(flow, content),
        Part.FINDINGS: lambda: findings(flow, content, spec),
        Part.CLAIMS: lambda: list_of_claims(flow, content, spec, headed=headed),
        Part.ARTICLES: lambda: annotated_articles(flow, content, spec, headed=headed),
        Part.METHOD: lambda: method(flow, content, spec),
        Part.CODEBOOK: lambda: codebook(flow, content),
        Part.GLOSSARY: lambda: tags_used(flow, content),
        Part.SOURCES: lambda: sources(flow, content, spec),
    }
    return drawing[part]() if part in drawing else iter(())


def _running_head(spec: BriefSpec, words: Words) -> str:
    parts = (spec.organisation, spec.title, edition(spec, words, "  ·  "))
    return "  ·  ".join(part for part in parts if part)


def _amount(content: BriefContent, spec: BriefSpec) -> int:
    """About how many steps the parts take: claims, paragraphs, tags and sources."""
    amounts = {
        Part.CLAIMS: len(content.claims),
        Part.ARTICLES: sum(article.text.count("\n") + 1 for article in content.articles),
        Part.CODEBOOK: sum(len(dimension.tags) for dimension in content.codebook),
        Part.SOURCES: len(content.articles),
    }
    return 4 + sum(amount for part, amount in amounts.items() if part in spec.parts)
