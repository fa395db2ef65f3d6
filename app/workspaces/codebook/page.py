"""The workspace in which the codebook is edited: the tree of it, and the form of what is selected."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotations.codebook import Codebook, Dimension, Tag
from annotations.codebook_tree import Place, doubles, indented, outdented, roots, shifted, tree
from annotations.store.changes import Changes
from app.theme import SPACE_L, SPACE_S, Theme
from app.widgets.empty import EmptyState
from app.widgets.scrolled import scrolled
from app.widgets.splitter import Splitter
from app.workspaces.codebook.dimension_form import DimensionForm
from app.workspaces.codebook.edits import Edits
from app.workspaces.codebook.model import CodebookModel, Node
from app.workspaces.codebook.several_form import SeveralForm
from app.workspaces.codebook.side import Side, small
from app.workspaces.codebook.tag_form import TagForm
from app.workspaces.codebook.tree_view import DOWN, IN, OUT, UP
from app.workspaces.codebook.usage import Usage
from app.workspaces.workspace import Workspace

if TYPE_CHECKING:
    from app.window import Window

_TABLES = ("dimensions", "tags", "aliases")
_WIDEST = 860
_NOTHING, _TAG, _DIMENSION, _SEVERAL = range(4)
_NEW = "New dimension"


class CodebookPage(Workspace):
    """Shows the codebook of the open project and has changes of it made, one step each."""

    selection_changed = Signal()
    """Something else is selected."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window.workspaces.stack)
        self._window, self._session = window, window.session
        self.edits, self.usage = Edits(self._session, self), Usage(self._session, self)
        self.model = CodebookModel(self.usage.of, self)
        commands = window.commands
        self.side = Side(self.model, ("Add a codebook that comes along…", lambda: commands.run("codebook.shipped")))
        self.tree = self.side.tree
        self.tag_form = TagForm(self.edits, lambda: window.tag_keys.keys)
        self.dimension_form = DimensionForm(self._session, self.edits, self.usage.taggings_at_least)
        self.several_form = SeveralForm(self.edits)
        self.reason = small()
        self.menu = QMenu(self)
        self._forms = QStackedWidget()
        self._stale = True
        self._doubles = 0
        """How many names occur twice."""
        self._build()
        self._connect()
        self._read()

    # -- building

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.columns = Splitter(Qt.Orientation.Horizontal, ["Width of the tree"])
        self.columns.setHandleWidth(1)
        row.addWidget(self.columns)
        self.columns.addWidget(self.side)
        right = QWidget()
        self.columns.addWidget(right)
        self._fill(right)
        self.columns.setCollapsible(0, False)
        self.columns.setCollapsible(1, False)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes([340, 900])
        self.side.setMinimumWidth(240)
        self.side.more_button.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill_menu)

    def _fill(self, right: QWidget) -> None:
        self.reason.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, 0)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.reason)
        column.addWidget(self._forms, 1)
        self._forms.addWidget(
            EmptyState("Nothing selected", "Select a dimension or a tag to see what it stands for and to change it.")
        )
        for form in (self.tag_form, self.dimension_form, self.several_form):
            scrolled(form, _WIDEST, self._forms.addWidget)

    def _connect(self) -> None:
        commands, tree, side = self._window.commands, self.tree, self.side
        self.edits.said.connect(lambda said: self._window.toast.say(said, "Undo", lambda: commands.run("edit.undo")))
        self._session.changed.connect(self._follow)
        self._session.project_changed.connect(self._show_project)
        self._session.writable_changed.connect(self._refresh)
        self._session.closing.connect(self.flush)
        self.usage.changed.connect(self._show_counts)
        side.filtered.connect(self._filter)
        side.added.connect(self.add_tag)
        side.dimension_asked.connect(self.new_dimension)
        side.merge_asked.connect(self._select_doubles)
        tree.chosen.connect(self._show_chosen)
        tree.move_asked.connect(self.move_selected)
        tree.delete_asked.connect(lambda: commands.run("codebook.delete"))
        tree.add_asked.connect(side.add_field.setFocus)
        tree.form_asked.connect(self._enter_form)
        tree.claims_asked.connect(lambda node: self.show_claims(node.tag.id))
        tree.menu_asked.connect(self._show_menu)
        self.model.renamed.connect(self._rename)
        self.model.moved.connect(self._drop)
        self.model.dimension_moved.connect(self._drop_dimension)
        for form in (self.tag_form, self.dimension_form):
            form.left.connect(tree.setFocus)
        self.dimension_form.delete_asked.connect(lambda: commands.run("codebook.delete"))
        for asking in (self.tag_form, self.several_form):
            asking.merge_asked.connect(lambda: commands.run("codebook.merge"))
            asking.delete_asked.connect(lambda: commands.run("codebook.delete"))
        self.tag_form.claims_asked.connect(self.show_claims)

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
        self.model.set_theme(theme)
        self.tag_form.set_theme(theme)
        self.several_form.set_theme(theme)

    def entered(self) -> None:
        """The page has come to the front: to the tree."""
        if self._stale:
            self._read()
        self.usage.want(wanted=True)
        if self.tree.current is None and self.model.roots:
            self.tree.select(self.model.roots[0].key)
        self.tree.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: store what is being typed, and stop counting."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.flush()
            self.usage.want(wanted=False)

    # -- following

    @property
    def codebook(self) -> Codebook:
        """The project's codebook as it is now."""
        return self._session.codebook

    def _show_project(self) -> None:
        self.side.filter_field.clear()
        self.side.add_field.clear()
        self.tree.forget()
        self._read("")

    def _follow(self, changes: Changes) -> None:
        if not changes.touches(*_TABLES):
            return
        if self.isVisible():
            self._read()
        else:
            self._stale = True

    def _read(self, typed: str | None = None) -> None:
        self._stale = False
        wanted = self.side.filter_field.text() if typed is None else typed
        self.model.writable = self._session.can_write
        self._doubles = sum(len(doubles(self.codebook, one.id)) for one in self.codebook.dimensions)
        self.tree.keeping_place(lambda: self.model.show(self.codebook, wanted), go_on=typed is None)
        self._refresh()

    def _filter(self, typed: str) -> None:
        self._read(typed)
        if typed.strip():
            self.tree.unfold_all()

    def _refresh(self) -> None:
        """Show what is selected, and what can be done with it."""
        writable = self._session.can_write
        self.model.writable = writable
        why = self._session.why_not
        self.reason.setText(f"Nothing can be changed: {why}." if why else "")
        self.reason.setVisible(bool(why) and self._session.project is not None)
        self._show_chosen()

    def _show_chosen(self) -> None:
        nodes, writable, codebook = self.tree.nodes, self._session.can_write, self.codebook
        node = nodes[0] if len(nodes) == 1 else None
        page = _SEVERAL if len(nodes) > 1 else _NOTHING
        if node and node.tag:
            page = _TAG
            self.tag_form.show_tag(codebook, codebook.tag(node.tag.id), writable=writable)
            self.tag_form.show_count(self.usage.of(node.tag.id))
        elif node:
            page = _DIMENSION
            self.dimension_form.show_dimension(codebook, node.dimension, writable=writable)
        elif nodes:
            tags = [each.tag for each in nodes if each.tag]
            self.several_form.show_tags(codebook, tags, len(nodes), writable=writable)
        if page != self._forms.currentIndex():
            self.flush()
            self._forms.setCurrentIndex(page)
        current = nodes[-1] if nodes else self.tree.current
        self.side.refresh(self.model, current, self._doubles, writable=writable)
        self.selection_changed.emit()

    def _show_counts(self) -> None:
        self.model.counts_changed()
        self.tree.fit_columns()
        for node in self.tree.nodes[:1]:
            if node.tag:
                self.tag_form.show_count(self.usage.of(node.tag.id))

    # -- what is selected

    @property
    def tags(self) -> list[Tag]:
        """The selected tags; nothing where dimensions, or tags of several ones, are selected."""
        nodes = self.tree.nodes
        tags = [node.tag for node in nodes if node.tag]
        return tags if len(tags) == len(nodes) and len({tag.dimension_id for tag in tags}) == 1 else []

    @property
    def dimension(self) -> Dimension | None:
        """The one selected dimension."""
        nodes = self.tree.nodes
        return nodes[0].dimension if len(nodes) == 1 and nodes[0].tag is None else None

    def _current(self) -> Node | None:
        nodes = self.tree.nodes
        return nodes[-1] if nodes else self.tree.current

    # -- changing

    def add_tag(self, name: str) -> None:
        """Add a tag after the selected one, or at the end of the selected dimension; the next can be typed at once."""
        node = self._current()
        if node is None or not name.strip():
            return
        place, values = None, dict[str, str]()
        codebook, tag = self.codebook, node.tag
        if tag is not None and not tag.is_none:
            # Filtered, the tree shows some tags only.
            placed = tree(codebook, tag.dimension_id)
            around = [one.tag.id for one in placed if one.tag.parent_id == tag.parent_id]
            behind = around[around.index(tag.id) + 1 :]
            place = Place(tag.parent_id, behind[0] if behind else None)
            values = {"type": tag.type} if tag.type else {}
        tag_id = self.edits.add_tag(codebook.dimension(node.dimension.id), name, place, **values)
        if tag_id:
            self.side.add_field.clear()
            self.tree.select(("tag", tag_id))

    def new_dimension(self) -> None:
        """Make a dimension with a name to be typed over."""
        taken = {one.name for one in self.codebook.dimensions}
        name = next(each for n in range(1, len(taken) + 2) if (each := _NEW if n == 1 else f"{_NEW} {n}") not in taken)
        made = self.edits.add_dimension(name)
        if made:
            self.side.filter_field.clear()
            self._filter("")
            self.tree.select(("dimension", made))
            field = self.dimension_form.texts.fields["name"]
            field.setFocus()
            field.selectAll()

    def _rename(self, node: Node, name: str) -> None:
        if node.tag:
            self.edits.rename(node.tag, name)
        else:
            self.edits.set_dimension(node.dimension, "name", name)

    def rename(self) -> None:
        """Type another name where it stands in the tree."""
        self.tree.setFocus()
        self.tree.edit(self.tree.currentIndex())

    def move_selected(self, how: str) -> None:
        """Move what is selected UP, DOWN, IN or OUT."""
        if not self._session.can_write:
            return
        if (dimension := self.dimension) is not None:
            order = [one.id for one in self.codebook.dimensions]
            there = order.index(dimension.id) + {UP: -1, DOWN: 1}.get(how, 0)
            if how in (UP, DOWN) and 0 <= there < len(order):
                self.edits.move_dimension(dimension, there)
            return
        tags = [tag for tag in self.tags if not tag.is_none]
        ids = [tag.id for tag in tags]
        place_of = {
            UP: lambda: shifted(self.codebook, ids, -1),
            DOWN: lambda: shifted(self.codebook, ids, 1),
            IN: lambda: indented(self.codebook, ids),
            OUT: lambda: outdented(self.codebook, ids),
        }
        place = place_of[how]() if tags else None
        if place is not None:
            self._move(roots(self.codebook, ids), place)

    def _move(self, tags: list[Tag], place: Place) -> None:
        if place.parent_id is not None and (parent := self.model.find(("tag", place.parent_id))):
            self.tree.unfold(parent.key)
        self.edits.move(tags, place)

    def _drop(self, tag_ids: list[int], place: Place) -> None:
        self._move(roots(self.codebook, tag_ids), place)

    def _drop_dimension(self, dimension_id: int, place: int) -> None:
        # Filtered, the tree shows some dimensions only: the place is before the one that is shown there.
        shown = [node.dimension.id for node in self.model.roots if node.dimension.id != dimension_id]
        others = [one.id for one in self.codebook.dimensions if one.id != dimension_id]
        at = others.index(shown[place]) if place < len(shown) else len(others)
        self.edits.move_dimension(self.codebook.dimension(dimension_id), at)

    def _select_doubles(self) -> None:
        """Select the first tags whose names occur twice, and ask which of them stays."""
        groups = (group for one in self.codebook.dimensions for group in doubles(self.codebook, one.id))
        group = next(groups, ())
        if group:
            self.side.filter_field.clear()
            self._filter("")
            self.tree.select(*(("tag", tag.id) for tag in group))
            self._window.commands.run("codebook.merge")

    def show_claims(self, tag_id: int) -> None:
        """Show the claims that have a tag, in the workspace of claims."""
        self.flush()
        self._window.codebook.show_claims(self.codebook.tag(tag_id))

    # -- keys and menus

    def _enter_form(self) -> None:
        page = self._forms.currentIndex()
        if page in (_TAG, _DIMENSION):
            form = self.tag_form if page == _TAG else self.dimension_form
            field = form.texts.fields["name"]
            field.setFocus()
            field.selectAll()

    def _show_menu(self, place: QPoint) -> None:
        self.menu.popup(place)

    def _fill_menu(self) -> None:
        self._window.codebook.fill_menu(self.menu)

    def flush(self) -> None:
        """Store what is being typed."""
        self.tag_form.flush()
        self.dimension_form.flush()
