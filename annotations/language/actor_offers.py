"""Actors that are offered for a claim, with their roles and reasons."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from annotations.codebook import Role
from annotations.language.actors import Actors, How, Mention, plain_name
from annotations.language.offers import Offer
from annotations.language.speakers import likely_speaker
from annotations.language.word_forms import key
from annotations.spans import Span

SPEAKER, NEW_SPEAKER, DOUBTFUL, OWN_VOICE = 0.9, 0.8, 0.5, 0.35
MENTIONED, NEW_MENTIONED, PLACE = 0.4, 0.3, 0.2
"""Scores, which put offers in order: who speaks first, what is certain before what may be."""

_PRONOUNS = frozenset({"he", "she", "his", "her", "he's", "she's", "он", "она", "его", "ее"})
_LINES_BACK = 2


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
    mentions: Sequence[Mention],
    actors: Actors,
    types: Collection[str] = (),
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
    """
    offers: dict[tuple[int | None, str], Offer] = {}
    for found in (*_speakers(text, source, mentions, actors), *_named_in(text, passage, mentions)):
        actor = found.mention.actor
        offers.setdefault((actor.tag_id, plain_name(actor.name)), _offer(text, found, types))
    if not offers and actors.outlet and source is None:
        outlet = actors.outlet
        offers[outlet.tag_id, ""] = Offer(
            outlet.tag_id, outlet.name, OWN_VOICE, "nobody is named who says it", weak=True, role=Role.SPEAKER.value
        )
    return sorted(offers.values(), key=lambda offer: -offer.score)


def learnt_aliases(written: str, mention: Mention) -> tuple[str, ...]:
    """The names that a tag learns when a person accepts a mention of it: none that are places, or known already."""
    actor = mention.actor
    if not mention.decided or mention.how is How.DESCRIBED:
        return ()
    said = () if mention.how is How.NAMED or plain_name(written) == plain_name(actor.name) else (written,)
    return tuple(dict.fromkeys((*(actor.aliases if actor.tag_id is None else ()), *said)))


def _offer(text: str, found: _Found, types: Collection[str]) -> Offer:
    actor = found.mention.actor
    return Offer(
        actor.tag_id,
        actor.name,
        found.score,
        found.reason,
        weak=found.weak,
        role=found.role.value,
        actor_type=actor.type if actor.tag_id is None and actor.type in types else "",
        aliases=() if found.weak else learnt_aliases(found.mention.span.of(text), found.mention),
    )


def _speakers(text: str, source: Span | None, mentions: Sequence[Mention], actors: Actors) -> Iterator[_Found]:
    if source is None:
        return
    speaker = likely_speaker(text, source, mentions, actors)
    if speaker:
        yield _speaking(text, speaker)
    elif key(source.of(text).strip()) in _PRONOUNS and (person := _before(text, source, mentions)):
        reason = f"“{_short(source.of(text))}” may be {person.actor.name}"
        yield _Found(person, Role.SPEAKER, DOUBTFUL, reason, weak=True)


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


def _named_in(text: str, passage: Span, mentions: Sequence[Mention]) -> Iterator[_Found]:
    for one in mentions:
        if not one.span.overlaps(passage):
            continue
        written = _short(one.span.of(text))
        if one.how is How.METONYM:
            yield _Found(one, Role.MENTIONED, PLACE, f"“{written}” may stand for it", weak=True)
            continue
        is_same = plain_name(written) == plain_name(one.actor.name)
        score = NEW_MENTIONED if one.actor.tag_id is None else MENTIONED
        yield _Found(one, Role.MENTIONED, score, "in the passage" if is_same else f"“{written}” in the passage")


def _before(text: str, source: Span, mentions: Sequence[Mention]) -> Mention | None:
    """The person named last before a pronoun, in its paragraph or the one before."""
    start = source.start
    for _ in range(_LINES_BACK):
        start = text.rfind("\n", 0, max(0, start))
        if start < 0:
            break
    people = [one for one in mentions if one.actor.person and start < one.span.start < source.start]
    return people[-1] if people else None


def _short(written: str) -> str:
    return written if len(written) <= 40 else f"{written[:39].rstrip()}…"  # noqa: PLR2004
