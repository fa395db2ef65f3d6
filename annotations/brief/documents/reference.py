"""What was read, the method, the codebook, the tags used and the sources in a document."""

from collections.abc import Iterator

from annotations.brief.agreement_part import AGREEMENT_ROW, agreement_lines
from annotations.brief.charts.tables import Table
from annotations.brief.content import BriefContent, DimensionEntry, TagEntry
from annotations.brief.documents.values import Block, Heading, Items, Manner, Paragraph, Phrases, phrase, phrases
from annotations.brief.method_part import CODEBOOK_ROW, dimension_runs, method_in_short, method_rows
from annotations.brief.reading_part import basis, reading_figures, reading_tables
from annotations.brief.reference_parts import (
    codebook_note,
    dimension_note,
    source_runs,
    tag_about,
    tag_details,
    tag_use,
)
from annotations.brief.spec import BriefSpec
from annotations.brief.tags_part import NO_TAGS, tag_meaning, used_tags
from annotations.brief.texts import Words


def what_we_read(content: BriefContent, words: Words) -> Iterator[Block]:
    """The basis of the brief in figures and tables."""
    yield Heading(1, phrase(words("What we read")), "what-we-read")
    yield Paragraph((phrase(" · ".join(reading_figures(content.reading, words)), strong=True),))
    yield Paragraph((phrase(basis(content.reading, words)),))
    for title, table in reading_tables(content.reading, words):
        yield Heading(2, phrase(title))
        yield table


def method(content: BriefContent, spec: BriefSpec, words: Words) -> Iterator[Block]:
    """How the brief was made."""
    yield Heading(1, phrase(words("Method")), "method")
    if spec.is_short:
        yield Paragraph((phrase(method_in_short(content, spec)),))
        return
    for label, text in method_rows(content, spec):
        yield Paragraph((phrase(f"{label}: ", strong=True), phrase(text)))
        if label == words(AGREEMENT_ROW) and content.agreement:
            lines = agreement_lines(content.agreement, words)
            yield Items(tuple((phrase(f"{name}: ", strong=True), phrase(figures)) for name, figures in lines))
        if label == words(CODEBOOK_ROW) and content.codebook:
            yield Items(tuple(phrases(dimension_runs(dimension, spec, words)) for dimension in content.codebook))


def codebook(content: BriefContent, words: Words) -> Iterator[Block]:
    """Dimensions and tags with their definitions, and how often each was used here."""
    yield Heading(1, phrase(words("Codebook")), "codebook")
    yield Paragraph((phrase(codebook_note(content)),))
    for dimension in content.codebook:
        yield Heading(2, phrase(dimension.name))
        if note := dimension_note(dimension, words):
            yield Paragraph((phrase(note),), Manner.NOTE)
        if dimension.tags:
            yield Items(tuple(_tag(tag, words) for tag in dimension.tags))


def _tag(tag: TagEntry, words: Words) -> Phrases:
    told = [phrase(tag.name, strong=True), phrase(f" ({tag_use(tag, words)})")]
    if about := tag_about(tag):
        told.append(phrase(f": {about}"))
    for label, text in tag_details(tag, words):
        told += [phrase(f" {label}: ", strong=True), phrase(text)]
    return tuple(told)


def tags_used(content: BriefContent, words: Words) -> Iterator[Block]:
    """Every tag that a claim of the brief has, by dimension."""
    yield Heading(1, phrase(words("Tags used")), "tags-used")
    used = used_tags(content)
    if not used:
        yield Paragraph((phrase(words(NO_TAGS)),))
    for dimension, tags in used:
        yield Heading(2, phrase(dimension.name))
        yield _meanings(dimension, tags, words)


def _meanings(dimension: DimensionEntry, tags: list[TagEntry], words: Words) -> Table:
    rows = tuple((tag.name, tag_meaning(tag), words.number(tag.claims)) for tag in tags)
    head = (dimension.name, words("Definitions"), words("Claims"))
    return Table(head, rows, (0.28, 0.6, 0.12), frozenset({0, 1}))


def sources(content: BriefContent, words: Words) -> Iterator[Block]:
    """The articles of the brief, numbered, in the form of a bibliography."""
    yield Heading(1, phrase(words("Sources")), "sources")
    for article in content.articles:
        number = phrase(f"{article.number}. ", strong=True)
        yield Paragraph((number, *phrases(source_runs(article, words))), key=article.key)
