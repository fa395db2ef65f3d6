"""What we read: the basis of the brief in figures and tables."""

from collections.abc import Iterator, Sequence

from annotations.articles import Batch
from annotations.brief.charts.tables import Table
from annotations.brief.content import BriefContent, Reading
from annotations.brief.counting import RULES
from annotations.brief.flow import Cell, Flow, slots
from annotations.brief.reading import NOT_STATED
from annotations.brief.setting import plain
from annotations.brief.table import draw_table
from annotations.brief.texts import ENGLISH, Words
from annotations.brief.typography import FIGURE, TABLE_QUIET, TEXT


def what_we_read(flow: Flow, content: BriefContent) -> Iterator[None]:
    """The basis of the brief in figures and tables."""
    read, words = content.reading, flow.words
    flow.part(words("What we read"), "what-we-read", fresh=False)
    _figures(flow, read)
    flow.paragraph(plain(basis(read, words), TEXT, flow.span(3)), after=4)
    yield
    for title, table in reading_tables(read, words):
        flow.section(title)
        draw_table(flow, table)
    yield


def reading_tables(read: Reading, words: Words = ENGLISH) -> Iterator[tuple[str, Table]]:
    """The tables with their titles: outlets by ownership, what was left out, where it came from."""
    if read.ownership:
        by_owner = _each(words, "Ownership", "Media (articles)", "Outlets", "Articles", "Claims")
        media = [
            (words(c.name), _media(c.detail, words), str(c.outlets), str(c.articles), str(c.claims))
            for c in read.ownership
        ]
        yield words("Outlets by ownership"), _table((0.22, 0.42, 0.12, 0.12, 0.12), by_owner, media)
    if read.left_out:
        reasons = [(words(count.name), str(count.articles)) for count in read.left_out]
        yield words("Left out"), _table((0.88, 0.12), _each(words, "Reason", "Articles"), reasons)
    if read.batches:
        head = _each(words, "From", "Search", "Period, retrieved", "Articles")
        batches = [(b.origin or words("files"), b.search or "–", _retrieved(b, words), str(n)) for b, n in read.batches]
        yield words("Where it came from"), _table((0.2, 0.4, 0.28, 0.12), head, batches)


def _each(words: Words, *heads: str) -> tuple[str, ...]:
    return tuple(words(head) for head in heads)


def _media(detail: str, words: Words) -> str:
    """Names of media with their counts; what has no medium is named in the brief's language."""
    return detail.replace(NOT_STATED, words(NOT_STATED))


def _retrieved(batch: Batch, words: Words) -> str:
    day, by = batch.retrieved_on, batch.retrieved_by
    retrieved = words("retrieved {day}", day=words.date(day)) if day else ""
    person = words("by {person}", person=by) if by and day else by
    return ", ".join(part for part in (batch.period, retrieved, person) if part) or "–"


def reading_figures(read: Reading, words: Words = ENGLISH) -> tuple[str, ...]:
    """The four numbers a reader wants first, each with its unit."""
    counts = ((read.kept, "article"), (read.texts, "distinct text"), (read.outlets, "outlet"), (read.claims, "claim"))
    return tuple(str(words.many(count, noun)) for count, noun in counts)


def _figures(flow: Flow, read: Reading) -> None:
    """Four numbers with their unit, large."""
    items = reading_figures(read, flow.words)
    width = flow.width / len(items)
    cells = [
        Cell(n * width, slots(plain(number, FIGURE, width), plain(unit, TABLE_QUIET, width)))
        for n, (number, _, unit) in enumerate(item.partition(" ") for item in items)
    ]
    flow.row(cells, after=10)


def basis(read: Reading, words: Words = ENGLISH) -> str:
    """What the brief rests on, in sentences."""
    sentences = [found_in_words(read, words)]
    if read.first:
        sentences.append(words("Published {period}.", period=words.period(read.first, read.last)))
    if read.languages:
        languages = ", ".join(f"{words(count.name)} {count.articles}" for count in read.languages)
        sentences.append(words("Languages (articles): {languages}.", languages=languages))
    if read.copies == 1:
        sentences.append(words("1 wire copy counts as read with the article that was carried."))
    elif read.copies:
        copies = words.number(read.copies)
        sentences.append(words("{copies} wire copies count as read with the article that was carried.", copies=copies))
    articles, claims = words.many(read.printed, "article"), words.many(read.claims, "claim")
    if read.printed != read.kept:
        sentences.append(words("{articles} with {claims} in this brief.", articles=articles, claims=claims))
    sentences.append(words(RULES[read.counting]))
    if read.counted != read.claims:
        told = (
            "So the {claims} marked counts {times} times in tables."
            if read.claims == 1
            else "So the {claims} marked count {times} times in tables."
        )
        sentences.append(words(told, claims=claims, times=words.number(read.counted)))
    return " ".join(sentences)


def found_in_words(read: Reading, words: Words = ENGLISH) -> str:
    """How many articles were found, left out and not read, as one sentence."""
    if not read.found:
        return words("No articles found.")
    told = (words("{articles} found", articles=words.many(read.found, "article")), _dropped(read, words))
    return f"{', '.join(part for part in (*told, _opened(read, words)) if part)}."


def _dropped(read: Reading, words: Words) -> str:
    left_out = read.found - read.kept
    if read.found == 1:
        return words("left out") if left_out else ""
    if not read.kept:
        return words("all left out")
    return words("{number} left out", number=left_out) if left_out else words("none left out")


def _opened(read: Reading, words: Words) -> str:
    others = read.found > read.kept
    if read.kept > 1:
        if read.unread:
            return words("{number} not read yet", number=read.unread)
        return words("all others read") if others else words("all read")
    if not read.kept:
        return ""
    if read.unread:
        return words("the other not read yet") if others else words("not read yet")
    return words("the other read") if others else words("read")


def _table(shares: tuple[float, ...], head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    """A table in which columns of nothing but numbers are set flush right under their heads."""
    words = frozenset(n for n in range(len(head)) if not all(row[n].isdigit() for row in rows))
    return Table(head, tuple(rows), shares, words)
