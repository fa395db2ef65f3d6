"""What the commands of the command line share: their arguments, opening a project, and the lines they print."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TextIO, TypeVar

import click

from annotations.errors import AnnotationError, BackupError, CancelledError, ProjectLockedError
from annotations.wording import initials_of, printable

if TYPE_CHECKING:
    from annotations.claims import Coder
    from annotations.progress import Progress
    from annotations.project import Project

P = ParamSpec("P")
R = TypeVar("R")

PROJECT = click.argument("project", type=click.Path(path_type=Path))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
CODER = click.option("--coder", metavar="NAME", default="", help="Record the work under this person's name.")
_LONGEST_LABEL = 60


def date_given(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Check that what is given for an option is a date as it is stored, or nothing."""
    from annotations.importers.values.dates import is_stored_form

    if value and not is_stored_form(value):
        raise click.BadParameter(f"{value} is no date; write it as 2026-03-12, 2026-03 or 2026.")
    return value


def ending_in(path: Path, suffix: str) -> Path:
    """The path, with a suffix added if it has another or none: what is written replaces no file of another kind."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def coder_named(project: "Project", name: str) -> "Coder":
    """The person of a project with this name or these initials.

    Raises:
        AnnotationError: if nobody has them; it tells who there is.
    """
    people, wanted = project.coders.all(), name.strip().casefold()
    for person in people:
        if wanted and wanted in (person.name.casefold(), person.initials.casefold()):
            return person
    known = ", ".join(person.name for person in people) or "nobody"
    raise AnnotationError(f"Nobody named {name} works in this project", f"There are: {known}", project.path)


def reported(command: Callable[P, R]) -> Callable[P, R]:
    """Turn an error that a person can act on into one line on stderr and exit code 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except AnnotationError as error:
            complain(str(error))
            sys.exit(1)
        except (CancelledError, KeyboardInterrupt):
            complain("cancelled, nothing of it was kept")
            sys.exit(1)

    return run


def complain(sentence: str) -> None:
    """Print one line on stderr, whatever stands in the names of files that it tells of."""
    click.echo(f"pressmark: {printable(sentence)}", err=True)


@contextmanager
def reading(path: Path) -> Iterator["Project"]:
    """Open a project for reading."""
    from annotations.project import Project

    with Project.open(path, read_only=True) as project:
        yield project


@contextmanager
def writing(path: Path, coder: str) -> Iterator["Project"]:
    """Open a project for writing, under a person's name if one is given, and back up what was written.

    That a file of an older format was brought to the present one is told, and a backup that cannot be made too.
    """
    from annotations.project import Project
    from annotations.store.sharing.backups import backed_up_after

    try:
        opened = Project.open(path)
    except ProjectLockedError as error:
        raise ProjectLockedError(error.what, "Close it there, or wait", error.path) from error
    with opened as project:
        if project.read_only:
            raise AnnotationError(project.read_only_reason, "Work on a copy of it", project.path)
        if done := project.upgrade:
            complain(f"{path} was brought to the present format; as it was, it is kept in {done.backup.path}")
        finished = False
        try:
            with backed_up_after(project.path, project.uid):
                if coder:
                    ensured = project.step("Add coder", lambda p: p.coders.ensure(coder, initials_of(coder)))
                    project.coder_id = ensured.value
                yield project
                finished = True
        except BackupError as error:
            if not finished:
                raise
            complain(str(error))


def print_rows(
    rows: Iterable[dict[str, Any]], columns: tuple[str, ...], as_json: bool, *, most: int | None = None
) -> None:
    """Print rows, as they come, as a table of some columns, `most` terminal cells wide, or all of them as JSON."""
    from annotations.listing import as_table

    coming = iter(rows)
    first = next(coming, None)
    if first is None:
        click.echo("[]" if as_json else "None yet")
    elif as_json:
        lead = "[\n  "
        for row in chain([first], coming):
            click.echo(lead + _as_json(row).replace("\n", "\n  "), nl=False)
            lead = ",\n  "
        click.echo("\n]")
    else:
        for line in as_table(chain([first], coming), columns, most):
            click.echo(line)


def print_json(value: object) -> None:
    """Print letters as they are where the output can hold them all, escaped elsewhere."""
    click.echo(_as_json(value))


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=not holds_everything(sys.stdout), indent=2)


def holds_everything(stream: TextIO) -> bool:
    """Whether a stream can print every letter."""
    return (stream.encoding or "").lower().startswith("utf")


@contextmanager
def progress() -> Iterator["Callable[[Progress], None]"]:
    """A line of progress for people, wiped when all is done; nothing where stderr is read by a program."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    try:
        yield lambda at: click.echo(
            f"\r{at.done}/{at.total} {printable(at.label)[:_LONGEST_LABEL]}\x1b[K", err=True, nl=False
        )
    finally:
        click.echo("\r\x1b[K", err=True, nl=False)
