"""The canonical text of an article, and the offsets into it.

An article's text is made canonical once, at import, and is never read back from a widget. Offsets count
Unicode code points of that text. Qt counts UTF-16 units and some other programs count UTF-8 bytes; `OffsetMap`
converts, and only code at those borders uses it.
"""

import hashlib
import re
from bisect import bisect_left
from dataclasses import dataclass, field

_LINE_BREAKS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters other than tab and line feed
    "\ud800-\udfff"  # surrogates without a partner
    "\ufeff"  # byte order mark
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters: Qt ends a block at some of them
    "]"
)
# Apart from the others, because a set with astral members takes ten times as long to look through.
_UNWANTED_ASTRAL = re.compile(
    "[" + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)) + "]"
)
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


def canonicalise(raw: str) -> str:
    """Return `raw` as the text of an article: what is stored, counted and quoted.

    Every kind of line break becomes one LF; control characters except tab and LF, lone surrogates, byte order
    marks and noncharacters are dropped. Composed and decomposed letters are left as they are: normalising would
    change what the outlet printed. Applying the function twice changes nothing.
    """
    if raw.replace("\n", "").isprintable():
        return raw  # the usual case; everything that is changed below counts as not printable
    text = _UNWANTED.sub("", _LINE_BREAKS.sub("\n", raw.replace("\r\n", "\n")))
    return _UNWANTED_ASTRAL.sub("", text) if _ASTRAL.search(text) else text


def digest(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 form, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def count_words(text: str) -> int:
    """Return the number of words: runs of letters and digits, hyphens and apostrophes inside."""
    return len(_WORD.findall(text))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return start and end (code points, end exclusive) of each line of the text, empty ones included.

    One line is one paragraph of the reader. The number of items is the number of line feeds plus one.
    """
    ends = [match.start() for match in re.finditer("\n", text)] + [len(text)]
    starts = [0] + [end + 1 for end in ends[:-1]]
    return list(zip(starts, ends, strict=True))


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Converts offsets into one text between code points, UTF-16 units and UTF-8 bytes.

    Build it with `OffsetMap.of(text)`. A text without astral characters (all of Latin, Cyrillic, Greek, Arabic
    and common Chinese) has the identity for UTF-16. Offsets that fall inside a character are moved to its start.
    UTF-16 is converted by bisection; UTF-8, which only files of other programs count, by a walk through the text.
    """

    _text: str = field(repr=False)
    _astral: tuple[int, ...]
    _astral_utf16: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "OffsetMap":
        """Measure a canonical text once; about 4 ms a megabyte where there are few astral characters."""
        astral = tuple(match.start() for match in _ASTRAL.finditer(text))
        return cls(text, astral, tuple(position + seen for seen, position in enumerate(astral)))

    def to_utf16(self, offset: int) -> int:
        """UTF-16 units before the code point at `offset`."""
        return offset + bisect_left(self._astral, offset)

    def from_utf16(self, units: int) -> int:
        """Code points before `units` UTF-16 units."""
        return units - bisect_left(self._astral_utf16, units)

    def to_utf8(self, offset: int) -> int:
        """UTF-8 bytes before the code point at `offset`."""
        return len(self._text[:offset].encode())

    def from_utf8(self, count: int) -> int:
        """Code points before `count` UTF-8 bytes."""
        return len(self._text.encode()[:count].decode(errors="ignore"))
