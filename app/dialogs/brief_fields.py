"""What the analyst writes in a brief: bottom line, judgements, outlook, masthead."""

import re
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotations.brief.spec import BriefSpec, named_claims
from annotations.importers.dates import read_date
from annotations.text import count_words
from app.dialogs.brief_judgements import JudgementsEditor
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M, SPACE_S

MOST_WORDS = 30
"""Words a bottom line should have at most."""

_MASTHEAD = {
    "title": ("Title", ""),
    "subtitle": ("Subtitle", ""),
    "organisation": ("Organisation", ""),
    "number": ("Issue number", "12"),
    "version": ("Version", ""),
    "period_from": ("Period from", "2026-03-09"),
    "period_to": ("Period to", "2026-03-22"),
    "cut_off": ("Information cut-off", "2026-03-22 18:00"),
    "issued": ("Date of issue", "today, if left empty"),
    "analyst": ("Analyst", ""),
    "reviewer": ("Reviewer", ""),
    "distribution": ("Distribution", ""),
    "handling": ("Handling mark", "on every page, such as TLP:AMBER"),
}
_DATES = ("period_from", "period_to", "issued")


class BriefFieldsDialog(QDialog):
    """Edits a specification; `spec` gives it back with what was typed.

    Args:
        spec: what to start with.
        claims: uids, by their numbers, of the claims that judgements can refer to.
        parent: the window.
        writable: False shows without letting anything be changed.
    """

    def __init__(
        self, spec: BriefSpec, claims: Mapping[int, str], parent: QWidget | None = None, *, writable: bool = True
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Brief")
        self.resize(820, 640)
        self._spec = spec
        self._writable = writable
        self._claims = claims
        self.bottom_line = _text(spec.bottom_line, "Bottom line")
        self.bottom_line.setFixedHeight(84)
        self._words = _quiet("")
        self.judgements = JudgementsEditor(spec.judgements, claims)
        self.watch = _text("\n".join(spec.watch), "What to watch")
        self.unknown = _text("\n".join(spec.unknown), "What we do not know")
        self.fields = {key: QLineEdit(getattr(spec, key)) for key in _MASTHEAD}
        self._message = PlainLabel()
        self._message.setProperty("kind", "banner")
        self._message.setProperty("tone", "danger")
        self._message.setWordWrap(True)
        self._message.hide()
        self.tabs = QTabWidget()
        for title, page in (
            ("&Bottom line and judgements", self._judgement_page()),
            ("&Outlook", self._outlook_page()),
            ("&Masthead", self._masthead_page()),
        ):
            page.setEnabled(writable)
            self.tabs.addTab(page, title)
        self._build(writable=writable)
        self.bottom_line.textChanged.connect(self._count_words)
        self._count_words()
        self._before = self.spec()

    def _build(self, *, writable: bool) -> None:
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Save | kinds.Cancel if writable else kinds.Close)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(self.tabs, 1)
        column.addWidget(self._message)
        column.addWidget(buttons)

    def _judgement_page(self) -> QWidget:
        page, column = _page()
        column.addLayout(_over(_quiet("Bottom line: what the reader must know, in one or two sentences"), self._words))
        column.addWidget(self.bottom_line)
        column.addSpacing(SPACE_S)
        column.addWidget(self.judgements, 1)
        return page

    def _outlook_page(self) -> QWidget:
        page, column = _page()
        column.addWidget(_quiet("What to watch, one line each"))
        column.addWidget(self.watch)
        column.addWidget(_quiet("What we do not know, one line each"))
        column.addWidget(self.unknown)
        return page

    def _masthead_page(self) -> QWidget:
        page, column = _page()
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_M)
        form.setVerticalSpacing(SPACE_S)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for key, (name, hint) in _MASTHEAD.items():
            self.fields[key].setPlaceholderText(hint)
            self.fields[key].setAccessibleName(name)
            form.addRow(name, self.fields[key])
        column.addLayout(form)
        column.addStretch(1)
        return page

    def _count_words(self) -> None:
        count = count_words(self.bottom_line.toPlainText())
        over = f", {count - MOST_WORDS} more than a reader takes in" if count > MOST_WORDS else ""
        self._words.setText(f"{count} of {MOST_WORDS} words{over}")

    # -- the result

    def spec(self) -> BriefSpec:
        """The specification as typed."""
        texts = {key: " ".join(field.text().split()) for key, field in self.fields.items()}
        dates = {key: read_date(texts[key]) or texts[key] for key in _DATES}
        return replace(
            self._spec,
            **{**texts, **dates},  # type: ignore[arg-type]  # all of these fields are texts
            bottom_line=self.bottom_line.toPlainText().strip(),
            judgements=self.judgements.judgements(),
            watch=_lines(self.watch),
            unknown=_lines(self.unknown),
        )

    def _problem(self) -> tuple[int, str]:
        """The page and what is wrong on it; the sentence is empty if nothing is."""
        if problem := self.judgements.problem():
            return 0, problem
        for page, name, box in (
            (0, "The bottom line", self.bottom_line),
            (1, "The outlook", self.watch),
            (1, "The outlook", self.unknown),
        ):
            if unknown := [number for number in named_claims(box.toPlainText()) if number not in self._claims]:
                return page, f"{name} refers to C{unknown[0]}, and there is no such claim."
        for key in _DATES:
            typed = self.fields[key].text().strip()
            if typed and not read_date(typed):
                return 2, f"{_MASTHEAD[key][0]}: “{typed}” cannot be read as a date. Write 2026-03-12."
        first, last = (read_date(self.fields[key].text()) for key in ("period_from", "period_to"))
        known = min(len(first), len(last))  # a month and a day can be compared as far as both are known
        if first[:known] > last[:known]:
            return 2, "The period ends before it begins. Change one of its dates."
        return 0, ""

    def accept(self) -> None:
        """Qt: only where everything can be read."""
        page, problem = self._problem()
        if problem:
            self.tabs.setCurrentIndex(page)
            self._message.setText(problem)
            self._message.show()
            return
        super().accept()

    def reject(self) -> None:
        """Qt: what was typed is not thrown away without a question."""
        if not self._writable or self.spec() == self._before or self._may_discard():
            super().reject()

    def _may_discard(self) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, "Discard?", "Discard what you typed in the brief?", parent=self)
        discard = box.addButton("Discard", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("Go on writing", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        agreed = box.clickedButton() is discard
        box.deleteLater()
        return agreed


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, SPACE_M, 0, 0)
    column.setSpacing(SPACE_S)
    return page, column


def _over(*labels: QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    for label in labels:
        column.addWidget(label)
    return column


def _quiet(text: str) -> QLabel:
    label = PlainLabel(text)
    label.setProperty("kind", "small")
    return label


def _text(text: str, name: str) -> QPlainTextEdit:
    box = QPlainTextEdit(text)
    box.setAccessibleName(name)
    box.setTabChangesFocus(True)
    return box


def _lines(box: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in re.split(r"\n", box.toPlainText()) if line.strip())
