"""The comments that reviewers wrote into a brief, each beside the claim or judgement it touches, worked through."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotations.brief.reviews import CommentKind, CommentState, ReviewComment, StoredComment
from annotations.brief.spec import Judgement, stated
from annotations.project import Project
from annotations.store.changes import Changes
from app.dialogs.list_dialog import ListDialog
from app.moments import read_in_full
from app.session import Session
from app.settings import Settings
from app.theme import SPACE_M, SPACE_S
from app.widgets.empty import EmptyState
from app.widgets.tables import table_of_texts

_COLUMNS = {"Touches": 150, "By": 120, "State": 90, "Comment": 0}
_STATES = {
    CommentState.OPEN: "Open",
    CommentState.ACCEPTED: "Accepted",
    CommentState.ANSWERED: "Answered",
    CommentState.DISMISSED: "Dismissed",
}
_KINDS = {
    CommentKind.REPLY: "Reply to the claim",
    CommentKind.NOTE: "Note",
    CommentKind.TEXT: "Text on the page",
    CommentKind.MARK: "Mark",
    CommentKind.EDITED: "Written into the claim's comment",
}
_LONGEST_LINE = 200


class BriefReviewDialog(ListDialog):
    """Lists a brief's comments as they came.

    Args:
        session: with an open project.
        settings: where its size is remembered.
        brief_id: the brief.
        name: what it is called.
        parent: the window.
    """

    claim_asked = Signal(str)
    """The passage of the claim with a uid is to be shown."""
    reading_asked = Signal()
    """A reviewed PDF is to be read."""

    def __init__(
        self, session: Session, settings: Settings, brief_id: int, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, "review", (860, 560), parent)
        self._session, self._brief_id = session, brief_id
        self.comments: list[StoredComment] = []
        self._numbers: dict[str, int] = {}
        self._judgements: Sequence[Judgement] = ()
        self._typed: dict[int, str] = {}
        """Answers that were typed and not given yet, by the ids of their comments."""
        self.setWindowTitle(f"Comments on {name}"[:120])
        self.view = table_of_texts("Comments of reviewers", _COLUMNS)
        self.whole = QPlainTextEdit()
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName("The comment and what it touches")
        self.answer = QLineEdit()
        self.answer.setPlaceholderText("Answer")
        self.answer.setAccessibleName("Answer")
        self.read_button = QPushButton("&Read reviewed PDF…")
        self.accept_button, self.answer_button = QPushButton("&Accept"), QPushButton("A&nswer")
        self.dismiss_button, self.open_button = QPushButton("&Dismiss"), QPushButton("&Open again")
        self.claim_button, self._close_button = QPushButton("&Go to claim"), QPushButton("Close")
        self._build()
        self._connect()
        self._read()
        self.remember(self.view.horizontalHeader())

    def _build(self) -> None:
        doing = QHBoxLayout()
        doing.setSpacing(SPACE_S)
        doing.addWidget(self.answer, 1)
        for button in (self.answer_button, self.accept_button, self.dismiss_button, self.open_button):
            doing.addWidget(button)
        comments = QWidget()
        inner = QVBoxLayout(comments)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE_M)
        inner.addWidget(self.view, 3)
        inner.addWidget(self.whole, 2)
        inner.addLayout(doing)
        sentence = "Send the PDF to a reviewer, and read it back with their comments in it."
        buttons = (self.read_button, None, self.claim_button, self._close_button)
        self.lay_out(comments, EmptyState("No comments yet", sentence), buttons)
        for button in self.findChildren(QPushButton):  # Enter in the answer would press one of them too
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.view.itemSelectionChanged.connect(self._refresh)
        self.view.itemActivated.connect(lambda _: self._go())
        self.accept_button.clicked.connect(lambda: self._do("Accept comment", "accept"))
        self.dismiss_button.clicked.connect(lambda: self._do("Dismiss comment", "dismiss"))
        self.open_button.clicked.connect(lambda: self._do("Open comment again", "reopen"))
        self.answer_button.clicked.connect(self._answer)
        self.answer.textEdited.connect(self._keep_typed)
        self.answer.returnPressed.connect(self._answer)
        self.claim_button.clicked.connect(self._go)
        self.read_button.clicked.connect(self.reading_asked)
        self._close_button.clicked.connect(self.reject)
        self._session.changed.connect(self._follow)
        self._session.closing.connect(self.reject)

    # -- following

    def _follow(self, changes: Changes) -> None:
        if changes.touches("review_comments", "claims", "briefs"):
            self._read()

    def _read(self) -> None:
        project, before = self._session.project, self.selected
        self.comments = project.reviews.of_brief(self._brief_id) if project else []
        self._numbers = {uid: number for number, uid in project.claims.uids_by_number().items()} if project else {}
        self._judgements = _judgements(project, self._brief_id) if project else ()
        self.view.setRowCount(len(self.comments))
        for row, stored in enumerate(self.comments):
            for column, text in enumerate(self._texts(stored)):
                self.view.setItem(row, column, QTableWidgetItem(text))
        self.show_list(there=bool(self.comments))
        if self.comments:
            rows = [row for row, stored in enumerate(self.comments) if before and stored.id == before.id]
            self.view.selectRow(rows[0] if rows else 0)
        self._refresh()

    def _texts(self, stored: StoredComment) -> tuple[str, ...]:
        comment = stored.comment
        line = " ".join((comment.text or f"“{comment.quote}”").split())[:_LONGEST_LINE]
        return self._where(comment), comment.author, _STATES[stored.state], line

    def _where(self, comment: ReviewComment) -> str:
        if comment.claim_uid:
            number = self._numbers.get(comment.claim_uid)
            return f"C{number}" if number else "A claim that is gone"
        if comment.judgement:
            place = comment.place_among(self._judgements)
            return "A judgement that is gone" if place is None else f"Judgement {place + 1}"
        return f"Not placed, page {comment.page}"

    def _refresh(self) -> None:
        stored, writable = self.selected, self._session.can_write
        for button, state in (
            (self.accept_button, CommentState.ACCEPTED),
            (self.dismiss_button, CommentState.DISMISSED),
            (self.open_button, CommentState.OPEN),
        ):
            button.setEnabled(writable and stored is not None and stored.state is not state)
        for widget in (self.answer, self.answer_button):
            widget.setEnabled(writable and stored is not None)
        self.read_button.setEnabled(writable)
        self.claim_button.setEnabled(stored is not None and stored.comment.claim_uid in self._numbers)
        answer = self._typed.get(stored.id, stored.answer) if stored else ""
        if answer != self.answer.text():  # else the cursor would go to the end
            self.answer.setText(answer)
        project = self._session.project
        self.whole.setPlainText(_told(project, stored, self._judgements) if project and stored else "")

    @property
    def selected(self) -> StoredComment | None:
        """The comment of the current row."""
        row = self.view.currentRow()
        return self.comments[row] if 0 <= row < len(self.comments) else None

    # -- doing

    def _do(self, label: str, what: str) -> None:
        stored = self.selected
        if stored is not None:
            self._session.run(label, lambda project: getattr(project.reviews, what)([stored.id]))

    def _keep_typed(self, words: str) -> None:
        if (stored := self.selected) is not None:
            self._typed[stored.id] = words

    def _answer(self) -> None:
        stored, words = self.selected, self.answer.text()
        if stored is None:
            return

        def work(project: Project) -> bool:
            project.reviews.answer(stored.id, words)
            return True

        if self._session.run("Answer comment", work):
            self._typed.pop(stored.id, None)
            self._refresh()

    def _go(self) -> None:
        stored = self.selected
        if stored is not None and stored.comment.claim_uid in self._numbers:
            self.claim_asked.emit(stored.comment.claim_uid)


def _judgements(project: Project, brief_id: int) -> Sequence[Judgement]:
    """A brief's judgements as they are now, without those that state nothing; none if it was deleted."""
    try:
        return stated(project.briefs.get(brief_id).spec.judgements)
    except KeyError:
        return ()


def _told(project: Project, stored: StoredComment, judgements: Sequence[Judgement]) -> str:
    """The comment in full, and the words of what it touches."""
    comment = stored.comment
    head = ", ".join(
        filter(None, (_KINDS[comment.kind], comment.author, read_in_full(comment.made_at), f"page {comment.page}"))
    )
    parts = [f"{head} ({stored.source})", comment.text]
    if comment.quote:
        parts.append(f"Marked: “{comment.quote}”")
    claim = project.claims.by_uid(comment.claim_uid) if comment.claim_uid else None
    if claim:
        parts.append(f"C{claim.number}: “{claim.quote}”")
    place = comment.place_among(judgements)
    if place is not None:
        parts.append(f"Judgement {place + 1}: {judgements[place].statement}")
    return "\n\n".join(filter(None, parts))
