"""One file in, drafts or a clear sentence out: whatever the file is, and whatever its name says."""

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.importers import registry
from annotations.importers.registry import FORMATS, SUFFIXES, found_from_json, found_to_json, read_file

BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b"\n\n  \n", "empty"),
    "program.txt": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 30, "not a text"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
    "old.doc": (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "old Office file"),
    "locked.docx": (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "password"),
    "base.txt": (b"SQLite format 3\x00" + bytes(100), "project or database"),
    "pack.zip": (b"PK\x03\x04" + bytes(100), "archive"),
    "cut.docx": (b"PK\x03\x04" + bytes(30) + b"word/document.xml" + bytes(60), "damaged or incomplete Word"),
    "table.csv": (b"Title,Outlet\nOne,Two\n", "table without a column for the articles' texts"),
    "data.json": (b'{"title": "One"}', "table without a column for the articles' texts"),
    "list.json": (b"17", "data file"),
    "page.mht": (b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\n", "no web page"),
    "mail.eml": (b"From: a@b.example\nSubject: \nMIME-Version: 1.0\n\n\n", "neither text nor a press file"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_get_a_sentence_and_a_remedy(press, name):
    content, words = BAD[name]
    found = read_file(press.write(name, content))
    assert words in found.error
    assert found.remedy
    assert (found.drafts, found.fault) == ((), "")
    assert found.path.name == name


def test_a_missing_file(tmp_path):
    assert "not a file" in read_file(tmp_path / "gone.txt").error


@pytest.mark.parametrize(
    ("made", "name"), [("pdf", "a.docx"), ("word", "a.txt"), ("page", "a.pdf"), ("page", "a.txt"), ("pdf", "noending")]
)
def test_the_content_decides_not_the_name(press, read_one, made, name):
    path = getattr(press, made)()
    draft = read_one(path.rename(path.with_name(name)))
    assert press.paragraphs[0] in draft.text
    renamed = any(f"named {path.with_name(name).suffix}" in warning for warning in draft.warnings)
    assert renamed == (name != "noending")


def test_a_parser_that_stumbles_costs_only_the_file(press, monkeypatch):
    def stumble(_source):
        raise ZeroDivisionError

    broken = registry.Format("plain text", (".txt",), FORMATS[-1].recognise, stumble)
    monkeypatch.setattr(registry, "FORMATS", (broken,))
    found = read_file(press.write("a.txt", "text"))
    assert "damaged or unusual" in found.error
    assert "ZeroDivisionError" in found.fault


def test_a_missing_part_of_the_program_is_not_blamed_on_the_file(press, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    found = read_file(press.page())
    assert "a part of Pressmark is missing" in found.error
    assert "damaged" not in found.error
    assert found.remedy == "Install Pressmark again"
    assert "trafilatura" in found.fault


def test_every_format_has_its_own_suffixes():
    assert len(SUFFIXES) == len(set(SUFFIXES))
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUFFIXES)


def test_found_survives_json(press):
    for path in (press.page(), press.write("empty.txt", "")):
        found = read_file(path)
        assert found_from_json(json.loads(json.dumps(found_to_json(found)))) == found


@given(
    st.binary(max_size=400),
    st.sampled_from(
        [
            b"",
            b"%PDF-1.4\n",
            b"PK\x03\x04",
            b"<html>",
            b"\xff\xfe",
            b"\xef\xbb\xbf",
            b"---\n",
            b"{\\rtf",
            b"\xd0\xcf\x11\xe0",
        ]
    ),
    st.sampled_from([".txt", ".html", ".pdf", ".docx", ".md", ""]),
)
def test_no_bytes_raise(tmp_path_factory, data, start, suffix):
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(start + data)
    found = read_file(path)
    assert bool(found.drafts) != bool(found.error)
    assert not found.error or found.remedy
    assert not found.fault
