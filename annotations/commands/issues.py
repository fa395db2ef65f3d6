"""Issues of a brief: made, listed, and made again."""

from pathlib import Path
from typing import Any

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
from annotations.wording import printable

_COLUMNS = ("number", "version", "state", "cut_off", "issued_at", "digest")
_NAME = click.option("--name", default="", help="Which of the project's briefs; the first if left out.")
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
        found = [one for one in opened.issues.of_brief(stored_brief(opened, name).id) if one.number == number.strip()]
        wanted = next((one for one in found if version in (0, one.version)), None)
        if wanted is None:
            raise AnnotationError(
                f"There is no such issue: {number}" + (f", version {version}" if version else ""),
                "`pressmark issues` lists those there are",
                project,
            )
        with progress() as tell:
            again = drive(write_again(opened, wanted, output), tell)
    click.echo(printable(f"{wanted.name}: {output} ({again.report.pages} pages, {again.report.claims} claims)"))
    if again.same:
        click.echo(f"The same bytes as were issued, SHA-256 {wanted.digest}")
    else:
        complain(f"{output}: {again.difference}")
