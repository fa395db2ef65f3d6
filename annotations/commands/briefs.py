"""The brief of a project as a PDF."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotations.commands.tools import PROJECT, complain, date_given, progress, reading, reported
from annotations.errors import AnnotationError, ExportError

if TYPE_CHECKING:
    from annotations.brief.spec import BriefSpec
    from annotations.project import Project
    from annotations.store.briefs import StoredBrief


@click.command()
@PROJECT
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The PDF to write.")
@click.option("--name", default="", help="Which of the project's briefs; the first if left out.")
@click.option("--title", default="", help="Another title than the brief's own.")
@click.option(
    "--issued", callback=date_given, default="", help="Date of issue (ISO 8601); today if the brief has none."
)
@click.option("--page", type=click.Choice(["A4", "Letter"]), default=None, help="Paper; the brief's own if left out.")
@click.option("--excerpts", is_flag=True, help="Print claims with a sentence on either side, not the full texts.")
@reported
def brief(project: Path, output: Path, name: str, title: str, issued: str, page: str | None, excerpts: bool) -> None:
    """Write the annotated PDF brief of PROJECT, as a draft: `pressmark issue` makes the one to be handed out.

    A file that stands there is replaced only by a finished one.
    """
    from dataclasses import replace

    from annotations.brief.issues import as_draft

    with reading(project) as opened:
        spec = stored_spec(opened, name)
        spec = replace(
            spec,
            title=title or spec.title,
            issued=issued or spec.issued or _today(),
            page=page or spec.page,
            full_text=spec.full_text and not excerpts,
        )
        draft = as_draft(opened, _id_of(opened, name), spec)
        click.echo(write_brief_of(opened, draft.spec, output, draft=draft.mark))


def _id_of(project: "Project", name: str) -> int | None:
    return stored_brief(project, name).id if name or project.briefs.all() else None


def stored_spec(project: "Project", name: str) -> "BriefSpec":
    """The specification of the brief of this name, or of the first one."""
    from annotations.brief.spec import BriefSpec

    if not name and not project.briefs.all():
        return BriefSpec(title=project.path.stem)
    return stored_brief(project, name).spec


def stored_brief(project: "Project", name: str) -> "StoredBrief":
    """The brief of this name, or the first one.

    Raises:
        AnnotationError: if there is none.
    """
    stored = project.briefs.all()
    for item in stored:
        if name in ("", item.name):
            return item
    if not name:
        raise AnnotationError("The project has no brief", "Make one in the workspace Brief", project.path)
    names = ", ".join(item.name for item in stored) or "none"
    raise AnnotationError(f"There is no brief named {name}", f"The project has: {names}", project.path)


def write_brief_of(project: "Project", spec: "BriefSpec", output: Path, *, draft: str = "") -> str:
    """Write the PDF, with the mark of a draft if there is one, and say in one line what it is."""
    from annotations.brief import gather, write_brief
    from annotations.progress import drive

    spare_what_is_no_pdf(output)
    with progress() as tell:
        report = drive(write_brief(gather(project, spec), spec, output, draft=draft), tell)
    for passage in report.unset:
        complain(f"{output}: not all of its characters could be set: {passage}")
    return f"{output} ({report.pages} pages, {report.claims} claims)"


def spare_what_is_no_pdf(output: Path) -> None:
    """A brief replaces an older one; it must not replace the project or somebody's manuscript."""
    try:
        with output.open("rb") as file:
            start = file.read(5)
    except OSError:  # nothing there, or told when it is written
        return
    if start not in (b"", b"%PDF-"):
        raise ExportError("A file stands there that is no PDF", "Choose another name", output)


def _today() -> str:
    from datetime import UTC, datetime

    return datetime.now(tz=UTC).astimezone().date().isoformat()
