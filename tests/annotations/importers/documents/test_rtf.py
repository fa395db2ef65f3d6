"""Rich text: the words without formatting, letters beyond ASCII, page breaks, damaged files."""

from press_downloads import rtf

from annotations.importers.documents.rtf import PAGE_BREAK, rtf_paragraphs
from annotations.importers.registry import read_file
from annotations.importers.source import Source


def test_paragraphs_come_without_formatting(press, read_one):
    draft = read_one(
        press.write("a.rtf", rtf(["State bank unveils its model", "Банк сказал “да” 😀 {so}", "The end of it."]))
    )
    assert draft.text == "State bank unveils its model\nБанк сказал “да” 😀 {so}\nThe end of it."
    assert draft.headline == "State bank unveils its model"


def test_letters_of_a_code_page_and_links(press, read_one):
    body = r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 A;}}\f0 \'c1\'e0\'ed\'ea\par See {\field"
    body += r'{\*\fldinst HYPERLINK "https://courier.example/secret"}{\fldrslt the page}} of it.\par}'
    assert read_one(press.write("a.rtf", body.encode("ascii"))).text == "Банк\nSee the page of it."


def test_a_page_break_stands_alone(press):
    source = Source.read(press.write("a.rtf", rtf(["one", "\f", "two"])))
    assert [line for line in rtf_paragraphs(source) if line.strip(" ")] == ["one", PAGE_BREAK, "two"]


def test_a_damaged_file_is_told(press):
    found = read_file(press.write("a.rtf", b"{\\rtf1\\ansi"))
    assert found.error == "holds no text"
    found = read_file(press.write("b.rtf", b"{\\rtf1\\ansi\\uc99999999999999999999 \\u99999999999999? text}"))
    assert found.error == "is a damaged RTF file"
    assert found.fault == ""


def test_a_file_is_taken_apart_once_however_many_formats_ask(press, monkeypatch):
    from striprtf import striprtf

    asked = []
    plain = striprtf.rtf_to_text
    monkeypatch.setattr(striprtf, "rtf_to_text", lambda *given, **more: asked.append(1) or plain(*given, **more))
    assert read_file(press.write("a.rtf", rtf(["State bank unveils its model", "The end of it."]))).drafts
    assert len(asked) == 1


def test_lists_and_tables_come_as_such(press, read_one):
    body = (
        r"{\rtf1\ansi The headline\par The text of the article, told at length.\par"
        r"{\listtext\pard\plain\f3 \'b7\tab}A register\par {\pntext\f1 1.\tab}The law\par {\listtext 2.\tab}Money\par"
        r"\trowd\cellx100\cellx200 Year\cell Ministry\cell\row 2026\cell 180\cell\row\pard The end.\par}"
    )
    assert read_one(press.write("a.rtf", body)).text.split("\n")[2:] == [
        "• A register", "1. The law", "2. Money", "Year | Ministry", "2026 | 180", "The end.",
    ]  # fmt: skip
