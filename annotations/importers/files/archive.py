"""ZIP archives: every press file within, up to limits on number and size; nothing is unpacked to the disc."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO

from annotations.errors import ImportFileError
from annotations.importers.draft import Draft, noted
from annotations.importers.files.gather import is_companion, is_never_press
from annotations.importers.files.members import Member, Read, read_members
from annotations.importers.formats import Confidence, Format
from annotations.importers.source import LARGEST_FILE, Source

MOST_MEMBERS = 2_000
"""Files that are read from one archive."""

LARGEST_TOTAL = 512 * 1024 * 1024
"""Bytes that one archive may unpack to."""

_BOUNDED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""Ways of packing that unpack no more than is asked for, however much is read at once."""
_PIECE = 4096
"""Bytes that are read at once of files packed in other ways: what they unpack to in one go is not bounded, so few bytes
of the archive must stand behind it. It is the least that `zipfile` reads."""

_LOCKED, _UTF8 = 1, 0x800  # what the flags of a file say
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u045f]+")
_TOO_MUCH = "unpacks to more than press files have"
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")
_DAMAGED = ("is a damaged or incomplete archive", "Download it again, or unpack it and import the files")
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


def archive_format(read: Read) -> Format:
    """Return the format; `read` reads the files within."""
    return Format("an archive (ZIP)", (".zip",), _recognise, partial(_read, read=read))


def _read(source: Source, read: Read) -> list[Draft]:
    """Return the articles of all files in the archive, in the order they lie there.

    Raises:
        ImportFileError: it is damaged, protected, beyond the limits, or holds no press file.
    """
    drafts, left_out = read_members(source, _members(source), read)
    if not drafts:
        raise ImportFileError(
            f"holds no press file that can be read. {left_out}".strip(" ."), "Unpack it and look inside", source.path
        )
    if left_out:
        drafts[0] = noted(drafts[0], left_out)
    return drafts


def _wanted(archive: zipfile.ZipFile, source: Source) -> list[zipfile.ZipInfo]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if infos and all(info.flag_bits & _LOCKED for info in infos):
        raise ImportFileError(
            "is protected with a password", "Unpack it with the password and import the files", source.path
        )
    paths = (PurePosixPath(_name(info)) for info in infos)
    pages = {path.stem for path in paths if path.suffix.lower() in (".html", ".htm", ".xhtml")}
    wanted = [info for info in infos if not _is_beside(_name(info), pages)]
    if len(wanted) > MOST_MEMBERS:
        raise ImportFileError(
            f"holds more than {MOST_MEMBERS:,} files", "Unpack it and import the files in portions", source.path
        )
    return wanted


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a file in the archive, readable where it was written in the code page of an old program.

    Only names marked as UTF-8 say what they are written in. Of the others those are taken for UTF-8 that are valid, and
    for Cyrillic those whose words then are Cyrillic throughout; the rest is in the code page that the format names.
    """
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeError:
        return info.filename
    for encoding in ("utf-8", "cp866", "cp1251"):
        try:
            name = raw.decode(encoding)
        except UnicodeError:
            continue
        if encoding == "utf-8" or _is_cyrillic(name):
            return name
    return info.filename


def _is_cyrillic(name: str) -> bool:
    """Whether all that is not ASCII are Cyrillic letters, in words of their own of which one at least is longer."""
    words = [word for word in _WORD.findall(name) if not word.isascii()]
    strange = [letter for letter in name if not letter.isascii()]
    whole = all(map(_CYRILLIC.fullmatch, words)) and len("".join(words)) == len(strange)
    return whole and any(len(word) > 1 for word in words)


def _is_beside(name: str, pages: set[str]) -> bool:
    """Whether a file is no press file: hidden, of the system, or of the folder that belongs to one of the `pages`."""
    path = PurePosixPath(name)
    return (
        is_never_press(path.name)
        or any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in path.parts)
        or any(is_companion(part, pages) for part in path.parts[:-1])
    )


def _members(source: Source) -> Iterator[Member]:
    """Unpack one after the other; sizes are counted as they come out, since an archive can lie about them."""
    total = 0
    with _opened(source) as archive:
        for info in _wanted(archive, source):
            member = _unpacked(archive, info)
            total += len(member.data)
            if total > LARGEST_TOTAL:
                raise ImportFileError(f"{_TOO_MUCH} in all", "Do not trust it; ask for another copy", source.path)
            too_large = len(member.data) > LARGEST_FILE
            yield Member(member.name, b"", error=_TOO_MUCH) if too_large else member


def _opened(source: Source) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(source.data))
    except _UNREADABLE as error:
        raise ImportFileError(*_DAMAGED, source.path) from error


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    """A file with its bytes, one more than allowed at most; or with what is wrong with it."""
    if info.flag_bits & _LOCKED:
        return Member(_name(info), b"", error="is protected with a password")
    try:
        with archive.open(info) as handle:
            whole = handle.read(LARGEST_FILE + 1) if info.compress_type in _BOUNDED else _in_pieces(handle)
            return Member(_name(info), whole)
    except _UNREADABLE:
        return Member(_name(info), b"", error="is damaged or incomplete")


def _in_pieces(handle: IO[bytes]) -> bytes:
    unpacked = bytearray()
    while len(unpacked) <= LARGEST_FILE and (piece := handle.read(_PIECE)):
        unpacked += piece
    return bytes(unpacked)


def _recognise(source: Source) -> Confidence:
    if not source.data.startswith(b"PK\x03\x04"):
        return Confidence.NO
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            names = archive.namelist()
    except _UNREADABLE:
        return Confidence.CERTAIN if source.suffix == ".zip" else Confidence.NO
    return Confidence.NO if any(name in names for name in _OFFICE) else Confidence.CERTAIN
