"""Giving a project away: share, archive."""

from pathlib import Path

import click

from annotations.commands.tools import PROJECT, ending_in, progress, reading, reported
from annotations.wording import printable


@click.command()
@PROJECT
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The copy to write.")
@click.option("--without-history", is_flag=True, help="Leave out what undo needs, deleted notes and passages with it.")
@click.option("--without-texts", is_flag=True, help="Claims with a sentence on either side; implies --without-history.")
@click.option("--replace", is_flag=True, help="Replace a file that stands there.")
@reported
def share(project: Path, output: Path, without_history: bool, without_texts: bool, replace: bool) -> None:
    """Write a compact, checked copy of PROJECT to give away.

    The history of a project can hold deleted notes, passages and articles. Full texts of press articles may be under
    a licence that forbids passing them on. The copy is not encrypted: whoever has it can read it.
    """
    from annotations.progress import drive
    from annotations.project import SUFFIX
    from annotations.sharing import CopyChoice, in_units

    output = ending_in(output, SUFFIX)
    choice = CopyChoice(history=not without_history, texts=not without_texts)
    with reading(project) as opened, progress() as tell:
        size = drive(opened.copy(output, choice, replace=replace), tell)
    held = ["with history" if choice.keeps_history else "without history"]
    held += [] if choice.texts else ["without full texts"]
    click.echo(f"{printable(str(output))}: {in_units(size)}, {', '.join(held)}, not encrypted")


@click.command()
@PROJECT
@click.option(
    "--into", type=click.Path(path_type=Path), default=Path(), help="Folder in which the archive's folder is made."
)
@reported
def archive(project: Path, into: Path) -> None:
    """Write an archive of PROJECT: a new folder that appears when it is complete.

    In it: the project, marked so that it is opened for reading only; the report of its check; every brief as PDF; the
    codebook; articles, claims and taggings as CSV; checksums of all these.
    """
    from datetime import UTC, datetime

    from annotations.archive import write_archive
    from annotations.progress import drive

    today = datetime.now(tz=UTC).astimezone().date().isoformat()
    with reading(project) as opened, progress() as tell:
        made = drive(write_archive(opened, into, today), tell)
    click.echo(f"{printable(str(made.folder))}: {len(made.files)} files")
