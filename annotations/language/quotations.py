"""Passages between quotation marks."""

import re
from collections.abc import Iterable

from annotations.spans import Span, trimmed
from annotations.text import paragraphs

_PAIRS = re.compile(r'“[^“”\n]+[”\n]|“[^“”\n]+$|«[^«»\n]+»|„[^„“”\n]+[“”]|(?<!\w)"[^"\n]+"')
_WORD = re.compile(r"\w+")
_SMALL = 4
"""Letters from which on a word has a capital in a title."""
_FEWEST = 3
"""Words of a title that must have one."""


def quotations(text: str) -> list[Span]:
    """Return what stands between quotation marks, the marks included, in order.

    No quotation reaches over a line feed; an opening curly mark that is not closed reaches to the end of its
    paragraph, as when a speech goes on in the next one. Single marks are left out: they are apostrophes too.
    """
    found: list[Span] = []
    for start, end in paragraphs(text):
        places = (Span(start + m.start(), start + m.end()) for m in _PAIRS.finditer(text[start:end]))
        found += [mark for place in places if (mark := trimmed(text, place))]
    return found


def joined(spans: Iterable[Span]) -> list[Span]:
    """The stretches that any of the spans covers, in order, none touching another."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def grown(span: Span, marks: list[Span], cue: Span | None = None) -> Span:
    """Let a passage reach over each quotation that it overlaps, unless the cue stands in the way of it."""
    for mark in marks:
        if mark.overlaps(span) and not (cue and mark.overlaps(cue)):
            wider = Span(min(span.start, mark.start), max(span.end, mark.end))
            if not (cue and wider.overlaps(cue) and not span.overlaps(cue)):
                span = wider
    return span


def is_phrase(text: str, mark: Span) -> bool:
    """Whether a quotation has three words or more, enough where its speaker stands beside it."""
    return len(_WORD.findall(mark.of(text))) >= 3  # noqa: PLR2004


def is_sentence(text: str, mark: Span) -> bool:
    """Whether a quotation is long enough to say something: six words, or four that begin like a sentence."""
    inside = text[mark.start + 1 : mark.end]
    words = len(_WORD.findall(inside))
    return words >= 6 or (words >= 4 and inside[:1].isupper())  # noqa: PLR2004


def is_title(text: str, mark: Span) -> bool:
    """Whether a quotation is written as the title of a book or a film is: “The Return of the Old King”."""
    long = [word for word in _WORD.findall(mark.of(text)) if len(word) >= _SMALL]
    return len(long) >= _FEWEST and all(word[0].isupper() and not word.isupper() for word in long)
