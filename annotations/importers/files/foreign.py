"""Files that people drop beside press files and that cannot be read: each told apart, with what to do instead."""

from annotations.errors import ImportFileError
from annotations.importers.source import Source

_OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "Open it and save it as Word (.docx), PDF or plain text"
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"SQLite format 3\x00", "is a project or database, not a press file", "Open projects with “Open project”"),
    (b"\x89PNG", "is a picture", "Recognise its text (OCR) first and import that"),
    (b"\xff\xd8\xff", "is a picture", "Recognise its text (OCR) first and import that"),
    (b"GIF8", "is a picture", "Recognise its text (OCR) first and import that"),
    (b"II*\x00", "is a picture", "Recognise its text (OCR) first and import that"),
    (b"MM\x00*", "is a picture", "Recognise its text (OCR) first and import that"),
    (b"Rar!", "is an archive", "Unpack it and import the files inside"),
    (b"7z\xbc\xaf", "is an archive", "Unpack it and import the files inside"),
    (b"\x1f\x8b", "is an archive", "Unpack it and import the files inside"),
    (b"bplist00", "is a Safari web archive, which cannot be read", "Save the page as “page source” or print it to PDF"),
)
_DATA = {".json", ".ris", ".bib", ".xml", ".rss"}
_ZIPPED = (
    (b"mimetypeapplication/epub+zip", "is an e-book", "Copy the article's text into a plain text file"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "is an OpenDocument table or drawing", _SAVE_AS),
    (b"xl/", "is a damaged workbook", "Copy or download it again, or save it as CSV"),
    (b"ppt/", "is a presentation, which cannot be read", "Save it as PDF"),
)


def refuse_foreign(source: Source) -> None:
    """Raise for a file of a known kind that no format reads; return for everything else.

    Raises:
        ImportFileError: says what the file is and what to do instead.
    """
    for signature, what, remedy in _SIGNATURES:
        if source.data.startswith(signature):
            raise ImportFileError(what, remedy, source.path)
    if source.data.startswith(_OLD_OFFICE):
        _refuse_old_office(source)
    if source.data.startswith(b"PK\x03\x04"):
        _refuse_zipped(source)
    if source.suffix in _DATA:
        raise ImportFileError("is a data file, which cannot be read", "Export it as a table (CSV)", source.path)


def _refuse_old_office(source: Source) -> None:
    if _ENCRYPTED in source.data:
        raise ImportFileError(
            "is protected with a password", "Open it with the password and save a copy without one", source.path
        )
    raise ImportFileError("is an old Office file (such as .doc), which cannot be read", _SAVE_AS, source.path)


def _refuse_zipped(source: Source) -> None:
    start = source.head
    for mark, what, remedy in _ZIPPED:
        if mark in start:
            raise ImportFileError(what, remedy, source.path)
    if source.suffix == ".docx" or b"word/" in start or b"[Content_Types].xml" in start:
        raise ImportFileError(
            "is a damaged or incomplete Word file", "Copy or download it again, or let Word repair it", source.path
        )
    raise ImportFileError("is an archive", "Unpack it and import the files inside", source.path)
