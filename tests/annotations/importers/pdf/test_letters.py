"""Letters as they are drawn: turned pages, ligatures, letters drawn twice or set wide, scripts from right to left."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from glyph_pages import page_of

from annotations.importers.pdf.article import read
from annotations.importers.pdf.text import read_text
from annotations.importers.source import Source

LINES = ("The state bank presented a model on Monday", "and said that nobody abroad had any part in it.")
TEXT = " ".join(LINES)


def drawn(draw: Callable) -> bytes:
    """An A4 page."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(
    canvas, lines=LINES, left: float = 100, top: float = 600, font: str = "Times-Roman", size: float = 12
) -> None:
    for place, text in enumerate(lines):
        canvas.setFont(font, size)
        canvas.drawString(left, top - 14 * place, text)


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in read_text(Source(Path("a.pdf"), data)).paragraphs]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_whose_text_is_turned(turn):
    def draw(canvas) -> None:
        canvas.translate(300, 420)
        canvas.rotate(turn)
        write(canvas, left=-150, top=50)

    data = drawn(draw)
    assert texts(data) == [TEXT]
    with pikepdf.open(io.BytesIO(data)) as document:
        document.pages[0].Rotate = turn
        turned = io.BytesIO()
        document.save(turned)
    assert texts(turned.getvalue()) == [TEXT]


def test_what_runs_across_is_left_out_and_can_be_brought_back():
    def draw(canvas) -> None:
        write(canvas)
        for angle, text in ((45, "SPECIMEN"), (90, "Photo: A. Person")):
            canvas.saveState()
            canvas.translate(80, 300)
            canvas.rotate(angle)
            canvas.drawString(0, 0, text)
            canvas.restoreState()

    (draft,) = read(Source(Path("a.pdf"), drawn(draw)))
    assert draft.text == TEXT
    assert [(cut.line, cut.why) for cut in draft.cuts] == [
        ("SPECIMEN", "printed across the page"),
        ("Photo: A. Person", "printed across the page"),
    ]


@pytest.mark.parametrize("shift", [0, 0.3, 1.0])
def test_letters_drawn_twice_are_read_once(shift):
    def draw(canvas) -> None:
        write(canvas)
        write(canvas, left=100 + shift)

    assert texts(drawn(draw)) == [TEXT]


def test_what_stands_beside_the_page_is_not_read():
    def draw(canvas) -> None:
        write(canvas)
        write(canvas, ["courier_14-03.indd 1"], top=-20)

    assert texts(drawn(draw)) == [TEXT]


def test_headings_set_wide():
    def draw(canvas) -> None:
        write(canvas, ["S T A T E  B A N K", "", ""], top=700, size=18)
        line = canvas.beginText(100, 660)
        line.setFont("Times-Roman", 18)
        line.setCharSpace(6)
        line.textOut("THE MODEL")
        line.setCharSpace(0)
        canvas.drawText(line)
        write(canvas, ["A a a a is no heading but text that goes on and on.", *LINES])

    assert texts(drawn(draw))[:3] == [
        "STATE BANK",
        "THE MODEL",
        f"A a a a is no heading but text that goes on and on. {TEXT}",
    ]


def test_the_number_of_a_note_makes_no_other_word():
    def draw(canvas) -> None:
        write(canvas, ["The bank presented a model"])
        end = 100 + canvas.stringWidth("The bank presented a model", "Times-Roman", 12)
        write(canvas, ["12"], end, 605, size=6)
        write(canvas, ["on Monday."], end + 12)

    assert texts(drawn(draw)) == ["The bank presented a model¹² on Monday."]


def from_right(lines: list[str]) -> bytes:
    """Lines of a right-to-left script as programs draw them: the last letter of a line leftmost."""
    return page_of([(500 - 6 * len(line), 700 - 14 * place, line[::-1]) for place, line in enumerate(lines)])


def test_hebrew_and_arabic_come_in_the_order_in_which_they_are_read():
    hebrew = ["הבנק הציג את המודל החדש שלו", "ביום שני והודיע שיאומן בבית."]
    assert texts(from_right(hebrew)) == [" ".join(hebrew)]
    arabic = ["قدم البنك نموذجه الجديد", "يوم الاثنين وقال إنه سيدرب"]
    assert texts(from_right(arabic)) == [" ".join(arabic)]


def test_lines_that_mix_directions_bring_a_warning():
    line = "את " + "Open"[::-1] + " הבנק הציג את המודל החדש שלו"
    found = read_text(Source(Path("a.pdf"), from_right([line])))
    assert "Open" in found.paragraphs[0].text
    assert any("Check the order of words: 1 paragraph" in warning for warning in found.warnings)


def test_letters_beyond_the_basic_plane():
    assert texts(page_of([(100, 700, "Some \U0001d400\U0001f600 letters of the bank’s model")])) == [
        "Some \U0001d400\U0001f600 letters of the bank’s model"
    ]


def test_ligatures_are_taken_apart():
    assert texts(page_of([(100, 700, "The \ufb01nal o\ufb00er of the o\ufb03ce stands")])) == [
        "The final offer of the office stands"
    ]
