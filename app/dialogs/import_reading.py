"""Reading the dropped files, or the clipboard, while the import preview is already on the screen."""

import threading
import time
from collections.abc import Callable, Container, Generator, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.importers.draft import Draft, Found
from annotations.importers.likeness.similarity import Neighbours, Sketch
from annotations.importers.likeness.versions import Stored, version_of
from annotations.importers.readers import Readers
from annotations.importers.reading import read_clipboard, read_files
from annotations.importers.registry import Mappings
from annotations.importers.remembered import Rules
from annotations.importers.texts.pasted import Pasted
from annotations.progress import Progress
from app.models.draft_rows import Near, Row, row_of

if TYPE_CHECKING:
    from annotations.project import Project

_BEAT = 0.1
"""Seconds from one portion to the next: every portion is painted."""


class Findings:
    """What has been read so far, handed from the working thread to the window's.

    Args:
        rules: corrections that are remembered; they are put into what is read.
        readers: lend the children that read.
    """

    def __init__(self, rules: Rules | None = None, readers: Readers | None = None) -> None:
        self._readers = readers
        self.rules = rules or {}
        """Corrections that are put into what is read from now on; not to be changed while anything is."""
        self._found: list[tuple[Found, list[Row]]] = []
        self._guard = threading.Lock()
        self._sketched: list[tuple[Row, Sketch]] = []
        self._neighbours = Neighbours()

    def take(self) -> list[tuple[Found, list[Row]]]:
        """Return what was found since the last time, in the order of the files."""
        with self._guard:
            taken, self._found = self._found, []
        return taken

    def _forget(self, paths: Container[Path]) -> None:
        """Compare nothing with what was read from these files, which are read anew."""
        kept = [(row, one) for row, one in self._sketched if row.path not in paths]
        self._sketched, self._neighbours = kept, Neighbours()
        for _, one in kept:
            self._neighbours.add(one)

    def _find_near(self, row: Row, one: Sketch) -> None:
        pair = self._neighbours.add(one)
        self._sketched.append((row, one))
        if pair:
            row.near = Near(self._sketched[pair.first][0], pair.shared)

    def read(
        self, project: "Project", dropped: Sequence[Path] | Pasted, mappings: Mappings
    ) -> Generator[Progress, None, None]:
        """Read files or what was pasted, as a job; the parsing and measuring itself goes on in child processes.

        Drafts are compared with the project here, a portion at a time, so that the window only has to show them. What
        was found in these files before is compared with nothing any more. One reading at a time.
        """
        candidates = project.versions.candidates()
        waiting: list[Found] = []

        def hand_over() -> None:
            if not waiting:
                return
            some = [(found, self._rows_of(found, candidates.of)) for found in waiting]
            waiting.clear()
            stored = project.articles.same_texts({row.mark for _, rows in some for row in rows})
            for _, rows in some:
                for row in rows:
                    row.same_text = tuple(stored.get(row.mark, ()))
            with self._guard:
                self._found += some

        if self._sketched and not isinstance(dropped, Pasted):
            self._forget(set(dropped))
        work = (
            read_clipboard(dropped, on_found=waiting.append, measuring=True, readers=self._readers)
            if isinstance(dropped, Pasted)
            else read_files(
                dropped,
                forbidden=[project.path],
                mappings=mappings,
                on_found=waiting.append,
                measuring=True,
                readers=self._readers,
            )
        )
        due = 0.0
        try:
            for progress in work:
                if time.monotonic() >= due:  # a thousand files in a second must not mean a thousand repaints
                    hand_over()
                    due = time.monotonic() + _BEAT
                    yield progress
        finally:
            work.close()
            hand_over()

    def _rows_of(self, found: Found, likely: Callable[[Draft], Iterable[Stored]]) -> list[Row]:
        """The rows of what was found; `likely` gives the stored articles that a draft may be a newer version of."""
        rows = []
        for draft, measure in zip(found.drafts, found.measures, strict=True):
            row = row_of(draft, found.path, measure, self.rules)
            row.version = version_of(row.draft, likely(row.draft))
            self._find_near(row, measure.sketch)
            rows.append(row)
        return rows
