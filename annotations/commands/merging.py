"""Two copies of a project become one: merge, and the reports that are kept of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.tools import (
    AS_JSON,
    CODER,
    PROJECT,
    print_json,
    print_rows,
    progress,
    reading,
    reported,
    writing,
)
from annotations.errors import AnnotationError
from annotations.wording import printable

if TYPE_CHECKING:
    from annotations.merging import Merge, MergeReport
    from annotations.merging_sections import Line, Section
    from annotations.project import Project

_MOST_LINES = 30
"""Lines of a section that are printed for people; programs get all."""
_LONGEST = 100
_COLUMNS = ("number", "when", "name", "summary")


@click.command()
@PROJECT
@click.argument("other", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Report what would be merged, and write nothing.")
@click.option("--another-project", is_flag=True, help="Merge OTHER even if it is no copy of PROJECT.")
@CODER
@AS_JSON
@reported
def merge(project: Path, other: Path, dry_run: bool, another_project: bool, coder: str, as_json: bool) -> None:
    """Merge OTHER, another copy of the same project, into PROJECT, and report what came of it.

    Of what both copies changed the later value is taken; the other one stays in the report, which PROJECT keeps. OTHER
    is not changed. PROJECT is backed up first, and one undo takes the merge back.
    """
    if dry_run:
        with _as_merged(project) as opened:
            _print(_looked_at(opened, other).report, as_json=as_json)
        return
    with writing(project, coder) as opened:
        found = _looked_at(opened, other)
        if found.report.other_project and not another_project:
            what = "This is another project, not a copy of the one it is to be merged into"
            raise AnnotationError(what, "Look with --dry-run, and give --another-project if it is right", other)
        report = found.report if found.report.nothing else _applied(opened, found)
        _print(report, as_json=as_json)


@contextmanager
def _as_merged(project: Path) -> "Iterator[Project]":
    """Open a project for reading as merging would find it: of an older format, a copy that was brought to this one."""
    from annotations.progress import drive
    from annotations.store.files.opening import inspect
    from annotations.store.merging.source import copied
    from annotations.store.sharing.copies import workshop

    inspected = inspect(project)
    if inspected.vetting:
        inspected.vetting.close()
    if not inspected.is_older:
        with reading(project) as opened:
            yield opened
        return
    with workshop() as folder:
        copy = folder / project.name
        drive(copied(project, inspected, copy))
        with reading(copy) as opened:
            yield opened


def _looked_at(opened: "Project", other: Path) -> "Merge":
    from annotations.progress import drive

    with progress() as tell:
        return drive(opened.merging.look(other), tell)


def _applied(opened: "Project", found: "Merge") -> "MergeReport":
    from annotations.merging_words import copy_name

    with progress() as tell:
        label = f"Merge {copy_name(found.report)}"
        report: MergeReport = opened.step(label, lambda p: p.merging.apply(found), on_progress=tell).value
    return report


@click.command()
@PROJECT
@click.argument("number", type=click.IntRange(min=1), required=False)
@AS_JSON
@reported
def merges(project: Path, number: int | None, as_json: bool) -> None:
    """List the reports that PROJECT keeps of what was merged into it, the latest first; or print that of NUMBER."""
    with reading(project) as opened:
        kept = opened.merging.reports()
    if number is None:
        print_rows(map(_row, kept), _COLUMNS, as_json)
        return
    wanted = next((report for report in kept if report.merge_id == number), None)
    if wanted is None:
        raise AnnotationError(f"There is no report {number}", "`pressmark merges` lists them", project)
    _print(wanted, as_json=as_json)


def _row(report: "MergeReport") -> dict[str, Any]:
    from annotations.merging_words import copy_name, summary_of

    return {
        "number": report.merge_id,
        "when": report.at,
        "name": copy_name(report),
        "summary": summary_of(report),
    }


def _print(report: "MergeReport", *, as_json: bool) -> None:
    from annotations.merging_sections import sections_of

    sections = sections_of(report)
    if as_json:
        print_json(_as_data(report, sections))
        return
    for line in _as_text(report, sections):
        click.echo(line)


def _as_data(report: "MergeReport", sections: "tuple[Section, ...]") -> dict[str, Any]:
    """The report for programs: every section is there, empty ones too."""
    from annotations.merging_sections import Part

    lines = {section.part: section.lines for section in sections}
    counts = {section.part: section.count for section in sections}
    return {
        "name": report.name,
        "number": report.merge_id or None,
        "merged_at": report.at or None,
        "nothing": report.nothing,
        "other_project": report.other_project,
        "excerpts": report.excerpts,
        "notes": list(report.notes),
        "counts": {c.kind: {"added": c.added, "changed": c.changed, "deleted": c.deleted} for c in report.counts},
        "sections": {
            part.value: {"count": counts.get(part, 0), "lines": [_line_data(line) for line in lines.get(part, ())]}
            for part in Part
        },
    }


def _line_data(line: "Line") -> dict[str, Any]:
    return {
        "what": line.what,
        "here": line.here,
        "there": line.there,
        "outcome": line.outcome,
        "conflict": line.conflict if line.conflict >= 0 else None,
        "claim_uid": line.claim,
        "article_uid": line.article,
        "uids": list(line.uids),
        "words": line.words,
    }


def _as_text(report: "MergeReport", sections: "tuple[Section, ...]") -> Iterator[str]:
    from annotations.merging_words import heading_of, told

    yield printable(heading_of(report))
    yield printable(told(report))
    for section in sections:
        yield ""
        yield f"{section.title} ({section.count:,})"
        yield from (f"  {printable(_in_a_line(line))}" for line in section.lines[:_MOST_LINES])
        if len(section.lines) > _MOST_LINES:
            yield f"  … and {len(section.lines) - _MOST_LINES:,} more lines; --json lists them"


def _in_a_line(line: "Line") -> str:
    sides = [f"{side} {_short(text)}" for side, text in (("here", line.here), ("there", line.there)) if text]
    told = ", ".join(filter(None, ("; ".join(sides), line.outcome)))
    return f"{line.what}: {told}" if told else line.what


def _short(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
