"""Parts of documents that say less of their size than they unpack to."""

import io
import tracemalloc
import zipfile

import pytest

from annotations.importers.registry import read_file
from annotations.importers.source import LARGEST_FILE

LARGE = 200 * 1024 * 1024
LITTLE = LARGEST_FILE + 8 * 1024 * 1024
"""Bytes: for any file as much is kept ready as one may have."""


def lying(name: str) -> bytes:
    """A document whose text says of 200 MB that they are 100 bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(name, bytes(LARGE), zipfile.ZIP_DEFLATED)
    data = bytearray(buffer.getvalue())
    for place in (data.rindex(b"PK\x03\x04") + 22, data.rindex(b"PK\x01\x02") + 24):
        data[place : place + 4] = (100).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(("name", "text"), [("a.docx", "word/document.xml"), ("a.odt", "content.xml")])
def test_no_more_is_unpacked_than_a_part_says_it_has(press, name, text):
    read_file(press.word())  # what reading needs is loaded
    path = press.write(name, lying(text))
    tracemalloc.start()
    try:
        found = read_file(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < LITTLE
    assert "damaged" in found.error
    assert found.fault == ""
