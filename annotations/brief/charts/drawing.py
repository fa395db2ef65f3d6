"""A chart on a page of the PDF.

It goes straight to the page's operators, as everything else in a brief does, and not through the graphics of the PDF
library: so it uses the faces the page has already, letters no face has are shown as boxes and reported, its words can
be selected and searched, and the bytes are the same for the same chart.
"""

from annotations.brief.charts.shapes import STEPS, Box, Chart, Label, Letter, Line, Pattern
from annotations.brief.drawing import Drawing
from annotations.brief.typography import TABLE, TABLE_BOLD, Style

_EDGE = 0.5


def measured(text: str, letter: Letter) -> float:
    """The width of a text in points, as it is set in the PDF."""
    return _style(letter).measure(text)


def draw_chart(page: Drawing, chart: Chart, left: float, top: float) -> None:
    """Draw a chart with its upper left corner at a place of the page."""
    for shape in chart.shapes:
        match shape:
            case Box():
                _box(page, shape, left + shape.x, top - shape.y - shape.height)
            case Line(x, y, to_x, to_y, colour, weight):
                page.path(((left + x, top - y), (left + to_x, top - to_y)), colour, weight)
            case Label(x, y, text, letter):
                page.text(left + x, top - y, text, _style(letter))


def _style(letter: Letter) -> Style:
    return Style((TABLE_BOLD if letter.bold else TABLE).face, letter.size, letter.size, letter.colour)


def _box(page: Drawing, box: Box, x: float, y: float) -> None:
    if box.pattern is Pattern.SOLID:
        page.fill(x, y, box.width, box.height, box.colour)
        return
    inset = min(_EDGE, box.width, box.height) / 2
    edges = (x + inset, y + inset, box.width - 2 * inset, box.height - 2 * inset)
    if box.pattern is Pattern.DASHED:
        page.outline(*edges, box.colour, weight=_EDGE, dash="1.6 1.2")
        return
    page.hatch(*edges, box.colour, STEPS[box.pattern])
    page.outline(*edges, box.colour, weight=_EDGE)
