"""The fonts of this machine: which of them has a character, and may be put into a file."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uharfbuzz as hb

_SUFFIXES = frozenset((".ttf", ".otf", ".ttc", ".otc"))
_EMOJI = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff]")
_OUTLINES = frozenset(("glyf", "CFF "))
_NO_EMBEDDING = 0x0002 | 0x0100 | 0x0200
"""Bits of `fsType`: restricted, no subsetting, bitmaps only."""
_RIGHTS_AT = 8
_RESORTS = re.compile("lastresort|unifont|dejavu|freesans|freeserif|arialuni|symbol|mono", re.I)
"""Fonts that have much and draw little of it well; asked last."""
_LIKED = re.compile(
    "noto|sourcehan|pingfang|hiragino|songti|geezapro|arialhb|applesdgothic|msyh|simsun|yugoth|meiryo|malgun|segoeui",
    re.I,
)
_ODD = re.compile("rashi|kufi|nastaliq|looped|hand|cursive|display|caption|condensed|narrow|math", re.I)
_BOLD = re.compile("bold|black|heavy|bd\\b|W[6-9]", re.I)
_PLAIN = re.compile("regular|medium|book|W3|vf", re.I)
_SLANTED = re.compile("italic|oblique|slanted", re.I)
_SERIF = re.compile("serif|naskh|mincho|song|ming|myungjo|times|georgia|batang|david|nazli", re.I)


@dataclass(frozen=True, eq=False)
class SystemFace:
    """One face of a font file, for HarfBuzz. `key` tells it from all others of this machine.

    `characters` are the code points it has, `units` those of its design in an em. The glyphs of one with `pictures`
    are PNG images, as those of many emoji are.
    """

    key: str
    face: "hb.Face"
    font: "hb.Font"
    characters: "hb.Set"
    units: int
    pictures: bool

    def has(self, character: str) -> bool:
        """Whether it shows something for the character; some fonts have empty glyphs for what they draw in colours."""
        if ord(character) not in self.characters:
            return False
        extents = self.font.get_glyph_extents(self.font.get_nominal_glyph(ord(character)))
        return character.isspace() or bool(extents and extents.width and extents.height)

    def picture(self, glyph: int) -> bytes:
        """The PNG image of a glyph; empty if it has none."""
        return bytes(self.font.get_glyph_color_png(glyph).data) if self.pictures else b""

    def width(self, character: str) -> float:
        """Width in em of a character that stands alone."""
        glyph = self.font.get_nominal_glyph(ord(character))
        return self.font.get_glyph_h_advance(glyph) / self.units if glyph else 0.0


def folders() -> tuple[Path, ...]:
    """Where the fonts of this machine and of this person are kept."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        return Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local / "Microsoft/Windows/Fonts"
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"
    shared = os.environ.get("XDG_DATA_DIRS", "") or "/usr/local/share:/usr/share"
    return *(Path(place) / "fonts" for place in shared.split(":")), home / ".local/share/fonts", home / ".fonts"


@cache
def covering(character: str, *, bold: bool, serif: bool) -> SystemFace | None:
    """The face that a character is set in, the nearest in weight and kind that has it; None if no font has it.

    Emoji come in colours where a font has them so, other signs do not.
    """
    having = (face for face in _ordered(bold=bold, serif=serif) if face.has(character))
    emoji = bool(_EMOJI.match(character))
    other = None
    for face in having:
        if face.pictures == emoji:
            return face
        other = other or face
    return other


@cache
def by_key(key: str) -> SystemFace:
    """The face of this key, which came from `covering`."""
    return next(face for path in _files() for face in _faces(path) if face.key == key)


def _ordered(*, bold: bool, serif: bool) -> Iterator[SystemFace]:
    for path in sorted(_files(), key=lambda path: (*_distance(path.stem, bold=bold, serif=serif), str(path))):
        yield from _faces(path)


def _distance(name: str, *, bold: bool, serif: bool) -> tuple[bool, ...]:
    """How far a file of this name is from what is wanted; the first difference counts most."""
    return (
        bool(_RESORTS.search(name)),
        bool(_SLANTED.search(name)),
        not _LIKED.search(name),
        bool(_ODD.search(name)),
        bool(_BOLD.search(name)) != bold,
        bool(_SERIF.search(name)) != serif,
        not bold and not _PLAIN.search(name),
    )


@cache
def _files() -> tuple[Path, ...]:
    found: dict[Path, None] = {}
    for folder in folders():
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix.lower() in _SUFFIXES and path.is_file():
                found.setdefault(path)
    return tuple(found)


@cache
def _faces(path: Path) -> tuple[SystemFace, ...]:
    """Those faces of a file that have outlines and may be embedded; none of a file that is damaged."""
    import uharfbuzz as hb

    try:
        blob = hb.Blob.from_file_path(str(path))
        faces = [hb.Face(blob, number) for number in range(hb.Face(blob, 0).count)]
    except (OSError, hb.HarfBuzzError):
        return ()
    return tuple(
        SystemFace(f"{path}#{number}", face, hb.Font(face), face.unicodes, face.upem, not _has_outlines(face))
        for number, face in enumerate(faces)
        if face.glyph_count and (_has_outlines(face) or face.has_color_png) and _may_be_embedded(face)
    )


def _has_outlines(face: "hb.Face") -> bool:
    return not _OUTLINES.isdisjoint(face.table_tags)


def _may_be_embedded(face: "hb.Face") -> bool:
    rights = face.reference_table("OS/2").data[_RIGHTS_AT : _RIGHTS_AT + 2]
    return not int.from_bytes(rights, "big") & _NO_EMBEDDING
