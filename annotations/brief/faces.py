"""Faces and the widths of their characters: what has a glyph, and what is drawn where no shipped face has one.

Reported words are set in the serif, the analyst's own in the sans, so that a reader tells them apart at a glance.
"""

import re
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from struct import unpack
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from annotations.brief.scripts.system_fonts import covering

SERIF, SERIF_BOLD, SERIF_ITALIC = "SourceSerif4-Regular", "SourceSerif4-Bold", "SourceSerif4-Italic"
SANS, SANS_BOLD, SANS_ITALIC = "SourceSans3-Regular", "SourceSans3-Bold", "SourceSans3-Italic"
_BOLD = frozenset((SERIF_BOLD, SANS_BOLD))
_FALLBACK = {SERIF: SANS, SERIF_BOLD: SANS_BOLD, SERIF_ITALIC: SANS_ITALIC}

_SMALL_BOX, _LARGE_BOX = 0.86, 1.14
_SPACE = 0.25
_ASTRAL = 0x10000
_DIRECTIONS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Characters that turn the direction of writing: invisible elsewhere, shown as boxes here."""
_WITHOUT_GLYPH = frozenset(("Cc", "Cs", "Co", "Cn"))
"""Control characters, halves of pairs, and what no standard names: never asked of a font."""
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))


@dataclass(frozen=True)
class Face:
    """One font file, loaded once, with the widths of its characters in em."""

    name: str
    font: Any
    widths: dict[int, float]

    def has(self, character: str) -> bool:
        """Whether the file has a glyph for the character."""
        return ord(character) in self.widths


_FACES: dict[str, Face] = {}
_MAKING = threading.Lock()


def face(name: str) -> Face:
    """The face of this name, made known to the PDF library once, whichever threads ask for it at the same time.

    With two fonts of one name a page would be encoded by the one and its letters explained by the other.
    """
    known = _FACES.get(name)
    if known is None:
        with _MAKING:
            known = _FACES.get(name) or _FACES.setdefault(name, _made(name))
    return known


def _made(name: str) -> Face:
    with files("resources").joinpath("fonts", f"{name}.ttf").open("rb") as file:
        pdfmetrics.registerFont(TTFont(name, file))
    font = pdfmetrics.getFont(name)
    widths = font.face.charWidths
    known = {code: widths.get(code, font.face.defaultWidth) / 1000 for code in font.face.charToGlyph}
    return Face(name, font, known)


@dataclass(frozen=True, slots=True)
class Special:
    """A character the face lacks: `borrowed` names the face that has it, `boxed` asks for a box with its code.

    `system` is the key of a font of this machine that has it, where no shipped face does.
    A `mark` is in the face but stands over the character before it, `centre` em from its own origin. None of these: it
    is white space or invisible by nature and only moves on by `width` em.
    """

    width: float
    borrowed: str = ""
    system: str = ""
    boxed: bool = False
    mark: bool = False
    centre: float = 0.0


@cache
def special(character: str, name: str) -> Special | None:
    """How a character is set that is not simply in the face, or has no width of its own there; None if it is."""
    if character in _DIRECTIONS:
        return _boxed(character)
    if face(name).has(character) and character not in "\t\u00ad":
        mark = not face(name).widths[ord(character)] and unicodedata.category(character) == "Mn"
        return Special(0.0, mark=True, centre=_centre(name, character)) if mark else None
    other = _FALLBACK.get(name, "")
    if other and face(other).has(character):
        return Special(face(other).widths[ord(character)], borrowed=other)
    category = unicodedata.category(character)
    if character in "\t\n" or category == "Zs":
        return Special(_SPACE)
    if category == "Cf" or character in _SELECTORS:
        return Special(0.0)
    found = None if category in _WITHOUT_GLYPH else covering(character, bold=name in _BOLD, serif=name in _FALLBACK)
    return Special(found.width(character), system=found.key) if found else _boxed(character)


def boxed(character: str, name: str) -> bool:
    """Whether a character is shown as a box with its code."""
    found = special(character, name)
    return found is not None and found.boxed


def _centre(name: str, character: str) -> float:
    """Where the middle of a glyph is, in em from its origin: the library does not place marks."""
    font = face(name).font.face
    start = font.get_table_pos("glyf")[0] + font.glyphPos[font.charToGlyph[ord(character)]]
    _, left, _, right, _ = unpack(">5h", font.get_chunk(start, 10))
    return float(left + right) / 2 / int(font.unitsPerEm)


def _boxed(character: str) -> Special:
    return Special(_LARGE_BOX if ord(character) >= _ASTRAL else _SMALL_BOX, boxed=True)


_MARKED = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")


def composed(text: str) -> str:
    """Letters with marks of their own as one character where there is one: that is what a face draws well."""
    return text if text.isascii() else _MARKED.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


class _Widths(dict[str, float]):
    """Widths of characters in points at one size, worked out when first asked for."""

    def __init__(self, name: str, size: float) -> None:
        super().__init__()
        self._name = name
        self._size = size

    def __missing__(self, character: str) -> float:
        found = special(character, self._name)
        em: float = face(self._name).widths[ord(character)] if found is None else found.width
        self[character] = width = em * self._size
        return width


@cache
def widths(name: str, size: float) -> Callable[[str], float]:
    """A function from a character to its width in points."""
    return _Widths(name, size).__getitem__
