"""What stays where it is: the line at the upper edge, the selection, the active claim."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.reader.marks import Card
from app.reader.text_style import TextStyle
from app.reader.view import ReaderView
from app.theme import READING, Theme


def wheel(reader: ReaderView, turned: int, place: QPointF | None = None, *, control: bool = False) -> None:
    at = place or QPointF(100, 100)
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        at, reader.mapToGlobal(at), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton, modifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(reader.viewport() if place is None else reader, event)


@pytest.fixture
def halfway(desk, prose: str):
    """A long article, scrolled to its middle, with a claim every five sentences."""
    desk.text = prose * 4
    desk.show(prose * 4, "en", *(desk.mark(n, f"Sentence {n} says that the bank") for n in range(1, 80, 5)))
    bar = desk.reader.verticalScrollBar()
    bar.setValue(bar.maximum() // 5)
    desk.settle()
    return desk


CHANGES: dict[str, Callable[[ReaderView], None]] = {
    "narrower": lambda reader: reader.resize(560, 800),
    "wider": lambda reader: reader.resize(1_500, 800),
    "lower": lambda reader: reader.resize(1_000, 300),
    "dark": lambda reader: reader.set_theme(Theme.dark()),
    "larger": lambda reader: reader.set_reading_size(26),
    "smaller": lambda reader: reader.set_reading_size(12),
    "another face": lambda reader: reader.set_text_style(TextStyle(family="sans")),
    "more space": lambda reader: reader.set_text_style(TextStyle(leading=190)),
    "short lines": lambda reader: reader.set_measure(40),
    "without margin": lambda reader: reader.set_margin_shown(shown=False),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("offset", [0, 9, 17, 40])
def test_the_words_at_the_upper_edge_stay_there(halfway, change: str, offset: int) -> None:
    bar = halfway.reader.verticalScrollBar()
    words = "Sentence 16 says"
    bar.setValue(bar.value() + halfway.point(halfway.span(words).start).y() - 10 + offset)
    halfway.settle()
    before = halfway.point(halfway.span(words).start).y()
    CHANGES[change](halfway.reader)
    halfway.settle()
    assert bar.value() > 0
    assert abs(halfway.point(halfway.span(words).start).y() - before) <= 40


@pytest.mark.parametrize("y", [0, 5, 14, 31, 33, 80, 150, 1_000, 2_559, 9_000])
def test_the_paragraph_at_a_height_is_found_also_where_no_line_is_and_the_text_is_not_all_laid_out(
    desk, prose: str, y: int
) -> None:
    desk.reader.set_article("\n".join([prose] * 20))
    block = desk.reader._highlights.block_at(y)
    layout = desk.reader.document().documentLayout()
    assert desk.reader.document().lastBlock().layout().lineCount() == 0
    assert block.blockNumber() == 0 or layout.blockBoundingRect(block).top() <= y
    assert y < block.next().layout().position().y()


@pytest.mark.parametrize("change", CHANGES)
def test_the_selection_and_the_active_claim_stay(halfway, change: str) -> None:
    span = halfway.span("ntence 20 says that the ba")
    halfway.reader.select(span)
    halfway.reader.set_active(21, reveal=False)
    told: list[object] = []
    halfway.reader.claim_activated.connect(told.append)
    CHANGES[change](halfway.reader)
    halfway.settle()
    assert halfway.reader.selected_span() == span
    assert halfway.painted_selection == "ntence 20 says that the ba"
    assert halfway.reader.active == 21
    assert told == []


@pytest.mark.parametrize("change", ["dark", "larger"])
def test_the_current_sentence_stays_and_nobody_is_told_of_a_change(halfway, change: str) -> None:
    halfway.reader.go_to(halfway.span("Sentence 22 says").start)
    told: list[object] = []
    halfway.reader.sentence_changed.connect(lambda: told.append(1))
    halfway.reader.selection_changed.connect(lambda: told.append(1))
    CHANGES[change](halfway.reader)
    assert halfway.sentence.startswith("Sentence 22 says")
    assert told == []


@pytest.mark.parametrize("change", CHANGES)
def test_marks_follow_their_words(halfway, change: str) -> None:
    CHANGES[change](halfway.reader)
    halfway.settle()
    halfway.reader.set_active(31)
    halfway.settle()
    halfway.bot.waitUntil(lambda: 0 < halfway.point(halfway.span("31 says").start).y() < halfway.paper.height())
    assert halfway.reader.claims_at(QPointF(halfway.point(halfway.span("31 says").start))) == [31]
    assert halfway.reader.claims_at(QPointF(halfway.point(halfway.span("nobody", 31).start))) == []


def test_a_column_that_gets_narrower_in_a_narrow_reader_takes_its_marks_along(halfway) -> None:
    halfway.reader.set_active(31)
    for width in (560, 520, 430, 380):
        halfway.reader.resize(width, 800)
        halfway.settle()
        place = halfway.point(halfway.span("31 says").start)
        assert halfway.reader.claims_at(QPointF(place)) == [31], width


def test_the_first_claim_of_an_article_moves_no_line(desk, prose: str) -> None:
    desk.show(prose)
    before = [desk.point(desk.span(f"Sentence {n} says").start) for n in range(12)]
    desk.reader.update_marks([desk.mark(1, "Sentence 2 says")], [Card(1, 1, "Somebody")])
    desk.settle()
    assert [desk.point(desk.span(f"Sentence {n} says").start) for n in range(12)] == before


def test_a_scroll_bar_that_comes_breaks_no_line(desk, prose: str) -> None:
    desk.reader.resize(1_000, 3_000)
    desk.show(prose[:2_000])
    assert not desk.reader.verticalScrollBar().isVisible()
    before = desk.reader.document().size()
    desk.reader.resize(1_000, 400)
    desk.bot.waitUntil(desk.reader.verticalScrollBar().isVisible)
    assert desk.reader.document().size() == before


def test_adding_a_claim_keeps_the_place(halfway) -> None:
    value = halfway.reader.verticalScrollBar().value()
    halfway.reader.update_marks([halfway.mark(500, "Sentence 2 says")], [Card(500, 500, "Somebody")])
    halfway.settle()
    assert halfway.reader.verticalScrollBar().value() == value


def test_another_article_is_shown_from_its_beginning(halfway) -> None:
    halfway.reader.set_active(21)
    halfway.show("Another\nIt is short.")
    assert halfway.reader.verticalScrollBar().value() == 0
    assert halfway.reader.active is None
    assert halfway.selected is None
    assert halfway.sentence == "Another"
    assert halfway.margin.places() == []


def test_the_wheel_scrolls_over_text_margin_and_empty_paper(halfway) -> None:
    bar = halfway.reader.verticalScrollBar()
    for place in (None, QPointF(5, 300), QPointF(halfway.margin.geometry().center())):
        before = bar.value()
        wheel(halfway.reader, -120, place)
        assert bar.value() > before


def test_the_wheel_with_control_changes_the_size_within_bounds(halfway) -> None:
    sizes: list[object] = []
    halfway.reader.text_style_changed.connect(lambda style: sizes.append(style.size))
    wheel(halfway.reader, 120, control=True)
    wheel(halfway.reader, -120, control=True)
    assert sizes == [READING + 1, READING]
    halfway.reader.set_reading_size(100)
    assert halfway.reader.reading_size == 32
    halfway.reader.set_reading_size(1)
    assert halfway.reader.reading_size == 12
    halfway.reader.set_reading_size(12)
    assert sizes == [READING + 1, READING, 32, 12]
