"""The section of the findings: for each dimension that is worth it a chart, sentences and quotations."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QComboBox

from annotations.brief.spec import Finding, Part
from annotations.codebook import Codebook
from app.inspector.texts import StateBox
from app.workspaces.brief.draft import Draft
from app.workspaces.brief.references import Prose, References
from app.workspaces.brief.section import note
from app.workspaces.brief.several import SeveralSection
from app.workspaces.codebook.fields import Line, named

CHART_NAMES = {
    "bars": "Bars: claims with each tag",
    "diverging": "Diverging bars: sentiment by speaker",
    "heat": "Heat table: speakers by topic",
    "heat-outlets": "Heat table: ownership by topic",
    "timeline": "Timeline: claims over time",
    "": "No chart",
}
_TEXTS = ("title", "sentences")


class FindingsSection(SeveralSection):
    """Each finding is about one dimension of the codebook."""

    title = "Findings"
    part = Part.FINDINGS

    def __init__(self, draft: Draft, codebook: Callable[[], Codebook]) -> None:
        super().__init__(draft, "findings", "finding", "quotes")
        self._codebook = codebook
        self.dimension, self.chart = StateBox(), StateBox()
        self.dimension.setAccessibleName("Dimension")
        self.chart.setAccessibleName("Chart")
        for key, name in CHART_NAMES.items():
            self.chart.addItem(name, key)
        for box in (self.dimension, self.chart):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self.dimension.activated.connect(lambda _: self._store_choice("dimension", self.dimension))
        self.chart.activated.connect(lambda _: self._store_choice("chart", self.chart))
        self.rows.addLayout(named("Dimension", self.dimension))
        self.rows.addLayout(named("Chart", self.chart))
        title = Line("Title", "States the finding; proposed, if left empty")
        self.rows.addLayout(named("Title", self.add_text("title", title)))
        sentences = Prose("Sentences", "What the numbers say, and what not", lambda: self.draft.claims)
        self.add_text("sentences", sentences)
        self.rows.addLayout(named("Sentences", sentences, sentences.refusal))
        quotes = References("Claims to quote", lambda: self.draft.claims)
        self.add_text("quotes", quotes)
        self.rows.addLayout(named("Claims to quote", quotes, quotes.refusal))
        self.column.addWidget(self.items)
        self.column.addWidget(self.form)
        self.empty = note("A finding is a chart with its table, your sentences, and one or two quotations.")
        self.column.addWidget(self.empty)
        self.column.addStretch(1)

    def show_draft(self, *, same: bool) -> None:
        """Show the list and the chosen finding."""
        super().show_draft(same=same)
        self.empty.setVisible(not self.values)

    def new(self) -> Finding:
        """Bars of the first dimension that has no finding yet."""
        there = {finding.dimension for finding in self.values}
        uids = [dimension.uid for dimension in self._codebook().dimensions]
        return Finding(next((uid for uid in uids if uid not in there), uids[0] if uids else ""), "bars")

    def title_of(self, item: Any) -> str:
        """Its title, or the dimension it is about."""
        names = {dimension.uid: dimension.name for dimension in self._codebook().dimensions}
        return str(item.title or names.get(item.dimension, ""))

    def show_item(self, item: Any | None, *, same: bool) -> None:
        """Show a finding."""
        finding = item or Finding("")
        self.dimension.clear()
        for dimension in self._codebook().dimensions:
            self.dimension.addItem(dimension.name, dimension.uid)
        self.dimension.setCurrentIndex(self.dimension.findData(finding.dimension))
        self.chart.setCurrentIndex(max(0, self.chart.findData(finding.chart)))
        texts = {key: self.item_text(key, getattr(finding, key), same=same) for key in _TEXTS}
        self.texts.show({**texts, "quotes": self.reference_text(finding.quotes, same=same)}, same=same)
        self.recolour()

    def focus_form(self) -> None:
        """Go to the dimension."""
        self.dimension.setFocus()

    def focus_first(self) -> None:
        """Go to the list, or to what adds to it."""
        (self.items.list if self.values else self.items.add_button).setFocus()

    def set_writable(self, *, writable: bool) -> None:
        """Allow edits, or not."""
        super().set_writable(writable=writable)
        for box in (self.dimension, self.chart):
            box.setEnabled(writable)

    def _store_choice(self, key: str, box: QComboBox) -> None:
        self.flush()
        self.store_value(key, str(box.currentData() or ""), key)
