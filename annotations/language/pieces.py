"""A text cut into pieces that an engine reads at once."""

from collections.abc import Iterator

from annotations.language.sentences import sentences
from annotations.spans import Span
from annotations.text import paragraphs

LONGEST = 20_000
"""Code points of a piece at most, so that memory stays bounded."""


def pieces(text: str) -> Iterator[Span]:
    """The paragraphs, long ones cut between sentences, and sentences of absurd length anywhere."""
    for start, end in paragraphs(text):
        if end - start <= LONGEST:
            if text[start:end].strip():
                yield Span(start, end)
            continue
        place = start
        for sentence in [Span(start + s.start, start + s.end) for s in sentences(text[start:end])]:
            while sentence.end - place > LONGEST:
                cut = sentence.start if sentence.start > place else place + LONGEST
                yield Span(place, cut)
                place = cut
        if text[place:end].strip():
            yield Span(place, end)
