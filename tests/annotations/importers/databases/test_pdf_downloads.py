"""What downloads of databases have as PDF only: pages that end anywhere, contents in front, the search at the end."""

from dataclasses import replace

import pytest
from press_downloads import Piece
from press_pdfs import A4, SMALL, factiva_pdf, merged, nexis_pdf, paragraph, typeset

from annotations.importers.databases import factiva_pdf as factiva
from annotations.importers.databases import nexis_pdf as nexis
from annotations.importers.databases import pdf_column
from annotations.importers.databases.pdf_column import column_of, paragraphs_of
from annotations.importers.formats import Confidence
from annotations.importers.pdf.layout import Line
from annotations.importers.registry import read_file, recognise
from annotations.importers.source import Source

LONG = "State bank unveils a language model of its own and says that every ministry in the country will have to use it"


@pytest.fixture
def read(tmp_path):
    def found(content, name="download.pdf"):
        path = tmp_path / name
        path.write_bytes(content)
        return read_file(path)

    return found


def seen(found):
    assert (found.error, found.fault) == ("", "")
    return [(draft.headline, draft.outlet, draft.published[:10], draft.text) for draft in found.drafts]


def wanted(pieces):
    return [(piece.headline, piece.outlet, piece.iso, piece.text) for piece in pieces]


def several(count=4, **changed):
    return [replace(Piece(), headline=f"{LONG}, part {n} of the story", day=n, **changed) for n in range(1, count + 1)]


@pytest.mark.parametrize("height", range(260, 420, 20))
@pytest.mark.parametrize("is_coded", [False, True])
def test_a_page_may_end_anywhere_in_a_factiva_download(read, is_coded, height):
    pieces = several()
    found = read(factiva_pdf(pieces, is_coded=is_coded, page=(420, height)))
    assert seen(found) == wanted(pieces)


@pytest.mark.parametrize("height", range(260, 420, 20))
def test_a_page_may_end_anywhere_in_a_nexis_download(read, height):
    pieces = several()
    assert seen(read(nexis_pdf(pieces, page=(420, height), listed=True))) == wanted(pieces)


@pytest.mark.parametrize("is_coded", [False, True])
@pytest.mark.parametrize("page", [A4, SMALL])
def test_contents_and_the_search_are_no_articles(read, is_coded, page):
    pieces = several()
    found = read(factiva_pdf(pieces, is_coded=is_coded, page=page, contents=True))
    assert seen(found) == wanted(pieces)
    assert "Search Summary" not in found.drafts[-1].raw_header


def test_a_word_broken_at_the_end_of_a_page_is_whole_again(read):
    lines = (
        "He spoke of the sovereignty of the state.",
        "And he said so again: it is about sove-",
        "reignty, he said.",
    )
    head = [paragraph(Piece().headline, 14), *map(paragraph, ("90 words", "12 March 2026", "The Courier", "English"))]
    first = [*head, *map(paragraph, lines[:2])]
    pages = [[*first], [paragraph(lines[2]), paragraph("Document COUR000020260312em3c00001", spaceBefore=10)]]
    narrow = (300, 400)
    found = read(merged([typeset(page, lambda *_: None, narrow) for page in pages]))
    (draft,) = found.drafts
    assert draft.text.split("\n")[2] == "And he said so again: it is about sovereignty, he said."


def test_the_running_headline_of_nexis_is_no_part_of_the_text(read):
    piece = replace(Piece(), headline=LONG, paragraphs=tuple(f"{Piece().paragraphs[0]} ({n})" for n in range(20)))
    found = read(nexis_pdf([piece], page=SMALL))
    assert found.drafts[0].text.count(LONG) == 1
    assert seen(found) == wanted([piece])


def test_a_headline_that_nexis_prints_twice_is_there_once(read):
    def page(canvas, _number, _total):
        canvas.drawString(50, 815, "Page 1 of 1")

    lines = [
        Piece().headline,
        "The Courier",
        "March 12, 2026 Thursday",
        "Copyright 2026 The Courier",
        "Length: 9 words",
    ]
    body = ["Body", "The text begins here.", "And it goes on.", "Load-Date: March 12, 2026", "End of Document"]
    story = [paragraph(Piece().headline, 14), *(paragraph(line, 14 if n == 0 else 10) for n, line in enumerate(lines))]
    (draft,) = read(typeset([*story, *(paragraph(line, spaceBefore=9) for line in body)], page)).drafts
    assert (draft.headline, draft.outlet) == (Piece().headline, "The Courier")
    assert draft.text == f"{Piece().headline}\nThe text begins here.\nAnd it goes on."


def test_a_headline_that_factiva_prints_once_more_without_spaces_is_there_once(read):
    head = [paragraph(Piece().headline, 14), paragraph(Piece().headline.replace(" ", ""), 10), paragraph("Anna Writer")]
    head += map(
        paragraph, ("90 words", "12 March 2026", "The Courier", "COUR", "English", "Copyright 2026 The Courier")
    )
    body = ("The text begins here.", "And it goes on.", "Document COUR000020260312em3c00001")
    (draft,) = read(typeset([*head, *(paragraph(line, spaceBefore=9) for line in body)], lambda *_: None)).drafts
    assert (draft.headline, draft.author, draft.outlet) == (Piece().headline, "Anna Writer", "The Courier")
    assert draft.text == f"{Piece().headline}\nThe text begins here.\nAnd it goes on."


