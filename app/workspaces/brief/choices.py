"""The sections of what is chosen rather than written: parts and length, and the look of the pages."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QSpinBox, QVBoxLayout

from annotations.brief.presets import PRESETS, preset_of
from annotations.brief.spec import BriefSpec
from annotations.brief.texts import LANGUAGES
from app.dialogs.brief_export import PART_NAMES
from app.inspector.texts import StateBox
from app.theme import SPACE_XS
from app.widgets.spin import indent
from app.workspaces.brief.draft import Draft
from app.workspaces.brief.section import Section, note
from app.workspaces.codebook.fields import named

MARKS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
_MOST_PAGES = 999
_OWN = "Own choice of parts"


class PartsSection(Section):
    """A preset, a tick for each part in its order, and how many pages there may be."""

    title = "Parts"

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.preset, self.about = StateBox(), note()
        self.preset.setAccessibleName("Preset")
        self.boxes = {part: QCheckBox(name) for part, name in PART_NAMES.items()}
        self.limit = QSpinBox()
        indent(self.limit)
        self.limit.setRange(0, _MOST_PAGES)
        self.limit.setSpecialValueText("No limit")
        self.limit.setAccessibleName("Pages at most")
        self.limit.setKeyboardTracking(False)
        self.limit.setMaximumWidth(120)
        ticks = QVBoxLayout()
        ticks.setSpacing(SPACE_XS)
        for box in self.boxes.values():
            ticks.addWidget(box)
            box.clicked.connect(self._store_parts)
        self.column.addLayout(named("Preset", self.preset, self.about))
        self.column.addLayout(ticks)
        self.column.addLayout(named("Pages at most", self.limit, note("More are printed all the same, and told.")))
        self.column.addStretch(1)
        self.preset.activated.connect(lambda _: self._store_preset())
        self.limit.valueChanged.connect(self._store_limit)

    def show_draft(self, *, same: bool) -> None:
        """Show what is chosen."""
        del same
        spec, found = self.draft.spec, preset_of(self.draft.spec)
        fits = found is not None and found.fits(spec)
        self.preset.clear()
        if not fits:
            self.preset.addItem(f"{found.name}, changed" if found else _OWN, "")
        for preset in PRESETS:
            self.preset.addItem(preset.name, preset.key)
        self.preset.setCurrentIndex(self.preset.findData(spec.preset) if fits else 0)
        self.about.setText(f"{found.about}." if found and fits else "")
        self.about.setVisible(bool(found and fits))
        for part, box in self.boxes.items():
            box.setChecked(part in spec.parts)
        with QSignalBlocker(self.limit):
            self.limit.setValue(min(spec.page_limit, _MOST_PAGES))

    def set_writable(self, *, writable: bool) -> None:
        """Allow edits, or not."""
        for widget in (self.preset, self.limit, *self.boxes.values()):
            widget.setEnabled(writable)

    def focus_first(self) -> None:
        """Go to the preset."""
        self.preset.setFocus()

    def _store_preset(self) -> None:
        preset = next((one for one in PRESETS if one.key == self.preset.currentData()), None)
        if preset:
            made = preset.applied(self.draft.spec)
            values = {"preset": made.preset, "parts": made.parts, "page_limit": made.page_limit}
            self.draft.store(f"Use preset {preset.name}", None, values)

    def _store_parts(self) -> None:
        parts = tuple(part for part, box in self.boxes.items() if box.isChecked())
        added = [part for part in parts if part not in self.draft.spec.parts]
        self.draft.store("Choose parts", added[0] if added else None, {"parts": parts}, joins="parts")

    def _store_limit(self) -> None:
        self.draft.store("Limit pages", None, {"page_limit": self.limit.value()}, joins="page_limit")


class LookSection(Section):
    """The mark on every page, the paper, and the language of what the brief itself prints."""

    title = "Look"

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.mark, self.paper, self.language = QComboBox(), StateBox(), StateBox()
        self._mark_shown = ""
        """The mark as it was shown: what differs from it was typed."""
        self.mark.setEditable(True)
        self.mark.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.mark.setAccessibleName("Handling mark")
        self.mark.addItems(["", *MARKS])
        line = self.mark.lineEdit()
        if line:
            line.setPlaceholderText("None")
        self.paper.addItems(["A4", "Letter"])
        self.paper.setAccessibleName("Paper")
        self.language.setAccessibleName("Language of the fixed texts")
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        about = note("On every page. TLP 2.0 marks are printed in their colours; any other words as they are.")
        self.column.addLayout(named("Handling mark", self.mark, about))
        self.column.addLayout(named("Paper", self.paper))
        said = note("Headings, labels and notes. What you write and what the press says stays as it is.")
        self.column.addLayout(named("Language of the fixed texts", self.language, said))
        self.template = QPushButton("Template…")
        look = note("Logo, accent colour and the foot of every page; a template can be shared as a file.")
        self.column.addLayout(named("Organisation's look", self.template, look))
        self.template.clicked.connect(self._ask_template)
        self.column.addStretch(1)
        self.mark.editTextChanged.connect(lambda text: self.draft.type(None, handling=_one_line(text)))
        self.mark.activated.connect(lambda _: self.flush())
        if line:
            line.editingFinished.connect(self.flush)
        self.language.activated.connect(lambda _: self._store_language())
        self.paper.activated.connect(
            lambda _: self.draft.store("Choose paper", None, {"page": self.paper.currentText()})
        )

    def show_draft(self, *, same: bool) -> None:
        """Show what is chosen."""
        spec = self.draft.spec
        if not (same and self.mark.currentText() != self._mark_shown):
            with QSignalBlocker(self.mark):
                self.mark.setCurrentText(spec.handling)
            self._mark_shown = self.mark.currentText()
        self.paper.setCurrentText(spec.page)
        if self.language.findData(spec.language) < 0:  # of a newer program
            self.language.addItem(spec.language, spec.language)
        self.language.setCurrentIndex(self.language.findData(spec.language))

    def set_writable(self, *, writable: bool) -> None:
        """Allow edits, or not."""
        for widget in (self.mark, self.paper, self.language, self.template):
            widget.setEnabled(writable)

    def focus_first(self) -> None:
        """Go to the mark."""
        self.mark.setFocus()

    def _ask_template(self) -> None:
        from app.dialogs.brief_template import BriefTemplateDialog

        self.flush()
        dialog = BriefTemplateDialog(self.draft.spec, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._use(dialog.spec()))
        dialog.open()

    def _use(self, spec: BriefSpec) -> None:
        names = ("template", "organisation", "handling", "distribution")
        self.draft.store("Choose the template", None, {name: getattr(spec, name) for name in names})

    def _store_language(self) -> None:
        self.draft.store("Choose the language of the brief", None, {"language": str(self.language.currentData())})

    def flush(self) -> None:
        """Store the mark that was typed."""
        typed, before = self.mark.currentText(), self._mark_shown
        if typed == before:
            return
        self._mark_shown = typed
        if not self.draft.store("Edit handling mark", None, {"handling": _one_line(typed)}, joins="handling"):
            self._mark_shown = before


def _one_line(text: str) -> str:
    return " ".join(text.split())
