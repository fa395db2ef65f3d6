"""What is left of an article's text where only its claims may be passed on."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.cuts import without
from annotations.language.sentences import sentences
from annotations.spans import Span, trimmed
from annotations.text import paragraphs

GAP = "[…]"
"""Stands where words were left out."""


def is_excerpt(text: str, whole: str) -> bool:
    """Whether a text is another one with words left out."""
    place = 0
    for piece in map(str.strip, text.split(GAP)):
        place = whole.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return GAP in text and text != whole


MOST_AROUND = 400
"""Code points kept on either side of a claim at most: some texts have no sentences that a program could see."""


def surroundings(text: str, language: str, spans: Iterable[Span], most: int | None = None) -> list[Span]:
    """Return the spans with the sentence before and after, in order, joined where they touch.

    Args:
        text: the article's canonical text.
        language: its language, as `annotations.language.sentences` takes it.
        spans: the passages.
        most: code points kept on either side at most; None for no limit. Words are not cut.
    """
    found = sentences(text, language)
    starts = [sentence.start for sentence in found]
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        wide = _widened(span, found, starts)
        if most is not None:
            wide = _narrowed(text, span, wide, most)
        if kept and wide.start <= kept[-1].end + 1:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, wide.end))
        else:
            kept.append(wide)
    return kept


def _widened(span: Span, found: Sequence[Span], starts: Sequence[int]) -> Span:
    if not found:
        return span
    first = max(0, bisect_right(starts, span.start) - 2)
    last = min(len(found) - 1, bisect_right(starts, span.end - 1))
    return Span(min(span.start, found[first].start), max(span.end, found[last].end))


def _narrowed(text: str, span: Span, wide: Span, most: int) -> Span:
    start, end = max(wide.start, span.start - most), min(wide.end, span.end + most)
    while wide.start < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < wide.end and not text[end].isspace():
        end -= 1
    return Span(start, end)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A shortened text, and which stretches of the old one stand where in it: old start, old end, new start."""

    text: str
    stretches: tuple[tuple[int, int, int], ...]

    def moved(self, span: Span) -> Span:
        """Where a passage that was kept now stands.

        Raises:
            ValueError: if it was not kept whole.
        """
        for old, end, new in self.stretches:
            if old <= span.start and span.end <= end:
                return Span(span.start - old + new, span.end - old + new)
        raise ValueError(f"{span} was left out")


def excerpt(
    text: str, spans: Sequence[Span], *, language: str = "", headline: str = "", cuts: Iterable[Span] = ()
) -> Excerpt:
    """Shorten a canonical text to some passages with a sentence on either side.

    What was left out is shown as "[…]", on a line of its own where it reached over a line's end. The first paragraph
    stays if it says no more than `headline`. What was cut from the text goes, but for cuts that a passage reaches into.
    The result is canonical.
    """
    kept = surroundings(text, language, spans, MOST_AROUND)
    head = next((Span(*edges) for edges in paragraphs(text) if text[slice(*edges)].strip()), None)
    if head and _same(head.of(text), headline) and not (kept and kept[0].start <= head.end):
        kept.insert(0, head)
    kept = _without_cuts(text, kept, spans, cuts)
    pieces: list[str] = []
    stretches: list[tuple[int, int, int]] = []
    end = length = 0
    for span in kept:
        gap = _gap(text[end : span.start]) if end else _gap(text[: span.start]).lstrip()
        stretches.append((span.start, span.end, length + len(gap)))
        pieces += [gap, span.of(text)]
        length += len(gap) + len(span)
        end = span.end
    pieces.append(_gap(text[end:]).rstrip() if end else GAP)
    return Excerpt("".join(pieces), tuple(stretches))


def _without_cuts(text: str, kept: Sequence[Span], spans: Sequence[Span], cuts: Iterable[Span]) -> list[Span]:
    cut = [each for each in cuts if not any(each.overlaps(span) for span in spans)]
    if not cut:
        return list(kept)
    found: list[Span] = []
    for left in (each for span in kept for each in without(span, cut)):
        words = trimmed(text, left)
        if words:
            inside = [span for span in spans if span.overlaps(left)]
            whole = all(words.start <= span.start and span.end <= words.end for span in inside)
            found.append(words if whole else left)
    return found


def _gap(left_out: str) -> str:
    """What stands for the words between two stretches that are kept."""
    inner = left_out.strip()
    if not inner.replace(GAP, "").strip():
        return left_out
    if "\n" in left_out:
        return f"\n\n{GAP}\n\n"
    before, _, after = left_out.partition(inner)
    return f"{before}{GAP}{after}"


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
