"""Everything the reader keeps for the article it shows; replaced as a whole when another is opened."""

from dataclasses import dataclass, field

from PySide6.QtGui import QTextCursor, QTextDocument

from annotations.spans import Span, snapped, trimmed
from app.reader.cuts import Cut, Stretch
from app.reader.document import ReaderText
from app.reader.index import MarkIndex
from app.reader.marks import Card
from app.reader.sentences import Sentences
from app.reader.suggested import SuggestionList


@dataclass(slots=True)
class Opened:
    """An article's text, marks, cards, sentences, suggestions; what was cut and what it adds in Qt's positions."""

    text: ReaderText
    index: MarkIndex
    sentences: Sentences
    cards: dict[int, Card] = field(default_factory=dict)
    cuts: list[Cut] = field(default_factory=list)
    added: list[Stretch] = field(default_factory=list)
    suggested: SuggestionList = field(default_factory=SuggestionList)

    @classmethod
    def of(cls, text: str, language: str) -> "Opened":
        """Prepare a canonical text; about 10 ms a megabyte."""
        shown = ReaderText(text)
        return cls(shown, MarkIndex(shown), Sentences(text, language))

    def selected(self, cursor: QTextCursor, *, exact: bool) -> Span | None:
        """What a cursor has selected, snapped to whole words unless `exact`; None for nothing but white space."""
        start, end = self.text.offset(cursor.selectionStart()), self.text.offset(cursor.selectionEnd())
        if end <= start:
            return None
        span = Span(start, end)
        return trimmed(self.text.text, span) if exact else snapped(self.text.text, span)

    def paragraph(self, cursor: QTextCursor) -> Span | None:
        """The article's paragraph in which a cursor's selection starts, white space at its edges left out."""
        offset, text = self.text.offset(cursor.selectionStart()), self.text.text
        end = text.find("\n", offset)
        start, end = text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end
        return trimmed(text, Span(start, end)) if end > start else None

    def cursor(self, document: QTextDocument, span: Span, *, backwards: bool = False) -> QTextCursor:
        """A cursor that has a span selected; `backwards` if it was selected from its end."""
        start, end = self.text.positions(span)
        cursor = QTextCursor(document)
        cursor.setPosition(end if backwards else start)
        cursor.setPosition(start if backwards else end, QTextCursor.MoveMode.KeepAnchor)
        return cursor
