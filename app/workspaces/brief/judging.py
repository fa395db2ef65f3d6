"""The section of the bottom line and the judgements: what the reader takes away."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton

from annotations.brief.spec import CONFIDENCES, LIKELIHOODS, Judgement, Part, new_identity
from annotations.text import count_words
from app.inspector.texts import StateBox
from app.theme import SPACE_L, SPACE_S, SPACE_XS
from app.workspaces.brief.draft import Draft
from app.workspaces.brief.references import Prose, References, refusal, tell
from app.workspaces.brief.section import heading, note
from app.workspaces.brief.several import SeveralSection
from app.workspaces.codebook.fields import named

MOST_WORDS = 30
"""Words a bottom line should have at most."""

_LINE = "bottom_line"
_TEXTS = ("statement", "reason", "meaning")
_NOT_SAID = "–"


class JudgingSection(SeveralSection):
    """The bottom line with the count of its words, then the judgements one by one."""

    title = "Bottom line"
    part = Part.BOTTOM_LINE

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, "judgements", "judgement", "refs")
        self.line = self._prose(_LINE, "Bottom line", "What the reader must know, in one or two sentences")
        self.words = note()
        self.unstated = refusal()
        self.choices = {
            "likelihood": _choice("Likelihood", LIKELIHOODS),
            "confidence": _choice("Confidence", CONFIDENCES),
        }
        for key, choice in self.choices.items():
            choice.activated.connect(partial(self._chosen, key))
        self.statement = self._prose("statement", "Statement", "What will happen, or is the case")
        self.reviewed = QPushButton("Carried over from the last issue: mark as reviewed")
        self.reviewed.clicked.connect(self._mark_reviewed)
        self._build()
        self.line.textChanged.connect(self._count_words)
        self._count_words()

    def _prose(self, key: str, name: str, hint: str) -> Prose:
        box = Prose(name, hint, lambda: self.draft.claims)
        self.add_text(key, box)
        return box

    def _build(self) -> None:
        self.column.addLayout(named("Bottom line", self.line, self.line.refusal, self.words))
        self.column.addSpacing(SPACE_S)
        self.column.addWidget(heading("Judgements"))
        self.column.addWidget(self.items)
        self.rows.addLayout(named("Statement", self.statement, self.unstated, self.statement.refusal))
        self.rows.addWidget(self.reviewed, 0, Qt.AlignmentFlag.AlignLeft)
        pair = QHBoxLayout()
        pair.setSpacing(SPACE_L)
        for key, choice in self.choices.items():
            pair.addLayout(named(key.capitalize(), choice), 1)
        self.rows.addLayout(pair)
        for key, name, hint in (
            ("reason", "Reason", "Why so confident: how many outlets, independent or not"),
            ("meaning", "What it means for us", ""),
        ):
            box = self._prose(key, name, hint)
            self.rows.addLayout(named(name, box, box.refusal))
        refs = References("Claims it rests on", lambda: self.draft.claims, lambda: self.draft.printed)
        self.add_text("refs", refs)
        self.rows.addLayout(named("Claims it rests on", refs, refs.refusal))
        self.rows.setSpacing(SPACE_S + SPACE_XS)
        self.column.addWidget(self.form)
        self.column.addStretch(1)

    def _count_words(self) -> None:
        count = count_words(self.line.toPlainText())
        over = f", {count - MOST_WORDS} more than a reader takes in" if count > MOST_WORDS else ""
        self.words.setText(f"{count} of {MOST_WORDS} words{over}")

    # -- showing

    def show_draft(self, *, same: bool) -> None:
        """Show the bottom line, the list and the chosen judgement."""
        text = self.as_typed(_LINE, self.draft.spec.bottom_line, same=same, read=str.strip)
        self.texts.show({_LINE: text}, same=same)
        self._count_words()
        super().show_draft(same=same)

    def new(self) -> Judgement:
        """A judgement without a word."""
        return Judgement("", uid=new_identity())

    def title_of(self, item: Any) -> str:
        """Its statement, and whether that is still to be looked at."""
        return f"{item.statement} (carried over)" if item.carried else str(item.statement)

    def show_item(self, item: Any | None, *, same: bool) -> None:
        """Show a judgement."""
        judgement = item or Judgement("")
        texts = {key: self.item_text(key, getattr(judgement, key), same=same) for key in _TEXTS}
        self.texts.show({**texts, "refs": self.reference_text(judgement.refs, same=same)}, same=same)
        for key, box in self.choices.items():
            value = getattr(judgement, key)
            if value and box.findData(value) < 0:  # of another program's scale
                box.addItem(value, value)
            box.setCurrentIndex(max(0, box.findData(value)))
        self.recolour()
        self.reviewed.setVisible(judgement.carried)
        self._say_unstated(judgement)

    def _say_unstated(self, judgement: Judgement) -> None:
        says = judgement != Judgement("") and not judgement.statement
        tell(self.unstated, "Without a statement the judgement is not printed." if says else "")

    def focus_form(self) -> None:
        """Go to the statement."""
        self.statement.setFocus()

    def choose_printed(self, number: int) -> None:
        """Show the judgement with this number in the brief, which leaves out those without a statement."""
        stated = [row for row, judgement in enumerate(self.values) if judgement.statement]
        if number <= len(stated):
            self.items.list.setCurrentRow(stated[number - 1])
            self.focus_form()

    def focus_first(self) -> None:
        """Go to the bottom line."""
        self.line.setFocus()

    def set_writable(self, *, writable: bool) -> None:
        """Allow edits, or not."""
        super().set_writable(writable=writable)
        for box in self.choices.values():
            box.setEnabled(writable)
        self.reviewed.setEnabled(writable)

    # -- storing

    def type_text(self, key: str, typed: str) -> None:
        """The bottom line is a field of the brief itself."""
        if key == _LINE:
            self.draft.type(self.part, bottom_line=typed.strip())
            return
        super().type_text(key, typed)
        if 0 <= self._shown < len(self.values):
            self._say_unstated(self.values[self._shown])

    def store_text(self, key: str, typed: str) -> bool:
        """Store it."""
        if key == _LINE:
            return self.draft.store("Edit bottom line", self.part, {key: typed.strip()}, joins=key)
        return super().store_text(key, typed)

    def _chosen(self, key: str, _place: int) -> None:
        self.flush()
        self.store_value(key, str(self.choices[key].currentData() or ""), key)

    def _mark_reviewed(self) -> None:
        self.flush()
        self.store_value("carried", False, "review mark")
        self.focus_form()


def _choice(name: str, values: tuple[str, ...]) -> QComboBox:
    box = StateBox()
    box.setAccessibleName(name)
    box.addItem(_NOT_SAID, "")
    for value in values:
        box.addItem(value.capitalize(), value)
    return box
