"""What we read: the basis of the brief in figures and tables."""

from collections.abc import Iterator, Sequence

from annotations.brief.content import (
    BriefContent,
    Reading,
    many,
)
from annotations.brief.counting import RULES
from annotations.brief.dates import in_words, period
from annotations.brief.flow import Cell, Flow, slots
from annotations.brief.setting import plain
from annotations.brief.typography import (
    FIGURE,
    LINE,
    TABLE,
    TABLE_QUIET,
    TEXT,
    Style,
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
        many(read.kept, "article"),
        many(read.texts, "distinct text"),
        many(read.outlets, "outlet"),
        many(read.claims, "claim"),
    )
    width = flow.width / len(items)
    cells = [
        Cell(n * width, slots(plain(number, FIGURE, width), plain(unit, TABLE_QUIET, width)))
        for n, (number, _, unit) in enumerate(item.partition(" ") for item in items)
    ]
    flow.row(cells, after=10)


def _basis(read: Reading) -> str:
    sentences = [found_in_words(read)]
    if read.first:
        sentences.append(f"Published {period(read.first, read.last)}.")
    if read.languages:
        languages = ", ".join(f"{count.name} {count.articles}" for count in read.languages)
        sentences.append(f"Languages (articles): {languages}.")
    if read.copies:
        wire = "1 wire copy counts" if read.copies == 1 else f"{read.copies:,} wire copies count"
        sentences.append(f"{wire} as read with the article that was carried.")
    if read.printed != read.kept:
        sentences.append(f"{many(read.printed, 'article')} with {many(read.claims, 'claim')} in this brief.")
    sentences.append(RULES[read.counting])
    if read.counted != read.claims:
        verb = "counts" if read.claims == 1 else "count"
        sentences.append(f"So the {many(read.claims, 'claim')} marked {verb} {read.counted:,} times in tables.")
    return " ".join(sentences)


def found_in_words(read: Reading) -> str:
    """How many articles were found, left out and not read, as one sentence."""
    if not read.found:
        return "No articles found."
    left_out = read.found - read.kept
    parts = [f"{many(read.found, 'article')} found"]
    if read.found > 1:
        parts.append("all left out" if not read.kept else f"{left_out or 'none'} left out")
    elif left_out:
        parts.append("left out")
    if read.kept > 1:
        parts.append(f"{read.unread} not read yet" if read.unread else "all others read" if left_out else "all read")
    elif read.kept:
        rest = "the other " if left_out else ""
        parts.append(f"{rest}not read yet" if read.unread else f"{rest}read")
    return f"{', '.join(parts)}."


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
