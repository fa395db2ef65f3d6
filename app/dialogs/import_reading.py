"""Reading the dropped files, or the clipboard, while the import preview is already on the screen."""

import threading
import time
from collections.abc import Container, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.importers.draft import Found
from annotations.importers.pasted import Pasted
from annotations.importers.reading import read_clipboard, read_files
from annotations.importers.registry import Mappings
from annotations.importers.similarity import Neighbours, Sketch, sketch
from annotations.importers.versions import version_of
from annotations.progress import Progress
from app.models.drafts import Near, Row, measured

if TYPE_CHECKING:
    from annotations.project import Project

_BEAT = 0.05


class Findings:
    """What has been read so far, handed from the working thread to the window's."""

    def __init__(self) -> None:
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

    def _find_near(self, row: Row) -> None:
        one = sketch(row.draft.text)
        pair = self._neighbours.add(one)
        self._sketched.append((row, one))
        if pair:
            row.near = Near(self._sketched[pair.first][0], pair.shared)

    def read(
        self, project: "Project", dropped: Sequence[Path] | Pasted, mappings: Mappings
    ) -> Generator[Progress, None, None]:
        """Read files or what was pasted, as a job; the parsing itself goes on in child processes.

        Drafts are measured and compared with the project here, so that the window only has to show them. What was
        found in these files before is compared with nothing any more. One reading at a time.
        """
        candidates = project.versions.candidates()

        def keep(found: Found) -> None:
            rows = [measured(draft, found.path) for draft in found.drafts]
            for row in rows:
                row.same_text = tuple(project.articles.same_text(row.mark))
                row.version = version_of(row.draft, candidates.of(row.draft))
                self._find_near(row)
            with self._guard:
                self._found.append((found, rows))

        if self._sketched and not isinstance(dropped, Pasted):
            self._forget(set(dropped))
        work = (
            read_clipboard(dropped, on_found=keep)
            if isinstance(dropped, Pasted)
            else read_files(dropped, forbidden=[project.path], mappings=mappings, on_found=keep)
        )
        due = 0.0
        try:
            for progress in work:
                if time.monotonic() >= due:  # a thousand files in a second must not mean a thousand repaints
                    due = time.monotonic() + _BEAT
                    yield progress
        finally:
            work.close()
