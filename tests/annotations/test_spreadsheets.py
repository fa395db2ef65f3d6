"""Cells that spreadsheets would run."""

import pytest

from annotations.spreadsheets import harmless


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "＝1"])
def test_what_begins_like_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["", "x=1", "−2 Hostile", 7])
def test_everything_else_is_written_as_it_is(cell):
    assert harmless(cell) == cell
