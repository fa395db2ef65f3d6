"""Find in project: getting there, from hit to hit, and what is done with all hits at once."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt

from annotations.brief.target import replacing
from annotations.concordance import as_csv
from annotations.marking import mark
from annotations.progress import Progress
from annotations.wording import number_of
from app.commands import Command
from app.dialogs.saving import ask_target
from app.workspaces.registry import READ

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from annotations.articles import Article
    from annotations.concordance import Line
    from annotations.marking import Candidate
    from annotations.project import Project
    from app.jobs import Job
    from app.window import Window
    from app.workspaces.find.page import FindPage

FIND = "find"
_FOLDER = "tables"
_LONGEST = 80
_FEW = 50
"""Claims that are made while the window waits; more are made behind it."""


class FindActions:
    """The commands of the workspace Find."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._page: FindPage | None = None
        window.workspaces.switched.connect(self._meet)

    def _meet(self, workspace_id: str) -> None:
        """The page may be shown for the first time by whoever switches workspaces."""
        if workspace_id == FIND and self._page is None:
            self._know(cast("FindPage", self._window.workspaces[FIND]))

    @property
    def page(self) -> "FindPage":
        """The workspace's page, made now if it was not yet."""
        return self._page or self._know(cast("FindPage", self._window.workspaces[FIND]))

    def _know(self, page: "FindPage") -> "FindPage":
        if self._page is None:
            self._page = page
            page.found_changed.connect(self._window.commands.refresh)
        return page

    def commands(self) -> list[Command]:
        """The commands, in the menus where they are looked for."""
        here, found = self._is_here, self._has_found
        return [
            Command(
                "find.open",
                "Find in pro&ject…",
                "Edit",
                self.open,
                "Ctrl+Shift+F",
                enabled=lambda: self._session.project is not None,
            ),
            Command("find.next", "Next &hit in project", "Go", partial(self.step, 1), "Alt+Down", enabled=found),
            Command("find.previous", "Previous h&it in project", "Go", partial(self.step, -1), "Alt+Up", enabled=found),
            Command("find.mark", "Mark &hits as claims…", "Claim", self.mark, "Ctrl+Shift+M", enabled=self._can_mark),
            Command(
                "find.lines",
                "H&its as lines",
                "View",
                lambda: self.page.show_lines(wanted=not self.page.as_lines),
                "Ctrl+Shift+L",
                enabled=here,
                checked=lambda: self._page is not None and self._page.as_lines,
            ),
            Command(
                "find.save", "Save hits as &table…", "File", self.save, enabled=self._has_lines, after="file.batches"
            ),
        ]

    # -- what is possible

    def _is_here(self) -> bool:
        return self._session.project is not None and self._window.workspaces.current == FIND

    def _has_found(self) -> bool:
        in_sight = self._window.workspaces.current in (FIND, READ)
        return in_sight and self._page is not None and bool(self._page.found.ids)

    def _can_mark(self) -> bool:
        return self._is_here() and self._has_found() and self._session.can_write

    def _has_lines(self) -> bool:
        return self._is_here() and self._page is not None and self._page.as_lines and bool(self._page.lines.shown)

    # -- what is done

    def open(self) -> None:
        """Go to the field, with what is selected in the text in it."""
        reader = self._window.reading.reader
        selected = reader.selected_span() if self._window.workspaces.current == READ else None
        words = " ".join(selected.of(reader.text).split()) if selected else ""
        self._window.workspaces.show(FIND)
        if words and len(words) <= _LONGEST:
            self.page.look_for(f'"{words}"' if " " in words else words)
        self.page.field.setFocus()
        self.page.field.selectAll()

    def step(self, by: int) -> None:
        """Go to the next or previous hit: in the list, or in the texts where one reads."""
        if not self.page.step(by, go=self._window.workspaces.current == READ):
            self._window.toast.say("That was the last hit" if by > 0 else "That was the first hit")

    def mark(self) -> None:
        """Look at all hits, and make claims of those that stay ticked."""
        from app.workspaces.find.marking import MarkHitsDialog

        if self._session.coder is None:
            self._window.files.switch_coder()
        if self._session.coder is None:
            return
        page = self.page
        page.remember()
        asked = (page.query, page.found.ids, page.scope.claimed)
        dialog = MarkHitsDialog(self._session, self._window.theme, asked, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._make_claims(dialog.chosen, dialog.tags))
        dialog.open()

    def _make_claims(self, chosen: "Sequence[Candidate]", tags: "Sequence[tuple[int, str]]") -> None:
        count = number_of(len(chosen), "hit")
        label = f"Mark {count} as {'claim' if len(chosen) == 1 else 'claims'}"

        def work(project: "Project") -> "Generator[Progress, None, int]":
            return mark(project, chosen, tags)

        if len(chosen) > _FEW:
            job = self._session.run_long(label, work)
            job.finished.connect(lambda outcome: self._made(outcome.value))
        else:
            made = self._session.run(label, work)
            if made is not None:
                self._made(cast("int", made))

    def _made(self, count: int) -> None:
        self._window.toast.say(
            f"Made {number_of(count, 'claim')}",
            "Undo",
            lambda: self._window.commands.run("edit.undo"),
        )

    def save(self) -> None:
        """Write the lines as they are shown into a file."""
        project = self._session.project
        if project is None:
            return
        folder = self._window.settings.last_folder(_FOLDER, otherwise=project.home.parent)
        path = ask_target(self._window, "Save hits", folder / f"{project.home.stem} hits.csv", "CSV", ".csv")
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> "Job":
        """Write the lines as they are shown into this file behind the window; a toast says when they are there."""
        shown, articles = self.page.lines.shown, self.page.lines.articles
        job = self._session.run_aside("Saving hits", lambda _: _write(shown, articles, path))
        job.finished.connect(lambda count: self._written(path, count))
        job.cancelled.connect(lambda: self._window.toast.say("Saving cancelled; the file is as it was"))
        return job

    def _written(self, path: Path, count: int) -> None:
        self._window.settings.keep_folder(path.parent, _FOLDER)
        self._window.toast.say(f"Saved {number_of(count, 'hit')}: {path.name}")


def _write(shown: "Sequence[Line]", articles: "Mapping[int, Article]", path: Path) -> "Generator[Progress, None, int]":
    yield Progress(0, len(shown))
    with replacing(path, "table") as write:
        # With a mark at its beginning, by which spreadsheets know the letters.
        write(as_csv(shown, articles).encode("utf-8-sig"))
    return len(shown)
