"""The disagreements one by one: each claim on which coders said different things, or that only one of them marked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from annotations.agreement.disagreements import Answer, Disagreement, TagPair
from app.theme import SPACE_M, SPACE_S
from app.widgets.elided import ElidedLabel
from app.widgets.empty import EmptyState
from app.workspaces.agreement.area import Area
from app.workspaces.agreement.cells import Cell, CellsTable, Column, Row
from app.workspaces.agreement.measured import Measured
from app.workspaces.agreement.pair_words import answer_words, said_words

PairKey = tuple[int, Answer, Answer]
_COLUMNS = (
    Column("Claim", 60, right=True),
    Column("Passage"),
    Column("Dimension", 130),
    Column("What they said", 330),
)
_LIST, _NOTHING = range(2)


class DisagreementsArea(Area):
    """Lists disagreements, all of them or those of two tags."""

    passage_asked = Signal(int, int)
    """Go and read: an article's id, a claim's id."""
    retitled = Signal()
    """The title of the tab is another one."""

    def __init__(self) -> None:
        super().__init__()
        self._measured: Measured | None = None
        self._pair: PairKey | None = None
        self.said, self.all_button = ElidedLabel(), QPushButton("Show all")
        self.said.setProperty("kind", "small")
        self.all_button.setProperty("kind", "link")
        self.all_button.clicked.connect(lambda: self.show_pair(None))
        self.table = CellsTable("Disagreements", _COLUMNS)
        self.table.clicked.disconnect()  # a click chooses; going to the passage leaves the page
        self.table.doubleClicked.connect(lambda _: self._go(self.table.current))
        self.table.opened.connect(self._go)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        head.addWidget(self.said, 1)
        head.addWidget(self.all_button)
        shown = QWidget()
        self._pages = QStackedLayout(shown)
        self._pages.addWidget(self.table)
        self._pages.addWidget(EmptyState("No disagreements", "Where several coders coded a claim, they said the same."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(shown, 1)

    @property
    def title(self) -> str:
        """What stands on the tab, with how many there are."""
        count = len(self._measured.agreement.disagreements) if self._measured else 0
        return f"Disagreements {count:,}" if count else "Disagreements"

    def show_measured(self, measured: Measured) -> None:
        """List other disagreements."""
        self._measured = measured
        if self._pair not in {(pair.dimension_id, pair.one, pair.other) for pair in measured.agreement.pairs}:
            self._pair = None
        self._list()
        self.retitled.emit()

    def show_pair(self, pair: PairKey | None) -> None:
        """List only disagreements in which two tags stand against each other; None for all."""
        self._pair = pair
        self._list()

    @property
    def listed(self) -> list[Disagreement]:
        """What is listed, by the number of the claim."""
        if self._measured is None:
            return []
        agreement = self._measured.agreement
        pair = self._of_pair()
        return list(pair.found) if pair else list(agreement.disagreements)

    def _of_pair(self) -> TagPair | None:
        pairs = self._measured.agreement.pairs if self._measured else ()
        return next((pair for pair in pairs if (pair.dimension_id, pair.one, pair.other) == self._pair), None)

    def _list(self) -> None:
        measured = self._measured
        if measured is None:
            return
        found = self.listed
        self.table.show_rows([_row(each, measured) for each in found])
        self.all_button.setVisible(self._pair is not None)
        self.said.setText(self._sentence(len(found), measured))
        self._pages.setCurrentIndex(_LIST if found else _NOTHING)

    def _sentence(self, count: int, measured: Measured) -> str:
        pair = self._of_pair()
        if pair is None:
            return f"{count:,} disagreement{'' if count == 1 else 's'}" if count else ""
        dimension = measured.codebook.dimension(pair.dimension_id)
        one, other = (answer_words(answer, dimension, measured.codebook) for answer in (pair.one, pair.other))
        return f"{count:,} with “{one}” against “{other}”"

    def _go(self, about: tuple[int, int] | None) -> None:
        found = next((each for each in self.listed if _about(each) == about), None)
        if found:
            self.passage_asked.emit(found.unit.article.id, found.unit.claim.id)

    def entered(self) -> None:
        """The list has the keyboard."""
        self.table.take_keyboard()


def _about(disagreement: Disagreement) -> tuple[int, int]:
    return disagreement.unit.claim.id, disagreement.dimension_id


def _row(disagreement: Disagreement, measured: Measured) -> Row:
    claim = disagreement.unit.claim
    row = measured.rows.get(claim.id)
    quote = " ".join(row.claim.quote.split()) if row else ""
    place = f"{row.headline} · {row.outlet} · {row.published}" if row else ""
    dimension, said = _what(disagreement, measured)
    return Row(
        (
            Cell(str(claim.number), claim.number),
            Cell(quote, quote.casefold(), f"{quote}\n\n{place}"),
            Cell(dimension, dimension.casefold()),
            Cell(said, said.casefold()),
        ),
        _about(disagreement),
    )


def _what(disagreement: Disagreement, measured: Measured) -> tuple[str, str]:
    if disagreement.about_passage:
        names = ", ".join(measured.name(coder) for coder in disagreement.unit.unmarked_by)
        return "Passage", f"Not marked by {names}"
    dimension = measured.codebook.dimension(disagreement.dimension_id)
    said = (
        f"{measured.people[coder].initials if coder in measured.people else '–'}: "
        f"{said_words(answer, dimension, measured.codebook)}"
        for coder, answer in disagreement.answers
    )
    return dimension.name, "  ·  ".join(said)
