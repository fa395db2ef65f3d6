"""The structure of the document: which words are a heading, a paragraph, a cell, in the order they are read.

Screen readers go by it, and so do programs that turn a PDF into text. What only repeats on pages or decorates them is
an artifact and has no place in it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject

from annotations.brief.encoding import text_string
from annotations.brief.pdf_objects import Raw

ARTIFACT = "Artifact"
_PAGE = 1 << 16
"""A place of words is one number, to spare memory: page × this + the number of the words on that page."""


class Element(PDFObject):  # type: ignore[misc]
    """A part of the structure, and the object of the PDF that says so.

    `role` is one of the standard ones, such as P or H1; `alt` says a picture in words. `kids` are further elements,
    places of words, and annotations, in the order they are read. `number` is that of its object, 0 before it has one.
    """

    __RefOnly__ = 1

    __slots__ = ("__InternalName__", "alt", "kids", "number", "parent", "role")
    """A brief has tens of thousands of them; the first is the library's."""

    def __init__(self, role: str, parent: "Element | Raw", alt: str = "") -> None:
        """Make an element with nothing in it."""
        self.role = role
        self.parent = parent
        self.alt = alt
        self.number = 0
        self.kids: list[Element | int | Raw] = []

    def child(self, role: str, alt: str = "") -> "Element":
        """A new element at the end of this one."""
        made = Element(role, self, alt)
        self.kids.append(made)
        return made

    def prune(self) -> bool:
        """Take out elements that nothing was written in; returns whether anything is left."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Element) or kid.prune()]
        return bool(self.kids)

    def format(self, document: Any) -> bytes:
        """The bytes in the file."""
        here = 0
        for kid in self.kids:
            if isinstance(kid, int):
                here = kid // _PAGE
                break
        page = f" /Pg {document.structure_pages[here - 1]} 0 R" if here else ""
        alt = f" /Alt {text_string(self.alt)}" if self.alt else ""
        kids = " ".join([_kid(kid, here, document) for kid in self.kids])
        parent = self.parent.number if isinstance(self.parent, Element) else _number(self.parent, document)
        return f"<</Type /StructElem /S /{self.role} /P {parent} 0 R{page}{alt} /K [{kids}]>>".encode("ascii")


class Structure:
    """The elements of a document and what of its pages belongs to them; call `write` when all pages are made.

    A page or an annotation finds its elements by a number, which it has to state.
    """

    def __init__(self) -> None:
        """Start with a document that has nothing in it."""
        self._top = Raw("", apart=True)
        self.root = Element("Document", self._top)
        self._owners: list[Element | list[Element]] = []
        self._page: list[Element] = []
        self._pages = 0

    def new_page(self) -> int:
        """Begin a page; returns its number for /StructParents."""
        self._page = []
        self._pages += 1
        self._owners.append(self._page)
        return len(self._owners) - 1

    def mark(self, element: Element) -> str:
        """Note that words of the page under way belong to an element; returns the operator that opens them."""
        number = len(self._page)
        self._page.append(element)
        element.kids.append(self._pages * _PAGE + number)
        return f"/{element.role} <</MCID {number}>> BDC"

    def owner(self, element: Element) -> int:
        """Make an element the owner of an annotation; returns the annotation's number for /StructParent."""
        self._owners.append(element)
        return len(self._owners) - 1

    def write(self, document: Any, pages: Sequence[str]) -> None:
        """Put the structure into a document of the PDF library, in which the pages have these names."""
        self.root.prune()
        document.structure_pages = [document.idToObjectNumberAndVersion[name][0] for name in pages]
        document.Reference(self._top)
        for element in _all(self.root):
            document.Reference(element)
            element.number = document.objectcounter
        owners = " ".join(f"{key} {_owner(owner)}" for key, owner in enumerate(self._owners))
        self._top.say(f"<</Type /StructTreeRoot /K [{self.root.number} 0 R] /ParentTree <</Nums [{owners}]>>>>")
        document.Catalog.StructTreeRoot = self._top
        document.Catalog.MarkInfo = Raw("<</Marked true>>", apart=True)


def _all(element: Element) -> Iterator[Element]:
    """An element and all in it, in the order they are read."""
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _all(kid)


def _number(made: Raw, document: Any) -> int:
    """The number of an object that the document knows."""
    return int(document.idToObjectNumberAndVersion[made.__InternalName__][0])


def _kid(kid: Element | int | Raw, here: int, document: Any) -> str:
    """An entry of an element that is on the page `here`, as far as it is on one."""
    match kid:
        case Element():
            return f"{kid.number} 0 R"
        case int():
            page, number = divmod(kid, _PAGE)
            if page == here:
                return str(number)
            return f"<</Type /MCR /Pg {document.structure_pages[page - 1]} 0 R /MCID {number}>>"
        case _:
            return f"<</Type /OBJR /Obj {_number(kid, document)} 0 R>>"


def _owner(owner: Element | list[Element]) -> str:
    if isinstance(owner, list):
        return f"[{' '.join([f'{element.number} 0 R' for element in owner])}]"
    return f"{owner.number} 0 R"
