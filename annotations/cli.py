"""The `pressmark` command line. Imports the window only to open it, and everything else where it is used."""

import errno
import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TextIO, TypeVar

import click

from annotations import __version__
from annotations.errors import AnnotationError, CancelledError, ExportError
from annotations.wording import number_of, printable

if TYPE_CHECKING:
    from annotations.brief.spec import BriefSpec
    from annotations.progress import Progress
    from annotations.project import Project

P = ParamSpec("P")
R = TypeVar("R")

PROJECT = click.argument("project", type=click.Path(path_type=Path))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
CODER = click.option("--coder", metavar="NAME", default="", help="Record the work under this person's name.")
_WRITING_FAILED = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
_LONGEST_LABEL = 60


def _date(_context: click.Context, _option: click.Parameter, value: str) -> str:
    from annotations.importers.dates import is_stored_form

    if value and not is_stored_form(value):
        raise click.BadParameter(f"{value} is no date such as 2026-03-12.")
    return value


class _OpensFiles(click.Group):
    """Takes the path of a project in place of a command, as a double click on the file gives it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands and Path(args[0]).suffix.lower() == ".pressmark":
            return "open", self.commands["open"], args
        return super().resolve_command(ctx, args)


def _reported(command: Callable[P, R]) -> Callable[P, R]:
    """Turn an error that a person can act on into one line on stderr and exit code 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except AnnotationError as error:
            _complain(str(error))
            sys.exit(1)
        except (CancelledError, KeyboardInterrupt):
            _complain("cancelled, nothing of it was kept")
            sys.exit(1)

    return run


def _complain(sentence: str) -> None:
    """Print one line on stderr, whatever stands in the names of files that it tells of."""
    click.echo(f"pressmark: {printable(sentence)}", err=True)


