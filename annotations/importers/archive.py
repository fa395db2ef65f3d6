"""ZIP archives: every press file within, up to limits on number and size; nothing is unpacked to the disc."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from annotations.errors import ImportFileError
from annotations.importers.draft import Draft, noted
from annotations.importers.formats import Confidence, Format
from annotations.importers.gather import is_companion, is_never_press
from annotations.importers.members import Member, Read, read_members
from annotations.importers.source import LARGEST_FILE, Source

MOST_MEMBERS = 2_000
"""Files that are read from one archive."""

LARGEST_TOTAL = 512 * 1024 * 1024
"""Bytes that one archive may unpack to."""

_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")
_DAMAGED = ("is a damaged or incomplete archive", "Download it again, or unpack it and import the files")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


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
    if any(info.flag_bits & 1 for info in infos):
        raise ImportFileError(
            "is protected with a password", "Unpack it with the password and import the files", source.path
        )
    paths = (PurePosixPath(info.filename) for info in infos)
    pages = {path.stem for path in paths if path.suffix.lower() in (".html", ".htm", ".xhtml")}
    wanted = [info for info in infos if not _is_beside(info.filename, pages)]
    if len(wanted) > MOST_MEMBERS:
        raise ImportFileError(
            f"holds more than {MOST_MEMBERS:,} files", "Unpack it and import the files in portions", source.path
        )
    return wanted


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
            data = _unpacked(archive, info, source)
            total += len(data)
            if len(data) > LARGEST_FILE or total > LARGEST_TOTAL:
                raise ImportFileError(
                    "unpacks to more than press files have", "Do not trust it; ask for another copy", source.path
                )
            yield Member(info.filename, data)


def _opened(source: Source) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(source.data))
    except _UNREADABLE as error:
        raise ImportFileError(*_DAMAGED, source.path) from error


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source) -> bytes:
    """The bytes of a file, one more than allowed at most."""
    try:
        with archive.open(info) as handle:
            return handle.read(LARGEST_FILE + 1)
    except _UNREADABLE as error:
        raise ImportFileError(*_DAMAGED, source.path) from error


def _recognise(source: Source) -> Confidence:
    if not source.data.startswith(b"PK\x03\x04"):
        return Confidence.NO
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            names = archive.namelist()
    except _UNREADABLE:
        return Confidence.CERTAIN if source.suffix == ".zip" else Confidence.NO
    return Confidence.NO if any(name in names for name in _OFFICE) else Confidence.CERTAIN
