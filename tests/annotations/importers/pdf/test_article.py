"""PDF: reading order, hyphens, running heads, headline and date, and files that have no text to give."""

import random

import pikepdf
import pytest

from annotations.importers.registry import read_file

WORDS = """
    national strategy officials describe sovereignty banks universities country specialists sanctions machines
    ministry language model market
    answer critics engineers chairman capital monopoly partner budget server training plan law
""".split()  # noqa: SIM905


def paragraph(number: int) -> str:
    """Some sentences of made-up words, other ones for each number."""
    chance = random.Random(number)
    sentences = [" ".join(chance.choices(WORDS, k=chance.randint(5, 20))).capitalize() + "." for _ in range(4)]
    return f"Paragraph {number} begins here. " + " ".join(sentences)


MANY = tuple(map(paragraph, range(1, 21)))


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_one_after_the_other_over_pages(press, read_one, columns):
    draft = read_one(press.pdf(columns=columns, paragraphs=MANY, running="THE EXAMPLE COURIER", byline="By A. Writer"))
    assert draft.text.split("\n") == [press.headline, "By A. Writer", *MANY]
    assert (draft.headline, draft.author) == (press.headline, "A. Writer")


def test_words_broken_at_line_ends_are_whole_again(press, read_one):
    from reportlab.pdfgen.canvas import Canvas

    path = press.folder / "hyphens.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("Times-Roman", 11)
    lines = (
        "Sovereignty in the age of models",
        "The state-owned bank speaks of its sove-",
        "reignty, and the other state-",
        "owned companies follow it; the West-",
        "Eastern talks go on as they did before.",
    )
    for place, line in enumerate(lines):
        canvas.drawString(70, 700 - 13 * place - (30 if place else 0), line)
    canvas.save()
    assert read_one(path).text.split("\n")[1] == (
        "The state-owned bank speaks of its sovereignty, and the other state-owned companies follow it; the "
        "West-Eastern talks go on as they did before."
    )


def test_date_at_the_edge_of_the_page(press, read_one):
    draft = read_one(press.pdf(paragraphs=MANY, running="12 March 2026"))
    assert draft.published == "2026-03-12"
    assert any("head or foot" in warning for warning in draft.warnings)
    assert "Page" not in draft.text


def test_the_printed_date_goes_before_the_running_one(press, read_one):
    draft = read_one(press.pdf(running="14 March 2026", byline="12 March 2026"))
    assert draft.published == "2026-03-12"


def test_a_page_printed_from_a_browser(press, read_one):
    from reportlab.pdfgen.canvas import Canvas

    path = press.folder / "printed.pdf"
    canvas = Canvas(str(path))
    for page in (1, 2):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(30, 820, "14.03.2026, 10:15")
        canvas.drawString(30, 20, "https://courier.example/model")
        canvas.drawString(550, 20, f"{page}/2")
        canvas.setFont("Times-Roman", 11)
        for place in range(12):
            canvas.drawString(70, 760 - 13 * place, f"Page {page} and line {place} of an article about a model")
        canvas.showPage()
    canvas.save()
    draft = read_one(path)
    assert (draft.url, draft.accessed, draft.published) == ("https://courier.example/model", "2026-03-14T10:15", "")
    assert "courier.example" not in draft.text
    assert "1/2" not in draft.text


def test_protected_with_a_password(press):
    found = read_file(press.pdf(password="secret"))
    assert "password" in found.error
    assert "print it to a PDF without one" in found.remedy


def test_protected_without_a_password_is_read(press, read_one):
    path = press.pdf()
    with pikepdf.open(path) as document:
        document.save(press.folder / "open.pdf", encryption=pikepdf.Encryption(owner="owner", user=""))
    assert read_one(press.folder / "open.pdf").headline == press.headline


def test_a_scan_is_said_to_be_one(press):
    found = read_file(press.scan())
    assert "no text layer" in found.error
    assert "OCR" in found.remedy


def test_a_scanned_page_among_others_is_named(press, read_one):
    with pikepdf.open(press.pdf()) as document, pikepdf.open(press.scan()) as scan:
        document.pages.extend(scan.pages)
        document.save(press.folder / "mixed.pdf")
    assert any(
        "Pages without text (scans or pictures): 2." in warning
        for warning in read_one(press.folder / "mixed.pdf").warnings
    )


@pytest.mark.parametrize("keep", [0.02, 0.3])
def test_truncated(press, keep):
    data = press.pdf(paragraphs=MANY).read_bytes()
    found = read_file(press.write("cut.pdf", data[: int(len(data) * keep)]))
    assert found.error
    assert found.remedy


def test_rubbish_behind_a_pdf_head(press):
    found = read_file(press.write("rubbish.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40))
    assert "damaged or incomplete PDF" in found.error
