"""The figures: a row for each dimension and for the passages, below it which tags stand against each other."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotations.agreement.disagreements import TagPair
from annotations.agreement.figures import DimensionFigures, Metric, PassageFigures
from annotations.agreement.resampling import RELIABLE, TENTATIVE, Estimate, Verdict
from annotations.agreement.table import (
    METRICS,
    PASSAGES,
    coefficient,
    interval_words,
    percent_words,
    tags_used,
)
from annotations.wording import number_of
from app.plain import PlainLabel
from app.theme import SPACE_M, SPACE_S, Theme
from app.widgets.elided import ElidedLabel
from app.widgets.splitter import Splitter
from app.workspaces.agreement.area import Area
from app.workspaces.agreement.cells import LAST, Cell, CellsTable, Column, Row
from app.workspaces.agreement.measured import Measured
from app.workspaces.agreement.pair_words import answer_words, pair_place

THE_PASSAGES = -1
"""Stands for the passages where a dimension's id is asked."""

_ALPHA = (
    f"Krippendorff's α: 1 is full agreement, 0 is chance. From {RELIABLE:.2f} on data are reliable, from {TENTATIVE} on"
    " they allow tentative conclusions, below that none."
)
_COLUMNS = (
    Column("Dimension", 230),
    Column("α", 60, right=True, tip=_ALPHA),
    Column("95 % interval", 124, tip="Where 95 of 100 draws of the same articles lie, each drawn 1,000 times anew."),
    Column("Verdict", 104, tip=_ALPHA),
    Column("κ", 60, right=True, tip="Cohen's κ of whole answers; of more than two coders the mean over their pairs."),
    Column("Same", 64, right=True, tip="Of all pairs of answers, how many are the same throughout."),
    Column("Claims", 72, right=True, tip="Claims that two of the coders at least coded in this dimension."),
    Column("Most used", tip="Of all answers, how many have this tag."),
)
_PAIRS = (Column("Dimension", 176), Column("One"), Column("Other"), Column("Claims", 92, right=True))
_USED = (Column("Tag"), Column("Answers", 76, right=True), Column("Share", 64, right=True))
_SAME_PLACES = "Of all places in the texts, how many both marked or both did not."
_FEW = 3


