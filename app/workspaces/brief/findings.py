"""The section of the findings: for each dimension that is worth it a chart, sentences and quotations."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QPushButton

from annotations.brief.charts.shapes import Chart
from annotations.brief.content import BriefContent
from annotations.brief.spec import Finding, Part
from app.background import Question
from app.inspector.texts import StateBox
from app.session import Session
from app.widgets.chart import ChartView
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
_WIDTH = 482.0
"""Points that a chart has on A4."""
_HINT = "States the finding; proposed, if left empty"


class FindingsSection(SeveralSection):
    """Each finding is about one dimension of the codebook."""

    title = "Findings"
    part = Part.FINDINGS

    def __init__(self, draft: Draft, session: Session, content: Callable[[], BriefContent | None]) -> None:
        super().__init__(draft, "findings", "finding", "quotes")
        self._session, self._content = session, content
        self._taking, self._drawing = Question(session, self), Question(session, self)
        self._drawn: tuple[BriefContent, str, str] | None = None
        """What the picture shows: of which content, dimension and chart."""
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
        self.picture = ChartView()
        self.picture.hide()
        self.rows.addWidget(self.picture)
        self.heading = Line("Title", _HINT)
        self.rows.addLayout(named("Title", self.add_text("title", self.heading)))
        sentences = Prose("Sentences", "What the numbers say, and what not", lambda: self.draft.claims)
        self.add_text("sentences", sentences)
        self.rows.addLayout(named("Sentences", sentences, sentences.refusal))
        quotes = References("Claims to quote", lambda: self.draft.claims, lambda: self.draft.printed)
        self.add_text("quotes", quotes)
        self.rows.addLayout(named("Claims to quote", quotes, quotes.refusal))
        self.column.addWidget(self.items)
        self.column.addWidget(self.form)
        self.empty = note(
            "A finding is a chart with its table, your sentences, and one or two quotations. As long as you write none,"
            " the brief proposes one for each dimension."
        )
        self.take_button = QPushButton("Take the proposed ones and edit them")
        self.take_button.setProperty("kind", "link")
        self.take_button.clicked.connect(self._take)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.take_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_draft(self, *, same: bool) -> None:
        """Show the list and the chosen finding."""
        if not same:
            self._taking.drop()
        super().show_draft(same=same)
        self._refresh()

    def _refresh(self) -> None:
        self.empty.setVisible(not self.values)
        self.take_button.setVisible(not self.values and self._content() is not None)
        self.take_button.setEnabled(self.draft.writable)

    def follow_pages(self) -> None:
        """The pages were made anew: what the program proposes may be something else."""
        self._refresh()
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the chart is made while it is seen."""
        super().showEvent(event)
        self._draw()

    def _take(self) -> None:
        """Write what the brief proposes as findings of one's own."""
        content = self._content()
        if content is None:
            return

        self._taking.ask(
            lambda _: content.figures.defaults(), lambda found: self._put("Take proposed findings", found, 0)
        )

    def _draw(self) -> None:
        """Show the chart, and the title that is printed where none is written."""
        content, row = self._content(), self._shown
        if content is None or not 0 <= row < len(self.values) or not self.isVisible():
            return
        finding = self.values[row]
        wanted = (content, finding.dimension, finding.chart)
        drawn, self._drawn = self._drawn, wanted
        if drawn is None or drawn[0] is not content or drawn[1:] != wanted[1:]:
            self._drawing.ask(lambda _: _drawn(content, finding), lambda made: self._show_chart(*made))

    def _show_chart(self, title: str, chart: Chart | None) -> None:
        self.heading.setPlaceholderText(title or _HINT)
        self.picture.set_chart(chart, title)
        self.picture.setVisible(chart is not None)

    def new(self) -> Finding:
        """Bars of the first dimension that has no finding yet."""
        there = {finding.dimension for finding in self.values}
        uids = [dimension.uid for dimension in self._session.codebook.dimensions]
        return Finding(next((uid for uid in uids if uid not in there), uids[0] if uids else ""), "bars")

    def title_of(self, item: Any) -> str:
        """Its title, or what it is about."""
        names = {dimension.uid: dimension.name for dimension in self._session.codebook.dimensions}
        return str(item.title or names.get(item.dimension) or ("Over time" if item.chart == "timeline" else ""))

    def show_item(self, item: Any | None, *, same: bool) -> None:
        """Show a finding."""
        finding = item or Finding("")
        self.dimension.clear()
        for dimension in self._session.codebook.dimensions:
            self.dimension.addItem(dimension.name, dimension.uid)
        self.dimension.setCurrentIndex(self.dimension.findData(finding.dimension))
        self.chart.setCurrentIndex(max(0, self.chart.findData(finding.chart)))
        texts = {key: self.item_text(key, getattr(finding, key), same=same) for key in _TEXTS}
        self.texts.show({**texts, "quotes": self.reference_text(finding.quotes, same=same)}, same=same)
        self.recolour()
        self._draw()

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


def _drawn(content: BriefContent, finding: Finding) -> tuple[str, Chart | None]:
    """The title that is proposed for a finding, and its chart as wide as on paper; None where none is printed."""
    from annotations.brief.charts.drawing import measured

    figure = content.figures.figure(finding)
    if figure is None:
        return "", None
    return figure.title, figure.chart(_WIDTH, measured) if finding.chart and figure.shown else None
