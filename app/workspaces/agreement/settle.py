"""The part in which differences between coders are settled: the list, the passage, a key for each decision."""

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from annotations.agreement.coded import Scope
from annotations.agreement.disagreements import THE_PASSAGE, Answer, Disagreement, TagPair
from annotations.differences import Difference, Key, State
from annotations.store.changes import Changes
from annotations.wording import number_of
from app.background import Question
from app.keys import letter, place
from app.picker.view import Picker
from app.plain import PlainLabel
from app.theme import SPACE_M, SPACE_S, Theme
from app.widgets.empty import EmptyState
from app.widgets.splitter import Splitter
from app.workspaces.agreement.area import Area
from app.workspaces.agreement.measured import Measured
from app.workspaces.agreement.settle_deciding import Deciding
from app.workspaces.agreement.settle_list import DifferencesList, DifferencesModel
from app.workspaces.agreement.settle_reading import FOLLOWED, Found, Shown, Touched, read, read_again, read_one, touched
from app.workspaces.agreement.settle_sheet import SettleSheet
from app.workspaces.agreement.wording import STATE_NAMES, Words

if TYPE_CHECKING:
    from app.window import Window

PairKey = tuple[int, Answer, Answer]
_LIST, _NONE, _NOTHING = range(3)
_ANY = -1
_KEYS = "R why · N P next, previous"


