"""The section of what the brief is about: which claims, and how their articles are shown and counted."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotations.brief.choosing import choosable, comes_by_itself, counts_of, is_by_hand, taken
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
_ONLY = "Chosen one by one: what is marked later does not come in by itself."
_EVERYTHING: Mapping[str, Any] = {"article_uids": None, "claim_uids": None, "without": ()}
_COUNTED = ("claims", "claim_tags", "articles", "outlets", "coders", "tags", "dimensions")


class ContentSection(Section):
    """The filter of claims, and four choices.

    Args:
        draft: the brief.
        session: for the codebook and what can be filtered by.
        theme: the colours.
        inside: where the editors of the filter open.
    """

    choosing_asked = Signal()
    """Single articles and claims are to be chosen."""

    title = "Content"

    def __init__(self, draft: Draft, session: Session, theme: Theme, inside: QWidget) -> None:
        super().__init__(draft)
        self._session = session
        self._stale = False
        self._offering, self._counting = Question(session, self), Question(session, self)
        self.bar = FilterBar(theme, inside)
        self.counts, self.chosen = note(), note()
        self.choose_button = QPushButton("Choose single articles and claims…")
        self.take_all = QPushButton("Take all")
        self.take_all.setProperty("kind", "link")
        self.full, self.excerpts = (
            QRadioButton("Full text"),
            QRadioButton("Excerpts: each claim with a sentence around"),
        )
        self._texts_group = QButtonGroup(self)
        self.colour, self.counting, self.names = StateBox(), StateBox(), StateBox()
        _fill(self.counting, "Counting rule", _COUNTINGS)
        _fill(self.names, "Name coders", _NAMES)
        self.colour.setAccessibleName("Colour marks by")
        self.agreement = QCheckBox("Tell in the method how far coders agree")
        self._build()
        self._connect()

    def _build(self) -> None:
        bar = self.bar.layout()
        if bar:
            bar.setContentsMargins(0, 0, 0, 0)
        which = QVBoxLayout()
        which.setSpacing(SPACE_XS)
        for widget in (heading("Claims and articles"), self.bar, self.counts, self.chosen):
            which.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.choose_button)
        row.addWidget(self.take_all)
        row.addStretch(1)
        which.addLayout(row)
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
        self.column.addWidget(self.agreement)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.bar.changed.connect(self._store_filter)
        self.choose_button.clicked.connect(self.choosing_asked)
        self.take_all.clicked.connect(lambda: self.draft.store("Take all articles and claims", None, _EVERYTHING))
        self._texts_group.buttonClicked.connect(
            lambda _: self.draft.store("Choose full text or excerpts", None, {"full_text": self.full.isChecked()})
        )
        for key, (box, label) in {
            "colour_by": (self.colour, "Colour the brief"),
            "counting": (self.counting, "Choose the counting rule"),
            "names": (self.names, "Choose how coders are named"),
        }.items():
            box.activated.connect(partial(self._store_choice, key, box, label))
        self.agreement.clicked.connect(
            lambda on: self.draft.store("Choose whether agreement is told", None, {"agreement": on})
        )
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
        self.agreement.setChecked(spec.agreement)
        self.chosen.setText(self._left_out() if comes_by_itself(spec) else _ONLY)
        for widget in (self.chosen, self.take_all):
            widget.setVisible(is_by_hand(spec))
        self._count()

    def _left_out(self) -> str:
        """How much was left out one by one: what is no claim is a whole article."""
        known = set(self.draft.claims.values())
        claims = sum(uid in known for uid in self.draft.spec.without)
        both = ((claims, "claim"), (len(self.draft.spec.without) - claims, "whole article"))
        return f"Without {' and '.join(number_of(count, what) for count, what in both if count)}, left out one by one."

    def _filter(self) -> ClaimFilter:
        """The stored filter; an empty one where it cannot be read, which the pages say."""
        stored = self.draft.spec.claim_filter
        try:
            return ClaimFilter.from_json(json.dumps(stored)) if stored else ClaimFilter()
        except AnnotationError:
            return ClaimFilter()

    def _offer(self) -> None:
        project = self._session.project
        self.agreement.setVisible(project is not None and project.codings.by_several())

        def offer(choices: Choices) -> None:
            self.bar.set_choices(self._session.codebook, choices)

        self._offering.ask(lambda project: project.claim_lists.choices(), offer)

    def _count(self) -> None:
        wanted, spec = self._filter(), self.draft.spec

        def count(project: Project) -> Counted:
            found = project.claim_lists.count(wanted)
            if not is_by_hand(spec):
                return found
            articles = choosable(project, spec)
            claims, inside = counts_of(articles, taken(spec, articles))
            return replace(found, claims=claims, articles=inside)

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
            *(self.bar, self.choose_button, self.take_all, self.full, self.excerpts),
            *(self.colour, self.counting, self.names, self.agreement),
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
