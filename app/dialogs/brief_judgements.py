"""The judgements of a brief: a list, and the one that is chosen as a form beside it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotations.brief.spec import CONFIDENCES, LIKELIHOODS, Judgement, named_claims
from app.theme import SPACE_M, SPACE_S

_EMPTY = "New judgement"


class JudgementsEditor(QWidget):
    """Add, remove, order and edit judgements; claims are referred to by their numbers ("C12, C31")."""

    def __init__(
        self, judgements: Sequence[Judgement], claims: Mapping[int, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._uids = claims
        numbers = {uid: number for number, uid in claims.items()}
        self._judgements = list(judgements)
        # A reference to a claim that is gone is not shown, and goes when the judgement is stored.
        self._refs = [", ".join(f"C{numbers[uid]}" for uid in j.refs if uid in numbers) for j in judgements]
        self._filling = False
        self.list = QListWidget()
        self.list.setAccessibleName("Judgements")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.statement = _text("Statement", "What will happen, or is the case")
        self.likelihood, self.confidence = _choice("Likelihood", LIKELIHOODS), _choice("Confidence", CONFIDENCES)
        self.reason = _text("Reason", "Why so confident: how many outlets, independent or not")
        self.meaning = _text("Meaning", "What it means for us")
        self.refs = QLineEdit()
        self.refs.setAccessibleName("Claims it rests on")
        self.refs.setPlaceholderText("C12, C31")
        self.add_button, self.remove_button = QPushButton("Add"), QPushButton("Remove")
        self.up_button, self.down_button = QPushButton("Up"), QPushButton("Down")
        self._build()
        self._connect()
        self._list(0)

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        for button in (self.add_button, self.remove_button, self.up_button, self.down_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(SPACE_S)
        left.addWidget(self.list, 1)
        left.addLayout(buttons)
        self.form = QWidget()
        form = QFormLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(SPACE_M)
        form.setVerticalSpacing(SPACE_S)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for name, field in (
            ("Statement", self.statement),
            ("Likelihood", self.likelihood),
            ("Confidence", self.confidence),
            ("Reason", self.reason),
            ("Meaning", self.meaning),
            ("Claims", self.refs),
        ):
            form.addRow(name, field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addLayout(left, 2)
        row.addWidget(self.form, 3)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._show)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        for box in (self.statement, self.reason, self.meaning):
            box.textChanged.connect(self._keep)
        for choice in (self.likelihood, self.confidence):
            choice.currentIndexChanged.connect(self._keep)
        self.refs.textChanged.connect(self._keep)

    # -- the list

    def _list(self, row: int) -> None:
        self._filling = True
        self.list.clear()
        self.list.addItems([judgement.statement or _EMPTY for judgement in self._judgements])
        self._filling = False
        self.list.setCurrentRow(min(row, len(self._judgements) - 1))
        self._show(self.list.currentRow())

    def _show(self, row: int) -> None:
        if self._filling:
            return
        there = 0 <= row < len(self._judgements)
        judgement = self._judgements[row] if there else Judgement("")
        self._filling = True
        for box, text in (
            (self.statement, judgement.statement),
            (self.reason, judgement.reason),
            (self.meaning, judgement.meaning),
        ):
            box.setPlainText(text)
        self.likelihood.setCurrentText(judgement.likelihood)
        self.confidence.setCurrentText(judgement.confidence)
        self.refs.setText(self._refs[row] if there else "")
        self._filling = False
        self.form.setEnabled(there)
        self.remove_button.setEnabled(there)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(there and row < len(self._judgements) - 1)

    def _keep(self) -> None:
        row = self.list.currentRow()
        if self._filling or row < 0:
            return
        self._judgements[row] = replace(
            self._judgements[row],
            statement=_one_line(self.statement),
            likelihood=self.likelihood.currentText(),
            confidence=self.confidence.currentText(),
            reason=_one_line(self.reason),
            meaning=_one_line(self.meaning),
        )
        self._refs[row] = self.refs.text()
        self.list.item(row).setText(self._judgements[row].statement or _EMPTY)

    def _add(self) -> None:
        self._judgements.append(Judgement(""))
        self._refs.append("")
        self._list(len(self._judgements) - 1)
        self.statement.setFocus()

    def _remove(self) -> None:
        row = self.list.currentRow()
        del self._judgements[row], self._refs[row]
        self._list(max(0, row))

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        self._judgements.insert(row + by, self._judgements.pop(row))
        self._refs.insert(row + by, self._refs.pop(row))
        self._list(row + by)

    # -- the result

    def problem(self) -> str:
        """What must be put right, one sentence; empty if nothing."""
        for place, (judgement, refs) in enumerate(zip(self._judgements, self._refs, strict=True)):
            said = (refs, judgement.reason, judgement.meaning, judgement.likelihood, judgement.confidence)
            if not judgement.statement and any(said):
                return f"Judgement {place + 1} has no statement. Write one, or remove the judgement."
            numbers, strange = _numbers(refs)
            numbers += named_claims(f"{judgement.statement} {judgement.reason} {judgement.meaning}")
            unknown = [*strange, *(f"C{number}" for number in numbers if number not in self._uids)]
            if unknown:
                self.list.setCurrentRow(place)
                return f"Judgement {place + 1} refers to {', '.join(unknown)}, and there is no such claim."
        return ""

    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements that have a statement."""
        return tuple(
            replace(judgement, refs=tuple(self._uids[n] for n in _numbers(refs)[0] if n in self._uids))
            for judgement, refs in zip(self._judgements, self._refs, strict=True)
            if judgement.statement
        )


def _numbers(refs: str) -> tuple[list[int], list[str]]:
    """The numbers in "C12, 31", each once in that order, and whatever else stands there."""
    words = [word for word in re.split(r"[\s,;]+", refs) if word]
    found = [(word, re.fullmatch(r"[Cc]?(\d{1,9})", word)) for word in words]
    numbers = dict.fromkeys(int(match[1]) for _, match in found if match)
    return list(numbers), [word for word, match in found if not match]


def _one_line(box: QPlainTextEdit) -> str:
    return " ".join(box.toPlainText().split())


def _text(name: str, hint: str) -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setAccessibleName(name)
    box.setPlaceholderText(hint)
    box.setTabChangesFocus(True)
    box.setMinimumHeight(56)
    return box


def _choice(name: str, values: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.addItems(["", *values])
    return box
