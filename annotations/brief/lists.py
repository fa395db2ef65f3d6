"""The parts in rows: what we read, the list of claims, the codebook, the sources."""

from collections.abc import Iterator, Sequence

from annotations.brief.coding_lines import coding_settings, one_line
from annotations.brief.content import (
    ArticleEntry,
    BriefContent,
    ClaimEntry,
    DimensionEntry,
    Reading,
    TagEntry,
    claim_key,
    passage_key,
)
from annotations.brief.dates import in_words, period
from annotations.brief.flow import Cell, Flow, slots
from annotations.brief.setting import Run, Setting, flowed, plain
from annotations.brief.spec import BriefSpec, Part
from annotations.brief.typography import (
    FIGURE,
    LINE,
    QUOTE,
    QUOTE_ITALIC,
    SMALL,
    TABLE,
    TABLE_BOLD,
    TABLE_LINK,
    TABLE_LINK_BOLD,
    TABLE_QUIET,
    TEXT,
    Style,
)

_REPORTED = (
    "Words of the press are set with serifs, verbatim; a translation stands above them in italics. Everything without "
    "serifs is ours. A number leads to the passage in its article, and the number there leads back here."
)
_RULE = (
    "Tags are those the coders agreed on or, where nothing was agreed, those of the person who marked the claim. Not "
    "coded means that nobody has answered yet; none of these, not expressed and neutral are answers."
)
Columns = tuple[tuple[float, float], ...]


def what_we_read(flow: Flow, content: BriefContent) -> Iterator[None]:
    """The basis of the brief in figures and tables."""
    read = content.reading
    flow.part("What we read", "what-we-read", fresh=False)
    _figures(flow, read)
    flow.paragraph(plain(_basis(read), TEXT, flow.span(3)), after=4)
    if read.ownership:
        flow.section("Outlets by ownership")
        _table(
            flow,
            _columns(flow, 0.22, 0.42, 0.12, 0.12, 0.12),
            ("Ownership", "Media (articles)", "Outlets", "Articles", "Claims"),
            [(c.name, c.detail, str(c.outlets), str(c.articles), str(c.claims)) for c in read.ownership],
        )
    yield
    if read.left_out:
        flow.section("Left out")
        rows = [(count.name, str(count.articles)) for count in read.left_out]
        _table(flow, _columns(flow, 0.88, 0.12), ("Reason", "Articles"), rows)
    if read.batches:
        flow.section("Where it came from")
        batches = [
            (b.origin or "files", b.search or "–", _retrieved(b.period, b.retrieved_on, b.retrieved_by), str(n))
            for b, n in read.batches
        ]
        _table(flow, _columns(flow, 0.2, 0.4, 0.28, 0.12), ("From", "Search", "Period, retrieved", "Articles"), batches)
    yield


def _retrieved(period_: str, day: str, by: str) -> str:
    retrieved = f"retrieved {in_words(day)}" if day else ""
    return ", ".join(part for part in (period_, retrieved, f"by {by}" if by and day else by) if part) or "–"


def _figures(flow: Flow, read: Reading) -> None:
    """Four numbers with their unit, large."""
    items = (
        _many(read.kept, "article"),
        _many(read.texts, "distinct text"),
        _many(read.outlets, "outlet"),
        _many(read.claims, "claim"),
    )
    width = flow.width / len(items)
    cells = [
        Cell(n * width, slots(plain(number, FIGURE, width), plain(unit, TABLE_QUIET, width)))
        for n, (number, _, unit) in enumerate(item.partition(" ") for item in items)
    ]
    flow.row(cells, after=10)


def _basis(read: Reading) -> str:
    left_out = read.found - read.kept
    sentences = [f"{_many(read.found, 'article')} found, {left_out} left out, {read.unread} not read yet."]
    if read.first:
        sentences.append(f"Published {period(read.first, read.last)}.")
    if read.languages:
        languages = ", ".join(f"{count.name} {count.articles}" for count in read.languages)
        sentences.append(f"Languages (articles): {languages}.")
    if read.printed != read.kept:
        sentences.append(f"{_many(read.printed, 'article')} with {_many(read.claims, 'claim')} in this brief.")
    sentences.append("A distinct text counts once, however many outlets carry it; claims are counted where marked.")
    return " ".join(sentences)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _columns(flow: Flow, *shares: float) -> Columns:
    """Start and width of columns, given their shares of the frame."""
    starts = [sum(shares[:n]) * flow.width for n in range(len(shares))]
    return tuple((start, share * flow.width - 8) for start, share in zip(starts, shares, strict=True))


