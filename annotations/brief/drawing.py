"""Words and shapes of one page, as the operators of the PDF: ground below, words above.

Nothing that comes from outside is ever read as an operator: words go through `encoding`.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from typing import Any

from annotations.brief.encoding import Encoder, text_string
from annotations.brief.faces import SANS, boxed, composed, special
from annotations.brief.scripts.direction import mirrored
from annotations.brief.scripts.embedding import EmbeddedFont
from annotations.brief.scripts.parts import Part, advances, in_line, parts
from annotations.brief.scripts.shaping import Cluster, Glyph, shaped, words
from annotations.brief.scripts.system_fonts import SystemFace, by_key
from annotations.brief.tagging import ARTIFACT, Element, Structure
from annotations.brief.typography import ACCENT, FAINT, INK, LINE, Style

_FEW = 6
_CLOSE = 0.0005
"""Em by which the place of a glyph may differ from where the pen is."""


@cache
def _colour(value: str) -> str:
    red, green, blue = (int(value[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return f"{red:.3g} {green:.3g} {blue:.3g}"


class Drawing:
    """Collects the operators of a page; `operators` hands them over and starts anew.

    `where` names the part of the brief that is being drawn, for what is reported of characters no font has.
    """

    def __init__(self, document: Any) -> None:
        """Draw with the fonts of a document of the PDF library."""
        self._document = document
        self.where = ""
        self.accent = ACCENT
        """The colour of what is drawn in `ACCENT`, of the organisation's choice."""
        self.structure = Structure()
        self._container = self.structure.root
        self._element: Element | None = None
        self._apart = False
        self._encoders: dict[str, Encoder] = {}
        self._lent: dict[str, EmbeddedFont] = {}
        self._unset: dict[str, dict[str, int]] = {}
        self._clear()

    def _clear(self) -> None:
        self._ground: list[str] = []
        self._raised: list[str] = []
        self._words: list[str] = []
        self._ornaments: list[str] = []
        self._font = ("", 0.0)
        self._ink = ""
        self._open: Element | str = ""

    def operators(self) -> str:
        """Everything drawn since the last call."""
        self._close()
        shapes = (f"/{ARTIFACT} BMC", *self._ground, *self._raised, "EMC")
        code = "\n".join((*shapes, "BT", *self._words, *self._ornaments, "ET"))
        self._clear()
        return code

    # -- what the words are

    @contextmanager
    def within(self, role: str, alt: str = "") -> Iterator[Element]:
        """Collect all that is drawn meanwhile in an element of this role; `alt` says a picture in words."""
        kept = self._container, self._element
        self._container, self._element = self._container.child(role, alt), None
        try:
            yield self._container
        finally:
            self._container, self._element = kept

    @contextmanager
    def writing(self, element: Element) -> Iterator[Element]:
        """Draw words that belong to one element, made by `element`; it may be gone on with later."""
        kept, self._element = self._element, element
        try:
            yield element
        finally:
            self._element = kept

    def element(self, role: str) -> Element:
        """A new element of this role at the end of what is being collected, to be written later."""
        return self._container.child(role)

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Draw what is no part of the document's text, such as what repeats on every page."""
        kept, self._apart = self._apart, True
        try:
            yield
        finally:
            self._apart = kept

    def _switch(self) -> None:
        """Open what the next words belong to, where that is not open yet."""
        if self._apart:
            wanted: Element | str = ARTIFACT
        else:
            wanted = self._element or self._container.child("P")
        if wanted is not self._open:
            self._close()
            self._words.append(f"/{wanted} BMC" if isinstance(wanted, str) else self.structure.mark(wanted))
            self._open = wanted

    def _close(self) -> None:
        if self._open:
            self._words.append("EMC")
            self._open = ""

    # -- words

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Draw a text on one line with its baseline at `y`."""
        if text.isascii():
            self.stretch(x, y, text, style)
            return
        for one in in_line(text):
            part = text[one.start : one.end]
            self.stretch(x, y, part, style, rightward=one.rightward)
            x += sum(advances(part, style.face, style.size, [not one.rightward] * len(part)))

    def stretch(self, x: float, y: float, text: str, style: Style, *, rightward: bool = True) -> None:
        """Draw a text that runs one way, `x` being where it begins at the left."""
        if self._apart or self._open is not self._element or not self._element:
            self._switch()
        encoder = self._encoders.get(style.face) or self._encoder(style.face)
        if self._ink != style.colour:
            self._words.append(f"{_colour(self._shown(style.colour))} rg")
            self._ink = style.colour
        simple = encoder.simple(text) if rightward else None
        if simple:
            self._show(simple[0], style.size, x, y, f"({simple[1]})")
            return
        cut = [*parts(text, style.face, rightward=rightward)]
        for part in cut if rightward else reversed(cut):
            if part.system:
                x += self._shaped(x, y, part, style, rightward=rightward)
            else:
                words = part.text if rightward else mirrored(part.text)
                self._own(x, y, words, style, encoder)
                x += sum(map(style.width, words))

    def _own(self, x: float, y: float, text: str, style: Style, encoder: Encoder) -> None:
        """Draw what the shipped faces have, and boxes for what no font has."""
        before = 0.0
        for part, font, codes in encoder.parts(composed(text)):
            if font:
                self._show(font, style.size, x, y, f"({codes})")
                before = style.width(part[-1])
            else:
                before = self._specials(x, y, part, style, before)
            x += style.measure(part)

    def _shaped(self, x: float, y: float, part: Part, style: Style, *, rightward: bool) -> float:
        """Draw words in a font of this machine; returns how wide they are in points."""
        face = by_key(part.system)
        cut = [*words(part.text)]
        start = x
        for word in cut if rightward else reversed(cut):
            made = shaped(word, part.system, rightward=rightward)
            if face.pictures:
                self._pictures(x, y, made.clusters, style.size, face)
            else:
                font = self._lent.get(part.system) or self._embedded(part.system)
                self._clusters(x, y, made.clusters, style.size, font)
            x += made.width * style.size
        return x - start

    def _pictures(self, x: float, y: float, clusters: Iterable[Cluster], size: float, face: SystemFace) -> None:
        """Show glyphs that are images; copied or searched, they are their characters where the viewer knows how."""
        for cluster in clusters:
            self._close()
            self._words.append("ET")
            self._switch()
            self._words.append(f"/Span <</ActualText {text_string(cluster.text)}>> BDC")
            for glyph in cluster.glyphs:
                extents = face.font.get_glyph_extents(glyph.number)
                image = face.picture(glyph.number)
                if not image or not extents:
                    continue
                scale = size / face.units
                left, bottom = x + glyph.x * size + extents.x_bearing * scale, y + glyph.y * size
                bottom += (extents.y_bearing + extents.height) * scale
                name = self.image(image)
                box = f"{extents.width * scale:.2f} 0 0 {-extents.height * scale:.2f} {left:.2f} {bottom:.2f}"
                self._words.append(f"q {box} cm /{name} Do Q")
            self._words.append("EMC")
            self._close()
            self._words.append("BT")
            self._font, self._ink = ("", 0.0), ""

    def image(self, data: bytes) -> str:
        """The name in the page of a PNG image, which the document holds once."""
        raise NotImplementedError

    def _clusters(self, x: float, y: float, clusters: Iterable[Cluster], size: float, font: EmbeddedFont) -> None:
        """Show the glyphs of a word, and say what they stand for where they do not by themselves."""
        for plain, group in groupby(clusters, font.takes):
            if plain:
                self._glyphs(x, y, [glyph for cluster in group for glyph in cluster.glyphs], size, font)
                continue
            for cluster in group:
                self._words.append(f"/Span <</ActualText {text_string(cluster.text)}>> BDC")
                self._glyphs(x, y, cluster.glyphs, size, font)
                self._words.append("EMC")

    def _glyphs(self, x: float, y: float, glyphs: Sequence[Glyph], size: float, font: EmbeddedFont) -> None:
        """Show glyphs, those together that follow one another as the page's pen moves by itself."""
        first = glyphs[0]
        codes, pen = "", first.x
        for glyph in glyphs:
            if abs(glyph.x - pen) > _CLOSE or abs(glyph.y - first.y) > _CLOSE:
                self._show(font.resource, size, x + first.x * size, y + first.y * size, f"<{codes}>")
                first, codes, pen = glyph, "", glyph.x
            codes += f"{glyph.number:04X}"
            pen += font.advance(glyph.number)
        self._show(font.resource, size, x + first.x * size, y + first.y * size, f"<{codes}>")

    def _embedded(self, key: str) -> EmbeddedFont:
        self._lent[key] = made = EmbeddedFont(key, self._document)
        return made

    def text_right(self, right: float, y: float, text: str, style: Style) -> None:
        """Draw a text that ends at `right`."""
        self.text(right - style.measure(text), y, text, style)

    def _show(self, font: str, size: float, x: float, y: float, codes: str) -> None:
        if self._font != (font, size):
            self._words.append(f"{font} {size:g} Tf")
            self._font = (font, size)
        self._words.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm {codes} Tj")

    def _encoder(self, name: str) -> Encoder:
        self._encoders[name] = made = Encoder(name, self._document)
        return made

    def _specials(self, x: float, y: float, text: str, style: Style, before: float) -> float:
        """Draw characters that are not simply in the face; `before` is the width of what a mark stands over.

        Returns the width of what the next mark stands over.
        """
        for is_boxed, group in groupby(text, lambda character: boxed(character, style.face)):
            characters = "".join(group)
            if is_boxed:
                self._boxes(x, y, characters, style)
                before = style.width(characters[-1])
            else:
                for place, character in enumerate(characters):
                    before = self._special(x + style.measure(characters[:place]), y, character, style, before)
            x += style.measure(characters)
        return before

    def _special(self, x: float, y: float, character: str, style: Style, before: float) -> float:
        found = special(character, style.face)
        if found and found.mark:
            font, codes = self._encoders[style.face].glyph(character)
            self._show(font, style.size, x - before / 2 - found.centre * style.size, y, f"({codes})")
            return before
        if found and found.borrowed:
            self.text(x, y, character, Style(found.borrowed, style.size, style.leading, style.colour))
        return style.width(character)

    def _boxes(self, x: float, y: float, characters: str, style: Style) -> None:
        """A box for each character with its code in two rows; copied or searched, they are still the characters."""
        counts = self._unset.setdefault(self.where, {})
        self._words.append(f"/Span <</ActualText {text_string(characters)}>> BDC")
        for character in characters:
            self._box(x, y, f"{ord(character):04X}", style, style.width(character))
            counts[character] = counts.get(character, 0) + 1
            x += style.width(character)
        self._words.append("EMC")

    def _box(self, x: float, y: float, code: str, style: Style, width: float) -> None:
        size, half = style.size, (len(code) + 1) // 2
        left, bottom = x + 0.04 * size, y - 0.16 * size
        inside = width - 0.08 * size
        self._ground.append(
            f"{_colour(style.colour)} RG 0.35 w [] 0 d {left:.2f} {bottom:.2f} {inside:.2f} {0.92 * size:.2f} re S"
        )
        small = Style(SANS, round(0.38 * size, 2), size, style.colour)
        for row, digits in enumerate((code[:half], code[half:])):
            start = left + (inside - small.measure(digits)) / 2
            self.text(start, bottom + (0.54 - 0.42 * row) * size, digits, small)

    def unset(self) -> tuple[str, ...]:
        """Where boxes were drawn in place of characters, and for which: one line for each part of the brief."""
        return tuple(f"{where}: {_characters(counts)}" for where, counts in self._unset.items())

    def ornament(self, x: float, y: float, text: str, style: Style) -> None:
        """Draw a text that is no part of what is copied or searched: after all others, and marked as no text."""
        kept = self._words, self._font, self._ink, self._open
        self._words, self._font, self._ink, self._open = self._ornaments, ("", 0.0), "", ""
        self._words.append("/Span <</ActualText <FEFF>>> BDC")
        with self.artifact():
            self.text(x, y, text, style)
        self._close()
        self._words.append("EMC")
        self._words, self._font, self._ink, self._open = kept

    # -- shapes, below the words

    def rule(self, x: float, y: float, width: float, weight: float = 0.4, colour: str = LINE) -> None:
        """A horizontal line."""
        shown = _colour(self._shown(colour))
        self._ground.append(f"{shown} RG {weight:g} w [] 0 d {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle; x and y are its lower left corner."""
        shown = _colour(self._shown(colour))
        self._ground.append(f"{shown} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def outline(
        self, x: float, y: float, width: float, height: float, colour: str = INK, *, weight: float = 0.5, dash: str = ""
    ) -> None:
        """The outline of a rectangle, dashed by "on off" lengths."""
        self._ground.append(
            f"{_colour(colour)} RG {weight:g} w [{dash}] 0 d {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S"
        )

    def hatch(self, x: float, y: float, width: float, height: float, colour: str, step: float = 2.6) -> None:
        """Diagonal lines inside a rectangle."""
        lines = []
        start = x - height
        while start < x + width:
            lines.append(f"{start:.2f} {y:.2f} m {start + height:.2f} {y + height:.2f} l")
            start += step
        self._ground.append(
            f"q {x:.2f} {y:.2f} {width:.2f} {height:.2f} re W n {_colour(colour)} RG 0.5 w [] 0 d {' '.join(lines)} S Q"
        )

    def picture(self, code: str) -> None:
        """Operators that the program made of a picture, which leave the state of the page as it was."""
        self._ground.append(code)

    def _shown(self, colour: str) -> str:
        return self.accent if colour == ACCENT else colour

    def path(self, points: tuple[tuple[float, float], ...], colour: str = FAINT, weight: float = 0.3) -> None:
        """A line through points."""
        steps = " ".join(f"{x:.2f} {y:.2f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points))
        self._ground.append(f"{_colour(colour)} RG {weight:g} w [] 0 d {steps} S")

    @contextmanager
    def raised(self) -> Iterator[None]:
        """Put shapes above those of the page's other lines, still below the words."""
        ground, self._ground = self._ground, self._raised
        try:
            yield
        finally:
            self._ground = ground

    def form(self, x: float, y: float, name: str) -> None:
        """Paint a form of the document with its origin at a place."""
        self._close()
        self._words.append(f"ET /{ARTIFACT} BMC q 1 0 0 1 {x:.2f} {y:.2f} cm /{name} Do Q EMC BT")
        self._font, self._ink = ("", 0.0), ""


def _characters(counts: dict[str, int]) -> str:
    some = ", ".join(f"U+{ord(character):04X}" for character in list(counts)[:_FEW])
    more = f" and {len(counts) - _FEW} others" if len(counts) > _FEW else ""
    total = sum(counts.values())
    return f"{total} {'box' if total == 1 else 'boxes'} ({some}{more})"
