"""A web page saved as one file (MHTML): the page within, read as any saved page. Its pictures are passed over."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from annotations.errors import ImportFileError
from annotations.importers.compose import one_line
from annotations.importers.draft import Draft
from annotations.importers.formats import Confidence, Format
from annotations.importers.mail.clipping import header_of
from annotations.importers.pages import web_page
from annotations.importers.source import Source
from annotations.importers.values.dates import read_date

_TYPE = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
_ALONE = re.compile(rb"^content-type:\s*(?:text/html|application/xhtml\+xml)", re.I | re.M)
"""A page without pictures may be saved without the parts for them."""
_ADDRESS = re.compile(rb"^(?:snapshot-content-location|content-location):", re.I | re.M)
_VERSION = re.compile(rb"^mime-version:", re.I | re.M)
_SENT = re.compile(rb"^(?:to|cc|bcc|received|message-id):", re.I | re.M)
"""What a mail has and a page that was saved has not: a mail with pictures in its text is built alike."""


def read(source: Source) -> list[Draft]:
    """Return the one article of the page.

    Raises:
        ImportFileError: no page is in the file.
    """
    message = message_from_bytes(source.data, policy=policy.default)
    page = _page(message)
    if page is None:
        raise ImportFileError(
            "holds no web page", "Open it in a browser and save it again as “web page, HTML only”", source.path
        )
    address = one_line(str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or ""))
    saved = read_date(re.sub(r"\s*\(.*|[+-]\d{4}", "", one_line(str(message.get("Date") or ""))), "en")
    url = address if address.startswith(("http://", "https://")) else ""
    draft = web_page.read_page(Source(source.path, _bytes_of(page)), url, saved)
    return [replace(draft, origin_digest=source.digest)]


def _page(message: EmailMessage) -> EmailMessage | None:
    """The part that is the page: the one at the snapshot's address, else the first; frames of advertisers follow it."""
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    address = message.get("Snapshot-Content-Location")
    named = (page for page in pages if address and page.get("Content-Location") == address)
    return next(named, pages[0] if pages else None)


def _bytes_of(part: EmailMessage) -> bytes:
    """The page as UTF-8, whatever its part was written in."""
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    charset = part.get_content_charset() or ""
    try:
        return data.decode(charset).encode("utf-8") if charset else data
    except (LookupError, UnicodeError):
        return data


def _recognise(source: Source) -> Confidence:
    header = header_of(source)
    if not _VERSION.search(header) or _SENT.search(header):
        return Confidence.NO
    is_page = _TYPE.search(header) or (_ALONE.search(header) and _ADDRESS.search(header))
    return Confidence.CERTAIN if is_page else Confidence.NO


FORMAT = Format("a web archive (MHTML)", (".mhtml", ".mht"), _recognise, read)
