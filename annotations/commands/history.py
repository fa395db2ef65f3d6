"""Who did what, and when."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.tools import AS_JSON, PROJECT, coder_named, print_json, print_rows, reading, reported
from annotations.errors import AnnotationError
from annotations.wording import printable

if TYPE_CHECKING:
    from annotations.claims import Claim
    from annotations.project import Project

Row = dict[str, Any]

_ACTIONS = ("when", "coder", "action", "state")
_TAGS = ("dimension", "tag", "coder", "set")


@click.command()
@PROJECT
@click.option(
    "--claim", type=click.IntRange(min=1), metavar="N", help="Only what was done to the claim of this number."
)
@click.option("--article", type=click.IntRange(min=1), metavar="ID", help="Only what was done to this article.")
@click.option("--coder", metavar="NAME", default="", help="Only what this person did (name or initials).")
@click.option("--limit", type=click.IntRange(min=1), default=200, show_default=True, help="How many, the newest first.")
@AS_JSON
@reported
def history(project: Path, claim: int | None, article: int | None, coder: str, limit: int, as_json: bool) -> None:
    """List what was done in PROJECT, newest first: when, by whom, and whether it can be undone.

    With --claim also who set each of its tags and when. Times are local; in JSON they are UTC (ISO 8601). What touched
    a claim or an article is known for the last actions only, who set a tag when for ever.
    """
    if claim and article:
        raise click.UsageError("--claim and --article exclude each other.")
    with reading(project) as opened:
        names = {person.id: person.name for person in (*opened.coders.all(), opened.coders.agreed())}
        coder_id = coder_named(opened, coder).id if coder else None
        if claim is None:
            among = _of_article(opened, article) if article else None
            print_rows(_actions(opened, names, limit, coder_id, among, as_json), _ACTIONS, as_json)
            return
        found = _claim_of(opened, claim)
        among = opened.history.of_claim(found.id)
        actions = _actions(opened, names, limit, coder_id, among, as_json)
        tags = _tags(opened, names, coder_id, found, as_json)
    made, maker = _moment(found.created_at, as_json), names.get(found.coder_id, "")
    if as_json:
        print_json({"claim": claim, "made": made, "coder": maker, "tags": tags, "actions": actions})
        return
    click.echo(printable(f"Claim {claim}, made {made} by {maker}") + "\n")
    if tags:
        print_rows(tags, _TAGS, as_json)
        click.echo()
    print_rows(actions, _ACTIONS, as_json)


def _claim_of(project: "Project", number: int) -> "Claim":
    claim = project.claims.by_number(number)
    if claim is None:
        raise AnnotationError(
            f"There is no claim {number}", "What was deleted stands in the history without --claim", project.path
        )
    return claim


def _of_article(project: "Project", article_id: int) -> list[int]:
    if not project.articles.rows([article_id]):
        raise AnnotationError(f"There is no article {article_id}", "The command articles lists their ids", project.path)
    return project.history.of_article(article_id)


def _actions(
    project: "Project", names: dict[int, str], limit: int, coder_id: int | None, among: list[int] | None, as_json: bool
) -> list[Row]:
    return [
        {
            "when": _moment(entry.at, as_json),
            "coder": names.get(entry.coder_id or 0, ""),
            "action": entry.label,
            "state": entry.standing,
        }
        for entry in project.history.entries(limit, coder_id=coder_id, among=among)
    ]


def _tags(project: "Project", names: dict[int, str], coder_id: int | None, claim: "Claim", as_json: bool) -> list[Row]:
    codebook = project.codebook.read()
    rows = []
    for one in project.history.taggings(claim.id):
        tag, role = codebook.tag(one.tagging.tag_id), one.tagging.role
        if coder_id is None or one.tagging.coder_id == coder_id:
            rows.append(
                {
                    "dimension": codebook.dimension(tag.dimension_id).name,
                    "tag": f"{tag.name} ({role})" if role else tag.name,
                    "coder": names.get(one.tagging.coder_id, ""),
                    "set": _moment(one.at, as_json),
                }
            )
    return rows


def _moment(at: str, as_json: bool) -> str:
    from annotations.history import local_time

    moment = None if as_json else local_time(at)
    return f"{moment:%Y-%m-%d %H:%M}" if moment else at
