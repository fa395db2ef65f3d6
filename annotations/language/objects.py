"""What somebody says as the object of a verb, or behind its preposition: a pattern of attribution."""

from collections.abc import Sequence
from typing import Any

from annotations.language.cues import (
    ASKED_OF,
    DATES,
    DURATIONS,
    FIRST_PERSON,
    NAMING_VERBS,
    OBJECT_VERBS,
    PARTICLES,
    PREPOSITIONS,
)
from annotations.language.speaking import VERBS, Said, says, speaker
from annotations.language.syntax import children, clause, lemma, phrase, tokens_in
from annotations.spans import Span


def by_object(cue: Any) -> Said | None:
    """Moscow rejected the plan; he warned of a new war; they blamed Brussels for it."""
    if cue.pos_ not in VERBS or (lemma(cue) not in OBJECT_VERBS and lemma(cue) not in PREPOSITIONS):
        return None
    if not (who := speaker(cue)):
        return None
    content = _after_preposition(cue) or _objects(cue)
    return Said(content, phrase(who)) if content else None


def _after_preposition(cue: Any) -> Span | None:
    wanted = PREPOSITIONS.get(lemma(cue), ())
    for preposition in children(cue, "prep"):
        named = children(preposition, "pobj", "pcomp")
        if preposition.lower_ not in wanted or not named or _is_when(preposition, named[0]):
            continue
        if (lemma(cue), preposition.lower_) not in ASKED_OF:
            return clause(named[0])
        if asked := children(cue, "xcomp", "advcl"):  # called on them to resign, not called on Monday
            return _whole([clause(named[0]), clause(asked[0])])
    return None


def _is_when(preposition: Any, named: Any) -> bool:
    """Whether it tells when or how long: argued for hours, insisted on Monday; not: called for a day of rest."""
    is_time = lemma(named).lower() in DURATIONS | DATES
    return is_time and preposition.lower_ in {"for", "on"} and not children(named, "prep")


def _objects(cue: Any) -> Span | None:
    if lemma(cue) not in OBJECT_VERBS or (lemma(cue) in NAMING_VERBS and not children(cue, "oprd", "ccomp")):
        return None
    if lemma(cue) in PARTICLES and not any(prt.lower_ == PARTICLES[lemma(cue)] for prt in children(cue, "prt")):
        return None
    things = [thing for thing in children(cue, "dobj", "oprd") if thing.i > cue.i]
    if not things or things[0].lower_ in FIRST_PERSON:
        return None
    spans = [part for part in (clause(c) for c in cue.children if c.i >= things[0].i) if part]
    return _before_next_cue(_whole(_together(cue, spans)), cue)


def _before_next_cue(content: Span | None, cue: Any) -> Span | None:
    """End an object where the same speaker says something else: he rejected the plan and said that …."""
    if not content:
        return None
    for mark in tokens_in(cue.doc, content):
        if mark.i >= cue.i and mark.dep_ == "cc" and mark.i + 1 < len(cue.doc) and says(mark.nbor()):
            end = cue.doc[mark.i - 1].idx + len(cue.doc[mark.i - 1])
            return Span(content.start, end) if end > content.start else None
    return content


def _whole(spans: Sequence[Span | None]) -> Span | None:
    kept = [span for span in spans if span]
    return Span(min(s.start for s in kept), max(s.end for s in kept)) if kept else None


def _together(cue: Any, spans: list[Span]) -> list[Span]:
    """The spans that follow one another with nothing but white space between."""
    kept = spans[:1]
    for span in spans[1:]:
        if cue.doc.text[kept[-1].end : span.start].strip():
            break
        kept.append(span)
    return kept
