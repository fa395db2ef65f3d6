"""Which blocks of a page are its article: found around the paragraphs that trafilatura takes for it.

Trafilatura knows many sites and tells well where an article is, but drops headings, lists and short paragraphs, and
says nothing of it. So it only points at the place. The blocks there are taken in the order printed, and each that is
left out is kept with the reason.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from annotations.importers.cleaning.boilerplate import Line, Why
from annotations.importers.cleaning.sentence_ends import ASKING, SENTENCE_ENDS
from annotations.importers.pages.blocks import Block, Box, letters_of

_SHORTEST_SENTENCE = 60
_SHORTEST_UNSPACED = 24
_SURE = 20
_LONGEST_SEARCHED = 300_000
_SHARE_OF_PLACE = 0.85
_SHARE_OF_BOX = 0.4
_FEW_LINKS = 0.4
_LINKED = 0.8
_SHARE_OF_LINKS = 0.3
_WHOLE = frozenset({"body", "html"})
_OF_TEXT = frozenset({"p", "li", "ul", "ol", "blockquote", "pre", "td", "tr", "tbody", "table", "h1", "h2", "h3", "dl"})
_MOST_OUTSIDE = 200
_MOST_CELLS = 500
_ENDS = (*SENTENCE_ENDS, ")")


def article_lines(tree: Any, blocks: Sequence[Block], headline: str, stated: str) -> list[Line]:
    """Return the lines of the article and of what stands between them, the latter with reasons.

    Args:
        tree: the page; it is left as it is.
        blocks: what the page prints.
        headline: the headline if it is known; what stands above it is no part of the article.
        stated: the article's body if the page's data hold it.
    """
    marks = _marked(blocks, stated, _extracted(tree)) or [block for block in blocks if _is_sentence(block)]
    if not marks:
        return []
    held = _held(marks)
    total = sum(len(block.text) for block in marks)
    place = _with_its_like(_place(marks, held, total), blocks)
    linked = _linked_boxes(blocks)
    lines = [
        Line(
            block.text, block.heading, block.listed, block.linked >= _LINKED,
            why=_why(block, held, total * _SHARE_OF_BOX, linked),
        )
        for block in blocks
    ]  # fmt: skip
    start, end = _bounds(blocks, lines, marks, place, headline)
    within = _without_links(blocks[start:end], lines[start:end])
    above = _outside(blocks[:start], lines[:start]) if headline else []
    return [*above, *within, *_outside(blocks[end:], lines[end:])]


def _without_links(blocks: Sequence[Block], lines: list[Line]) -> list[Line]:
    """The lines, those that are links to elsewhere left out, unless links are much of what there is to read."""
    away = [
        block.linked >= _LINKED and (block.text.endswith(ASKING) or not block.text.endswith(_ENDS)) for block in blocks
    ]
    taken = sum(len(line.text) for line in lines if not line.why)
    linked = sum(len(line.text) for line, is_away in zip(lines, away, strict=True) if is_away and not line.why)
    if linked > taken * _SHARE_OF_LINKS:
        return lines
    return [
        line if line.why or not is_away or not (block.listed or block.links > 1)
        else replace(line, why=Why.MENU if block.links > 1 else Why.TEASER)
        for block, line, is_away in zip(blocks, lines, away, strict=True)
    ]  # fmt: skip


def _extracted(tree: Any) -> str:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs pages without text as errors of its own
    tables = not _has_wide_row(tree)  # for each cell the extractor counts all before it
    try:
        document = bare_extraction(tree, fast=True, include_comments=False, include_tables=tables, with_metadata=False)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return ""  # a page that trips the extractor is looked through without it
    body = getattr(document, "body", None)
    return "" if body is None else "\n".join(body.itertext())


def _has_wide_row(tree: Any) -> bool:
    """Whether a row of a table has more cells than the tables in articles have."""
    cells = Counter(cell.getparent() for cell in tree.iter("td", "th"))
    return any(count > _MOST_CELLS for count in cells.values())


def _marked(blocks: Iterable[Block], *known: str) -> list[Block]:
    """The paragraphs that stand in a text which is known for the article's: whole or the beginning of it."""
    lines = {letters_of(line) for text in known for line in text.split("\n")}
    whole = "\n".join(map(letters_of, known))
    whole = whole if len(whole) <= _LONGEST_SEARCHED else ""  # a search for each block through a large text takes long
    return [
        block for block in blocks
        if len(block.letters) >= _SURE and (block.letters in lines or block.letters in whole)
    ]  # fmt: skip


