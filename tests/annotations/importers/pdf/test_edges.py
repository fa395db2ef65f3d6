"""Running heads and page numbers of every kind, and lines of the text that are none."""

from dataclasses import replace

import pytest

from annotations.importers.pdf.edges import without_heads
from annotations.importers.pdf.parts import Page, Piece


def piece(text: str, left: float, bottom: float, size: float = 10) -> Piece:
    return Piece(text, left, bottom, left + 5 * len(text), bottom + size, size)


def body(page: int, rows: int = 20) -> list[Piece]:
    return [piece(f"line {row} of the text on page {'abcdefghij'[page]}", 50, 700 - 12 * row) for row in range(rows)]


def page(number: int, *pieces: Piece, rows: int = 20) -> Page:
    return Page(number, (*pieces, *body(number, rows)), 595, 842)


def left(pages: list[Page]) -> list[str]:
    """What stands on the pages beside their text."""
    kept, _ = without_heads(pages)
    return [piece.text for page in kept for piece in page.pieces if not piece.text.startswith("line ")]


@pytest.mark.parametrize(
    "number",
    ["3", "– 3 –", "Page 3", "page 3 of 9", "3 sur 7", "Seite 3 von 7", "3 / 7", "3/7", "стр. 3", "Página 3 de 7",
     "p. 3", "[3]", "iv", "第3页"],
)  # fmt: skip
def test_page_numbers(number):
    assert left([page(1, piece(number, 280, 30))]) == []


@pytest.mark.parametrize(
    "head",
    ["Northern Courier | 14 March 2026 | 3", "3 · Northern Courier · https://courier.example/a", "Courier — Page 3"],
)
def test_heads_that_are_plain_on_a_single_page(head):
    assert left([page(1, piece(head, 50, 810))]) == []


@pytest.mark.parametrize(
    "text", ["14 March 2026", "THE NORTHERN COURIER", "Politics", "In 2026 the bank grew", "Total | 45"]
)
def test_lines_of_a_single_page_that_may_be_its_text(text):
    assert left([page(1, piece(text, 50, 810))]) == [text]


def test_heads_that_alternate():
    heads = ["2   THE COURIER", "Saturday   3", "4   THE COURIER", "Saturday   5"]
    pages = [page(number, piece(head, 50, 810)) for number, head in enumerate(heads, start=1)]
    assert left(pages) == []
    assert without_heads(pages)[1] == ["2 THE COURIER", "Saturday 3"]


def test_a_section_with_one_page_among_others():
    heads = ["Politics", "Politics", "Economy", "Sport", "Sport", "Sport"]
    assert left([page(number, piece(head, 250, 810)) for number, head in enumerate(heads, start=1)]) == []


def test_heads_from_the_second_page_on():
    pages = [page(1, piece("A headline", 50, 810, 24)), *(page(n, piece("The Courier", 50, 812)) for n in (2, 3))]
    assert left(pages) == ["A headline"]


def test_numbers_that_grow_beside_words_that_differ():
    heads = ["Politics 12", "Economy 13", "Letters 14"]
    assert left([page(number, piece(head, 250, 30)) for number, head in enumerate(heads, start=1)]) == []


def test_first_lines_of_the_text_are_no_heads():
    pages = [page(number) for number in range(1, 8)]
    assert without_heads(pages) == (pages, [])


def test_a_page_may_be_empty():
    assert without_heads([Page(1, (), 595, 842)]) == ([Page(1, (), 595, 842)], [])


def test_a_page_printed_twice_is_no_head():
    pages = [page(1, rows=3), replace(page(1, rows=3), number=2)]
    assert without_heads(pages) == (pages, [])
