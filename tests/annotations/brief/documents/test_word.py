"""DOCX read again with python-docx and as XML: what Word needs is there, and nothing of the template's."""

import io
import zipfile
from collections import Counter
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from annotations.brief.charts.tables import Table
from annotations.brief.documents.outline import outline
from annotations.brief.documents.values import Document, Heading, Items, Manner, Paragraph, phrase
from annotations.brief.documents.word import word_document
from annotations.brief.documents.word_package import is_untouched
from annotations.brief.logo import read_logo
from annotations.brief.spec import Part
from annotations.brief.template import Template
from annotations.brief.typography import INK


def document(*blocks: object, **values: str) -> Document:
    plain = {
        **dict.fromkeys(("subject", "author", "running", "handling", "issued"), ""),
        "title": "Made",
        "language": "en",
        "page": "A4",
        "paging": "Page {page} of",
    }
    return Document(**{**plain, **values}, blocks=blocks)


def read(data: bytes):
    return docx.Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def whole(sample) -> bytes:
    spec = replace(sample.spec, parts=tuple(Part), findings=(), preset="", handling="TLP:AMBER", page="Letter")
    return word_document(outline(sample.content, spec))


def test_the_same_document_gives_the_same_bytes_without_a_time(sample, whole) -> None:
    spec = replace(sample.spec, parts=tuple(Part), findings=(), preset="", handling="TLP:AMBER", page="Letter")
    assert word_document(outline(sample.content, spec)) == whole
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_nothing_of_the_template_or_that_could_run_is_in_the_package(whole) -> None:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(name) for name in names if name.endswith((".xml", ".rels")))
    assert not [name for name in names if "vba" in name or "thumbnail" in name or "customXml" in name]
    assert b"python-docx" not in everything
    assert b"Macintosh" not in everything


def test_headings_lists_and_tables_are_real_ones(whole, sample) -> None:
    made = read(whole)
    headings = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert headings[:3] == ["Bottom line", "Judgements", "What we read"]
    assert "Annotated articles" not in headings
    assert headings[-1] == "Sources"
    assert [p for p in made.paragraphs if p.style.name == "List Bullet"]
    for table in made.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    quotes = Counter(p.text for p in made.paragraphs if p.style.name == "Quote")
    for claim in sample.content.claims:
        assert quotes[" ".join(claim.quote.split())] >= 1


def test_ids_are_unique_and_every_inner_link_has_its_bookmark(whole, sample) -> None:
    body = read(whole).element.body
    marks = body.findall(f".//{qn('w:bookmarkStart')}")
    names, ids = [m.get(qn("w:name")) for m in marks], [m.get(qn("w:id")) for m in marks]
    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids) == len(body.findall(f".//{qn('w:bookmarkEnd')}"))
    assert all(len(name) <= 40 and name.replace("_", "").isalnum() for name in names)
    anchors = [link.get(qn("w:anchor")) for link in body.findall(f".//{qn('w:hyperlink')}")]
    assert {anchor for anchor in anchors if anchor} <= set(names)
    assert {f"claim_{claim.number}" for claim in sample.content.claims} <= set(names)
    drawings = [d.get("id") for d in body.iter(qn("wp:docPr"))]
    assert len(set(drawings)) == len(drawings) > 0


def test_every_style_that_is_named_exists(whole) -> None:
    made = read(whole)
    known = {style.style_id for style in made.styles}
    assert len(known) == len(list(made.styles))
    used = {e.get(qn("w:val")) for tag in ("pStyle", "rStyle", "tblStyle") for e in made.element.iter(qn(f"w:{tag}"))}
    assert used <= known


def test_charts_are_pictures_with_words_for_those_who_cannot_see_them(whole) -> None:
    made = read(whole)
    assert len(made.inline_shapes) >= 3
    for shape in made.inline_shapes:
        assert shape._inline.docPr.get("descr").strip()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    for picture in pictures:
        colours = image_colours(picture)
        assert len(colours) > 10, "a blank picture"


