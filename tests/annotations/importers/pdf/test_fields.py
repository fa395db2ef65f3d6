"""Headline, outlet, author and date of an article in a PDF, and what is left out of its text."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from annotations.importers.draft import Draft, brought_back
from annotations.importers.pdf.article import read
from annotations.importers.source import Source

QUOTED = "nobody abroad will have a word in what it says"


def column(canvas, left: float, top: float, lines: Sequence[str], size: float = 10, font: str = "Times-Roman") -> None:
    for place, text in enumerate(lines):
        canvas.setFont(font, size)
        canvas.drawString(left, top - 1.2 * size * place, text)


def text(name: str, rows: int = 30) -> list[str]:
    return [f"line {row} of the {name} column, which goes on about" for row in range(rows)]


def draft_of(*pages: Callable, title: str = "") -> Draft:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setTitle(title)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    (draft,) = read(Source(Path("article.pdf"), buffer.getvalue()))
    return draft


def told(draft: Draft, words: str) -> list[str]:
    return [warning for warning in draft.warnings if words in warning]


def two_on_a_page(canvas) -> None:
    column(canvas, 50, 780, ["The bridge is open again"], 22, "Times-Bold")
    column(canvas, 50, 740, text("first", 20))
    column(canvas, 50, 470, ["The ferry will sail on Sundays"], 20, "Times-Bold")
    column(canvas, 50, 430, text("second", 20))


def one_with_subheadings(canvas) -> None:
    column(canvas, 50, 780, ["The bridge is open again"], 22, "Times-Bold")
    column(canvas, 50, 740, text("first", 20))
    column(canvas, 50, 470, ["What the council said of it"], 12, "Times-Bold")
    column(canvas, 50, 430, text("second", 20))


def test_a_second_headline_below_text_is_told():
    assert told(draft_of(two_on_a_page), "headline") == [
        "1 more headline stands in this PDF, which was read as one article. Is it one?"
    ]


def test_neither_a_subheading_nor_the_name_of_the_paper_is_another_headline():
    assert not told(draft_of(one_with_subheadings), "more headline")
    assert not told(draft_of(front, inner), "more headline")


@pytest.mark.parametrize(
    ("database", "marks"),
    [
        ("LexisNexis", ["1 of 2 DOCUMENTS", "2 of 2 DOCUMENTS"]),
        ("ProQuest", ["ProQuest document ID: 20260312", "ProQuest document ID: 20260313"]),
        ("Europresse", ["news·20260312·NC·0001", "news·20260313·NC·0002"]),
    ],
)
def test_a_download_that_is_not_parted_as_a_pdf_is_told(database, marks):
    def drawn(canvas) -> None:
        for place, mark in enumerate(marks):
            column(canvas, 50, 780 - 300 * place, [mark])
            column(canvas, 50, 750 - 300 * place, text(f"{place}th", 15))

    (said,) = told(draft_of(drawn), database)
    assert said == (
        f"This is a download of {database} with several articles, which are not parted in a PDF: "
        "download it as text, Word or HTML."
    )


def front(canvas) -> None:
    column(canvas, 150, 780, ["THE NORTHERN COURIER"], 30, "Times-Bold")
    column(canvas, 50, 750, ["Politics"], 9)
    column(canvas, 50, 720, ["State bank unveils its own model", "to break a monopoly"], 20, "Times-Bold")
    column(canvas, 50, 675, ["The bank says that the system answers to nobody abroad."], 13)
    column(canvas, 50, 655, ["By Anna Writer", "14 March 2026"], 9)
    column(canvas, 50, 620, text("first"))
    column(canvas, 310, 620, text("second"))


def inner(canvas) -> None:
    column(canvas, 50, 810, ["The Northern Courier | Politics | 2"], 8)
    column(canvas, 50, 780, text("third"))
    column(canvas, 310, 780, text("fourth"))


def test_headline_byline_and_date_below_the_name_of_the_paper():
    draft = draft_of(front, inner)
    assert (draft.headline, draft.outlet) == (
        "State bank unveils its own model to break a monopoly",
        "THE NORTHERN COURIER",
    )
    assert (draft.author, draft.published) == ("Anna Writer", "2026-03-14")
    assert set(draft.guessed) >= {"headline", "outlet", "author", "published"}
    assert draft.text.split("\n")[:5] == [
        draft.headline, "Politics", "The bank says that the system answers to nobody abroad.", "By Anna Writer",
        "14 March 2026",
    ]  # fmt: skip
    assert draft.text.count("line ") == 120


def test_a_running_head_can_be_brought_back():
    draft = draft_of(front, inner)
    (cut,) = [cut for cut in draft.cuts if cut.why == "a running head"]
    assert cut.line == "The Northern Courier | Politics | 2"
    assert brought_back(draft, cut).text.endswith(cut.line)


def test_the_title_of_the_file_tells_a_headline_in_the_letters_of_the_text():
    def draw(canvas) -> None:
        column(canvas, 50, 700, ["Some remarks"])
        column(canvas, 50, 670, ["The bank and its model"])
        column(canvas, 50, 640, text("only"))

    assert draft_of(draw).headline == "Some remarks"
    assert draft_of(draw, title="The bank and its model").headline == "The bank and its model"


def test_a_sentence_of_the_text_set_large_is_left_out():
    def draw(canvas) -> None:
        column(canvas, 50, 720, ["State bank unveils its own model"], 20, "Times-Bold")
        lines = text("first")
        lines[3] = QUOTED
        column(canvas, 50, 620, lines[:12])
        column(canvas, 50, 460, ["Nobody abroad will have", "a word in what it says"], 15)
        column(canvas, 50, 410, lines[12:])
        column(canvas, 310, 620, text("second", 26))

    draft = draft_of(draw)
    assert draft.text.lower().count(QUOTED) == 1
    assert [cut.line for cut in draft.cuts] == [QUOTED.capitalize()]
    assert "\n".join(draft.text.split("\n")[1:]).startswith("line 0 of the first")
    assert draft.text.index("line 29 of the first") < draft.text.index("line 0 of the second")