@click.group(cls=_OpensFiles, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pressmark", message="%(prog)s %(version)s")
@click.pass_context
def pressmark(ctx: click.Context) -> None:
    """Read press articles, mark the claims in them, tag each claim, export an annotated PDF brief.

    Without a command the window opens. Every command but the window works without a display. Exit codes: 0 done;
    1 an error you can act on, told in one line; 2 the command was not understood.
    """
    if ctx.invoked_subcommand is None:
        _open_window(None)


@pressmark.command("open")
@click.argument("project", required=False, type=click.Path(path_type=Path))
def open_project(project: Path | None) -> None:
    """Open the window, on PROJECT if one is named."""
    _open_window(project)


@pressmark.command()
@PROJECT
@CODER
@click.option("--initials", default="", help="The person's initials; made from the name if left out.")
@click.option("--codebook", type=click.Path(path_type=Path), help="Start with this codebook file (TOML).")
@_reported
def new(project: Path, coder: str, initials: str, codebook: Path | None) -> None:
    """Make the empty project file PROJECT, with the default codebook.

    It gets the ending .pressmark if it has none. Nothing is ever overwritten.
    """
    from annotations.codebook_file import load_codebook
    from annotations.project import SUFFIX, Project

    if initials and not coder:
        raise click.UsageError("--initials belong to a name: give --coder too.")
    if project.suffix.lower() != SUFFIX:
        project = project.with_name(project.name + SUFFIX)
    person = (coder, initials or _initials(coder)) if coder else None
    with Project.create(project, load_codebook(codebook) if codebook else None, coder=person) as made:
        click.echo(f"Made {made.path}")


@pressmark.command("import")
@PROJECT
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--outlet", default="", help="Outlet of articles in which none is found.")
@CODER
@AS_JSON
@_reported
def import_files(project: Path, files: tuple[Path, ...], outlet: str, coder: str, as_json: bool) -> None:
    """Store the articles found in FILES (text, Markdown, HTML, DOCX, PDF; folders too) as one step.

    A file that cannot be read is told on stderr and does not stop the others; the exit code is then 1. An article
    that the project already has with the same text is not stored again.
    """
    from annotations.intake import bring_in

    with _writing(project, coder) as opened, _progress() as tell:
        report = bring_in(opened, files, default_outlet=outlet, on_progress=tell)
    if as_json:
        _print_json(report.as_data())
    else:
        click.echo(report.as_text())
    for line in report.failures:
        _complain(line)
    sys.exit(1 if report.failures else 0)


@pressmark.command()
@PROJECT
@AS_JSON
@_reported
def articles(project: Path, as_json: bool) -> None:
    """List the articles of PROJECT, newest first."""
    from annotations.listing import article_rows

    with _reading(project) as opened:
        _print_rows(article_rows(opened), ("id", "published", "outlet", "headline", "status", "claims"), as_json)


@pressmark.command()
@PROJECT
@AS_JSON
@_reported
def claims(project: Path, as_json: bool) -> None:
    """List the claims of PROJECT by number, with their tags. Internal notes are not shown."""
    from annotations.listing import claim_rows

    with _reading(project) as opened:
        _print_rows(claim_rows(opened), ("number", "article", "quote", "tags", "coder"), as_json)


@pressmark.command()
@PROJECT
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The PDF to write.")
@click.option("--name", default="", help="Which of the project's briefs; the first if left out.")
@click.option("--title", default="", help="Another title than the brief's own.")
@click.option("--issued", callback=_date, default="", help="Date of issue (ISO 8601); today if the brief has none.")
@click.option("--page", type=click.Choice(["A4", "Letter"]), default=None, help="Paper; the brief's own if left out.")
@click.option("--excerpts", is_flag=True, help="Print claims with a sentence on either side, not the full texts.")
@_reported
def brief(project: Path, output: Path, name: str, title: str, issued: str, page: str | None, excerpts: bool) -> None:
    """Write the annotated PDF brief of PROJECT. A file that stands there is replaced only by a finished one."""
    from dataclasses import replace

    with _reading(project) as opened:
        spec = _stored_spec(opened, name)
        spec = replace(
            spec,
            title=title or spec.title,
            issued=issued or spec.issued or _today(),
            page=page or spec.page,
            full_text=spec.full_text and not excerpts,
        )
        click.echo(_write_brief(opened, spec, output))


@pressmark.command()
@PROJECT
@_reported
def check(project: Path) -> None:
    """Check that PROJECT is sound: the file, its references, every quote in its article, the search index."""
    with _reading(project) as opened:
        problems = opened.check()
        size = [number_of(sum(opened.articles.counts().values()), "article"), number_of(opened.claims.count(), "claim")]
    for problem in problems:
        click.echo(problem)
    if problems:
        found = f"{number_of(len(problems), 'fault')} found"
        raise AnnotationError(found, "Work on a copy and keep this file as it is", project)
    click.echo(f"{printable(str(project))}: sound, {', '.join(size)}")


@pressmark.command()
@click.option("--into", type=click.Path(path_type=Path), default=Path(), help="Folder to write to.")
@click.option("--no-window", is_flag=True, help="Write both files and stop.")
@_reported
def demo(into: Path, no_window: bool) -> None:
    """Write a sample project and its brief into the current folder and open the window on it.

    Nothing is overwritten: the next free name is taken.
    """
    from annotations.paths import next_free
    from annotations.project import Project
    from annotations.sample import write_sample

    project_path = write_sample(into)
    with Project.open(project_path, read_only=True) as opened:
        line = _write_brief(opened, _stored_spec(opened, ""), next_free(project_path.with_suffix(".pdf")))
    click.echo(f"Sample project: {project_path}\nSample brief:   {line}")
    if no_window:
        return
    from app.display import display_problem

    if problem := display_problem():
        click.echo(f"The window was not opened: {problem}")
        return
    _open_window(project_path)


def _open_window(path: Path | None) -> None:
    from app.display import display_problem

    if problem := display_problem():
        _complain(problem)
        sys.exit(1)
    from app.application import open_window

    sys.exit(open_window(path))


@contextmanager
def _reading(path: Path) -> Iterator["Project"]:
    from annotations.project import Project

    with Project.open(path, read_only=True) as project:
        yield project


@contextmanager
def _writing(path: Path, coder: str) -> Iterator["Project"]:
    from annotations.project import Project

    with Project.open(path) as project:
        if project.read_only:
            raise AnnotationError(project.read_only_reason, "Work on a copy of it", project.path)
        if coder:
            project.coder_id = project.step("Add coder", lambda p: p.coders.ensure(coder, _initials(coder))).value
        yield project


def _stored_spec(project: "Project", name: str) -> "BriefSpec":
    from annotations.brief.spec import BriefSpec

    stored = project.briefs.all()
    if not name:
        return stored[0].spec if stored else BriefSpec(title=project.path.stem)
    for item in stored:
        if item.name == name:
            return item.spec
    names = ", ".join(item.name for item in stored) or "none"
    raise AnnotationError(f"There is no brief named {name}", f"The project has: {names}", project.path)


def _write_brief(project: "Project", spec: "BriefSpec", output: Path) -> str:
    """Write the PDF and say in one line what it is."""
    from annotations.brief import gather, write_brief
    from annotations.progress import drive

    _spare_what_is_no_pdf(output)
    with _progress() as tell:
        report = drive(write_brief(gather(project, spec), spec, output), tell)
    for passage in report.unset:
        _complain(f"{output}: not all of its characters could be set: {passage}")
    return f"{output} ({report.pages} pages, {report.claims} claims)"


def _spare_what_is_no_pdf(output: Path) -> None:
    """A brief replaces an older one; it must not replace the project or somebody's manuscript."""
    try:
        with output.open("rb") as file:
            start = file.read(5)
    except OSError:  # nothing there, or told when it is written
        return
    if start not in (b"", b"%PDF-"):
        raise ExportError("A file stands there that is no PDF", "Choose another name", output)


def _print_rows(rows: list[dict[str, Any]], columns: tuple[str, ...], as_json: bool) -> None:
    from annotations.listing import as_table

    if as_json:
        _print_json(rows)
    elif rows:
        click.echo(as_table(rows, columns))
    else:
        click.echo("None yet")


def _print_json(value: object) -> None:
    """Print letters as they are where the output can hold them all, escaped elsewhere."""
    click.echo(json.dumps(value, ensure_ascii=not _holds_everything(sys.stdout), indent=2))


def _holds_everything(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().startswith("utf")


@contextmanager
def _progress() -> Iterator["Callable[[Progress], None]"]:
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


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())[:3].upper()


def _today() -> str:
    from datetime import UTC, datetime

    return datetime.now(tz=UTC).astimezone().date().isoformat()


def main() -> None:
    """Run the command line; `--worker KIND` is how the program starts its own helper processes."""
    if sys.argv[1:2] == ["--worker"]:
        from annotations.worker import serve

        sys.exit(serve("".join(sys.argv[2:3])))
    logging.getLogger("annotations").addHandler(logging.NullHandler())  # what it logs stands in the reports too
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not _holds_everything(stream):
            stream.reconfigure(errors="replace")  # a terminal without Cyrillic shows question marks, and all else
    try:
        pressmark(prog_name="pressmark")
    except OSError as error:
        if error.errno not in _WRITING_FAILED:
            raise
        _complain(f"the output cannot be written ({error.strerror}). Make room, or write it elsewhere")
        sys.exit(1)


if __name__ == "__main__":
    main()
