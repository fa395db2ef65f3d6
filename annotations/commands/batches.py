"""Where articles came from: the batches of a project, and the files it keeps."""

from pathlib import Path
from typing import Any

import click

from annotations.commands.tools import AS_JSON, PROJECT, print_rows, reading, reported
from annotations.errors import AnnotationError
from annotations.wording import printable

_COLUMNS = ("id", "origin", "search", "period", "retrieved_on", "retrieved_by", "found", "new", "kept", "left_out")


@click.command()
@PROJECT
@AS_JSON
@reported
def batches(project: Path, as_json: bool) -> None:
    """List the imports of PROJECT, the latest first, with what became of their articles."""
    from annotations.articles import BatchUse
    from annotations.listing import TERMINAL

    with reading(project) as opened:
        usage = opened.batches.usage()
        rows: list[dict[str, Any]] = []
        for batch in reversed(opened.batches.all()):
            use = usage.get(batch.id, BatchUse())
            told = {name: getattr(batch, name) for name in _COLUMNS[:6]}
            rows.append({**told, **{name: getattr(use, name) for name in _COLUMNS[6:]}})
    print_rows(rows, _COLUMNS, as_json, most=TERMINAL)


@click.command()
@PROJECT
@click.argument("article", type=int)
@click.argument("file", type=click.Path(path_type=Path))
@reported
def original(project: Path, article: int, file: Path) -> None:
    """Write the file that ARTICLE of PROJECT (its id) came in to FILE, as it came, if it was kept.

    A file that stands there is not overwritten.
    """
    from annotations.brief.target import replacing

    with reading(project) as opened:
        found = opened.origins.of_article(article)
    if found is None:
        raise AnnotationError(f"No file is kept of article {article}", "Import with --keep-originals", project)
    if file.exists():
        raise AnnotationError("There is a file of this name already", "Choose another name", file)
    with replacing(file, "file") as write:
        write(found.data)
    click.echo(f"Wrote {printable(str(file))}, which came as {printable(found.name)}")
