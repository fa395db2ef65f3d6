"""The order in which candidates are offered, and why: who speaks, of what, and how it is put.

Three sentences in four of political news attribute something, so what analysts look for comes first. The weights are
judged, not learnt: a candidate that has every reason gets 1.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from annotations.language.actors import Actors, How, Mentions
from annotations.language.candidates import Candidate, Pattern
from annotations.language.cues import CueClass
from annotations.language.speakers import speaker_of

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


def ranked(text: str, candidates: Iterable[Candidate], mentions: Mentions, actors: Actors) -> list[Candidate]:
    """Give each candidate a score between 0 and 1 and its reasons; the highest first, then in the order of the text.

    Args:
        text: the article's text.
        candidates: what was found in it.
        mentions: who is mentioned in it.
        actors: those they were found by.
    """
    scored = [_scored(text, candidate, mentions, actors) for candidate in candidates]
    return sorted(scored, key=lambda c: (-c.score, c.content))


def _scored(text: str, candidate: Candidate, mentions: Mentions, actors: Actors) -> Candidate:
    content = candidate.content.of(text)
    reasons = [_who(text, candidate, mentions, actors)]
    if match := _WEST.search(content):
        reasons.append((WEST, f"about the West: {match[0]}"))
    if candidate.cue_class in _TELLING:
        reasons.append((CUE, _TELLING[candidate.cue_class]))
    if _NUMBER.search(content):
        reasons.append((NUMBER, "has a number"))
    if candidate.pattern in {Pattern.QUOTATION, Pattern.SPEAKER} or content[:1] in '“«"':
        reasons.append((SPEAKER, "in the speaker's own words"))
    total = min(1.0, BASE + sum(weight for weight, _ in reasons))
    return replace(candidate, score=round(total, 2), reasons=tuple(reason for _, reason in reasons if reason))


def _who(text: str, candidate: Candidate, mentions: Mentions, actors: Actors) -> tuple[float, str]:
    """How much it counts who says it, or else who is mentioned in it; actors of the codebook count most."""
    source = candidate.source
    speaker = speaker_of(text, source, mentions, actors) if source else None
    if speaker and speaker.how is not How.DESCRIBED:
        return ACTOR if speaker.actor.tag_id else SPEAKER, f"{speaker.actor.name} says it"
    for one in mentions.overlapping(candidate.content):
        if one.actor.tag_id and one.decided:
            return ACTOR / 2, f"mentions {one.actor.name}"
    return (SPEAKER, "a named speaker") if source and _NAME.search(source.of(text)) else (0.0, "")
