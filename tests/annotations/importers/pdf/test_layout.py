"""Reading order of pieces on a page, told by white space."""

from annotations.importers.pdf.layout import lay_out, page_lines
from annotations.importers.pdf.paragraphs import paragraphs
from annotations.importers.pdf.parts import Piece


def piece(text: str, left: float, bottom: float, width: float = 100, size: float = 10) -> Piece:
    return Piece(text, left, bottom, left + width, bottom + size, size)


def column(name: str, left: float, top: float, rows: int, width: float = 100) -> list[Piece]:
    return [piece(f"{name} line {n}", left, top - 12 * n, width) for n in range(rows)]


def order(pieces: list[Piece]) -> list[str]:
    return [line.text for line in page_lines(pieces)]


def names(pieces: list[Piece]) -> list[str]:
    """The first words of the lines, each once in a row."""
    found = [text.split()[0] for text in order(pieces)]
    return [name for place, name in enumerate(found) if not place or found[place - 1] != name]


def test_two_columns_printed_row_by_row():
    rows = [
        place
        for n in range(6)
        for place in (piece(f"left {n}", 50, 600 - 12 * n), piece(f"right {n}", 200, 600 - 12 * n))
    ]
    spanning = [piece("headline over both", 50, 640, 250), piece("note below both", 50, 500, 250)]
    assert order([*rows, *spanning]) == [
        "headline over both",
        *(f"left {n}" for n in range(6)),
        *(f"right {n}" for n in range(6)),
        "note below both",
    ]


def test_an_empty_page():
    assert page_lines([]) == []


def test_columns_of_unequal_height():
    page = [*column("A", 50, 600, 20), *column("B", 170, 600, 9), *column("C", 290, 600, 3)]
    assert names(page) == ["A", "B", "C"]


def test_a_headline_over_two_of_three_columns_is_read_with_them():
    page = [
        *column("other", 290, 600, 20),
        piece("headline", 50, 580, 220, 18),
        *column("first", 50, 560, 16),
        *column("second", 170, 560, 16),
    ]
    assert names(page) == ["headline", "first", "second", "other"]


def test_two_articles_one_above_the_other_keep_their_columns():
    page = [
        piece("One", 50, 640, 200, 18),
        *column("a", 50, 600, 8),
        *column("b", 170, 600, 8),
        piece("Two", 50, 470, 90, 18),  # no wider than a column
        *column("c", 50, 440, 8),
        *column("d", 170, 440, 8),
    ]
    assert names(page) == ["One", "a", "b", "Two", "c", "d"]


def test_a_quotation_set_large_between_two_columns_does_not_part_them():
    page = [
        *column("left", 50, 600, 5),
        *column("left", 50, 540, 3, 60),
        *column("left", 50, 504, 5),
        *column("right", 170, 600, 5),
        *column("right", 210, 540, 3, 60),
        *column("right", 170, 504, 5),
        piece("quoted", 120, 535, 80, 16),
        piece("words", 120, 518, 80, 16),
    ]
    assert names(page) == ["left", "right", "quoted", "words"]


def test_bullets_and_tables_are_read_row_by_row():
    listed = [
        part for n in range(8) for part in (piece("•", 50, 600 - 12 * n, 5), piece(f"item {n}", 70, 600 - 12 * n))
    ]
    assert order(listed) == [f"• item {n}" for n in range(8)]
    cells = [
        part for n in range(8) for part in (piece(f"a{n}", 50, 600 - 12 * n, 30), piece(f"b{n}", 200, 600 - 12 * n, 30))
    ]
    assert order(cells) == [f"a{n} b{n}" for n in range(8)]


def test_the_columns_of_the_page_before_tell_those_of_two_lines():
    first = lay_out([*column("a", 50, 600, 20), *column("b", 170, 600, 20)])
    short = [*column("c", 50, 600, 2), *column("d", 170, 600, 2)]
    assert order(short) == ["c line 0 d line 0", "c line 1 d line 1"]
    assert [line.text for line in lay_out(short, first.cuts).lines] == ["c line 0", "c line 1", "d line 0", "d line 1"]


def test_a_large_initial_belongs_to_its_word():
    page = [
        piece("T", 50, 578, 20, 32),
        piece("he bank said", 72, 600),
        piece("so on Monday", 72, 588),
        piece("and on Tuesday, at", 50, 576, 122),
        piece("some length.", 50, 564),
    ]
    lines = page_lines(page)
    assert [line.text for line in lines] == ["The bank said", "so on Monday", "and on Tuesday, at", "some length."]
    assert [len(group) for group in paragraphs([lines])] == [4]


def test_hebrew_columns_are_read_from_the_right():
    page = [
        *(piece(f"ימין {n}", 170, 600 - 12 * n) for n in range(6)),
        *(piece(f"שמאל {n}", 50, 600 - 12 * n) for n in range(6)),
    ]
    assert names(page) == ["ימין", "שמאל"]


def test_a_page_of_many_rows_is_read_in_time():
    assert len(order(column("row", 50, 100_000, 6_000))) == 6_000


def test_a_caption_does_not_part_the_sentence_it_stands_in():
    before = [
        piece("The bank said on Monday that its new", 50, 600, 200),
        piece("model would be trained at home and", 50, 588, 200),
    ]
    caption = [piece("The chairman, in spring", 50, 560, 90, 7)]
    after = [piece("that nobody else would have a word in", 50, 540, 200), piece("it.", 50, 528, 10)]
    groups = paragraphs([page_lines([*before, *caption, *after])])
    assert [group[0].text for group in groups] == [
        "The bank said on Monday that its new",
        "The chairman, in spring",
    ]
    assert len(groups[0]) == 4


def test_notes_at_the_foot_come_last():
    first = [*column("text", 50, 600, 10, 300), piece("1 See the yearly report.", 50, 440, 120, 7)]
    second = column("more", 50, 600, 10, 300)
    groups = paragraphs([page_lines(first), page_lines(second)])
    assert groups[-1][0].text == "1 See the yearly report."
    assert groups[0][-1].text == "more line 9"
