"""Word documents: paragraphs, titles, what the properties may say, and damaged or hostile ones."""

import io
import zipfile
from datetime import datetime

import docx
import pytest

from annotations.importers.registry import read_file

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def bare(press, body: str, name: str = "bare.docx"):
    """A document with nothing but a main part."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", body)
    return press.write(name, data.getvalue())


def document(inner: str) -> str:
    return f"<w:document {W}><w:body>{inner}</w:body></w:document>"


def test_paragraphs_title_and_byline(press, read_one):
    lines = ["By A. Writer", "12 March 2026", *press.paragraphs]
    draft = read_one(press.word(title="Bank unveils model", lines=lines))
    assert draft.text.split("\n") == ["Bank unveils model", *lines]
    assert (draft.headline, draft.author, draft.published) == ("Bank unveils model", "A. Writer", "2026-03-12")
    assert draft.warnings == ()


def test_properties_are_a_weak_guess_and_their_dates_none(press, read_one):
    draft = read_one(press.word(author="Anna Analyst", created=datetime(2020, 1, 1), language="en-GB", title="Bank"))
    assert (draft.author, draft.published, draft.language) == ("Anna Analyst", "", "en")
    assert any("file's properties" in warning for warning in draft.warnings)
    assert "No date was found." in draft.warnings


def test_head_block_in_paragraphs(press, read_one):
    draft = read_one(
        press.word(lines=["Outlet: The Example Courier", "Date: 2026-03-12", "", "The headline", "The text."])
    )
    assert (draft.outlet, draft.published, draft.text) == (
        "The Example Courier",
        "2026-03-12",
        "The headline\nThe text.",
    )


def test_a_title_below_a_kicker_comes_first(press, read_one):
    made = docx.Document()
    made.add_paragraph("POLITICS")
    made.add_heading("The headline", 1)
    made.add_paragraph("The text of the article.")
    path = press.folder / "kicker.docx"
    made.save(str(path))
    assert read_one(path).text == "The headline\nPOLITICS\nThe text of the article."


def test_tables_links_breaks_and_tracked_changes(press, read_one):
    inner = (
        "<w:p><w:r><w:t>Headline</w:t></w:r></w:p>"
        "<w:p><w:hyperlink><w:r><w:t>A link</w:t></w:r></w:hyperlink><w:r>"
        "<w:t xml:space='preserve'> and</w:t><w:br/><w:t>a break</w:t></w:r></w:p>"
        "<w:p><w:ins><w:r><w:t>Inserted</w:t></w:r></w:ins><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved away</w:t></w:r></w:moveFrom><w:r><w:tab/><w:t>words</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>In a table</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    draft = read_one(bare(press, document(inner)))
    assert draft.text.split("\n") == ["Headline", "A link and", "a break", "Inserted words", "In a table"]


def test_text_boxes_are_read_once(press, read_one):
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    inner = (
        "<w:p><w:r><w:t>Headline</w:t></w:r></w:p>"
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent><w:t>Around it</w:t></w:r></w:p>"
    )
    assert read_one(bare(press, document(inner))).text.split("\n") == ["Headline", "Around it", "In a box"]


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95, 0.999])
def test_truncated(press, keep):
    path = press.word()
    data = path.read_bytes()
    found = read_file(press.write("cut.docx", data[: int(len(data) * keep)]))
    assert "damaged or incomplete" in found.error
    assert found.remedy


@pytest.mark.parametrize("part", ["", "<w:document", "<other/>", document(""), "\x00\x01"])
def test_broken_main_part(press, part):
    found = read_file(bare(press, part))
    assert found.error
    assert found.remedy


def test_xml_bomb_is_refused(press):
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    found = read_file(
        bare(press, f'<!DOCTYPE d [<!ENTITY a0 "ha">{entities}]>' + document("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"))
    )
    assert "XML definitions" in found.error


def test_zip_bomb_is_refused(press):
    found = read_file(bare(press, document("<w:p><w:r><w:t>" + " " * 70_000_000 + "</w:t></w:r></w:p>")))
    assert "unpacks to more text" in found.error


def test_deep_nesting(press):
    found = read_file(
        bare(press, document("<w:ins>" * 10_000 + "<w:p><w:r><w:t>deep</w:t></w:r></w:p>" + "</w:ins>" * 10_000))
    )
    assert found.error
    assert found.remedy
