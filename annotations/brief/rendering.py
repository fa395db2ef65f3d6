"""Pages of a finished PDF as pictures at any scale, whole or in part: for the printer and for charts in documents."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from typing import Any

from annotations.brief.preview import PAINTING, Picture

_HALF = 0.5
"""pdfium's wrapper rounds up what is cut off: half a pixel less is the right number whatever arithmetic did to it."""
Box = tuple[float, float, float, float]


class Pages:
    """The pages of an open PDF, counted from 1. See `opened`."""

    def __init__(self, document: Any) -> None:
        """Take an open document of pdfium's."""
        self._document = document
        with PAINTING:
            self.count = len(document)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        with PAINTING:
            width, height = self._document.get_page_size(page - 1)
        return width, height

    def picture(self, page: int, scale: float, box: Box | None = None) -> Picture:
        """Paint a page with `scale` pixels a point; of it only `box` (left, bottom, right, top in points) if given."""
        with PAINTING:
            leaf = self._document[page - 1]
            left, bottom, right, top = box or (0, 0, *leaf.get_size())
            width, height = leaf.get_size()
            cut = (left, bottom, width - right, height - top)
            bitmap = leaf.render(scale=scale, crop=cut, prefer_bgrx=True, may_draw_forms=False)
            picture = Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            leaf.close()
        return picture

    def rows(self, page: int, scale: float) -> int:
        """How many rows of pixels a page has at a scale."""
        return ceil(self.size(page)[1] * scale)

    def strip(self, page: int, scale: float, first: int, last: int) -> Picture:
        """Paint the rows of pixels from `first` to before `last`, from 0 at the top: a printer's pages are large."""
        width, height = self.size(page)
        below, above = (self.rows(page, scale) - last - _HALF) / scale, (first - _HALF) / scale
        return self.picture(page, scale, (0, below, width, height - above))


@contextmanager
def opened(data: bytes) -> Iterator[Pages]:
    """Open a PDF for as long as the block runs."""
    import pypdfium2

    with PAINTING:
        document = pypdfium2.PdfDocument(data)
    try:
        yield Pages(document)
    finally:
        with PAINTING:
            document.close()
