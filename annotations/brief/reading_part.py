"""What we read: the basis of the brief in figures and tables."""

from collections.abc import Iterator, Sequence

from annotations.brief.charts.tables import Table
from annotations.brief.content import (
    BriefContent,
    Reading,
    many,
)
from annotations.brief.counting import RULES
from annotations.brief.dates import in_words, period
from annotations.brief.flow import Cell, Flow, slots
from annotations.brief.setting import plain
from annotations.brief.table import draw_table
from annotations.brief.typography import FIGURE, TABLE_QUIET, TEXT


def what_we_read(flow: Flow, content: BriefContent) -> Iterator[None]:
    """The basis of the brief in figures and tables."""
    read = content.reading
    flow.part("What we read", "what-we-read", fresh=False)
    _figures(flow, read)
    flow.paragraph(plain(basis(read), TEXT, flow.span(3)), after=4)
    yield
    for title, table in reading_tables(read):
        flow.section(title)
        draw_table(flow, table)
    yield


def reading_tables(read: Reading) -> Iterator[tuple[str, Table]]:
    """The tables with their titles: outlets by ownership, what was left out, where it came from."""
    if read.ownership:
        by_owner = ("Ownership", "Media (articles)", "Outlets", "Articles", "Claims")
        media = [(c.name, c.detail, str(c.outlets), str(c.articles), str(c.claims)) for c in read.ownership]
        yield "Outlets by ownership", _table((0.22, 0.42, 0.12, 0.12, 0.12), by_owner, media)
    if read.left_out:
        reasons = [(count.name, str(count.articles)) for count in read.left_out]
        yield "Left out", _table((0.88, 0.12), ("Reason", "Articles"), reasons)
    if read.batches:
        head = ("From", "Search", "Period, retrieved", "Articles")
        batches = [
            (b.origin or "files", b.search or "–", _retrieved(b.period, b.retrieved_on, b.retrieved_by), str(n))
            for b, n in read.batches
        ]
        yield "Where it came from", _table((0.2, 0.4, 0.28, 0.12), head, batches)


def _retrieved(period_: str, day: str, by: str) -> str:
    retrieved = f"retrieved {in_words(day)}" if day else ""
    return ", ".join(part for part in (period_, retrieved, f"by {by}" if by and day else by) if part) or "–"


def reading_figures(read: Reading) -> tuple[str, ...]:
    """The four numbers a reader wants first, each with its unit."""
    return (
        many(read.kept, "article"),
        many(read.texts, "distinct text"),
        many(read.outlets, "outlet"),
        many(read.claims, "claim"),
    )


def _figures(flow: Flow, read: Reading) -> None:
    """Four numbers with their unit, large."""
    items = reading_figures(read)
    width = flow.width / len(items)
    cells = [
        Cell(n * width, slots(plain(number, FIGURE, width), plain(unit, TABLE_QUIET, width)))
        for n, (number, _, unit) in enumerate(item.partition(" ") for item in items)
    ]
    flow.row(cells, after=10)


def basis(read: Reading) -> str:
    """What the brief rests on, in sentences."""
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


def _table(shares: tuple[float, ...], head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    """A table in which columns of nothing but numbers are set flush right under their heads."""
    words = frozenset(n for n in range(len(head)) if not all(row[n].isdigit() for row in rows))
    return Table(head, tuple(rows), shares, words)
