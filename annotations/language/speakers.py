"""Who says something: the actor that the noun phrase of a source names, as far as it names one."""

import re
from collections.abc import Sequence

from annotations.language.actors import Actors, How, Mention, Mentions
from annotations.language.word_forms import key, keys_of, tokens
from annotations.spans import Span

_TAIL = re.compile(
    r",|;|\(| (?:of|for|from|in|at|on|by|with|within|inside|close to|familiar with|near|to|who|whom|whose|which|that|"
    r"from the side of|в|во|из|от|при|близк\w+ к|котор\w+) "
)
"""Where the head of a noun phrase ends."""
_CLAUSE = re.compile(r",? (?:who|whom|whose|which|that) |, котор")
_AND = re.compile(r"\b(?:and|и)\b|,")
_HIDDEN = re.compile(
    r"\b(?:(?:on|under) (?:the )?condition of anonymity|not (?:be )?(?:named|identified)|anonymous\w*)\b"
)

_NOT_NAMED = keys_of(
    "official officials source sources people person persons insider insiders diplomat diplomats expert experts "
    "analyst analysts critic critics observer observers somebody someone anybody aide aides "
    "adviser advisers advisor advisors employee employees "
    "staffer staffers specialist specialists economist economists "
    "interlocutor interlocutors "
    "чиновник чиновники чиновника чиновников источник источники источника источников собеседник собеседники "
    "собеседника эксперт эксперты эксперта экспертов аналитик аналитики критики дипломат дипломаты специалисты "
    "наблюдатели"
)
"""Heads of a source that describe somebody who could not be asked."""
_VOICES = keys_of(
    "spokesman spokeswoman spokesperson spokespeople spokespersons representative representatives press office service "
    "statement report website head chief director leadership management survey study data figures poll analysis paper "
    "letter memo research пресс-секретарь представитель представители "
    "представителя служба пресс глава сайт"
)
"""Heads that speak for the institution beside them."""


def speaker_of(text: str, source: Span, mentions: Mentions, actors: Actors) -> Mention | None:
    """The actor whom a source names, as far as that is certain; None for pronouns, metonyms and whom nothing names.

    A person in the source is its speaker, not the institution beside; an institution is where no person is named and
    somebody speaks for it. Who is described without a name is *unnamed*, also where an institution is told.

    Args:
        text: the article's text.
        source: the noun phrase that names who says it, as a candidate has it.
        mentions: what `mentions_in` found in the text.
        actors: those they were found by.
    """
    found = likely_speaker(text, source, mentions, actors)
    return found if found and found.decided else None


def likely_speaker(text: str, source: Span, mentions: Mentions, actors: Actors) -> Mention | None:
    """Like `speaker_of`, with a metonym where it is one that speaks: to be offered, not decided."""
    phrase = _without_clause(text, source)
    inside = mentions.overlapping(phrase)
    if not inside and (same := _called(phrase.of(text), mentions)):
        return Mention(phrase, same.actor, same.how, same.surname)
    head = _head(text, phrase)
    unnamed = _unnamed(text, source, phrase, head, inside, actors)
    if unnamed:
        return unnamed
    leading = [one for one in inside if one.span.start < head.end and not _is_possessor(text, one, phrase)]
    voice = bool(_keys(head.of(text)) & _VOICES)
    beside = [one for one in inside if one.span.start >= head.end and _is_apposition(text, one, phrase)]
    people = [one for one in leading if one.actor.person] or [one for one in beside if one.actor.person or not voice]
    if people:
        return people[0] if _AND.search(text[people[0].span.end : people[-1].span.start]) else people[-1]
    institutions = [one for one in inside if not one.actor.person]
    if not leading and not voice:
        return None
    ends_head = [one for one in leading if one.span.end >= head.end]
    return next(iter(ends_head or institutions), None) if voice or ends_head else None


def _unnamed(
    text: str, source: Span, phrase: Span, head: Span, inside: Sequence[Mention], actors: Actors
) -> Mention | None:
    """The built-in actor for a source that is described only."""
    if actors.unnamed is None or any(
        one.actor.person and (one.span.start < head.end <= one.span.end or _is_apposition(text, one, phrase))
        for one in inside
    ):
        return None
    words = [token.key for token in tokens(head.of(text))]
    russian = bool(words) and not words[0].isascii()
    nouns = words[:2] if russian else words[-1:]  # "officials" ends its noun phrase in English, begins it in Russian
    described = any(word in _NOT_NAMED for word in nouns) or bool(actors.described.find(head.of(text)))
    if not described and not _HIDDEN.search(source.of(text)):
        return None
    if not russian and any(one.span.end >= head.end > one.span.start for one in inside):
        return None  # the codebook has an actor of that very name
    return Mention(phrase, actors.unnamed, How.DESCRIBED)


def _called(written: str, mentions: Mentions) -> Mention | None:
    """Who is mentioned elsewhere by this one word, as in a transcript: "ORLIN: …"."""
    if not written.isupper() or len(tokens(written)) != 1:
        return None
    return mentions.of_surname(key(written))


def _without_clause(text: str, source: Span) -> Span:
    """The source up to the clause that tells more of it."""
    clause = _CLAUSE.search(source.of(text), 1)
    return Span(source.start, source.start + clause.start()) if clause and clause.start() else source


def _head(text: str, phrase: Span) -> Span:
    tail = _TAIL.search(phrase.of(text), 1)
    return Span(phrase.start, phrase.start + tail.start()) if tail and tail.start() else phrase


def _is_possessor(text: str, one: Mention, phrase: Span) -> bool:
    """Whether somebody only owns who speaks: "Orlin's lawyer". Not an institution, for which its spokesman speaks."""
    owns = text[one.span.end : one.span.end + 2] in {"'s", "’s", "' ", "’ "}
    return owns and one.actor.person and one.span.end + 2 < phrase.end


def _is_apposition(text: str, one: Mention, phrase: Span) -> bool:
    """Whether a name follows a description behind a comma: "the head of the bank, Anna Orlin"."""
    return text[phrase.start : one.span.start].rstrip().endswith((",", "—", "–"))


def _keys(words: str) -> set[str]:
    return {token.key for token in tokens(words)}
