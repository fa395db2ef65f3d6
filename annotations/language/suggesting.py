"""Which of an article's candidates are proposed as claims now: what is decided already, cut or doubled is left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.decided import Decided, Decisions
from annotations.language.actors import Actors, Mention, Mentions
from annotations.language.candidates import Candidate
from annotations.language.found import Found
from annotations.language.mentions import mentions_in
from annotations.language.ranking import ranked
from annotations.language.speakers import speaker_of
from annotations.spans import Span, SpanIndex


@dataclass(frozen=True, slots=True)
class Taken:
    """What is not proposed: passages that are claims, passages that were decided on, and what was cut from the text."""

    claims: Sequence[Span] = ()
    decided: Sequence[Decided] = ()
    cuts: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class Suggesting:
    """The candidates of one text with their scores, the best first; kept while claims come and go.

    `mentions` are the actors named in it, by `actors`.
    """

    text: str
    candidates: tuple[Candidate, ...]
    mentions: Mentions
    actors: Actors

    @classmethod
    def of(cls, text: str, found: Found, actors: Actors, outlet: str = "") -> "Suggesting":
        """Rank what an engine found in a text, by who says it above all; `outlet` is the name of its outlet."""
        mentions = mentions_in(text, found.names, actors, outlet)
        return cls(text, tuple(ranked(text, found.candidates, mentions, actors)), mentions, actors)

    def speaker_of(self, candidate: Candidate) -> Mention | None:
        """The actor who says it, where that is certain."""
        return speaker_of(self.text, candidate.source, self.mentions, self.actors) if candidate.source else None

    def proposed(self, taken: Taken, least: float = 0.0) -> list[Candidate]:
        """The suggestions that have at least a score, in the order of the text.

        A candidate that shares half of the shorter of the two with a claim is that claim. Of several that share as much
        with one another only the best is proposed; where it is turned down, the next one is.
        """
        claims, cuts = SpanIndex(taken.claims), SpanIndex(taken.cuts)
        decisions = Decisions(self.text, taken.decided)
        left = [
            candidate
            for candidate in self.candidates
            if candidate.score >= least
            and not any(True for _ in cuts.overlapping(candidate.content))
            and not any(_is_same(candidate.content, claim) for claim in claims.overlapping(candidate.content))
            and not decisions.hold(candidate.content)
        ]
        return sorted(_apart(left), key=lambda candidate: candidate.content)


def _apart(candidates: Iterable[Candidate]) -> Iterable[Candidate]:
    """Those that are not much the same as a better one before them."""
    best_first = list(candidates)
    every = SpanIndex(candidate.content for candidate in best_first)
    kept: set[Span] = set()
    for candidate in best_first:
        content = candidate.content
        if not any(other in kept and _is_same(content, other) for other in every.overlapping(content)):
            kept.add(content)
            yield candidate


def _is_same(one: Span, other: Span) -> bool:
    """Whether two passages share half of the shorter of them."""
    return 2 * one.shared(other) >= min(len(one), len(other))
