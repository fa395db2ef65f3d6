"""The edges of a claim's passage: where they go when they are dragged, or moved by a word.

Pure functions on the article's text; offsets are its code points. The other edge always stays as it is, also where
it was set inside of a word, and a passage keeps at least one word.
"""

import unicodedata
from enum import Enum, auto

from annotations.spans import Span, snapped, trimmed


class Edge(Enum):
    """One of the two ends of a passage, in the order of reading."""

    START = auto()
    END = auto()


def put(text: str, span: Span, edge: Edge, offset: int, *, exact: bool = False) -> Span:
    """The passage with one edge at `offset`, which is moved to the edge of a word unless `exact`.

    The word at the offset belongs to the passage; white space at the edge does not. An edge does not get past the
    other one.
    """
    if edge is Edge.START:
        wished = Span(max(0, min(offset, span.end - 1)), span.end)
    else:
        wished = Span(span.start, max(span.start + 1, min(offset, len(text))))
    found = trimmed(text, wished) if exact else snapped(text, wished)
    if found is None:
        return span
    return Span(found.start, span.end) if edge is Edge.START else Span(span.start, found.end)


def stepped(text: str, span: Span, edge: Edge, step: int) -> Span:
    """The passage with one edge a word further on (1) or back (−1); the same where that is not possible.

    A run of punctuation is passed by itself, so that a full stop can be taken in or left out.
    """
    if edge is Edge.START:
        return _start_back(text, span) if step < 0 else _start_on(text, span)
    return _end_on(text, span) if step > 0 else _end_back(text, span)


def _start_back(text: str, span: Span) -> Span:
    at = span.start
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return Span(_piece(text, at - 1).start, span.end) if at > 0 else span


def _start_on(text: str, span: Span) -> Span:
    at = _piece(text, span.start).end
    while at < span.end and text[at].isspace():
        at += 1
    return Span(at, span.end) if at < span.end else span


def _end_on(text: str, span: Span) -> Span:
    at = span.end
    while at < len(text) and text[at].isspace():
        at += 1
    return Span(span.start, _piece(text, at).end) if at < len(text) else span


def _end_back(text: str, span: Span) -> Span:
    at = _piece(text, span.end - 1).start
    while at > span.start and text[at - 1].isspace():
        at -= 1
    return Span(span.start, at) if at > span.start else span


def _piece(text: str, at: int) -> Span:
    """The word, the run of punctuation or the single character of an unspaced script at an offset."""
    word = snapped(text, Span(at, at + 1)) or Span(at, at + 1)
    start, end = word.start, word.end
    if _is_sign(text[at]):
        while start > 0 and _is_sign(text[start - 1]):
            start -= 1
        while end < len(text) and _is_sign(text[end]):
            end += 1
    return Span(start, end)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS" and character != "_"
