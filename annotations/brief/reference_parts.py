"""What a reader looks things up in: the codebook and the sources."""

from collections.abc import Iterator

from annotations.brief.content import (
    ArticleEntry,
    BriefContent,
    DimensionEntry,
    TagEntry,
)
from annotations.brief.counting import RULES, Counting
from annotations.brief.flow import Cell, Flow, slots
from annotations.brief.setting import Run, flowed, plain
from annotations.brief.spec import BriefSpec, Part
from annotations.brief.texts import ENGLISH, Words
from annotations.brief.typography import (
    LINE,
    SMALL,
    TABLE,
    TABLE_BOLD,
    TABLE_LINK,
    TABLE_LINK_BOLD,
    TABLE_QUIET,
    TEXT,
)

TAGS_THAT_COUNT = (
    "Tags are those the coders agreed on or, where nothing was agreed, those of the person who marked the claim. Not "
    "coded means that nobody has answered yet; none of these, not expressed and neutral are answers."
)


def codebook(flow: Flow, content: BriefContent) -> Iterator[None]:
    """Dimensions and tags with their definitions, and how often each was used here."""
    flow.part(flow.words("Codebook"), "codebook")
    flow.paragraph(plain(codebook_note(content), TEXT, flow.span(3)), after=0)
    for place, dimension in enumerate(content.codebook):
        _dimension(flow, dimension, place)
        for tag in dimension.tags:
            _tag(flow, tag)
            yield


def codebook_note(content: BriefContent) -> str:
    """Which tags count, and by which rule."""
    counting = content.reading.counting
    words = content.words
    rule = f" {words(RULES[counting])}" if counting is Counting.OUTLETS else ""
    return f"{words(TAGS_THAT_COUNT)}{rule}"


def dimension_note(dimension: DimensionEntry, words: Words = ENGLISH) -> str:
    """What a dimension asks, and how many claims have no answer."""
    if not dimension.open:
        return dimension.help
    return f"{dimension.help} {words('Not coded yet: {claims}.', claims=words.many(dimension.open, 'claim'))}"


def _dimension(flow: Flow, dimension: DimensionEntry, place: int) -> None:
    key = f"dimension-{place}"
    flow.section(dimension.name, before=20, follow=70)
    flow.sheet.place(key, flow.y + 24)
    flow.sheet.entry(key, dimension.name, 1)
    flow.paragraph(plain(dimension_note(dimension, flow.words), TABLE_QUIET, flow.width), after=6)


def tag_about(tag: TagEntry) -> str:
    """What a tag means, as fully as the codebook says."""
    return tag.definition or tag.short or tag.kind


def tag_use(tag: TagEntry, words: Words = ENGLISH) -> str:
    """How many claims have a tag, and an actor's type if that is not told otherwise."""
    kind = f" · {tag.kind}" if tag.kind and tag_about(tag) != tag.kind else ""
    return f"{words.many(tag.claims, 'claim')}{kind}"


def tag_details(tag: TagEntry, words: Words = ENGLISH) -> list[tuple[str, str]]:
    """When to use a tag and when not, and its other names, with their labels; empty ones left out."""
    every = (
        (words("Use"), tag.use),
        (words("Do not use"), tag.dont_use),
        (words("Also called"), ", ".join(tag.aliases)),
    )
    return [(label, text) for label, text in every if text]


def _tag(flow: Flow, tag: TagEntry) -> None:
    width = flow.span(2)
    details = [
        (flowed((Run(f"{label}  ", TABLE_BOLD), Run(text, TABLE)), width), 3.0)
        for label, text in tag_details(tag, flow.words)
    ]
    about = tag_about(tag)
    used = tag_use(tag, flow.words)
    flow.row(
        [
            Cell(
                12, slots(plain(tag.name, TABLE_BOLD, flow.column - 12), plain(used, SMALL, flow.column - 12)), tag.look
            ),
            Cell(flow.offset(1), slots(plain(about, TABLE, width), *details)),
        ],
        after=5,
        rule=LINE,
    )


def sources(flow: Flow, content: BriefContent, spec: BriefSpec) -> Iterator[None]:
    """The articles of the brief, numbered, in the form of a bibliography."""
    flow.part(flow.words("Sources"), "sources", fresh=False)
    for article in content.articles:
        key = article.key if Part.ARTICLES in spec.parts else ""
        flow.row(
            [
                Cell(0, slots(plain(str(article.number), TABLE_LINK_BOLD, 26, key))),
                Cell(26, slots(flowed(source_runs(article, flow.words), flow.width - 26))),
            ],
            after=4,
            rule=LINE,
        )
        yield


def source_runs(article: ArticleEntry, words: Words = ENGLISH) -> Iterator[Run]:
    """An article in the form of a bibliography."""
    facts = f" ({', '.join(article.outlet_facts)})" if article.outlet_facts else ""
    outlet = f"{article.outlet or words('Outlet not stated')}{facts}"
    yield Run(f"{article.author} / {outlet}. " if article.author else f"{outlet}. ", TABLE)
    translated = f" [{article.translated}]" if article.translated else ""
    marked = any(mark in article.headline for mark in '“„«"')
    yield Run(f"{article.headline}{translated}. " if marked else f"“{article.headline}”{translated}. ", TABLE_BOLD)
    if article.published:
        yield Run(words("{date}. ", date=words.date(article.published)), TABLE)
    if article.url:
        safe = article.url.startswith(("http://", "https://"))
        yield Run(article.url, TABLE_LINK if safe else TABLE, article.url if safe else "")
        yield Run(". ", TABLE)
    if article.accessed:
        yield Run(words("Accessed {day}.", day=words.date(article.accessed)), TABLE)
