"""XML parts of documents that are ZIP archives: unpacked up to a limit, parsed without entities or the network."""

import zipfile
from typing import Any

from annotations.errors import ImportFileError
from annotations.importers.source import Source

LARGEST_PART = 64 * 1024 * 1024
"""Bytes of one part; a few kilobytes can claim to be gigabytes."""

_DEFINITIONS = ("holds XML definitions that no word processor writes", "Do not trust it; ask for another copy")


def part(archive: zipfile.ZipFile, name: str, source: Source) -> bytes:
    """Unpack one part.

    Raises:
        ImportFileError: it is larger than `LARGEST_PART`, or holds definitions that no word processor writes.
    """
    data = unpacked(archive, name)
    if data is None:
        raise ImportFileError(
            "unpacks to more text than any article has", "Copy its text into a plain text file", source.path
        )
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise ImportFileError(*_DEFINITIONS, source.path)
    return data


def unpacked(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """Unpack one part, never more of it than the archive says it has; None if that is more than `LARGEST_PART`."""
    size = archive.getinfo(name).file_size
    if size > LARGEST_PART:
        return None
    with archive.open(name) as handle:
        return handle.read(size)  # `archive.read` unpacks all there is, and only then cuts it to its size


def parse(data: bytes, source: Source, damaged: tuple[str, str]) -> Any:
    """Return the root element.

    Raises:
        ImportFileError: the part is no XML, of which `damaged` says what then is wrong with the file, and the remedy;
            or it holds definitions, in whatever encoding.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise ImportFileError(*damaged, source.path) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ImportFileError(*_DEFINITIONS, source.path)
    return root
