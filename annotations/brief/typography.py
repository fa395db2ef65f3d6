"""The brief's type: colours, and styles on one scale."""

from collections.abc import Callable
from dataclasses import dataclass, field

from annotations.brief.faces import SANS, SANS_BOLD, SANS_ITALIC, SERIF, SERIF_BOLD, SERIF_ITALIC, widths
from annotations.brief.scripts.parts import advances

INK, QUIET, FAINT, LINE, TINT, ACCENT = "#1F2328", "#5F636A", "#8C8A84", "#CFCCC4", "#F4F3EF", "#1F4AA8"
"""Text, lesser text, connecting lines, hairlines, the ground of boxes, links."""


@dataclass(frozen=True, slots=True)
class Style:
    """A face at a size, with the distance of baselines and a colour as #RRGGBB."""

    face: str
    size: float
    leading: float
    colour: str = INK
    width: Callable[[str], float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look the widths up once."""
        object.__setattr__(self, "width", widths(self.face, self.size))

    @property
    def drop(self) -> float:
        """From the top of a line to its baseline: capitals stand in its middle."""
        return self.leading / 2 + 0.33 * self.size

    def measure(self, text: str) -> float:
        """Width of a text in points."""
        return sum(advances(text, self.face, self.size))


# One scale; distances of baselines are parts of the body's 15 points: 4/5 in tables, 2/3 in cards.
TITLE = Style(SANS_BOLD, 27, 30)
SUBTITLE = Style(SANS, 13, 18, QUIET)
KICKER = Style(SANS_BOLD, 7.5, 10, QUIET)
PART = Style(SANS_BOLD, 18, 24)
SECTION = Style(SANS_BOLD, 11.5, 15)
LEAD = Style(SANS, 14, 20)
STATEMENT = Style(SANS_BOLD, 11, 15)
TEXT = Style(SANS, 9.5, 13.5)
TEXT_BOLD = Style(SANS_BOLD, 9.5, 13.5)
LINK = Style(SANS_BOLD, 9.5, 13.5, ACCENT)
TABLE = Style(SANS, 8.5, 12)
TABLE_BOLD = Style(SANS_BOLD, 8.5, 12)
TABLE_QUIET = Style(SANS, 8.5, 12, QUIET)
TABLE_LINK = Style(SANS, 8.5, 12, ACCENT)
TABLE_LINK_BOLD = Style(SANS_BOLD, 8.5, 12, ACCENT)
FIGURE = Style(SANS_BOLD, 20, 24)
QUOTE = Style(SERIF, 9.5, 13.5)
QUOTE_ITALIC = Style(SERIF_ITALIC, 9.5, 13.5)
QUOTE_QUIET = Style(SERIF_ITALIC, 9, 12, QUIET)
BODY = Style(SERIF, 10, 15)
HEADLINE = Style(SERIF_BOLD, 17, 23)
HEADLINE_TRANSLATED = Style(SERIF_ITALIC, 11, 15, QUIET)
CARD = Style(SANS, 7.5, 10)
CARD_BOLD = Style(SANS_BOLD, 7.5, 10)
CARD_QUIET = Style(SANS, 7.5, 10, QUIET)
CARD_ITALIC = Style(SANS_ITALIC, 7.5, 10)
CARD_LINK = Style(SANS_BOLD, 7.5, 10, ACCENT)
SMALL = Style(SANS, 7, 10, QUIET)
TAB = Style(SANS_BOLD, 5.4, 5.4, "#FFFFFF")
HANDLING = Style(SANS_BOLD, 9, 12)
HANDLING_LONG = Style(SANS_BOLD, 6.5, 8)
TLP = Style(SANS_BOLD, 12, 15)
DRAFT = Style(SANS_BOLD, 9, 12, "#A3331F")
CARRIED = Style(SANS_ITALIC, 8.5, 12, "#A3331F")