class SettleArea(Area):
    """Lists where coders differ and settles it."""

    passage_asked = Signal(int, int)
    """Go and read: an article's id, a claim's id."""
    retitled = Signal()
    """The title of the tab is another one."""

    def __init__(self, window: "Window") -> None:
        super().__init__()
        self._window, self._session = window, window.session
        self._scope = Scope()
        self._found = Found()
        self._pairs: tuple[TagPair, ...] = ()
        self._pair: PairKey | None = None
        self._stale = True
        """Whether all is to be read."""
        self._touched: Touched | None = None
        """What was changed since the differences were read, where that is known."""
        self._key: Key | None = None
        """The difference that is shown."""
        self._question, self._reading = Question(self._session, self), Question(self._session, self)
        self.said, self.keys = PlainLabel(), PlainLabel(_KEYS)
        self.dimension_box, self.state_box, self.pair_button = QComboBox(), QComboBox(), QPushButton()
        self.model = DifferencesModel(self)
        self.list = DifferencesList(window.theme)
        self.list.setModel(self.model)
        self.sheet = SettleSheet(window.theme)
        self.picker = Picker(window.theme, window)
        self.deciding = Deciding(self._session, self.sheet, self.picker, self._at_hand)
        self._build()
        self._connect()

    # -- building

    def _build(self) -> None:
        self.dimension_box.setAccessibleName("Differences in this dimension")
        self.state_box.setAccessibleName("Differences of this state")
        self.state_box.addItem("All", None)
        for state, name in STATE_NAMES.items():
            self.state_box.addItem(name, state.value)
        self.state_box.setCurrentIndex(1)
        for label in (self.said, self.keys):
            label.setProperty("kind", "small")
        self.keys.setWordWrap(True)
        self.pair_button.setProperty("kind", "link")
        self.pair_button.hide()
        splitter = Splitter(Qt.Orientation.Horizontal, ("Width of the list",))
        splitter.addWidget(self._left())
        splitter.addWidget(self.sheet)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([380, 644])
        self.sheet.setMinimumWidth(360)
        shown = QWidget()
        inner = QVBoxLayout(shown)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(splitter)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(shown)
        draw = ("Draw a sample…", lambda: self._window.commands.run("double.draw"))
        self.none = EmptyState("Nothing to settle", "Coders said the same wherever two of them coded.", draw)
        self.nothing = EmptyState(
            "Nothing of that kind", "No difference is of this dimension and state.", ("Show all", self._show_all)
        )
        for page in (self.none, self.nothing):
            self._pages.addWidget(page)

    def _left(self) -> QWidget:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        head.setSpacing(SPACE_S)
        for box in (self.dimension_box, self.state_box):
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            head.addWidget(box, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        foot.setSpacing(0)
        foot.addWidget(self.said)
        foot.addWidget(self.keys)
        left = QWidget()
        left.setMinimumWidth(260)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.pair_button)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        return left

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._move_to)
        self.list.doubleClicked.connect(lambda _: self._go_to_passage())
        self.dimension_box.activated.connect(lambda _: self._refilter())
        self.state_box.activated.connect(lambda _: self._refilter())
        self.pair_button.clicked.connect(lambda: self.show_pair(None))
        sheet, deciding = self.sheet, self.deciding
        sheet.side_taken.connect(deciding.take)
        sheet.all_taken.connect(deciding.take_all)
        sheet.other_asked.connect(deciding.ask_other)
        sheet.left_out.connect(deciding.leave_out)
        sheet.reopened.connect(deciding.reopen)
        sheet.reason_given.connect(deciding.give_reason)
        sheet.place_asked.connect(self._go_to_passage)
        deciding.done.connect(self.list.setFocus)
        for widget in (self.list, sheet.text, sheet.reason):
            widget.installEventFilter(self)
        self._session.changed.connect(self._follow)
        self._session.project_changed.connect(self._restart)
        self._session.writable_changed.connect(self._show)
        self._session.coder_changed.connect(self._read_all)

    def set_theme(self, theme: Theme) -> None:
        """Show everything in these colours."""
        self.list.set_theme(theme)
        self.sheet.theme = theme
        self.picker.set_theme(theme)
        self._show()

    # -- reading

    @property
    def title(self) -> str:
        """What stands on the tab, with how many are to be settled."""
        return f"Disagreements {self.left:,}" if self.left else "Disagreements"

    @property
    def left(self) -> int:
        """How many are to be settled, those that changed since among them."""
        return sum(one.state is not State.SETTLED for one in self._found.every)

    @property
    def listed(self) -> list[Disagreement]:
        """What is listed, by the number of the claim."""
        return [one.found for one in self.model.shown]

    def show_measured(self, measured: Measured) -> None:
        """Compare the people and articles that the figures are about."""
        self._scope, self._pairs = measured.scope, tuple(measured.agreement.pairs)
        self._read_all()

    def entered(self) -> None:
        """Put the keyboard where a key decides."""
        if self._is_behind:
            self.read()
        current = self._pages.currentWidget()
        (self.list if self._pages.currentIndex() == _LIST or current is None else current).setFocus()

    def show_pair(self, pair: PairKey | None) -> None:
        """List only where these two tags stand against each other; None for all again."""
        self._pair = pair
        if pair is not None:
            self.dimension_box.setCurrentIndex(0)
            self.state_box.setCurrentIndex(0)
        self._refilter()

    def read(self) -> None:
        """Read the differences behind the window: all, or where it is known which were touched, those again."""
        scope, found, what = self._scope, self._found, self._touched
        if self._stale or what is None:
            self._stale = True  # until they are here
            self._question.ask(lambda project: read(project, scope), self._take)
        else:
            self._question.ask(lambda project: read_again(project, scope, found, what), self._take)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: read what was left unread while nobody could see it."""
        super().showEvent(event)
        if self._is_behind:
            self.read()

    @property
    def _is_behind(self) -> bool:
        """Whether something was changed that is not read."""
        return self._stale or self._touched is not None

    def _read_all(self) -> None:
        self._stale = True
        self.read()

    def _follow(self, changes: Changes) -> None:
        if not changes.touches(*FOLLOWED):
            return
        what = None if self._stale else touched(changes, self._found)
        if what is None:
            self._stale = True
        else:
            self._touched = what if self._touched is None else self._touched | what
        if self.isVisible():
            self.read()

    def _restart(self) -> None:
        self._found, self._key, self._scope, self._pair, self._pairs = Found(), None, Scope(), None, ()
        self._stale, self._touched = True, None
        self.picker.hide()

    def _take(self, found: Found) -> None:
        self._found, self._stale, self._touched = found, False, None
        chosen = self.dimension_box.currentData()
        self.dimension_box.clear()
        self.dimension_box.addItem("All dimensions", _ANY)
        self.dimension_box.addItem("Passages", THE_PASSAGE)
        for dimension in found.codebook.dimensions:
            self.dimension_box.addItem(dimension.name, dimension.id)
        self.dimension_box.setCurrentIndex(max(0, self.dimension_box.findData(chosen)))
        self._list()
        self.retitled.emit()

    def _words(self) -> Words:
        return Words(self._found.codebook, self._found.coders)

    # -- the list

    def _refilter(self) -> None:
        """List what is asked for now, whatever was shown before."""
        one = self.current
        self._key = one.key if one and self._is_wanted(one, self._of_pair_keys()) else None
        self._list()

    def _list(self) -> None:
        """List what is asked for; what was just settled stays until one goes on."""
        had_keyboard = self.list.hasFocus()
        among = self._of_pair_keys()
        shown = [one for one in self._found.every if one.key == self._key or self._is_wanted(one, among)]
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        self.model.show_differences(shown, self._words(), self._found.quotes)
        row = max(0, self.model.row_of(self._key))
        index = self.model.index(row) if shown else QModelIndex()
        self.list.setCurrentIndex(index)
        selection.blockSignals(False)
        self.list.viewport().update()
        self._pages.setCurrentIndex(_LIST if shown else _NOTHING if self._found.every else _NONE)
        self._key = shown[row].key if shown else None
        if shown:
            self.list.scrollTo(index)
        elif had_keyboard:
            (self.nothing if self._found.every else self.none).setFocus()
        self._tell()
        self._show()

    def _is_wanted(self, one: Difference, among: Collection[Key] | None) -> bool:
        dimension, state = self.dimension_box.currentData(), self.state_box.currentData()
        if dimension not in (None, _ANY) and one.found.dimension_id != dimension:
            return False
        if among is not None and one.key not in among:
            return False
        return state is None or one.state == State(state) or (state == State.OPEN and one.state is State.CHANGED)

    def _of_pair(self) -> TagPair | None:
        return next((each for each in self._pairs if (each.dimension_id, each.one, each.other) == self._pair), None)

    def _of_pair_keys(self) -> frozenset[Key] | None:
        """Keys of the disagreements in which the two tags that are asked for stand against each other; None for any."""
        pair = self._of_pair()
        return frozenset((one.unit.claim.id, one.dimension_id) for one in pair.found) if pair else None

    def _tell(self) -> None:
        every = number_of(len(self._found.every), "difference")
        self.said.setText(f"{self.left:,} of {every} to settle")
        pair, words = self._of_pair(), self._words()
        answers = [pair.one, pair.other] if pair else []
        told = bool(answers) and all(words.knows(answer[0]) for answer in answers if answer)
        self.pair_button.setVisible(told)
        if told:
            sides = (words.tag(*answer) if answer else "nothing" for answer in answers)
            self.pair_button.setText(f"Only {' against '.join(sides)}: show all".replace("&", "&&"))

    def _show_all(self) -> None:
        self._pair = None
        self.dimension_box.setCurrentIndex(0)
        self.state_box.setCurrentIndex(0)
        self._refilter()
        self.list.setFocus()

    def _move_to(self, index: QModelIndex) -> None:
        if index.isValid():
            self._key = self.model.shown[index.row()].key
            self.sheet.forget_reason(self.current)
            self._show()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) difference."""
        row = self.list.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row))
            self.list.scrollTo(self.model.index(row))

    @property
    def current(self) -> Difference | None:
        """The difference that is shown."""
        row = self.model.row_of(self._key)
        return self.model.shown[row] if row >= 0 else None

    def _at_hand(self) -> tuple[Difference, Words] | None:
        one = self.current
        return (one, self._words()) if one else None

    def _show(self) -> None:
        one = self.current
        self.sheet.setVisible(one is not None)
        if one is not None:
            self._reading.ask(lambda project: read_one(project, one), partial(self._show_one, one))

    def _show_one(self, one: Difference, shown: Shown | None) -> None:
        if shown is None or one.key != self._key:
            return
        self.sheet.show_difference(one, self._words(), shown.agreed, shown.where, can_write=self._session.can_write)
        self.sheet.show_passage(shown.around)
        self.keys.setText(f"{self.sheet.keys} · {_KEYS}")

    def _go_to_passage(self) -> None:
        if one := self.current:
            claim = one.found.unit.claim
            self.passage_asked.emit(claim.article_id, claim.id)

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the keys that decide."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if isinstance(watched, QLineEdit):
            return self._reason_key(event)
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        return self._press(event)

    def _reason_key(self, event: QKeyEvent) -> bool:
        """Enter and Esc go back to the list; what was typed is kept for the decision, or stored with it."""
        if event.key() == Qt.Key.Key_Escape:
            self.sheet.forget_reason(self.current)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self.list.setFocus()
        return True

    def _press(self, event: QKeyEvent) -> bool:
        digit = place(event)
        if digit.isdecimal():
            if not event.isAutoRepeat():
                self._press_digit(int(digit))
            return True
        moves: dict[str, int] = {"N": 1, "P": -1}
        if by := moves.get(letter(event)):
            self.step(by)
            return True
        once: dict[str, Callable[[], object]] = {
            "O": self.deciding.ask_other,
            "R": self.sheet.reason.setFocus,
            "Enter": self._go_to_passage,
        }
        run = once.get(letter(event))
        if run and not event.isAutoRepeat():
            run()
        return run is not None

    def _press_digit(self, number: int) -> None:
        sides = len(self.sheet.boxes)
        if number == 0:
            self.deciding.ask_other()
        elif number <= sides:
            self.deciding.take(number - 1)
        elif number == sides + 1:
            self.deciding.take_all()
