"""Every key and what it does, made from the registry of commands; where commands are given other keys."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.commands import MENUS, Command, Commands, native
from app.dialogs.fixed_keys import FIXED_KEYS
from app.dialogs.key_catcher import KeyCatcher
from app.folding import folded
from app.plain import PlainLabel
from app.remapping import Press, Remapping
from app.theme import BODY, SPACE_L, SPACE_M, SPACE_S, interface_font

_NOTE = (
    "Single keys go by their place on the keyboard and work in the text; here they have the letters of your layout, "
    "as far as it has shown itself by what you typed."
)
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_KEYS_WIDTH = 250
_COMMAND = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the list: under which heading, what is done, by which keys; the command's id if it is one."""

    group: str
    what: str
    keys: str
    command_id: str = ""


class KeysDialog(QDialog):
    """The list, searched by typing.

    Args:
        commands: the registry.
        parent: the window.
        remapping: gives commands other keys; without it the list is only shown.
        tags: names of tags that have a key of their own, with it and what is to be said of it.
    """

    def __init__(
        self,
        commands: Commands,
        parent: QWidget | None = None,
        *,
        remapping: Remapping | None = None,
        tags: Callable[[], Sequence[tuple[str, str]]] = tuple,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self._commands, self._remapping, self._tags = commands, remapping, tags
        self._asked: Command | None = None
        self._pending: Press | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter by what is done, or by keys")
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName("Filter keys")
        self.field.installEventFilter(self)
        self.tree = _tree()
        self.catcher = KeyCatcher()
        self.said = PlainLabel(_NOTE)
        self.said.setProperty("kind", "small")
        self.said.setWordWrap(True)
        self.change_button, self.remove_button = QPushButton("Change…"), QPushButton("Remove keys")
        self.reset_button, self.reset_all_button = QPushButton("Reset"), QPushButton("Reset all")
        self.copy_button, self.close_button = QPushButton("Copy list"), QPushButton("Close")
        self._build()
        self._connect()
        self._fill()
        self.resize(720, 640)

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        changing = (self.change_button, self.remove_button, self.reset_button, self.reset_all_button)
        for button in changing:
            foot.addWidget(button)
            button.setVisible(self._remapping is not None)
        foot.addStretch(1)
        for button in (self.copy_button, self.close_button):
            foot.addWidget(button)
        for button in (*changing, self.copy_button, self.close_button):
            button.setAutoDefault(False)
        self.remove_button.setToolTip("Leave the command without keys; it stays in its menu and in the palette")
        self.reset_button.setToolTip("Give the command the keys it came with")
        self.reset_all_button.setToolTip("Give every command the keys it came with")
        self.copy_button.setToolTip("Copy what is listed as text")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        for widget in (self.field, self.tree, self.catcher, self.said):
            column.addWidget(widget)
        column.setStretchFactor(self.tree, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _: self._filter())
        self.tree.currentItemChanged.connect(lambda *_: self._offer())
        self.tree.itemActivated.connect(lambda *_: self.change())
        self.change_button.clicked.connect(self.change)
        self.remove_button.clicked.connect(self.remove)
        self.reset_button.clicked.connect(self.reset)
        self.reset_all_button.clicked.connect(self.reset_all)
        self.copy_button.clicked.connect(self.copy)
        self.close_button.clicked.connect(self.reject)
        self.catcher.pressed.connect(self._pressed)
        self.catcher.confirmed.connect(self._confirmed)
        self.catcher.ended.connect(self._ended)
        self._commands.rebound.connect(self._fill)

    # -- the list

    def lines(self) -> Iterator[KeyLine]:
        """Everything that is listed: the menus in their order, then what else has keys."""
        for menu in MENUS:
            for command in self._commands:
                listed = command.menu == menu and command.shown()
                keys = self._commands.keys_of(command.id)
                if listed and (keys or self._remapping):
                    yield KeyLine(menu, command.listed, keys, command.id)
        for group, rows in FIXED_KEYS.items():
            yield from (KeyLine(group, what, keys) for what, keys in rows)
        yield from (KeyLine("Tags of this project", what, keys) for what, keys in self._tags())

    def _fill(self) -> None:
        chosen = self._chosen()
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for line in self.lines():
            if line.group not in groups:
                groups[line.group] = _heading(self.tree, line.group)
            item = self._item(line)
            groups[line.group].addChild(item)
            if chosen and line.command_id == chosen.id:
                self.tree.setCurrentItem(item)
        self.tree.expandAll()
        self._filter()

    def _item(self, line: KeyLine) -> QTreeWidgetItem:
        changed = bool(line.command_id and self._remapping and self._remapping.is_changed(line.command_id))
        usual = self._commands.usual(line.command_id).keys if changed else ""
        keys = f"{line.keys or 'no keys'}   (usually {usual or 'none'})" if changed else line.keys
        item = QTreeWidgetItem([line.what, keys])
        item.setData(0, _COMMAND, line.command_id)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{line.what}, {keys or 'no keys'}")
        if changed:
            item.setFont(1, interface_font(BODY, bold=True))
        return item

    def _filter(self) -> None:
        words = folded(self.field.text()).split()
        first: QTreeWidgetItem | None = None
        for group, children in self._groups():
            shown = 0
            for child in children:
                said = folded(f"{group.text(0)} {child.text(0)} {child.text(1)}")
                hidden = not all(word in said for word in words)
                child.setHidden(hidden)
                shown += not hidden
                first = first or (None if hidden else child)
            group.setHidden(not shown)
        current = self.tree.currentItem()
        if first and (current is None or current.isHidden() or not current.parent()):
            self.tree.setCurrentItem(first)
        self._offer()

    def _groups(self) -> Iterator[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]]:
        """The headings with the lines under each."""
        for number in range(self.tree.topLevelItemCount()):
            if group := self.tree.topLevelItem(number):
                yield group, [child for n in range(group.childCount()) if (child := group.child(n))]

    def _chosen(self) -> Command | None:
        item = self.tree.currentItem()
        return self._commands.get(item.data(0, _COMMAND)) if item and not item.isHidden() else None

    def _offer(self) -> None:
        """Offer what can be done with the command that is highlighted."""
        command, remapping = self._chosen(), self._remapping
        if remapping is None:
            return
        self.change_button.setEnabled(command is not None)
        self.remove_button.setEnabled(command is not None and not command.fixed and bool(command.keys))
        self.reset_button.setEnabled(command is not None and remapping.is_changed(command.id))
        self.reset_all_button.setEnabled(any(remapping.is_changed(command.id) for command in self._commands))

    # -- changing

    def change(self) -> None:
        """Ask for the new keys of the command that is highlighted."""
        command = self._chosen()
        if command is None or self._remapping is None:
            return
        if command.fixed:
            self.said.setText(command.fixed)
            return
        self._asked, self._pending = command, None
        self.catcher.ask(f"Press the new keys for “{command.listed}”. Esc leaves them as they are.")

    def _pressed(self, press: Press) -> None:
        command, remapping = self._asked, self._remapping
        if command is None or remapping is None:
            return
        other = remapping.holder(command, press)
        if reason := remapping.refusal(command, press):
            self.catcher.ask(f"{reason} Press others for “{command.listed}”, or Esc.")
        elif other and other.fixed:
            self.catcher.ask(f"{self._shown(press)} is “{other.listed}”. {other.fixed} Press others, or Esc.")
        elif other:
            self._pending = press
            words = f"{self._shown(press)} is “{other.listed}”, which would have"
            left = "no keys then" if len(other.names) == 1 else "its other keys only"
            self.catcher.confirm(f"{words} {left}.", "Take them")
        else:
            self._give(press)

    def _confirmed(self) -> None:
        if self._asked is None and self._pending is None:
            self._reset_chosen()
        elif self._pending:
            self._give(self._pending)

    def _give(self, press: Press) -> None:
        command, remapping = self._asked, self._remapping
        self._ended()
        if command and remapping:
            remapping.give(command, press)
            self.said.setText(f"{self._shown(press)} is “{command.listed}” from now on.")

    def _ended(self) -> None:
        self._asked = self._pending = None
        self.catcher.hide()
        self.said.setText(_NOTE)
        self.tree.setFocus()

    def _shown(self, press: Press) -> str:
        return native(press.shortcut)[0] if press.shortcut else self._commands.layout.caption(press.key)

    def remove(self) -> None:
        """Leave the command that is highlighted without keys."""
        command = self._chosen()
        if command and self._remapping and not command.fixed:
            self._remapping.remove(command)
            self.said.setText(f"“{command.listed}” has no keys now; it stays in its menu and in the palette.")

    def reset(self) -> None:
        """Give the command that is highlighted its usual keys, and ask first where another one has them now."""
        command, remapping = self._chosen(), self._remapping
        if command is None or remapping is None:
            return
        others = remapping.holders_of_usual(command.id)
        if others:
            named = ", ".join(f"“{other.listed}”" for other in others)
            usual = self._commands.usual(command.id).keys
            self.catcher.confirm(f"{usual} of “{command.listed}” is {named} now, which would lose it.", "Take them")
        else:
            self._reset_chosen()

    def _reset_chosen(self) -> None:
        command, remapping = self._chosen(), self._remapping
        self._ended()
        if command and remapping:
            remapping.reset(command.id)

    def reset_all(self) -> None:
        """Give every command its usual keys."""
        if self._remapping:
            self._ended()
            self._remapping.reset_all()
            self.said.setText("Every command has its usual keys.")

    # -- taking along

    def text(self) -> str:
        """What is listed, as text: a heading over its lines, what is done and the keys apart by a tab."""
        parts: list[str] = []
        for group, children in self._groups():
            rows = [f"{child.text(0)}\t{child.text(1)}" for child in children if not child.isHidden() and child.text(1)]
            if rows:
                parts.append("\n".join([group.text(0), *rows]))
        return "\n\n".join(parts)

    def copy(self) -> None:
        """Put what is listed on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
        self.said.setText("The list is on the clipboard, to be pasted and printed.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc takes back a question before it closes the list."""
        if event.key() == Qt.Key.Key_Escape and not self.catcher.isHidden():
            self._ended()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrows move in the list while the field is typed in; Enter changes what is highlighted."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.tree.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.change()
                return True
        return False


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setColumnCount(2)
    tree.setHeaderLabels(["Action", "Keys"])
    tree.setAccessibleName("Keys")
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setIndentation(SPACE_M)
    tree.setItemsExpandable(False)
    tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
    header.resizeSection(1, _KEYS_WIDTH)
    return tree


def _heading(tree: QTreeWidget, name: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem(tree, [name])
    item.setFont(0, interface_font(BODY, bold=True))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    item.setFirstColumnSpanned(True)
    item.setData(0, _COMMAND, "")
    return item