def _is_sentence(block: Block) -> bool:
    is_long = len(block.text) >= _SHORTEST_SENTENCE or (
        len(block.text) >= _SHORTEST_UNSPACED and len(block.text.split()) == 1
    )
    return is_long and block.linked < _FEW_LINKS and block.text.endswith(_ENDS)


def _held(marks: Iterable[Block]) -> dict[Any, int]:
    """How many code points of the paragraphs stand in each element."""
    held: dict[Any, int] = {}
    for block in marks:
        element = block.element
        while element is not None:
            held[element] = held.get(element, 0) + len(block.text)
            element = element.getparent()
    return held


def _place(marks: Sequence[Block], held: dict[Any, int], total: int) -> Any:
    """The innermost element that holds nearly all of the paragraphs."""
    holding = (above for block in marks for above in _above(block.element) if held[above] >= total * _SHARE_OF_PLACE)
    place = min(holding, key=lambda element: held[element])  # the first of equals is the innermost
    return next(above for above in _above(place) if above.tag not in _OF_TEXT or above.getparent() is None)


def _with_its_like(place: Any, blocks: Iterable[Block]) -> Any:
    """The element around a place and others made like it that hold sentences too: entries of a live blog."""
    around = place.getparent()
    if around is None or place.tag in _WHOLE or place.find(".//h1") is not None:
        return place
    named = (place.tag, place.get("class"))
    likes = {like for like in around if (like.tag, like.get("class")) == named}
    found = {
        element for block in blocks if _is_sentence(block) for element in _above(block.element) if element in likes
    }
    return around if len(found) > 1 and all(like.find(".//h1") is None for like in found) else place


def _linked_boxes(blocks: Iterable[Block]) -> set[Any]:
    """The elements of boxes that hold links more than text of their own."""
    counted: dict[Any, list[float]] = {}
    for block in blocks:
        for box in block.boxes:
            sums = counted.setdefault(box.element, [0.0, 0.0])
            sums[0] += block.linked * len(block.text)
            sums[1] += len(block.text)
    return {element for element, (linked, length) in counted.items() if linked >= _FEW_LINKS * length}


def _why(block: Block, held: dict[Any, int], most: float, linked: set[Any]) -> str:
    """The reason given by the boxes around a block; none by a box that holds much of the article."""

    def counts(box: Box) -> bool:
        if held.get(box.element, 0) > most:
            return False
        return box.why != Why.TEASER or box.element in linked or box.element.tag == "aside"

    return next((box.why for box in block.boxes if counts(box)), "")


def _bounds(
    blocks: Sequence[Block], lines: Sequence[Line], marks: Sequence[Block], place: Any, headline: str
) -> tuple[int, int]:
    """The first block of the article and the one behind its last.

    The headline begins it, if it stands above; blocks that surely are the article's may stand behind its place.
    """
    inside = [n for n, block in enumerate(blocks) if _stands_in(block.element, place)]
    sure = {id(block) for block in marks}
    ends = [n for n in range(inside[-1] + 1, len(blocks)) if id(blocks[n]) in sure and not lines[n].why]
    letters = letters_of(headline)
    first = next(n for n, block in enumerate(blocks) if id(block) in sure)
    titles = [n for n in range(first + 1) if letters and blocks[n].letters == letters]
    titles = titles or [n for n in range(first + 1) if blocks[n].heading and blocks[n].element.tag == "h1"]
    start = titles[-1] if titles else min(inside[0], first)
    return start, 1 + (ends[-1] if ends and _is_sentence(blocks[ends[-1]]) else inside[-1])


def _stands_in(element: Any, place: Any) -> bool:
    return any(above is place for above in _above(element))


def _above(element: Any) -> Iterator[Any]:
    """An element and those around it."""
    while element is not None:
        yield element
        element = element.getparent()


def _outside(blocks: Sequence[Block], lines: Sequence[Line]) -> list[Line]:
    """Sentences above and below the article's place: shown among what was left out, in case they are its own."""
    return [
        Line(line.text, why=line.why or Why.OUTSIDE)
        for block, line in zip(blocks, lines, strict=True)
        if _is_sentence(block)
    ][:_MOST_OUTSIDE]
