"""Wire copies on the command line: the groups of a project, and finding those that are not grouped yet."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.tools import (
    AS_JSON,
    CODER,
    PROJECT,
    print_json,
    print_rows,
    progress,
    reading,
    reported,
    writing,
)
from annotations.wording import number_of, printable

if TYPE_CHECKING:
    from annotations.articles import Article
    from annotations.groups import Group
    from annotations.near_copies import Proposal
    from annotations.project import Project

Row = dict[str, Any]
_COLUMNS = ("role", "outlet", "published", "headline", "shared")


@click.command()
@PROJECT
@click.option("--find", is_flag=True, help="Look for wire copies that are in no group yet, and list what is found.")
@click.option("--group", is_flag=True, help="Look for them and group those that are sure, as one step.")
@CODER
@AS_JSON
@reported
def copies(project: Path, find: bool, group: bool, coder: str, as_json: bool) -> None:
    """List the wire-copy groups of PROJECT: each lead with the articles in other outlets that carry its text.

    Coding the lead covers the group; what a claim in it counts is the counting rule of the brief. With --find articles
    are compared that are in no group; a copy marked with a question mark shares too little of the longer text, or came
    more than two weeks apart, and --group leaves it to a person.
    """
    if group:
        with writing(project, coder) as opened, progress() as tell:
            _report(opened, _grouped(opened, tell), as_json=as_json, verb="grouped")
        return
    with reading(project) as opened, progress() as tell:
        if find:
            from annotations.progress import drive

            _report(opened, drive(opened.groups.proposed(), tell), as_json=as_json, verb="found")
            return
        groups = opened.groups.all()
    if as_json:
        print_json({"groups": [_as_data(one) for one in groups]})
    else:
        _print(_rows(groups), f"{number_of(len(groups), 'group')} of wire copies")


def _grouped(opened: "Project", tell: Any) -> "list[Proposal]":
    """Group what is sure, and return that."""
    from dataclasses import replace

    from annotations.progress import drive

    found = [
        replace(one, copies=tuple(copy for copy in one.copies if copy.sure))
        for one in drive(opened.groups.proposed(), tell)
        if one.sure_ids
    ]
    if found:
        label = f"Group {number_of(sum(len(one.copies) for one in found), 'wire copy', 'wire copies')}"
        opened.step(label, lambda p: [p.groups.join(one.lead_id, one.sure_ids) for one in found])
    return found


def _report(opened: "Project", found: "list[Proposal]", *, as_json: bool, verb: str) -> None:
    ids = [article_id for one in found for article_id in (one.lead_id, *(copy.article_id for copy in one.copies))]
    articles = {article.id: article for article in opened.articles.rows(ids)}
    if as_json:
        print_json({verb: [_proposal_data(one, articles) for one in found]})
        return
    rows: list[Row] = []
    for one in found:
        rows.append(_row(articles[one.lead_id], "lead"))
        for copy in one.copies:
            share = f"{round(100 * copy.shared)} %{'' if copy.sure else ' ?'}"
            rows.append({**_row(articles[copy.article_id], "  copy"), "shared": share})
    count = sum(len(one.copies) for one in found)
    _print(rows, f"{number_of(count, 'wire copy', 'wire copies')} {verb}")


def _rows(groups: "Iterable[Group]") -> list[Row]:
    return [
        row for group in groups for row in (_row(group.lead, "lead"), *(_row(copy, "  copy") for copy in group.copies))
    ]


def _row(article: "Article", role: str) -> Row:
    return {
        "role": role,
        "outlet": article.outlet,
        "published": article.published,
        "headline": article.headline,
        "shared": "",
    }


def _print(rows: list[Row], said: str) -> None:
    from annotations.listing import TERMINAL

    if rows:
        print_rows(rows, _COLUMNS if any(row["shared"] for row in rows) else _COLUMNS[:-1], False, most=TERMINAL)
    click.echo(printable(said))


def _as_data(group: "Group") -> Row:
    return {"lead": _article_data(group.lead), "copies": [_article_data(copy) for copy in group.copies]}


def _proposal_data(one: "Proposal", articles: "dict[int, Article]") -> Row:
    return {
        "lead": {**_article_data(articles[one.lead_id]), "reason": one.reason},
        "copies": [
            {
                **_article_data(articles[copy.article_id]),
                "shared": round(copy.shared, 2),
                "covered": round(copy.covered, 2),
                "sure": copy.sure,
            }
            for copy in one.copies
        ],
    }


def _article_data(article: "Article") -> Row:
    return {
        "id": article.id,
        "headline": article.headline,
        "outlet": article.outlet,
        "published": article.published,
        "status": article.status.value,
        "claims": article.claims,
    }
