"""The colours that tags are given where nobody chose one."""

_COLOURS = ("blue", "orange", "green", "pink", "sky", "vermilion", "violet", "olive")


def next_colour(position: int) -> str:
    """The colour of a tag that is given none, by its position."""
    return _COLOURS[position % len(_COLOURS)]
