"""The colours of tags: what the window and the brief have in common, as plain hexadecimal strings.

A project stores a colour's name or #RRGGBB. The shade is picked where it is painted: the window has a light and a dark
one, the brief is always printed on white.
"""

import re

from annotations.codebook import Tag

TAG_SHADES: dict[str, tuple[str, str]] = {
    "blue": ("#0072B2", "#4DA3DB"),
    "orange": ("#B86E00", "#E69F00"),
    "green": ("#00805E", "#2BC49A"),
    "pink": ("#B34D8A", "#D98CB8"),
    "sky": ("#2A86C0", "#6EC1F0"),
    "vermilion": ("#C24E00", "#F07F3C"),
    "violet": ("#6A5BBE", "#A79BEA"),
    "olive": ("#7D6B2D", "#C2AE63"),
    "slate": ("#5B6570", "#9AA5B1"),
}
"""Bars of tags by name, on light and on dark paper; they stay apart for colour-blind readers."""

SCALE_SHADES: dict[str, tuple[str, str]] = {
    "-2": ("#B2182B", "#F0596B"),
    "-1": ("#C8613A", "#F0936E"),
    "+0": ("#767676", "#A8A8A8"),
    "+1": ("#3E86B5", "#7DB8E0"),
    "+2": ("#2166AC", "#5A9BE6"),
}
"""The diverging scale, by the keys that `scale_key` gives."""

FILL = 0.22
"""How much of a bar's colour is in the ground of its passage."""

_SHAPE_CONTRAST = 3.0
_LINEAR_BELOW = 0.04045
_HEX = re.compile("#[0-9A-Fa-f]{6}")


def scale_key(value: int) -> str:
    """The colour key of a place on a scale: "-2" … "+2"."""
    return f"{max(-2, min(2, value)):+d}"


def colour_key(tag: Tag) -> str:
    """The colour key of a tag: its own colour, that of its place on a scale, or slate."""
    return tag.colour or ("slate" if tag.value is None else scale_key(tag.value))


def on_white(key: str) -> str:
    """The bar of a tag on white paper as #RRGGBB: at least 3:1, darkened where #RRGGBB is too pale.

    Args:
        key: a colour's name, #RRGGBB or a `scale_key`. Anything else gives slate.
    """
    if shades := TAG_SHADES.get(key) or SCALE_SHADES.get(key):
        return shades[0]
    if not _HEX.fullmatch(key):
        return TAG_SHADES["slate"][0]
    darker = (mixed("#000000", key, step / 20) for step in range(20, -1, -1))
    return next(colour for colour in darker if 1.05 / (luminance(colour) + 0.05) >= _SHAPE_CONTRAST)


def mixed(ground: str, colour: str, share: float) -> str:
    """`colour` painted on `ground` with the opacity `share` (0 to 1), all #RRGGBB."""
    pairs = zip(_parts(ground), _parts(colour), strict=True)
    return "#" + "".join(f"{round(below + (above - below) * share):02X}" for below, above in pairs)


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0 for black to 1 for white."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4
