"""Pieces of statements."""

from collections.abc import Collection


def marks(values: Collection[object]) -> str:
    """A question mark for each value, as in `IN (?, ?)`."""
    return ", ".join("?" * len(values))


def escaped(text: str) -> str:
    r"""A text in a pattern of `LIKE … ESCAPE '\'`, in which none of its letters stands for others."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
