"""OpenDocument texts."""

import io
import zipfile

import pytest

from annotations.importers.registry import read_file

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
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
    assert draft.text.split("\n")[-4:] == ["The first text goes on.", "• An item", "Broken", "by hand."]
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


def test_lists_are_numbered_and_tables_come_row_by_row(press, read_one):
    def listed(*items, more="text:style-name='N'"):
        return f"<text:list {more}>{''.join(items)}</text:list>"

    def item(text, inside="", more=""):
        return f"<text:list-item {more}><text:p>{text}</text:p>{inside}</text:list-item>"

    def row(*cells):
        made = (f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
        return f"<table:table-row>{''.join(made)}</table:table-row>"

    levels = "<text:list-level-style-number text:level='1' style:num-format='1'/>"
    levels += "<text:list-level-style-bullet text:level='2' text:bullet-char='o'/>"
    body = (
        f"<text:list-style style:name='N'>{levels}</text:list-style><text:h>The headline</text:h><text:p>Text.</text:p>"
        + listed(
            item("The law", "<text:p>and what it says</text:p>"),
            item("Money", listed(item("for roofs"), item("for books"), more="")),
            item("Time", more="text:start-value='7'"),
            item("Luck"),
        )
        + "<table:table>"
        + row("<text:p>Year</text:p>", "<text:p>Crowns</text:p>")
        + row("<text:p>A cell of a page</text:p><text:p>laid out</text:p>", "<text:p>beside this</text:p>")
        + "</table:table>"
    )
    assert read_one(press.write("a.odt", odt(body))).text.split("\n")[2:] == [
        "1. The law", "and what it says", "2. Money", "• for roofs", "• for books", "7. Time", "8. Luck",
        "Year | Crowns", "A cell of a page", "laid out", "beside this",
    ]  # fmt: skip
