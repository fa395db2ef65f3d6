"""The filter above the table: words to find, and conditions that read as one sentence."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from annotations.claim_filter import MOST_WORDS, ClaimFilter
from annotations.claim_filter_words import Names, Phrase, phrases, sentence
from annotations.codebook import Codebook, Dimension
from annotations.store.claim_lists import Choices
from app.icons import put_icon
from app.theme import AROUND, SPACE_S, Theme
from app.widgets.flow import FlowLayout
from app.workspaces.claims.editors import FIELDS, CodingEditor, Editor, editor_for
from app.workspaces.claims.filter_chip import HEIGHT, FilterChip
from app.workspaces.claims.popover import Popover

PAUSE = 200
"""Milliseconds without a key after which what was typed is looked for."""

NO_CHOICES = Choices({}, {}, {}, (), (), ())


class FilterBar(QWidget):
    """Edits a `ClaimFilter`. The words have a field of their own; every other condition is a chip."""

    changed = Signal(object)
    """The filter as it is now."""

    def __init__(self, theme: Theme, inside: QWidget) -> None:
        super().__init__(inside)
        self._theme = theme
        self.filter = ClaimFilter()
        self._codebook = Codebook()
        self._choices = NO_CHOICES
        self.popover = Popover(inside)
        self.popover.closed.connect(self._close_pending)
        self._pending: Phrase | None = None
        self.words = QLineEdit()
        self.words.setPlaceholderText("Find in quotes")
        self.words.setClearButtonEnabled(True)
        self.words.setMaxLength(MOST_WORDS)
        self.words.setAccessibleName("Find in quotes and translations")
        self.words.setToolTip("Find in quotes and translations (/ or Ctrl+F)")
        self.add_button = QPushButton(" Add filter…")
        put_icon(self.add_button, "list-filter")
        self.add_button.setAccessibleName("Add filter")
        self._menu = QMenu(self.add_button)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.add_button.setMenu(self._menu)
        self._lead = QLabel("Claims")
        self._lead.setProperty("kind", "quiet")
        self._lead.setFixedHeight(HEIGHT)
        self.clear_button = QPushButton("Clear")
        self.clear_button.setProperty("kind", "link")
        self.clear_button.setAccessibleName("Clear the filter")
        self.clear_button.clicked.connect(lambda: self.put(ClaimFilter()))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._take_words)
        self.words.textEdited.connect(lambda text: self._pause.start() if text else self._take_words())
        self.words.returnPressed.connect(self._take_words)
        self.tools = QHBoxLayout()
        """The row of the field, where others may add to the right of the filter."""
        self._build()

    def _build(self) -> None:
        self.words.setMinimumWidth(160)
        self.words.setMaximumWidth(300)
        self.tools.setSpacing(SPACE_S)
        self.tools.addWidget(self.words, 1)
        self.tools.addWidget(self.add_button)
        self._sentence = QWidget()
        self._flow = FlowLayout(self._sentence, SPACE_S)
        column = QVBoxLayout(self)
        column.setContentsMargins(*AROUND)
        column.setSpacing(SPACE_S)
        column.addLayout(self.tools)
        column.addWidget(self._sentence)
        self._show()

    # -- what it is told

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self._theme = theme
        self._show()

    def set_choices(self, codebook: Codebook, choices: Choices) -> None:
        """Offer what the project has, and call it by its names."""
        self._codebook, self._choices = codebook, choices
        self._show()

    @property
    def names(self) -> Names:
        """What uids are called."""
        return Names(self._codebook, self._choices.outlets, self._choices.coders)

    @property
    def sentence(self) -> str:
        """The filter in words."""
        return sentence(self.filter, self.names)

    def put(self, wanted: ClaimFilter) -> None:
        """Ask for something else; an editor that is open closes."""
        self.popover.close_editor()
        if wanted != self.filter:
            self._take(wanted)
            self.words.setText(wanted.words)
        elif not wanted.words:
            self.words.clear()

    def focus_words(self) -> None:
        """Put the keyboard into the field, all of it selected."""
        self.words.setFocus()
        self.words.selectAll()

    # -- changing

    def _take(self, wanted: ClaimFilter) -> None:
        self._pause.stop()
        if wanted != self.filter:
            self.filter = wanted
            self._show()
            self.changed.emit(wanted)

    def _take_words(self) -> None:
        self._take(replace(self.filter, words=" ".join(self.words.text().split())))

    def _remove(self, phrase: Phrase) -> None:
        self.popover.close_editor()
        self.add_button.setFocus()
        if phrase.key == "codings":
            self._take(self.filter.with_coding(phrase.place, None))
        elif phrase.key == "dates":
            self._take(replace(self.filter, since="", until=""))
        else:
            self._take(self.filter.with_values(phrase.key, ()))

    # -- showing

    def _show(self) -> None:
        focused = next((chip.phrase for chip in self.chips() if chip.hasFocus()), None)
        for fixed in (self._lead, self.clear_button):
            self._flow.removeWidget(fixed)
            fixed.setParent(self._sentence)
        self._flow.clear()
        told = [phrase for phrase in phrases(self.filter, self.names) if phrase.key != "words"]
        self._flow.addWidget(self._lead)
        for phrase in told:
            self._flow.addWidget(self._chip(phrase))
        self._flow.addWidget(self.clear_button)
        self._sentence.setVisible(bool(told))
        for chip in self.chips():
            chip.show()
            if focused is not None and (chip.phrase.key, chip.phrase.place) == (focused.key, focused.place):
                chip.setFocus()
        if self._pending is not None:
            self.popover.move_to(self._anchor(self._pending))

    def _chip(self, phrase: Phrase) -> FilterChip:
        chip = FilterChip(self._theme, phrase, self._sentence)
        chip.clicked.connect(lambda _=False: self.edit(phrase))
        chip.removed.connect(lambda: self._remove(phrase))
        return chip

    def chips(self) -> list[FilterChip]:
        """The conditions in their order."""
        items = (self._flow.itemAt(n) for n in range(self._flow.count()))
        widgets = (item.widget() for item in items if item)
        return [widget for widget in widgets if isinstance(widget, FilterChip)]

    def _anchor(self, phrase: Phrase) -> QWidget:
        wanted = (phrase.key, phrase.place)
        chips = (chip for chip in self.chips() if (chip.phrase.key, chip.phrase.place) == wanted)
        return next(chips, self.add_button)

    # -- adding and editing

    def _fill_menu(self) -> None:
        self._menu.clear()
        for dimension in self._codebook.dimensions:
            self._menu.addAction(f"{dimension.name.replace('&', '&&')}…", self._adder(dimension))
        self._menu.addSeparator()
        for key, name in FIELDS.items():
            self._menu.addAction(f"{name}…", self._editor_of(key))

    def _adder(self, dimension: Dimension) -> Callable[[], None]:
        return lambda: self.add_coding(dimension)

    def _editor_of(self, key: str) -> Callable[[], None]:
        return lambda: self.edit(Phrase(key, ""))

    def add_coding(self, dimension: Dimension) -> None:
        """Ask for tags of a dimension."""
        place = len(self.filter.codings)
        editor = CodingEditor(self._theme, dimension, self._codebook, self.filter, place)
        self._open(editor, Phrase("codings", "", place))

    def edit(self, phrase: Phrase) -> None:
        """Open the editor of a condition below its chip, or below the button where there is none yet."""
        editor = editor_for(self._theme, phrase.key, phrase.place, self.filter, self._codebook, self._choices)
        if editor is not None:
            self._open(editor, phrase)

    def _open(self, editor: Editor, phrase: Phrase) -> None:
        editor.changed.connect(self._edited)
        self.popover.open(editor, self._anchor(phrase))
        self._pending = phrase

    def _edited(self, wanted: ClaimFilter) -> None:
        """Take what the editor says of its condition; words that were typed meanwhile stay."""
        self._take(replace(wanted, words=self.filter.words))

    def _close_pending(self) -> None:
        self._pending = None
