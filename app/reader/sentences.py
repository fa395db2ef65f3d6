"""The sentences of an article, found paragraph by paragraph as they are asked for."""

from bisect import bisect_right

from annotations.language.sentences import sentences
from annotations.spans import Span
from annotations.text import paragraphs


class Sentences:
    """Steps over the sentences of a canonical text; only the paragraphs it comes by are looked at."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._language = language
        self._paragraphs = paragraphs(text)
        self._starts = [start for start, _ in self._paragraphs]
        self._found: dict[int, list[Span]] = {}

    def at(self, offset: int) -> Span | None:
        """The sentence at an offset: the one that holds it, or the last before it in its paragraph, or the next."""
        number = self._number(offset)
        inside = [span for span in self._of(number) if span.start <= offset]
        return inside[-1] if inside else self._first(number) or self._last(number - 1)

    def after(self, span: Span) -> Span | None:
        """The first sentence that starts behind the start of `span`'s last one."""
        number = self._number(span.end - 1)
        later = [found for found in self._of(number) if found.start >= span.end]
        return later[0] if later else self._first(number + 1)

    def before(self, span: Span) -> Span | None:
        """The last sentence that starts before `span`."""
        number = self._number(span.start)
        earlier = [found for found in self._of(number) if found.start < span.start]
        return earlier[-1] if earlier else self._last(number - 1)

    def grown(self, span: Span) -> Span:
        """`span` with the sentence it ends in completed, or with the next one added if it is complete."""
        last = self.at(span.end - 1)
        if last and last.end > span.end:
            return Span(min(span.start, last.start), last.end)
        following = self.after(span)
        return Span(span.start, following.end) if following else span

    def shrunk(self, span: Span) -> Span | None:
        """`span` without its last sentence; None if it has only one."""
        last = self.at(span.end - 1)
        previous = self.before(last) if last else None
        return Span(span.start, previous.end) if previous and previous.end > span.start else None

    def _number(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _of(self, number: int) -> list[Span]:
        if not 0 <= number < len(self._paragraphs):
            return []
        if number not in self._found:
            start, end = self._paragraphs[number]
            local = sentences(self._text[start:end], self._language)
            self._found[number] = [Span(start + span.start, start + span.end) for span in local]
        return self._found[number]

    def _first(self, number: int) -> Span | None:
        return next((found[0] for n in range(max(0, number), len(self._paragraphs)) if (found := self._of(n))), None)

    def _last(self, number: int) -> Span | None:
        return next((found[-1] for n in range(number, -1, -1) if (found := self._of(n))), None)
