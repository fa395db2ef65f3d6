"""Arithmetic with colours: mixing, and contrast as the Web Content Accessibility Guidelines measure it."""

from PySide6.QtGui import QColor

TEXT_CONTRAST = 4.5
"""What text needs at least against its ground."""

STRONG_CONTRAST = 7.0
"""What text needs in high contrast."""

SHAPE_CONTRAST = 3.0
"""What bars, dots and other shapes that carry meaning need at least."""


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 for black to 1 for white; transparency is ignored."""
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of two opaque colours, 1 (equal) to 21 (black on white)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """`colour` painted on `ground` with the opacity `share` (0 to 1), as one opaque colour."""
    parts = zip(
        (ground.red(), ground.green(), ground.blue()), (colour.red(), colour.green(), colour.blue()), strict=True
    )
    return QColor(*(round(below + (above - below) * share) for below, above in parts))


def readable(colour: QColor, ground: QColor, least: float) -> QColor:
    """The colour itself, or as little darker or lighter as reaches the contrast `least` on `ground`."""
    pole = QColor("black") if luminance(ground) > 0.18 else QColor("white")
    for step in range(21):
        candidate = mixed(colour, pole, step / 20)
        if contrast(candidate, ground) >= least:
            return candidate
    return pole
