"""The brief of a project, or one of its articles, as a PDF; the brief also as DOCX and Markdown."""

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
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write: .pdf, .docx or .md."
)
@click.option("--name", default="", help="Which of the project's briefs; the first if left out.")
@click.option("--article", "article_id", type=int, default=None, metavar="ID", help="This article alone, as a PDF.")
@click.option("--title", default="", help="Another title than the brief's own.")
@click.option(
    "--issued", callback=date_given, default="", help="Date of issue (ISO 8601); today if the brief has none."
)
@click.option("--page", type=click.Choice(["A4", "Letter"]), default=None, help="Paper; the brief's own if left out.")
@click.option("--excerpts", is_flag=True, help="Print claims with a sentence on either side, not the full texts.")
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="The organisation's look: a .pressmark-template file.",
)
@click.option("--language", type=click.Choice(["en", "ru"]), default=None, help="Language of the fixed texts.")
@reported
def brief(
    project: Path,
    output: Path,
    name: str,
    article_id: int | None,
    title: str,
    issued: str,
    page: str | None,
    excerpts: bool,
    template: Path | None,
    language: str | None,
) -> None:
    """Write the annotated PDF brief of PROJECT, as a draft: `pressmark issue` makes the one to be handed out.

    Named .docx or .md it is a document to be edited, without the annotated articles. A file that stands there is
    replaced only by a finished one, and never one that was edited.
    """
    from dataclasses import replace

    from annotations.brief.issues import as_draft
    from annotations.brief.template import read_template

    with reading(project) as opened:
        spec = stored_spec(opened, name)
        spec = replace(
            spec,
            title=title or spec.title,
            issued=issued or spec.issued or _today(),
            page=page or spec.page,
            full_text=spec.full_text and not excerpts,
            language=language or spec.language,
        )
        if template:
            spec = read_template(template).applied(spec)
        if article_id is not None:
            single = _single(opened, spec, article_id, output)
            click.echo(write_brief_of(opened, replace(single, title=title or single.title), output))
            return
        draft = as_draft(opened, _id_of(opened, name), spec)
        click.echo(write_brief_of(opened, draft.spec, output, draft=draft.mark))


def _single(project: "Project", spec: "BriefSpec", article_id: int, output: Path) -> "BriefSpec":
    """The specification of one article's pages, as excerpts where those were asked for."""
    from dataclasses import replace

    from annotations.brief import EDITABLE
    from annotations.brief.single import of_article

    if output.suffix.lower() in EDITABLE:
        raise ExportError("An annotated article is written as a PDF only", "Name it .pdf", output)
    article = next(iter(project.articles.rows([article_id])), None)
    if article is None:
        remedy = "`pressmark articles` lists their numbers"
        raise AnnotationError(f"There is no article {article_id}", remedy, project.path)
    return replace(of_article(spec, article), full_text=spec.full_text)


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
    """Write the file, with the mark of a draft if there is one, and say in one line what it is."""
    from annotations.brief import gather, write_brief
    from annotations.brief.concerns import concerns
    from annotations.progress import drive

    spare(output)
    with progress() as tell:
        content = gather(project, spec)
        report = drive(write_brief(content, spec, output, draft=draft), tell)
    for concern in concerns(project, content, spec):
        complain(f"{output}: {concern}")
    for passage in report.unset:
        complain(f"{output}: not all of its characters could be set: {passage}")
    pages = f"{report.pages} pages, " if report.pages else ""
    return f"{output} ({pages}{report.claims} claims)"


def spare(output: Path) -> None:
    """Refuse what would replace a file that cannot be made again, and a suffix that promises another format.

    Raises:
        ExportError: in both cases.
    """
    from annotations.brief import EDITABLE

    match output.suffix.lower():
        case "" | ".pdf":
            spare_what_is_no_pdf(output)
        case suffix if suffix in EDITABLE:
            _spare_what_was_edited(output, suffix)
        case suffix:
            raise ExportError(f"A brief cannot be written as {suffix}", "Name it .pdf, .docx or .md", output)


def _spare_what_was_edited(output: Path, suffix: str) -> None:
    """A document that somebody edited is their work; only one that is as it was written is replaced."""
    from annotations.brief.documents import markdown, word_package

    try:
        data = output.read_bytes()
    except OSError:  # nothing there, or told when it is written
        return
    untouched = word_package.is_untouched if suffix == ".docx" else markdown.is_untouched
    if data and not untouched(data):
        what = "A file stands there that was edited, or that Pressmark did not write"
        raise ExportError(what, "Choose another name", output)


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
