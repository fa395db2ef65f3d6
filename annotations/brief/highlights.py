"""Claims as annotations of the PDF, so that readers list them and reviewers can answer them.

The passage is painted in the page itself. Every annotation has the same empty appearance, with resources of its own:
without one viewers paint the passage a second time.
"""

from collections.abc import Iterable
from hashlib import sha256

from annotations.brief.coding_lines import comment_text
from annotations.brief.content import ClaimEntry, passage_key
from annotations.brief.encoding import text_string
from annotations.brief.sheet import Sheet
from annotations.brief.tagging import Element
from annotations.brief.typography import QUIET

MARK = "PRMK"
"""Key of an annotation of ours: the mark of the comment it was printed with, so that what others added is known."""

_EMPTY = (
    "/Type /XObject /Subtype /Form /FormType 1 /BBox [0 0 1 1]"
    " /Resources <</ExtGState <</G0 <</Type /ExtGState /BM /Multiply>>>>>>"
)

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page."""


def add_highlight(sheet: Sheet, claim: ClaimEntry, boxes: Iterable[Box], element: Element) -> None:
    """Put the claim's highlight on this page: one box a line, a claim over two pages has one on each.

    `element` is the paragraph in which its words on this page begin.
    """
    lines = list(boxes)
    for line in lines:
        sheet.spot(passage_key(claim), *line)
    appearance = sheet.shared("empty-appearance", _EMPTY)
    edges = tuple(zip(*lines, strict=True))
    rectangle = f"{min(edges[0]):.2f} {min(edges[1]):.2f} {max(edges[2]):.2f} {max(edges[3]):.2f}"
    quads = " ".join(
        f"{left:.2f} {top:.2f} {right:.2f} {top:.2f} {left:.2f} {bottom:.2f} {right:.2f} {bottom:.2f}"
        for left, bottom, right, top in lines
    )
    colour = claim.look.colour or QUIET
    parts = " ".join(f"{int(colour[place : place + 2], 16) / 255:.3f}" for place in (1, 3, 5))
    author = f" /T {text_string(claim.coder)}" if claim.coder else ""
    comment = comment_text(claim, sheet.words)
    sheet.annotate(
        f"/Subtype /Highlight /F 4 /Rect [{rectangle}] /QuadPoints [{quads}] /C [{parts}]"
        f" /NM {text_string(claim.uid)} /Subj {text_string(claim.label)}{author}"
        f" /Contents {text_string(comment)} /{MARK} {text_string(printed_mark(comment))}"
        f" /AP <</N {appearance} 0 R>>",
        element,
    )


def printed_mark(comment: str) -> str:
    """The mark of a comment's words, whatever a viewer does to its white space."""
    return sha256(" ".join(comment.split()).encode("utf-8", "replace")).hexdigest()[:16]
