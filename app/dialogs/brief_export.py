"""What goes into the exported brief, asked before the file's name."""

from dataclasses import replace

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotations.brief.spec import BriefSpec, Part
from annotations.codebook import Codebook
from app.theme import SPACE_L, SPACE_M, SPACE_S
from app.widgets.buttons import agree_or_cancel

PART_NAMES = {
    Part.MASTHEAD: "Masthead",
    Part.BOTTOM_LINE: "Bottom line and judgements",
    Part.SINCE: "Since the last issue",
    Part.READ: "What we read",
    Part.FINDINGS: "Findings",
    Part.CLAIMS: "List of claims",
    Part.ARTICLES: "Annotated articles",
    Part.METHOD: "Method",
    Part.CODEBOOK: "Codebook",
    Part.GLOSSARY: "Tags used",
    Part.SOURCES: "Sources",
}
_NAMES = {"initials": "Initials", "full": "Full names", "none": "Not at all"}


class BriefExportDialog(QDialog):
    """Edits the parts, the paper and what is told of people; `spec` gives it back."""

    def __init__(self, spec: BriefSpec, codebook: Codebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export brief")
        self.setMinimumWidth(460)
        self._spec = spec
        self.parts = {part: QCheckBox(name) for part, name in PART_NAMES.items()}
        for part, box in self.parts.items():
            box.setChecked(part in spec.parts)
            box.toggled.connect(self._refresh)
        self.full, self.excerpts = (
            QRadioButton("Full text"),
            QRadioButton("Excerpts: each claim with a sentence around"),
        )
        self._texts = QButtonGroup(self)
        for button in (self.full, self.excerpts):
            self._texts.addButton(button)
        (self.full if spec.full_text else self.excerpts).setChecked(True)
        self.colour_box = QComboBox()
        for dimension in codebook.dimensions:
            self.colour_box.addItem(dimension.name, dimension.uid)
        self.colour_box.setCurrentIndex(max(0, self.colour_box.findData(spec.colour_by)))
        self.page_box = QComboBox()
        self.page_box.addItems(["A4", "Letter"])
        self.page_box.setCurrentText(spec.page)
        self.names_box = QComboBox()
        for key, name in _NAMES.items():
            self.names_box.addItem(name, key)
        self.names_box.setCurrentIndex(max(0, self.names_box.findData(spec.names)))
        self.handling = QLineEdit(spec.handling)
        self.handling.setPlaceholderText("on every page, such as TLP:AMBER")
        self._build()
        self._refresh()

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_M)
        form.setVerticalSpacing(SPACE_M)
        form.addRow("Parts", _stack(*self.parts.values()))
        form.addRow("Articles", _stack(self.full, self.excerpts))
        for name, field in (
            ("Colour marks by", self.colour_box),
            ("Name coders", self.names_box),
            ("Paper", self.page_box),
            ("Handling mark", self.handling),
        ):
            field.setAccessibleName(name)
            form.addRow(name, field)
        note = QLabel(
            "Comments and translations are printed; internal notes never are. Full texts of press articles are "
            "copyrighted: pass them on only where your licence allows it."
        )
        note.setProperty("kind", "small")
        note.setWordWrap(True)
        self.buttons = agree_or_cancel(self, "Export…")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_L)
        column.addLayout(form)
        column.addWidget(note)
        column.addWidget(self.buttons)

    def _refresh(self) -> None:
        articles = self.parts[Part.ARTICLES].isChecked()
        for widget in (self.full, self.excerpts, self.colour_box):
            widget.setEnabled(articles)
        some = any(box.isChecked() for box in self.parts.values())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(some)

    def spec(self) -> BriefSpec:
        """The specification as chosen."""
        return replace(
            self._spec,
            parts=tuple(part for part, box in self.parts.items() if box.isChecked()),
            full_text=self.full.isChecked(),
            colour_by=self._colour_by(),
            page=self.page_box.currentText(),
            names=str(self.names_box.currentData()),
            handling=" ".join(self.handling.text().split()),
        )

    def _colour_by(self) -> str:
        """The chosen dimension; "the first one" stays that as long as nothing else is chosen."""
        untouched = not self._spec.colour_by and self.colour_box.currentIndex() == 0
        return "" if untouched else str(self.colour_box.currentData() or "")


def _stack(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(SPACE_S)
    for widget in widgets:
        column.addWidget(widget)
    return column
