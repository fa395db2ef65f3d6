"""Which parts of an article are printed: all of it, or each claim with a sentence on either side."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotations.brief.content import ArticleEntry
from annotations.cuts import without
from annotations.excerpts import surroundings
from annotations.spans import Span, trimmed
from annotations.text import paragraphs

_LONGEST_HEADLINE = 300


@dataclass(frozen=True, slots=True)
class Printed:
    """A stretch of one paragraph that is printed. `number` counts paragraphs with words from 1, 0 for the headline.

    `gap` says that something was left out before it.
    """

    span: Span
    number: int
    gap: bool = False


def printed_parts(article: ArticleEntry, *, full_text: bool) -> list[Printed]:
    """Parts in order, without what was cut. The first paragraph is the headline where it says the same as that."""
    parts = _parts(article, full_text=full_text)
    return list(_without_cuts(article.text, parts, article.cuts)) if article.cuts else parts


def _without_cuts(text: str, parts: Iterable[Printed], cuts: tuple[Span, ...]) -> Iterator[Printed]:
    end = 0
    for part in parts:
        for left in without(part.span, cuts):
            words = trimmed(text, left)
            if words:
                yield Printed(words, part.number, gap=bool(text[end : words.start].strip()))
                end = words.end


def _parts(article: ArticleEntry, *, full_text: bool) -> list[Printed]:
    text = article.text
    found = [Span(start, end) for start, end in paragraphs(text) if text[start:end].strip()]
    headed = bool(found) and len(found[0]) <= _LONGEST_HEADLINE and _same(found[0].of(text), article.headline)
    numbered = [(span, n if headed else n + 1) for n, span in enumerate(found)]
    if full_text:
        return [Printed(span, number) for span, number in numbered]
    kept = surroundings(text, article.language, (claim.span for claim in article.claims))
    parts: list[Printed] = []
    end = found[0].start if found else 0
    for paragraph, number in numbered:
        if number == 0:
            parts.append(Printed(paragraph, 0))
            end = paragraph.end
            continue
        for span in kept:
            if span.overlaps(paragraph):
                cut = Span(max(span.start, paragraph.start), min(span.end, paragraph.end))
                parts.append(Printed(cut, number, gap=bool(text[end : cut.start].strip())))
                end = cut.end
    return parts


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
