"""Plain text: a headline on the first line, perhaps a head block above it."""

import re

from annotations.importers.cleaning.boilerplate import Line
from annotations.importers.compose import BULLET, CELLS, compose
from annotations.importers.draft import Draft
from annotations.importers.formats import Confidence, Format
from annotations.importers.source import Source
from annotations.importers.texts.heads import split_head
from annotations.text import canonicalise

_SHORTEST_WRAPPED = 45
_LONGEST_WRAPPED = 100
_FEWEST_ROWS = 2
_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)*\n")
_CELLS = re.compile(r"(?<=\S) *\t *(?=\S)")
_MARK = re.compile(r"^\s*(?:[•·‣▪●○◦§\uf0b7\uf0a7]\s+|o\t\s*|(?P<number>\d{1,3}[.)])\s+)(?=\S)")
_LISTED = re.compile(r"\s*(?:• |\d{1,3}[.)]\s)")


def read(source: Source) -> list[Draft]:
    """Return the one article of the file."""
    fields, lines = split_head(canonicalise(source.text).split("\n"))
    return [compose(source, fields, printed_lines(lines), clean=True)]


def printed_lines(lines: list[str]) -> list[Line]:
    """Return the paragraphs with what their surroundings tell: rows of a copied table, lists, and what stands apart.

    Cells of a table are parted by tabs where they were copied, and by " | " in an article's text.
    """
    found: list[Line] = []
    for block in _blocks([_MARK.sub(_marked, line) for line in lines]):
        is_table = sum("\t" in line and bool(_CELLS.search(line)) for line in block) >= _FEWEST_ROWS
        for place, line in enumerate(block if is_table else paragraphs_of(block)):
            text = _CELLS.sub(CELLS, line.strip()) if is_table else line
            listed = is_table or bool(_LISTED.match(text))
            found.append(Line(text, listed=listed, apart=place == 0))
    return found


def _marked(found: re.Match[str]) -> str:
    """The mark of a list's item, with one space behind it: programs write tabs and bullets of many kinds."""
    return f"{found['number']} " if found["number"] else BULLET


def unwrap(lines: list[str]) -> list[str]:
    """Return paragraphs: lines that were broken at a fixed width are joined again, all others stay.

    Only lines between blank lines are joined, and only if all but the last are nearly equally long.
    """
    blocks = _blocks(lines)
    return lines if len(blocks) == 1 else [paragraph for block in blocks for paragraph in paragraphs_of(block)]


def _blocks(lines: list[str]) -> list[list[str]]:
    """The lines between blank lines."""
    return [block.split("\n") for block in _BLANK.split("\n".join(lines))]


def paragraphs_of(lines: list[str]) -> list[str]:
    """Return the paragraphs of lines without a blank one: one, if they look broken at a fixed width, or each line."""
    full = [len(line.rstrip()) for line in lines[:-1]]
    wrapped = bool(full) and min(full) >= _SHORTEST_WRAPPED and max(full) <= _LONGEST_WRAPPED
    return [" ".join(line.strip() for line in lines)] if wrapped else lines


def _recognise(source: Source) -> Confidence:
    if not source.encoding:
        return Confidence.NO
    return Confidence.LIKELY if source.suffix in FORMAT.suffixes else Confidence.POSSIBLE


FORMAT = Format("plain text", (".txt", ".text", ".asc"), _recognise, read)
