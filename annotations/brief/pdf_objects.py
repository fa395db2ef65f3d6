"""Objects of the PDF file that are written as they stand, and its date."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zlib import compress

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFStream


class Raw(PDFObject):  # type: ignore[misc]
    """An object of the PDF that is written as it stands; `text` may be made late, when all pages have numbers."""

    __slots__ = ("__InternalName__", "__RefOnly__", "_text")

    def __init__(self, text: str | Callable[[Any], str], *, apart: bool = False) -> None:
        """Keep the text; `apart` makes it an object of its own that others refer to."""
        self._text = text
        if apart:
            self.__RefOnly__ = 1

    def say(self, text: str) -> None:
        """Give the text of an object that others had to refer to before it was known."""
        self._text = text

    def format(self, document: Any) -> bytes:
        """The bytes in the file."""
        text = self._text if isinstance(self._text, str) else self._text(document)
        return text.encode("utf-8")


def stream(head: str, content: str) -> Raw:
    """A stream object of its own, its dictionary's entries but the length given as text."""
    size = len(content.encode("utf-8"))
    return Raw(f"<<{head} /Length {size}>>\nstream\n{content}\nendstream", apart=True)


def compressed(operators: str) -> PDFStream:
    """The stream of a page, made small at once: the library keeps all pages, and would do it at the end."""
    filters = PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])})
    return PDFStream(filters, compress(operators.encode("utf-8")))


def set_date(document: Any, issued: str) -> str:
    """Make the day of issue the PDF's date, so that the same specification gives the same bytes; returns it."""
    try:
        moment = datetime.fromisoformat(issued)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return ""
    stamp = document._timeStamp  # noqa: SLF001
    stamp.t = moment.timestamp()
    stamp.lt = moment.timetuple()
    stamp.YMDhms = tuple(stamp.lt)[:6]
    return moment.isoformat()
