"""Claims whose words were corrected away: each is kept on a passage that the analyst sees, or deleted."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotations.carrying import Lost
from annotations.claims import Claim
from annotations.spans import Span, snapped
from annotations.text import OffsetMap
from app.plain import PlainLabel
from app.theme import SPACE_M, SPACE_S

_SHORT = 90


class LostClaims(QWidget):
    """Lists the claims; for the one chosen, its old words, the passage it would stand on, and the decision."""

    decided = Signal()
    """A claim is kept elsewhere or deleted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claims: Mapping[int, tuple[Claim, Lost]] = {}
        self._chosen: dict[int, Span | None] = {}
        self._map = OffsetMap.of("")
        self._text = ""
        self.list = QListWidget()
        self.list.setAccessibleName("Claims whose words were changed")
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._quote = PlainLabel()
        self._quote.setWordWrap(True)
        self.keep = QRadioButton("&Keep it on the words selected here:")
        self.delete = QRadioButton("&Delete the claim")
        group = QButtonGroup(self)
        group.addButton(self.keep)
        group.addButton(self.delete)
        self.passage = QPlainTextEdit()
        self.passage.setReadOnly(True)
        self.passage.setTabChangesFocus(True)
        self.passage.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.passage.setAccessibleName("The corrected text: what is selected becomes the claim's passage")
        self.take_button = QPushButton("&Put it on the selection")
        self._build()
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.keep.clicked.connect(self._keep)
        self.delete.clicked.connect(partial(self._decide, None))
        self.take_button.clicked.connect(self._keep)

    def _build(self) -> None:
        left = QVBoxLayout()
        title = PlainLabel("The words of these claims were changed:")
        title.setProperty("kind", "quiet")
        left.addWidget(title)
        left.addWidget(self.list, 1)
        right = QVBoxLayout()
        right.setSpacing(SPACE_S)
        right.addWidget(self._quote)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addStretch(1)
        row.addWidget(self.take_button)
        right.addLayout(row)
        right.addWidget(self.passage, 1)
        right.addWidget(self.delete)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE_M)
        whole.addLayout(left, 2)
        whole.addLayout(right, 3)

    def show_claims(self, claims: Mapping[int, tuple[Claim, Lost]], text: str) -> None:
        """Show these claims, each on the passage nearest to where it was; without one it is to be deleted."""
        self._claims, self._text, self._map = claims, text, OffsetMap.of(text)
        self._chosen = {key: lost.near for key, (_, lost) in claims.items()}
        self.passage.setPlainText(text)
        self.list.clear()
        for claim, _ in sorted(claims.values(), key=lambda pair: pair[0].number):
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, claim.id)
            self.list.addItem(item)
            self._name(item)
        if self.list.count():
            self.list.setCurrentRow(0)

    def first_field(self) -> QWidget | None:
        """Where the keyboard begins, None where there is nothing to decide."""
        return self.list if self._claims else None

    @property
    def places(self) -> dict[int, Span]:
        """Where the claims that are kept stand, by id."""
        return {key: span for key, span in self._chosen.items() if span is not None}

    @property
    def deleted(self) -> list[int]:
        """Ids of the claims that go."""
        return [key for key, span in self._chosen.items() if span is None]

    @property
    def complete(self) -> bool:
        """Whether there is a decision on each; there always is one to begin with."""
        return set(self._chosen) == set(self._claims)

    # -- one claim

    def _current(self) -> int | None:
        item = self.list.currentItem()
        return None if item is None else int(item.data(Qt.ItemDataRole.UserRole))

    def _show(self) -> None:
        key = self._current()
        if key is None or key not in self._claims:
            return
        claim, lost = self._claims[key]
        self._quote.setText(f"Claim {claim.number} was: “{_short(claim.quote, 4 * _SHORT)}”")
        self._show_decision()
        shown = self._chosen[key] or lost.near
        if shown:
            self._select(shown)

    def _show_decision(self) -> None:
        key = self._current()
        if key is not None:
            (self.keep if self._chosen[key] else self.delete).setChecked(True)

    def _select(self, span: Span) -> None:
        cursor = self.passage.textCursor()
        cursor.setPosition(self._map.to_utf16(span.start))
        cursor.setPosition(self._map.to_utf16(span.end), cursor.MoveMode.KeepAnchor)
        self.passage.setTextCursor(cursor)
        self.passage.centerCursor()

    def _keep(self) -> None:
        cursor = self.passage.textCursor()
        start, end = (self._map.from_utf16(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        span = snapped(self._text, Span(start, end)) if end > start else None
        if span is None:  # it stays as it was decided
            self._show_decision()
            self.passage.setFocus()
            return
        self._select(span)
        self._decide(span)

    def _decide(self, span: Span | None, *_: object) -> None:
        key, item = self._current(), self.list.currentItem()
        if key is None or item is None:
            return
        self._chosen[key] = span
        self._show_decision()
        self._name(item)
        self.decided.emit()

    def _name(self, item: QListWidgetItem) -> None:
        key = int(item.data(Qt.ItemDataRole.UserRole))
        claim, span = self._claims[key][0], self._chosen[key]
        becomes = f"“{_short(span.of(self._text))}”" if span else "deleted"
        item.setText(f"{claim.number}  →  {becomes}")


def _short(words: str, most: int = _SHORT) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most]}…"
