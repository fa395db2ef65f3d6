"""The issues of a brief: made, listed, written again, and followed by the next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QTableWidgetItem, QWidget

from annotations.brief.editions import IssueState, StoredIssue
from annotations.store.changes import Changes
from app.dialogs.list_dialog import ListDialog
from app.moments import read_in_full
from app.plain import PlainLabel
from app.session import Session
from app.settings import Settings
from app.widgets.empty import EmptyState
from app.widgets.tables import table_of_texts

_COLUMNS = {"Issue": 110, "Version": 76, "State": 110, "Information cut-off": 180, "Issued": 0}
_STATES = {IssueState.DRAFT: "Draft", IssueState.ISSUED: "Issued", IssueState.SUPERSEDED: "Superseded"}
_NOT_KEPT = "This copy of the project does not hold what it was made of."
_HIDDEN = "It tells what others coded in articles that you code second: finish that first."


class BriefIssuesDialog(ListDialog):
    """Lists a brief's issues, the latest first.

    Args:
        session: with an open project.
        settings: where its size is remembered.
        brief_id: whose issues.
        name: what that brief is called.
        parent: the window.
    """

    issue_asked = Signal()
    """The brief is to be issued."""
    again_asked = Signal(object)
    """A `StoredIssue` is to be written again."""
    changes_asked = Signal(object)
    """What changed since a `StoredIssue` is to be shown."""
    next_asked = Signal(object)
    """The issue after a `StoredIssue` is to be begun."""

    def __init__(
        self, session: Session, settings: Settings, brief_id: int, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, "issues", (820, 420), parent)
        self._session, self._brief_id = session, brief_id
        self.issues: list[StoredIssue] = []
        self.setWindowTitle(f"Issues of {name}"[:120])
        self.view = table_of_texts("Issues, the latest first", _COLUMNS)
        self.note = PlainLabel()
        self.note.setProperty("kind", "quiet")
        self.note.setWordWrap(True)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.issue_button = QPushButton("&Issue this brief…")
        self.again_button = QPushButton("&Write again…")
        self.next_button = QPushButton("Begin &next issue")
        self.changes_button = QPushButton("What &changed…")
        close = QPushButton("Close")
        close.clicked.connect(self.reject)
        doing = (self.issue_button, self.again_button, self.changes_button, self.next_button)
        sentence = "Issuing keeps what the brief says as it is, so that it can be made again."
        self.lay_out(self.view, EmptyState("Not issued yet", sentence), (*doing, None, close), below=[self.note])
        self.view.itemSelectionChanged.connect(self._refresh)
        self.issue_button.clicked.connect(self.issue_asked)
        self.again_button.clicked.connect(lambda: self.again_asked.emit(self.selected))
        self.changes_button.clicked.connect(lambda: self.changes_asked.emit(self.selected))
        self.next_button.clicked.connect(lambda: self.next_asked.emit(self.issues[0]))
        session.changed.connect(self._follow)
        session.closing.connect(self.reject)
        self._read()
        self.remember(self.view.horizontalHeader())

    def _follow(self, changes: Changes) -> None:
        if changes.touches("brief_issues", "briefs"):
            self._read()

    def _read(self) -> None:
        project, before = self._session.project, self.selected
        self.issues = project.issues.of_brief(self._brief_id) if project else []
        self.view.setRowCount(len(self.issues))
        for row, issue in enumerate(self.issues):
            for column, text in enumerate(_texts(issue)):
                self.view.setItem(row, column, QTableWidgetItem(text))
        self.show_list(there=bool(self.issues))
        rows = [row for row, issue in enumerate(self.issues) if before and issue.id == before.id]
        if self.issues:
            self.view.selectRow(rows[0] if rows else 0)
        self._refresh()

    def _refresh(self) -> None:
        issue, writable = self.selected, self._session.can_write
        self.issue_button.setEnabled(writable)
        self.next_button.setEnabled(writable and bool(self.issues))
        for button in (self.again_button, self.changes_button):
            button.setEnabled(issue is not None and issue.kept)
        project = self._session.project
        lacking = _HIDDEN if project is not None and project.veiled else _NOT_KEPT
        told = "" if issue is None else f"SHA-256 of its PDF: {issue.digest}" if issue.kept else lacking
        self.note.setText(told)

    @property
    def selected(self) -> StoredIssue | None:
        """The issue of the current row."""
        row = self.view.currentRow()
        return self.issues[row] if 0 <= row < len(self.issues) else None


def _texts(issue: StoredIssue) -> tuple[str, ...]:
    from annotations.dates import moment_in_words

    cut_off, issued = moment_in_words(issue.cut_off), read_in_full(issue.issued_at)
    return issue.number, str(issue.version), _STATES[issue.state], cut_off, issued
