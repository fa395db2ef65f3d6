"""What stands around the passage of one claim, and what was written beside it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from annotations.claim_filter_words import CHECK_WORDS
from annotations.claims import Claim
from annotations.excerpts import surroundings
from annotations.project import Project
from app.background import Question
from app.fonts import reading_family
from app.session import Session
from app.theme import BODY, SMALL, SPACE_M, SPACE_S, STRONG, Theme
from app.workspaces.claims.lines import PUBLISHED, Line

_MOST_AROUND = 600
"""Code points shown on either side of the passage at most."""

_LONGEST = 4000
"""Code points shown of a passage: some claims are whole articles."""


@dataclass(frozen=True, slots=True)
class Around:
    """A passage with the sentence before and after."""

    before: str
    passage: str
    after: str


def around(project: Project, claim: Claim, language: str) -> Around:
    """Read what stands around a claim; takes as long as finding the sentences of its article."""
    text, span = project.articles.text(claim.article_id), claim.span
    (wide,) = surroundings(text, language, [span], _MOST_AROUND)
    passage = text[span.start : span.end]
    shown = passage if len(passage) <= _LONGEST else passage[:_LONGEST] + "…"
    return Around(text[wide.start : span.start], shown, text[span.end : wide.end])


class Detail(QWidget):
    """Shows one claim; it is read behind the window, and only while the strip can be seen."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._question = Question(session, self)
        self._line: Line | None = None
        self._around: Around | None = None
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setTabChangesFocus(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setAccessibleName("The passage in its place")
        self.text.setProperty("kind", "page")
        self.text.document().setDocumentMargin(SPACE_M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)

    def set_theme(self, theme: Theme) -> None:
        """Write in these colours."""
        self._theme = theme
        self._write()

    def show_line(self, line: Line | None) -> None:
        """Show another claim, the same one as it is now, or none."""
        same = self._line is not None and line is not None and self._line.claim.id == line.claim.id
        if same and self._line == line and self._around is not None:
            return
        moved = not same or self._line is None or line is None or self._line.claim.span != line.claim.span
        self._line = line
        if moved:
            self._around = None
            self._read()
        self._write()

    def _read(self) -> None:
        line = self._line
        if line is None or not self.isVisible():
            self._question.drop()
            return
        claim, language = line.claim, line.language
        self._question.ask(lambda project: around(project, claim, language), self._take)

    def _take(self, found: Around) -> None:
        self._around = found
        self._write()

    def showEvent(self, event: object) -> None:
        """Qt: read what was left unread while nobody could see it."""
        super().showEvent(event)  # type: ignore[arg-type]
        if self._around is None:
            self._read()

    # -- writing

    def _write(self) -> None:
        self.text.clear()
        line = self._line
        if line is None:
            self._put("Choose a claim to see its passage here.", self._theme.quiet)
            return
        claim, where = line.claim, [line.said("article"), line.said("outlet"), line.said(PUBLISHED)]
        self._put(f"{claim.number}   {' · '.join(filter(None, where))}", self._theme.quiet, SMALL)
        self._next(SPACE_S)
        found = self._around or Around("", claim.quote[:_LONGEST], "")
        self._put(found.before, self._theme.quiet, STRONG, face=reading_family())
        self._put(found.passage, self._theme.ink, STRONG, self._theme.accent_soft, reading_family())
        self._put(found.after, self._theme.quiet, STRONG, face=reading_family())
        asked = CHECK_WORDS[claim.check_state].capitalize() if claim.question else ""
        for name, text in (
            ("Translation", claim.translation),
            ("Comment", claim.comment),
            ("Note", claim.note),
            (asked, claim.question),
        ):
            if text:
                self._next(SPACE_S)
                self._put(f"{name}  ", self._theme.quiet, SMALL)
                self._put(text, self._theme.ink)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _next(self, space: int) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(space)
        cursor = self.text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertBlock(block)

    def _put(self, text: str, colour: QColor, size: int = BODY, ground: QColor | None = None, face: str = "") -> None:
        written = QTextCharFormat()
        if face:
            written.setFontFamilies([face])
        written.setForeground(colour)
        written.setProperty(QTextCharFormat.Property.FontPixelSize, size)
        if ground is not None:
            written.setBackground(ground)
        cursor = self.text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text, written)
