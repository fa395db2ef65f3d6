"""Which parts of an article are printed: all of it, or each claim with a sentence on either side."""

from bisect import bisect_right
from dataclasses import dataclass

from annotations.brief.content import ArticleEntry
from annotations.language.sentences import sentences
from annotations.spans import Span
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
    """Parts in order. The first paragraph is the headline where it says the same as the article's headline."""
    text = article.text
    found = [Span(start, end) for start, end in paragraphs(text) if text[start:end].strip()]
    headed = bool(found) and len(found[0]) <= _LONGEST_HEADLINE and _same(found[0].of(text), article.headline)
    numbered = [(span, n if headed else n + 1) for n, span in enumerate(found)]
    if full_text:
        return [Printed(span, number) for span, number in numbered]
    kept = _kept(article)
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


def _kept(article: ArticleEntry) -> list[Span]:
    """What excerpts show, in order and joined where it touches."""
    found = sentences(article.text, article.language)
    starts = [sentence.start for sentence in found]
    kept: list[Span] = []
    for claim in article.claims:
        first = max(0, bisect_right(starts, claim.span.start) - 2)
        last = min(len(found) - 1, bisect_right(starts, claim.span.end - 1))
        wide = Span(min(claim.span.start, found[first].start), max(claim.span.end, found[last].end))
        if kept and wide.start <= kept[-1].end + 1:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, wide.end))
        else:
            kept.append(wide)
    return kept
