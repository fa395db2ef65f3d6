"""A chart on the screen."""

import pytest
from coded_claims import coding, dimension, item
from PySide6.QtGui import QColor, QFontMetricsF

from annotations.brief.charts.bars import bars_chart
from annotations.brief.charts.drawing import measured
from annotations.brief.charts.labels import NAME, VALUE
from annotations.brief.charts.shapes import Box, Chart, Label, Letter, Line, Pattern
from annotations.brief.tallies import bars
from annotations.codebook import Kind
from app.widgets.chart import _EM, ChartView, label_font

AROUND = 12


@pytest.fixture
def view(qtbot) -> ChartView:
    shown = ChartView()
    qtbot.addWidget(shown)
    return shown


def grabbed(view: ChartView, width: int = 424):
    view.resize(width, view.heightForWidth(width))
    return view.grab().toImage()


def box(pattern: Pattern) -> Chart:
    return Chart(200, 50, (Box(20, 10, 100, 20, "#B2182B", pattern),), "Words")


def ink(image, left: int, top: int, right: int, bottom: int) -> float:
    """The share of pixels in a rectangle that are not white."""
    pixels = [image.pixelColor(x, y) for x in range(left, right) for y in range(top, bottom)]
    return sum(pixel != QColor("white") for pixel in pixels) / len(pixels)


def test_boxes_stand_where_the_chart_says_at_every_size(view) -> None:
    view.set_chart(box(Pattern.SOLID))
    for width, scale in ((424, 2), (624, 3)):
        image = grabbed(view, width)
        assert image.height() == 50 * scale + 2 * AROUND
        inside = image.pixelColor(AROUND + 21 * scale, AROUND + 11 * scale)
        assert inside == QColor("#B2182B")
        assert image.pixelColor(AROUND + 119 * scale, AROUND + 29 * scale) == QColor("#B2182B")
        for x, y in ((18, 15), (122, 15), (50, 8), (50, 32)):
            assert image.pixelColor(AROUND + x * scale, AROUND + y * scale) == QColor("white")


def test_patterns_are_told_apart_without_colour(view) -> None:
    shares = []
    for pattern in (Pattern.DASHED, Pattern.SPARSE, Pattern.DENSE, Pattern.SOLID):
        view.set_chart(box(pattern))
        shares.append(ink(grabbed(view), AROUND + 44, AROUND + 24, AROUND + 236, AROUND + 56))
    assert shares[0] == 0
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert shares[1] + 0.15 < shares[2]


def test_lines_and_words_are_painted_where_they_belong(view) -> None:
    letter = Letter(20, "#000000")
    word = Label(100, 40, "Wort", letter, measured("Wort", letter))
    view.set_chart(Chart(200, 50, (Line(0, 5, 50, 5, "#000000", 2), word), ""))
    image = grabbed(view)
    assert ink(image, AROUND, AROUND + 9, AROUND + 100, AROUND + 11) == 1
    right = AROUND + 200 + round(2 * word.width) + 2
    assert ink(image, AROUND + 200, AROUND + 40, right, AROUND + 82) > 0.1
    assert ink(image, right, AROUND + 40, image.width(), AROUND + 82) == 0


@pytest.mark.parametrize("text", ["Sanctions & restrictions", "Технологическая независимость", "−2 hostile · 34 %"])
@pytest.mark.parametrize("letter", [NAME, VALUE])
def test_words_are_as_wide_as_on_paper(view, text: str, letter: Letter) -> None:
    shown = QFontMetricsF(label_font(letter)).horizontalAdvance(text) * letter.size / _EM
    assert shown == pytest.approx(measured(text, letter), rel=0.02)


def test_what_it_shows_is_told_to_screen_readers(view) -> None:
    dim = dimension("d", Kind.ONE, 2)
    view.set_chart(bars_chart(bars(dim, [item(1, coding(dim, 1))]), 480, measured), "B leads")
    assert view.accessibleName() == "B leads"
    assert "West 1 1" in view.accessibleDescription()
    assert ink(grabbed(view, 504), 0, 0, 504, 20) > 0


def test_without_a_chart_there_is_nothing(view) -> None:
    view.set_chart(box(Pattern.SOLID), "Name")
    view.set_chart(None)
    assert view.sizeHint().height() == 0
    assert view.accessibleDescription() == ""
    view.resize(100, 20)
    view.grab()
