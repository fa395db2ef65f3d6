"""Actors that are offered for a claim, with their roles and reasons."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from annotations.codebook import Role
from annotations.language.actors import Actors, How, Mention, Mentions
from annotations.language.mentions import ORDINARY
from annotations.language.offers import Offer
from annotations.language.sentences import sentences
from annotations.language.speakers import likely_speaker
from annotations.language.word_forms import key, plain_name
from annotations.spans import Span

SPEAKER, NEW_SPEAKER, DOUBTFUL, BESIDE, OWN_VOICE = 0.9, 0.8, 0.5, 0.45, 0.35
MENTIONED, NEW_MENTIONED, PLACE = 0.4, 0.3, 0.2
"""Scores, which put offers in order: who speaks first, what is certain before what may be."""

_PRONOUNS = frozenset({"he", "she", "his", "her", "he's", "she's", "он", "она", "его", "ее"})


@dataclass(frozen=True, slots=True)
class _Found:
    mention: Mention
    role: Role
    score: float
    reason: str
    weak: bool = False


def actor_offers(
    text: str,
    passage: Span,
    source: Span | None,
    mentions: Mentions,
    actors: Actors,
    types: Collection[str] = (),
    *,
    unattributed: bool = False,
) -> list[Offer]:
    """Offer actors for a claim, the likeliest first, each once; those of the codebook and new ones.

    What may be meant and may not, as a capital for a government or somebody behind a pronoun, is a weak offer.

    Args:
        text: the article's text.
        passage: the claim's passage.
        source: who says it, as a candidate of that passage has it; None where the text names nobody.
        mentions: what `mentions_in` found in the text.
        actors: those they were found by.
        types: keys of the actor types that the dimension has; a new actor is offered without a type it does not have.
        unattributed: whether the text was read for who says what, and nothing attributes the passage.
    """
    offers: dict[tuple[int | None, str], Offer] = {}
    speakers = _speakers(text, source, mentions, actors) if source else _beside(text, passage, mentions)
    for found in (*speakers, *_named_in(text, passage, mentions)):
        actor = found.mention.actor
        offers.setdefault((actor.tag_id, plain_name(actor.name)), _offer(found, types))
    speaks = any(offer.role == Role.SPEAKER for offer in offers.values())
    if unattributed and source is None and actors.outlet and not speaks:
        reason = "nobody is named who says it"
        outlet = Offer(actors.outlet.tag_id, actors.outlet.name, OWN_VOICE, reason, weak=True, role=Role.SPEAKER.value)
        offers[outlet.tag_id, ""] = outlet
    return sorted(offers.values(), key=lambda offer: -offer.score)


def learnt_aliases(mention: Mention, *, sure: bool = True) -> tuple[str, ...]:
    """The names that a tag learns when a person accepts a mention of its actor.

    A new tag has those that its actor is known by. A surname that certainly means the actor is learnt too, in its basic
    form; not one that is an ordinary word, which would be found wherever a sentence begins with that.
    """
    actor = mention.actor
    known = actor.aliases if actor.tag_id is None else ()
    if not sure or not mention.surname or key(mention.surname) in ORDINARY or mention.surname in known:
        return known
    return (*known, mention.surname)


def _offer(found: _Found, types: Collection[str]) -> Offer:
    actor = found.mention.actor
    return Offer(
        actor.tag_id,
        actor.name,
        found.score,
        found.reason,
        weak=found.weak,
        role=found.role.value,
        actor_type=actor.type if actor.tag_id is None and actor.type in types else "",
        aliases=learnt_aliases(found.mention, sure=not found.weak),
    )


def _speakers(text: str, source: Span, mentions: Mentions, actors: Actors) -> Iterator[_Found]:
    speaker = likely_speaker(text, source, mentions, actors)
    if speaker:
        yield _speaking(text, speaker)
    elif key(source.of(text).strip()) in _PRONOUNS and (person := _before(text, source, mentions)):
        reason = f"“{_short(source.of(text))}” may be {person.actor.name}"
        yield _Found(person, Role.SPEAKER, DOUBTFUL, reason, weak=True)


def _beside(text: str, passage: Span, mentions: Mentions) -> Iterator[_Found]:
    """Whoever is named in the sentence of a passage and not in it may say it; the nearest first, before the others."""
    start = text.rfind("\n", 0, passage.start) + 1
    end = text.find("\n", passage.end)
    paragraph = text[start : end if end >= 0 else len(text)]
    around = [Span(start + one.start, start + one.end) for one in sentences(paragraph)]
    around = [one for one in around if one.overlaps(passage)]
    if not around:
        return
    sentence = Span(around[0].start, around[-1].end)
    outside = [one for one in mentions.overlapping(sentence) if not one.span.overlaps(passage)]
    before = [one for one in reversed(outside) if one.span.end <= passage.start]
    for one in (*before, *(one for one in outside if one.span.start >= passage.end)):
        reason = f"“{_short(one.span.of(text))}” in the same sentence"
        yield _Found(one, Role.SPEAKER, BESIDE, reason, weak=True)


def _speaking(text: str, speaker: Mention) -> _Found:
    written = _short(speaker.span.of(text))
    match speaker.how:
        case How.METONYM:
            reason = f"“{written}” may stand for it"
            return _Found(speaker, Role.SPEAKER, DOUBTFUL, reason, weak=True)
        case How.DESCRIBED:
            return _Found(speaker, Role.SPEAKER, SPEAKER, f"“{written}” names nobody")
    is_same = plain_name(written) == plain_name(speaker.actor.name)
    score = NEW_SPEAKER if speaker.actor.tag_id is None else SPEAKER
    return _Found(speaker, Role.SPEAKER, score, "says it" if is_same else f"“{written}” says it")


def _named_in(text: str, passage: Span, mentions: Mentions) -> Iterator[_Found]:
    for one in mentions.overlapping(passage):
        written = _short(one.span.of(text))
        if one.how is How.METONYM:
            yield _Found(one, Role.MENTIONED, PLACE, f"“{written}” may stand for it", weak=True)
            continue
        is_same = plain_name(written) == plain_name(one.actor.name)
        score = NEW_MENTIONED if one.actor.tag_id is None else MENTIONED
        yield _Found(one, Role.MENTIONED, score, "in the passage" if is_same else f"“{written}” in the passage")


def _before(text: str, source: Span, mentions: Mentions) -> Mention | None:
    """The person named last before a pronoun, in its paragraph or the one before."""
    end = text.rfind("\n", 0, source.start) + 1
    while end > 0 and text[end - 1].isspace():
        end -= 1
    start = text.rfind("\n", 0, end) + 1
    people = [one for one in mentions.overlapping(Span(start, source.end)) if one.actor.person]
    return people[-1] if people else None


def _short(written: str) -> str:
    return written if len(written) <= 40 else f"{written[:39].rstrip()}…"  # noqa: PLR2004
