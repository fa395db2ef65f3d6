"""Words are cut to the width there is, at either end, in whichever direction they are written."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from annotations.spans import Span
from app.theme import Theme, interface_font
from app.workspaces.find.emphasis import draw_words, shortened


@given(st.text(st.sampled_from("ab الب中 "), max_size=80), st.integers(20, 300), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_what_is_left_of_words_fits_and_is_from_the_right_end(qapp, words, width, from_end):
    font = interface_font()
    shown = shortened(words, font, width, from_end=from_end)
    if shown == words:
        return
    assert QFontMetrics(font).horizontalAdvance(shown) <= width
    kept = shown.strip("…\u200d")  # with a joiner Qt keeps the shape of an Arabic letter whose neighbour was cut
    assert kept in words
    assert shown.endswith("…") if from_end else shown.startswith("…")


def test_words_are_cut_between_words(qapp):
    font = interface_font()
    width = QFontMetrics(font).horizontalAdvance("the state bank unv")
    assert shortened("the state bank unveils more", font, width) == "the state bank…"
    assert shortened("the state bank unveils", font, width, from_end=False).startswith("…")


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("the bank spoke", Span(0, 2)),
        ("قال البنك اليوم", Span(0, 2)),
        ("😀 the bank", Span(2, 5)),
        ("银行发布", Span(0, 2)),
    ],
)
def test_a_hit_is_painted_in_its_colour(qapp, words, hit):
    theme, image = Theme.light(), QImage(300, 30, QImage.Format.Format_RGB32)

    def inked(spans):
        image.fill(theme.paper)
        painter = QPainter(image)
        draw_words(painter, QRect(0, 0, 300, 30), words, interface_font(), theme.ink, (spans, QColor("#FF0000")))
        painter.end()
        pixels = (image.pixelColor(x, y) for x in range(300) for y in range(30))
        return sum(colour.red() > 180 and colour.green() < 90 for colour in pixels)

    assert inked([hit]) > 0
    assert inked([]) == 0
