"""The structure of the document: which words are a heading, a paragraph, a cell, in the order they are read.

Screen readers go by it, and so do programs that turn a PDF into text. What only repeats on pages or decorates them is
an artifact and has no place in it.
"""

from collections.abc import Sequence

from annotations.brief.encoding import text_string
from annotations.brief.pdf_file import PdfFile

ARTIFACT = "Artifact"
_PAGE = 1 << 16
"""A place of words is one number, to spare memory: page × this + the number of the words on that page."""
_ANNOTATED = 1 << 32
"""A place of an annotation is the negative of another: page × this + the number of the annotation's object."""


class Element:
    """A part of the structure.

    `role` is one of the standard ones, such as P or H1; `alt` says a picture in words. `kids` are further elements,
    places of words, and places of annotations, which are negative, in the order they are read.
    `number` is that of its own object, `above` that of the object it belongs to; both are 0 until they are written.
    """

    __slots__ = ("above", "alt", "kids", "number", "role")
    """A brief has tens of thousands of them. They do not refer to those above them, so that they go without the
    collector of cycles, which would hold up all threads."""

    def __init__(self, role: str, alt: str = "") -> None:
        """Make an element with nothing in it."""
        self.role = role
        self.alt = alt
        self.number, self.above = 0, 0
        self.kids: list[Element | int] = []

    def child(self, role: str, alt: str = "") -> "Element":
        """A new element at the end of this one."""
        made = Element(role, alt)
        self.kids.append(made)
        return made


class Structure:
    """The elements of a document and what of its pages belongs to them; call `write` when all pages are made.

    A page or an annotation finds its elements by a number, which it has to state.
    """

    def __init__(self) -> None:
        """Start with a document that has nothing in it."""
        self.root = Element("Document")
        self._owners: list[Element | list[Element]] = []
        self._page: list[Element] = []
        self._pages: list[int] = [0]

    def new_page(self, number: int) -> int:
        """Begin a page, whose object has this number; returns its number for /StructParents."""
        self._page = []
        self._pages.append(number)
        self._owners.append(self._page)
        return len(self._owners) - 1

    def mark(self, element: Element) -> str:
        """Note that words of the page under way belong to an element; returns the operator that opens them."""
        number = len(self._page)
        self._page.append(element)
        element.kids.append((len(self._pages) - 1) * _PAGE + number)
        return f"/{element.role} <</MCID {number}>> BDC"

    def owner(self, element: Element, annotation: int) -> int:
        """Put an annotation of the page under way, by its object's number, into an element.

        Returns its number for /StructParent.
        """
        element.kids.append(-((len(self._pages) - 1) * _ANNOTATED + annotation))
        self._owners.append(element)
        return len(self._owners) - 1

    def write(self, file: PdfFile) -> int:
        """Put the structure into a file and let go of its elements; returns the number of its root."""
        top = file.number()
        elements = _filled(self.root)
        for element in elements:
            element.number = file.number()
        self.root.above = top
        for element in elements:
            for kid in element.kids:
                if isinstance(kid, Element):
                    kid.above = element.number
            file.put(_said(element, self._pages), element.number)
        owners = [f"{key} {_owner(file, owner)} 0 R" for key, owner in enumerate(self._owners)]
        self._owners.clear()
        self.root.kids.clear()
        tree = file.put(f"<</Nums [{' '.join(owners)}]>>")
        return file.put(f"<</Type /StructTreeRoot /K [{self.root.number} 0 R] /ParentTree {tree} 0 R>>", top)


def _filled(root: Element) -> list[Element]:
    """An element and all in it that something was written in, in the order they are read; the others are taken out."""
    found: list[Element] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        found.append(element)
        waiting.extend([kid for kid in reversed(element.kids) if isinstance(kid, Element)])
    for element in reversed(found):
        element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or kid.kids]
    return [element for element in found if element.kids or element is root]


def _said(element: Element, pages: Sequence[int]) -> str:
    """The object of an element. Words on the page of its first ones are told by their number alone."""
    here = 0
    kids: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{kid.number} 0 R")
        elif kid < 0:
            page, number = divmod(-kid, _ANNOTATED)
            where = "" if page == here else f" /Pg {pages[page]} 0 R"
            kids.append(f"<</Type /OBJR{where} /Obj {number} 0 R>>")
        else:
            page, number = divmod(kid, _PAGE)
            here = here or page
            words = f"<</Type /MCR /Pg {pages[page]} 0 R /MCID {number}>>"
            kids.append(str(number) if page == here else words)
    page_entry = f" /Pg {pages[here]} 0 R" if here else ""
    alt = f" /Alt {text_string(element.alt)}" if element.alt else ""
    return f"<</Type /StructElem /S /{element.role} /P {element.above} 0 R{page_entry}{alt} /K [{' '.join(kids)}]>>"


def _owner(file: PdfFile, owner: Element | list[Element]) -> int:
    """The number of the object that a page or an annotation finds: an element, or the list of a page's."""
    if isinstance(owner, Element):
        return owner.number
    return file.put(f"[{' '.join([f'{element.number} 0 R' for element in owner])}]")
