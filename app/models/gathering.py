"""Wire copies below their lead in the list of articles."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

H = TypeVar("H")


def gathered(rows: Sequence[int | H], carried: Mapping[int, int]) -> list[int | H]:
    """The rows with each copy moved below its lead, where both stand below the same heading.

    Args:
        rows: ids of articles, and headings that begin a section.
        carried: the lead of each copy.
    """
    section_of: dict[int, int] = {}
    section = 0
    for row in rows:
        if isinstance(row, int):
            section_of[row] = section
        else:
            section += 1
    copies: dict[int, list[int]] = {}
    for article_id, section in section_of.items():
        lead = carried.get(article_id)
        if lead is not None and section_of.get(lead) == section:
            copies.setdefault(lead, []).append(article_id)
    moved = {article_id for below in copies.values() for article_id in below}
    found: list[int | H] = []
    for row in rows:
        if not isinstance(row, int):
            found.append(row)
        elif row not in moved:
            found += [row, *copies.get(row, ())]
    return found
