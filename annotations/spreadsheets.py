"""What spreadsheets make of cells that are written for them."""

from typing import TypeVar

FORMULA = tuple("=+-@\t\r＝＋－＠")
"""What makes a spreadsheet calculate a cell that begins with it."""

T = TypeVar("T")


def harmless(cell: T) -> T | str:
    """A cell that no spreadsheet takes for a formula: with an apostrophe where a text begins like one."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
