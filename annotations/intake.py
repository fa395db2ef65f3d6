"""Press files into a project in one go, without a preview: what the command line does."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotations.articles import Batch
from annotations.importers.draft import Draft, Found
from annotations.importers.duplicates import Twin, same_as
from annotations.importers.reading import read_files
from annotations.importers.tables.mapping import ANY
from annotations.progress import Progress, drive
from annotations.project import Project
from annotations.wording import number_of, printable


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the files.

    `twins` stands beside `drafts`: the article with the same text from the same outlet, for which the draft was
    not stored, or None.
    """

    found: tuple[Found, ...]
    drafts: tuple[Draft, ...]
    twins: tuple[Twin | None, ...]

    @property
    def failures(self) -> tuple[str, ...]:
        """One line for each file that could not be read: file, what is wrong, remedy."""
        return tuple(f"{item.path}: {item.error}. {item.remedy}" for item in self.found if item.error)

    @property
    def stored(self) -> int:
        """How many articles were stored."""
        return self.twins.count(None)

    def as_data(self) -> dict[str, Any]:
        """The report for programs, in plain types: a count, one object an article, one a file that gave none."""
        articles = [
            {
                "file": draft.origin_file,
                "headline": draft.headline,
                "outlet": draft.outlet,
                "published": draft.published,
                "section": draft.section,
                "stored": twin is None,
                "same_text_as": twin.headline if twin else None,
                "warnings": list(draft.warnings),
                "left_out": [cut.line for cut in draft.cuts],
            }
            for draft, twin in zip(self.drafts, self.twins, strict=True)
        ]
        faults = [
            {"file": _name(f.path), "error": f.error, "remedy": f.remedy, **({"fault": f.fault} if f.fault else {})}
            for f in self.found
            if f.error
        ]
        notes = [{"file": _name(f.path), "note": f.note} for f in self.found if f.note]
        return {"stored": self.stored, "articles": articles, "failed": faults, "notes": notes}

    def as_text(self) -> str:
        """The report for people."""
        lines = [
            f"{'Stored' if twin is None else 'Already there'}: {printable(draft.headline or draft.origin_file)}"
            + "".join(f"\n    {warning}" for warning in draft.warnings)
            for draft, twin in zip(self.drafts, self.twins, strict=True)
        ]
        lines += [printable(f"{item.path}: {item.note}") for item in self.found if item.note]
        return "\n".join([*lines, f"{number_of(self.stored, 'article')} stored"])


def _name(path: Path) -> str:
    """The path as JSON can hold it: bytes that are no characters are shown by their codes."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def bring_in(
    project: Project,
    paths: Sequence[Path],
    *,
    default_outlet: str = "",
    columns: Mapping[str, str] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Intake:
    """Read files and folders and store their articles as one step.

    Articles whose text the project, or an earlier file, already has from the same outlet are not stored again; the
    same text from another outlet is an article of its own. A file that cannot be read stops nothing.

    Args:
        project: open for writing.
        paths: files and folders.
        default_outlet: outlet of articles in which none is found.
        columns: which column of the tables among the files is which field; the others are told by their names.
        on_progress: told of every file; raises `CancelledError` to stop, and then nothing is stored.

    Raises:
        CancelledError, KeyboardInterrupt: it was stopped, and nothing is stored.
    """
    mappings = {ANY: columns} if columns else None
    with closing(read_files(paths, forbidden=[project.path], mappings=mappings)) as reading:
        found = drive(reading, on_progress)
    drafts = [replace(d, outlet=d.outlet or default_outlet) for item in found for d in item.drafts]
    twins = [twin if twin and twin.same_outlet else None for twin in same_as(drafts, project)]
    new = [draft for draft, twin in zip(drafts, twins, strict=True) if twin is None]
    if new:
        batch = Batch(retrieved_on=datetime.now(tz=UTC).astimezone().date().isoformat())
        label = f"Import {number_of(len(new), 'article')}"
        project.step(label, lambda p: p.articles.add_all(new, batch), on_progress=on_progress)
    return Intake(tuple(found), tuple(drafts), tuple(twins))
