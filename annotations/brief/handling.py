"""The handling mark at the head and foot of every page; the Traffic Light Protocol's in its colours on black."""

from annotations.brief.setting import plain
from annotations.brief.sheet import Sheet
from annotations.brief.typography import HANDLING, HANDLING_LONG, TLP, Style

_TLP_COLOURS = {
    "TLP:RED": "#FF2B2B",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:GREEN": "#33FF00",
    "TLP:CLEAR": "#FFFFFF",
}
_LINES = 3


def draw_handling(sheet: Sheet, mark: str, right: float, most: float, heights: tuple[float, float]) -> float:
    """Draw the mark with its right end at `right`, on the baselines of head and foot; returns its width.

    A long one is set on up to three lines of at most `most` points, never cut where three lines do.
    """
    mark = mark.strip()
    if not mark:
        return 0.0
    if colour := _TLP_COLOURS.get(mark.upper().replace(" ", "")):
        style = Style(TLP.face, TLP.size, TLP.leading, colour)
        width = style.measure(mark)
        for y in heights:
            sheet.fill(right - width - 8, y - 4, width + 8, 15.5, "#000000")
            sheet.text(right - width - 4, y, mark, style)
        return width + 8
    style = HANDLING if HANDLING.measure(mark) <= most else HANDLING_LONG
    setting = plain(mark, style, most)
    lines = range(min(len(setting.lines), _LINES))
    width = max(setting.width(line) for line in lines)
    head, foot = heights
    for line in lines:
        x = right - setting.width(line)
        sheet.setting(setting, line, x, head + (len(lines) - 1 - line) * style.leading)
        sheet.setting(setting, line, x, foot - line * style.leading)
    return width
