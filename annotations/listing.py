"""Articles and claims as plain rows, for people and programs that read the command line."""

import unicodedata
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from annotations.claims import Claim, Tagging, counted
from annotations.codebook import Codebook, Dimension, Kind, Role
from annotations.project import Project
from annotations.text import canonicalise
from annotations.wording import printable

Row = dict[str, Any]

_WIDE = 60
_NAME = 14
_LEAST = 8
_GAP = 2
TERMINAL = 100
"""Terminal cells that the listings of articles and claims are set in."""


def article_rows(project: Project) -> list[Row]:
    """One row an article, newest first, metadata as stored."""
    return [
        {
            "id": article.id,
            "uid": article.uid,
            "headline": article.headline,
            "outlet": article.outlet,
            "published": article.published,
            "author": article.author,
            "language": article.language,
            "status": article.status.value,
            "claims": article.claims,
            "characters": article.length,
            "url": article.url,
            "file": article.origin_file,
        }
        for article in project.articles.rows(project.articles.ids())
    ]


def claim_rows(project: Project) -> list[Row]:
    """One row a claim, by number, with the tags that count (see `annotations.claims.counted`).

    `start` and `end` are code points of the article's text, end exclusive. `tags` has a list of names by
    dimension; an actor's name has the role after it. An empty list means not coded. Internal notes are left out.
    """
    codebook = project.codebook.read()
    agreed = project.coders.agreed().id
    initials = {coder.id: coder.initials for coder in project.coders.all()}
    articles = {article.id: article for article in project.articles.rows(project.articles.ids())}
    return [
        {
            "number": claim.number,
            "uid": claim.uid,
            "article": articles[claim.article_id].headline,
            "article_uid": articles[claim.article_id].uid,
            "start": claim.span.start,
            "end": claim.span.end,
            "quote": claim.quote,
            "tags": {d.name: _names(claim, d, codebook, agreed) for d in codebook.dimensions},
            "comment": claim.comment,
            "translation": claim.translation,
            "check": claim.check_state.value,
            "coder": initials.get(claim.coder_id, ""),
            "created": claim.created_at,
        }
        for claim in project.claims.all()
    ]


def _names(claim: Claim, dimension: Dimension, codebook: Codebook, agreed: int) -> list[str]:
    tags = [tag.id for tag in codebook.tags_of(dimension.id)]
    roles = ["", *Role]
    found = sorted(counted(claim, tags, agreed), key=lambda t: (roles.index(t.role), tags.index(t.tag_id)))
    return [_name(tagging, dimension, codebook) for tagging in found]


def _name(tagging: Tagging, dimension: Dimension, codebook: Codebook) -> str:
    tag = codebook.tag(tagging.tag_id)
    if dimension.kind is Kind.SCALE and tag.value is not None:
        return f"{tag.value:+d} {tag.name}" if tag.value else f"0 {tag.name}"
    return f"{tag.name} ({tagging.role})" if tagging.role else tag.name


def scales_apart(rows: Sequence[Row], scales: Sequence[str]) -> list[Row]:
    """Return rows of claims with a column for each of these dimensions, by its name, taken out of the tags."""
    return [
        row
        | {name: row["tags"].get(name, []) for name in scales}
        | {"tags": {name: tags for name, tags in row["tags"].items() if name not in scales}}
        for row in rows
    ]


def as_table(rows: Sequence[Row], columns: Sequence[str], most: int | None = None) -> str:
    """Set rows in aligned columns under a line of names; long values are cut at 60 terminal cells.

    Where the table would be wider than `most` cells, the widest columns give way.

    Widths are counted in terminal cells, so that Chinese and Japanese stay aligned. Nothing that would steer the
    terminal gets through, whatever stands in the project.
    """
    lines = [[printable(column).upper() for column in columns]]
    lines += [[_cell(row[column]) for column in columns] for row in rows]
    lines[0] = [_fitted(name, _NAME).rstrip() if _width(name) > _NAME else name for name in lines[0]]
    widths = [min(_WIDE, max(_width(line[n]) for line in lines)) for n in range(len(columns))]
    while most and sum(widths) + _GAP * (len(widths) - 1) > most and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return "\n".join(
        (" " * _GAP).join(_fitted(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


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
