"""The sheet of paper: text, rules, boxes and links at places given in points, page after page.

Operators are collected as text, ground below words, and handed to the PDF library once a page. Nothing that comes from
outside is ever read as markup or operator: words go through `encoding`, dictionaries through its strings.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFObject
from reportlab.pdfgen.canvas import Canvas

from annotations.brief.encoding import Encoder, literal, text_string
from annotations.brief.setting import Setting
from annotations.brief.typography import FAINT, INK, LINE, SANS, SMALL, Style, boxed, composed, face, special

_TOTAL = "pages"
_FEW = 6
_LONGEST_TITLE = 160
MM = 72 / 25.4
_SIZES = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}


@cache
def _colour(value: str) -> str:
    red, green, blue = (int(value[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return f"{red:.3g} {green:.3g} {blue:.3g}"


class Raw(PDFObject):  # type: ignore[misc]
    """An object of the PDF that is written as it stands; `text` may be made late, when all pages have numbers."""

    def __init__(self, text: str | Callable[[Any], str], *, apart: bool = False) -> None:
        """Keep the text; `apart` makes it an object of its own that others refer to."""
        self._text = text
        if apart:
            self.__RefOnly__ = 1

    def format(self, document: Any) -> bytes:
        """The bytes in the file."""
        text = self._text if isinstance(self._text, str) else self._text(document)
        return text.encode("utf-8")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads to: a page and a height on it."""

    page: Any
    top: float