def _table(flow: Flow, columns: Columns, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table with hairlines; columns of numbers are set flush right under their heads."""
    numeric = [all(row[n].isdigit() for row in rows) for n in range(len(head))]

    def cells(texts: Sequence[str], style: Style) -> list[Cell]:
        found = []
        for (x, width), text, number in zip(columns, texts, numeric, strict=True):
            setting = plain(text, style, width)
            found.append(Cell(x + (width - setting.width(0) if number and setting.lines else 0.0), slots(setting)))
        return found

    flow.row(cells(head, TABLE_QUIET), after=2, follow=20)
    for row in rows:
        flow.row(cells(row, TABLE), after=3, rule=LINE)


# -- the list of claims


def list_of_claims(flow: Flow, content: BriefContent, spec: BriefSpec) -> Iterator[None]:
    """Every claim with its quote, tags and article; numbers lead to the passage and back."""
    flow.part("List of claims", "claims")
    if content.claims:
        flow.paragraph(plain(_REPORTED, TABLE_QUIET, flow.span(3)), after=6)
    if not content.claims:
        flow.paragraph(plain("No claims have been marked yet.", TEXT, flow.width))
    for claim in content.claims:
        _claim(flow, claim, content.article_of(claim), spec)
        yield


def _claim(flow: Flow, claim: ClaimEntry, article: ArticleEntry, spec: BriefSpec) -> None:
    number = 38.0
    main = flow.offset(2) - number - flow.gap
    linked = Part.ARTICLES in spec.parts
    passage = passage_key(claim) if linked else ""
    middle: list[tuple[Setting, float]] = []
    if speaker := claim.actors():
        middle.append((plain(speaker, TABLE_BOLD, main), 0.0))
    if claim.translation:
        by = f" ({claim.translator})" if claim.translator else ""
        middle.append((plain(f"{one_line(claim.translation)}{by}", QUOTE_ITALIC, main), 1.0))
    middle.append((plain(one_line(claim.quote), QUOTE, main), 1.0))
    middle.append((flowed(_origin(claim, article, linked=linked), main), 2.0))
    if claim.comment and not linked:
        middle.append((plain(claim.comment, TABLE, main), 2.0))
    flow.row(
        [
            Cell(0, slots(plain(claim.label, TABLE_LINK_BOLD, number, passage))),
            Cell(number, slots(*middle)),
            Cell(flow.offset(2), slots(*coding_settings(claim, flow.column, TABLE, TABLE_QUIET))),
        ],
        after=6,
        rule=LINE,
        key=claim_key(claim),
    )


def _origin(claim: ClaimEntry, article: ArticleEntry, *, linked: bool) -> Iterator[Run]:
    where = ", ".join(part for part in (article.outlet or "outlet not stated", in_words(article.published)) if part)
    yield Run(where, TABLE_QUIET)
    if linked:
        yield Run("  ·  ", TABLE_QUIET)
        yield Run(f"article {article.number}", TABLE_LINK, article.key)
    if article.also:
        yield Run(f"  ·  also in {_many(len(article.also), 'other outlet')}: {', '.join(article.also)}", TABLE_QUIET)
    if claim.coder:
        yield Run(f"  ·  coded by {claim.coder}", TABLE_QUIET)


# -- the codebook


def codebook(flow: Flow, content: BriefContent) -> Iterator[None]:
    """Dimensions and tags with their definitions, and how often each was used here."""
    flow.part("Codebook", "codebook")
    flow.paragraph(plain(_RULE, TEXT, flow.span(3)), after=0)
    for place, dimension in enumerate(content.codebook):
        _dimension(flow, dimension, place)
        for tag in dimension.tags:
            _tag(flow, tag)
            yield


def _dimension(flow: Flow, dimension: DimensionEntry, place: int) -> None:
    key = f"dimension-{place}"
    flow.section(dimension.name, before=20, follow=70)
    flow.sheet.place(key, flow.y + 24)
    flow.sheet.entry(key, dimension.name, 1)
    missing = f" Not coded yet: {_many(dimension.open, 'claim')}." if dimension.open else ""
    flow.paragraph(plain(f"{dimension.help}{missing}", TABLE_QUIET, flow.width), after=6)


def _tag(flow: Flow, tag: TagEntry) -> None:
    width = flow.span(2)
    details = [
        (flowed((Run(f"{label}  ", TABLE_BOLD), Run(text, TABLE)), width), 3.0)
        for label, text in (("Use", tag.use), ("Do not use", tag.dont_use), ("Also called", ", ".join(tag.aliases)))
        if text
    ]
    about = tag.definition or tag.short or tag.kind
    used = f"{_many(tag.claims, 'claim')}" + (f" · {tag.kind}" if tag.kind and about != tag.kind else "")
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


# -- the sources


def sources(flow: Flow, content: BriefContent, spec: BriefSpec) -> Iterator[None]:
    """The articles of the brief, numbered, in the form of a bibliography."""
    flow.part("Sources", "sources", fresh=False)
    for article in content.articles:
        key = article.key if Part.ARTICLES in spec.parts else ""
        flow.row(
            [
                Cell(0, slots(plain(str(article.number), TABLE_LINK_BOLD, 26, key))),
                Cell(26, slots(flowed(_source(article), flow.width - 26))),
            ],
            after=4,
            rule=LINE,
        )
        yield


def _source(article: ArticleEntry) -> Iterator[Run]:
    facts = f" ({', '.join(article.outlet_facts)})" if article.outlet_facts else ""
    outlet = f"{article.outlet or 'Outlet not stated'}{facts}"
    yield Run(f"{article.author} / {outlet}. " if article.author else f"{outlet}. ", TABLE)
    translated = f" [{article.translated}]" if article.translated else ""
    marked = any(mark in article.headline for mark in '“„«"')
    yield Run(f"{article.headline}{translated}. " if marked else f"“{article.headline}”{translated}. ", TABLE_BOLD)
    if article.published:
        yield Run(f"{in_words(article.published)}. ", TABLE)
    if article.url:
        safe = article.url.startswith(("http://", "https://"))
        yield Run(article.url, TABLE_LINK if safe else TABLE, article.url if safe else "")
        yield Run(". ", TABLE)
    if article.accessed:
        yield Run(f"Accessed {in_words(article.accessed)}.", TABLE)
