"""Above the text while the article is coded second: what is hidden, and the button that ends it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotations.project import Project
from annotations.sampling import Sees
from annotations.store.changes import Changes
from app.plain import PlainLabel
from app.session import Session
from app.theme import SPACE_S, SPACE_XS

_FOLLOWED = ("samples", "second_codings", "coders", "claims", "claim_tags")


class SecondLine(QWidget):
    """One line, hidden where the person who works here does not code the article second."""

    done_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._article_id: int | None = None
        self._keys = ""
        self.said = PlainLabel()
        self.said.setWordWrap(True)
        self.done_button = QPushButton("Done")
        frame = QFrame()
        frame.setProperty("kind", "banner")
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self.said, 1)
        row.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_XS, 0, SPACE_XS)
        column.addWidget(frame)
        self.done_button.clicked.connect(self.done_asked)
        session.changed.connect(self._follow)
        session.coder_changed.connect(self._refresh)
        session.writable_changed.connect(self._refresh)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty while it is hidden."""
        return "" if self.isHidden() else self.said.text()

    def show_keys(self, keys: str) -> None:
        """Name the keys that end the second coding."""
        self._keys = keys
        self._refresh()

    def show_article(self, article_id: int | None) -> None:
        """Tell of this article."""
        self._article_id = article_id
        self._refresh()

    def _follow(self, changes: Changes) -> None:
        if self._article_id is not None and changes.touches(*_FOLLOWED):
            self._refresh()

    def _refresh(self) -> None:
        project, article = self._session.project, self._article_id
        sees = hidden_from(project, article) if project and article is not None else None
        self.setVisible(sees is not None)
        if project is None or article is None or sees is None:
            return
        self.said.setText(f"Second coding: {_told(sees, _others(project, article))}")
        self.done_button.setText(f"Done ({self._keys})" if self._keys else "Done")
        self.done_button.setEnabled(self._session.can_write)


def hidden_from(project: Project, article_id: int) -> Sees | None:
    """What the person who works here sees of others in an article they code second; None where they do not."""
    codings = project.second_codings.of_article(article_id)
    mine = {one.sees for one in codings if one.coder_id == project.coder_id and not one.done}
    return next((sees for sees in (Sees.NOTHING, Sees.PASSAGES, Sees.ALL) if sees in mine), None)


def _others(project: Project, article_id: int) -> str:
    """Whose work it is, as far as the passages that are seen tell."""
    makers = {claim.coder_id for claim in project.claims.of_article(article_id)} - {project.coder_id}
    if len(makers) != 1:
        return "the others’"
    return f"{project.coders.get(makers.pop()).name.partition(' ')[0]}’s"


def _told(sees: Sees, whose: str) -> str:
    match sees:
        case Sees.PASSAGES:
            return f"you see the passages, not {whose} tags."
        case Sees.NOTHING:
            return "you see neither the passages nor the tags of others."
        case _:
            return "you see what others coded."
