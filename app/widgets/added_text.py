"""The sentences a wire copy adds to its lead, one a paragraph."""

from collections.abc import Sequence

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from annotations.added import added
from annotations.articles import Article
from annotations.project import Project
from annotations.spans import Span
from annotations.wording import number_of
from app.theme import SPACE_S, Theme

MOST = 200
"""Sentences that are shown."""


class AddedText(QTextEdit):
    """Shows sentences; read only, and plain text however it looks."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName("What the copy adds")

    def say(self, words: str) -> None:
        """Show a remark in the place of sentences."""
        self.clear()
        quiet = QTextCharFormat()
        quiet.setForeground(self._theme.quiet)
        self.textCursor().insertText(words, quiet)

    def show_sentences(self, outlet: str, sentences: Sequence[str]) -> None:
        """Show what an outlet added."""
        if not sentences:
            self.say(f"{outlet or 'The copy'} adds no sentence of its own.")
            return
        self.say(f"{outlet or 'The copy'} adds {number_of(len(sentences), 'sentence')}:")
        cursor, space, plain = self.textCursor(), QTextBlockFormat(), QTextCharFormat()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        space.setTopMargin(SPACE_S)
        plain.setForeground(self._theme.ink)
        for sentence in sentences[:MOST]:
            cursor.insertBlock(space, plain)
            cursor.insertText(" ".join(sentence.split()), plain)
        if len(sentences) > MOST:
            cursor.insertBlock(space, plain)
            cursor.insertText(f"… and {len(sentences) - MOST:,} more", plain)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def added_sentences(project: Project, lead_id: int, copy: Article) -> list[str]:
    """Read what a copy adds; on any thread. Nothing where one of the two is gone meanwhile."""
    return [words for _, words in added_passages(project, lead_id, copy)]


def added_passages(project: Project, lead_id: int, copy: Article) -> list[tuple[Span, str]]:
    """Read what a copy adds, with where it stands in its text; on any thread.

    Nothing where one of the two is gone meanwhile.
    """
    try:
        lead, text = project.articles.text(lead_id), project.articles.text(copy.id)
    except KeyError:
        return []
    known = (copy.headline, copy.author, f"By {copy.author}")
    return [(span, span.of(text)) for span in added(lead, text, copy.language, known=known)]
