"""Links that were dragged out of a browser and saved: files that hold nothing but a web address."""

import plistlib
import re
from configparser import Error, RawConfigParser
from pathlib import Path
from xml.parsers.expat import ExpatError

from annotations.importers.texts.pasted import address_in

SUFFIXES = (".url", ".webloc", ".desktop")
_LARGEST = 64 * 1024
_SECTIONS = ("InternetShortcut", "Desktop Entry")


def address_of(path: Path) -> str:
    """Return the web address that a link file holds; empty if it is none, holds another kind, or cannot be read.

    Nothing is fetched: the page's text is for the person to copy.
    """
    if path.suffix.lower() not in SUFFIXES:
        return ""
    try:
        if not path.is_file():  # a pipe would be waited for
            return ""
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError):
        return ""
    if len(data) > _LARGEST:
        return ""
    return web_address(_of_plist(data) if path.suffix.lower() == ".webloc" else _of_sections(data))


def web_address(text: str) -> str:
    """Return the address of a page in a text that is nothing else; empty for any other."""
    found = address_in(text)
    return found if found.isprintable() else ""


def _of_plist(data: bytes) -> str:
    try:
        found = plistlib.loads(data)
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError, ExpatError, AttributeError):
        return ""
    address = found.get("URL") if isinstance(found, dict) else None
    return address if isinstance(address, str) else ""


def _of_sections(data: bytes) -> str:
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    reader = RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#", ";"), allow_no_value=True)
    try:
        reader.read_string(re.sub(r"^\s+", "", text, flags=re.M))
    except Error:
        return ""
    return next((reader.get(name, "URL") or "" for name in _SECTIONS if reader.has_option(name, "URL")), "")
