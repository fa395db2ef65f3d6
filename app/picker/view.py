"""The picker: a popup in which one dimension of a claim is answered by a key, by typing or by mouse."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from annotations.codebook import Kind, Role, Tag
from annotations.language.offers import Offer
from app.keys import letter, place
from app.picker.answers import OTHER, Answer, Answers
from app.picker.frame import Foot, Head, placed
from app.picker.question import Question
from app.picker.rows import ROLE_KEYS, SIGNS, Row
from app.theme import RADIUS, SPACE_M, SPACE_S, Theme
from app.widgets.notices import FLOATS

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_TABS = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_SEVERAL = _SHIFT | Qt.KeyboardModifier.ControlModifier
_LEAVING = {
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
}
"""Ways of losing the focus to another part of the window, and not to a menu, a dialog or another program."""


class Picker(QFrame):
    """Asks one question at a time. Digits pick while nothing is typed, letters filter, Enter takes what is highlighted.

    It changes nothing itself: each answer is a signal.
    """

    picked = Signal(object, str, bool)
    """A tag, its role (empty outside actors), and whether the picker stays for more."""
    created = Signal(str, str, str, bool)
    """The name of a tag to be made, its role, what kind of actor it is, and whether the picker stays."""
    accepted = Signal(object, str, bool)
    """An `Offer` was taken as such, the role, and whether the picker stays for more."""
    skipped = Signal()
    went_back = Signal()
    ended = Signal()
    left = Signal()
    """The person went on with something else in the window."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.theme = theme
        self._question: Question | None = None
        self._actor: Row | str | Offer | None = None
        self._role: Role | None = None
        """Of a new actor, whose kind is asked for last."""
        self._stay = False
        self._near = QRect()
        self.head = Head(theme)
        self.field = QLineEdit()
        self.field.installEventFilter(self)
        parent.installEventFilter(self)
        self.setProperty(FLOATS, True)
        self.answers = Answers(theme)
        self.foot = Foot(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addWidget(self.head)
        column.addWidget(self.field)
        column.addWidget(self.answers, 1)
        column.addWidget(self.foot)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self.field.textEdited.connect(lambda _: self._show_answers())
        self.answers.clicked.connect(self._clicked)
        self.answers.highlighted.connect(self.field.setAccessibleDescription)
        self.answers.highlighted.connect(self._offer_enter)
        self.head.close_button.clicked.connect(self._end)
        self.foot.pick.clicked.connect(lambda: self._take(stay=False))
        self.foot.stay.clicked.connect(lambda: self._take(stay=True))
        self.foot.offer.clicked.connect(self._take_offer)
        self.foot.skip.clicked.connect(lambda: self._step(1))
        self.foot.back.clicked.connect(self._back)
        self.foot.end.clicked.connect(self._end)

    # -- asking

    def ask(self, question: Question, near: QRect) -> None:
        """Show a question beside a passage (global pixels), inside the window."""
        self._near = near
        self._place()
        self._actor = self._role = None
        self.field.setText("")
        self._show(question)
        self.show()
        self._place()  # how low it can be is known only now
        self.raise_()
        self.field.setFocus()

    def _place(self) -> None:
        passage = QRect(self._window.mapFromGlobal(self._near.topLeft()), self._near.size())
        self.setGeometry(placed(passage, self._window.rect(), self.minimumSizeHint().height()))

    def refresh(self, question: Question) -> None:
        """Show the same question after something else changed; what was typed and what is highlighted stays."""
        known = {tag.id for tag in question.tags}
        if isinstance(self._actor, Row) and self._actor.tag.id not in known:
            self._actor = None
        current = self.answers.current()
        self._show(question)
        if isinstance(current, Row):
            self.answers.highlight(current.tag.id)
        elif isinstance(current, str | Offer) and not isinstance(current, Role):
            self.answers.highlight_new(current)

    def show_offers(self, question: Question) -> None:
        """Show the same question with other offers; what was typed and what is highlighted stays."""
        if question == self._question:
            return
        self._question = question
        if self._actor is None:
            self.refresh(question)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self.theme = theme
        for part in (self.head, self.answers, self.foot):
            part.set_theme(theme)
        if self._question and self.isVisible():
            self._show(self._question)
        self.update()

    def _show(self, question: Question) -> None:
        self._question = question
        self.field.setAccessibleName(question.dimension.name)
        self.answers.list.setAccessibleName(f"Tags of {question.dimension.name}")
        self._show_answers()

    def _show_answers(self) -> None:
        question = self._question
        if question is None:
            return
        if self._actor is None:
            self.answers.show_question(question, self.field.text())
        elif self._role is None:
            self.field.setText("")
            self.answers.show_roles(question)
        else:
            self.answers.show_types(question, self.field.text())
        actor = _name(self._actor) if self._actor else ""
        kind = self._role is not None
        self.field.setPlaceholderText(_invitation(question, actor, kind=kind))
        self.head.show_question(question, actor, kind=kind)
        self.foot.show_question(question, roles=bool(actor) and not kind, kind=kind)
        self._offer_enter()

    def _offer_enter(self, _name: str = "") -> None:
        """Enter takes what is highlighted, so it is offered only while something is; likewise the suggestion."""
        self.foot.pick.setVisible(self.answers.current() is not None)
        self.foot.offer.setVisible(self._offered() is not None)

    def _offered(self) -> Offer | None:
        """The offer that one key takes now: in the list, while nothing is typed."""
        if self._question is None or self._actor is not None or self.answers.across or self.field.text():
            return None
        return self._question.best

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: keys of the picker before those of the filter field."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is not self.field:
            return False
        match event.type():
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                if pages := _scrolling(event):
                    self.answers.about.turn(pages)
                return bool(pages) or self._key(event)
            case QEvent.Type.ShortcutOverride if isinstance(event, QKeyEvent):
                return self._leave_to_window(event)
            case QEvent.Type.FocusOut if isinstance(event, QFocusEvent):
                if self.isVisible() and event.reason() in _LEAVING:
                    self.left.emit()
        return False

    def _leave_to_window(self, event: QKeyEvent) -> bool:
        """With nothing typed, undo and redo are those of the project and not those of the field."""
        undoing = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        if undoing and not self.field.text():
            event.ignore()
            return True
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key, first = event.key(), not event.isAutoRepeat()
        if key == Qt.Key.Key_Escape:
            self._end()
        elif key in _ENTER:
            # The Enter that made the claim may still be held down.
            if first:
                self._take(stay=bool(event.modifiers() & _SHIFT))
        elif key in _TABS:
            if first:
                self._step(1 if key == Qt.Key.Key_Tab else -1)
        elif key == Qt.Key.Key_Backspace and not self.field.text():
            if first:
                self._back()
        elif by := self._movement(key):
            self.answers.go(by)
        else:
            return self._other_key(event)
        return True

    def _other_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Right and self._offered():
            if not event.isAutoRepeat():
                self._take_offer()
            return True
        asks_role = self._actor is not None and self._role is None
        return self._role_key(event) if asks_role else self._pick_key(event)

    def _step(self, by: int) -> None:
        """Skip what is asked, or go back. A new actor is made without its kind: the name was given."""
        if by < 0:
            self._back() if self._role else self.went_back.emit()
        elif self._role:
            self._make("", stay=self._stay)
        else:
            self.skipped.emit()

    def _end(self) -> None:
        if self._role:
            self._make("", stay=True)
        self.ended.emit()

    def _movement(self, key: int) -> int:
        """How many answers on a key leads; 0 if it is none of the arrows."""
        page = self.answers.list.page()
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
        if self.answers.across and not self.field.text():
            moves |= {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        return moves.get(Qt.Key(key), 0)

    def _pick_key(self, event: QKeyEvent) -> bool:
        """With nothing typed a digit (and on the scale a letter) picks its row, by its place on the keyboard.

        Behind letters a digit is typed as they are, because names have digits: "G7". On a scale it is the value
        behind a sign.
        """
        question = self._question
        if question is None or event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier):
            return False
        scale = question.dimension.kind is Kind.SCALE
        if scale and event.text() in SIGNS:
            return False
        key = letter(event) if scale else place(event)
        row = next((row for row in self.answers.rows if row.key and row.key == key), None)
        if row is None:
            return not self.field.text() and place(event).isdecimal()
        # Where digits are typed with Shift it does not mean that the picker stays.
        stay = bool(event.modifiers() & _SHIFT) and not event.text().isdecimal()
        if not event.isAutoRepeat():
            self._answer(row, stay=stay)
        return True

    def _role_key(self, event: QKeyEvent) -> bool:
        role = ROLE_KEYS.get(letter(event))
        if role and self._question and role in self._question.roles and not event.isAutoRepeat():
            self._give(role, stay=bool(event.modifiers() & _SHIFT))
        return not event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier)

    # -- answering

    def answer(self, tag: Tag) -> None:
        """Answer with a tag of the question, as a click on it does."""
        row = next((row for row in self.answers.rows if row.tag.id == tag.id), None)
        if row is not None:
            self._answer(row, stay=False)

    def _take(self, *, stay: bool) -> None:
        """Take what is highlighted. The value that a scale has already is kept, and the round goes on."""
        current, question = self.answers.current(), self._question
        if current is None or question is None:
            return
        if isinstance(current, Row) and question.dimension.kind.single and current.tag.id in question.chosen:
            self.skipped.emit()
        else:
            self._answer(current, stay=stay)

    def _take_offer(self) -> None:
        """Take the best offer; an actor at once in the role that is offered, too."""
        offer = self._offered()
        if offer is None:
            return
        if offer.role:
            self.accepted.emit(offer, offer.role, False)
        else:
            self._answer(offer, stay=False)

    def _clicked(self, what: Answer) -> None:
        self._answer(what, stay=bool(QApplication.keyboardModifiers() & _SEVERAL))

    def _answer(self, what: Answer, *, stay: bool) -> None:
        question = self._question
        if question is None:
            return
        if isinstance(what, Role):
            self._give(what, stay=stay)
            return
        if self._role is not None and not isinstance(what, Offer):
            self._make(what.tag.key if isinstance(what, Row) and not what.tag.is_none else "", stay=stay)
            return
        stay = stay and not question.dimension.kind.single
        simple = isinstance(what, Row) and (what.tag.is_none or what.tag.id in question.chosen)
        if question.dimension.kind is Kind.ACTORS and not simple:
            self._actor, self._stay = what, stay
            self._show_answers()
        else:
            self._emit(what, "", stay=stay)

    def _give(self, role: Role, *, stay: bool) -> None:
        actor, question, self._stay = self._actor, self._question, stay or self._stay
        if isinstance(actor, str) and question and question.dimension.types:
            self._role = role
            self._show_answers()
        elif actor is not None:
            self._actor = None
            self._emit(actor, role.value, stay=self._stay)

    def _make(self, kind: str, *, stay: bool) -> None:
        """Make the new actor; of whom no kind was said is of the kind *other*, if the dimension has it."""
        actor, role, question = self._actor, self._role, self._question
        self._actor = self._role = None
        if isinstance(actor, str) and role and question:
            other = OTHER if any(one.key == OTHER for one in question.dimension.types) else ""
            self.created.emit(actor, role.value, kind or other, stay or self._stay)

    def _emit(self, what: Row | str | Offer, role: str, *, stay: bool) -> None:
        if isinstance(what, Row):
            self.picked.emit(what.tag, role, stay)
        elif isinstance(what, Offer):
            self.accepted.emit(what, role, stay)
        else:
            self.created.emit(what, role, "", stay)

    def _back(self) -> None:
        if self._actor is None:
            self.went_back.emit()
            return
        if self._role is None:
            self._actor = None
        self._role = None
        self.field.setText("")
        self._show_answers()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a card with an outline that is seen on paper."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.edge, 1))
        painter.setBrush(self.theme.raised)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        painter.end()


def _name(actor: Row | str | Offer) -> str:
    """What an actor is called who is asked about."""
    match actor:
        case Row(tag=tag):
            return tag.name
        case Offer(name=name):
            return name
        case _:
            return actor


def _scrolling(event: QKeyEvent) -> int:
    """How many pages the definition is to be scrolled: the arrows and page keys alone move in the list."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.ControlModifier:
        return 0
    return {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)


def _invitation(question: Question, actor: str, *, kind: bool) -> str:
    if kind:
        return "Press a number, or type to filter"
    if actor:
        return "Press the key on a box"
    if question.dimension.kind is Kind.SCALE:
        return "Press a key, or type a value or a word"
    return "Press a number, or type to filter or to name a new tag"
