"""The pages of a brief for the screen: made without a file, and painted one by one as pdfium shows them."""

import re
import threading
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotations.brief.spec import BriefSpec, Part
from annotations.errors import CancelledError

if TYPE_CHECKING:
    from annotations.brief.content import BriefContent
    from annotations.brief.sheet import Spot

_OF_CLAIM = re.compile(r"(?:claim|passage)-(\d{1,9})")
PAINTING = threading.Lock()
"""pdfium serves one thread at a time."""
_KEPT = 2
_LESS = 0.001


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Pages of one part of a brief that begin with a page of it: `headed` where the part's heading stands on that.

    `before` is how many pages of the brief come before them, `total` how many it has, `elsewhere` are the names of its
    places: what leads there is printed as in the whole.
    """

    part: Part
    headed: bool = True
    before: int = 0
    total: int = 0
    elsewhere: Container[str] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Proof:
    """The pages of a brief as an export would write them.

    `width` and `height` are those of a page in points. `places` are named heights: the page, from 1, and points from
    below. `spots` are the rectangles that belong to something, by page.
    """

    data: bytes
    pages: int
    width: float
    height: float
    places: Mapping[str, tuple[int, float]]
    spots: Mapping[int, tuple["Spot", ...]]

    def target(self, page: int, x: float, y: float) -> str:
        """What lies at a point of a page: the name of a place or an address; empty if nothing."""
        for spot in self.spots.get(page, ()):
            if spot.left <= x <= spot.right and spot.bottom <= y <= spot.top:
                return spot.target
        return ""

    def place_above(self, page: int, y: float, names: Container[str]) -> str:
        """The nearest of some named places at or before a height of a page; empty if there is none."""
        before = [
            (there, -top, name)
            for name, (there, top) in self.places.items()
            if name in names and (there, -top) <= (page, -y)
        ]
        return max(before)[2] if before else ""

    def page_of_claim(self, number: int) -> tuple[int, float] | None:
        """Where a claim stands: its passage, else its line in the list of claims; None if it is not in the brief."""
        return self.places.get(f"passage-{number}") or self.places.get(f"claim-{number}")


def claim_of(target: str) -> int:
    """The number of the claim a target belongs to, 0 if to none."""
    match = _OF_CLAIM.fullmatch(target)
    return int(match[1]) if match else 0


def proof(
    content: "BriefContent",
    spec: BriefSpec,
    wanted: Callable[[], bool],
    draft: str = "",
    excerpt: Excerpt | None = None,
) -> Proof:
    """Make the pages, or an excerpt of them; `draft` is the mark of a draft's.

    Raises:
        CancelledError: once `wanted` answers no, which is asked again and again.
    """
    from annotations.brief.writer import pages_made

    making = pages_made(content, spec, draft, excerpt, spots=True)
    while True:
        try:
            next(making)
        except StopIteration as end:
            made = end.value
            break
        if not wanted():
            making.close()
            raise CancelledError
    sheet = made.sheet
    spots: dict[int, list[Spot]] = {}
    for spot in sheet.spots or ():
        spots.setdefault(spot.page, []).append(spot)
    return Proof(
        made.data,
        sheet.pages,
        sheet.width,
        sheet.height,
        {key: (place.page, place.top) for key, place in sheet.places.items()},
        {page: tuple(found) for page, found in spots.items()},
    )


@dataclass(frozen=True, slots=True)
class Picture:
    """A painted page: lines of pixels, each blue, green, red and an unused byte; `stride` bytes a line."""

    width: int
    height: int
    stride: int
    data: bytes


class Painter:
    """Paints pages of proofs; may be called from any thread."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._open: dict[Proof, Any] = {}

    def paint(self, proof: Proof, page: int, width: int) -> Picture:
        """Paint a page (from 1) so many pixels wide."""
        with PAINTING:
            document = self._document(proof)
            leaf = document[page - 1]
            # pdfium rounds up, also what only an error of arithmetic makes larger.
            scale = (width - _LESS) / proof.width
            bitmap = leaf.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
            picture = Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            leaf.close()
        return picture

    def _document(self, proof: Proof) -> Any:
        import pypdfium2

        if proof not in self._open:
            while len(self._open) >= _KEPT:
                self._open.pop(next(iter(self._open))).close()
            self._open[proof] = pypdfium2.PdfDocument(proof.data)
        return self._open[proof]

    def close(self) -> None:
        """Let go of what is open."""
        with PAINTING:
            while self._open:
                self._open.popitem()[1].close()
