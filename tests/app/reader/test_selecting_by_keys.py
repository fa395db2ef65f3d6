"""Moving, selecting and stepping by keys, and what is copied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from annotations.spans import Span

ALT, SHIFT, CONTROL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
RIGHT, LEFT, DOWN, END = Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_End

TEXT = "The headline\nThe bank has trained 😀 its own model. It is de\u0301ja\u0300 open.\nThe end of it."


def go(desk, words: str) -> None:
    """Put the cursor before words by a click."""
    desk.click(desk.point(desk.span(words).start))


@pytest.mark.parametrize(("presses", "expected"), [(1, "bank"), (4, "bank"), (5, "bank"), (6, "bank has")])
def test_letters_selected_by_keys_count_as_whole_words(desk, presses: int, expected: str) -> None:
    desk.show(TEXT)
    go(desk, "bank")
    desk.key(RIGHT, SHIFT, presses)
    assert desk.selected == expected


def test_alt_with_shift_selects_letters(desk) -> None:
    desk.show(TEXT)
    go(desk, "bank")
    desk.key(RIGHT, SHIFT | ALT, 3)
    assert desk.selected == "ban"
    desk.key(RIGHT, SHIFT)
    assert desk.selected == "bank"
    desk.key(LEFT, SHIFT, 3)
    assert desk.selected == "bank"


def test_words_lines_and_the_line_end_are_selected_by_keys(desk) -> None:
    desk.show(TEXT)
    go(desk, "bank")
    desk.key(RIGHT, SHIFT | CONTROL, 3)
    assert desk.selected == "bank has trained"
    desk.key(END, SHIFT)
    assert desk.selected == "bank has trained 😀 its own model. It is de\u0301ja\u0300 open."
    desk.key(DOWN, SHIFT)
    assert desk.selected.endswith("open.\nThe end of it.")


def test_keys_step_over_an_emoji_and_a_letter_with_its_accent_as_one(desk) -> None:
    desk.show(TEXT)
    go(desk, "😀")
    desk.key(RIGHT, SHIFT)
    assert desk.selected == "😀"
    go(desk, "de\u0301ja")
    desk.key(RIGHT, SHIFT | ALT, 2)
    assert desk.selected == "de\u0301"


def test_control_a_selects_the_article(desk) -> None:
    desk.show(TEXT)
    desk.key(Qt.Key.Key_A, CONTROL)
    assert desk.reader.selected_span() == Span(0, len(TEXT))


def test_keys_change_nothing_in_the_text(desk) -> None:
    desk.show(TEXT)
    before = desk.reader.document().characterCount()
    for key in (Qt.Key.Key_X, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Space):
        desk.key(key)
    desk.key(Qt.Key.Key_A, CONTROL)
    for key in (Qt.Key.Key_X, Qt.Key.Key_V):
        desk.key(key, CONTROL)
    desk.key(Qt.Key.Key_Delete)
    assert desk.reader.document().characterCount() == before


def test_what_is_copied_are_the_articles_own_characters(desk) -> None:
    text = "Head\u00a0line 😀\nIt costs 40\u00a0000 crowns,\u202fhe\u00adsaid. \tTwo."
    desk.show(text)
    desk.key(Qt.Key.Key_A, CONTROL)
    desk.key(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == text


def test_what_is_copied_is_the_snapped_passage_without_breaks_of_the_display(desk) -> None:
    text = "Head\n" + " ".join(f"He said so {n} times." for n in range(2_000))
    desk.show(text)
    desk.reader.select(Span(5, len(text)))
    desk.key(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == text[5:]
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_stepping_through_sentences_comes_by_each_one_and_back(desk) -> None:
    desk.show(TEXT)
    assert desk.sentence == "The headline"
    seen = [desk.reader.next_sentence().of(TEXT) for _ in range(4)]
    assert seen == [
        "The bank has trained 😀 its own model.",
        "It is de\u0301ja\u0300 open.",
        "The end of it.",
        "The end of it.",
    ]
    assert [desk.reader.previous_sentence().of(TEXT) for _ in range(4)][-1] == "The headline"


def test_stepping_keeps_the_sentence_in_view(desk, prose: str) -> None:
    desk.show(prose)
    bar = desk.reader.verticalScrollBar()
    for _ in range(60):
        sentence = desk.reader.next_sentence()
    desk.bot.waitUntil(lambda: 0 <= desk.point(sentence.start).y() < desk.paper.height() - 40)
    assert bar.value() > 0
    for _ in range(60):
        sentence = desk.reader.previous_sentence()
    desk.bot.waitUntil(lambda: 0 <= desk.point(sentence.start).y() < desk.paper.height() - 40)


def test_sentences_are_grown_and_shrunk(desk, prose: str) -> None:
    desk.show(prose)
    start = desk.span("Sentence 2 says").start
    desk.reader.go_to(start)
    desk.reader.grow()
    assert desk.selected == desk.text[start : desk.span("Sentence 4 says").start - 1]
    desk.reader.grow()
    assert "Sentence 4" in desk.selected
    desk.reader.shrink()
    desk.reader.shrink()
    assert desk.selected == desk.text[start : desk.span("Sentence 3 says").start - 1]
    desk.reader.shrink()
    assert desk.selected is None
    assert desk.sentence.startswith("Sentence 2")
    desk.reader.shrink()
    assert desk.selected is None


def test_selecting_a_passage_takes_it_exactly_and_brings_it_into_view(desk, prose: str) -> None:
    desk.show(prose)
    span = desk.span("ntence 70 sa")
    desk.reader.select(span)
    assert desk.reader.selected_span() == span
    desk.bot.waitUntil(lambda: 0 < desk.point(span.end).y() < desk.paper.height())
    desk.reader.clear_selection()
    assert desk.selected is None
    assert desk.sentence.startswith("Sentence 70")


def test_changes_of_selection_and_sentence_are_told(desk, prose: str) -> None:
    desk.show(prose)
    told: list[str] = []
    desk.reader.selection_changed.connect(lambda: told.append("selection"))
    desk.reader.sentence_changed.connect(lambda: told.append("sentence"))
    desk.reader.next_sentence()
    assert told == ["selection", "sentence"] or set(told) == {"selection", "sentence"}
    told.clear()
    desk.key(RIGHT)
    assert "sentence" not in told
    desk.key(RIGHT, SHIFT)
    assert "selection" in told


def test_tab_moves_the_focus_on(desk) -> None:
    desk.show(TEXT)
    assert desk.reader.tabChangesFocus()
    desk.key(Qt.Key.Key_Tab)
    assert "\t" not in desk.reader.document().toPlainText()
