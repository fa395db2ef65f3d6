"""What stands where on the pages of a PDF, as pdfium and pikepdf tell it."""

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2

if TYPE_CHECKING:
    from tests.annotations.brief.conftest import Written

LEFT, RIGHT, LOW, HIGH = 40, 40, 20, 20
SMALLEST = 5.0
"""Number tabs hang between the lines and may touch letters of the next; everything taller may not."""

Rectangle = tuple[float, float, float, float]


def rectangles(path: Path) -> list[tuple[int, float, float, list[Rectangle]]]:
    """Of each page: number, width, height, and the boxes of its pieces of text."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            boxes = [text.get_rect(n) for n in range(text.count_rects())]
            found.append((number, page.get_width(), page.get_height(), boxes))
    return found


def shared(one: Rectangle, other: Rectangle) -> float:
    """How many points deep two boxes overlap."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return min(across, down)


def outside(path: Path) -> list[tuple[int, Rectangle]]:
    """Pieces of text that leave the frame, with the number of their page."""
    return [
        (number, (left, low, right, high))
        for number, width, height, boxes in rectangles(path)
        for left, low, right, high in boxes
        if left < LEFT or right > width - RIGHT or low < LOW or high > height - HIGH
    ]


def covered(path: Path) -> list[tuple[int, Rectangle, Rectangle]]:
    """Pieces of text printed over one another, with the number of their page."""
    return [
        (number, one, other)
        for number, _, _, boxes in rectangles(path)
        for one, other in combinations([box for box in boxes if box[3] - box[1] >= SMALLEST], 2)
        if shared(one, other) >= 1.5
    ]


def highlighted(written: "Written", uid: str) -> str:
    """The characters whose middle lies in the claim's boxes: parts of letters may reach over into their neighbours'."""
    found = ""
    with pypdfium2.PdfDocument(written.path) as document:
        for highlight in written.highlights():
            if highlight["uid"] == uid:
                page = document[highlight["page"]].get_textpage()
                letters = [(page.get_charbox(n), page.get_text_range(n, 1)) for n in range(page.count_chars())]
                for box in highlight["boxes"]:
                    found += "".join(text for edges, text in letters if inside(edges, box)) + " "
    return found


def inside(edges: tuple[float, ...], box: tuple[float, ...]) -> bool:
    across, up = (edges[0] + edges[2]) / 2, (edges[1] + edges[3]) / 2
    return box[0] < across < box[2] and box[1] < up < box[3]


def places(path: Path) -> dict[str, tuple[int, float]]:
    """The named places of a brief: page, from 0, and height."""
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        named = pdf.Root.Dests
        return {str(key)[1:]: (numbers[named[key][0].objgen], float(named[key][3])) for key in named.keys()}  # noqa: SIM118


def inner_links(path: Path) -> list[tuple[int, tuple[int, float]]]:
    """The links within a file: their page, and the page and height they lead to."""
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return [
            (number, (numbers[link.Dest[0].objgen], float(link.Dest[3])))
            for number, page in enumerate(pdf.pages)
            for link in page.get("/Annots", [])
            if link.Subtype == "/Link" and "/Dest" in link
        ]
