"""Text of others, shown letter for letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel

from app.plain import PlainLabel, message_box, plain_tip, put_tip

MARKUP = '<h1>Huge</h1>  <img src="x"> &amp;\nnext line'


def seen(tip: str) -> str:
    assert QtGui.Qt.mightBeRichText(tip)
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


def test_a_tip_shows_markup_lines_and_spaces_as_they_are(qapp) -> None:
    assert seen(plain_tip(MARKUP)) == MARKUP
    assert "<img" not in plain_tip(MARKUP)


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1).filter(str.strip))
def test_any_text_is_seen_as_it_is(text: str) -> None:
    assert seen(plain_tip(text)) == text


@pytest.mark.parametrize("nothing", ["", "  \n"])
def test_nothing_gives_no_tip(nothing: str) -> None:
    assert plain_tip(nothing) == ""


def test_a_tip_is_no_longer_than_a_screen(qapp) -> None:
    shown = seen(plain_tip("word " * 10_000))
    assert len(shown) < 3000
    assert shown.endswith("…")


def test_a_screen_reader_gets_the_words_alone(qtbot) -> None:
    label = PlainLabel("Tag")
    qtbot.addWidget(label)
    put_tip(label, MARKUP)
    assert label.accessibleDescription() == MARKUP
    assert seen(label.toolTip()) == MARKUP


def test_a_label_and_a_box_are_told_that_they_are_plain(qtbot) -> None:
    box = message_box(None, "Title", MARKUP, MARKUP)
    qtbot.addWidget(box)
    labels = [label for label in box.findChildren(QLabel) if label.text() == MARKUP]
    assert len(labels) == 2
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in [*labels, PlainLabel(MARKUP)])
