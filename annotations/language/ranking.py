"""The order in which candidates are offered, and why: who speaks, of what, and how it is put.

Three sentences in four of political news attribute something, so what analysts look for comes first. The weights are
judged, not learnt: a candidate that has every reason gets 1.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotations.codebook import Codebook, Kind
from annotations.language.candidates import Candidate, Pattern
from annotations.language.cues import CueClass
from annotations.spans import Span

BASE = 0.2
ACTOR = 0.3
WEST = 0.2
NUMBER = 0.1
CUE = 0.15
SPEAKER = 0.05

_WEST = re.compile(
    r"\b(?:the West|[Ww]estern|NATO|Nato|European Union|EU|Europeans?|Brussels|Washington|London|Paris|Berlin|"
    r"United States|U\.?S\.?A?\.?|Americans?|Anglo-Saxons?|hegemony|unipolar|multipolar|neo-?colonial\w*)(?!\w)"
)
_NUMBER = re.compile(r"\d|\b(?:half|third|quarter|percent|per cent|million|billion|dozens|hundreds|thousands)\b")
_NAME = re.compile(r"\b(?!(?:He|She|They|We|The|An?|His|Her|Its|Their|Our|Many|Some|Most|Both|One)\b)[A-Z][a-z]+")
_TELLING = {
    CueClass.STRONG: "strongly put",
    CueClass.DOUBTING: "doubted by the reporter",
    CueClass.NEGATIVE: "said against something",
    CueClass.POSITIVE: "said in favour of something",
}


@dataclass(frozen=True, slots=True)
class Actors:
    """The actors of a codebook, found in texts by their names and aliases as they are written there."""

    names: dict[str, str]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, codebook: Codebook) -> "Actors":
        """All tags of the dimensions that hold actors."""
        wanted = {dimension.id for dimension in codebook.dimensions if dimension.kind is Kind.ACTORS}
        actors = [tag for tag in codebook.tags if tag.dimension_id in wanted]
        return cls.named(
            {written: tag.name for tag in actors for written in (*tag.aliases, tag.name) if written.strip()}
        )

    @classmethod
    def named(cls, names: dict[str, str]) -> "Actors":
        """By what is written, mapped to the name of the actor."""
        longest_first = sorted(names, key=len, reverse=True)
        listed = "|".join(re.escape(written) for written in longest_first)
        return cls(names, re.compile(rf"(?<!\w)(?:{listed})(?!\w)") if listed else None)

    def first_in(self, text: str) -> str:
        """Name of the actor that is mentioned first, or nothing."""
        match = self.pattern.search(text) if self.pattern else None
        return self.names[match[0]] if match else ""


def ranked(text: str, candidates: Iterable[Candidate], actors: Actors) -> list[Candidate]:
    """Give each candidate a score between 0 and 1 and its reasons; the highest first, then in the order of the text."""
    scored = [_scored(text, candidate, actors) for candidate in candidates]
    return sorted(scored, key=lambda c: (-c.score, c.content))


def unclaimed(candidates: Iterable[Candidate], claimed: Sequence[Span]) -> list[Candidate]:
    """Those that share less than half of the shorter with each passage that is a claim already."""
    return [c for c in candidates if not any(_is_same(c.content, span) for span in claimed)]


def _is_same(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= min(len(one), len(other))


def _scored(text: str, candidate: Candidate, actors: Actors) -> Candidate:
    content, source = candidate.content.of(text), candidate.source.of(text) if candidate.source else ""
    reasons: list[tuple[float, str]] = []
    if speaker := actors.first_in(source):
        reasons.append((ACTOR, f"{speaker} says it"))
    elif named := actors.first_in(content):
        reasons.append((ACTOR / 2, f"mentions {named}"))
    elif _NAME.search(source):
        reasons.append((SPEAKER, "a named speaker"))
    if match := _WEST.search(content):
        reasons.append((WEST, f"about the West: {match[0]}"))
    if candidate.cue_class in _TELLING:
        reasons.append((CUE, _TELLING[candidate.cue_class]))
    if _NUMBER.search(content):
        reasons.append((NUMBER, "has a number"))
    if candidate.pattern in {Pattern.QUOTATION, Pattern.SPEAKER} or content[:1] in '“«"':
        reasons.append((SPEAKER, "in the speaker's own words"))
    total = min(1.0, BASE + sum(weight for weight, _ in reasons))
    return replace(candidate, score=round(total, 2), reasons=tuple(reason for _, reason in reasons))
