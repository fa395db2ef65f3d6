"""The answers a picker offers: a list with its definitions, or boxes side by side for scales and roles."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from annotations.codebook import NONE_OF_THESE, Kind, Role, Tag
from annotations.language.offers import Offer
from app.claim_view import scale_text
from app.picker.about import About
from app.picker.boxes import Boxes, Face
from app.picker.listing import TagList
from app.picker.question import Question
from app.picker.rows import ROLE_KEYS, Row, best, first_open, keyed, matching, may_create, new_offers, rows_of
from app.suggestions.badge import about_offer
from app.theme import SPACE_L, Theme, colour_key

Answer = Row | str | Role | Offer
"""A tag, the name of a tag to be made, a role, or a tag taken from its offer."""

OTHER = "other"
"""The kind of an actor about whom nothing was said."""

_LIST_WIDTH = 350
_MOST_IN_LINE = 11


class Answers(QWidget):
    """Shows what can be answered, highlights one, and says what was clicked."""

    clicked = Signal(object)
    """An `Answer`."""
    highlighted = Signal(str)
    """The name of the answer that is highlighted now, empty for none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = TagList(theme)
        self.boxes = Boxes(theme)
        self.about = About(theme)
        self.rows: list[Row] = []
        """The tags in the choice, in order."""
        self._boxed: Sequence[Answer] | None = None
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(SPACE_L)
        self._body.addWidget(self.list)
        self._body.addWidget(self.boxes)
        self._body.addWidget(self.about, 1)
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.currentItemChanged.connect(lambda *_: self._describe())
        self.list.itemClicked.connect(lambda _: self._click_item())
        self.boxes.current_changed.connect(self._describe)
        self.boxes.clicked.connect(self._click_box)

    def set_theme(self, theme: Theme) -> None:
        """Paint what is shown next in these colours."""
        self.boxes.theme = self.about.theme = theme
        self.list.set_theme(theme)

    # -- showing

    def show_question(self, question: Question, typed: str) -> None:
        """Offer the tags of a dimension that what was typed leaves, and highlight the likeliest."""
        rows = keyed(
            rows_of(question.dimension, question.tags, question.levels, question.notes, question.offers), typed
        )
        self.rows = matching(rows, typed)
        if question.dimension.kind is Kind.SCALE:
            self._show_scale(question, rows, typed)
            return
        self._show_boxes(None)
        new = " ".join(typed.split()) if may_create(rows, typed, question.dimension.kind) else ""
        self.list.show_rows(self.rows, question.chosen, new, new_offers(question.offers, typed))
        self.list.highlight_row(max(0, self._place(question, typed)))

    def show_roles(self, question: Question) -> None:
        """Offer the roles of an actor, the one that Enter gives highlighted."""
        self.rows = []
        self._show_boxes(question.roles)
        keys = {role: key for key, role in ROLE_KEYS.items()}
        self.boxes.show_faces([Face(role.value.capitalize(), keys[role]) for role in question.roles])
        self.boxes.set_current(question.roles.index(question.role))

    def show_types(self, question: Question, typed: str) -> None:
        """Offer the kinds of actor, the one that says nothing highlighted."""
        kinds = [
            Tag(kind.name, key=NONE_OF_THESE if kind.key == OTHER else kind.key, definition=kind.definition, id=n + 1)
            for n, kind in enumerate(question.dimension.types)
        ]
        rows = rows_of(question.dimension, sorted(kinds, key=lambda kind: kind.is_none))
        rows = sorted(rows, key=lambda row: not row.tag.is_none)  # the usual one in sight, with the 0 it has everywhere
        self.rows = matching(keyed(rows, typed), typed)
        self._show_boxes(None)
        self.list.show_rows(self.rows, {}, "")
        self.list.highlight_row(max(0, best(self.rows, typed) if typed else 0))

    def _show_boxes(self, boxed: Sequence[Answer] | None) -> None:
        self._boxed = boxed
        across = QBoxLayout.Direction.LeftToRight if boxed is None else QBoxLayout.Direction.TopToBottom
        self.list.setVisible(boxed is None)
        self.boxes.setVisible(boxed is not None)
        self._body.setDirection(across)

    def _show_scale(self, question: Question, rows: list[Row], typed: str) -> None:
        values = [row for row in rows if row.tag.value is not None]
        words = [row for row in rows if row.tag.value is None]
        self._show_boxes([*values, *words])
        faces = [[self._face(row, question) for row in line] for part in (values, words) for line in _lines(part)]
        self.boxes.show_faces(*faces)
        place = self._place(question, typed)
        self.boxes.set_current([*values, *words].index(self.rows[place]) if place >= 0 else -1)

    def _face(self, row: Row, question: Question) -> Face:
        return Face(
            row.tag.name,
            row.key,
            "" if row.tag.value is None else scale_text(row.tag),
            colour_key(row.tag),
            hatched=row.tag.key == "mixed",
            chosen=row.tag.id in question.chosen,
            fits=row in self.rows,
            offer=row.offer,
        )

    def _place(self, question: Question, typed: str) -> int:
        """Place of the row to highlight; -1 on a scale where nothing is set, so that Enter alone says nothing."""
        if typed:
            return best(self.rows, typed)
        chosen = [place for place, row in enumerate(self.rows) if row.tag.id in question.chosen]
        kind = question.dimension.kind
        if kind.single and (chosen or kind is Kind.SCALE):
            return chosen[0] if chosen else -1
        taken_away = [place for place, row in enumerate(self.rows) if row.tag.id == question.last]
        if taken_away and question.last not in question.chosen:
            return taken_away[0]
        return first_open(self.rows, question.chosen, question.last)

    # -- the highlighted one

    def current(self) -> Answer | None:
        """The highlighted answer."""
        if self._boxed is None:
            return self.list.chosen()
        return self._boxed[self.boxes.current] if self.boxes.current >= 0 else None

    def highlight(self, tag_id: int) -> None:
        """Highlight a tag, if it is in the choice."""
        if self._boxed is not None:
            shown = [one.tag.id if isinstance(one, Row) else 0 for one in self._boxed]
            if tag_id in shown:
                self.boxes.set_current(shown.index(tag_id))
            return
        place = next((place for place, row in enumerate(self.rows) if row.tag.id == tag_id), -1)
        if place >= 0:
            self.list.highlight_row(place)

    def highlight_new(self, new: str | Offer) -> None:
        """Highlight a tag that would be new, if it is in the choice."""
        if self._boxed is None:
            self.list.highlight_new(new)

    @property
    def across(self) -> bool:
        """Whether the answers stand side by side."""
        return self._boxed is not None

    def go(self, by: int) -> None:
        """Highlight the next answer (1) or the one before (-1)."""
        (self.list if self._boxed is None else self.boxes).go(by)

    def _click_item(self) -> None:
        current = self.current()
        offer = current.offer if isinstance(current, Row) and self.list.on_badge else None
        self.clicked.emit(offer or current)

    def _click_box(self, place: int) -> None:
        if self._boxed is not None:
            self.clicked.emit(self._boxed[place])

    def _describe(self) -> None:
        match self.current():
            case Row(tag=tag, offer=offer):
                self.about.show_tag(tag, about_offer(offer) if offer else "")
                self.highlighted.emit(tag.name)
            case Offer() as offer:
                self.about.show_new(offer.name, about_offer(offer))
                self.highlighted.emit(offer.name)
            case Role() as role:
                self.about.show_role(role)
                self.highlighted.emit(role.value)
            case str() as name:
                self.about.show_new(name)
                self.highlighted.emit(name)
            case _:
                self.about.show_nothing("Press the key on a box, or type a value." if self._boxed else "Nothing fits.")
                self.highlighted.emit("")


def _lines(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """Rows in as many lines of boxes as they need, all of about the same length."""
    lines = -(-len(rows) // _MOST_IN_LINE)
    length = -(-len(rows) // lines) if lines else 1
    return [rows[place : place + length] for place in range(0, len(rows), length)]
