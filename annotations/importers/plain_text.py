"""Plain text: a headline on the first line, perhaps a head block above it."""

import re

from annotations.importers.compose import compose
from annotations.importers.draft import Draft
from annotations.importers.formats import Confidence, Format
from annotations.importers.heads import split_head
from annotations.importers.source import Source
from annotations.text import canonicalise

_SHORTEST_WRAPPED = 45
_LONGEST_WRAPPED = 100


def read(source: Source) -> list[Draft]:
    """Return the one article of the file."""
    fields, lines = split_head(canonicalise(source.text).split("\n"))
    return [compose(source, fields, unwrap(lines), clean=True)]


def unwrap(lines: list[str]) -> list[str]:
    """Return paragraphs: lines that were broken at a fixed width are joined again, all others stay.

    Only lines between blank lines are joined, and only if all but the last are nearly equally long.
    """
    blocks = re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)*\n", "\n".join(lines))
    if len(blocks) == 1:
        return lines
    return [paragraph for block in blocks for paragraph in paragraphs_of(block.split("\n"))]


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
