"""The claims of a project on the command line: listed, filtered, written as tables."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.tools import AS_JSON, PROJECT, ending_in, print_rows, progress, reading, reported
from annotations.wording import number_of, printable

if TYPE_CHECKING:
    from annotations.claim_filter_named import Named

_STATUSES = ("new", "in-progress", "done", "left-out")
_CHECKS = ("open", "flagged", "checked")
_ORIGINS = ("typed", "accepted", "changed")
_PASSAGES = ("counts", "left-out")
_TEXTS = ("note", "comment", "translation")
_ROLES = ("speaker", "target")


def _names(option: str, what: str) -> Callable[[Any], Any]:
    return click.option(option, metavar="NAME", multiple=True, help=what)


def _of(option: str, values: tuple[str, ...], what: str) -> Callable[[Any], Any]:
    return click.option(option, type=click.Choice(values), multiple=True, help=what)


_OPTIONS = (
    click.option("--filter", "kept", metavar="NAME", default="", help="Begin with this filter, kept in the window."),
    _names("--tag", "With this tag, or one below it; repeat it for claims with all of them."),
    _names("--not-tag", "Without this tag."),
    _names("--not-coded", "Not coded yet in this dimension."),
    _names("--speaker", "Made by this actor."),
    _names("--target", "About this actor."),
    _names("--outlet", "From this outlet; repeat it for several."),
    _names("--country", "From outlets of this country."),
    _names("--medium", "From outlets of this medium."),
    _names("--ownership", "From outlets under this ownership."),
    _of("--status", _STATUSES, "In articles of this status."),
    click.option("--since", metavar="DATE", default="", help="In articles from this day, month or year on."),
    click.option("--until", metavar="DATE", default="", help="In articles until this day, month or year."),
    _names("--coder", "Marked by this person, by name or initials."),
    _of("--check", _CHECKS, "In this state."),
    _of("--origin", _ORIGINS, "Made by hand, or a suggestion that was accepted, or changed after that."),
    _of("--tag-origin", _ORIGINS, "With a tag that came about so."),
    _of("--passage", _PASSAGES, "Whose passage counts, or was left out when differences were settled."),
    _of("--with", _TEXTS, "With a note, comment or translation."),
    _of("--without", _TEXTS, "Without a note, comment or translation."),
    click.option("--words", metavar="TEXT", default="", help="With these words in the quote or its translation."),
    click.option("--sort", metavar="COLUMN", default="number", help="Order by a column or dimension; -COLUMN down."),
    click.option("--csv", type=click.Path(path_type=Path), help="Write them to this file as CSV."),
    click.option("--xlsx", type=click.Path(path_type=Path), help="Write them to this file as an Excel workbook."),
    click.option("--notes", is_flag=True, help="Write internal notes too."),
)


def _with_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command()
@PROJECT
@_with_options
@AS_JSON
@reported
def claims(
    project: Path, csv: Path | None, xlsx: Path | None, sort: str, *, notes: bool, as_json: bool, **said: Any
) -> None:
    """List the claims of PROJECT with their tags: all of them by number, or those that meet a filter.

    A tag is given by its name or an alias, or as "Dimension: Tag" where several dimensions have one of that name; a
    value of a scale also as "Sentiment toward the West: -2". Internal notes are shown nowhere but in files written with
    --notes. In CSV a cell that a spreadsheet would take for a formula has an apostrophe before it.
    """
    from annotations.claim_filter_named import filter_of, sort_of

    if notes and not (csv or xlsx):
        raise click.UsageError("--notes belong to a file: give --csv or --xlsx too.")
    with reading(project) as opened:
        order = sort_of(opened.codebook.read(), sort)
        ids = opened.claim_lists.ids(filter_of(opened, _named(said)), order)
        if not (csv or xlsx):
            _print(opened, ids, as_json=as_json)
        for path in filter(None, (csv, xlsx)):
            _write(opened, ids, path, ".csv" if path is csv else ".xlsx", notes=notes)


def _named(said: dict[str, Any]) -> "Named":
    from annotations.articles import Status
    from annotations.claim_filter_named import Named
    from annotations.claims import CheckState, Origin, Passage
    from annotations.codebook import Role

    return Named(
        kept=said["kept"],
        tags=said["tag"],
        not_tags=said["not_tag"],
        not_coded=said["not_coded"],
        actors=tuple((Role(role), name) for role in _ROLES for name in said[role]),
        outlets=said["outlet"],
        countries=said["country"],
        media=said["medium"],
        ownerships=said["ownership"],
        statuses=tuple(map(Status, said["status"])),
        since=said["since"],
        until=said["until"],
        coders=said["coder"],
        checks=tuple(map(CheckState, said["check"])),
        origins=tuple(map(Origin, said["origin"])),
        tag_origins=tuple(map(Origin, said["tag_origin"])),
        passages=tuple(map(Passage, said["passage"])),
        texts=(*said["with"], *(f"-{name}" for name in said["without"])),
        words=said["words"],
    )


def _print(opened: Any, ids: Any, *, as_json: bool) -> None:
    from annotations.codebook import Kind
    from annotations.listing import CLAIM_COLUMNS, TERMINAL, claim_rows, scales_apart

    rows, dimensions = claim_rows(opened, ids), opened.codebook.read().dimensions
    scales = [d.name for d in dimensions if d.kind is Kind.SCALE and d.name not in CLAIM_COLUMNS]
    shown = rows if as_json else scales_apart(rows, scales)
    print_rows(shown, ("number", "article", "quote", "tags", *scales, "coder"), as_json, most=TERMINAL)


def _write(opened: Any, ids: Any, path: Path, suffix: str, *, notes: bool) -> None:
    from annotations.claims_export import ExportChoice, export_claims
    from annotations.progress import drive

    target = ending_in(path, suffix)
    with progress() as tell:
        written = drive(export_claims(opened, ids, target, ExportChoice(notes=notes)), tell)
    click.echo(printable(f"Wrote {number_of(written, 'claim')} to {target}"))
