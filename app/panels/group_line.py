"""Below the header of an article in a wire-copy group: whose text it carries, or which outlets carry its."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotations.articles import Article, Status
from annotations.groups import Group
from annotations.spans import Span
from annotations.store.changes import Changes
from annotations.wording import number_of
from app.background import Question
from app.models.articles import shown_headline
from app.plain import put_tip
from app.session import Session
from app.theme import SPACE_S
from app.widgets.added_text import added_passages
from app.widgets.elided import ElidedLabel

_NAMED = 4
_LONGEST = 44


class GroupLine(QWidget):
    """One line, hidden where the article is in no group."""

    lead_asked = Signal()
    """The lead is to be shown."""
    group_asked = Signal()
    """The whole group is to be shown."""
    addition_asked = Signal()
    """The next sentence is to be shown that the copy adds."""
    additions_changed = Signal()
    """`additions` has another answer."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._question = Question(session, self)
        self._article_id: int | None = None
        self._texts: tuple[str, int, str] | None = None
        """The texts that were compared: of the lead, and of which copy."""
        self._told: str | None = None
        self._label = ElidedLabel()
        self._label.setProperty("kind", "small")
        self._added: tuple[Span, ...] = ()
        self.added_button = QPushButton("Show")
        self.added_button.setAccessibleName("Show the next sentence that the copy adds")
        put_tip(self.added_button, "Go to the next sentence that it adds")
        self.lead_button = QPushButton("Go to lead")
        self.group_button = QPushButton("Wire copies…")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._label, 1)
        for button in (self.added_button, self.lead_button, self.group_button):
            button.setProperty("kind", "link")
            row.addWidget(button)
        self.added_button.clicked.connect(self.addition_asked)
        self.lead_button.clicked.connect(self.lead_asked)
        self.group_button.clicked.connect(self.group_asked)
        session.changed.connect(self._follow)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty while it is hidden."""
        return "" if self.isHidden() else self._label.text()

    @property
    def additions(self) -> tuple[Span, ...]:
        """The sentences that the copy shown adds to its lead, in order; none where it stands for itself."""
        return self._added

    @property
    def has_additions(self) -> bool:
        """Whether a copy is shown that adds anything to its lead."""
        return bool(self._added)

    def addition_after(self, offset: int) -> Span | None:
        """The next sentence that the copy adds, from the end on the first one again; None where it adds nothing."""
        return next((span for span in self._added if span.start > offset), next(iter(self._added), None))

    def show_article(self, article_id: int | None) -> None:
        """Tell of the group of this article."""
        self._article_id = article_id
        project = self._session.project
        group = project.groups.of(article_id) if project and article_id is not None else None
        copy = next((one for one in group.copies if one.id == article_id), None) if group else None
        texts = (group.lead.digest, copy.id, copy.digest) if group and copy else None
        self._question.drop()
        if texts is None or texts != self._texts:
            self._texts, self._told = texts, None
            self._add(())
        self.setVisible(group is not None)
        self.lead_button.setVisible(copy is not None)
        if group is None:
            return
        lead, told = group.lead, self._told
        self._label.setText(_of_copy(lead, told or "Copy of") if copy else _of_lead(group))
        if copy:
            self._question.ask(lambda p: added_passages(p, lead.id, copy), lambda found: self._tell_added(lead, found))

    def _tell_added(self, lead: Article, found: list[tuple[Span, str]]) -> None:
        adds = f"{number_of(len(found), 'sentence')} (marked)" if found else "nothing"
        self._told = f"Copy: adds {adds} to"
        self._label.setText(_of_copy(lead, self._told))
        self._add(tuple(span for span, _ in found))

    def _add(self, added: tuple[Span, ...]) -> None:
        self.added_button.setVisible(bool(added))
        if added != self._added:
            self._added = added
            self.additions_changed.emit()

    def _follow(self, changes: Changes) -> None:
        if self._article_id is not None and changes.touches("articles", "outlets"):
            self.show_article(self._article_id)


def _of_copy(lead: Article, said: str = "Copy of") -> str:
    """What is said first has room in a narrow window too."""
    headline = shown_headline(lead)
    short = headline if len(headline) <= _LONGEST else f"{headline[:_LONGEST].rstrip()}…"
    left_out = ", which is left out" if lead.status is Status.LEFT_OUT else ""
    return f"{said} “{short}”{f' in {lead.outlet}' if lead.outlet else ''}{left_out}"


def _of_lead(group: Group) -> str:
    named = list(group.outlets[:_NAMED])
    if len(group.outlets) > _NAMED:
        named.append(f"{len(group.outlets) - _NAMED} more")
    return f"Carried by {number_of(len(group.copies), 'wire copy', 'wire copies')}: {', '.join(named)}".rstrip(": ")