def test_an_article_that_the_download_cuts_is_kept_and_told(read):
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(factiva_pdf(several(2), is_coded=False, page=SMALL))) as document:
        del document.pages[-1]
        document.save(cut := io.BytesIO())
    found = read(cut.getvalue())
    assert len(found.drafts) == 2
    assert found.drafts[1].warnings == ("The download ends within this article.",)


def test_pages_beyond_the_most_are_told(read, monkeypatch):
    monkeypatch.setattr(pdf_column, "MOST_PAGES", 2)
    found = read(nexis_pdf(several(4)))
    assert len(found.drafts) == 2
    assert found.drafts[0].warnings == ("Only the first 2 of 4 pages were read.",)


def test_the_list_of_a_delivery_alone_is_told_as_such(read):
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(nexis_pdf(several(2), listed=True))) as document:
        del document.pages[1:]
        document.save(cover := io.BytesIO())
    assert read(cover.getvalue()).error == "holds the list of a Nexis download and none of its articles"


@pytest.mark.parametrize(
    "lines",
    [
        ("The report of a company", "Nothing in it is of the press.", "End of Document"),
        ("Factiva and Nexis compared", "Both sell articles; 512 words are a short one.", "Page 1 of 2"),
        ("Document A1B2C300001234", "This is an invoice."),
    ],
)
def test_other_pdfs_are_not_taken_for_downloads(tmp_path, lines):
    path = tmp_path / "other.pdf"
    path.write_bytes(typeset(list(map(paragraph, lines)), lambda *_: None))
    assert recognise(Source.read(path)).name == "a PDF"


def test_damaged_and_protected_files_are_left_to_the_reader_of_pdfs(press):
    for path in (press.write("a.pdf", b"%PDF-1.7\nrubbish"), press.pdf(password="secret"), press.scan()):
        source = Source.read(path)
        assert {known.FORMAT.recognise(source) for known in (factiva, nexis)} == {Confidence.NO}


def line(text: str, top: float, left: float = 50, right: float = 0, size: float = 10) -> Line:
    return Line(text, left, right or left + 5 * len(text), top, top - size, size)


def test_a_line_goes_on_where_the_next_word_had_no_room():
    lines = [
        line("a line as wide as the column of the text is,", 700, right=300),
        line("and its end.", 688),
        line("12 March 2026", 676),
        line("The Courier", 664),
        line("again a line as wide as all of the column was", 640, right=300),
        line("beyond the page.", 760),
    ]
    assert paragraphs_of(lines, column_of(lines)) == [
        "a line as wide as the column of the text is, and its end.",
        "12 March 2026",
        "The Courier",
        "again a line as wide as all of the column was beyond the page.",
    ]


def test_an_article_nobody_counted_the_words_of_has_its_headline(read):
    lines = ("Anna Writer", "12 March 2026", "The Courier", "COUR", "English", "Copyright 2026 The Courier")
    body = ("The text begins here.", "And it goes on.", "Document COUR000020260312em3c00001")
    story = [
        paragraph(Piece().headline, 14),
        *map(paragraph, lines),
        *(paragraph(line, spaceBefore=9) for line in body),
    ]

    def notice(canvas, _number, _total):
        canvas.drawString(50, 25, "Page 1 of 1 © 2026 Factiva, Inc. All rights reserved.")

    (draft,) = read(typeset(story, notice)).drafts
    assert draft.headline == Piece().headline
    assert draft.text.split("\n")[-2:] == ["The text begins here.", "And it goes on."]


def test_the_accession_number_is_no_part_of_a_full_line_above_it_on_the_page_before(read):
    lines = ("90 words", "12 March 2026", "The Courier", "COUR", "English", "Copyright 2026 The Courier")
    end = "And so it goes on with words that fill the line to where the page and the column end"
    first = [paragraph(Piece().headline, 14), *map(paragraph, lines), paragraph(end, spaceBefore=9)]
    second = [paragraph("Document COUR000020260312em3c00001")]
    found = read(merged([typeset(page, lambda *_: None, (475, 842)) for page in (first, second)]))
    assert found.drafts[0].text == f"{Piece().headline}\n{end}"


def test_an_article_without_a_text_costs_itself_only(read):
    rows = [("WC", "0 words"), ("AN", "Document COUR000020260312em3c00001")]
    empty = [paragraph(text, bullet=code, leftIndent=45, spaceBefore=6) for code, text in rows]
    found = read(merged([typeset(empty, lambda *_: None), factiva_pdf(several(2), is_coded=True)]))
    assert seen(found) == wanted(several(2))
    assert found.drafts[0].warnings == ("Left out: 1 article without any text.",)
