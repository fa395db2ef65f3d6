"""The `pressmark` command line. Imports the window only to open it, and everything else where it is used."""

import errno
import logging
import sys
from io import TextIOWrapper
from pathlib import Path

import click

from annotations import __version__
from annotations.commands import (
    agreement,
    batches,
    briefs,
    claims,
    codebook,
    double_coding,
    groups,
    history,
    issues,
    merging,
    outlets,
    projects,
    reviews,
    safety,
    search,
    sharing,
    suggestions,
)
from annotations.commands.briefs import stored_spec, write_brief_of
from annotations.commands.tools import complain, holds_everything, reported

_WRITING_FAILED = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}


class _OpensFiles(click.Group):
    """Takes the path of a project in place of a command, as a double click on the file gives it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands and Path(args[0]).suffix.lower() == ".pressmark":
            return "open", self.commands["open"], args
        return super().resolve_command(ctx, args)


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
@click.option("--into", type=click.Path(path_type=Path), default=Path(), help="Folder to write to.")
@click.option("--no-window", is_flag=True, help="Write both files and stop.")
@reported
def demo(into: Path, no_window: bool) -> None:
    """Write a sample project and its brief, as a draft, into the current folder and open the window on it.

    Nothing is overwritten: the next free name is taken.
    """
    from annotations.brief.issues import as_draft
    from annotations.paths import next_free
    from annotations.project import Project
    from annotations.sample import write_sample

    project_path = write_sample(into)
    with Project.open(project_path, read_only=True) as opened:
        draft = as_draft(opened, opened.briefs.all()[0].id, stored_spec(opened, ""))
        target = next_free(project_path.with_suffix(".pdf"))
        line = write_brief_of(opened, draft.spec, target, draft=draft.mark)
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
        complain(problem)
        sys.exit(1)
    from app.application import open_window

    sys.exit(open_window(path))


for _command in (
    projects.new,
    projects.import_files,
    projects.articles,
    batches.batches,
    batches.original,
    groups.copies,
    claims.claims,
    agreement.agreement,
    projects.check,
    search.search,
    outlets.outlets,
    outlets.merge_outlets,
    history.history,
    double_coding.sample,
    double_coding.settlements,
    briefs.brief,
    issues.issue,
    issues.issues,
    issues.issue_again,
    issues.review_sheet,
    reviews.review,
    codebook.codebook,
    safety.backups,
    safety.recover,
    sharing.share,
    merging.merge,
    merging.merges,
    sharing.archive,
    suggestions.suggest,
    suggestions.evaluate,
):
    pressmark.add_command(_command)


def main() -> None:
    """Run the command line; `--worker KIND` is how the program starts its own helper processes."""
    if sys.argv[1:2] == ["--worker"]:
        from annotations.worker import serve

        sys.exit(serve("".join(sys.argv[2:3])))
    logging.getLogger("annotations").addHandler(logging.NullHandler())  # what it logs stands in the reports too
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not holds_everything(stream):
            stream.reconfigure(errors="replace")  # a terminal without Cyrillic shows question marks, and all else
    try:
        pressmark(prog_name="pressmark")
    except OSError as error:
        if error.errno not in _WRITING_FAILED:
            raise
        complain(f"the output cannot be written ({error.strerror}). Make room, or write it elsewhere")
        sys.exit(1)


if __name__ == "__main__":
    main()
