"""Nothing leaves the frame, nothing is printed over something else, no line of a paragraph stands alone."""

import random
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from annotations.brief.spec import Part
from annotations.spans import Span
from tests.annotations.brief.pages import covered, outside, rectangles


@pytest.mark.parametrize("page", ["A4", "Letter"])
@pytest.mark.parametrize("full_text", [True, False])
def test_the_sample_stays_in_its_frame(rewrite, page: str, full_text: bool) -> None:
    path = rewrite(page=page, full_text=full_text).path
    assert all(boxes for _, _, _, boxes in rectangles(path))
    assert outside(path) == []
    assert covered(path) == []


@pytest.mark.parametrize(("x", "y"), [(30, 400), (540, 400), (100, 10), (100, 830)])
def test_words_outside_the_frame_are_seen(tmp_path: Path, x: float, y: float) -> None:
    path = tmp_path / "outside.pdf"
    page = Canvas(str(path), pagesize=(595, 842))
    page.drawString(100, 300, "Inside")
    page.drawString(x, y, "Outside")
    page.save()
    assert [number for number, _ in outside(path)] == [1]
    assert covered(path) == []


def test_words_over_others_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "covered.pdf"
    page = Canvas(str(path), pagesize=(595, 842))
    page.drawString(100, 300, "Below")
    page.drawString(105, 305, "Above")
    page.save()
    assert [number for number, _, _ in covered(path)] == [1]
    assert outside(path) == []


def test_a_crowd_of_cards_stays_in_its_frame(project, add, write) -> None:
    chance = random.Random(3)
    text = "Headline\n" + "\n".join(" ".join(chance.choices(["word", "longer", "a"], k=60)) for _ in range(20))
    spans = [Span(start, start + 60) for start in sorted(chance.sample(range(9, len(text) - 60), 70))]
    add(text, *spans, headline="Headline")
    for claim in project.claims.all()[::3]:
        project.step("Comment", lambda p, c=claim: p.claims.update(c.id, comment="A remark of some length. " * 9))
    written = write(handling="OFFICIAL – SENSITIVE – FOR THE ADDRESSEES NAMED ON THE FIRST PAGE AND NOBODY ELSE AT ALL")
    assert outside(written.path) == []
    assert covered(written.path) == []
    text = written.text()
    assert all(Counter(text.split())[claim.label] >= 1 for claim in written.content.claims)


def test_no_line_of_a_paragraph_stands_alone(add, write) -> None:
    chance = random.Random(5)
    paragraphs = [" ".join(chance.choices(["some", "words", "again"], k=chance.randint(15, 90))) for _ in range(80)]
    text = "\n".join(paragraphs)
    spans, start = [], 0
    for paragraph in paragraphs:
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 1
    add(text, *spans, headline="Made up")
    written = write()
    lines: dict[str, list[int]] = {}
    for highlight in written.highlights():
        lines.setdefault(highlight["uid"], []).append(len(highlight["boxes"]))
    cut = [counts for counts in lines.values() if len(counts) > 1]
    assert cut
    assert all(min(counts) >= 2 for counts in cut)


def test_the_title_stands_clear_of_the_rule_above_it(write) -> None:
    """Also where neither an organisation nor a number stands above that."""
    with pypdfium2.PdfDocument(write(title="Hxdl", parts=(Part.MASTHEAD,)).path) as document:
        page = document[0]
        letters = page.get_textpage()
        top = max(
            letters.get_charbox(n)[3] for n in range(letters.count_chars()) if letters.get_text_range(n, 1) == "H"
        )
        rules = [item.get_bounds() for item in page.get_objects() if item.type == 2]
    assert top < max(edges[3] for edges in rules) - 14
