"""Who is named in a text: names of the codebook's actors, then of the gazetteer, then what an engine read as names.

Names are looked up anew whenever they are needed, which takes some milliseconds for an article: so what an engine found
stays valid when the codebook changes, and an alias that was learnt holds in all articles at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.codebook import THE_OUTLET, UNNAMED, Codebook, Kind, Tag
from annotations.language.gazetteer import Entry, EntryKind, Gazetteer
from annotations.language.lexicon import Lexicon
from annotations.language.word_forms import tokens
from annotations.spans import Span

PERSON, ORGANISATION = "person", "organisation"
"""Kinds of names, as engines tell them, that a new actor can be made of."""


class How(StrEnum):
    """How it is known who is meant."""

    NAMED = "named"
    SURNAME = "surname"
    METONYM = "metonym"
    READ = "read"
    DESCRIBED = "described"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. `tag_id` is None where the codebook has no tag for them yet.

    `type` is the key of an actor type of the default codebook, or empty; `aliases` are the other names of a new
    tag.
    """

    name: str
    tag_id: int | None = None
    type: str = ""
    aliases: tuple[str, ...] = ()
    person: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor at a place of a text. A metonym only may mean the actor: that is offered, and never decided."""

    span: Span
    actor: Actor
    how: How = How.NAMED

    @property
    def decided(self) -> bool:
        """Whether there is no doubt that it is the actor who is meant."""
        return self.how is not How.METONYM


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name of the dictionary means; `actor` is None for names that are nobody's.

    `written` is the basic form of the name. `is_place` says that it may be a place where something happens; of a state
    also in Russian, where "в Кремле" speaks and "в Москве" does not.
    """

    actor: Actor | None
    written: str
    how: How = How.NAMED
    is_place: bool = False
    is_state: bool = False


@dataclass(frozen=True)
class Actors:
    """The actors that names of a codebook and a gazetteer mean. Made once for a codebook, used for many texts."""

    names: Lexicon[Meaning]
    unnamed: Actor | None
    """The built-in actor for whoever is described but not named; None if the codebook has none."""
    outlet: Actor | None
    """The built-in actor for an article that speaks in its own voice."""
    described: Lexicon[bool]
    """Words of the codebook's own for those who are not named."""

    @classmethod
    def of(
        cls, codebook: Codebook, gazetteer: Gazetteer | None = None, home: str = "", dimension_id: int | None = None
    ) -> "Actors":
        """Take up the actors of a codebook, and what a gazetteer knows beyond.

        Names of the codebook come before those of the gazetteer, and names of tags before aliases.

        Args:
            codebook: as stored in a project.
            gazetteer: none to do with the codebook alone.
            home: code of the country under study; authorities of others are foreign. Empty if it is not known.
            dimension_id: the dimension whose actors count; all that hold actors if it is not given.
        """
        wanted = {d.id for d in codebook.dimensions if d.kind is Kind.ACTORS and dimension_id in (None, d.id)}
        tags = [tag for tag in codebook.tags if tag.dimension_id in wanted and not tag.is_none]
        built_in = {tag.key: tag for tag in tags if tag.key in (UNNAMED, THE_OUTLET)}
        tags = [tag for tag in tags if tag.key not in built_in]
        unnamed = built_in.get(UNNAMED)
        return cls(
            Lexicon(_meanings(tags, gazetteer or Gazetteer({}), home)),
            _of_tag(unnamed) if unnamed else None,
            _of_tag(built_in[THE_OUTLET]) if THE_OUTLET in built_in else None,
            Lexicon((alias, True) for alias in (unnamed.aliases if unnamed else ())),
        )


def _of_tag(tag: Tag, entry: Entry | None = None) -> Actor:
    is_person = entry.kind is EntryKind.PERSON if entry else tag.type == "leader"
    return Actor(tag.name, tag.id, tag.type, person=is_person)


def _meanings(tags: Sequence[Tag], gazetteer: Gazetteer, home: str) -> Iterator[tuple[str, Meaning]]:
    """Names and what they mean, in the order in which they count."""
    entries = list(gazetteer.actors())
    adopted = _adopted(tags, entries)
    of_tag = {adopter.id: entry for entry in reversed(entries) if (adopter := adopted.get(entry.id))}
    places = {plain_name(name): entry for entry in entries for name in _places(entry)}
    for names in ([(tag, tag.name) for tag in tags], [(tag, alias) for tag in tags for alias in tag.aliases]):
        for tag, name in names:
            place = places.get(plain_name(name))
            actor = _of_tag(tag, of_tag.get(tag.id))
            is_state = place is not None and place.kind is EntryKind.STATE
            yield name, Meaning(actor, name, is_place=place is not None, is_state=is_state)
    actors = {e.id: _of_tag(adopted[e.id], e) if e.id in adopted else _of_entry(e, home) for e in entries}
    for entry in gazetteer.entries.values():
        is_state = entry.kind is EntryKind.STATE
        for name in entry.names if entry.kind is not EntryKind.OFF else ():
            yield name, Meaning(actors.get(entry.id), name, is_place=is_state, is_state=is_state)
    for entry in entries:
        for name in entry.stands_for:
            yield name, Meaning(actors[entry.id], name, How.METONYM, True, entry.kind is EntryKind.STATE)


def _places(entry: Entry) -> Iterable[str]:
    return (*entry.names, *entry.stands_for) if entry.kind is EntryKind.STATE else entry.stands_for


def _of_entry(entry: Entry, home: str) -> Actor:
    type_ = entry.type
    if type_ == "government" and entry.country != home:
        type_ = "foreign-government" if home else ""
    return Actor(entry.name, None, type_, entry.names[1:], entry.kind is EntryKind.PERSON)


def _adopted(tags: Sequence[Tag], entries: Sequence[Entry]) -> dict[str, Tag]:
    """The tags that are entries of the gazetteer, by the ids of those: a name they share says so."""
    by_name = {plain_name(tag.name): tag for tag in reversed(tags)}
    by_alias = {plain_name(alias): tag for tag in reversed(tags) for alias in tag.aliases}
    found: dict[str, Tag] = {}
    for entry in entries:
        names = [plain_name(name) for name in entry.names]
        called = [plain_name(name) for name in entry.stands_for]
        candidates = (
            *(by_name.get(name) for name in (*names, *called)),
            *(by_alias.get(name) for name in names),
        )
        if tag := next((tag for tag in candidates if tag), None):
            found[entry.id] = tag
    return found


def plain_name(name: str) -> str:
    """A name as names are compared: its words without case, accents and articles."""
    words = [token.key for token in tokens(name)]
    return " ".join(word for word in words if word not in {"the", "a", "an"})
