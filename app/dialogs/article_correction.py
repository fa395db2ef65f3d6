"""Correcting a text: it is edited, and one sees what changed and what becomes of the claims before it is stored."""

from collections.abc import Generator, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotations.carrying import Carried, carried
from annotations.claims import Claim
from annotations.progress import Progress
from annotations.spans import Span
from annotations.text import OffsetMap, canonicalise
from annotations.wording import number_of
from app.dialogs.article_claims import LostClaims
from app.plain import PlainLabel
from app.session import Session
from app.theme import SPACE_L, SPACE_M, SPACE_S, Theme
from app.widgets.changed_text import ChangedText

AT_ONCE = 60_000
"""Code points of both texts up to which they are compared at once; longer ones behind the window."""


class CorrectionDialog(QDialog):
    """Two pages: the text, and what its correction does. `text`, `places`, `deleted` and `cuts` say what to store.

    Args:
        text: the article's text.
        claims: its claims.
        cuts: what is cut from it.
        session: for comparing long texts behind the window.
        theme: the colours.
        parent: the window.
    """

    def __init__(
        self,
        text: str,
        claims: Sequence[Claim],
        cuts: Sequence[Span],
        session: Session,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._old, self._cuts = session, text, cuts
        self._claims = {claim.id: claim for claim in claims}
        self._found = Carried({}, {})
        self.text = text
        self.setWindowTitle("Correct text")
        self.resize(900, 640)
        self.editor = QPlainTextEdit()
        self.editor.setPlainText(text)
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName("The article's text")
        self.changed = ChangedText(theme)
        self.lost = LostClaims()
        self.said = PlainLabel()
        self.said.setWordWrap(True)
        self.next_button = QPushButton("&Compare")
        self.back_button = QPushButton("&Back to the text")
        self.store_button = QPushButton("&Store the correction")
        self.next_button.setDefault(True)
        self._pages = QStackedLayout()
        self._build()
        self.next_button.clicked.connect(self.compare)
        self.back_button.clicked.connect(self._edit)
        self.store_button.clicked.connect(self.accept)
        self.lost.decided.connect(self._tell)
        self._edit()

    # -- building

    def _build(self) -> None:
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        what = PlainLabel("Claims stay on their words. What the article says now is kept as an earlier version.")
        what.setProperty("kind", "quiet")
        what.setWordWrap(True)
        column.addWidget(what)
        column.addWidget(self.editor, 1)
        second = QWidget()
        column = QVBoxLayout(second)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.said)
        column.addWidget(self.changed, 1)
        column.addWidget(self.lost, 1)
        self._pages.addWidget(first)
        self._pages.addWidget(second)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.back_button)
        row.addStretch(1)
        for button in (cancel, self.next_button, self.store_button):
            row.addWidget(button)
        for button in (cancel, self.next_button, self.store_button, self.back_button):
            button.setAutoDefault(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_L)
        whole.setSpacing(SPACE_M)
        whole.addLayout(self._pages, 1)
        whole.addLayout(row)

    def _edit(self) -> None:
        self._show(0)
        self.editor.setFocus()

    def _show(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.next_button.setVisible(page == 0)
        self.back_button.setVisible(page == 1)
        self.store_button.setVisible(page == 1)

    def go_to(self, offset: int) -> None:
        """Put the cursor of the first page at a place of the text, in code points."""
        cursor = self.editor.textCursor()
        cursor.setPosition(OffsetMap.of(self._old).to_utf16(offset))
        self.editor.setTextCursor(cursor)
        self.editor.centerCursor()

    # -- comparing

    def compare(self) -> None:
        """Find out what the correction does, and show it."""
        # As it was typed: what Qt otherwise gives has other blanks in it.
        self.text = canonicalise(self.editor.document().toRawText())
        anchors = {claim.id: claim.anchor for claim in self._claims.values()}
        old, new, cuts = self._old, self.text, self._cuts
        if len(old) + len(new) <= AT_ONCE:
            self._take(carried(old, new, anchors, cuts))
            return

        def work() -> Generator[Progress, None, Carried]:
            yield Progress(0, 0, "Comparing the texts")
            return carried(old, new, anchors, cuts)

        self.next_button.setEnabled(False)
        self.editor.setReadOnly(True)
        job = self._session.run_apart("Comparing the texts", work)
        job.finished.connect(self._take)
        for ended in (job.finished, job.failed, job.cancelled):
            ended.connect(self._go_on)

    def _go_on(self, *_: object) -> None:
        self.next_button.setEnabled(True)
        self.editor.setReadOnly(False)

    def _take(self, found: Carried) -> None:
        self._found = found
        self.changed.show_changes(self._old, self.text, found.changes)
        self.lost.show_claims({key: (self._claims[key], lost) for key, lost in found.lost.items()}, self.text)
        self.lost.setVisible(bool(found.lost))
        self._show(1)
        self._tell()
        (self.lost.first_field() or self.store_button).setFocus()

    def _tell(self) -> None:
        same = self.text == self._old
        empty = not self.text.strip()
        kept, gone = len(self._found.placed), len(self.deleted)
        parts = [f"{number_of(kept, 'claim')} stay{'s' if kept == 1 else ''} on the same words"] if kept else []
        if moved := len(self._found.lost) - gone:
            parts.append(f"{number_of(moved, 'claim')} on the words that you chose")
        parts += [f"{number_of(gone, 'claim')} deleted"] if gone else []
        told = "; ".join(parts) + "." if parts else "No claims are marked in this article."
        self.said.setText("Nothing was changed." if same else "The text is empty." if empty else told)
        self.store_button.setEnabled(not same and not empty and self.lost.complete)
        self.store_button.setDefault(True)

    # -- what to store

    @property
    def places(self) -> Mapping[int, Span]:
        """Where each claim that stays stands in the new text, by id."""
        return {**self._found.placed, **self.lost.places}

    @property
    def deleted(self) -> list[int]:
        """Ids of the claims that are deleted."""
        return self.lost.deleted

    @property
    def cuts(self) -> tuple[Span, ...]:
        """What is cut from the new text: nothing that a claim stands in."""
        places = list(self.places.values())
        return tuple(cut for cut in self._found.cuts if not any(cut.overlaps(span) for span in places))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter in the text is a new line, elsewhere the button that is meant."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._pages.currentIndex() == 0:
            return
        super().keyPressEvent(event)
