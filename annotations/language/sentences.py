"""Sentences of an article: what J and K step over, and what surrounds a claim in an excerpt."""

from annotations.language.sentence_borders import pieces
from annotations.spans import Span, trimmed
from annotations.text import paragraphs


def sentences(text: str, language: str = "en") -> list[Span]:
    """Return the sentences of a canonical text in order, edge white space left out; they leave no word out.

    No sentence reaches over a line feed, so a headline is one of its own; the number or bullet of a list item and the
    name of a speaker belong to the first sentence behind them. Closing marks belong to what they close. A short
    quotation is not cut, a long one is. Abbreviations and initials of about 300 languages are known (sentencex, and
    what is mended of it); an unknown or empty language is read as English.
    """
    found: list[Span] = []
    for start, end in paragraphs(text):
        if text[start:end].strip():
            places = pieces(text[start:end], language or "en")
            spans = (trimmed(text, Span(start + first, start + last)) for first, last in places)
            found.extend(span for span in spans if span)
    return found
