"""Sentences of an article: what J and K step over, and what surrounds a claim in an excerpt."""

from annotations.spans import Span, trimmed
from annotations.text import paragraphs


def sentences(text: str, language: str = "en") -> list[Span]:
    """Return the sentences of a canonical text in order, edge white space left out.

    No sentence reaches over a line feed, so a headline or a list item is one of its own. Abbreviations and
    initials of about 300 languages are known (sentencex); an unknown or empty language is read as English.
    """
    found: list[Span] = []
    for start, end in paragraphs(text):
        found.extend(_of_paragraph(text, start, end, language or "en"))
    return found


def _of_paragraph(text: str, start: int, end: int, language: str) -> list[Span]:
    import sentencex

    if not text[start:end].strip():
        return []
    found: list[Span] = []
    position = start
    for piece in sentencex.segment(language, text[start:end]):
        if span := trimmed(text, Span(position, position + len(piece))):
            found.append(span)
        position += len(piece)
    return found
