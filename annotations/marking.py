"""Making claims of many hits at once, after a look at them."""

from bisect import bisect_right
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from annotations.articles import Status
from annotations.language.sentences import sentences
from annotations.progress import Progress
from annotations.search import Hits
from annotations.spans import Span

if TYPE_CHECKING:
    from annotations.project import Project


class Extent(StrEnum):
    """What becomes the passage of a claim."""

    SENTENCE = "sentence"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may become a claim.

    Args:
        article_id: its article.
        span: where it stands.
        exact: its words; it becomes a claim only while they stand there.
        hits: the hits in it, in code points of `exact`.
        claimed: whether each of its hits lies in a claim already.
    """

    article_id: int
    span: Span
    exact: str
    hits: tuple[Span, ...]
    claimed: bool = False


def candidates(project: "Project", found: Iterable[Hits], extent: Extent) -> list[Candidate]:
    """The passages of hits, each once, in the order of the articles and of their texts."""
    made: list[Candidate] = []
    for hits in found:
        if hits.spans:
            claims = [claim.span for claim in project.claims.of_article(hits.article_id)]
            made += _of_article(hits, extent, project.articles.get(hits.article_id).language, claims)
    return made


def _of_article(hits: Hits, extent: Extent, language: str, claims: Sequence[Span]) -> list[Candidate]:
    around = _Sentences(hits.text, language).around if extent is Extent.SENTENCE else lambda span: span
    starts = sorted(claim.start for claim in claims)
    ends = list(accumulate((claim.end for claim in sorted(claims)), max))

    def is_claimed(span: Span) -> bool:
        place = bisect_right(starts, span.start) - 1
        return place >= 0 and ends[place] >= span.end  # of all claims that begin before it, one reaches to its end

    inside: dict[Span, list[Span]] = {}
    for span in hits.spans:
        inside.setdefault(around(span), []).append(span)
    return [
        Candidate(
            hits.article_id,
            passage,
            passage.of(hits.text),
            tuple(Span(span.start - passage.start, span.end - passage.start) for span in spans),
            all(map(is_claimed, spans)),
        )
        for passage, spans in inside.items()
    ]


class _Sentences:
    """The sentences of a text, found in the paragraphs that hits stand in only."""

    def __init__(self, text: str, language: str) -> None:
        self._text, self._language = text, language
        self._known: dict[int, list[Span]] = {}

    def around(self, span: Span) -> Span:
        """The sentence, or the sentences, that a hit reaches into; the hit itself where there is none."""
        start = self._text.rfind("\n", 0, span.start) + 1
        if start not in self._known:
            end = self._text.find("\n", start)
            paragraph = self._text[start : end if end >= 0 else len(self._text)]
            self._known[start] = [Span(s.start + start, s.end + start) for s in sentences(paragraph, self._language)]
        touched = [sentence for sentence in self._known[start] if sentence.overlaps(span)]
        return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end)) if touched else span


def mark(
    project: "Project", chosen: Sequence[Candidate], tags: Sequence[tuple[int, str]] = ()
) -> Generator[Progress, None, int]:
    """Make a claim of each passage, under the current coder, and set these tags (ids and roles) on it.

    A new article is in progress from then on. Passages whose words have changed meanwhile are left alone. Needs an
    open step.

    Returns:
        The number of claims made.
    """
    made = 0
    for article_id, group in groupby(chosen, key=lambda candidate: candidate.article_id):
        found = project.articles.rows([article_id])
        text = project.articles.text(article_id) if found else ""
        standing = [candidate for candidate in group if candidate.span.of(text) == candidate.exact]
        if standing and found[0].status is Status.NEW:
            project.articles.update([article_id], status=Status.IN_PROGRESS)
        for candidate in standing:
            yield Progress(made, len(chosen), found[0].headline)
            claim_id = project.claims.add(article_id, candidate.span)
            for tag_id, role in tags:
                project.claims.tag(claim_id, tag_id, role)
            made += 1
    return made
