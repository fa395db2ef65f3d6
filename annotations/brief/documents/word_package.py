"""The package of a DOCX: who made it and when, nothing that a template left in it, and always the same bytes."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE

from annotations.brief.documents.values import Document, phrase

_APPLICATION = "Pressmark"
_EXTENDED = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    f'officeDocument/2006/extended-properties"><Application>{escape(_APPLICATION)}</Application></Properties>'
).encode()
_EXTENDED_NAME = "docProps/app.xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
_LONGEST = 255


def prepared(made: Any, document: Document) -> None:
    """Fill in the properties, and drop the template's picture and its list of bibliographies."""
    package = made.part.package
    _dropped(package, RELATIONSHIP_TYPE.THUMBNAIL)
    _dropped(made.part, _CUSTOM)
    for part in package.iter_parts():
        if str(part.partname) == f"/{_EXTENDED_NAME}":
            part._blob = _EXTENDED  # noqa: SLF001 - the library has no other way to change it
    about = made.core_properties
    about.title, about.subject, about.author, about.language = (
        phrase(text).text[:_LONGEST] for text in (document.title, document.subject, document.author, document.language)
    )
    about.last_modified_by = about.author
    about.comments = about.keywords = ""
    about.created = about.modified = _date(document.issued)


def _dropped(part: Any, kind: str) -> None:
    for key in [key for key, relation in part.rels.items() if relation.reltype == kind]:
        del part.rels[key]


def _date(issued: str) -> datetime:
    try:
        found = datetime.fromisoformat(issued)
    except ValueError:
        return _NO_DATE
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def packed(made: Any) -> bytes:
    """The file, without the time at which it was made."""
    first, target = BytesIO(), BytesIO()
    made.save(first)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            entry = zipfile.ZipInfo(item.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, source.read(item))
    return target.getvalue()


def is_untouched(data: bytes) -> bool:
    """Whether a file was written here and by no other program since: those put their own name in."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.read(_EXTENDED_NAME) == _EXTENDED
    except (zipfile.BadZipFile, KeyError, OSError):
        return False
