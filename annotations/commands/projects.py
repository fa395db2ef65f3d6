"""Projects and what goes into them: new, import, articles, claims, check."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from annotations.commands.tools import (
    AS_JSON,
    CODER,
    PROJECT,
    complain,
    ending_in,
    print_json,
    print_rows,
    progress,
    reading,
    reported,
    writing,
)
from annotations.errors import AnnotationError
from annotations.wording import initials_of, number_of, printable


@click.command()
@PROJECT
@CODER
@click.option("--initials", default="", help="The person's initials; made from the name if left out.")
@click.option("--codebook", type=click.Path(path_type=Path), help="Start with this codebook file (TOML or CSV).")
@click.option("--like", type=click.Path(path_type=Path), help="Start with this project's codebook, outlets and briefs.")
@reported
def new(project: Path, coder: str, initials: str, codebook: Path | None, like: Path | None) -> None:
    """Make the empty project file PROJECT, with the default codebook.

    With --like it starts with all that another project is set up with, under the same identifiers: dimensions, tags,
    actors with aliases, outlets, and briefs as templates; without articles, claims and history.

    The file gets the ending .pressmark if it has none. Nothing is ever overwritten.
    """
    from annotations.codebook_formats import load_file
    from annotations.project import SUFFIX, Project

    if codebook and like:
        raise click.UsageError("--codebook and --like both say what to start with: give one.")
    if initials and not coder:
        raise click.UsageError("--initials belong to a name: give --coder too.")
    project = ending_in(project, SUFFIX)
    person = (coder, initials or initials_of(coder)) if coder else None
    with ExitStack() as stack:
        pattern = stack.enter_context(reading(like)) if like else None
        start = load_file(codebook) if codebook else None
        made = stack.enter_context(Project.create(project, start, coder=person, like=pattern))
        click.echo(f"Made {made.path}")


_COLUMNS_HELP = (
    "Which column of tables is which field, such as “Title=headline,Body=text”, where their names do not tell. "
    "Fields: headline, standfirst, text, outlet, author, published, language, url, type, section, headline_translated,"
    " accessed."
)


def _columns(_context: click.Context, _option: click.Parameter, said: tuple[str, ...]) -> dict[str, str]:
    from annotations.importers.tables.mapping import parsed

    try:
        return parsed(said) if said else {}
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command("import")
@PROJECT
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--outlet", default="", help="Outlet of articles in which none is found.")
@click.option("--keep-originals", is_flag=True, help="Keep the files in the project as well, as they came.")
@click.option("--origin", default="", help="Of the batch: the database or website they come from.")
@click.option("--search", default="", help="Of the batch: what was searched for there.")
@click.option("--period", default="", help="Of the batch: the period that was searched.")
@click.option("--columns", multiple=True, metavar="NAME=FIELD,…", callback=_columns, help=_COLUMNS_HELP)
@click.option(
    "--replace/--keep-both",
    "replace_older",
    help="Let the newer version of a page replace the article of the same address, and its claims move; or keep both.",
)
@click.option(
    "--group/--no-group",
    "group_copies",
    default=True,
    help="Group near copies in other outlets as wire copies of one lead (the default), or leave each by itself.",
)
@CODER
@AS_JSON
@reported
def import_files(
    project: Path,
    files: tuple[Path, ...],
    outlet: str,
    columns: dict[str, str],
    keep_originals: bool,
    replace_older: bool,
    group_copies: bool,
    coder: str,
    as_json: bool,
    **batch: Any,
) -> None:
    """Store the articles found in FILES as one step; folders are read with all that is in them.

    Read are texts, Markdown, saved web pages, PDF, Word, OpenDocument, RTF, tables (CSV, XLSX, JSON lines), mails,
    Telegram exports, downloads of press databases, and ZIP archives of any of these.

    A file that cannot be read is told on stderr and does not stop the others; the exit code is then 1. An article
    that the project already has with the same text is not stored again; one that is a newer version of an article that
    is there is told of. With --replace the older one is kept and left out, and claims whose words the newer one does
    not have stay with it, flagged with a question. Near copies in other outlets become a group of wire copies.
    """
    from annotations.articles import Batch
    from annotations.intake import bring_in

    with writing(project, coder) as opened, progress() as tell:
        report = bring_in(
            opened,
            files,
            default_outlet=outlet,
            columns=columns,
            batch=Batch(retrieved_by=coder, **batch),
            keep_originals=keep_originals,
            replace_older=replace_older,
            group_copies=group_copies,
            on_progress=tell,
        )
    if as_json:
        print_json(report.as_data())
    else:
        click.echo(report.as_text())
    for line in report.failures:
        complain(line)
    sys.exit(1 if report.failures else 0)


@click.command()
@PROJECT
@click.option("--status", type=click.Choice(["new", "in-progress", "done", "left-out"]), help="Only of this status.")
@click.option("--assigned", metavar="NAME", default="", help="Only those assigned to this person.")
@click.option("--outlet", metavar="NAME", default="", help="Only of this outlet, by its name or an alias.")
@click.option("--since", metavar="DATE", default="", help="Only published then or later: 2026, 2026-03 or 2026-03-12.")
@click.option(
    "--until", metavar="DATE", default="", help="Only published until then, that day, month or year included."
)
@click.option("--text", metavar="WORDS", default="", help="Only with these words in headline, outlet or author.")
@AS_JSON
@reported
def articles(project: Path, as_json: bool, **wanted: str | None) -> None:
    """List the articles of PROJECT, newest first."""
    from annotations.listing import TERMINAL, article_rows, filter_of

    columns = ("id", "published", "outlet", "headline", "status", "claims")
    with reading(project) as opened:
        rows = article_rows(opened, filter_of(opened, {key: value or "" for key, value in wanted.items()}))
        print_rows(rows, columns, as_json, most=TERMINAL)


@click.command()
@PROJECT
@reported
def check(project: Path) -> None:
    """Check that PROJECT is sound: the file, its references, every quote in its article, the search index."""
    with reading(project) as opened:
        problems = opened.check()
        size = [number_of(sum(opened.articles.counts().values()), "article"), number_of(opened.claims.count(), "claim")]
    for problem in problems:
        click.echo(problem)
    if problems:
        found = f"{number_of(len(problems), 'fault')} found"
        raise AnnotationError(found, "Work on a copy and keep this file as it is", project)
    click.echo(f"{printable(str(project))}: sound, {', '.join(size)}")
