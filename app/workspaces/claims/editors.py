"""What each condition of the filter is edited with."""

from dataclasses import replace
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotations.articles import Status
from annotations.claim_filter import TEXTS, ClaimFilter, Coding, Match
from annotations.claim_filter_words import (
    CHECK_WORDS,
    ORIGIN_WORDS,
    PASSAGE_WORDS,
    STATUS_WORDS,
    TAG_ORIGIN_WORDS,
    UNKNOWN,
)
from annotations.claims import CheckState, Origin, Passage
from annotations.codebook import Codebook, Dimension, Kind, Role
from annotations.codebook_tree import tree
from annotations.dates import moment
from annotations.store.claim_lists import Choices
from app.plain import PlainLabel
from app.theme import SPACE_S, Theme, colour_key
from app.workspaces.claims.choosing import Choosing, Option

CODED, OPEN = "coded", "open"
_MATCHES = {Match.ANY: "any of these", Match.ALL: "all of these", Match.NONE: "none of these"}
_DAY = len("2026-03-12")

FIELDS = {
    "outlets": "Outlet",
    "countries": "Outlet's country",
    "media": "Outlet's medium",
    "ownerships": "Outlet's ownership",
    "statuses": "Article's status",
    "dates": "Date",
    "coders": "Coder",
    "checks": "Check",
    "origins": "Claim's origin",
    "tag_origins": "Tags' origin",
    "passages": "Left out or not",
    "texts": "Note, comment, translation",
}
"""What can be filtered by besides the dimensions, with its name in the menu."""


class Editor(QWidget):
    """Edits one condition; `changed` tells the filter as it would be now."""

    changed = Signal(object)


class FieldEditor(Editor):
    """Chooses values of one field of the filter."""

    def __init__(self, theme: Theme, key: str, wanted: ClaimFilter, choices: Choices) -> None:
        super().__init__()
        self._key, self._wanted = key, wanted
        self._chosen: tuple[str, ...] = tuple(getattr(wanted, key))
        self.choosing = Choosing(theme, FIELDS[key], options_of(key, choices), self._chosen)
        self.choosing.changed.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choosing)
        self.setFocusProxy(self.choosing)

    def _tell(self) -> None:
        chosen = self.choosing.chosen()
        if self._key == "texts":
            # With and without the same finds nothing: what was chosen last takes the place of its opposite.
            new = set(chosen) - set(self._chosen)
            chosen = tuple(name for name in chosen if _opposite(name) not in new)
            self.choosing.keep_only(chosen)
        self._chosen = chosen
        kinds: dict[str, type] = {"statuses": Status, "checks": CheckState, "origins": Origin, "tag_origins": Origin}
        kinds["passages"] = Passage
        values = tuple(kinds.get(self._key, str)(value) for value in chosen)
        self.changed.emit(self._wanted.with_values(self._key, values))


