"""The codebook: the commands of its workspace, and codebooks from and to files."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu

from annotations.claim_filter import ClaimFilter, Coding
from annotations.codebook import CodebookFile, Tag
from annotations.codebook_edits import Touched
from annotations.codebook_tree import why_kept
from annotations.progress import Progress
from app.background import Question
from app.commands import Command
from app.dialogs.saving import ask_target

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from annotations.codebook_plan import Plan, Way
    from annotations.project import Project
    from app.window import Window
    from app.workspaces.codebook.page import CodebookPage

CODEBOOK, CLAIMS = "codebook", "claims"
_FOLDER = "codebooks"
_FILES = "Codebooks (*.toml *.csv)"
_SEPARATOR = ""
_MENU = (
    *("codebook.tag", "codebook.dimension", "codebook.rename", _SEPARATOR),
    *("codebook.up", "codebook.down", "codebook.in", "codebook.out", _SEPARATOR),
    *("codebook.claims", "codebook.merge", "codebook.delete", _SEPARATOR),
    *("codebook.shipped", "codebook.import", "codebook.export"),
)
_KEYS = {
    "codebook.tag": "Ins",
    "codebook.rename": "F2",
    "codebook.up": "Alt+Up",
    "codebook.down": "Alt+Down",
    "codebook.in": "Alt+Right",
    "codebook.out": "Alt+Left",
    "codebook.delete": "Del",
}
"""The keys of the tree, for its menu: they work there only."""


class CodebookActions:
    """What is done to the codebook from menus and the palette."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._session = window.session
        self._question = Question(window.session, window)
        self._page: CodebookPage | None = None
        window.workspaces.switched.connect(self._meet)

    def _meet(self, workspace_id: str) -> None:
        """The page may be shown for the first time by whoever switches workspaces."""
        if workspace_id == CODEBOOK:
            self._know()

    def _know(self) -> "CodebookPage":
        if self._page is None:
            self._page = cast("CodebookPage", self._window.workspaces[CODEBOOK])
            self._page.selection_changed.connect(self._window.commands.refresh)
        return self._page

    @property
    def page(self) -> "CodebookPage":
        """The workspace's page, made now if it was not yet."""
        return self._know()

    def commands(self) -> list[Command]:
        """The commands of the workspace, shown while it is in front, and those of files."""
        edit = partial(Command, menu="Codebook", shown=self._is_here)
        can, movable, selected = self._can_write, self._can_move, self._has_tags
        return [
            edit("codebook.tag", "New &tag", run=self.new_tag, enabled=self._can_add),
            edit("codebook.dimension", "New &dimension", run=self.new_dimension, enabled=can),
            edit("codebook.rename", "Re&name", run=self.rename, enabled=self._can_rename),
            edit("codebook.up", "Move &up", run=partial(self.move, "up"), enabled=movable, separator=True),
            edit("codebook.down", "Move do&wn", run=partial(self.move, "down"), enabled=movable),
            edit("codebook.in", "Move &beneath the one above", run=partial(self.move, "in"), enabled=selected),
            edit("codebook.out", "Move &out", run=partial(self.move, "out"), enabled=selected),
            edit("codebook.claims", "Show &claims", run=self.claims, enabled=self._has_one, separator=True),
            edit("codebook.merge", "&Merge tags…", run=self.merge, enabled=self._can_merge),
            edit("codebook.delete", "D&elete from the codebook…", run=self.delete, enabled=movable),
            *self._of_files(),
        ]

    def _of_files(self) -> list[Command]:
        made = partial(Command, menu="Codebook")
        return [
            made(
                "codebook.shipped",
                "&Add a shipped codebook…",
                run=self.shipped,
                enabled=self._can_store,
                separator=True,
            ),
            made("codebook.import", "&Import codebook…", run=self.choose, enabled=self._can_store),
            made("codebook.export", "E&xport codebook…", run=self.export, enabled=self._is_open),
        ]

    def fill_menu(self, menu: QMenu) -> None:
        """Fill the menu of the tree with the commands, and the keys that it has there."""
        commands = self._window.commands
        commands.refresh()
        menu.clear()
        for command_id in _MENU:
            if not command_id:
                menu.addSeparator()
                continue
            command = commands.get(command_id)
            if command:
                keys = f"\t{_KEYS[command_id]}" if command_id in _KEYS else ""
                action = menu.addAction(commands.action(command_id).text() + keys)
                action.setEnabled(command.enabled())
                action.triggered.connect(partial(self._window.commands.run, command_id))

    # -- what is possible

    def _is_open(self) -> bool:
        return self._session.project is not None

    def _can_store(self) -> bool:
        return self._session.can_write

    def _is_here(self) -> bool:
        return self._window.workspaces.current == CODEBOOK and self._is_open()

    def _can_write(self) -> bool:
        return self._is_here() and self._session.can_write

    def _can_add(self) -> bool:
        return self._can_write() and self.page.tree.current is not None

    def _can_rename(self) -> bool:
        return self._can_write() and len(self.page.tree.nodes) == 1

    def _has_tags(self) -> bool:
        return self._can_write() and any(not tag.is_none for tag in self.page.tags)

    def _can_move(self) -> bool:
        return self._has_tags() or (self._can_write() and self.page.dimension is not None)

    def _can_merge(self) -> bool:
        return self._has_tags() and not any(tag.is_none for tag in self.page.tags)

    def _has_one(self) -> bool:
        return self._is_here() and len(self.page.tags) == 1

    # -- in the workspace

    def move(self, how: str) -> None:
        """Move what is selected "up", "down", "in" or "out"."""
        self.page.move_selected(how)

    def new_dimension(self) -> None:
        """Make a dimension, and type its name."""
        self.page.new_dimension()

    def rename(self) -> None:
        """Type another name of what is selected."""
        self.page.rename()

    def new_tag(self) -> None:
        """Type the name of a new tag."""
        self.page.side.add_field.setFocus()

    def claims(self) -> None:
        """Show the claims that have the selected tag."""
        for tag in self.page.tags[:1]:
            self.page.show_claims(tag.id)

    def show_claims(self, tag: Tag) -> None:
        """Show the claims that have a tag in their own workspace."""
        dimension = self._session.codebook.dimension_of(tag.id)
        self._window.workspaces.show(CLAIMS)
        wanted = ClaimFilter(codings=(Coding(dimension.uid, tags=(tag.uid,), below=False),))
        self._window.claims_table.page.bar.put(wanted)

    def merge(self) -> None:
        """Ask which of the selected tags stays, or into which other one the selected one goes."""
        from app.workspaces.codebook.merging import MergeDialog

        page = self.page
        page.flush()
        tags = page.tags
        if not tags:
            return
        dialog = MergeDialog(self._session, self._session.codebook, tags, page.usage, self._window)

        def merge() -> None:
            keep = dialog.keep
            if keep:
                page.edits.merge(keep, dialog.others, dialog.taggings)
                page.tree.select(("tag", keep.id))

        self._open(dialog, merge)

    def delete(self) -> None:
        """Delete what is selected; where claims have it, it is asked what becomes of them."""
        page = self.page
        page.flush()
        if page.dimension is not None:
            self._delete_dimension()
            return
        tags, codebook = page.tags, self._session.codebook
        kept = [reason for tag in tags if (reason := why_kept(codebook, tag.id))]
        if kept:
            self._window.toast.say(f"{kept[0]}.")
        elif tags and self._session.can_write:
            ids = [tag.id for tag in tags]
            # What no claim has goes at once: undo brings it back.
            self._question.ask(
                lambda project: project.codebook.usage.touched(ids), lambda touched: self._delete(tags, touched)
            )

    def _delete(self, tags: list[Tag], touched: Touched) -> None:
        from app.workspaces.codebook.deleting import DeleteTagsDialog

        page = self.page
        if not touched.taggings:
            page.edits.delete(tags, None, 0)
            return
        codebook = self._session.codebook
        dialog = DeleteTagsDialog(self._session, codebook, tags, touched, page.usage, self._window)
        self._open(dialog, lambda: page.edits.delete(tags, dialog.replacement, touched.taggings))

    def _delete_dimension(self) -> None:
        from app.workspaces.codebook.deleting import DeleteDimensionDialog

        page, dimension = self.page, self.page.dimension
        if dimension is None or not self._session.can_write:
            return
        dialog = DeleteDimensionDialog(self._session, self._session.codebook, dimension, self._window)

        def delete() -> None:
            touched = dialog.touched or Touched()
            page.edits.delete_dimension(dimension, dialog.into, touched.taggings)

        self._open(dialog, delete)

    # -- files

    def shipped(self) -> None:
        """Offer the codebooks that come with the program."""

        def read(project: "Project") -> dict[str, CodebookFile]:
            del project
            from annotations.codebook_formats import shipped

            return shipped()

        def offer(files: dict[str, CodebookFile]) -> None:
            from app.workspaces.codebook.taking_in import ShippedDialog

            dialog = ShippedDialog(files, self._session.codebook, self._window)

            def add() -> None:
                self.page.edits.install(dialog.chosen)

            self._open(dialog, add)

        self._question.ask(read, offer)

    def choose(self) -> None:
        """Ask for a codebook file, and show what it would do."""
        folder = str(self._window.settings.last_folder(_FOLDER))
        name, _ = QFileDialog.getOpenFileName(self._window, "Import codebook", folder, _FILES)
        if name:
            self._window.settings.keep_folder(Path(name).parent, _FOLDER)
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read a codebook file behind the window, and show what it would do."""
        codebook = self._session.codebook

        def read(project: "Project") -> "tuple[CodebookFile, dict[Way, Plan]]":
            del project
            from annotations.codebook_formats import load_file
            from app.workspaces.codebook.taking_in import plans_of

            file = load_file(path)
            return file, plans_of(codebook, file)

        def show(found: "tuple[CodebookFile, dict[Way, Plan]]") -> None:
            from app.workspaces.codebook.taking_in import ImportDialog

            dialog = ImportDialog(*found, self._window)
            self._open(dialog, lambda: self.page.edits.take_in(found[0], dialog.way))

        self._question.ask(read, show)

    def export(self) -> None:
        """Ask for a name, and write the codebook: TOML, or a table."""
        project = self._session.project
        if project is None:
            return
        suggested = self._window.settings.last_folder(_FOLDER) / f"{project.path.stem} codebook.toml"
        path = ask_target(self._window, "Export codebook", suggested, "Codebook", ".toml", {".csv": "Table"})
        if path is not None:
            self._window.settings.keep_folder(path.parent, _FOLDER)
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the codebook to a file, by its ending."""
        if self._page:
            self._page.flush()

        def write(project: "Project") -> "Generator[Progress, None, str]":
            from annotations.codebook_formats import project_file, write_file

            yield Progress(0, 0, "Writing the file")
            codebook = project.codebook.read()
            write_file(project_file(codebook, project.uid, f"Codebook of {project.path.stem}"), path)
            return path.name

        # A question would give way to the next one, and the file would be missing.
        job = self._session.run_aside("Exporting the codebook", write)
        job.finished.connect(lambda name: self._window.toast.say(f"Wrote {name}"))

    def _open(self, dialog: QDialog, then: "Callable[[], object]") -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(then)
        dialog.open()
