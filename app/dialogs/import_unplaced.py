"""After an import: the claims that have no place in a newer version, each to be looked at."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from annotations.claims import Claim
from annotations.wording import number_of
from app.plain import PlainLabel, plain_tip
from app.theme import SPACE_L, SPACE_M, SPACE_S

_SHORT = 110
_EXPLAINED = (
    "The newer version does not have the words of what is listed here. It stays with the version before, which is left "
    "out, and is flagged with a question: mark it anew in the newer version, or keep it as it is."
)


class UnplacedDialog(QDialog):
    """Lists claims and leads to each; it stays open beside the window.

    Args:
        claims: those without a place, with the headlines of their articles.
        go_to: shows a claim in its article; whether it is still there.
        parent: the window.
    """

    def __init__(
        self, claims: Sequence[tuple[Claim, str]], go_to: Callable[[Claim], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._claims, self._go_to = claims, go_to
        self.setWindowTitle("Claims without a place")
        self.resize(620, 380)
        title = PlainLabel(f"{number_of(len(claims), 'claim')} could not be placed")
        title.setProperty("kind", "title")
        why = PlainLabel(_EXPLAINED)
        why.setProperty("kind", "quiet")
        why.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("Claims that could not be placed")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for claim, headline in claims:
            item = QListWidgetItem(f"{claim.number}   “{_short(claim.quote)}”\n{_short(headline)}")
            item.setSizeHint(QSize(0, 2 * self.list.fontMetrics().lineSpacing() + SPACE_M))
            item.setToolTip(plain_tip(claim.quote))
            self.list.addItem(item)
        self.note = PlainLabel()
        self.note.setProperty("kind", "quiet")
        self.go_button, close = QPushButton("&Go to the claim"), QPushButton("Close")
        self.go_button.setDefault(True)
        close.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.note, 1)
        foot.addWidget(close)
        foot.addWidget(self.go_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        for part in (title, why):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        close.clicked.connect(self.reject)
        self.go_button.clicked.connect(self._go)
        self.list.itemDoubleClicked.connect(lambda _: self._go())
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _go(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            there = self._go_to(self._claims[row][0])
            self.note.setText("" if there else "This claim is no longer there.")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"
