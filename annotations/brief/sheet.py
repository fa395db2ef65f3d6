"""The pages of a brief: what is drawn on them, and what makes them more than paper.

Nothing that comes from outside is ever read as markup: the PDF's dictionaries get it through the strings of `encoding`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFImageXObject, PDFName
from reportlab.pdfgen.canvas import Canvas

from annotations.brief.drawing import Drawing
from annotations.brief.encoding import literal
from annotations.brief.faces import SANS, face
from annotations.brief.pdf_objects import Raw, compressed, set_date, stream
from annotations.brief.setting import Piece, Setting
from annotations.brief.tagging import Element
from annotations.brief.texts import words_of
from annotations.brief.typography import SMALL

_TOTAL = "pages"
_VERSION = (1, 7)
"""Blending and metadata came with 1.4; 1.7 is the one that ISO 32000 describes."""
_LONGEST_TITLE = 160
MM = 72 / 25.4
_SIZES = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads to: a page, counted from 1, and a height on it. `reference` is the page for the PDF."""

    reference: Any
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A rectangle of a page (from 1) that belongs to a named place, or leads to an address; points from below left."""

    page: int
    target: str
    box: tuple[float, float, float, float]


class Sheet(Drawing):
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
            pdfVersion=_VERSION,
        )
        super().__init__(self._canvas._doc)  # noqa: SLF001 -- the library has no other door to it
        self.date = set_date(self._document, issued)
        self.words = words_of(language)
        self.places: dict[str, Place] = {}
        self.spots: list[Spot] = []
        """Where a click leads to something, as they were drawn."""
        self.pages = 0
        self._page_keys: list[int] = []
        self._page_names: list[str] = []
        self._started = False

    # -- pages

    def new_page(self) -> None:
        """End the page under way, if any, and start the next."""
        self.end_page()
        self.pages += 1
        self._started = True
        self._page_keys.append(self.structure.new_page())

    def end_page(self) -> None:
        """Hand the page under way to the library."""
        if not self._started:
            return
        code = self.operators()
        self._document.updateSignature(code)
        self._canvas._code.append(code)  # noqa: SLF001
        name = self._document.thisPageName()
        self._canvas.showPage()
        page = self._document.idToObject[name]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = self._page_keys[-1], PDFName("S")
        page.Contents, page.stream = compressed(page.stream), None
        self._page_names.append(name)
        self._started = False

    def setting(self, setting: Setting, line: int, x: float, y: float, element: Element | None = None) -> None:
        """Draw one line of a paragraph with its baseline at `y`, links included, as words of an element."""
        kept = self._element
        self._element = mine = element or kept or self.element("P")
        words = setting.simple(line)
        if words:
            self.stretch(x, y, words, setting.runs[0].style)
            self._element = kept
            return
        pieces = setting.pieces(line)
        for place, piece in enumerate(pieces, 1):
            if piece.link and not self._apart:
                self._linked(piece, x + piece.x, y, mine.child("Link"))
                continue
            last = place == len(pieces) and piece.rightward and setting.parts_words(line)
            text = f"{piece.text} " if last else piece.text
            self.stretch(x + piece.x, y, text, piece.style, rightward=piece.rightward)
        self._element = kept

    def _linked(self, piece: Piece, x: float, y: float, element: Element) -> None:
        with self.writing(element):
            self.stretch(x, y, piece.text, piece.style, rightward=piece.rightward)
        self.link(piece.link, x, y - 0.28 * piece.style.size, piece.width, piece.style.size * 1.1, element)

    # -- what makes it more than paper

    def place(self, key: str, top: float) -> None:
        """Name this height of this page, so that links lead here. The first of a name counts."""
        self.places.setdefault(key, Place(self._document.thisPageRef(), self.pages, top))

    def also(self, name: str, key: str) -> None:
        """Give a named place another name."""
        self.places.setdefault(name, self.places[key])

    def spot(self, target: str, left: float, bottom: float, right: float, top: float) -> None:
        """Note that a rectangle of this page belongs to a named place; nothing is drawn."""
        self.spots.append(Spot(self.pages, target, (left, bottom, right, top)))

    def entry(self, key: str, title: str, level: int, *, closed: bool = False) -> None:
        """Put a named place into the outline."""
        self._canvas._destinations[key] = Raw(lambda document: self._target(key, document))  # noqa: SLF001
        short = title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"
        self._canvas.addOutlineEntry(short, key, level, closed)

    def link(self, target: str, x: float, y: float, width: float, height: float, element: Element) -> None:
        """Make a rectangle, whose words are an element, lead to a named place or to an address."""
        self.spot(target, x, y, x + width, y + height)
        box = f"/Rect [{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}]"
        parent = f"/StructParent {self.structure.owner(element)}"
        head = f"<</Type /Annot /Subtype /Link /Border [0 0 0] /F 4 {parent} {box}"
        if target.startswith(("http://", "https://")):
            made = Raw(f"{head} /A <</S /URI /URI {literal(target)}>>>>", apart=True)
        else:
            made = Raw(lambda document: f"{head} /Dest {self._target(target, document)}>>", apart=True)
        self._document.Reference(made)
        element.kids.append(made)
        self.annotate(made)

    def _target(self, key: str, document: Any) -> str:
        place = self.places[key]
        return f"[{place.reference.format(document).decode()} /XYZ null {place.top:.2f} null]"

    def _named_places(self, document: Any) -> str:
        """The places by name, so that a reviewed copy still tells what stands where."""
        names = sorted(key for key in self.places if key.replace("-", "").isalnum() and key.isascii())
        return f"<<{' '.join(f'/{key} {self._target(key, document)}' for key in names)}>>"

    def annotate(self, annotation: Any) -> None:
        """Put an annotation on this page."""
        self._canvas._annotationrefs.append(annotation)  # noqa: SLF001

    def shared(self, name: str, make: Callable[[], Raw]) -> Any:
        """A reference to an object that several others share, made at the first call of its name."""
        if name not in self._document.idToObject:
            return self._document.Reference(make(), name)
        return self._document.Reference(self._document.idToObject[name])

    def image(self, data: bytes) -> str:
        """Put a PNG image into the document, the same one once, and make it known to this page."""
        key = f"image-{sha256(data).hexdigest()[:20]}"
        name = str(self._document.getXObjectName(key))
        if name not in self._document.idToObject:
            image = PDFImageXObject(key, ImageReader(BytesIO(data)), mask="auto")
            image.name = key
            self._document.Reference(image, name)
            self._document.addForm(key, image)
            if mask := getattr(image, "_smask", None):
                image.smask = self._document.Reference(mask, self._document.getXObjectName(mask.name))
        if key not in self._canvas._formsinuse:  # noqa: SLF001
            self._canvas._formsinuse.append(key)  # noqa: SLF001
        return name

    # -- page x of y

    def page_of_pages(self, x: float, y: float) -> None:
        """Draw "Page x of y"; y is filled in at the end."""
        start = f"{self.words('Page {page} of', page=self.pages)} "
        with self.artifact():
            self.text(x, y, start, SMALL)
        self.form(x + SMALL.measure(start), y, self._document.getXObjectName(_TOTAL))
        self._canvas._formsinuse.append(_TOTAL)  # noqa: SLF001

    def finish(self, *, title: str, author: str, subject: str, xmp: str) -> bytes:
        """End the last page and return the file's bytes."""
        self.end_page()
        canvas = self._canvas
        self.structure.write(self._document, self._page_names)
        with self.artifact():
            self.text(0, 0, str(self.pages), SMALL)
        canvas.beginForm(_TOTAL, 0, -3, 40, 10)
        canvas._code.append(self.operators())  # noqa: SLF001
        canvas.endForm()
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setSubject(subject)
        canvas.setCreator("Pressmark")
        canvas.setProducer("Pressmark")
        canvas.setKeywords("")
        catalog = self._document.Catalog
        catalog.Metadata = stream("/Type /Metadata /Subtype /XML", xmp)
        catalog.ViewerPreferences = Raw("<</DisplayDocTitle true>>", apart=True)
        if self.places:
            canvas.showOutline()
            catalog.Dests = Raw(self._named_places, apart=True)
        return bytes(canvas.getpdfdata())
