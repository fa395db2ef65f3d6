"""The marks of lists in Word documents are counted as Word counts them."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from annotations.importers.documents.word_lists import Lists, _written

KINDS = (("decimal", "%1."), ("lowerLetter", "%2)"), ("decimal", "%1.%2.%3"))


def lists(kinds=KINDS, start=1):
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(kinds)
    )
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in (1, 2))
    abstract = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    return Lists(parse_xml(f"<w:numbering {nsdecls('w')}>{abstract}{nums}</w:numbering>"), None)


def item(level, number=1):
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{numbered}</w:pPr></w:p>")


def test_levels_count_and_begin_anew_under_the_next_item():
    counted = lists()
    levels = (0, 1, 1, 2, 0, 1, 2, 2)
    assert [counted.mark(item(level), "") for level in levels] == [
        "1. ", "a) ", "b) ", "1.b.1 ", "2. ", "a) ", "2.a.1 ", "2.a.2 ",
    ]  # fmt: skip


def test_each_list_counts_by_itself_from_its_first_number():
    counted = lists(start=4)
    assert [counted.mark(item(0, number), "") for number in (1, 1, 2, 1)] == ["4. ", "5. ", "4. ", "6. "]


@pytest.mark.parametrize(("kind", "text", "mark"), [("bullet", "", "• "), ("none", "", ""), ("decimal", "", "")])
def test_marks_that_are_no_numbers(kind, text, mark):
    assert lists([(kind, text)]).mark(item(0), "") == mark


@pytest.mark.parametrize("paragraph", [item("x"), item(7), item(0, 99), item(0, 0)])
def test_what_no_list_defines_has_no_mark(paragraph):
    assert lists().mark(paragraph, "") == ""
    assert Lists(None, None).mark(paragraph, "") == ""


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [(1, "lowerLetter", "a"), (28, "upperLetter", "BB"), (1994, "upperRoman", "MCMXCIV"), (4, "lowerRoman", "iv"),
     (0, "lowerLetter", "0"), (-3, "lowerRoman", "-3"), (10**9, "upperRoman", "1000000000"), (7, "ordinal", "7")],
)  # fmt: skip
def test_kinds_of_numbers(number, kind, text):
    assert _written(number, kind) == text


def test_a_document_with_headings_lists_and_a_table(press, read_one):
    made = docx.Document()
    made.add_heading("Bank unveils its model", 0)
    made.add_paragraph(press.paragraphs[0])
    made.add_heading("What it wants", 2)
    for line in ("a register", "a fund"):
        made.add_paragraph(line, style="List Bullet")
    for line in ("The first step is the law.", "The second is money."):
        made.add_paragraph(line, style="List Number")
    made.add_paragraph(press.paragraphs[1], style="Intense Quote")
    table = made.add_table(2, 3)
    for row, texts in zip(table.rows, (("Year", "Ministry", "Office"), ("2026", "180", "240")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.add_paragraph(press.paragraphs[2])
    path = press.folder / "lists.docx"
    made.save(str(path))
    assert read_one(path).text.split("\n") == [
        "Bank unveils its model",
        press.paragraphs[0],
        "What it wants",
        "• a register",
        "• a fund",
        "1. The first step is the law.",
        "2. The second is money.",
        press.paragraphs[1],
        "Year | Ministry | Office",
        "2026 | 180 | 240",
        press.paragraphs[2],
    ]


def test_a_table_that_only_lays_a_page_out_is_read_cell_by_cell(press, read_one):
    made = docx.Document()
    made.add_paragraph("Bank unveils its model")
    cells = made.add_table(1, 2).rows[0].cells
    cells[0].text = press.paragraphs[0]
    cells[1].text = press.paragraphs[1]
    cells[1].add_paragraph(press.paragraphs[2])
    path = press.folder / "layout.docx"
    made.save(str(path))
    assert read_one(path).text.split("\n") == ["Bank unveils its model", *press.paragraphs]
