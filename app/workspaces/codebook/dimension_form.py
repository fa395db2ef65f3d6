"""The form of a dimension: what it asks, and how it is answered."""

import re
from collections.abc import Callable, Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotations.codebook import ActorType, Codebook, Dimension, Kind, Role
from annotations.codebook_writing import Keys
from annotations.project import Project
from annotations.wording import number_of
from app.background import Question
from app.plain import PlainLabel
from app.session import Session
from app.theme import SPACE_L, SPACE_M, SPACE_S
from app.widgets.flow import FlowLayout
from app.workspaces.codebook.choice import Choice, Item
from app.workspaces.codebook.edits import Edits
from app.workspaces.codebook.fields import Box, Line, Texts, named

_KINDS = {
    Kind.ONE: "One tag: a coder chooses one for each claim",
    Kind.MANY: "Many tags: as many as fit",
    Kind.ACTORS: "Actors: each with a role, such as speaker or target",
    Kind.SCALE: "Scale: one value from low to high",
}
_TYPE = re.compile(r"([^:]*):?\s*(.*)")


class DimensionForm(QWidget):
    """Shows a dimension and stores what is changed of it, one step a field."""

    delete_asked = Signal()
    left = Signal()
    """The keyboard is to go back to the tree."""

    def __init__(
        self, session: Session, edits: Edits, count: Callable[[Collection[int]], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._count = count
        self._edits = edits
        self.dimension: Dimension | None = None
        self._codebook = Codebook()
        self._asking = Question(session, self)
        self.texts = Texts(self._store, ("name", "types"), self)
        self.texts.escaped.connect(self.left)
        self.about, self.refusal = PlainLabel(), PlainLabel()
        self.kind_box = Choice("Kind", self._kinds)
        self.roles = {role: QCheckBox(role.value.capitalize()) for role in Role}
        self.delete_button = QPushButton("Delete…")
        self._of_actors = QWidget()
        self._build()
        self.kind_box.picked.connect(self._ask_kind)
        self.delete_button.clicked.connect(self.delete_asked)
        for box in self.roles.values():
            box.clicked.connect(self._set_roles)

    def _build(self) -> None:
        self.about.setProperty("kind", "small")
        self.refusal.setProperty("kind", "small")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.delete_button.setProperty("kind", "danger")
        head = QHBoxLayout()
        head.addWidget(self.about, 1)
        head.addWidget(self.delete_button)
        roles = QWidget()
        line = FlowLayout(roles, SPACE_M)
        for box in self.roles.values():
            line.addWidget(box)
        types = Box("Types of actors", "One a line. Ministry: what belongs to it")
        actors = QVBoxLayout(self._of_actors)
        actors.setContentsMargins(0, 0, 0, 0)
        actors.setSpacing(SPACE_M)
        actors.addLayout(named("Roles", roles))
        actors.addLayout(named("Types of actors, one a line", self.texts.add("types", types)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(head)
        pair = QHBoxLayout()
        pair.setSpacing(SPACE_L)
        pair.addLayout(named("Name", self.texts.add("name", Line("Name"))), 1)
        pair.addLayout(named("Kind", self.kind_box), 1)
        column.addLayout(pair)
        column.addWidget(self.refusal)
        asks = Box("What it asks", "Shown above the tags when a claim is coded")
        column.addLayout(named("What it asks", self.texts.add("help", asks)))
        column.addWidget(self._of_actors)
        column.addSpacing(SPACE_S)
        column.addStretch(1)

    # -- showing

    def show_dimension(self, codebook: Codebook, dimension: Dimension, *, writable: bool) -> None:
        """Show a dimension; what was typed for the one before is stored first."""
        same = self.dimension is not None and self.dimension.id == dimension.id
        if not same:
            self.flush()
            self._asking.drop()
        if self.dimension != dimension:
            self.refusal.hide()
        self._codebook, self.dimension = codebook, dimension
        types = "\n".join(_type_line(kind) for kind in dimension.types)
        self.texts.show({"name": dimension.name, "help": dimension.help, "types": types}, same=same)
        tags = len(codebook.tags_of(dimension.id, with_none=False))
        place = [one.id for one in codebook.dimensions].index(dimension.id) + 1
        self.about.setText(f"Dimension {place} of {len(codebook.dimensions)} · {number_of(tags, 'tag')}")
        self.kind_box.show_value(_KINDS[dimension.kind], dimension.kind)
        for role, box in self.roles.items():
            box.setChecked(role in dimension.roles)
        self._of_actors.setVisible(dimension.kind is Kind.ACTORS)
        self.set_writable(writable=writable)

    def set_writable(self, *, writable: bool) -> None:
        """Allow changes, or not."""
        self.texts.set_writable(writable=writable)
        for widget in (self.kind_box, self.delete_button, *self.roles.values()):
            widget.setEnabled(writable)

    @staticmethod
    def _kinds() -> list[Item]:
        return [(text, kind) for kind, text in _KINDS.items()]

    # -- storing

    def _ask_kind(self, kind: object) -> None:
        """Give the dimension another kind if what is coded allows it; that is looked up behind the window."""
        dimension = self.dimension
        if dimension is None or not isinstance(kind, Kind):
            return

        tags = [tag.id for tag in self._codebook.tags_of(dimension.id)]

        def look(project: Project) -> tuple[str, int]:
            reason = project.codebook.dimensions.why_not(dimension.id, kind)
            return reason, 0 if reason else project.codebook.usage.touched(tags).taggings

        def answered(found: tuple[str, int]) -> None:
            reason, taggings = found
            if not reason:
                self._edits.set_answers(dimension, "kind", kind, taggings)
                return
            self.kind_box.show_value(_KINDS[dimension.kind], dimension.kind)
            self.refusal.setText(f"It stays as it is. {reason}.")
            self.refusal.show()

        self._asking.ask(look, answered)

    def _set_roles(self) -> None:
        dimension = self.dimension
        if dimension is None:
            return
        wanted = tuple(role for role, box in self.roles.items() if box.isChecked())
        for role, box in self.roles.items():
            box.setChecked(role in dimension.roles)  # until it is stored, or where it is refused
        tags = [tag.id for tag in self._codebook.tags_of(dimension.id)]
        self._edits.set_answers(dimension, "roles", wanted, self._count(tags))

    def _store(self, key: str, typed: str) -> bool:
        dimension = self.dimension
        if dimension is None:
            return True
        value: object = _types_of(typed, dimension) if key == "types" else typed
        return self._edits.set_dimension(dimension, key, value, joins=True)

    def flush(self) -> None:
        """Store what was typed."""
        self.texts.flush()


def _type_line(kind: ActorType) -> str:
    about = " ".join(kind.definition.split())
    return f"{kind.name}: {about}" if about else kind.name


def _types_of(typed: str, dimension: Dimension) -> tuple[ActorType, ...]:
    """The types that lines say; one whose name stands there already keeps its key, and so its actors."""
    known = {kind.name.casefold(): kind.key for kind in dimension.types}
    keys = Keys()
    found: list[ActorType] = []
    for line in typed.splitlines():
        match = _TYPE.fullmatch(" ".join(line.split()))
        name = match[1].strip() if match else ""
        if name:
            found.append(ActorType(keys.of(known.get(name.casefold(), ""), name), name, match[2] if match else ""))
    return tuple(found)
