"""The handling mark at the head and foot of every page; the Traffic Light Protocol's in its colours on black."""

from annotations.brief.sheet import Sheet
from annotations.brief.typography import HANDLING, TLP, Style

_TLP_COLOURS = {
    "TLP:RED": "#FF2B2B",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:GREEN": "#33FF00",
    "TLP:CLEAR": "#FFFFFF",
}
_LONGEST = 60


def draw_handling(sheet: Sheet, mark: str, right: float, heights: tuple[float, ...]) -> None:
    """Draw the mark with its right end at `right`, on each of the given baselines; nothing for an empty one."""
    mark = mark.strip()
    colour = _TLP_COLOURS.get(mark.upper().replace(" ", ""))
    for y in heights if mark else ():
        if colour:
            style = Style(TLP.face, TLP.size, TLP.leading, colour)
            width = style.measure(mark)
            sheet.fill(right - width - 8, y - 4, width + 8, 15.5, "#000000")
            sheet.text(right - width - 4, y, mark, style)
        else:
            sheet.text_right(right, y, mark if len(mark) <= _LONGEST else f"{mark[: _LONGEST - 1]}…", HANDLING)
