"""The outlets of a project: listing them, and making several one."""

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
from annotations.errors import AnnotationError
from annotations.wording import number_of, printable

if TYPE_CHECKING:
    from annotations.project import Project

Row = dict[str, Any]
_COLUMNS = ("name", "country", "medium", "ownership", "reach", "language", "articles", "claims")


@click.command()
@PROJECT
@AS_JSON
@reported
def outlets(project: Path, as_json: bool) -> None:
    """List the outlets of PROJECT by name, with the number of their articles and claims.

    Below the table stands which of them may be one; merge-outlets makes them one.
    """
    from annotations.listing import TERMINAL
    from annotations.outlets import likely_same

    with reading(project) as opened:
        rows = _rows(opened)
        alike = likely_same(opened.outlets.all())
    if as_json:
        print_json({"outlets": rows, "alike": [[outlet.name for outlet in group] for group in alike]})
        return
    print_rows(rows, _COLUMNS, as_json=False, most=TERMINAL)
    if alike:
        click.echo()
    for group in alike:
        click.echo(printable(f"These may be one: {', '.join(outlet.name for outlet in group)}"))


def _rows(project: "Project") -> list[Row]:
    from annotations.outlets import OutletUse

    usage = project.outlets.usage()
    return [
        {
            "id": outlet.id,
            "uid": outlet.uid,
            "name": outlet.name,
            "aliases": list(outlet.aliases),
            "country": outlet.country,
            "medium": outlet.medium,
            "ownership": outlet.ownership,
            "reach": outlet.reach,
            "language": outlet.language,
            "articles": usage.get(outlet.id, OutletUse()).articles,
            "claims": usage.get(outlet.id, OutletUse()).claims,
        }
        for outlet in project.outlets.all()
    ]


@click.command("merge-outlets")
@PROJECT
@click.argument("stays")
@click.argument("others", nargs=-1, required=True)
@CODER
@reported
def merge_outlets(project: Path, stays: str, others: tuple[str, ...], coder: str) -> None:
    """Make the outlets OTHERS of PROJECT one with the outlet STAYS, each given by its name or an alias.

    Their articles go to the one that stays, their names become its aliases, and what it lacks it takes over. One step.
    """
    with writing(project, coder) as opened, progress() as tell:
        kept, gone = _named(opened, stays), [_named(opened, name) for name in others]
        label = f"Merge outlets into {stays}"
        moved = opened.step(label, lambda p: p.outlets.merge(kept, gone), on_progress=tell).value
    click.echo(printable(f"{number_of(moved, 'article')} moved to {stays}"))


def _named(project: "Project", name: str) -> int:
    from annotations.outlets import normalised

    wanted = normalised(name)
    for aliases in (False, True):
        for outlet in project.outlets.all():
            if wanted in map(normalised, outlet.aliases if aliases else (outlet.name,)):
                return outlet.id
    raise AnnotationError(f"There is no outlet {name}", "The command outlets lists them", project.path)
