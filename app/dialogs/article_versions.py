"""The texts an article had before it was corrected, and what each correction changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotations.aligning import Change, aligned, changes
from annotations.articles import EarlierText
from app.background import Question
from app.moments import date_and_time
from app.session import Session
from app.theme import SPACE_L, SPACE_M, Theme
from app.widgets.changed_text import ChangedText


class VersionsDialog(QDialog):
    """Lists the earlier texts, the latest first; read only.

    Args:
        headline: what the article is called.
        earlier: its earlier texts, the latest first.
        digest: that of the present text.
        coders: names by id.
        session: reads the texts behind the window.
        theme: the colours.
        parent: the window.
    """

    def __init__(
        self,
        headline: str,
        earlier: Sequence[EarlierText],
        digest: str,
        coders: Mapping[int, str],
        session: Session,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._earlier = earlier
        self._digests = [digest, *(each.digest for each in earlier)]
        self._question = Question(session, self)
        self.setWindowTitle(f"Earlier versions of “{headline}”"[:120])
        self.resize(860, 560)
        self.list = QListWidget()
        self.list.setAccessibleName("Earlier versions, the latest first")
        self.list.setFixedWidth(220)
        for each in earlier:
            until = date_and_time(datetime.fromisoformat(each.replaced_at).astimezone())
            self.list.addItem(f"until {until}\n{coders.get(each.coder_id or 0, 'Somebody')}")
        self.changed = ChangedText(theme)
        self.whole = QPlainTextEdit()
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName("The whole text of then")
        tabs = QTabWidget()
        tabs.addTab(self.changed, "What was &corrected")
        tabs.addTab(self.whole, "The &text of then")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(self.list)
        row.addWidget(tabs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(row, 1)
        column.addWidget(buttons)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, row: int) -> None:
        if row < 0:
            return
        marks = self._digests[row + 1], self._digests[row]
        self._question.ask(lambda project: _compared(*map(project.corrections.text, marks)), self._take)

    def _take(self, found: tuple[str, str, list[Change]]) -> None:
        old, new, differences = found
        self.changed.show_changes(old, new, differences)
        self.whole.setPlainText(old)


def _compared(old: str, new: str) -> tuple[str, str, list[Change]]:
    return old, new, changes(aligned(old, new), len(old), len(new))
