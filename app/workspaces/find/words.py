"""What the page of searching says."""

from annotations.search import Found
from annotations.wording import number_of
from app.workspaces.find.lines import Lines

HOW = (
    "Words in any order, “words in a row”, beginnings*, -without, this OR that.\n"
    "headline: author: or outlet: before a word look there only. Case and accents do not count."
)
"""How to ask."""

_FEW = 40
"""Characters of what was typed that are repeated on a button."""


def opened(typed: str) -> str:
    """What was typed, with every word free to go on."""
    pieces = typed.split()
    return " ".join(p if p in ("OR", "|") or p.endswith("*") or p.startswith("-") else f"{p}*" for p in pieces)


def beginnings(typed: str) -> str:
    """What is offered where words may go on: with the words themselves while they are few."""
    words = opened(typed)
    return f"Look for beginnings: {words}" if len(words) <= _FEW else "Look for beginnings of these words"


def said_of(found: Found, lines: Lines | None, *, in_order_found: bool) -> str:
    """How much was found, and in which order it stands.

    Args:
        found: the articles.
        lines: the hits, where these are shown.
        in_order_found: whether the order is that in which they were found.
    """
    count = len(found.ids)
    said = number_of(count, "article")
    if lines is not None:
        shown = len(lines.found)
        said = f"{number_of(shown, 'hit')} in {said}"
        said += " · that is as many as are shown: narrow the search" if lines.more else ""
    how = "best matches first" if found.ranked else "newest first"
    return f"{said} · {how}" if in_order_found else said
