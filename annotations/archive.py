"""An archive of a project: a folder with everything that is needed to trust and read it in ten years."""

import csv
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotations import __version__
from annotations.brief import gather, write_brief
from annotations.brief.issues import as_draft
from annotations.codebook import shipped_uid
from annotations.codebook_writing import as_file, codebook_text
from annotations.errors import ExportError
from annotations.paths import next_free
from annotations.progress import Progress
from annotations.project import Project
from annotations.sharing import CopyChoice
from annotations.spreadsheets import harmless
from annotations.store.format.schema import DEFAULT_CODEBOOK
from annotations.store.views import View
from annotations.wording import number_of

SUMS = "SHA256SUMS"

_EVERY = 500
_BLOCK = 1 << 20
_LONGEST_NAME = 80
_NOT_IN_NAMES = re.compile(r"[^\w \-.,()]")

Work = Generator[Progress, None, None]


@dataclass(frozen=True, slots=True)
class Archive:
    """A finished archive: its folder and the names of its files."""

    folder: Path
    files: tuple[str, ...]


def write_archive(project: Project, into: Path, on: str) -> Generator[Progress, None, Archive]:
    """Write an archive of an open project as a new folder; the work may go on meanwhile.

    It holds the project itself, marked so that it is opened for reading only, with its history; the report of its
    check; each stored brief as PDF, marked as the draft it is; the codebook; articles, claims and taggings as CSV; and
    the checksums of all these. Everything is made from the one copy. The folder appears when it is complete.

    Args:
        project: the project.
        into: an existing folder; the archive takes the next free name in it.
        on: date of archiving (ISO 8601).

    Raises:
        ExportError: if the folder cannot be written.
        ProjectFileError: if the project is not sound.
    """
    if not into.is_dir():
        raise ExportError("There is no such folder", "Name one that exists", into)
    folder = next_free(into.absolute() / f"{project.path.stem} archive {on}")
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        unfinished.mkdir()
        copy = unfinished / project.path.name
        yield from project.copy(copy, CopyChoice(history=True, archived=on))
        with Project.open(copy, read_only=True) as archived:
            yield from _fill(archived, unfinished, on)
        yield from _sum_up(unfinished)
        unfinished.rename(folder)
    except OSError as error:
        raise ExportError(
            f"The archive cannot be written ({error.strerror})", "Choose another folder", folder
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return Archive(folder, tuple(sorted(path.name for path in folder.iterdir())))


def _fill(project: Project, folder: Path, on: str) -> Work:
    yield Progress(0, 0, "Checking the archive")
    (folder / "check.txt").write_text(_report(project, on), encoding="utf-8")
    codebook = project.codebook.read()
    ours = any(d.uid == shipped_uid(DEFAULT_CODEBOOK, d.key) for d in codebook.dimensions)
    file = as_file(codebook, DEFAULT_CODEBOOK if ours else project.uid, f"Codebook of {project.path.stem}")
    (folder / "codebook.toml").write_text(codebook_text(file), encoding="utf-8")
    for view in View:
        yield from _table(project, view, folder / f"{view.value}.csv")
    for brief in project.briefs.all():
        draft = as_draft(project, brief.id, replace(brief.spec, issued=brief.spec.issued or on))
        name = _NOT_IN_NAMES.sub("_", brief.name)[:_LONGEST_NAME].strip(". ") or "Brief"
        target = next_free(folder / f"{name}.pdf")
        yield from write_brief(gather(project, draft.spec), draft.spec, target, draft=draft.mark)


def _report(project: Project, on: str) -> str:
    faults = project.check()
    articles = sum(project.articles.counts().values())
    lines = [
        f"Project: {project.path.name}",
        f"Identifier: {project.uid}",
        f"Archived: {on}, by Pressmark {__version__}",
        f"Holds: {number_of(articles, 'article')}, {number_of(project.claims.count(), 'claim')}",
        "Check: the file, its references, every text by its digest, every quote in its article",
        *(f"Fault: {fault}" for fault in faults),
        "" if faults else "Sound.",
        "",
        "The project is opened for reading only; to go on working, make a copy of it in the program.",
        "It holds its history, so deleted notes, passages and articles can still be read in it. It is not encrypted.",
        f"To see that nothing was changed since: sha256sum -c {SUMS}",
    ]
    return "\n".join(line for line in lines) + "\n"


def _table(project: Project, view: View, path: Path) -> Work:
    columns, rows = project.listing(view)

    def told(done: int) -> Progress:
        return Progress(done, 0, f"Writing {path.name}")

    yield from write_csv(path, columns, rows, told)


def write_csv(
    path: Path, columns: Iterable[str], rows: Iterable[Iterable[Any]], told: Callable[[int], Progress]
) -> Work:
    """Write a table that spreadsheets open as it is: UTF-8 with a byte order mark, commas, CRLF.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for done, row in enumerate(rows):
            if done % _EVERY == 0:
                yield told(done)
            writer.writerow([harmless(cell) for cell in row])


def _sum_up(folder: Path) -> Work:
    """Write the checksums, in the form that `sha256sum -c` reads."""
    paths = sorted(folder.iterdir())
    lines = []
    for done, path in enumerate(paths):
        yield Progress(done, len(paths), "Writing checksums")
        hashed = hashlib.sha256()
        with path.open("rb+") as file:
            while block := file.read(_BLOCK):
                hashed.update(block)
            os.fsync(file.fileno())
        lines.append(f"{hashed.hexdigest()}  {path.name}\n")
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
