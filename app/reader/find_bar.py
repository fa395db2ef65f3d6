"""Find in the article: a slim bar above the text that marks every hit as one types."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from app.icons import put_icon
from app.plain import PlainLabel, put_tip
from app.reader.finding import Finder, Hit, next_hit
from app.reader.view import ReaderView
from app.theme import SPACE_L, SPACE_S, SPACE_XS

_LONGEST = 80
"""Most characters of a selection that are taken for what is to be found."""


class FindBar(QFrame):
    """Looks for words in what a reader shows; hidden while nothing is looked for."""

    counted = Signal()
    """Hits were counted anew, or another one is the current one."""

    def __init__(self, reader: ReaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._finder: Finder | None = None
        self._hits: list[Hit] = []
        self._current: int | None = None
        self._origin = 0
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find in this article")
        self.field.setAccessibleName("Find in this article")
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(120)
        self.field.setMaximumWidth(320)
        self._count = PlainLabel()
        self._count.setProperty("kind", "quiet")
        self._count.setMinimumWidth(88)
        self.previous_button = _button("chevron-up", "Previous hit (Shift+Enter, Shift+F3)", "Previous hit")
        self.next_button = _button("chevron-down", "Next hit (Enter, F3)", "Next hit")
        self.whole_button = _button("whole-word", "Whole words only", "Whole words only")
        self.whole_button.setCheckable(True)
        self.close_button = _button("x", "Close (Esc)", "Close the search")
        self._build()
        self.field.textChanged.connect(self._search)
        self.whole_button.toggled.connect(self._search)
        self.previous_button.clicked.connect(lambda: self.go(-1))
        self.next_button.clicked.connect(lambda: self.go(1))
        self.close_button.clicked.connect(self.leave)
        reader.escaped.connect(self.leave)
        for part in (self.field, self.whole_button, self.previous_button, self.next_button, self.close_button):
            part.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_XS, SPACE_L, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(self.field, 100)
        for part in (self.whole_button, self.previous_button, self.next_button, self._count):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.close_button)

    @property
    def said(self) -> str:
        """The count, as shown."""
        return self._count.text()

    def open(self) -> None:
        """Show the bar and let the person type; a short selection is what is looked for."""
        self._origin = self._reader.offset
        selected = self._reader.selected_span()
        words = selected.of(self._reader.text) if selected else ""
        if selected:
            self._origin = selected.start
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if words and "\n" not in words and len(words) <= _LONGEST and words != self.field.text():
            self.field.setText(words)
        else:
            self._search()
        self.field.selectAll()

    def go(self, by: int) -> None:
        """Go to the next (1) or previous (-1) hit, from the end on to the beginning; asks for words where none are."""
        if self.isHidden() and self.field.text():
            self._origin = self._reader.offset
            self.show()
            self._search()
        elif not self.field.text():
            self.open()
        elif self._current is not None:
            following = (self._current + by) % len(self._hits)
            self._origin = self._hits[following][0]
            self._show(following)

    def follow(self) -> None:
        """Look in the text that the reader shows now; the place does not change."""
        if self.isVisible():
            self._finder, self._origin = None, 0
            self._search(reveal=False)

    def leave(self) -> None:
        """Hide the bar and go back into the text, to the sentence with the current hit."""
        if self.isHidden():
            return
        hit = self._hits[self._current] if self._current is not None else None
        self.hide()
        self._reader.set_hits(())
        if hit:
            self._reader.go_to(hit[0])
        self._reader.setFocus()

    def _search(self, *_: object, reveal: bool = True) -> None:
        if self.isHidden():
            return
        if self._finder is None or self._finder.text is not self._reader.text:
            self._finder = Finder(self._reader.text)
        found = self._finder.find(self.field.text(), whole_words=self.whole_button.isChecked())
        self._hits = self._reader.uncut(found)
        self._show(next_hit(self._hits, self._origin) if self._hits else None, reveal=reveal)

    def _show(self, current: int | None, *, reveal: bool = True) -> None:
        self._current = current
        self._reader.set_hits(self._hits, current, reveal=reveal)
        self._count.setText(self._words())
        self._count.setAccessibleName(f"Hits: {self._words() or 'none looked for'}")
        for button in (self.previous_button, self.next_button):
            button.setEnabled(current is not None)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._count.text()))
        self.counted.emit()

    def _words(self) -> str:
        if not self.field.text().strip():
            return ""
        return "No hits" if self._current is None else f"{self._current + 1:,} of {len(self._hits):,}"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Enter and Shift+Enter step in the field, Esc leaves from everywhere in the bar."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        if watched is self.field and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        return False


def _button(icon: str, tip: str, name: str) -> QToolButton:
    button = QToolButton()
    put_icon(button, icon)
    put_tip(button, tip)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
