"""Text as the PDF wants it: glyph codes of subset fonts in page streams, UTF-16 in dictionaries."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from annotations.brief.faces import face, special

_SPECIALS = {"(": "\\(", ")": "\\)", "\\": "\\\\"}
_PAGE_OF_CODES = 256


def text_string(text: str) -> str:
    """A text string of a dictionary: hexadecimal UTF-16, so that no character in it can mean anything else."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def literal(text: str) -> str:
    """An ASCII string of a dictionary, for addresses; anything else is percent-encoded."""
    from urllib.parse import quote

    safe = quote(text, safe="!#$%&'*+,/:;=?@[]~-._")
    return f"({safe})"


class _Codes(dict[int, str]):
    """Escaped glyph codes by character, for one face in one document; filled as characters occur.

    Characters of another subset than the first, and those the face lacks, are left as they are and remembered in
    `others`.
    """

    def __init__(self, name: str, document: Any) -> None:
        super().__init__()
        self._name = name
        self._document = document
        self.others: set[str] = set()

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = written = self._written(character)
        return written

    def _written(self, character: str) -> str:
        if special(character, self._name) is None:
            [(subset, glyph)] = face(self._name).font.splitString(character, self._document)
            if not subset:
                return escaped(glyph)
        self.others.add(character)
        return character


def escaped(codes: bytes) -> str:
    """Glyph codes inside the brackets of a string, in ASCII."""
    return "".join(
        _SPECIALS.get(chr(code), chr(code)) if 32 <= code < 127 else f"\\{code:03o}"  # noqa: PLR2004
        for code in codes
    )


class Encoder:
    """Encodes text in one face for one document."""

    def __init__(self, name: str, document: Any) -> None:
        """Ask the PDF library for the face's codes."""
        self.name = name
        self._document = document
        self._codes = _Codes(name, document)
        self._font = face(name).font
        self._font.splitString(" ", document)
        self._resource = self._font.getSubsetInternalName(0, document)

    def simple(self, text: str) -> tuple[str, str] | None:
        """The font's name on the page and the escaped codes, or None if one font does not do for the text."""
        codes = text.translate(self._codes)
        others = self._codes.others
        if others and not others.isdisjoint(text):
            return None
        return self._resource, codes

    def glyph(self, character: str) -> tuple[str, str]:
        """The font's name on the page and the escaped code of a character that the face has."""
        [(subset, code)] = self._font.splitString(character, self._document)
        return self._font.getSubsetInternalName(subset, self._document), escaped(code)

    def parts(self, text: str) -> Iterator[tuple[str, str, str]]:
        """Cut a text where the font changes: its part, the font's name on the page and the escaped codes.

        The font's name is empty for characters that the face lacks.
        """
        for lacking, group in groupby(text, lambda character: special(character, self.name) is not None):
            part = "".join(group)
            if lacking:
                yield part, "", ""
                continue
            position = 0
            for subset, codes in self._font.splitString(part, self._document):
                name = self._font.getSubsetInternalName(subset, self._document)
                yield part[position : position + len(codes)], name, escaped(codes)
                position += len(codes)
