"""An object of the PDF library's document that is written as it stands."""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject


class Raw(PDFObject):  # type: ignore[misc]
    """An object of its own, to which others of the library's refer."""

    __slots__ = ("__InternalName__", "_text")
    __RefOnly__ = 1

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self._text = text

    def format(self, document: Any) -> bytes:  # noqa: ARG002 -- the library gives it
        """The bytes in the file."""
        return self._text.encode("utf-8")
