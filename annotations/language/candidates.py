"""Candidates for claims: a passage, who says it, by which word, and how that was found. Plain values."""

from dataclasses import dataclass, replace
from enum import StrEnum

from annotations.language.cues import CueClass
from annotations.spans import Span


class Pattern(StrEnum):
    """How a candidate was found, in the order of priority."""

    CLAUSE = "clause"
    ACCORDING = "according to"
    PASSIVE = "passive"
    RELATIVE = "relative clause"
    OBJECT = "object"
    NOUN = "noun"
    CONJUNCT = "conjunct"
    OPINION = "opinion"
    QUOTATION = "quotation"
    SPEAKER = "speaker"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may be a claim. Spans are code points of the article's text.

    `source` and `cue` are empty where the text names none beside the passage. `score` is between 0 and 1 and puts
    candidates in order; it is no probability. `reasons` are short phrases that explain it.
    """

    content: Span
    source: Span | None
    cue: Span | None
    pattern: Pattern
    cue_class: CueClass = CueClass.NEUTRAL
    score: float = 0.0
    reasons: tuple[str, ...] = ()

    def moved(self, by: int) -> "Candidate":
        """It as many code points further on, as a text has it of which this one is a part."""
        source, cue = self.source, self.cue
        return replace(
            self,
            content=self.content.moved(by),
            source=source.moved(by) if source else None,
            cue=cue.moved(by) if cue else None,
        )
