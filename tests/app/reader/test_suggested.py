"""Suggestions are dots under words and a line under who says them, apart from claims, and change nothing else."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from annotations.spans import Span
from app.colour import SHAPE_CONTRAST, contrast
from app.reader.suggested import Suggestion, SuggestionList
from app.theme import Theme

TEXT = "A headline\nThe mayor said that the port stays shut. Nobody heard her say that it would open.\nThe end."
SAID, WHO = "the port stays shut", "The mayor"
ARABIC = "قال الوزير إن الميناء سيبقى مغلقا طوال الأسبوع."
THEMES = [Theme.light(), Theme.dark(), Theme.contrast(), Theme.contrast(dark=True)]


def suggestion(desk, words: str = SAID, who: str = WHO, said: str = "") -> Suggestion:
    return Suggestion(desk.span(words), desk.span(who) if who else None, said)


def show(desk, *several: Suggestion, current: int | None = None) -> None:
    desk.reader.set_suggestions(SuggestionList(several), current)


def picture(desk) -> QImage:
    desk.settle()
    return desk.paper.grab().toImage()


def changed(before: QImage, after: QImage) -> list[tuple[int, int]]:
    """The points of the paper that differ."""
    return [
        (x, y) for y in range(before.height()) for x in range(before.width()) if before.pixel(x, y) != after.pixel(x, y)
    ]


def between(desk, words: str) -> tuple[int, int]:
    """From where to where some words reach that stand on one line."""
    span = desk.span(words)
    return desk.point(span.start).x(), desk.point(span.end).x()


def row_of(points: list[tuple[int, int]], left: int, right: int) -> list[int]:
    """Where something is painted from left to right, in whichever row has the most of it."""
    inside = [(x, y) for x, y in points if left - 1 <= x <= right + 1]
    best = max({y for _, y in inside}, key=lambda row: sum(y == row for _, y in inside))
    return sorted(x for x, y in inside if y == best)


def runs(places: list[int]) -> int:
    """How many stretches without a gap there are."""
    return 1 + sum(after - before > 1 for before, after in pairwise(places))


def test_there_are_dots_under_what_is_said_and_a_whole_line_under_who_says_it(desk) -> None:
    desk.show(TEXT)
    before = picture(desk)
    show(desk, suggestion(desk))
    points = changed(before, picture(desk))
    left, right = between(desk, SAID)
    line_left, line_right = between(desk, WHO)
    dots, line = row_of(points, left, right), row_of(points, line_left, line_right)
    assert min(dots) < left + 6
    assert max(dots) > right - 6
    assert runs(dots) > 20
    assert len(line) >= line_right - line_left - 12, "descenders hide a little of it"
    assert runs(line) < 5
    assert all(line_left - 2 <= x <= line_right + 2 or left - 2 <= x <= right + 2 for x, _ in points)
    assert desk.reader.text == TEXT


def test_the_current_one_has_an_outline_and_the_accent(desk) -> None:
    desk.show(TEXT)
    show(desk, suggestion(desk))
    before = picture(desk)
    show(desk, suggestion(desk), current=0)
    after = picture(desk)
    points = changed(before, after)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    assert bottom - top > desk.reader.reading_size, "above the words and below them"
    accent = Theme.light().accent
    assert any(after.pixelColor(x, y) == accent for x, y in points)
    show(desk, suggestion(desk))
    assert changed(before, picture(desk)) == []


def test_nothing_is_left_of_those_that_went_nor_in_another_article(desk) -> None:
    desk.show(TEXT)
    before = picture(desk)
    show(desk, suggestion(desk), current=0)
    assert changed(before, picture(desk))
    show(desk)
    assert changed(before, picture(desk)) == []
    show(desk, suggestion(desk), current=0)
    desk.show(TEXT)
    assert changed(before, picture(desk)) == []
    assert desk.reader.suggestions_at(QPointF(desk.over(SAID))) == []


@pytest.mark.parametrize("size", [13, 24])
def test_another_size_of_text_and_other_colours_keep_them(desk, size) -> None:
    desk.show(TEXT)
    show(desk, suggestion(desk), current=0)
    desk.reader.set_reading_size(size)
    desk.reader.set_theme(Theme.dark())
    desk.settle()
    assert desk.reader.suggestions_at(QPointF(desk.over(SAID))) == [0]
    image = picture(desk)
    span = desk.span(SAID)
    rows = range(desk.point(span.start).y(), desk.point(span.start).y() + size)
    colours = {image.pixelColor(x, y).name() for y in rows for x in range(*between(desk, WHO))}
    assert Theme.dark().accent.name() in colours


def test_text_read_from_the_right_has_its_dots_under_its_own_words(desk) -> None:
    desk.show(ARABIC, "ar")
    before = picture(desk)
    words = "الميناء سيبقى مغلقا"
    show(desk, suggestion(desk, words, "الوزير"))
    points = changed(before, picture(desk))
    right, left = between(desk, words)
    assert left < right
    who_right, who_left = between(desk, "الوزير")
    assert {x for x, _ in points if left <= x <= right}
    assert {x for x, _ in points if who_left <= x <= who_right}
    assert all(left - 3 <= x <= right + 3 or who_left - 3 <= x <= who_right + 3 for x, _ in points)


def test_a_click_on_one_chooses_it_and_a_claim_there_comes_first(desk) -> None:
    chosen = []
    desk.reader.suggestion_chosen.connect(chosen.append)
    desk.show(TEXT, "en", desk_mark(desk))
    show(desk, suggestion(desk, "headline", ""), suggestion(desk))
    desk.click(desk.over(SAID))
    assert chosen == [1]
    desk.click(desk.over("would open"))
    assert (chosen, desk.heard) == ([1], [7])
    show(desk, suggestion(desk, "it would open", ""))
    desk.click(desk.over("would open"))
    assert chosen == [1]


def desk_mark(desk):
    desk.text = TEXT
    return desk.mark(7, "it would open")


def test_the_mouse_is_told_why_and_by_plain_text(desk) -> None:
    desk.show(TEXT)
    show(desk, suggestion(desk, said="said by “<b>The mayor</b>”"))
    place = desk.over(SAID)
    QApplication.sendEvent(desk.paper, QHelpEvent(QEvent.Type.ToolTip, place, desk.paper.mapToGlobal(place)))
    assert "&lt;b&gt;The mayor" in QToolTip.text()
    QToolTip.hideText()


def test_the_display_of_a_long_paragraph_cuts_none_short(desk) -> None:
    sentence = "The mayor said that the port stays shut. "
    text = f"Headline\n{sentence * 400}".rstrip()
    desk.show(text)
    start = text.index("The mayor", 5_990)
    show(desk, Suggestion(Span(start, start + 900)))
    desk.reader.go_to_passage(Span(start + 600, start + 700))
    desk.settle()
    assert desk.reader.suggestions_at(QPointF(desk.reader.cursorRect().center()) + QPointF(4, 0)) == [0]


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark", "contrast", "contrast dark"])
def test_lines_and_dots_are_seen_on_paper_and_on_the_current_sentence(theme: Theme) -> None:
    for colour in (theme.quiet, theme.edge, theme.accent):
        assert contrast(colour, theme.paper) >= SHAPE_CONTRAST
    assert contrast(theme.accent, theme.accent_soft) >= SHAPE_CONTRAST


def test_keys_of_the_text_do_nothing_to_them(desk) -> None:
    desk.show(TEXT)
    show(desk, suggestion(desk), current=0)
    desk.key(Qt.Key.Key_Down, times=3)
    assert desk.reader.suggestions_at(QPointF(desk.over(SAID))) == [0]
