"""Codebooks: those that come with the program, and those of projects out of and into files."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.tools import AS_JSON, CODER, PROJECT, print_json, print_rows, reading, reported, writing
from annotations.wording import number_of, printable

if TYPE_CHECKING:
    from annotations.codebook import CodebookFile
    from annotations.codebook_plan import Plan

Row = dict[str, Any]

_SHIPPED = ("name", "title", "dimensions", "tags", "about")
_TAGS = ("dimension", "tag", "claims", "short")
_FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group()
def codebook() -> None:
    """List codebooks; write a project's into a file; take one into a project."""


@codebook.command("list")
@click.argument("project", required=False, type=click.Path(path_type=Path))
@AS_JSON
@reported
def list_codebooks(project: Path | None, as_json: bool) -> None:
    """List the codebooks that come with the program; or, with PROJECT, its tags and how many claims have each.

    In JSON a project's tags have all their fields.
    """
    if project is not None:
        with reading(project) as opened:
            counts = opened.codebook.usage.counts()
            rows = _tag_rows(opened.codebook.read(), counts)
        print_rows(rows, _TAGS, as_json)
        return
    from annotations.codebook_formats import shipped

    print_rows([_shipped_row(name, file) for name, file in shipped().items()], _SHIPPED, as_json)


def _shipped_row(name: str, file: "CodebookFile") -> Row:
    from annotations.codebook_formats import sources

    return {
        "name": name,
        "title": file.name,
        "dimensions": len(file.dimensions),
        "tags": sum(map(len, file.tags.values())),
        "about": file.about,
        "sources": sources(file),
    }


def _tag_rows(book: Any, counts: dict[int, int]) -> list[Row]:
    from annotations.codebook_tree import tree

    rows: list[Row] = []
    for dimension in book.dimensions:
        for placed in tree(book, dimension.id):
            tag = placed.tag
            rows.append(
                {
                    "dimension": dimension.name,
                    "kind": dimension.kind.value,
                    "tag": "  " * placed.level + tag.name,
                    "name": tag.name,
                    "level": placed.level,
                    "claims": counts.get(tag.id, 0),
                    "uid": tag.uid,
                    "key": tag.key,
                    "parent": book.tag(tag.parent_id).name if placed.level and tag.parent_id else "",
                    "value": tag.value,
                    "aliases": list(tag.aliases),
                    "short": tag.short,
                    "definition": tag.definition,
                    "use": tag.use,
                    "dont_use": tag.dont_use,
                    "example": tag.example,
                    "near_miss": tag.near_miss,
                    "type": tag.type,
                    "colour": tag.colour,
                    "shortcut": tag.shortcut,
                    "source": tag.source,
                }
            )
    return rows


@codebook.command("export")
@PROJECT
@_FILE
@reported
def export(project: Path, file: Path) -> None:
    """Write the codebook of PROJECT to FILE: TOML, or a table with one row a tag if FILE ends in .csv.

    A file that stands there is replaced by a finished one. TOML holds everything; a table leaves out what is said of
    the types of actors.
    """
    from annotations.codebook_formats import project_file, write_file

    with reading(project) as opened:
        found = project_file(opened.codebook.read(), opened.uid, f"Codebook of {opened.path.stem}")
        write_file(found, file)
    tags = sum(map(len, found.tags.values()))
    click.echo(printable(f"{file} ({number_of(len(found.dimensions), 'dimension')}, {number_of(tags, 'tag')})"))


@codebook.command("import")
@PROJECT
@_FILE
@click.option("--as-new", is_flag=True, help="Make every dimension of FILE a new one.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and store nothing.")
@CODER
@AS_JSON
@reported
def import_file(project: Path, file: Path, as_new: bool, dry_run: bool, coder: str, as_json: bool) -> None:
    """Take the codebook FILE (TOML, or a table that ends in .csv) into PROJECT as one step; nothing is deleted.

    Tags go to those with the same key or name: what FILE says of them takes the place of what stood there, what it
    leaves empty stays. Dimensions and tags that the project does not have are added. A table has one row a tag under a
    line of names: dimension and name are needed, the others are those that export writes; aliases are parted by |.
    """
    from annotations.codebook_formats import load_file
    from annotations.codebook_plan import Way, planned

    found, way = load_file(file), Way.ADD if as_new else Way.UPDATE
    if dry_run:
        with reading(project) as opened:
            _tell(planned(opened.codebook.read(), found, way), as_json)
        return
    with writing(project, coder) as opened:
        label = f"Import codebook “{found.name}”"
        _tell(opened.step(label, lambda p: p.codebook.importing.take_in(found, way)).value, as_json)


@codebook.command("add")
@PROJECT
@click.argument("name")
@CODER
@reported
def add(project: Path, name: str, coder: str) -> None:
    """Add the dimensions of the codebook NAME, which comes with the program (see list), to PROJECT."""
    from annotations.codebook_formats import shipped_named

    found = shipped_named(name)
    with writing(project, coder) as opened:
        before = len(opened.codebook.read().dimensions)
        opened.step(f"Add codebook “{found.name}”", lambda p: p.codebook.install(found))
        made = len(opened.codebook.read().dimensions) - before
    click.echo(f"{number_of(made, 'dimension')} added" if made else "The project has them already")


def _tell(plan: "Plan", as_json: bool) -> None:
    if not as_json:
        click.echo(printable(plan.in_words()))
        for one in plan.dimensions:
            for tag in one.tags:
                if tag.changes:
                    click.echo("  " + printable(f"{one.dimension.name}: {tag.tag.name}: {', '.join(tag.changes)}"))
        return
    print_json(
        {
            "new_dimensions": plan.new_dimensions,
            "new_tags": plan.added,
            "changed_tags": plan.changed,
            "untouched_tags": plan.untouched,
            "tags": [
                {
                    "dimension": one.dimension.name,
                    "tag": tag.tag.name,
                    "state": "new" if tag.is_new else "changed" if tag.values else "untouched",
                    "changes": list(tag.changes),
                }
                for one in plan.dimensions
                for tag in one.tags
            ],
        }
    )
