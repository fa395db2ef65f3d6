"""One dimension of the claim in the inspector: its tags as chips, and the way to its picker."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from annotations.codebook import Codebook, Dimension, Kind, Role, Tag
from annotations.language.offers import Offer
from app.claim_view import scale_text, tag_words
from app.commands import native
from app.keys import letter
from app.picker.rows import ROLE_KEYS
from app.plain import PlainLabel, put_tip
from app.suggestions.chip import OfferChip
from app.tag_keys import sequence_of
from app.theme import SPACE_S, SPACE_XS, Theme, colour_key
from app.widgets.chip import TagChip
from app.widgets.flow import FlowLayout

_NUMBERED = 9
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class ShownTag:
    """A tag with its role, whether the person who works here set it, and in words who set it when."""

    tag: Tag
    role: str
    own: bool
    set_by: str = ""
    by: str = ""
    """Initials of who set it, where that is somebody else and is to be seen."""

    @property
    def about(self) -> str:
        """What the tool tip says: what the tag means, and who set it."""
        return "\n\n".join(filter(None, (about(self.tag), self.set_by)))


class NotCoded(QLabel):
    """An empty outlined box: nobody has answered yet. Never the look of a value."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("not coded")
        self._theme = theme
        self.setProperty("kind", "small")
        self.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a dashed outline around the words."""
        painter = QPainter(self)
        pen = QPen(self._theme.edge, 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.end()
        super().paintEvent(event)


class DimensionRow(QWidget):
    """Number key and name of a dimension over its answer; subclasses show the answer in their own way."""

    pick = Signal()
    """The picker of this dimension is asked for."""
    untag = Signal(object, str)
    """A tag and its role are to be taken away."""
    tag = Signal(object)
    """A tag is to be set."""
    change = Signal(object)
    """The picker is asked for at a tag that is set."""
    role = Signal(object, str, str)
    """A tag, the role that it has, the one it is to have instead."""
    accepted = Signal(object)
    """An `Offer` is to become a tag."""

    def __init__(self, theme: Theme, dimension: Dimension, number: int) -> None:
        super().__init__()
        self.theme = theme
        self.dimension = dimension
        name = PlainLabel(f"{number}  {dimension.name}")
        name.setProperty("kind", "quiet")
        name.setWordWrap(True)
        put_tip(name, dimension.help)
        self.add_button = QPushButton("Add")
        self.add_button.setProperty("kind", "link")
        self.add_button.setAccessibleName(f"Add to {dimension.name}")
        key = f" (key {number} in the text)" if number <= _NUMBERED else ""
        put_tip(self.add_button, f"Choose from the list{key}")
        self.add_button.clicked.connect(self.pick)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(name, 1)
        head.addWidget(self.add_button)
        self.others = PlainLabel()
        self.others.setProperty("kind", "small")
        self.others.setWordWrap(True)
        self.others.setAccessibleName(f"What others coded: {dimension.name}")
        self.others.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_XS)
        self.column.addLayout(head)
        self.offer_chips: list[OfferChip] = []
        self._coded: frozenset[int] = frozenset()
        """The tags that are shown as set."""
        self._offered: tuple[Offer, ...] = ()
        self._suggested = QWidget()
        self._suggested.hide()
        self._offer_column = QVBoxLayout(self._suggested)
        self._offer_column.setContentsMargins(0, 0, 0, 0)
        self._offer_column.setSpacing(SPACE_XS)

    def show_offers(self, offers: Sequence[Offer], codebook: Codebook) -> None:
        """Show below the answer what is offered instead of it: nothing, once it is given.

        Of actors there may be several, so of them those are still offered that are not set. Where an offer had the
        keyboard, the one that stands in its place has it afterwards, or else the way to the picker.
        """
        left = tuple(one for one in offers if one.tag_id not in self._coded)
        wanted = left if not self._coded or self.dimension.kind is Kind.ACTORS else ()
        if wanted == self._offered:
            return
        place = next((n for n, chip in enumerate(self.offer_chips) if chip.hasFocus()), None)
        self._offered = wanted
        for chip in self.offer_chips:
            chip.hide()
            chip.deleteLater()
        self.offer_chips = [self._offer_chip(offer, codebook) for offer in wanted]
        for chip in self.offer_chips:
            self._offer_column.addWidget(chip)
            chip.show()
        self.column.addWidget(self._suggested)  # behind the answer, which subclasses add, and what others answered
        self._suggested.setVisible(bool(wanted))
        if place is not None:
            there = self.offer_chips[min(place, len(wanted) - 1)] if wanted else self.stops()[0]
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_chip(self, offer: Offer, codebook: Codebook) -> OfferChip:
        if offer.tag_id is None:
            chip = OfferChip(self.theme, offer, f"New: {offer.name}", "slate")
        else:
            tag = codebook.tag(offer.tag_id)
            chip = OfferChip(self.theme, offer, tag_words(tag, self.dimension), colour_key(tag), about(tag))
        chip.clicked.connect(lambda: self.accepted.emit(offer))
        return chip

    def show_tags(self, shown: Sequence[ShownTag], *, can_write: bool) -> None:
        """Show what was answered."""
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """What Tab goes through here, in the order in which it is seen."""
        return [self.add_button, *self.offer_chips]

    def show_others(self, lines: Sequence[str]) -> None:
        """Show below it what others answered, a line each."""
        self.others.setText("\n".join(lines))
        if lines:
            # Behind the answer, which subclasses add; shown only then, since without a parent it would be a window.
            self.column.addWidget(self.others)
        self.others.setVisible(bool(lines))


class ChipsRow(DimensionRow):
    """The tags of a dimension as chips."""

    def __init__(self, theme: Theme, dimension: Dimension, number: int) -> None:
        super().__init__(theme, dimension, number)
        self.chips: list[TagChip] = []
        self._shown: tuple[tuple[ShownTag, ...], bool] | None = None
        self._flow = FlowLayout()
        self.column.addLayout(self._flow)

    def show_tags(self, shown: Sequence[ShownTag], *, can_write: bool) -> None:
        """Show a chip for each tag; those of other people cannot be taken away.

        Where a chip had the keyboard, the one that stands in its place has it afterwards.
        """
        self._coded = frozenset(one.tag.id for one in shown)
        if self._shown == (tuple(shown), can_write):
            return
        place = next((n for n, chip in enumerate(self.chips) if chip.hasFocus()), None)
        self._shown = tuple(shown), can_write
        self._flow.clear()
        self.chips = [self._chip(one, can_write=can_write) for one in shown]
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.show()  # the layout does so only later, and what is hidden cannot have the keyboard
        if not shown:
            self._flow.addWidget(NotCoded(self.theme))
        self.add_button.setEnabled(can_write)
        self.add_button.setText("Change" if shown and self.dimension.kind.single else "Add")
        self.updateGeometry()
        if place is not None:
            self._take_keyboard(place)

    def stops(self) -> list[QWidget]:
        """What Tab goes through here, in the order in which it is seen."""
        return [self.add_button, *self.chips, *self.offer_chips]

    def _take_keyboard(self, place: int) -> None:
        there = self.chips[min(place, len(self.chips) - 1)] if self.chips else self.add_button
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chip(self, one: ShownTag, *, can_write: bool) -> TagChip:
        tag, role, own = one.tag, one.role, one.own and can_write
        keys = native(sequence_of(tag.shortcut))
        ways = "Enter chooses, Delete takes it away" if own else "Enter chooses" if can_write else ""
        roles = ", S T A B M change the role" if own and self._roles(tag) else ""
        chip = TagChip(
            self.theme,
            " · ".join(filter(None, (tag.name, role, one.by))),
            colour_key(tag),
            one.about,
            hint=keys[0] if keys else "",
            spoken=". ".join(filter(None, (one.set_by, ways + roles))),
            removable=own,
        )
        chip.removed.connect(lambda: self.untag.emit(tag, role))
        if can_write:
            chip.clicked.connect(lambda: self.change.emit(tag))
        if own:
            chip.menu_asked.connect(lambda at: self._open_menu(tag, role, at))
            chip.typed.connect(lambda event: self._typed(tag, role, event))
        return chip

    def _roles(self, tag: Tag) -> tuple[Role, ...]:
        """The roles a tag may have; none where it is no actor."""
        if self.dimension.kind is not Kind.ACTORS or tag.is_none:
            return ()
        return self.dimension.roles or tuple(Role)

    def _typed(self, tag: Tag, role: str, event: QKeyEvent) -> None:
        wanted = ROLE_KEYS.get(letter(event))
        if wanted in self._roles(tag) and wanted != role and event.modifiers() == _NO_MODIFIER:
            self.role.emit(tag, role, wanted.value)

    def _open_menu(self, tag: Tag, role: str, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys = {one: key for key, one in ROLE_KEYS.items()}
        for one in self._roles(tag):
            action = menu.addAction(f"{one.value.capitalize()}\t{keys[one]}")
            action.setCheckable(True)
            action.setChecked(one == role)
            action.triggered.connect(lambda _=False, one=one: self.role.emit(tag, role, one.value))
        menu.addSeparator()
        menu.addAction("Choose from the list…\tEnter").triggered.connect(lambda: self.change.emit(tag))
        menu.addAction("Take away\tDelete").triggered.connect(lambda: self.untag.emit(tag, role))
        menu.popup(at)


def about(tag: Tag) -> str:
    """A tag's name, definition, when to use it and an example, as the plain text of a tool tip."""
    value = f"{scale_text(tag)}: " if tag.value is not None else ""
    parts = [
        value + tag.name,
        tag.definition or tag.short,
        f"Use: {tag.use}" if tag.use else "",
        f"Not: {tag.dont_use}" if tag.dont_use else "",
        f"Example: {tag.example}" if tag.example else "",
        f"Near miss: {tag.near_miss}" if tag.near_miss else "",
    ]
    return "\n\n".join(part for part in parts if part)
