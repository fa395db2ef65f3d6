"""How often the tags that were suggested were right so far, by dimension, and by what they are suggested."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableWidgetItem, QWidget

from annotations.codebook import Codebook
from annotations.language.tags.child import Learnt
from annotations.language.tags.lessons import Hits
from app.dialogs.list_dialog import ListDialog
from app.plain import PlainLabel, plain_tip
from app.session import Session
from app.settings import Settings
from app.suggestions.learning import Learning
from app.widgets.empty import EmptyState
from app.widgets.tables import table_of_texts

_COLUMNS = {
    "Dimension": 0,
    "Claims": 70,
    "First": 76,
    "First three": 96,
    "Usual tag": 92,
    "Usual three": 104,
    "Taken": 70,
}
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TIPS = (
    "",
    "Claims that were judged: the latest, at most 200",
    "How often the first suggestion was set",
    "How often one of the first three suggestions was set",
    "How often the tag used most until then was set: what suggesting it always would give",
    "How often one of the three tags used most until then was set",
    "Claims whose tag was taken from a suggestion",
)
_ABOUT = (
    "Each claim is judged by what was known before it: the codebook, and the claims with lower numbers. Where a tag was"
    " taken from a suggestion, that suggestion counts as right, although it may have been taken because it was there."
)
_EMPTY = "As soon as claims are tagged, this page says how often suggestions were right."
_OFF = "Switch suggestions on, and choose who works here."
_AGAIN = "Open this page again to have it counted anew."


class SuggestedTagsDialog(ListDialog):
    """The page; it counts anew whenever it is opened.

    Args:
        session: with an open project.
        settings: remember its size.
        learning: counts.
        parent: the window.
    """

    def __init__(self, session: Session, settings: Settings, learning: Learning, parent: QWidget | None = None) -> None:
        super().__init__(settings, "suggested-tags", (820, 360), parent)
        self.setWindowTitle("How often suggested tags were right")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.table = table_of_texts("How often suggested tags were right", _COLUMNS)
        for column, tip in enumerate(_TIPS):
            if item := self.table.horizontalHeaderItem(column):
                item.setToolTip(plain_tip(tip))
                if column:
                    item.setTextAlignment(_NUMBER)
        self.how = PlainLabel("Counting…")
        self.about = PlainLabel(_ABOUT)
        self.about.setProperty("kind", "quiet")
        for label in (self.how, self.about):
            label.setWordWrap(True)
        self.empty = EmptyState("Nothing was judged", _EMPTY)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.lay_out(self.table, self.empty, [None, close], above=[self.how], below=[self.about])
        self.remember(self.table.horizontalHeader())
        self.show_list(there=True)
        learning.told.connect(self.show_learnt)
        learning.count_hits()

    def show_learnt(self, learnt: Learnt | None, why_not: str = "") -> None:
        """Show what was counted; None where nothing could be, with why if it failed."""
        codebook = self._session.codebook
        known = {dimension.id for dimension in codebook.dimensions}
        hits = [one for one in learnt.hits if one.dimension_id in known] if learnt else []
        self.how.setText(_how(learnt) if learnt else "")
        failed = f"{why_not.rstrip('.')}. {_AGAIN}" if why_not else _OFF
        self.empty.say(_EMPTY if learnt else failed)
        self.show_list(there=bool(hits))
        self.about.setVisible(bool(hits))
        self.table.setRowCount(len(hits))
        for place, one in enumerate(hits):
            for column, words in enumerate(cells(one, codebook)):
                item = QTableWidgetItem(words)
                item.setToolTip(plain_tip(words))
                if column:
                    item.setTextAlignment(_NUMBER)
                self.table.setItem(place, column, item)
        if hits:
            self.table.selectRow(0)


def _how(learnt: Learnt) -> str:
    note = f" {learnt.note.rstrip('.')}." if learnt.note else ""
    return f"Words are compared by {learnt.embedder}.{note}"


def cells(hits: Hits, codebook: Codebook) -> Sequence[str]:
    """A row of the table in words; shares of few claims are given as numbers."""
    rights = (hits.first, hits.three, hits.usual_first, hits.usual_three)
    shares = (_share(right, hits.judged) for right in rights)
    return codebook.dimension(hits.dimension_id).name, f"{hits.judged:,}", *shares, f"{hits.taken:,}"


_FEW = 20
"""Claims below which a percentage would say more than is known."""


def _share(right: int, judged: int) -> str:
    return f"{right} of {judged}" if judged < _FEW else f"{100 * right / judged:.0f} %"
