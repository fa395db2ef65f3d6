"""The section of what the brief is about: which claims, and how their articles are shown and counted."""

import json
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QRadioButton, QVBoxLayout, QWidget

from annotations.claim_filter import ClaimFilter
from annotations.errors import AnnotationError
from annotations.project import Project
from annotations.store.changes import Changes
from annotations.store.claim_lists import Choices, Counted
from annotations.wording import number_of
from app.background import Question
from app.inspector.texts import StateBox
from app.session import Session
from app.theme import SPACE_XS, Theme
from app.workspaces.brief.draft import Draft
from app.workspaces.brief.section import Section, heading, note
from app.workspaces.claims.filter_bar import FilterBar
from app.workspaces.codebook.fields import named

_COUNTINGS = {"texts": "Once for each distinct text", "outlets": "Once for each outlet that printed it"}
_NAMES = {"initials": "By their initials", "full": "By their full names", "none": "Not at all"}
_COUNTED = ("claims", "claim_tags", "articles", "outlets", "coders", "tags", "dimensions")


class ContentSection(Section):
    """The filter of claims, and four choices.

    Args:
        draft: the brief.
        session: for the codebook and what can be filtered by.
        theme: the colours.
        inside: where the editors of the filter open.
    """

    title = "Content"

    def __init__(self, draft: Draft, session: Session, theme: Theme, inside: QWidget) -> None:
        super().__init__(draft)
        self._session = session
        self._stale = False
        self._offering, self._counting = Question(session, self), Question(session, self)
        self.bar = FilterBar(theme, inside)
        self.counts, self.chosen = note(), note()
        self.all_articles = QPushButton("Take all articles")
        self.all_articles.setProperty("kind", "link")
        self.full, self.excerpts = (
            QRadioButton("Full text"),
            QRadioButton("Excerpts: each claim with a sentence around"),
        )
        self._texts_group = QButtonGroup(self)
        self.colour, self.counting, self.names = StateBox(), StateBox(), StateBox()
        _fill(self.counting, "Counting rule", _COUNTINGS)
        _fill(self.names, "Name coders", _NAMES)
        self.colour.setAccessibleName("Colour marks by")
        self._build()
        self._connect()

    def _build(self) -> None:
        bar = self.bar.layout()
        if bar:
            bar.setContentsMargins(0, 0, 0, 0)
        which = QVBoxLayout()
        which.setSpacing(SPACE_XS)
        for widget in (heading("Claims and articles"), self.bar, self.counts, self.chosen, self.all_articles):
            which.addWidget(widget)
        self.column.addLayout(which)
        shown = QVBoxLayout()
        shown.setSpacing(SPACE_XS)
        shown.addWidget(heading("Annotated articles"))
        for button in (self.full, self.excerpts):
            self._texts_group.addButton(button)
            shown.addWidget(button)
        shown.addWidget(
            note("Full texts of the press are copyrighted: pass them on only where your licence allows it.")
        )
        self.column.addLayout(shown)
        self.column.addLayout(named("Colour marks by", self.colour))
        self.column.addLayout(named("A claim in wire copy counts", self.counting))
        secret = note("Comments and translations are printed; internal notes never are.")
        self.column.addLayout(named("Coders and translators are named", self.names, secret))
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.bar.changed.connect(self._store_filter)
        self.all_articles.clicked.connect(lambda: self.draft.store("Take all articles", None, {"article_uids": None}))
        self._texts_group.buttonClicked.connect(
            lambda _: self.draft.store("Choose full text or excerpts", None, {"full_text": self.full.isChecked()})
        )
        for key, (box, label) in {
            "colour_by": (self.colour, "Colour the brief"),
            "counting": (self.counting, "Choose the counting rule"),
            "names": (self.names, "Choose how coders are named"),
        }.items():
            box.activated.connect(partial(self._store_choice, key, box, label))
        self._session.changed.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self.bar.set_theme(theme)

    # -- showing

    def show_draft(self, *, same: bool) -> None:
        """Show what is chosen."""
        spec = self.draft.spec
        if not same:
            self._offer()
        wanted = self._filter()
        if wanted != self.bar.filter:
            with QSignalBlocker(self.bar):
                self.bar.put(wanted)
        (self.full if spec.full_text else self.excerpts).setChecked(True)
        self.colour.clear()
        for dimension in self._session.codebook.dimensions:
            self.colour.addItem(dimension.name, dimension.uid)
        self.colour.setCurrentIndex(max(0, self.colour.findData(spec.colour_by)))
        for box, value in ((self.counting, spec.counting), (self.names, spec.names)):
            box.setCurrentIndex(max(0, box.findData(value)))
        chosen = spec.article_uids
        self.chosen.setText(f"Only {number_of(len(chosen), 'chosen article')}." if chosen is not None else "")
        for widget in (self.chosen, self.all_articles):
            widget.setVisible(chosen is not None)
        self._count()

    def _filter(self) -> ClaimFilter:
        """The stored filter; an empty one where it cannot be read, which the pages say."""
        stored = self.draft.spec.claim_filter
        try:
            return ClaimFilter.from_json(json.dumps(stored)) if stored else ClaimFilter()
        except AnnotationError:
            return ClaimFilter()

    def _offer(self) -> None:
        def offer(choices: Choices) -> None:
            self.bar.set_choices(self._session.codebook, choices)

        self._offering.ask(lambda project: project.claim_lists.choices(), offer)

    def _count(self) -> None:
        wanted = self._filter()

        def count(project: Project) -> Counted:
            return project.claim_lists.count(wanted)

        self._counting.ask(count, self._say_count)

    def _say_count(self, counted: Counted) -> None:
        if not counted.all_claims:
            said = "The project has no claims yet."
        elif counted.claims == counted.all_claims:
            said = f"All {number_of(counted.claims, 'claim')}, in {number_of(counted.articles, 'article')}"
        else:
            said = f"{counted.claims:,} of {number_of(counted.all_claims, 'claim')}"
            said += f", in {number_of(counted.articles, 'article')}"
        self.counts.setText(said)

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_COUNTED):
            self._stale = True
            self._catch_up()

    def _catch_up(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self._offer()
            self._count()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: what was changed elsewhere is offered and counted now."""
        super().showEvent(event)
        self._catch_up()

    def set_writable(self, *, writable: bool) -> None:
        """Allow edits, or not."""
        for widget in (
            *(self.bar, self.all_articles, self.full, self.excerpts),
            *(self.colour, self.counting, self.names),
        ):
            widget.setEnabled(writable)

    def focus_first(self) -> None:
        """Go to the words of the filter."""
        self.bar.words.setFocus()

    # -- storing

    def _store_choice(self, key: str, box: QComboBox, label: str, _place: int) -> None:
        self.draft.store(label, None, {key: str(box.currentData() or "")})

    def _store_filter(self, wanted: ClaimFilter) -> None:
        stored = json.loads(wanted.as_json()) if wanted else None
        self.draft.store("Choose claims of the brief", None, {"claim_filter": stored}, joins="claim_filter")


def _fill(box: QComboBox, name: str, values: Mapping[str, str]) -> None:
    box.setAccessibleName(name)
    for key, said in values.items():
        box.addItem(said, key)
