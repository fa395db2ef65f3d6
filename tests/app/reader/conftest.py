"""A reader on the screen, and hands to use it with: points of the text, drags, clicks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_checks import bring_up, point_at

from annotations.spans import Span
from app.reader.margin import Margin
from app.reader.marks import Card, Chip, Mark
from app.reader.view import ReaderView
from app.theme import Theme

SENTENCE = "The minister said that the bank had trained its own model, and that the West had not."


@dataclass
class Desk:
    """A reader that shows a text, and what a person does with the mouse."""

    reader: ReaderView
    bot: QtBot
    text: str = ""
    heard: list[object] = field(default_factory=list)

    @property
    def paper(self):
        return self.reader.viewport()

    @property
    def margin(self) -> Margin:
        return self.reader.findChild(Margin)

    def show(self, text: str, language: str = "en", *marks: Mark, cards: tuple[Card, ...] | None = None) -> None:
        """Show a text with marks, by default with a card for each."""
        self.text = text
        self.reader.set_article(text, language)
        self.reader.set_marks(marks, [Card(m.claim_id, m.number) for m in marks] if cards is None else cards)
        self.settle()

    def settle(self) -> None:
        """Let Qt lay out and paint."""
        for _ in range(3):
            QApplication.processEvents()

    def span(self, words: str, occurrence: int = 0) -> Span:
        """Where words stand in the text."""
        start = -1
        for _ in range(occurrence + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def mark(self, claim_id: int, words: str, colour: str = "blue", **more) -> Mark:
        return Mark(claim_id, claim_id, self.span(words), colour, **more)

    def point(self, offset: int) -> QPoint:
        """The place just before a character, in the viewport; for texts that the display does not cut."""
        cursor = QTextCursor(self.reader.document())
        cursor.setPosition(len(self.text[:offset].encode("utf-16-le")) // 2)
        return self.reader.cursorRect(cursor).center()

    def over(self, words: str, occurrence: int = 0) -> QPoint:
        """A place inside of words that stand on one line."""
        span = self.span(words, occurrence)
        return (self.point(span.start) + self.point(span.end)) / 2

    def drag(self, start: int, end: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Select with the left button from one offset to another."""
        first, last = self.point(start), self.point(end)
        self.bot.mousePress(self.paper, Qt.MouseButton.LeftButton, modifier, first)
        point_at(self.bot, self.paper, (first + last) / 2)
        point_at(self.bot, self.paper, last)
        self.bot.mouseRelease(self.paper, Qt.MouseButton.LeftButton, modifier, last)

    def click(self, place: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Click with the left button, long after any click before."""
        QApplication.processEvents()
        self.bot.mousePress(self.paper, Qt.MouseButton.LeftButton, modifier, place)
        self.bot.mouseRelease(self.paper, Qt.MouseButton.LeftButton, modifier, place)

    def double_click(self, place: QPoint) -> None:
        self.click(place)
        self.bot.mouseDClick(self.paper, Qt.MouseButton.LeftButton, pos=place)
        self.bot.mouseRelease(self.paper, Qt.MouseButton.LeftButton, pos=place)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
        for _ in range(times):
            self.bot.keyClick(self.reader, key, modifier)

    @property
    def selected(self) -> str | None:
        """The words that would be marked."""
        span = self.reader.selected_span()
        return span.of(self.text) if span else None

    @property
    def painted_selection(self) -> str:
        """The words that Qt shows as selected."""
        return self.reader.textCursor().selectedText().replace("\u2029", "\n")

    @property
    def sentence(self) -> str | None:
        span = self.reader.current_sentence()
        return span.of(self.text) if span else None


@pytest.fixture
def desk(qtbot: QtBot, use_theme: Callable[[Theme], None]) -> Iterator[Desk]:
    """A light reader of 1000 by 800 pixels with the focus."""
    reader = ReaderView(Theme.light())
    qtbot.addWidget(reader)
    reader.resize(1000, 800)
    bring_up(qtbot, reader)
    reader.setFocus()
    made = Desk(reader, qtbot)
    reader.claim_activated.connect(made.heard.append)
    made.settle()
    return made


@pytest.fixture
def full_card() -> Callable[[Mark], Card]:
    """Makes a card as full as they usually are."""

    def make(mark: Mark) -> Card:
        chips = (Chip("Western monopoly as threat", mark.colour), Chip("Computing", "violet"))
        return Card(mark.claim_id, mark.number, "The President → the West", chips, Chip("−2", "-2"), "As in spring.")

    return make


@pytest.fixture
def prose() -> str:
    """An article of a headline, a standfirst and twenty paragraphs, four sentences each, all of them different."""
    sentences = [
        f"Sentence {n} says that the bank had trained its own model and that nobody else had done so before."
        for n in range(80)
    ]
    body = [" ".join(sentences[n : n + 4]) for n in range(0, 80, 4)]
    return "\n".join(["The headline of the article", "What the article is about.", *body])