def image_colours(data: bytes) -> set[tuple[int, int, int]]:
    """The colours of a PNG as another program reads it."""
    from PySide6.QtGui import QImage

    image = QImage.fromData(data)
    assert not image.isNull()
    return {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def test_properties_paper_and_language_are_those_of_the_brief(whole, sample) -> None:
    made = read(whole)
    about = made.core_properties
    assert (about.title, about.author) == (sample.spec.title, sample.spec.analyst)
    assert about.created.date().isoformat() == sample.spec.issued[:10]
    section = made.sections[0]
    assert (round(section.page_width.inches, 2), round(section.page_height.inches, 2)) == (8.5, 11)
    defaults = made.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == "en-GB"


def test_head_and_foot_have_the_mark_and_page_x_of_y(whole) -> None:
    section = read(whole).sections[0]
    assert "TLP:AMBER" in section.header.paragraphs[0].text
    foot = section.footer.paragraphs[0]
    assert "TLP:AMBER" in foot.text
    assert [f.get(qn("w:instr")) for f in foot._p.findall(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_words_of_another_language_are_marked_so(whole, sample) -> None:
    made = read(whole)
    russian = next(claim for claim in sample.content.claims if sample.content.article_of(claim).language == "ru")
    quote = next(p for p in made.paragraphs if p.text == " ".join(russian.quote.split()))
    assert quote.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "ru-RU"


def test_a_script_from_right_to_left_turns_its_paragraph() -> None:
    made = read(word_document(document(Paragraph((phrase("שלום", language="he"),), Manner.QUOTE))))
    [quote] = [p for p in made.paragraphs if p.text]
    assert quote._p.pPr.find(qn("w:bidi")) is not None
    assert quote.runs[0]._r.rPr.find(qn("w:rtl")) is not None
    assert quote.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "he"


@settings(max_examples=25)
@given(st.text())
def test_any_text_is_read_again_as_it_is(text: str) -> None:
    told = phrase(text)
    table = Table((text,), ((text,),), (1.0,))
    heads = {"handling": text, "title": text, "running": text, "author": text, "language": text, "issued": text}
    made = read(word_document(document(Paragraph((told,)), Heading(3, told), Items(((told,),)), table, **heads)))
    assert [p.text for p in made.paragraphs] == [told.text, told.text, told.text, ""]
    assert [cell.text for row in made.tables[0].rows for cell in row.cells] == [told.text, told.text]


def test_a_file_of_another_program_is_told_from_one_that_was_written_here(whole) -> None:
    assert is_untouched(whole)
    other = io.BytesIO()
    docx.Document().save(other)
    assert not is_untouched(other.getvalue())
    assert not is_untouched(b"PK\x03\x04 broken")
    assert not is_untouched(b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#A01030"/></svg>'


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 40), "#A01030").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("data", [SVG, png()], ids=["svg", "png"])
def test_the_organisations_look_is_in_the_document(sample, data: bytes) -> None:
    template = Template(organisation="The Unit", accent="#A01030", footer="Unit Street 1", logo=read_logo(data))
    spec = replace(template.applied(sample.spec), parts=(Part.MASTHEAD, Part.BOTTOM_LINE))
    made = read(word_document(outline(sample.content, spec, "DRAFT v2")))
    (picture,) = made.inline_shapes
    assert picture.width == 2 * picture.height
    image = made.part.related_parts[picture._inline.graphic.graphicData.pic.blipFill.blip.embed].blob
    with Image.open(io.BytesIO(image)) as painted:
        assert painted.convert("RGB").getpixel((painted.width // 2, painted.height // 2)) == (160, 16, 48)
    assert picture._inline.docPr.get("descr") == spec.analyst
    colours = [str(made.styles[name].font.color.rgb) for name in ("Heading 1", "Hyperlink", "Heading 2")]
    assert colours == ["A01030", "A01030", INK.lstrip("#")]
    head, foot = made.sections[0].header.paragraphs[0], made.sections[0].footer.paragraphs[0]
    assert head.runs[0].text.strip() == "DRAFT v2"
    assert head.runs[0].bold
    assert "Unit Street 1" in foot.text


def test_a_judgement_carried_over_is_marked_in_drafts_alone(sample) -> None:
    judgements = tuple(replace(one, carried=True) for one in sample.spec.judgements)
    spec = replace(sample.spec, judgements=judgements, parts=(Part.BOTTOM_LINE,))
    for draft, count in (("DRAFT v2", len(judgements)), ("", 0)):
        texts = [paragraph.text for paragraph in read(word_document(outline(sample.content, spec, draft))).paragraphs]
        assert texts.count("Carried over from the last issue: review") == count
