"""What the clipboard holds for the import: files copied in the file manager, or the text of an article."""

from pathlib import Path

from PySide6.QtCore import QMimeData

from annotations.importers.files.links import web_address
from annotations.importers.texts.pasted import Pasted, address_in

_ADDRESS_OF_PAGE = {"text/x-moz-url-priv": "utf-16-le", "chromium/x-source-url": "utf-8"}
"""Where browsers name the page that was copied from, and how it is written there."""


def files_in(data: QMimeData) -> list[Path]:
    """The files and folders of this machine that were copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def address_in_data(data: QMimeData) -> str:
    """The web address that is all that was copied or dragged; empty if there are files or text as well."""
    if files_in(data):
        return ""
    links = [found for url in data.urls() if (found := web_address(url.toString()))]
    return links[0] if links else web_address(data.text())


def text_in(data: QMimeData) -> Pasted:
    """The text that was copied, with its markup if it has one."""
    return Pasted(_whole(data.text()), _whole(data.html()), _page_of(data))


def _whole(text: str) -> str:
    """Half letters, which some programs leave at the end of what they copy, cannot be stored."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _page_of(data: QMimeData) -> str:
    for name, encoding in _ADDRESS_OF_PAGE.items():
        if data.hasFormat(name):
            found = address_in(bytes(data.data(name).data()).decode(encoding, "replace").strip("\x00"))
            if found:
                return found
    return ""
