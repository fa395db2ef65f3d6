"""Finding words in the articles of a project."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.tools import AS_JSON, PROJECT, date_given, print_json, print_rows, reading, reported
from annotations.wording import number_of

if TYPE_CHECKING:
    from annotations.project import Project
    from annotations.search import Found, Query

Row = dict[str, Any]
_COLUMNS = ("published", "outlet", "headline", "passage")
_WIDTH = 120
_BEFORE = 24
"""Code points before a hit in the table, so that the hit itself is not cut."""

_WITHOUT_WORDS: Row = {"start": None, "end": None, "before": "", "hit": "", "after": "", "passage": ""}


@click.command()
@PROJECT
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--since",
    default="",
    metavar="DATE",
    callback=date_given,
    help="Only articles from this day, month or year on (ISO 8601).",
)
@click.option(
    "--until",
    default="",
    metavar="DATE",
    callback=date_given,
    help="Only articles up to this day, month or year, included.",
)
@click.option("--left-out", is_flag=True, help="Look in articles that were left out, too.")
@click.option("--newest", is_flag=True, help="The newest first, in place of the best matches.")
@click.option("--limit", type=click.IntRange(min=1), default=200, show_default=True, help="How many hits are listed.")
@AS_JSON
@reported
def search(
    project: Path,
    words: tuple[str, ...],
    since: str,
    until: str,
    left_out: bool,
    newest: bool,
    limit: int,
    as_json: bool,
) -> None:
    """List where WORDS stand in the articles of PROJECT.

    All words must be there, in any order; "words in a row" stand between quotes (which the shell wants quoted once
    more), begin* for beginnings, -without after a --, this OR that, headline: author: outlet: before a word. Case and
    accents do not count. In JSON start and end are code points of the article's text, end exclusive.
    """
    from annotations.articles import Status
    from annotations.search import Order, Scope, parse

    query = parse(" ".join(words))
    if not query:
        raise click.UsageError("There is nothing to look for.")
    scope = Scope(since, until, statuses=tuple(Status) if left_out else ())
    with reading(project) as opened:
        found = opened.search.find(query, scope, Order.NEWEST if newest else Order.BEST)
        rows = _rows(opened, query, found, limit)
    if as_json:
        print_json({"articles": len(found.ids), "ranked": found.ranked, "hits": rows})
        return
    if not rows:
        click.echo("Nothing found")
        return
    print_rows(rows, _COLUMNS, as_json=False, most=_WIDTH)
    click.echo(f"\n{number_of(len(found.ids), 'article')}")


def _rows(project: "Project", query: "Query", found: "Found", limit: int) -> list[Row]:
    """One row a hit; an article that was found by its headline, author or outlet alone has one without words."""
    from annotations.concordance import lines, words_around

    rows: list[Row] = []
    for hits in project.search.hits(query, found.ids):
        article = project.articles.get(hits.article_id)
        about = {
            "article": article.id,
            "article_uid": article.uid,
            "outlet": article.outlet,
            "published": article.published,
            "headline": article.headline,
        }
        made = [
            {
                "start": line.span.start,
                "end": line.span.end,
                "before": line.before,
                "hit": line.hit,
                "after": line.after,
                "passage": words_around(hits.text, line.span, _BEFORE),
            }
            for line in lines([hits], limit)
        ]
        rows += [about | words for words in made or [_WITHOUT_WORDS]]
        if len(rows) >= limit:
            break
    return rows[:limit]
