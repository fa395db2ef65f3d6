"""Articles and claims as plain rows, for people and programs that read the command line."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, islice
from typing import Any

from annotations.article_lists import ArticleFilter
from annotations.articles import Article, Status
from annotations.claim_filter import ClaimFilter
from annotations.claim_rows import Seen
from annotations.claims import Claim, Tagging
from annotations.codebook import Codebook, Dimension, Kind
from annotations.errors import AnnotationError
from annotations.importers.values.dates import is_stored_form
from annotations.project import Project
from annotations.text import canonicalise
from annotations.wording import printable

Row = dict[str, Any]

_WIDE = 60
_SIGNS = {"α", "κ"}
"""Headings that stay small: their capitals cannot be told from A and K."""
_NAME = 14
_LEAST = 8
_GAP = 2
_MEASURED = 1000
_PORTION = 500
TERMINAL = 100
"""Terminal cells that the listings of articles and claims are set in."""


def article_rows(project: Project, wanted: ArticleFilter | None = None) -> Iterator[Row]:
    """One row an article that is wanted, newest first, metadata as stored, read as they are taken."""
    ids = project.articles.ids()
    if wanted and not wanted.empty:
        found = set(project.lists.ids(wanted))
        ids = [article_id for article_id in ids if article_id in found]
    names = {coder.id: coder.name for coder in project.coders.all()}
    for place in range(0, len(ids), _PORTION):
        for article in project.articles.rows(ids[place : place + _PORTION]):
            yield _article_row(article, names.get(article.assigned_to or 0, ""))


def filter_of(project: Project, said: Mapping[str, str]) -> ArticleFilter:
    """The filter that somebody named: `status`, `assigned`, `outlet`, `since`, `until` and `text`, each may be empty.

    Raises:
        AnnotationError: if the project has no such person or outlet, or a date is none.
    """
    people = {coder.name: coder.id for coder in project.coders.all()}
    people |= {coder.initials: coder.id for coder in project.coders.all() if coder.initials not in people}
    outlets = {name: outlet.id for outlet in project.outlets.all() for name in (*outlet.aliases, outlet.name)}
    for date in (said["since"], said["until"]):
        if date and not is_stored_form(date):
            raise AnnotationError(f"“{date}” is no date", "Write it as 2026-03-12, 2026-03 or 2026")
    return ArticleFilter(
        text=said["text"],
        statuses=(Status(said["status"]),) if said["status"] else (),
        assigned_to=_known(people, said["assigned"], "person") if said["assigned"] else None,
        outlet_id=_known(outlets, said["outlet"], "outlet") if said["outlet"] else None,
        since=said["since"],
        until=said["until"],
    )


def _known(names: Mapping[str, int], wanted: str, what: str) -> int:
    folded = {name.casefold(): found for name, found in names.items()}
    try:
        return folded[" ".join(wanted.split()).casefold()]
    except KeyError:
        raise AnnotationError(f"The project knows no {what} “{wanted}”", f"Check the name of the {what}") from None


def _article_row(article: Article, assigned: str) -> Row:
    return {
        "id": article.id,
        "uid": article.uid,
        "headline": article.headline,
        "outlet": article.outlet,
        "published": article.published,
        "author": article.author,
        "language": article.language,
        "section": article.section,
        "status": article.status.value,
        "left_out_reason": article.left_out_reason,
        "assigned": assigned,
        "claims": article.claims,
        "characters": article.length,
        "url": article.url,
        "file": article.origin_file,
    }


def claim_rows(project: Project, ids: Sequence[int] | None = None) -> Iterator[Row]:
    """One row a claim, read as they are taken: those of `ids` in their order, or all of them by number.

    What they are tagged with is what counts (see `annotations.claims.counted`).
    `start` and `end` are code points of the article's text, end exclusive. `tags` has a list of names by
    dimension; an actor's name has the role after it. An empty list means not coded. `tag_origins` has in the same
    order how each tag came about, `origin` how the claim did. `left_out` says that no brief has it,
    since its passage was left out when differences were settled. Internal notes are left out.
    """
    seen = project.claim_lists.seen()
    left_out = project.settlements.left_out()
    initials = {coder.id: coder.initials for coder in project.coders.all()}
    wanted: Sequence[int] = project.claim_lists.ids(ClaimFilter()) if ids is None else ids
    for place in range(0, len(wanted), _PORTION):
        some = wanted[place : place + _PORTION]
        found = {claim.id: claim for claim in project.claims.some(some)}
        claims = [found[claim_id] for claim_id in some if claim_id in found]
        articles = {a.id: a for a in project.articles.rows(sorted({claim.article_id for claim in claims}))}
        for claim in claims:
            yield _claim_row(claim, articles[claim.article_id], initials, seen, left_out=claim.id in left_out)


def _claim_row(claim: Claim, article: Article, initials: Mapping[int, str], seen: Seen, *, left_out: bool) -> Row:
    return {
        "number": claim.number,
        "uid": claim.uid,
        "article": article.headline,
        "article_uid": article.uid,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.quote,
        "tags": {
            d.name: [_name(t, d, seen.codebook) for t in seen.taggings(claim, d)] for d in seen.codebook.dimensions
        },
        "comment": claim.comment,
        "translation": claim.translation,
        "check": claim.check_state.value,
        "coder": initials.get(claim.coder_id, ""),
        "created": claim.created_at,
        "left_out": left_out,
        "origin": claim.origin.value,
        "tag_origins": {
            d.name: [tagging.origin.value for tagging in seen.taggings(claim, d)] for d in seen.codebook.dimensions
        },
    }


CLAIM_COLUMNS = (
    *("number", "uid", "article", "article_uid", "start", "end", "quote", "tags", "comment", "translation", "check"),
    *("coder", "created", "left_out", "origin", "tag_origins"),
)
"""What each row of claims has."""


def _name(tagging: Tagging, dimension: Dimension, codebook: Codebook) -> str:
    tag = codebook.tag(tagging.tag_id)
    if dimension.kind is Kind.SCALE and tag.value is not None:
        return f"{tag.value:+d} {tag.name}" if tag.value else f"0 {tag.name}"
    return f"{tag.name} ({tagging.role})" if tagging.role else tag.name


def scales_apart(rows: Iterable[Row], scales: Sequence[str]) -> Iterator[Row]:
    """Yield rows of claims with a column for each of these dimensions, by its name, taken out of the tags."""
    for row in rows:
        yield (
            row
            | {name: row["tags"].get(name, []) for name in scales}
            | {"tags": {name: tags for name, tags in row["tags"].items() if name not in scales}}
        )


def as_table(rows: Iterable[Row], columns: Sequence[str], most: int | None = None) -> Iterator[str]:
    """Set rows in aligned columns under a line of names, and yield the lines; long values are cut at 60 cells.

    Where the table would be wider than `most` cells, the widest columns give way. Columns are as wide as the first
    thousand rows ask for; what is longer in those after them is cut.

    Widths are counted in terminal cells, so that Chinese and Japanese stay aligned. Nothing that would steer the
    terminal gets through, whatever stands in the project.
    """
    names = [column if column in _SIGNS else printable(column).upper() for column in columns]
    names = [_fitted(name, _NAME).rstrip() if _width(name) > _NAME else name for name in names]
    cells = ([_cell(row[column]) for column in columns] for row in rows)
    first = [names, *islice(cells, _MEASURED)]
    widths = [min(_WIDE, max(_width(line[n]) for line in first)) for n in range(len(columns))]
    while most and sum(widths) + _GAP * (len(widths) - 1) > most and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    for line in chain(first, cells):
        fitted = (_fitted(cell, width) for cell, width in zip(line, widths, strict=True))
        yield (" " * _GAP).join(fitted).rstrip()


def _cell(value: object) -> str:
    if isinstance(value, dict):
        value = [name for names in value.values() for name in names]
    return printable(canonicalise(" · ".join(value) if isinstance(value, list) else str(value)))


def _fitted(text: str, width: int) -> str:
    """Text of this many terminal cells: filled with blanks, or cut with a mark at its end."""
    if _width(text) > width:
        ends = accumulate(_width(character) for character in text)
        text = text[: sum(end < width for end in ends)] + "…"
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not _is_joined(c) for c in text)


def _is_joined(character: str) -> bool:
    """Whether it takes no place of its own: marks above and below, and invisible formatting."""
    return unicodedata.category(character) in ("Mn", "Me", "Cf")
