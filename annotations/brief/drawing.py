"""Words and shapes of one page, as the operators of the PDF: ground below, words above.

Nothing that comes from outside is ever read as an operator: words go through `encoding`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from typing import Any

from annotations.brief.encoding import Encoder, text_string
from annotations.brief.typography import FAINT, INK, LINE, SANS, Style, boxed, composed, special

_FEW = 6


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
        self._encoders: dict[str, Encoder] = {}
        self._unset: dict[str, dict[str, int]] = {}
        self._clear()

    def _clear(self) -> None:
        self._ground: list[str] = []
        self._raised: list[str] = []
        self._words: list[str] = []
        self._ornaments: list[str] = []
        self._font = ("", 0.0)
        self._ink = ""

    def operators(self) -> str:
        """Everything drawn since the last call."""
        code = "\n".join((*self._ground, *self._raised, "BT", *self._words, *self._ornaments, "ET"))
        self._clear()
        return code

    # -- words

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Draw a text on one line with its baseline at `y`."""
        encoder = self._encoders.get(style.face) or self._encoder(style.face)
        if self._ink != style.colour:
            self._words.append(f"{_colour(style.colour)} rg")
            self._ink = style.colour
        simple = encoder.simple(text)
        if simple:
            self._show(simple[0], style.size, x, y, simple[1])
            return
        before = 0.0
        for part, font, codes in encoder.parts(composed(text)):
            if font:
                self._show(font, style.size, x, y, codes)
                before = style.width(part[-1])
            else:
                before = self._specials(x, y, part, style, before)
            x += style.measure(part)

    def text_right(self, right: float, y: float, text: str, style: Style) -> None:
        """Draw a text that ends at `right`."""
        self.text(right - style.measure(text), y, text, style)

    def _show(self, font: str, size: float, x: float, y: float, codes: str) -> None:
        if self._font != (font, size):
            self._words.append(f"{font} {size:g} Tf")
            self._font = (font, size)
        self._words.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm ({codes}) Tj")

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
            self._show(font, style.size, x - before / 2 - found.centre * style.size, y, codes)
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
        kept = self._words, self._font, self._ink
        self._words, self._font, self._ink = self._ornaments, ("", 0.0), ""
        self._words.append("/Span <</ActualText <FEFF>>> BDC")
        self.text(x, y, text, style)
        self._words.append("EMC")
        self._words, self._font, self._ink = kept

    # -- shapes, below the words

    def rule(self, x: float, y: float, width: float, weight: float = 0.4, colour: str = LINE) -> None:
        """A horizontal line."""
        self._ground.append(f"{_colour(colour)} RG {weight:g} w [] 0 d {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle; x and y are its lower left corner."""
        self._ground.append(f"{_colour(colour)} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

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
        self._words.append(f"ET q 1 0 0 1 {x:.2f} {y:.2f} cm /{name} Do Q BT")
        self._font, self._ink = ("", 0.0), ""


def _characters(counts: dict[str, int]) -> str:
    some = ", ".join(f"U+{ord(character):04X}" for character in list(counts)[:_FEW])
    more = f" and {len(counts) - _FEW} others" if len(counts) > _FEW else ""
    total = sum(counts.values())
    return f"{total} {'box' if total == 1 else 'boxes'} ({some}{more})"
