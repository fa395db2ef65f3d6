"""ZIP archives: every press file within, nothing besides, and limits that hold."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from annotations.importers.files import archive as module
from annotations.importers.registry import read_file


def packed(files, **options):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_every_press_file_is_read_and_pictures_are_passed_over(press):
    page = press.page().read_bytes()
    files = {
        "a.txt": "One headline\nThe first text.",
        "b/page.html": page,
        "b/page_files/advert.html": page,
        "b/logo.png": b"\x89PNG",
        "__MACOSX/a.txt": "x",
        ".hidden.txt": "x",
    }
    found = read_file(press.write("pack.zip", packed(files)))
    assert [(draft.headline, draft.origin_file) for draft in found.drafts] == [
        ("One headline", "a.txt"),
        (press.headline, "page.html"),
    ]
    assert not any("Left out" in warning for draft in found.drafts for warning in draft.warnings)


def test_what_cannot_be_read_is_named_and_costs_nothing_else(press):
    files = {"a.txt": "One headline\nThe text.", "empty.txt": "", "scan.dat": b"\x00\x01" * 50}
    found = read_file(press.write("pack.zip", packed(files)))
    assert len(found.drafts) == 1
    left_out = found.drafts[0].warnings[-1]
    assert left_out.startswith("Left out: empty.txt (is empty), scan.dat (")


def test_a_fault_in_reading_a_file_within_costs_only_that_file_and_is_kept_for_a_report(press, monkeypatch):
    def stumble(*_):
        raise ValueError("not foreseen")

    monkeypatch.setattr("annotations.importers.texts.plain_text.split_head", stumble)
    page = press.page().read_bytes()
    found = read_file(press.write("pack.zip", packed({"a.txt": "One headline\nThe text.", "b.html": page})))
    assert [draft.origin_file for draft in found.drafts] == ["b.html"]
    assert found.drafts[0].warnings[-1] == "Left out: a.txt (is damaged or unusual)."
    assert "not foreseen" in found.fault


def test_a_damaged_file_costs_only_itself(press):
    data = bytearray(packed({"a.txt": "One headline\nThe text.", "b.txt": "Another headline\nIts text."}))
    data[data.index(b"a.txt") + 5] ^= 0xFF
    found = read_file(press.write("pack.zip", bytes(data)))
    assert [draft.origin_file for draft in found.drafts] == ["b.txt"]
    assert found.drafts[0].warnings[-1] == "Left out: a.txt (is damaged or incomplete)."


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Статья о банке.txt", "cp866"),
        ("Статья.txt", "cp1251"),
        ("Über die Bank é.txt", "cp437"),
        ("Über 銀行.txt", "utf-8"),
    ],
)
def test_names_from_before_unicode_are_readable(press, name, encoding):
    data = packed({"x" * len(name.encode(encoding)): "One headline\nThe text."})
    data = data.replace(b"x" * len(name.encode(encoding)), name.encode(encoding))
    found = read_file(press.write("pack.zip", data))
    assert [draft.origin_file for draft in found.drafts] == [name]


def test_a_file_within_that_is_too_complicated_costs_only_itself(press, monkeypatch):
    def too_deep(*_):
        raise RecursionError

    monkeypatch.setattr("annotations.importers.documents.rtf.rtf_paragraphs", too_deep)
    found = read_file(press.write("pack.zip", packed({"a.txt": "One headline\nThe text.", "b.rtf": "{\\rtf1 x}"})))
    assert [draft.origin_file for draft in found.drafts] == ["a.txt"]
    assert found.drafts[0].warnings[-1] == "Left out: b.rtf (is too complicated to be read)."


def test_archives_within_archives_are_read_to_a_depth(press):
    inner = {"a.txt": "One headline\nThe text."}
    for level in range(3):
        assert len(read_file(press.write(f"{level}.zip", packed(inner))).drafts) == 1
        inner = {"in.zip": packed(inner)}
    assert "too deep" in read_file(press.write("deep.zip", packed(inner))).error


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04" + bytes(100), "damaged or incomplete archive"),
        (packed({"a.png": b"x"}), "holds no press file"),
        (packed({f"{n}.txt": "x" for n in range(2_001)}), "more than 2,000 files"),
    ],
)
def test_archives_that_give_nothing(press, content, says):
    found = read_file(press.write("pack.zip", content))
    assert says in found.error
    assert found.remedy
    assert found.fault == ""


def test_a_bomb_is_not_unpacked(press, monkeypatch):
    monkeypatch.setattr(module, "LARGEST_FILE", 1000)
    bomb = {"a.txt": "a" * 100_000}
    found = read_file(press.write("pack.zip", packed(bomb)))
    assert "a.txt (unpacks to more than press files have)" in found.error
    found = read_file(press.write("pack.zip", packed({**bomb, "b.txt": "One headline\nThe text."})))
    assert [draft.origin_file for draft in found.drafts] == ["b.txt"]
    monkeypatch.setattr(module, "LARGEST_FILE", 100_000)
    monkeypatch.setattr(module, "LARGEST_TOTAL", 150_000)
    found = read_file(press.write("pack.zip", packed({"a.txt": "a " * 40_000, "b.txt": "b " * 40_000})))
    assert found.error == "unpacks to more than press files have in all"


def test_a_name_that_leads_elsewhere_is_only_a_name(press, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = read_file(press.write("pack.zip", packed({"../../outside.txt": "One headline\nThe text."})))
    assert found.drafts[0].origin_file == "outside.txt"
    assert not list(tmp_path.rglob("outside.txt"))
    assert not any((folder / "outside.txt").exists() for folder in tmp_path.parents)


def test_a_protected_archive_is_told(press):
    data = bytearray(packed({"a.txt": "One headline\nThe text."}))
    data[6] |= 1
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    assert read_file(press.write("pack.zip", bytes(data))).error == "is protected with a password"


def test_a_protected_file_beside_open_ones_is_told_as_such(press):
    data = bytearray(packed({"a.txt": "One headline\nThe text.", "b.txt": "Another headline\nIts text."}))
    data[data.rindex(b"PK\x03\x04") + 6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    found = read_file(press.write("pack.zip", bytes(data)))
    assert [draft.headline for draft in found.drafts] == ["One headline"]
    assert found.drafts[0].warnings[-1] == "Left out: b.txt (is protected with a password)."


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_files_packed_in_rarer_ways_are_read(press, way):
    buffer = io.BytesIO()
    text = "\n".join(f"Paragraph {number} of a long text that the Courier printed." for number in range(2_000))
    with zipfile.ZipFile(buffer, "w", way) as archive:
        archive.writestr("a.txt", f"One headline\n{text}")
    found = read_file(press.write("pack.zip", buffer.getvalue()))
    assert [draft.text.endswith("Paragraph 1999 of a long text that the Courier printed.") for draft in found.drafts]


def test_what_unpacks_to_more_than_it_states_is_given_up_before_it_fills_the_memory(press):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", bytes(150_000_000))
    data = bytearray(buffer.getvalue())
    stated = data.index(b"PK\x01\x02") + 24
    data[stated : stated + 4] = struct.pack("<I", 5_000)  # less than there is
    path = press.write("pack.zip", bytes(data))
    tracemalloc.start()
    try:
        found = read_file(path)
        _, highest = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert not found.drafts
    assert highest < 100_000_000


def test_a_damaged_file_packed_by_lzma_costs_only_itself(press):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", "One headline\n" + "The text of it. " * 50)
        archive.writestr("b.txt", "Another headline\nIts text.", zipfile.ZIP_STORED)
    data = bytearray(buffer.getvalue())
    place = data.index(b"a.txt") + 5
    data[place + 4 : place + 14] = b"\xff" * 10
    found = read_file(press.write("pack.zip", bytes(data)))
    assert [draft.origin_file for draft in found.drafts] == ["b.txt"]
    assert found.drafts[0].warnings[-1] == "Left out: a.txt (is damaged or incomplete)."
