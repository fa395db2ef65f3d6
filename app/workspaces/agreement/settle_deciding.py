"""What is decided of the difference that is shown; each decision is one step."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Signal

from annotations import differences
from annotations.codebook import Tag
from annotations.codebook_tree import tree
from annotations.differences import Difference
from annotations.project import Project
from app.picker.question import Question
from app.picker.view import Picker
from app.session import Session
from app.workspaces.agreement.settle_sheet import SettleSheet
from app.workspaces.agreement.wording import Words


class Deciding(QObject):
    """Settles, opens again, and gives reasons.

    Args:
        session: where steps are run.
        sheet: has the reason that is typed.
        picker: asks for another value.
        current: the difference that is shown, and the words for it; None where none is.
    """

    done = Signal()
    """Something was decided, or given up: the keyboard is free."""

    def __init__(
        self,
        session: Session,
        sheet: SettleSheet,
        picker: Picker,
        current: Callable[[], tuple[Difference, Words] | None],
    ) -> None:
        super().__init__(sheet)
        self._session, self._sheet, self._picker, self._current = session, sheet, picker, current
        picker.picked.connect(self._say)
        picker.created.connect(self._create)
        for signal in (picker.skipped, picker.went_back, picker.ended):
            signal.connect(self._close_picker)
        picker.left.connect(picker.hide)

    def _decide(self, verb: str, work: Callable[[Project, Difference, str], None]) -> None:
        shown = self._current()
        if shown is None or not self._session.can_write:
            return
        one, words = shown
        reason = self._sheet.take_reason()
        label = f"{verb} claim {one.found.unit.claim.number}: {words.dimension(one)}"
        self._session.run(label, lambda project: work(project, one, reason), self)

    def take(self, place: int) -> None:
        """Take the side at this place; of a passage, keep the claim at this place."""
        shown = self._current()
        if shown is None:
            return
        one, _ = shown
        if one.found.about_passage:
            if place < len(one.passages):
                kept = [one.passages[place].id]
                self._decide("Settle", lambda project, one, reason: differences.keep(project, one, kept, reason))
        elif place < len(one.sides):
            side = one.sides[place]
            self._decide("Settle", lambda project, one, reason: differences.take(project, one, side, reason))

    def take_all(self) -> None:
        """Take what all say, or keep all passages, where that can be."""
        shown = self._current()
        if shown is None or not differences.fits_together(shown[0], shown[1].codebook):
            return
        if shown[0].found.about_passage:
            every = [claim.id for claim in shown[0].passages]
            self._decide("Settle", lambda project, one, reason: differences.keep(project, one, every, reason))
        else:
            self._decide("Settle", differences.take_all)

    def leave_out(self) -> None:
        """Leave the passage out, or all of them."""
        self._decide("Settle", lambda project, one, reason: differences.keep(project, one, (), reason))

    def reopen(self) -> None:
        """Take the decision back; what was settled is open again."""
        self._decide("Open again", lambda project, one, _: differences.reopen(project, one))
        self.done.emit()

    def give_reason(self, reason: str) -> None:
        """Store a reason that is typed after the decision; one typed before goes with the decision."""
        shown = self._current()
        if shown is None or not shown[0].settlements or not self._session.can_write:
            return
        self._sheet.take_reason()
        ids = [settlement.id for settlement in shown[0].settlements]

        def work(project: Project) -> None:
            for each in ids:
                project.settlements.say_why(each, reason)

        self._session.run(f"Say why claim {shown[0].found.unit.claim.number} was settled so", work, self)

    # -- another value

    def ask_other(self) -> None:
        """Ask for any value of the dimension; of a passage there is only to leave it out."""
        shown = self._current()
        if shown is None or not self._session.can_write:
            return
        one, words = shown
        if one.found.about_passage:
            self.leave_out()
            return
        placed = tree(words.codebook, one.found.dimension_id)
        asked = Question(
            words.codebook.dimension(one.found.dimension_id),
            tuple(each.tag for each in placed),
            title=f"Settle claim {one.found.unit.claim.number}",
            levels={each.tag.id: each.level for each in placed},
        )
        button = self._sheet.other_button
        self._picker.ask(asked, QRect(button.mapToGlobal(button.rect().topLeft()), button.size()))

    def _say(self, tag: Tag, role: str, stay: bool) -> None:
        del stay
        self._close_picker()
        self._decide("Settle", lambda project, one, reason: differences.say(project, one, [(tag.id, role)], reason))

    def _create(self, name: str, role: str, kind: str, stay: bool) -> None:
        del stay
        types = {"type": kind} if kind else {}
        self._close_picker()

        def work(project: Project, one: Difference, reason: str) -> None:
            tag_id = project.codebook.add_tag(one.found.dimension_id, name, **types)
            differences.say(project, one, [(tag_id, role)], reason)

        self._decide("Settle", work)

    def _close_picker(self) -> None:
        self._picker.hide()
        self.done.emit()
