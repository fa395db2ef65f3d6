"""What differs between two versions of a brief: two issues, or an issue and the brief as it is now."""

from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QTableWidgetItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotations.brief.editions import StoredIssue
from annotations.brief.review_sheet.making import Compared, compared
from annotations.brief.review_sheet.values import Entry, told_apart
from annotations.errors import AnnotationError
from annotations.project import Project
from annotations.store.changes import Changes
from annotations.wording import number_of
from app.background import Question
from app.dialogs.list_dialog import ListDialog
from app.plain import PlainLabel
from app.session import Session
from app.settings import Settings
from app.theme import SPACE_M, SPACE_S
from app.widgets.empty import EmptyState
from app.widgets.tables import table_of_texts

_COLUMNS = {"Part": 180, "": 60, "What": 96, "Reads now": 0}
_NOW = "The brief as it is now"
_ONE_LINE = 60
"""Characters of both wordings that stand on one line."""
_SAME = "The brief says what it said."


class BriefChangesDialog(ListDialog):
    """Lists what differs, part by part, with both wordings of the chosen row.

    Args:
        session: with an open project.
        settings: where its size is remembered.
        brief_id: the brief.
        name: what it is called.
        before: the issue to compare with at first, the latest if None.
        parent: the window.
    """

    pdf_asked = Signal(object)
    """The `Compared` that is shown is to be written as a PDF."""
    claim_asked = Signal(int)
    """The passage of the claim with a number is to be shown."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        brief_id: int,
        name: str,
        before: StoredIssue | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, "changes", (900, 600), parent)
        self._session, self._brief_id = session, brief_id
        self._asking = Question(session, self)
        self.found: Compared | None = None
        self._rows: list[tuple[str, Entry]] = []
        self.setWindowTitle(f"What changed in {name}"[:120])
        self.issues = [each for each in self._issues() if each.kept]
        self.before, self.now = QComboBox(), QComboBox()
        self.view = table_of_texts("What differs", _COLUMNS)
        self.whole = QTextEdit()
        self.said = PlainLabel()
        self.empty = EmptyState("Nothing differs", _SAME)
        self.pdf_button, self.claim_button = QPushButton("&Write as PDF…"), QPushButton("&Go to claim")
        self._close_button = QPushButton("Close")
        self._build()
        self._connect()
        self._offer(before)

    def _issues(self) -> list[StoredIssue]:
        project = self._session.project
        return project.issues.of_brief(self._brief_id) if project else []

    def _build(self) -> None:
        self.before.setAccessibleName("Earlier version")
        self.now.setAccessibleName("Later version")
        self.said.setProperty("kind", "small")
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName("Both wordings")
        choice = QWidget()
        row = QHBoxLayout(choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        for widget in (PlainLabel("From"), self.before, PlainLabel("to"), self.now):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.said)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(self.view, 3)
        column.addWidget(self.whole, 2)
        buttons = (self.pdf_button, None, self.claim_button, self._close_button)
        self.lay_out(listed, self.empty, buttons, above=[choice])
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.remember(self.view.horizontalHeader())

    def _connect(self) -> None:
        self.before.activated.connect(lambda _: self._offer_later())
        self.now.activated.connect(lambda _: self._ask())
        self.view.itemSelectionChanged.connect(self._refresh)
        self.view.itemActivated.connect(lambda _: self._go())
        self.claim_button.clicked.connect(self._go)
        self.pdf_button.clicked.connect(lambda: self.pdf_asked.emit(self.found))
        self._close_button.clicked.connect(self.reject)
        self._session.changed.connect(self._follow)
        self._session.closing.connect(self.reject)

    # -- which two

    def _offer(self, before: StoredIssue | None) -> None:
        for issue in self.issues:
            self.before.addItem(issue.name, issue.id)
        self.before.setCurrentIndex(max(0, self.before.findData(before.id if before else 0)))
        self._offer_later()

    def _offer_later(self) -> None:
        """Offer what came after the earlier one, the next of them chosen."""
        first = self.before.currentData()
        later = [issue for issue in self.issues if first is not None and issue.id > first]
        self.now.clear()
        self.now.addItem(_NOW, 0)
        for issue in later:
            self.now.addItem(issue.name, issue.id)
        self.now.setCurrentIndex(self.now.count() - 1 if later else 0)
        self._ask()

    def _ask(self) -> None:
        chosen = {issue.id: issue for issue in self.issues}
        before, now = chosen.get(self.before.currentData()), chosen.get(self.now.currentData())
        self.found = None
        if before is None:
            self._say_nothing("Not issued yet", "What an issue says is kept, so that a later one is compared with it.")
            return
        moment = datetime.now(tz=UTC).astimezone()

        def work(project: Project) -> Compared | AnnotationError:
            try:
                return compared(project, before, now, moment)
            except AnnotationError as error:  # shown here: the window's banner lies behind
                return error
            except KeyError:  # taken back behind the window
                return AnnotationError("The brief or its issue was deleted", "")

        self.pdf_button.setEnabled(False)  # what is listed is no more what is chosen
        self.said.setText("Comparing…")
        self._asking.ask(work, self._show)

    def _follow(self, changes: Changes) -> None:
        if changes.touches("briefs", "claims", "claim_tags", "tags", "dimensions", "articles", "review_comments"):
            self._ask()

    # -- what differs

    def _show(self, found: Compared | AnnotationError) -> None:
        if isinstance(found, AnnotationError):
            self._say_nothing("Not to be compared", str(found))
            return
        self.found = found
        row = self.view.currentRow()
        self._rows = [(part.title, entry) for part in found.sheet.parts for entry in part.entries]
        self.view.setRowCount(len(self._rows))
        for place, (part, entry) in enumerate(self._rows):
            for column, text in enumerate((part, entry.label, entry.kind.value.capitalize(), _reads(entry))):
                self.view.setItem(place, column, QTableWidgetItem(text))
        if not self._rows:
            self._say_nothing("Nothing differs", _SAME)
            self.found = found
        else:
            self.show_list(there=True)
            self.view.selectRow(min(max(row, 0), len(self._rows) - 1))
        self.said.setText(number_of(len(self._rows), "difference") if self._rows else "")
        self._refresh()

    def _say_nothing(self, title: str, sentence: str) -> None:
        self.found, self._rows = None, []
        self.view.setRowCount(0)
        self.empty.say(sentence, title)
        self.show_list(there=False)
        self.said.clear()
        self._refresh()

    def _refresh(self) -> None:
        entry = self.selected
        self.pdf_button.setEnabled(self.found is not None)
        self.claim_button.setEnabled(entry is not None and bool(entry.claim))
        self.whole.clear()
        if entry is not None:
            _tell(self.whole, entry)

    @property
    def selected(self) -> Entry | None:
        """What the current row is about."""
        row = self.view.currentRow()
        return self._rows[row][1] if 0 <= row < len(self._rows) else None

    def _go(self) -> None:
        entry = self.selected
        if entry is not None and entry.claim:
            self.claim_asked.emit(entry.claim)


def _reads(entry: Entry) -> str:
    """The words it is known by, else how it reads now."""
    return entry.text or next((one.now or one.before for one in entry.changes), "")


def _tell(box: QTextEdit, entry: Entry) -> None:
    """Write what changed of it: words that came in bold, those that went struck out."""
    cursor = box.textCursor()
    cursor.insertText(entry.text, _look(strong=True))
    for change in entry.changes:
        before, now = told_apart(change.before, change.now)
        _next(cursor, SPACE_S)
        cursor.insertText(f"{change.what}  ", _look(strong=True))
        if change.before:
            for stretch in before:
                cursor.insertText(stretch.text, _look(gone=stretch.differs))
        if change.before and change.now:
            if len(change.before) + len(change.now) < _ONE_LINE:
                cursor.insertText("  →  ", _look())
            else:
                _next(cursor, 2)
        for stretch in now:
            cursor.insertText(stretch.text, _look(strong=stretch.differs and bool(change.before)))
    box.moveCursor(QTextCursor.MoveOperation.Start)


def _next(cursor: QTextCursor, above: int) -> None:
    """Begin a paragraph, so many pixels below the last; the first of all has nothing above it."""
    block = QTextBlockFormat()
    if cursor.document().isEmpty():
        return
    block.setTopMargin(above)
    cursor.insertBlock(block)


def _look(*, strong: bool = False, gone: bool = False) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold if strong else QFont.Weight.Normal)
    look.setFontStrikeOut(gone)
    return look
