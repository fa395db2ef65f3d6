"""The codebook as a tree: dimensions, and their tags as they are nested."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.codebook_tree import Place, tree
from annotations.wording import number_of
from app.claim_view import scale_text
from app.folding import folded
from app.plain import plain_tip
from app.theme import Theme, colour_key, interface_font

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, int]
"""What a row is of: ("dimension", id) or ("tag", id)."""

ROOT = QModelIndex()
NAME, SHORTCUT, CLAIMS = range(3)
MIME = "application/x-pressmark-tags"
KIND_NAMES = {Kind.ONE: "One tag", Kind.MANY: "Many tags", Kind.ACTORS: "Actors", Kind.SCALE: "Scale"}
_DOT = 10

# Put together once: Qt asks for the flags of every row, again and again.
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_MOVED = _SHOWN | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
_NAMED = _SHOWN | Qt.ItemFlag.ItemIsEditable
_NAMED_AND_MOVED = _MOVED | Qt.ItemFlag.ItemIsEditable


@dataclass(slots=True, eq=False)
class Node:
    """One row: a dimension, or a tag of it; `children` in order, `row` among its siblings."""

    dimension: Dimension
    tag: Tag | None = None
    parent: "Node | None" = None
    children: "list[Node]" = field(default_factory=list)
    row: int = 0

    @property
    def key(self) -> Key:
        """What the row is of."""
        return ("tag", self.tag.id) if self.tag else ("dimension", self.dimension.id)

    @property
    def name(self) -> str:
        """What it is called."""
        return self.tag.name if self.tag else self.dimension.name

    @property
    def path(self) -> tuple[int, ...]:
        """Its rows from the dimension down: what comes first in the tree has the lesser one."""
        found, node = [self.row], self.parent
        while node:
            found.append(node.row)
            node = node.parent
        return tuple(reversed(found))

    def walk(self) -> Iterator["Node"]:
        """All beneath it, depth first."""
        waiting = list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


class CodebookModel(QAbstractItemModel):
    """Three columns: the name, the shortcut, the number of claims.

    Args:
        count: how many claims have a tag, None where that is not known yet.
        parent: Qt's owner.
    """

    renamed = Signal(object, str)
    """A `Node` is to have another name."""
    moved = Signal(object, object)
    """Tags, by their ids, are to go to a `Place`."""
    dimension_moved = Signal(object, object)
    """A dimension, by its id, is to go to a place among the others."""

    def __init__(self, count: Callable[[int], int | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = count
        self._theme = Theme.light()
        self._dots: dict[str, QIcon] = {}
        self._roots: list[Node] = []
        self._by_key: dict[Key, Node] = {}
        self._by_number: dict[int, Node] = {}
        self._typed = ""
        self.writable = False
        """Whether names and places can be changed."""

    def set_theme(self, theme: Theme) -> None:
        """Draw dots in these colours."""
        self._theme = theme
        self._dots = {}
        self._tell_all()

    # -- what is shown

    def show(self, codebook: Codebook, typed: str = "") -> bool:
        """Show a codebook, or those of its tags that have what is typed in them; whether rows came, went or moved."""
        self._typed = folded(typed).strip()
        roots = [self._node(codebook, dimension) for dimension in codebook.dimensions]
        if self._typed:
            roots = [root for root in roots if root.children or self._typed in folded(root.name)]
        if _outline(roots) == _outline(self._roots):
            self._take(roots)
            self._tell_all()
            return False
        self.beginResetModel()
        self._take(roots)
        self.endResetModel()
        return True

    def _node(self, codebook: Codebook, dimension: Dimension) -> Node:
        root = Node(dimension)
        line = [root]
        for tag, level in tree(codebook, dimension.id):
            del line[level + 1 :]
            node = Node(dimension, tag, line[-1])
            line[-1].children.append(node)
            line.append(node)
        if self._typed and self._typed not in folded(root.name):
            _prune(root, self._typed)
        return root

    def _take(self, roots: list[Node]) -> None:
        for siblings in (roots, *(node.children for root in roots for node in (root, *root.walk()))):
            for row, node in enumerate(siblings):
                node.row = row
        self._roots = roots
        nodes = [node for root in roots for node in (root, *root.walk())]
        self._by_key = {node.key: node for node in nodes}
        self._by_number = {_number(node.key): node for node in nodes}

    def _tell_all(self, first: int = NAME) -> None:
        """Everything may look otherwise, from a column on."""
        for parent in (None, *self._by_key.values()):
            siblings = self._roots if parent is None else parent.children
            if siblings:
                self.dataChanged.emit(self.index_of(siblings[0], first), self.index_of(siblings[-1], CLAIMS))

    def counts_changed(self) -> None:
        """Other numbers of claims are known now; a name that is being typed is left alone."""
        self._tell_all(CLAIMS)

    @property
    def widest_shortcut(self) -> str:
        """The longest shortcut that is shown."""
        return max((node.tag.shortcut for node in self._by_key.values() if node.tag), key=len, default="")

    @property
    def widest_count(self) -> str:
        """The largest number that is shown."""
        most = max((self._count(node.tag.id) or 0 for node in self._by_key.values() if node.tag), default=0)
        return f"{most:,}" if most else ""

    # -- nodes and indexes

    def node(self, index: Index) -> Node | None:
        """What a row is of."""
        return self._by_number.get(index.internalId()) if index.isValid() else None

    def find(self, key: Key) -> Node | None:
        """The row of a dimension or a tag, None if it is not shown."""
        return self._by_key.get(key)

    def index_of(self, node: Node, column: int = NAME) -> QModelIndex:
        """Where a node stands."""
        return self.createIndex(node.row, column, _number(node.key))

    @property
    def roots(self) -> list[Node]:
        """The dimensions that are shown."""
        return self._roots

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        """Qt: the index of a row."""
        above = self.node(parent)
        siblings = self._roots if above is None else above.children
        return self.index_of(siblings[row], column) if 0 <= row < len(siblings) and 0 <= column <= CLAIMS else ROOT

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # the other parent() takes nothing
        """Qt: what a row stands beneath."""
        node = self.node(index)
        return self.index_of(node.parent) if node and node.parent else ROOT

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many rows stand beneath one."""
        if parent.isValid() and parent.column() != NAME:
            return 0
        above = self.node(parent)
        return len(self._roots if above is None else above.children)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Qt: three."""
        del parent
        return CLAIMS + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what is shown and spoken of a row."""
        node = self.node(index)
        if node is None:
            return None
        column = index.column()
        found: object = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                found = self._cell(node, column)
            case Qt.ItemDataRole.EditRole:
                found = node.name
            case Qt.ItemDataRole.DecorationRole if node.tag and column == NAME:
                found = self._dot(colour_key(node.tag))
            case Qt.ItemDataRole.FontRole if node.tag is None and column == NAME:
                found = interface_font(bold=True)
            case Qt.ItemDataRole.ForegroundRole if column != NAME:
                found = self._theme.quiet
            case Qt.ItemDataRole.TextAlignmentRole if column != NAME:
                found = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.ToolTipRole if column == NAME:
                found = plain_tip(_about(node))
            case Qt.ItemDataRole.AccessibleTextRole:
                found = self._spoken(node)
        return found

    def _cell(self, node: Node, column: int) -> str:
        if column == SHORTCUT:
            return node.tag.shortcut if node.tag else ""
        if column == CLAIMS:
            count = self._count(node.tag.id) if node.tag else None
            return f"{count:,}" if count else ""
        if node.tag and node.dimension.kind is Kind.SCALE and node.tag.value is not None:
            return f"{scale_text(node.tag)}  {node.tag.name}"
        return node.name

    def _spoken(self, node: Node) -> str:
        if node.tag is None:
            return f"{node.name}, dimension, {KIND_NAMES[node.dimension.kind]}"
        count = self._count(node.tag.id)
        keys = f"shortcut {node.tag.shortcut}" if node.tag.shortcut else ""
        return ", ".join(filter(None, (node.name, keys, "" if count is None else number_of(count, "claim"))))

    def _dot(self, colour: str) -> QIcon:
        if colour not in self._dots:
            self._dots[colour] = _dot(self._theme.tag_colour(colour))
        return self._dots[colour]

    # -- changing

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: a name was typed."""
        node, name = self.node(index), " ".join(str(value).split())
        if node is None or role != Qt.ItemDataRole.EditRole or not name or name == node.name:
            return False
        self.renamed.emit(node, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: what can be done with a row."""
        node = self.node(index)
        if node is None:
            return Qt.ItemFlag.ItemIsDropEnabled if self.writable else Qt.ItemFlag.NoItemFlags
        if not self.writable:
            return _SHOWN
        fixed = node.tag is not None and node.tag.is_none
        if index.column() != NAME:
            return _SHOWN if fixed else _MOVED
        return _NAMED if fixed else _NAMED_AND_MOVED

    def supportedDropActions(self) -> Qt.DropAction:
        """Qt: rows are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Qt: what can be dropped."""
        return [MIME]

    def mimeData(self, indexes: Iterable[Index]) -> QMimeData:
        """Qt: what is dragged: the keys of the rows."""
        nodes = {node.key: node for index in indexes if (node := self.node(index))}
        data = QMimeData()
        data.setData(MIME, " ".join(f"{kind}:{number}" for kind, number in nodes).encode())
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Qt: tags go among tags of their dimension, a dimension among dimensions."""
        del column
        dragged, above = self._dragged(data), self.node(parent)
        if not self.writable or not dragged or action is Qt.DropAction.IgnoreAction:
            return False
        if dragged[0].tag is None:
            return len(dragged) == 1 and above is None and row >= 0
        if above is None or (above.tag is not None and above.tag.is_none):
            return False
        own = all(node.tag is not None and node.dimension.id == above.dimension.id for node in dragged)
        return own and not any(node is above or above in node.walk() for node in dragged)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Qt: ask for the move; the rows follow the codebook, so the view is to leave them."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        dragged, above = self._dragged(data), self.node(parent)
        if above is None:
            before = dragged[0].row < row
            self.dimension_moved.emit(dragged[0].dimension.id, row - before)
            return False
        siblings = above.children
        behind = next((node for node in siblings[row:] if node not in dragged), None) if row >= 0 else None
        place = Place(above.tag.id if above.tag else None, behind.tag.id if behind and behind.tag else None)
        self.moved.emit([node.tag.id for node in dragged if node.tag], place)
        return False

    def _dragged(self, data: QMimeData) -> list[Node]:
        found: list[Node] = []
        for part in bytes(data.data(MIME).data()).decode("ascii", "replace").split():
            kind, _, number = part.partition(":")
            node = self._by_key.get((kind, int(number))) if number.isdecimal() else None
            found += [node] if node else []
        return found


def _prune(root: Node, typed: str) -> None:
    """Leave only what has the typed words in its name or aliases, and what that stands beneath."""
    for node in reversed([root, *root.walk()]):  # children come before their parents
        node.children = [child for child in node.children if child.children or _has(child, typed)]


def _has(node: Node, typed: str) -> bool:
    names = (node.tag.name, *node.tag.aliases) if node.tag else ()
    return any(typed in folded(name) for name in names)


def _outline(roots: list[Node]) -> list[tuple[Key, Key | None]]:
    nodes = [node for root in roots for node in (root, *root.walk())]
    return [(node.key, node.parent.key if node.parent else None) for node in nodes]


def _number(key: Key) -> int:
    """One number for dimensions and tags, which both count from one."""
    return key[1] * 2 + (key[0] == "tag")


def _about(node: Node) -> str:
    if node.tag is None:
        return node.dimension.help
    return "\n\n".join(filter(None, (node.tag.short, node.tag.definition)))


def _dot(colour: QColor) -> QIcon:
    """A round spot, sharp on fine screens too."""
    density = 2
    drawn = QPixmap(_DOT * density, _DOT * density)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(0, 0, _DOT * density, _DOT * density)
    painter.end()
    drawn.setDevicePixelRatio(density)
    dot = QIcon(drawn)
    dot.addPixmap(drawn, QIcon.Mode.Selected)  # Qt would tint it
    return dot
