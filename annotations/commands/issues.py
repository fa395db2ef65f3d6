"""Issues of a brief: made, listed, and made again."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.briefs import spare_what_is_no_pdf, stored_brief
from annotations.commands.tools import (
    AS_JSON,
    CODER,
    PROJECT,
    complain,
    print_rows,
    progress,
    reading,
    reported,
    writing,
)
from annotations.errors import AnnotationError
from annotations.wording import number_of, printable

if TYPE_CHECKING:
    from annotations.brief.editions import StoredIssue
    from annotations.brief.review_sheet.making import Compared
    from annotations.brief.review_sheet.values import ReviewSheet

_COLUMNS = ("number", "version", "state", "cut_off", "issued_at", "digest")
_NAME = click.option("--name", default="", help="Which of the project's briefs; the first if left out.")
_COMPARED = ("part", "what", "label", "text", "changes")
_OUTPUT = click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The PDF to write.")


@click.command()
@PROJECT
@_NAME
@AS_JSON
@reported
def issues(project: Path, name: str, as_json: bool) -> None:
    """List the issues of a brief of PROJECT, the latest first."""
    with reading(project) as opened:
        found = opened.issues.of_brief(stored_brief(opened, name).id)
    rows: list[dict[str, Any]] = [{column: getattr(issue, column) for column in _COLUMNS} for issue in found]
    print_rows(rows, _COLUMNS, as_json)


@click.command()
@PROJECT
@_OUTPUT
@_NAME
@CODER
@reported
def issue(project: Path, output: Path, name: str, coder: str) -> None:
    """Issue a brief of PROJECT: write its PDF, and keep in the project what it was made of.

    One of the same number that was issued before is superseded by it, as its next version.
    """
    from datetime import UTC, datetime

    from annotations.brief.concerns import concerns
    from annotations.brief.issues import edition, print_edition, put_in_place
    from annotations.progress import drive

    with writing(project, coder) as opened:
        spare_what_is_no_pdf(output)
        moment = datetime.now(tz=UTC).astimezone().replace(microsecond=0)
        made = edition(opened, stored_brief(opened, name), moment)
        with progress() as tell:
            printed = drive(print_edition(made), tell)
        report = printed.report
        values = (made.brief_id, made.version, made.frozen, report.digest, moment.isoformat())
        put_in_place(printed, output, lambda: opened.step("Issue brief", lambda p: p.issues.add(*values)).value)
        for concern in concerns(opened, made.frozen.content, made.frozen.spec):
            complain(f"{output}: {concern}")
        for passage in report.unset:
            complain(f"{output}: not all of its characters could be set: {passage}")
        issued = opened.issues.of_brief(made.brief_id)[0]
        click.echo(printable(f"{issued.name}: {output} ({report.pages} pages, {report.claims} claims)"))
        click.echo(f"SHA-256 {report.digest}")


@click.command()
@PROJECT
@click.argument("number")
@_OUTPUT
@click.option("--version", type=int, default=0, help="Which version of the number; the latest if left out.")
@_NAME
@reported
def issue_again(project: Path, number: str, output: Path, version: int, name: str) -> None:
    """Write the PDF of the issue NUMBER of a brief of PROJECT again, as it was issued.

    NUMBER "" is that of issues without one.
    """
    from annotations.brief.issues import write_again
    from annotations.progress import drive

    with reading(project) as opened:
        spare_what_is_no_pdf(output)
        wanted = _found(opened.issues.of_brief(stored_brief(opened, name).id), number, version, project)
        with progress() as tell:
            again = drive(write_again(opened, wanted, output), tell)
    click.echo(printable(f"{wanted.name}: {output} ({again.report.pages} pages, {again.report.claims} claims)"))
    if again.same:
        click.echo(f"The same bytes as were issued, SHA-256 {wanted.digest}")
    else:
        complain(f"{output}: {again.difference}")


def _found(issues: "list[StoredIssue]", number: str, version: int, project: Path) -> "StoredIssue":
    """The issue with a number and version, the latest of the number where the version is 0."""
    for one in issues:
        if one.number == number.strip() and version in (0, one.version):
            return one
    told = f"There is no such issue: {number}" + (f", version {version}" if version else "")
    raise AnnotationError(told, "`pressmark issues` lists those there are", project)


@click.command()
@PROJECT
@click.option("--before", default="", metavar="ISSUE", help="The earlier issue; the latest one if left out.")
@click.option("--after", default="", metavar="ISSUE", help="The later issue; the brief as it is now if left out.")
@click.option("-o", "--output", default=None, type=click.Path(path_type=Path), help="Write it as a PDF.")
@_NAME
@AS_JSON
@reported
def review_sheet(project: Path, before: str, after: str, output: Path | None, name: str, as_json: bool) -> None:
    """Tell what differs between two versions of a brief of PROJECT, and what became of comments between them.

    ISSUE is a number with its version, as in 12:2; without the version it is the latest of the number, and ":2" is
    version 2 of issues without a number.
    """
    from datetime import UTC, datetime

    from annotations.brief.review_sheet.making import compared

    with reading(project) as opened:
        issues = opened.issues.of_brief(stored_brief(opened, name).id)
        if not issues:
            raise AnnotationError("The brief was not issued yet", "`pressmark issue` makes an issue", project)
        first = _wanted(issues, before, project) if before else issues[0]
        last = _wanted(issues, after, project) if after else None
        if last and last.id < first.id:
            first, last = last, first
        found = compared(opened, first, last, datetime.now(tz=UTC).astimezone())
    if output is None:
        print_rows(_differences(found.sheet), _COMPARED, as_json)
        return
    _write_sheet(found, output)


def _wanted(issues: "list[StoredIssue]", typed: str, project: Path) -> "StoredIssue":
    """The issue that "12:2" names, the latest version where none is given."""
    number, mark, version = typed.rpartition(":") if ":" in typed else (typed, "", "")
    if mark and not version.isdecimal():
        raise AnnotationError(f"{typed} names no issue", "Write its number and version as in 12:2", project)
    return _found(issues, number, int(version or 0), project)


def _differences(sheet: "ReviewSheet") -> Iterator[dict[str, Any]]:
    for part in sheet.parts:
        for entry in part.entries:
            told = "; ".join(f"{one.what}: {one.before or '–'} → {one.now or '–'}" for one in entry.changes)
            yield {
                "part": part.title,
                "what": entry.kind.value,
                "label": entry.label,
                "text": entry.text,
                "changes": told,
            }


def _write_sheet(found: "Compared", output: Path) -> None:
    from annotations.brief.review_sheet.pages import write_review_sheet
    from annotations.progress import drive

    spare_what_is_no_pdf(output)
    with progress() as tell:
        pages = drive(write_review_sheet(found.sheet, found.spec, output, draft=found.draft), tell)
    click.echo(printable(f"{output} ({number_of(pages, 'page')})"))
