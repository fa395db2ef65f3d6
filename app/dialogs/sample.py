"""Drawing a sample for double coding: who codes second, how much of what, and what they see meanwhile."""

from dataclasses import dataclass

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotations.claims import Coder
from annotations.errors import AnnotationError
from annotations.importers.values.dates import is_stored_form
from annotations.project import Project
from annotations.sampling import Amount, Scope, Sees, new_seed
from annotations.wording import number_of
from app.background import Question
from app.plain import PlainLabel, put_tip
from app.session import Session
from app.theme import SPACE_L, SPACE_M, SPACE_S
from app.widgets.spin import indent

_WHAT = (
    "Articles that are coded are drawn for a second person to code on their own: here, after Edit > Switch coder, or "
    "in a copy that is merged later."
)
_USUAL_SHARE, _USUAL_SIZE, _MOST = 15.0, 20, 100_000
_BATCH_CHARACTERS = 24
"""Width of the batches' names, which may be whole queries of a database."""
_SEES = {
    Sees.PASSAGES: "The others’ passages without tags",
    Sees.NOTHING: "Neither passages nor tags",
    Sees.ALL: "Everything (for practice, not for measuring)",
}


@dataclass(frozen=True, slots=True)
class _Count:
    """How many articles come in question for a person, and how many would for somebody who is new."""

    found: int
    anybody: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn: for whom, by name, how many, among which, seeing what, by which seed."""

    coder: str
    amount: Amount
    scope: Scope
    sees: Sees
    seed: str


class SampleDialog(QDialog):
    """Asks for a sample, and says beforehand how many articles it will have.

    Args:
        session: has the project open; how many articles come in question is counted behind the window.
        parent: the window.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        project = session.project
        assert project is not None
        self.setWindowTitle("Draw a sample for double coding")
        self._project = project
        self._coders = project.coders.all()
        self._known: dict[tuple[int, Scope], _Count] = {}
        """How many articles come in question; looking takes a second where there are a hundred thousand."""
        self._question = Question(session, self)
        self.second_box, self.first_box, self.batch_box, self.sees_box = (QComboBox() for _ in range(4))
        self.kind_box = QComboBox()
        self.share_box, self.size_box = QDoubleSpinBox(), QSpinBox()
        indent(self.share_box, self.size_box)
        self.since, self.until, self.seed = QLineEdit(), QLineEdit(), QLineEdit(new_seed())
        self.done_box = QCheckBox("Only articles that are done")
        self.preview = PlainLabel()
        self.preview.setProperty("kind", "strong")
        self.preview.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.draw_button = self.buttons.addButton("Draw", QDialogButtonBox.ButtonRole.AcceptRole)
        self._fill()
        self._build()
        self._connect()
        self._tell()
        self.second_box.setFocus()

    def _fill(self) -> None:
        self.second_box.setEditable(True)
        self.second_box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field = self.second_box.lineEdit()
        if field is not None:
            field.setPlaceholderText("A coder, or a new name")
        for coder in self._coders:
            if coder.id != self._project.coder_id:
                self.second_box.addItem(coder.name)
        self.first_box.addItem("Anybody", "")
        for coder in self._coders:
            self.first_box.addItem(coder.name, coder.uid)
        self.batch_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.batch_box.setMinimumContentsLength(_BATCH_CHARACTERS)
        self.batch_box.addItem("Any", "")
        for batch in reversed(self._project.batches.all()):
            self.batch_box.addItem(batch.name, self._project.batches.uid(batch.id))
        for sees, words in _SEES.items():
            self.sees_box.addItem(words, sees.value)
        self.kind_box.addItems(["Share", "Number"])
        self.share_box.setRange(0.1, 100)
        self.share_box.setDecimals(1)
        self.share_box.setSuffix(" %")
        self.share_box.setValue(_USUAL_SHARE)
        self.size_box.setRange(1, _MOST)
        self.size_box.setValue(_USUAL_SIZE)
        self.done_box.setChecked(True)
        for field, name in ((self.since, "Published from"), (self.until, "Published until")):
            field.setPlaceholderText("2026-03")
            field.setAccessibleName(name)
        put_tip(self.seed, "The same seed draws the same articles again, in every copy of the project")

    def _build(self) -> None:
        form = QFormLayout()
        form.setSpacing(SPACE_M)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._amounts = QStackedWidget()
        self._amounts.addWidget(self.share_box)
        self._amounts.addWidget(self.size_box)
        self.kind_box.setAccessibleName("A share or a number")
        self.share_box.setAccessibleName("Share of the articles")
        self.size_box.setAccessibleName("Number of articles")
        form.addRow("&Who codes second", self.second_box)
        form.addRow("How much", _beside(self.kind_box, self._amounts))
        form.addRow("&Coded first by", self.first_box)
        form.addRow("&Batch", self.batch_box)
        form.addRow("Published", _beside(self.since, PlainLabel("to"), self.until))
        form.addRow("", self.done_box)
        form.addRow("&Sees meanwhile", self.sees_box)
        form.addRow("S&eed", self.seed)
        what = PlainLabel(_WHAT)
        what.setProperty("kind", "quiet")
        what.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(what)
        column.addLayout(form)
        column.addWidget(self.preview)
        column.addWidget(self.buttons)
        self.setMinimumWidth(460)

    def _connect(self) -> None:
        self.kind_box.currentIndexChanged.connect(self._amounts.setCurrentIndex)
        for box in (self.kind_box, self.first_box, self.batch_box):
            box.currentIndexChanged.connect(lambda _: self._tell())
        for field in (self.since, self.until):
            field.textChanged.connect(lambda _: self._tell())
        self.second_box.editTextChanged.connect(lambda _: self._tell())
        for spin in (self.share_box, self.size_box):
            spin.valueChanged.connect(lambda _: self._tell())
        self.done_box.toggled.connect(lambda _: self._tell())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    # -- what is asked for

    @property
    def wanted(self) -> Drawing | None:
        """What is to be drawn; None while nobody is named."""
        name = " ".join(self.second_box.currentText().split())
        if not name:
            return None
        share = self.kind_box.currentIndex() == 0
        amount = Amount(share=self.share_box.value() / 100) if share else Amount(size=self.size_box.value())
        scope = Scope(
            since=self.since.text().strip(),
            until=self.until.text().strip(),
            batch=self.batch_box.currentData() or "",
            coder=self.first_box.currentData() or "",
            done=self.done_box.isChecked(),
        )
        seed = " ".join(self.seed.text().split()) or new_seed()
        return Drawing(name, amount, scope, Sees(self.sees_box.currentData()), seed)

    def _tell(self) -> None:
        """Say how many articles will be drawn, of how many."""
        wanted = self.wanted
        self._question.drop()
        self.draw_button.setEnabled(False)
        if wanted is None:
            self._say("Name who codes second.")
            return
        if no_date := next((typed for typed in _dates(wanted.scope) if not is_stored_form(typed)), ""):
            self._say(f"“{no_date}” is no date: write it as 2026-03-12, 2026-03 or 2026.")
            return
        known = self._coder(wanted.coder)
        asked = known.id if known else 0, wanted.scope
        if asked in self._known:
            self._tell_number(wanted, self._known[asked])
            return
        self._say("Counting the articles that come in question…")

        def count(project: Project) -> _Count | AnnotationError:
            candidates = project.second_codings.candidates
            try:
                found = len(candidates(*asked))
                return _Count(found, found or len(candidates(0, wanted.scope)))
            except AnnotationError as error:  # it belongs here, not above the window
                return error

        self._question.ask(count, lambda found: self._take(asked, found))

    def _take(self, asked: tuple[int, Scope], found: _Count | AnnotationError) -> None:
        if isinstance(found, AnnotationError):
            self._say(str(found))
            return
        self._known[asked] = found
        self._tell()

    def _tell_number(self, wanted: Drawing, count: _Count) -> None:
        known = self._coder(wanted.coder)
        self.draw_button.setEnabled(bool(count.found))
        if count.found:
            drawn = number_of(wanted.amount.of(count.found), "article")
            new = "" if known else f" {wanted.coder} is a new coder."
            self._say(f"Draws {drawn} of {count.found:,} that come in question.{new}")
        elif known and count.anybody:
            those = number_of(count.anybody, "article")
            self._say(
                f"{known.name} has coded or was given all that comes in question ({those}): "
                "name somebody else, or widen period, batch, coder or state."
            )
        else:
            self._say("No article comes in question: widen period, batch, coder or state.")

    def _say(self, words: str) -> None:
        """Show what would be drawn, and grow with it: rows would be squeezed and cut otherwise."""
        self.preview.setText(words)
        layout = self.layout()
        if layout is not None and (needed := layout.totalHeightForWidth(self.width())) > self.height():
            self.resize(self.width(), needed)

    def _coder(self, name: str) -> Coder | None:
        """The coder of this name, None for a new one."""
        return next((coder for coder in self._coders if coder.name.casefold() == name.casefold()), None)


def _dates(scope: Scope) -> list[str]:
    return [typed for typed in (scope.since, scope.until) if typed]


def _beside(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE_S)
    for widget in widgets:
        row.addWidget(widget, 0 if isinstance(widget, PlainLabel) else 1)
    return row
