"""A font of this machine inside the PDF: a composite font whose codes are the glyphs' own numbers."""

import re
import zlib
from dataclasses import dataclass
from typing import Any

from annotations.brief.pdf_objects import Raw
from annotations.brief.scripts.shaping import Cluster
from annotations.brief.scripts.system_fonts import by_key

_SYMBOLIC = 4
_STEM = 80
_NEEDLESS = (b"GSUB", b"GPOS", b"GDEF", b"name", b"post", b"OS/2", b"vhea", b"vmtx", b"VORG", b"BASE")
"""Tables that no viewer asks for where glyphs come by number and have their places."""
_PER_BLOCK = 100
"""Lines of a block of a character map may not be more."""


@dataclass(frozen=True, slots=True)
class Use:
    """How far a glyph moves the pen on, in em, and the text it stands for."""

    advance: float
    text: str


class EmbeddedFont:
    """The glyphs of one face that a document uses; written when the document is."""

    def __init__(self, key: str, document: Any) -> None:
        """Ask to be written with the document's other fonts."""
        self._face = by_key(key)
        self._used: dict[int, Use] = {}
        self._name = f"S{len(document.fontMapping) + 1}"
        self.resource = f"/{self._name}"
        document.fontMapping[key] = self.resource
        document.delayedFonts.append(self)

    def takes(self, cluster: Cluster) -> bool:
        """Whether the glyphs of a cluster say by themselves which text they stand for.

        A glyph stands for the text it was first used for; what differs has to be said in the page.
        """
        for glyph in cluster.glyphs:
            if glyph.number not in self._used:
                self._used[glyph.number] = Use(self._advance(glyph.number), cluster.text)
        return len(cluster.glyphs) == 1 and self._used[cluster.glyphs[0].number].text == cluster.text

    def advance(self, number: int) -> float:
        """How far the page's pen moves on by itself after a glyph that was taken, in em."""
        return self._used[number].advance

    def _advance(self, number: int) -> float:
        return int(self._face.font.get_glyph_h_advance(number)) / self._face.units

    def addObjects(self, document: Any) -> None:  # noqa: N802 -- the library's name
        """Write the font. The library calls this before it writes the document."""
        name = f"{_tag(self._used)}+{self._postscript_name()}"
        outlines, kind, attributes = self._subset()
        program = document.Reference(_stream(outlines, attributes), f"{self._name}-program")
        descriptor = document.Reference(Raw(self._descriptor(document, name, program)))
        unicode = document.Reference(_stream(self._to_unicode().encode("ascii")), f"{self._name}-unicode")
        identity = "" if kind == "CIDFontType0" else " /CIDToGIDMap /Identity"
        widths = " ".join(f"{number} [{self._used[number].advance * 1000:.0f}]" for number in sorted(self._used))
        descendant = document.Reference(
            Raw(
                f"<</Type /Font /Subtype /{kind} /BaseFont /{name}{identity} /DW 1000 /W [{widths}]"
                " /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
                f" /FontDescriptor {_reference(descriptor, document)}>>",
            )
        )
        font = Raw(
            f"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
            f" /DescendantFonts [{_reference(descendant, document)}] /ToUnicode {_reference(unicode, document)}>>",
        )
        document.Reference(font, self._name)
        document.idToObject["BasicFonts"].dict[self._name] = font

    def _subset(self) -> tuple[bytes, str, str]:
        """The used outlines under their numbers, what kind of font they make, and the entries of their stream."""
        import uharfbuzz as hb

        wanted = hb.SubsetInput()
        wanted.glyph_set.update(self._used)
        flags = hb.SubsetFlags
        wanted.flags = flags.RETAIN_GIDS | flags.NO_LAYOUT_CLOSURE | flags.NO_HINTING | flags.CFF_IDENTITY_CHARSET
        wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _NEEDLESS)
        wanted.pin_all_axes_to_default(self._face.face)
        made = wanted.subset(self._face.face)
        if "glyf" in made.table_tags:
            data = bytes(made.blob.data)
            return data, "CIDFontType2", f"/Length1 {len(data)}"
        return bytes(made.reference_table("CFF ").data), "CIDFontType0", "/Subtype /CIDFontType0C"

    def _descriptor(self, document: Any, name: str, program: Any) -> str:
        extents = self._face.font.get_font_extents("ltr")
        scale = 1000 / self._face.units
        high, low = round(extents.ascender * scale), round(extents.descender * scale)
        entry = "FontFile2" if "glyf" in self._face.face.table_tags else "FontFile3"
        return (
            f"<</Type /FontDescriptor /FontName /{name} /Flags {_SYMBOLIC} /FontBBox [-1000 {low} 2000 {high}]"
            f" /ItalicAngle 0 /Ascent {high} /Descent {low} /CapHeight {high} /StemV {_STEM}"
            f" /{entry} {_reference(program, document)}>>"
        )

    def _postscript_name(self) -> str:
        import uharfbuzz as hb

        found = self._face.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or ""
        return re.sub("[^A-Za-z0-9-]", "", found) or "Font"

    def _to_unicode(self) -> str:
        texts = [(number, self._used[number].text) for number in sorted(self._used)]
        blocks = []
        for start in range(0, len(texts), _PER_BLOCK):
            lines = [f"<{n:04X}> <{text.encode('utf-16-be').hex().upper()}>" for n, text in texts[start:][:_PER_BLOCK]]
            blocks.append(f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar")
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Adobe-Identity-UCS def\n"
            "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            + "\n".join(blocks)
            + "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        )


def _tag(used: dict[int, Any]) -> str:
    """Six letters that tell this choice of glyphs from others, as the format asks."""
    number = zlib.crc32(",".join(map(str, sorted(used))).encode())
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _reference(reference: Any, document: Any) -> str:
    return str(reference.format(document).decode())


class _Stream(Raw):
    """A compressed stream of bytes."""

    def __init__(self, data: bytes, entries: str) -> None:
        super().__init__("")
        packed = zlib.compress(data, 9)
        head = f"<</Length {len(packed)} /Filter /FlateDecode {entries}>>\nstream\n"
        self._bytes = head.encode("ascii") + packed + b"\nendstream"

    def format(self, document: Any) -> bytes:  # noqa: ARG002
        return self._bytes


def _stream(data: bytes, entries: str = "") -> Raw:
    return _Stream(data, entries)
