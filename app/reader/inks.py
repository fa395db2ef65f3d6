"""The colours and the small face of the marks, worked out once for a theme."""

from functools import cached_property

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from app.colour import mixed, readable
from app.theme import Theme, interface_font

_CONTRAST_GROUNDS = {"fill": "paper", "strong": "paper", "hovered": "hover", "active": "accent_soft"}
"""In high contrast words keep the paper as their ground; marks have outlines there."""


class Inks:
    """Colours by their keys, for one theme and reading size."""

    def __init__(self, theme: Theme, size: int) -> None:
        self.theme = theme
        self.paper = theme.paper
        self.quiet = theme.quiet
        self.label_font: QFont = interface_font(max(8, round(size * 10 / 17)), bold=True)
        self._metrics = QFontMetricsF(self.label_font)
        self._kept: dict[tuple[str, str], QColor] = {}

    @property
    def label_height(self) -> float:
        """Height of a number at a bar."""
        return float(round(self._metrics.capHeight()) + 2)

    @cached_property
    def _digit(self) -> float:
        return self._metrics.horizontalAdvance("0")

    def label_width(self, text: str) -> float:
        """Width of a number at a bar, with a little air."""
        return float(round(self._digit * len(text) + 3))

    def words_width(self, text: str) -> float:
        """Width of words at a bar, with a little air."""
        return float(round(self._metrics.horizontalAdvance(text) + 3))

    def bar(self, key: str) -> QColor:
        """The bar of a mark."""
        return self._keep("bar", key)

    def fill(self, key: str, *, strong: bool = False) -> QColor:
        """The ground of a mark; strong where several overlap."""
        return self._keep("strong" if strong else "fill", key)

    def hatch(self, key: str) -> QColor:
        """The lines over the ground of a mixed mark."""
        return self._keep("hatch", key)

    def hovered(self, key: str) -> QColor:
        """The ground of the mark under the mouse."""
        return self._keep("hovered", key)

    def active(self, key: str) -> QColor:
        """The ground of the active mark."""
        return self._keep("active", key)

    def label(self, key: str) -> QColor:
        """Small text in the colour of a mark, readable on paper."""
        return self._keep("label", key)

    def _keep(self, use: str, key: str) -> QColor:
        if (use, key) not in self._kept:
            self._kept[use, key] = self._make(use, key)
        return self._kept[use, key]

    def _make(self, use: str, key: str) -> QColor:
        theme = self.theme
        bar = theme.tag_colour(key)
        if theme.is_contrast and use in _CONTRAST_GROUNDS:
            return getattr(theme, _CONTRAST_GROUNDS[use])  # type: ignore[no-any-return]
        if use in ("fill", "strong", "hovered"):
            return theme.tag_fill(key, strong=use != "fill")
        if use == "hatch" and theme.is_contrast:
            return bar
        if use == "hatch":
            return mixed(theme.paper, bar, 0.50 if theme.is_dark else 0.55)
        if use == "active":
            return mixed(theme.paper, bar, 0.38)
        return readable(bar, theme.paper, theme.text_contrast) if use == "label" else bar
