"""What keeps the work safe: listing backups, recovering a damaged project."""

import sys
from pathlib import Path
from typing import Any

import click

from annotations.commands.tools import AS_JSON, PROJECT, print_json, print_rows, progress, reading, reported
from annotations.errors import ProjectFileError


@click.command()
@PROJECT
@AS_JSON
@reported
def backups(project: Path, as_json: bool) -> None:
    """List the backups of PROJECT, the newest first. Each is a complete project; open it, or copy it to a new name.

    The window makes them while it works. Those of copies of the same project are listed too, and where PROJECT is gone
    or damaged, those of any project of its name.
    """
    from annotations.store.sharing.backups import backups_named, backups_of

    try:
        with reading(project) as opened:
            found = backups_of(opened.uid)
    except ProjectFileError:
        found = backups_named(project)
        if not found:
            raise
    rows: list[dict[str, Any]] = [
        {
            "made": made.at.astimezone().isoformat(" ", "seconds"),
            "project": made.name,
            "megabytes": round(made.size / 1e6, 1),
            "file": str(made.path),
        }
        for made in found
    ]
    print_rows(rows, ("made", "project", "megabytes", "file"), as_json)


@click.command()
@PROJECT
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The new project to write.")
@AS_JSON
@reported
def recover(project: Path, output: Path, as_json: bool) -> None:
    """Write what can be read of the damaged PROJECT into a new project, and tell what is altered or lost.

    PROJECT is not changed, and nothing is overwritten. The exit code is 0 if nothing is lost and 1 otherwise.
    """
    from annotations.progress import drive
    from annotations.store.repair.recovery import recover as work

    with progress() as tell:
        report = drive(work(project, output), tell)
    if as_json:
        print_json(report.as_data())
    else:
        click.echo(report.as_text())
    sys.exit(0 if report.complete else 1)
