"""Pages of the sample's brief beside the pictures of them that a person has looked at.

After a change that is meant, `PRESSMARK_PICTURES=new pytest tests/annotations/brief/test_pictures.py` makes them anew:
look at each before it is committed.
"""

import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

FOLDER = Path(__file__).parent / "pictures"
DPI = 60
SOFTENED = 4
"""Pixels a side of the squares whose mean grey is compared: edges of letters may differ from machine to machine."""
LARGEST, MEAN = 60, 1.5
"""Of 255: how much one square may differ, and the page as a whole."""
PARTS = {
    "front": None,
    "read": "What we read",
    "findings": "Findings",
    "claims": "List of claims",
    "articles": "Annotated articles",
    "method": "Method",
    "codebook": "Codebook",
    "sources": "Sources",
}


def page_of(document: pypdfium2.PdfDocument, title: str | None) -> int:
    """The page that a part begins on, by the outline; the first one without a title."""
    if title is None:
        return 0
    return next(entry.get_dest().get_index() for entry in document.get_toc() if entry.get_title() == title)


def picture(path: Path, title: str | None) -> Image.Image:
    """The page in shades of grey."""
    with pypdfium2.PdfDocument(path) as document:
        return document[page_of(document, title)].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")


def softened(image: Image.Image) -> Image.Image:
    """The means of small squares."""
    return image.resize((image.width // SOFTENED, image.height // SOFTENED), Image.Resampling.BOX)


@pytest.mark.parametrize("part", PARTS)
def test_a_page_looks_as_it_did_when_somebody_looked(sample, part: str, tmp_path: Path) -> None:
    found = picture(sample.path, PARTS[part])
    reference = FOLDER / f"{part}.png"
    if os.environ.get("PRESSMARK_PICTURES") == "new":
        FOLDER.mkdir(exist_ok=True)
        found.save(reference, optimize=True)
    with Image.open(reference) as opened:
        wanted = opened.convert("L")
    assert found.size == wanted.size
    difference = ImageChops.difference(softened(found), softened(wanted))
    mean, (_, largest) = ImageStat.Stat(difference).mean[0], difference.getextrema()
    if mean > MEAN or largest > LARGEST:
        found.save(tmp_path / f"{part}.png")
        pytest.fail(f"{part}: mean {mean:.2f}, largest {largest}; see {tmp_path / f'{part}.png'}")


def test_another_page_would_be_noticed(sample) -> None:
    one, other = (softened(picture(sample.path, PARTS[part])) for part in ("claims", "sources"))
    difference = ImageChops.difference(one, other)
    assert ImageStat.Stat(difference).mean[0] > MEAN
    assert difference.getextrema()[1] > LARGEST
