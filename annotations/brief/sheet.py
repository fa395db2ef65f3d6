"""The pages of a brief: what is drawn on them, and what makes them more than paper.

Nothing that comes from outside is ever read as markup: the PDF's dictionaries get it through the strings of `encoding`.
"""

from collections.abc import Container
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFImageXObject

from annotations.brief.bookmarks import Outline
from annotations.brief.drawing import Drawing
from annotations.brief.encoding import literal, text_string
from annotations.brief.pdf_file import PdfFile, dated
from annotations.brief.setting import Piece, Setting
from annotations.brief.tagging import Element
from annotations.brief.texts import words_of
from annotations.brief.typography import SMALL

_TOTAL = "Total"
MM = 72 / 25.4
_SIZES = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads to: a page, counted from 1, and a height on it."""

    page: int
    top: float


class Spot(NamedTuple):
    """A rectangle of a page (from 1) that belongs to a named place, or leads to an address; points from below left."""

    page: int
    target: str
    left: float
    bottom: float
    right: float
    top: float


class Sheet(Drawing):
    """The pages of one brief. Call `new_page`, draw, and in the end `finish`."""

    def __init__(self, page: str, language: str, issued: str) -> None:
        """Start a document without pages."""
        self.width, self.height = _SIZES.get(page, _SIZES["A4"])
        self._file = PdfFile()
        super().__init__(self._file.library)
        self._language = language or "en"
        self._stamp, self.date = dated(issued)
        self.words = words_of(language)
        self.places: dict[str, Place] = {}
        self.spots: list[Spot] | None = None
        """Where a click leads to something, as they were drawn; None where nobody asks: they are tens of thousands."""
        self.pages = 0
        self.before, self.total = 0, 0
        """How many pages of the document come before these, and how many it has, where these are some of them."""
        self.elsewhere: Container[str] = ()
        """Names of places on the document's other pages."""
        self._tree, self._resources = self._file.number(), self._file.number()
        self._page_numbers: list[int] = []
        self._parents = 0
        self._annotations: list[int] = []
        self._links: list[tuple[int, str, str]] = []
        """Links to places: the object's number, its entries, the name of the place, which may come later."""
        self._shared: dict[str, int] = {}
        self._pictures_used = {_TOTAL: self._file.number()}
        self._outline = Outline()
        self._started = False

    # -- pages

    def new_page(self) -> None:
        """End the page under way, if any, and start the next."""
        self.end_page()
        self.pages += 1
        self._started = True
        self._page_numbers.append(self._file.number())
        self._parents = self.structure.new_page(self._page_numbers[-1])

    def end_page(self) -> None:
        """Put the page under way into the file."""
        if not self._started:
            return
        contents = self._file.stream("", self.operators().encode("ascii"))
        annotations = " ".join([f"{number} 0 R" for number in self._annotations])
        self._file.put(
            f"<</Type /Page /Parent {self._tree} 0 R /MediaBox [0 0 {self.width:g} {self.height:g}]"
            f" /Resources {self._resources} 0 R /Contents {contents} 0 R /StructParents {self._parents} /Tabs /S"
            f"{f' /Annots [{annotations}]' if annotations else ''}>>",
            self._page_numbers[-1],
        )
        self._annotations.clear()
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
                self._element = mine.child("Link")
                self._linked(piece, x + piece.x, y, self._element)
                self._element = mine
                continue
            last = place == len(pieces) and piece.rightward and setting.parts_words(line)
            text = f"{piece.text} " if last else piece.text
            self.stretch(x + piece.x, y, text, piece.style, rightward=piece.rightward)
        self._element = kept

    def _linked(self, piece: Piece, x: float, y: float, element: Element) -> None:
        self.stretch(x, y, piece.text, piece.style, rightward=piece.rightward)
        self.link(piece.link, x, y - 0.28 * piece.style.size, piece.width, piece.style.size * 1.1, element)

    # -- what makes it more than paper

    def place(self, key: str, top: float) -> None:
        """Name this height of this page, so that links lead here. The first of a name counts."""
        self.places.setdefault(key, Place(self.pages, top))

    def also(self, name: str, key: str) -> None:
        """Give a named place another name."""
        self.places.setdefault(name, self.places[key])

    def has_place(self, key: str) -> bool:
        """Whether a place of this name is known by now, or stands on other pages."""
        return key in self.places or key in self.elsewhere

    def spot(self, target: str, left: float, bottom: float, right: float, top: float) -> None:
        """Note that a rectangle of this page belongs to a named place; nothing is drawn."""
        if self.spots is not None:
            self.spots.append(Spot(self.pages, target, left, bottom, right, top))

    def entry(self, key: str, title: str, level: int) -> None:
        """Put a named place into the outline."""
        self._outline.add(title, key, level)

    def link(self, target: str, x: float, y: float, width: float, height: float, element: Element) -> None:
        """Make a rectangle, whose words are an element, lead to a named place or to an address."""
        self.spot(target, x, y, x + width, y + height)
        number = self._file.number()
        self._annotations.append(number)
        entries = (
            f"/Type /Annot /Subtype /Link /Border [0 0 0] /F 4 /StructParent {self.structure.owner(element, number)}"
            f" /Rect [{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}]"
        )
        if target.startswith(("http://", "https://")):
            self._file.put(f"<<{entries} /A <</S /URI /URI {literal(target)}>>>>", number)
        else:
            self._links.append((number, entries, target))

    def annotate(self, entries: str, element: Element) -> None:
        """Put an annotation, its dictionary's entries given as text, on this page and into an element."""
        number = self._file.number()
        owned = f"/StructParent {self.structure.owner(element.child('Annot'), number)}"
        self._annotations.append(self._file.put(f"<</Type /Annot {owned} {entries}>>", number))

    def shared(self, name: str, entries: str) -> int:
        """The number of an empty stream that several objects share, made at the first call of its name."""
        if name not in self._shared:
            self._shared[name] = self._file.stream(entries, b"", readable=True)
        return self._shared[name]

    def image(self, data: bytes) -> str:
        """Put a PNG image into the document, the same one once; returns its name in the page."""
        name = f"Image-{sha256(data).hexdigest()[:20]}"
        if name not in self._pictures_used:
            image = PDFImageXObject(name, ImageReader(BytesIO(data)), mask="auto")
            self._document.Reference(image, name)
            self._pictures_used[name] = self._document.idToObjectNumberAndVersion[name][0]
            if mask := getattr(image, "_smask", None):
                image.smask = self._document.Reference(mask)
        return name

    # -- page x of y

    def page_of_pages(self, x: float, y: float) -> None:
        """Draw "Page x of y"; y is filled in at the end."""
        start = f"{self.words('Page {page} of', page=self.before + self.pages)} "
        with self.artifact():
            self.text(x, y, start, SMALL)
        self.form(x + SMALL.measure(start), y, _TOTAL)

    # -- the whole

    def finish(self, *, title: str, author: str, subject: str, xmp: str) -> bytes:
        """End the last page and return the file's bytes."""
        self.end_page()
        file = self._file
        pages = [f"{number} 0 R" for number in self._page_numbers]
        file.put(f"<</Type /Pages /Count {len(pages)} /Kids [{' '.join(pages)}]>>", self._tree)
        self._write_resources()
        targets = {key: self._target(place) for key, place in self.places.items()}
        for number, entries, key in self._links:
            missing = key not in targets and key in self.elsewhere
            file.put(f"<<{entries}>>" if missing else f"<<{entries} /Dest {targets[key]}>>", number)
        self._links.clear()
        root = file.put(
            f"<</Type /Catalog /Pages {self._tree} 0 R /Lang {text_string(self._language)}"
            f" /MarkInfo <</Marked true>> /StructTreeRoot {self.structure.write(file)} 0 R"
            f" /Metadata {file.stream('/Type /Metadata /Subtype /XML', xmp.encode(), readable=True)} 0 R"
            f" /ViewerPreferences <</DisplayDocTitle true>>{self._ways(targets)}>>"
        )
        return file.finish(root, self._info(title, author, subject))

    def _write_resources(self) -> None:
        """What all pages draw with; the form with the number of pages is the last to be drawn."""
        file = self._file
        fonts = f"/Font {self._document.idToObjectNumberAndVersion['BasicFonts'][0]} 0 R"
        with self.artifact():
            self.text(0, 0, str(self.total or self.pages), SMALL)
        form = f"/Type /XObject /Subtype /Form /BBox [0 -3 40 10] /Resources <<{fonts}>>"
        file.stream(form, self.operators().encode("ascii"), self._pictures_used[_TOTAL])
        pictures = " ".join(f"/{name} {number} 0 R" for name, number in self._pictures_used.items())
        file.put(f"<<{fonts} /XObject <<{pictures}>>>>", self._resources)

    def _target(self, place: Place) -> str:
        return f"[{self._page_numbers[place.page - 1]} 0 R /XYZ null {place.top:.2f} null]"

    def _ways(self, targets: dict[str, str]) -> str:
        """The outline, and the places by name, so that a reviewed copy still tells what stands where."""
        outline = self._outline.write(self._file, targets)
        shown = f" /PageMode /UseOutlines /Outlines {outline} 0 R" if outline else ""
        if not targets:
            return shown
        names = sorted(key for key in targets if key.replace("-", "").isalnum() and key.isascii())
        named = self._file.put(f"<<{' '.join([f'/{key} {targets[key]}' for key in names])}>>")
        return f"{shown} /Dests {named} 0 R"

    def _info(self, title: str, author: str, subject: str) -> int:
        said = {"Title": title, "Author": author, "Subject": subject, "Creator": "Pressmark", "Producer": "Pressmark"}
        texts = " ".join(f"/{key} {text_string(text)}" for key, text in said.items())
        return self._file.put(f"<<{texts} /CreationDate ({self._stamp}) /ModDate ({self._stamp})>>")
