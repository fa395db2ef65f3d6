"""The bar above the text while two coders are compared: who, by which dimension, and what it comes to."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotations.claims import Claim, Coder
from annotations.comparing import Pair, Verdict, coders_of
from annotations.project import Project
from annotations.store.changes import Changes
from app.compare_view import SIGNS, CompareView
from app.icons import put_icon
from app.panels.compare_legend import Legend
from app.plain import PlainLabel, put_tip
from app.reader.marks import Stroke
from app.session import Session
from app.theme import SPACE_L, SPACE_S, SPACE_XS
from app.widgets.flow import FlowLayout

PASSAGES = "passages"
"""Stands for the passages themselves in place of a dimension's uid."""

_NOBODY = (0, 0), ""
"""Whom and what the person chose so far."""

_LETTERS = 9
"""Letters of a name that a choice has room for at least."""

_SECOND = "You code this article second: what others made of it is not shown until you are done"
_NOTHING = "Neither has marked anything in this article"


class CompareBar(QFrame):
    """Chooses two coders and a dimension; hidden while nobody is compared."""

    changed = Signal()
    """The bar was opened or closed, or somebody or something else is compared."""
    left = Signal()
    """The bar was closed by the person, whose keyboard belongs to the text again."""
    step_asked = Signal(int)
    """Go to the next (1) or previous (-1) passage in which the two differ."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.first_box = _choice("First coder")
        self.second_box = _choice("Second coder")
        self.dimension_box = _choice("What is compared")
        self.previous_button = _button("chevron-up", "Previous difference")
        self.next_button = _button("chevron-down", "Next difference")
        self.close_button = _button("x", "Close the comparison")
        put_tip(self.close_button, "Close (Esc)")
        self.legend = Legend()
        self._chosen, self._dimension = _NOBODY
        self._build()
        for box in (self.first_box, self.second_box):
            box.activated.connect(lambda _, box=box: self._choose(box))
        self.dimension_box.activated.connect(self._choose_dimension)
        self.previous_button.clicked.connect(lambda: self.step_asked.emit(-1))
        self.next_button.clicked.connect(lambda: self.step_asked.emit(1))
        self.close_button.clicked.connect(self.leave)
        for part in (*self._boxes, self.previous_button, self.next_button, self.close_button):
            part.installEventFilter(self)
        session.changed.connect(self._follow)
        session.closing.connect(self._end)
        self.hide()

    @property
    def _boxes(self) -> tuple[QComboBox, QComboBox, QComboBox]:
        return self.first_box, self.second_box, self.dimension_box

    def _build(self) -> None:
        choices = QWidget()
        flow = FlowLayout(choices, SPACE_S)
        for words, box in zip(("Compare", "with", "by"), self._boxes, strict=True):
            flow.addWidget(_named(words, box))
        row = QHBoxLayout()
        row.setSpacing(SPACE_XS)
        row.addWidget(choices, 1)
        for button in (self.previous_button, self.next_button, self.close_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_XS, SPACE_L, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addLayout(row)
        column.addWidget(self.legend)

    def show_keys(self, keys_of: Callable[[str], str]) -> None:
        """Name the keys that commands have now, as they are printed on the keyboard, by the command's id."""
        for button, command_id in ((self.next_button, "go.claim"), (self.previous_button, "go.claim-back")):
            keys = keys_of(command_id)
            put_tip(button, f"{button.accessibleName()} ({keys})" if keys else button.accessibleName())

    # ------------------------------------------------------------------ what is compared

    @property
    def is_open(self) -> bool:
        """Whether two coders are compared."""
        return not self.isHidden()

    def open(self, likely: Sequence[int], dimension_uid: str) -> None:
        """Show the bar; whoever was compared before is so again.

        Args:
            likely: ids of coders that are to be compared otherwise, the likeliest first.
            dimension_uid: the dimension that is compared otherwise.
        """
        self._fill()
        known = [coder.id for coder in self._people()]
        wanted = [coder for coder in dict.fromkeys((*self._chosen, *likely, *known)) if coder in known]
        for box, coder in zip((self.first_box, self.second_box), wanted, strict=False):
            box.setCurrentIndex(box.findData(coder))
        found = [self.dimension_box.findData(uid) for uid in (self._dimension, dimension_uid)]
        self.dimension_box.setCurrentIndex(next((at for at in found if at >= 0), 0))
        self._remember()
        self.show()
        self.changed.emit()

    def leave(self) -> None:
        """Hide the bar and go back into the text."""
        if self.is_open:
            self.close_quietly()
            self.left.emit()

    def close_quietly(self) -> None:
        """Hide the bar; the keyboard stays where it is."""
        if self.is_open:
            self.hide()
            self.changed.emit()

    def view(self, refusal: str = "") -> CompareView | None:
        """How claims are shown now; None while nobody is compared.

        Args:
            refusal: why nobody can be compared, one sentence that the bar says then; empty if that is possible.
        """
        if refusal and self.is_open:
            self._say((), refusal)
            return None
        people = {coder.id: coder for coder in self._people()}
        first, second = (people.get(box.currentData()) for box in (self.first_box, self.second_box))
        if not self.is_open or first is None or second is None:
            return None
        codebook = self._session.codebook
        uid = self.dimension_box.currentData()
        return CompareView(codebook, first, second, next((d for d in codebook.dimensions if d.uid == uid), None))

    def _people(self) -> list[Coder]:
        project = self._session.project
        return [*project.coders.all(), project.coders.agreed()] if project else []

    def _choose(self, box: QComboBox) -> None:
        """Nobody is compared with themselves: whoever is chosen on the other side changes places."""
        place = 0 if box is self.first_box else 1
        if self.first_box.currentIndex() == self.second_box.currentIndex():
            other = self.second_box if place == 0 else self.first_box
            other.setCurrentIndex(other.findData(self._chosen[place]))
        self._remember()
        self.changed.emit()

    def _choose_dimension(self) -> None:
        self._remember()
        self.changed.emit()

    def _remember(self) -> None:
        self._chosen = self.first_box.currentData(), self.second_box.currentData()
        self._dimension = self.dimension_box.currentData()

    def _end(self) -> None:
        """The project is closed: the next one has other people."""
        self.close_quietly()
        self._chosen, self._dimension = _NOBODY

    def _follow(self, changes: Changes) -> None:
        if changes.touches("coders", "dimensions"):
            self._fill()

    def _fill(self) -> None:
        """Offer the people and dimensions that there are, and keep what is chosen."""
        people = [(coder.name, coder.id) for coder in self._people()]
        dimensions = [(dimension.name, dimension.uid) for dimension in self._session.codebook.dimensions]
        _offer(self.first_box, people)
        _offer(self.second_box, people)
        _offer(self.dimension_box, [*dimensions, ("Passages only", PASSAGES)])

    # ------------------------------------------------------------------ what it comes to

    def show_pairs(self, view: CompareView, pairs: Iterable[Pair]) -> None:
        """Say how many passages of which kind there are."""
        counts = view.counts(pairs)
        strokes = {Verdict.SAME: Stroke.SOLID, Verdict.DIFFERENT: Stroke.STRIPED, Verdict.NEITHER: Stroke.DOTTED}
        always = (Verdict.SAME, Verdict.DIFFERENT)
        shown = [
            (strokes.get(verdict, Stroke.HOLLOW), _line(verdict, counts[verdict], view))
            for verdict in Verdict
            if counts[verdict] or (counts and verdict in always)
        ]
        self._say(shown, _NOTHING, can_step=any(verdict.differs for verdict in counts))

    def _say(self, lines: Sequence[tuple[Stroke, str]], otherwise: str, *, can_step: bool = False) -> None:
        said = self.legend.words
        self.legend.show_lines(lines, otherwise)
        for button in (self.previous_button, self.next_button):
            button.setEnabled(can_step)
        if said != self.legend.words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.legend.words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Esc leaves from everywhere in the bar."""
        del watched
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        return False


def likely(project: Project, claims: Iterable[Claim]) -> list[int]:
    """Whom one wants to compare in an article: the person who works there, then whoever did most of these claims."""
    made = Counter(coder for claim in claims for coder in coders_of(claim))
    made.pop(project.coders.agreed().id, None)
    return [coder for coder in (project.coder_id, *(coder for coder, _ in made.most_common())) if coder]


def why_not(project: Project, article_id: int) -> str:
    """Why others' work on an article is not to be seen now, one sentence; empty if it is."""
    return _SECOND if project.second_codings.hides_in(article_id) else ""


def _line(verdict: Verdict, count: int, view: CompareView) -> str:
    return " ".join(filter(None, (SIGNS.get(verdict, ""), f"{count:,}", view.verdict(verdict))))


def _offer(box: QComboBox, offered: Iterable[tuple[str, object]]) -> None:
    """Offer names for what they stand for; what is chosen stays so."""
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for name, data in offered:
            box.addItem(name, data)
        box.setCurrentIndex(max(0, box.findData(chosen)))


def _named(words: str, box: QComboBox) -> QWidget:
    """A choice behind the word that leads to it; they stay together."""
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_S)
    label = PlainLabel(words)
    label.setProperty("kind", "quiet")
    row.addWidget(label)
    row.addWidget(box)
    return pair


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LETTERS)
    return box


def _button(icon: str, name: str) -> QToolButton:
    button = QToolButton()
    put_icon(button, icon)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
