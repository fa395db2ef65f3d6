"""The picker for many claims at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from annotations.claims import Claim
from annotations.codebook import Codebook, Dimension, Role, Tag
from annotations.codebook_tree import tree
from annotations.wording import number_of
from app.picker.question import Question
from app.picker.view import Picker
from app.session import Session
from app.theme import Theme

MOST_LOOKED_AT = 200
"""Of more claims it is not said which tags all of them have."""


class BulkPicker(QObject):
    """Asks one dimension of some claims. A tag that all of them have is taken away, any other is set on all.

    Args:
        session: of the project.
        theme: the colours.
        window: in which the picker opens.
        answer: called with the claims, the tag, its role, and whether it is taken away.
        create: called with the claims, the dimension, the name of a tag to be made, its role and kind.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        window: QWidget,
        answer: Callable[[Sequence[int], Tag, str, bool], None],
        create: Callable[[Sequence[int], Dimension, str, str, str], None],
    ) -> None:
        super().__init__(window)
        self._session, self._answer, self._create = session, answer, create
        self.picker = Picker(theme, window)
        self.picker.picked.connect(self._pick)
        self.picker.created.connect(self._make)
        self.picker.skipped.connect(self.end)
        self.picker.went_back.connect(self.end)
        self.picker.ended.connect(self.end)
        self.picker.left.connect(self.picker.hide)
        self._ids: Sequence[int] = ()
        self._dimension: Dimension | None = None
        self._near = QRect()
        self._back: QWidget | None = None
        session.project_changed.connect(self._forget)

    def ask(self, ids: Sequence[int], dimension: Dimension, near: QRect, back: QWidget) -> None:
        """Open the picker.

        Args:
            ids: the claims.
            dimension: what is asked.
            near: what it stands beside, in global pixels.
            back: what gets the keyboard when it closes.
        """
        self._ids, self._dimension, self._near, self._back = ids, dimension, near, back
        self._show()

    def end(self) -> None:
        """Close it; what was picked stays."""
        self.picker.hide()
        if self._back is not None:
            self._back.setFocus()

    def _forget(self) -> None:
        self._ids, self._dimension = (), None
        self.picker.hide()

    def _show(self, last: int = 0) -> None:
        dimension, project = self._dimension, self._session.project
        if dimension is None or project is None:
            return
        placed = tree(self._session.codebook, dimension.id)
        few = project.claims.some(self._ids) if len(self._ids) <= MOST_LOOKED_AT else []
        chosen = shared(few, project.coder_id, self._session.codebook, dimension)
        question = Question(
            dimension,
            tuple(one.tag for one in placed),
            chosen,
            Role.SPEAKER,
            last,
            title=number_of(len(self._ids), "claim"),
            levels={one.tag.id: one.level for one in placed},
        )
        self._chosen = chosen
        self.picker.ask(question, self._near)

    def _pick(self, tag: Tag, role: str, stay: bool) -> None:
        self._answer(self._ids, tag, role, tag.id in self._chosen)
        self._go_on(tag.id, stay=stay)

    def _make(self, name: str, role: str, kind: str, stay: bool) -> None:
        if self._dimension is not None:
            self._create(self._ids, self._dimension, name, role, kind)
        self._go_on(0, stay=stay)

    def _go_on(self, tag_id: int, *, stay: bool) -> None:
        if stay and self._session.can_write:
            self._show(tag_id)
        else:
            self.end()


def shared(claims: Sequence[Claim], coder_id: int, codebook: Codebook, dimension: Dimension) -> dict[int, str]:
    """Tags of a dimension that a coder set on all of some claims, with the roles they have everywhere."""
    tags = {tag.id for tag in codebook.tags_of(dimension.id)}
    of_each = [
        {(t.tag_id, t.role) for t in claim.taggings if t.coder_id == coder_id and t.tag_id in tags} for claim in claims
    ]
    common = set.intersection(*of_each) if of_each else set()
    found: dict[int, str] = {}
    for tag_id, role in sorted(common):
        found[tag_id] = ", ".join(filter(None, (found.get(tag_id), role)))
    return found
