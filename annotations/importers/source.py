"""One file as the format modules see it: its bytes, read once, and what they look like."""

import codecs
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from annotations.errors import ImportFileError

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes. The largest press file that is read; a single article above it has not been seen."""

_HEAD = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What press texts come in. With every code page of the last fifty years allowed, short texts are taken for exotic ones.
_IN_USE = ["cp1252", "cp1251", "koi8_r", "cp866", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
           "shift_jis", "gb18030", "big5", "euc_jp", "euc_kr"]  # fmt: skip
_LATIN = {
    "cp1252": "éèàùêâîôûçëïüöäßñáíóúãõåæøœ¿¡£",
    "cp1250": "ąćęłńóśźżčďěňřšťůžőűáéíúýöü",
    "cp1254": "ğışçöüâ",
}
_BINARY = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""", re.I
)


def _nobody(_number: int, _name: str) -> None:
    """Nobody wants to know."""


@dataclass(slots=True)
class Course:
    """How the reading of one dropped file goes; what lies within it shares this.

    `began` is told of each file within as its reading begins: its number there, from 0, and its name. `skipped` says
    why some of these numbers are not to be read: the attempt ended the reading program. `faults` collects the
    tracebacks of what no format foresaw and what cost one file within only.
    """

    began: Callable[[int, str], None] = _nobody
    skipped: Mapping[int, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    """A file under import. Everything about it is worked out from `data`, never from the disc again.

    `depth` is how many archives and mails it lies within; its `path` then goes on inside them. `mappings` says for the
    layouts of tables (see `annotations.importers.tables.mapping`) which column is which field.
    """

    path: Path
    data: bytes
    depth: int = 0
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    course: Course = field(default_factory=Course, compare=False, repr=False)
    _once: dict[Callable[["Source"], list[str]], list[str]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    @classmethod
    def read(
        cls, path: Path, mappings: Mapping[str, Mapping[str, str]] | None = None, course: Course | None = None
    ) -> "Source":
        """Read the file once.

        Raises:
            ImportFileError: the file is missing, unreadable, empty or larger than `LARGEST_FILE`.
        """
        try:
            if not path.is_file():
                raise ImportFileError("is not a file", "Check whether it was moved or renamed", path)
            with path.open("rb") as handle:
                data = handle.read(LARGEST_FILE + 1)
        except OSError as error:
            reason = (error.strerror or "reading failed").lower()
            raise ImportFileError(f"cannot be read: {reason}", "Check that it exists and may be read", path) from error
        if len(data) > LARGEST_FILE:
            limit = LARGEST_FILE // 1024 // 1024
            raise ImportFileError(
                f"is larger than {limit} MB", "Split it, or save only the article's text in a file of its own", path
            )
        if not data.strip(b"\x00 \t\r\n"):
            raise ImportFileError("is empty", "Save or download it again", path)
        return cls(path, data, mappings=mappings or {}, course=course or Course())

    def once(self, make: Callable[["Source"], list[str]]) -> list[str]:
        """Return what `make` makes of the file, made once however many formats ask for it."""
        if make not in self._once:
            self._once[make] = make(self)
        return self._once[make]

    @cached_property
    def head(self) -> bytes:
        """The first 4 KB: enough to tell the format."""
        return self.data[:_HEAD]

    @cached_property
    def suffix(self) -> str:
        """The file name's ending in small letters, with its dot."""
        return self.path.suffix.lower()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes, as hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def encoding(self) -> str:
        """The encoding of a text file; empty if the bytes are no text.

        Taken from the byte order mark, then from a declaration in the markup, then UTF-8 if the bytes are valid
        UTF-8, then UTF-16 by its pattern of zero bytes, and only then guessed from letter frequencies.
        """
        for mark, name in _MARKS:
            if self.data.startswith(mark):
                return name if _decodes(self.data, name) else ""
        if self.head.startswith(b"%PDF-"):  # it may be letters all through, and guessing takes a while
            return ""
        if b"\x00" in self.head:
            return _utf16_without_mark(self.data)
        if len(_BINARY.findall(self.head)) > len(self.head) // 100:
            return ""
        if _decodes(self.data, "utf-8"):
            return "utf-8"
        return self._declared() or ("utf-8" if _nearly_utf8(self.data) else _guessed(self.data))

    @cached_property
    def text(self) -> str:
        """The decoded text with its line breaks as they are.

        Raises:
            ImportFileError: the bytes are no text.
        """
        if not self.encoding:
            raise ImportFileError(
                "is not a text file, whatever its name says",
                "Open it in its own program and save it as text",
                self.path,
            )
        return self.data.decode(self.encoding, errors="replace")

    def _declared(self) -> str:
        found = _DECLARED.search(self.head)
        if not found:
            return ""
        name = (found[1] or found[2]).decode("ascii")
        # Browsers read "latin-1" and "ascii" as Windows-1252, and so do the people who declare them.
        name = "cp1252" if name.lower() in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else name
        try:
            known = codecs.lookup(name)
        except LookupError:
            return ""
        # A codec such as "hex" or "zip" is no character encoding, and a declaration must not choose one.
        return name if getattr(known, "_is_text_encoding", False) and _mostly_decodes(self.data, name) else ""


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _mostly_decodes(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding, errors="replace")
    except (UnicodeError, LookupError):
        return False
    return text.count("\ufffd") <= len(text) // 500


def _nearly_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 with a few damaged places: far more whole letters than broken ones."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(not letter.isascii() for letter in text) > 5 * broken


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 of mostly Latin text has its zero bytes on one side only; anything else with zeros is binary."""
    sample = data[:_HEAD]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.02 and _decodes(data, "utf-16-le"):
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.02 and _decodes(data, "utf-16-be"):
        return "utf-16-be"
    return ""


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = data[: 64 * 1024]
    matches = from_bytes(sample, threshold=0.3, enable_fallback=False, cp_isolation=_IN_USE)
    best = matches.best()
    if best is None:
        return ""
    name = str(best.encoding)
    if name in _LATIN:  # they differ in a few letters only, too few for statistics on a short text
        name = max(_LATIN, key=lambda latin: _usual_letters(sample, latin))
    return name if _mostly_decodes(data, name) else ""


def _usual_letters(data: bytes, encoding: str) -> int:
    usual = _LATIN[encoding]
    return sum(letter in usual for letter in data.decode(encoding, errors="replace").lower())
