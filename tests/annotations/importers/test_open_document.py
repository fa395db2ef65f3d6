"""OpenDocument texts."""

import io
import zipfile

import pytest

from annotations.importers.registry import read_file

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def odt(body, manifest="<manifest/>", language="en-GB"):
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {NAMES}>{text}</office:document-content>"
    said = f"<office:meta><dc:language>{language}</dc:language></office:meta>"
    meta = f"<office:document-meta {NAMES}>{said}</office:document-meta>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("meta.xml", meta)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def test_headings_and_paragraphs_without_notes_and_deletions(press, read_one):
    body = (
        "<text:tracked-changes><text:p>Deleted words.</text:p></text:tracked-changes>"
        '<text:h text:outline-level="1">State bank <text:span>unveils</text:span> its model</text:h>'
        "<text:p>Published: 12 March 2026</text:p>"
        "<text:p>The<text:s/>first <text:span>text<text:note><text:p>A note.</text:p></text:note> goes</text:span> on."
        "</text:p>"
        "<text:list><text:list-item><text:p>An item</text:p></text:list-item></text:list>"
        "<text:p>Broken<text:line-break/>by hand.</text:p>"
    )
    draft = read_one(press.write("a.odt", odt(body)))
    assert draft.headline == "State bank unveils its model"
    assert draft.text.split("\n")[-4:] == ["The first text goes on.", "An item", "Broken", "by hand."]
    assert (draft.published, draft.language) == ("2026-03-12", "en")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (odt("<text:p>x</text:p>", "<m encryption-data='1'/>"), "is protected with a password"),
        (odt("<text:p>x"), "is a damaged or incomplete OpenDocument file"),
        (odt("<text:p>x</text:p>")[:-40], "is a damaged or incomplete OpenDocument file"),
        (odt("<text:p></text:p>"), "holds no text"),
        (odt('<text:p>x</text:p><!ENTITY a "b">'), "holds XML definitions that no word processor writes"),
    ],
)
def test_files_that_cannot_be_read(press, content, says):
    found = read_file(press.write("a.odt", content))
    assert (found.error, found.fault) == (says, "")