class FiguresArea(Area):
    """Shows how far coders agree."""

    pair_chosen = Signal(object)
    """Two tags that stand against each other are to be looked at: the `TagPair`, None for all."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._measured: Measured | None = None
        self._sorted = False
        self.about = ElidedLabel()
        self.about.setProperty("kind", "small")
        self.table = CellsTable("Agreement by dimension", _COLUMNS)
        self.pairs = CellsTable("Tags that stand against each other", _PAIRS)
        self.used = CellsTable("How often each tag was used", _USED)
        self.note = PlainLabel()
        self.note.setProperty("kind", "small")
        self.note.setWordWrap(True)
        self._used_title = _title("")
        self._build()
        self.table.chosen.connect(self._show_used)
        self.pairs.opened.connect(self.pair_chosen)

    @property
    def title(self) -> str:
        """What stands on the tab."""
        return "Figures"

    def _build(self) -> None:
        self.pairs.sort_by(3, Qt.SortOrder.DescendingOrder)
        lower = Splitter(Qt.Orientation.Horizontal, ("Width of the tags used",))
        lower.setHandleWidth(1)
        lower.addWidget(_under(_title("Tags that stand against each other"), self.pairs))
        lower.addWidget(_under(self._used_title, self.used))
        lower.setStretchFactor(0, 1)
        lower.setChildrenCollapsible(False)
        lower.setSizes([620, 340])
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        around = QVBoxLayout()
        around.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        around.setSpacing(2)
        around.addWidget(self.about)
        around.addWidget(self.note)
        column.addLayout(around)
        self.splitter = Splitter(Qt.Orientation.Vertical, ("Height of the tags",))
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(lower)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([250, 370])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    # -- showing

    def show_measured(self, measured: Measured) -> None:
        """Show other figures."""
        self._measured = measured
        agreement = measured.agreement
        rows = [self._row(measured, figures) for figures in agreement.dimensions]
        self.table.show_rows([*rows, self._passages_row(agreement.passages)])
        if not self._sorted:
            self._sorted = True
            self.table.sort_by(0)
        names = measured.names if len(measured.names) == 2 else ("One", "Another")
        self.pairs.show_rows(
            [_pair_row(pair, measured) for pair in agreement.pairs], ("Dimension", *(_says(n) for n in names), "Claims")
        )
        self.about.setText(_about(measured))
        self.note.setText(_note(measured))
        self.note.setVisible(bool(self.note.text()))
        if self.table.current is None and rows:
            self.table.selectRow(0)
        else:
            self._show_used(self.table.current)

    def _row(self, measured: Measured, figures: DimensionFigures) -> Row:
        dimension = measured.codebook.dimension(figures.dimension_id)
        place = measured.codebook.dimensions.index(dimension)
        most = tags_used(figures, measured.codebook)
        used = " · ".join(f"{tag['tag']} {percent_words(100 * tag['share'])}" for tag in most[:_FEW])
        tip = f"α compares {METRICS[figures.metric]}."
        if figures.metric is Metric.ORDINAL and figures.nominal:
            left = f"{figures.off_scale:,} answer{'' if figures.off_scale == 1 else 's'} off the scale"
            tip += f" Left out of it: {left}. α of all answers, alike or not: {coefficient(figures.nominal.value)}."
        return Row(
            (
                Cell(dimension.name, place, tip),
                *self._estimate(figures.alpha),
                Cell(coefficient(figures.kappa.value), _key(figures.kappa.value), figures.kappa.reason),
                Cell(percent_words(figures.percent), _key(figures.percent)),
                Cell(f"{figures.units:,}", figures.units),
                Cell(used, used.casefold(), "\n".join(f"{t['tag']}: {percent_words(100 * t['share'])}" for t in most)),
            ),
            figures.dimension_id,
        )

    def _passages_row(self, found: PassageFigures) -> Row:
        tip = "Whether the same passages were marked, whatever was said of them: α over all places of the texts."
        shared = f"{found.shared:,} of {found.units:,} marked by all" if found.units else ""
        return Row(
            (
                Cell(PASSAGES, len(PASSAGES), tip),
                *self._estimate(found.alpha),
                Cell("", -9),
                Cell(
                    percent_words(found.percent),
                    _key(found.percent),
                    "Of all places in the texts, how many both marked or both did not.",
                ),
                Cell(f"{found.units:,}", found.units),
                Cell(shared, "", f"In {found.articles:,} articles in which nobody saw the others' passages."),
            ),
            THE_PASSAGES,
            LAST,
        )

    def _estimate(self, found: Estimate) -> tuple[Cell, Cell, Cell]:
        why = found.reason[:1].upper() + found.reason[1:]
        colours = {
            Verdict.RELIABLE: self._theme.ok,
            Verdict.TENTATIVE: self._theme.warn,
            Verdict.NOT: self._theme.danger,
        }
        without = why or "Fewer than five articles: too few for an interval."
        return (
            Cell(coefficient(found.value), _key(found.value), why or _ALPHA, bold=True),
            Cell(interval_words(found), _key(found.low), "" if found.low is not None else without),
            Cell(found.verdict.value, _key(found.value), why or _ALPHA, colours.get(found.verdict)),
        )

    def _show_used(self, dimension_id: int | None) -> None:
        measured = self._measured
        if measured is None:
            return
        found = next((d for d in measured.agreement.dimensions if d.dimension_id == dimension_id), None)
        rows = tags_used(found, measured.codebook) if found else []
        name = measured.codebook.dimension(found.dimension_id).name if found else ""
        self._used_title.setText(f"Tags used: {name}" if name else "Tags used")
        self.used.show_rows(
            [
                Row(
                    (
                        Cell(row["tag"], place),
                        Cell(f"{row['answers']:,}", row["answers"]),
                        Cell(percent_words(100 * row["share"]), row["share"]),
                    ),
                    row["tag"],
                )
                for place, row in enumerate(rows)
            ]
        )

    # -- the page

    def entered(self) -> None:
        """The table has the keyboard."""
        self.table.take_keyboard()

    def set_theme(self, theme: Theme) -> None:
        """Show the verdicts in other colours."""
        self._theme = theme
        if self._measured:
            with QSignalBlocker(self.table):
                self.show_measured(self._measured)


def _title(text: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setProperty("kind", "small")
    return label


def _under(title: QWidget, table: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    heading = QVBoxLayout()
    heading.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, 0)
    heading.addWidget(title)
    column.addLayout(heading)
    column.addWidget(table, 1)
    return whole


def _says(name: str) -> str:
    return f"{name} said"


def _key(value: float | None) -> float:
    """What is not defined is sorted below all that is."""
    return -9.0 if value is None else value


def _pair_row(pair: TagPair, measured: Measured) -> Row:
    codebook = measured.codebook
    dimension = codebook.dimension(pair.dimension_id)
    one, other = (answer_words(answer, dimension, codebook) for answer in (pair.one, pair.other))
    count = len(pair.found)
    return Row(
        (
            Cell(dimension.name, codebook.dimensions.index(dimension)),
            Cell(one, pair_place(pair.one, codebook)),
            Cell(other, pair_place(pair.other, codebook)),
            Cell(f"{count:,}", count, "Click, or press Enter, to list them."),
        ),
        (pair.dimension_id, pair.one, pair.other),
    )


def _about(measured: Measured) -> str:
    agreement = measured.agreement
    names = ", ".join(measured.names[:-1]) + f" and {measured.names[-1]}" if len(measured.names) > 1 else ""
    articles = f"{agreement.articles:,} article{'' if agreement.articles == 1 else 's'}"
    claims = f"{len(agreement.units):,} claim{'' if len(agreement.units) == 1 else 's'}"
    return f"{names}: {articles} that two of them coded, with {claims}"


def _note(measured: Measured) -> str:
    """What is to be known of the figures: what is left out, and why the passages have none."""
    found, said = measured.agreement.passages, []
    if measured.hidden:
        articles = number_of(measured.hidden, "article")
        said.append(f"Without {articles} in which others’ tags are hidden until you are done coding second.")
    for figures in measured.agreement.dimensions:
        if figures.off_scale and figures.nominal:
            name = measured.codebook.dimension(figures.dimension_id).name
            left = number_of(figures.off_scale, "answer")
            said.append(
                f"{name}: α is of places on the scale, without {left} off it; of all answers, alike or not, it is"
                f" {coefficient(figures.nominal.value)}."
            )
    if found.alpha.value is None:
        said.append(f"No α for passages: {found.alpha.reason}.")
    return " ".join(said)