def _opposite(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def options_of(key: str, choices: Choices) -> list[Option]:
    """What can be chosen for a field of the filter."""
    words = {
        "statuses": STATUS_WORDS,
        "checks": CHECK_WORDS,
        "origins": ORIGIN_WORDS,
        "tag_origins": TAG_ORIGIN_WORDS,
        "passages": PASSAGE_WORDS,
    }
    if key in words:
        said = cast("dict[str, str]", words[key])
        return [Option(str(value), text.capitalize()) for value, text in said.items()]
    if key == "texts":
        signs = (("", "With"), ("-", "Without"))
        return [Option(f"{sign}{name}", f"{how} a {name}") for name in TEXTS for sign, how in signs]
    known = getattr(choices, key)
    if isinstance(known, dict):
        return [Option(uid, name) for uid, name in known.items()]
    return [Option(value, value or UNKNOWN.capitalize()) for value in sorted(known, key=lambda v: (not v, v))]


class CodingEditor(Editor):
    """Chooses tags of one dimension, how many of them a claim must have, and as what."""

    def __init__(self, theme: Theme, dimension: Dimension, codebook: Codebook, wanted: ClaimFilter, place: int) -> None:
        super().__init__()
        self._dimension, self._wanted, self._place = dimension, wanted, place
        given = wanted.codings[place] if place < len(wanted.codings) else Coding(dimension.uid)
        self.match = QComboBox()
        self.match.setAccessibleName("How many of them")
        for match, words in _MATCHES.items():
            self.match.addItem(words.capitalize(), match.value)
        self.match.addItem("Not coded yet", OPEN)
        self.match.addItem("Coded at all", CODED)
        self.role = QComboBox()
        self.role.setAccessibleName("In the role")
        self.role.addItem("In any role", "")
        for role in dimension.roles or tuple(Role):
            self.role.addItem(f"As {role.value}", role.value)
        self.below = QCheckBox("With the tags below them")
        self.below.setChecked(given.below)
        placed = tree(codebook, dimension.id)
        options = [Option(one.tag.uid, one.tag.name, one.level, colour_key(one.tag)) for one in placed]
        self.choosing = Choosing(theme, dimension.name, options, given.tags)
        self._show(given)
        self._build(nested=any(one.level for one in placed))

    def _show(self, given: Coding) -> None:
        untagged = self._place < len(self._wanted.codings) and not given.tags
        how = (OPEN if given.match is Match.NONE else CODED) if untagged else given.match.value
        self.match.setCurrentIndex(max(0, self.match.findData(how)))
        self.role.setCurrentIndex(max(0, self.role.findData(given.role)))

    def _build(self, *, nested: bool) -> None:
        title = PlainLabel(self._dimension.name)
        title.setProperty("kind", "strong")
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.match, 1)
        row.addWidget(self.role, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(title)
        column.addLayout(row)
        column.addWidget(self.choosing)
        column.addWidget(self.below)
        self.role.setVisible(self._dimension.kind is Kind.ACTORS)
        self.below.setVisible(nested)
        self.match.activated.connect(self._match_chosen)
        self.role.activated.connect(lambda _: self._tell())
        self.below.toggled.connect(lambda _: self._tell())
        self.choosing.changed.connect(self._tag_chosen)
        self.setFocusProxy(self.choosing)

    def _match_chosen(self) -> None:
        if self.match.currentData() in (OPEN, CODED):
            self.choosing.keep_only()
        self._tell()

    def _tag_chosen(self) -> None:
        """A tag that is chosen is to be one of those asked for, whatever was asked for before."""
        if self.match.currentData() in (OPEN, CODED):
            self.match.setCurrentIndex(0)
        self._tell()

    def coding(self) -> Coding | None:
        """The condition, None while it asks for nothing."""
        tags, how = self.choosing.chosen(), str(self.match.currentData())
        role, below = str(self.role.currentData()), self.below.isChecked()
        if how in (OPEN, CODED):
            return Coding(self._dimension.uid, Match.NONE if how == OPEN else Match.ANY, (), role, below)
        return Coding(self._dimension.uid, Match(how), tags, role, below) if tags else None

    def _tell(self) -> None:
        coding = self.coding()
        there = self._place < len(self._wanted.codings)
        if coding is not None or there:
            self._wanted = self._wanted.with_coding(self._place, coding)
            self.changed.emit(self._wanted)


class DatesEditor(Editor):
    """The first and the last day, as people type dates."""

    def __init__(self, wanted: ClaimFilter) -> None:
        super().__init__()
        self._wanted = wanted
        self.since, self.until = _date_field("Since", wanted.since), _date_field("Until", wanted.until)
        self._told = PlainLabel()
        self._told.setProperty("kind", "small")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(SPACE_S)
        form.addRow("Since", self.since)
        form.addRow("Until", self.until)
        form.addRow(self._told)
        for field in (self.since, self.until):
            field.textEdited.connect(self._tell)
        self.setFocusProxy(self.since)
        self._say()

    def _read(self) -> tuple[str, str]:
        return day(self.since.text()), day(self.until.text())

    def _unread(self) -> list[str]:
        typed = (self.since.text().strip(), self.until.text().strip())
        return [text for text, read in zip(typed, self._read(), strict=True) if text and not read]

    def _say(self) -> None:
        unread = self._unread()
        self._told.setText(f"No date: {unread[0][:30]}" if unread else "As 2026, 2026-03 or 12 Mar 2026; Esc closes")

    def _tell(self) -> None:
        self._say()
        if not self._unread():
            since, until = self._read()
            self.changed.emit(replace(self._wanted, since=since, until=until))


def _date_field(name: str, value: str) -> QLineEdit:
    field = QLineEdit(value)
    field.setAccessibleName(name)
    field.setMinimumWidth(200)
    return field


def day(typed: str) -> str:
    """A day, month or year as a person types it, as ISO 8601; empty where it cannot be read."""
    text = typed.strip()
    if len(text) == len("2026") and text.isascii() and text.isdecimal():
        return text
    return moment(text)[:_DAY]


def editor_for(
    theme: Theme, key: str, place: int, wanted: ClaimFilter, codebook: Codebook, choices: Choices
) -> Editor | None:
    """What edits a condition: a field's name, or "codings" with its place in the filter; None where it can't be."""
    if key == "dates":
        return DatesEditor(wanted)
    if key != "codings":
        return FieldEditor(theme, key, wanted, choices)
    uid = wanted.codings[place].dimension
    dimension = next((d for d in codebook.dimensions if d.uid == uid), None)
    return CodingEditor(theme, dimension, codebook, wanted, place) if dimension else None