class Sheet:
    """The pages of one brief. Call `new_page`, draw, and in the end `finish`."""

    def __init__(self, page: str, language: str, issued: str) -> None:
        """Start a document without pages."""
        rl_config.useA85 = 0
        rl_config.pdfComments = 0
        self.width, self.height = _SIZES.get(page, _SIZES["A4"])
        face(SANS)
        self._canvas: Any = Canvas(
            "brief.pdf",
            pagesize=(self.width, self.height),
            pageCompression=1,
            invariant=1,
            initialFontName=SANS,
            lang=language or "en",
        )
        self._document: Any = self._canvas._doc  # noqa: SLF001 -- the library has no other door to it
        self.date = _date(self._document, issued)
        self._encoders: dict[str, Encoder] = {}
        self._places: dict[str, Place] = {}
        self._ground: list[str] = []
        self._raised: list[str] = []
        self._words: list[str] = []
        self._ornaments: list[str] = []
        self._font = ("", 0.0)
        self._ink = ""
        self.pages = 0
        self.where = ""
        self._unset: dict[str, dict[str, int]] = {}
        self._started = False

    # -- pages

    def new_page(self) -> None:
        """End the page under way, if any, and start the next."""
        self.end_page()
        self.pages += 1
        self._started = True

    def end_page(self) -> None:
        """Hand the page under way to the library."""
        if not self._started:
            return
        words = "\n".join(("BT", *self._words, *self._ornaments, "ET"))
        code = "\n".join((*self._ground, *self._raised, words))
        self._document.updateSignature(code)
        self._canvas._code.append(code)  # noqa: SLF001
        self._canvas.showPage()
        self._ground, self._raised, self._words, self._ornaments = [], [], [], []
        self._font, self._ink = ("", 0.0), ""
        self._started = False

    # -- words

    def setting(self, setting: Setting, line: int, x: float, y: float) -> None:
        """Draw one line of a paragraph with its baseline at `y`, links included."""
        for piece in setting.pieces(line):
            self.text(x + piece.x, y, piece.text, piece.style)
            if piece.link:
                self.link(piece.link, x + piece.x, y - 0.28 * piece.style.size, piece.width, piece.style.size * 1.1)

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

    # -- what makes it more than paper

    def place(self, key: str, top: float) -> None:
        """Name this height of this page, so that links lead here. The first of a name counts."""
        self._places.setdefault(key, Place(self._document.thisPageRef(), top))

    def entry(self, key: str, title: str, level: int, *, closed: bool = False) -> None:
        """Put a named place into the outline."""
        self._canvas._destinations[key] = Raw(lambda document: self._target(key, document))  # noqa: SLF001
        short = title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"
        self._canvas.addOutlineEntry(short, key, level, closed)

    def link(self, target: str, x: float, y: float, width: float, height: float) -> None:
        """Make a rectangle lead to a named place or to an address."""
        box = f"/Rect [{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}]"
        head = f"<</Type /Annot /Subtype /Link /Border [0 0 0] /F 4 {box}"
        if target.startswith(("http://", "https://")):
            self.annotate(Raw(f"{head} /A <</S /URI /URI {literal(target)}>>>>"))
        else:
            self.annotate(Raw(lambda document: f"{head} /Dest {self._target(target, document)}>>"))

    def _target(self, key: str, document: Any) -> str:
        place = self._places[key]
        return f"[{place.page.format(document).decode()} /XYZ null {place.top:.2f} null]"

    def annotate(self, annotation: Any) -> None:
        """Put an annotation on this page."""
        self._canvas._annotationrefs.append(annotation)  # noqa: SLF001

    def shared(self, name: str, text: str) -> Any:
        """An object that several others refer to, made at the first call."""
        if name not in self._document.idToObject:
            return self._document.Reference(Raw(text, apart=True), name)
        return self._document.Reference(self._document.idToObject[name])

    # -- page x of y

    def page_of_pages(self, x: float, y: float) -> None:
        """Draw "Page x of y"; y is filled in at the end."""
        start = f"Page {self.pages} of "
        self.text(x, y, start, SMALL)
        self._words.append("ET")
        self._words.append(f"q 1 0 0 1 {x + SMALL.measure(start):.2f} {y:.2f} cm")
        self._words.append(f"/{self._document.getXObjectName(_TOTAL)} Do Q BT")
        self._canvas._formsinuse.append(_TOTAL)  # noqa: SLF001
        self._font, self._ink = ("", 0.0), ""

    def finish(self, *, title: str, author: str, subject: str, xmp: str) -> bytes:
        """End the last page and return the file's bytes."""
        self.end_page()
        canvas = self._canvas
        self.text(0, 0, str(self.pages), SMALL)
        canvas.beginForm(_TOTAL, 0, -3, 40, 10)
        canvas._code.append("\n".join(("BT", *self._words, "ET")))  # noqa: SLF001
        canvas.endForm()
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setSubject(subject)
        canvas.setCreator("Pressmark")
        canvas.setProducer("Pressmark")
        canvas.setKeywords("")
        catalog = self._document.Catalog
        data = xmp.encode("utf-8")
        head = f"<</Type /Metadata /Subtype /XML /Length {len(data)}>>\nstream\n"
        catalog.Metadata = Raw(f"{head}{xmp}\nendstream", apart=True)
        catalog.ViewerPreferences = Raw("<</DisplayDocTitle true>>", apart=True)
        if canvas._outlines or self._places:  # noqa: SLF001
            canvas.showOutline()
        return bytes(canvas.getpdfdata())


def _characters(counts: dict[str, int]) -> str:
    some = ", ".join(f"U+{ord(character):04X}" for character in list(counts)[:_FEW])
    more = f" and {len(counts) - _FEW} others" if len(counts) > _FEW else ""
    total = sum(counts.values())
    return f"{total} {'box' if total == 1 else 'boxes'} ({some}{more})"


def _date(document: Any, issued: str) -> str:
    """Make the day of issue the PDF's date, so that the same specification gives the same bytes; returns it."""
    try:
        moment = datetime.fromisoformat(issued)
    except ValueError:
        return ""
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    stamp = document._timeStamp  # noqa: SLF001
    stamp.t = moment.timestamp()
    stamp.lt = moment.timetuple()
    stamp.YMDhms = tuple(stamp.lt)[:6]
    return moment.isoformat()
