"""Tables: a row is an article; delimiters, encodings, workbooks and JSON lines; what has no text is told."""

import csv
import io
import json
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ImportFileError
from annotations.importers.registry import read_file
from annotations.importers.source import Source
from annotations.importers.tables import reading
from annotations.importers.tables.mapping import checked, guess, layout_of
from annotations.importers.tables.reading import delimited, delimiter_of, workbook

HEADER = ["Date", "Headline", "Source", "Influencer", "URL", "Language", "Content", "Reach"]
ROW = [
    "2026-03-12",
    "Bank unveils; a model",
    "The Courier",
    "A. Writer",
    "https://c.example/1",
    "English",
    "One.\nTwo.",
    "5",
]


def written(rows, delimiter=","):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue()


def book(*sheets):
    from openpyxl import Workbook

    made = Workbook()
    made.remove(made.active)
    for n, rows in enumerate(sheets):
        sheet = made.create_sheet(f"Sheet {n}")
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_delimiter_in_any_encoding(press, read_one, delimiter, encoding):
    draft = read_one(press.write("a.csv", written([HEADER, ROW], delimiter), encoding))
    assert (draft.headline, draft.outlet, draft.author) == ("Bank unveils; a model", "The Courier", "A. Writer")
    assert (draft.published, draft.url, draft.language) == ("2026-03-12", "https://c.example/1", "en")
    assert draft.text == "Bank unveils; a model\nOne.\nTwo."
    assert draft.raw_header == "Reach: 5"


def test_a_table_is_recognised_without_its_ending(press):
    assert (
        read_file(press.write("export.txt", written([HEADER, ROW], "\t"), "utf-16")).drafts[0].outlet == "The Courier"
    )
    plain = read_file(press.write("b.txt", "One, two, three\nFour, five, six\n")).drafts[0]
    assert plain.headline == "One, two, three"


def test_a_cell_may_hold_a_whole_book_and_other_tables_are_read_as_before(press, read_one):
    before = csv.field_size_limit()
    long = "A sentence of the book. " * 20_000
    assert read_one(press.write("a.csv", written([HEADER, [*ROW[:6], long, ""]]))).text.endswith(long.strip())
    assert csv.field_size_limit() == before


def test_rows_without_text_are_counted(press):
    rows = [HEADER, ROW, [*ROW[:6], " ", ""], [*ROW[:6], "", ""]]
    drafts = read_file(press.write("a.csv", written(rows))).drafts
    assert len(drafts) == 1
    assert drafts[0].warnings[-1] == "2 rows of the table without a text left out."


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (["stories_id", "publish_date", "title", "url"], "addresses of articles, not with their texts"),
        (["Date", "Headline", "URL", "Hit Sentence"], "excerpts of articles, not with their texts"),
        (["A", "B", "C", "D"], "without a column for the articles' texts"),
    ],
)
def test_tables_without_texts_say_what_they_hold(press, header, says):
    found = read_file(press.write("a.csv", written([header, ["1", "2", "3", "4"]])))
    assert says in found.error
    assert "column" in found.remedy


def test_what_the_person_said_of_a_layout_goes_before_the_names(press):
    path = press.write("a.csv", written([["X", "Y", "Title"], ["The headline", "The text of it.", "not this"]]))
    mapping = {layout_of(["X", "Y", "Title"]): {"X": "headline", "Y": "text", "Z": "author", "Title": "nonsense"}}
    draft = read_file(path, mappings=mapping).drafts[0]
    assert draft.text == "The headline\nThe text of it."
    assert read_file(path).error


def test_workbooks(press, read_one):
    rows = [["A report of one service"], [], ["Date", "Title", "Media", "Text", "Views"]]
    rows += [
        [date(2026, 3, 12), "One", "Courier", "The text.", 1200.0],
        [datetime(2026, 3, 13, 18, 40), "Two", "", "More.", 1],
    ]
    drafts = read_file(press.write("a.xlsx", book([], rows))).drafts
    assert [(d.headline, d.published) for d in drafts] == [("One", "2026-03-12"), ("Two", "2026-03-13T18:40")]
    assert drafts[0].raw_header == "Views: 1200"


@pytest.mark.parametrize("content", [book([["One"]]), b"PK\x03\x04xl/workbook.xml" + bytes(80)])
def test_workbooks_that_give_nothing(press, content):
    found = read_file(press.write("a.xlsx", content))
    assert "workbook" in found.error
    assert found.fault == ""


def test_json_lines_and_lists(press):
    items = [
        {"title": "One", "body": "Text.", "source": {"name": "Courier"}, "tags": ["a", "b"]},
        {"title": "Two", "body": "T."},
    ]
    lines = press.write("a.jsonl", "\n".join(map(json.dumps, items)))
    whole = press.write("b.json", json.dumps(items))
    for path in (lines, whole):
        drafts = read_file(path).drafts
        assert [draft.headline for draft in drafts] == ["One", "Two"]
        assert drafts[0].raw_header == "source.name: Courier\ntags: a, b"
    assert (
        read_file(press.write("c.jsonl", '{"title": "One", "body": "x"}\n{"title"')).error == "holds no JSON in line 2"
    )
    assert "no object in line 2" in read_file(press.write("d.jsonl", '{"title": "One", "body": "x"}\n5')).error


names = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r\ufeff", exclude_categories=("Cs", "Cc")),
    min_size=1,
    max_size=12,
)
cells = st.text(st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=("Cs", "Cc")), max_size=20)


@given(st.lists(names.filter(str.strip), min_size=2, max_size=6, unique_by=lambda n: n.strip()), st.data())
def test_rows_come_back_as_they_were_written(tmp_path_factory, columns, data):
    row = st.lists(cells, min_size=len(columns), max_size=len(columns)).filter(lambda r: any(c.strip() for c in r))
    rows = data.draw(st.lists(row, min_size=1, max_size=5))
    text = written([columns, *rows], "\t")
    if delimiter_of(text) != "\t":
        return  # the cells themselves look like a wider table
    table = delimited(Source(tmp_path_factory.getbasetemp() / "a.csv", text.encode("utf-8-sig")))
    assert table.rows == tuple(map(tuple, rows))
    assert len(set(table.columns)) == len(columns)


def test_names_are_guessed_once_each_and_in_several_languages():
    assert guess(["Datum", "Titel", "Quelle", "Volltext"]) == {
        "Datum": "published",
        "Titel": "headline",
        "Quelle": "outlet",
        "Volltext": "text",
    }
    assert guess(["Title", "Headline"]) == {"Title": "headline"}
    assert checked(["A", "B"], {"A": "text", "B": "text", "C": "author"}) == {"A": "text"}
    assert layout_of(["Date ", "Head-Line"]) == layout_of(["date", "head line"]) != layout_of(["head line", "date"])


def test_a_damaged_workbook_raises_nothing_unforeseen(press):
    whole = book([HEADER, ROW])
    for cut in range(0, len(whole), 400):
        found = read_file(press.write("a.xlsx", whole[:cut] + bytes(40) + whole[cut + 40 :]))
        assert found.fault == ""
    assert workbook(Source(press.folder / "a.xlsx", whole)).columns == tuple(HEADER)


def sheet_of(rows: str) -> bytes:
    """A workbook whose sheet has the names Title and Body and then these rows of XML."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book([["Title", "Body"]]))) as made, zipfile.ZipFile(whole, "w") as out:
        for name in made.namelist():
            part = made.read(name)
            is_sheet = name.startswith("xl/worksheets/")
            out.writestr(name, part.replace(b"</sheetData>", f"{rows}</sheetData>".encode()) if is_sheet else part)
    return whole.getvalue()


INLINE = '<c t="inlineStr"><is><t>words</t></is></c>'


def test_a_workbook_far_above_the_limit_is_refused_before_its_cells_are_made(press, monkeypatch):
    from openpyxl.worksheet import _reader

    source = Source(press.folder / "a.xlsx", sheet_of(f"<row>{INLINE}{INLINE}</row>" * 102_000))
    made = []
    monkeypatch.setattr(_reader.WorkSheetParser, "parse_cell", lambda *_: made.append(1))
    with pytest.raises(ImportFileError, match="larger than 100,000 rows"):
        workbook(source)
    assert made == []


def test_blank_rows_that_a_spreadsheet_program_left_are_no_rows_of_the_table(press, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 20)
    monkeypatch.setattr(reading, "_TITLES", 5)
    blank = '<row><c s="1"/><c><v/></c></row><row/>' * 60
    table = workbook(Source(press.folder / "a.xlsx", sheet_of(f"{blank}<row>{INLINE}{INLINE}</row>" * 20)))
    assert table.rows == (("words", "words"),) * 20
    with pytest.raises(ImportFileError, match="larger than 20 rows"):
        workbook(Source(press.folder / "a.xlsx", sheet_of(f"<row>{INLINE}{INLINE}</row>" * 21)))


def test_a_workbook_that_names_words_it_does_not_have_is_told_as_damaged(press):
    found = read_file(press.write("a.xlsx", sheet_of('<row><c t="s"><v>99</v></c><c t="s"><v>98</v></c></row>')))
    assert "damaged workbook" in found.error


def test_the_other_dates_of_a_column_settle_the_order_of_day_and_month(press):
    rows = [["headline", "text", "published"], ["A", "One.", "03/04/2026"], ["B", "Two.", "13/04/2026"]]
    drafts = read_file(press.write("a.csv", written(rows))).drafts
    assert [(draft.published, draft.warnings[:-1]) for draft in drafts] == [("2026-04-03", ()), ("2026-04-13", ())]


def test_a_column_with_both_orders_settles_nothing(press):
    rows = [
        ["headline", "text", "published"],
        ["A", "One.", "03/04/2026"],
        ["B", "Two.", "13/04/2026"],
        ["C", "T.", "04/13/2026"],
    ]
    drafts = read_file(press.write("a.csv", written(rows))).drafts
    assert [draft.published for draft in drafts] == ["", "2026-04-13", "2026-04-13"]
    assert "The date “03/04/2026” cannot be read for certain and was left empty." in drafts[0].warnings
