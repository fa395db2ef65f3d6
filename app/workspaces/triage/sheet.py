"""The article one decides on: what it is, its first lines, and who else printed the same."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from annotations.articles import Article
from app.fonts import reading_family
from app.models.articles import SEPARATOR, STATUS_NAMES, shown_date, shown_headline
from app.plain import PlainLabel
from app.theme import READING, SPACE_L, SPACE_S, SPACE_XL

MOST = 6_000
"""Code points of a text that are shown: enough to decide by."""
_WIDEST = 820
_NAMED = 6
_PARAGRAPH = 10
_LINE = round(READING * 1.45)


class Sheet(QFrame):
    """Shows an article to decide on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "paper")
        self.about = _label("quiet")
        self.headline = _label("title")
        self.translated = _label("quiet")
        self.decided = _label("strong")
        self.copies = _label("small")
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setAcceptRichText(False)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("The article's first lines")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction & ~Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_S)
        for widget in (self.decided, self.about, self.headline, self.translated, self.copies):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)

    def show_article(self, article: Article, text: str, words: int, copies: Sequence[Article], decided: str) -> None:
        """Show an article with its text, the number of its words, its copies, and what was decided of it already."""
        parts = (article.outlet, shown_date(article.published), article.author, article.language, f"{words:,} words")
        self.about.setText(SEPARATOR.join(part for part in parts if part))
        self.headline.setText(shown_headline(article))
        _say(self.translated, article.headline_translated)
        _say(self.decided, decided)
        _say(self.copies, _told(copies))
        self.text.setPlainText(_beginning(article, text))
        self._lay_out()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _lay_out(self) -> None:
        font = QFont(reading_family())
        font.setPixelSize(READING)
        self.text.setFont(font)
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        spaced.setBottomMargin(_PARAGRAPH)
        cursor.mergeBlockFormat(spaced)


def _label(kind: str) -> PlainLabel:
    label = PlainLabel()
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    return label


def _say(label: PlainLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))


def _beginning(article: Article, text: str) -> str:
    """The text without the headline that stands above it already, and not all of a long one."""
    first, _, rest = text.lstrip().partition("\n")
    same = " ".join(first.split()).casefold() == " ".join(article.headline.split()).casefold()
    words = (rest if same else text).strip()
    lines = "\n".join(line for line in words[:MOST].split("\n") if line.strip())
    return f"{lines} …" if len(words) > MOST else lines


def _told(copies: Sequence[Article]) -> str:
    if not copies:
        return ""
    named = [f"{copy.outlet or shown_headline(copy)} ({STATUS_NAMES[copy.status].lower()})" for copy in copies[:_NAMED]]
    more = f" and {len(copies) - _NAMED} more" if len(copies) > _NAMED else ""
    count = "another article" if len(copies) == 1 else f"{len(copies)} other articles"
    return f"The same text in {count}: {', '.join(named)}{more}"
