"""Who is named in a text: names of the codebook's actors, then of the gazetteer, then what an engine read as names.

Names are looked up anew whenever they are needed, which takes some milliseconds for an article: so what an engine found
stays valid when the codebook changes, and an alias that was learnt holds in all articles at once.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from annotations.codebook import THE_OUTLET, UNNAMED, Codebook, Kind, Tag
from annotations.language.gazetteer import Entry, EntryKind, Gazetteer, Known
from annotations.language.lexicon import Lexicon
from annotations.language.word_forms import Token, key, plain_name
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
    """An actor at a place of a text. A metonym only may mean the actor: that is offered, and never decided.

    `surname` is the basic form of the surname that stands there, where only that does.
    """

    span: Span
    actor: Actor
    how: How = How.NAMED
    surname: str = ""

    @property
    def decided(self) -> bool:
        """Whether there is no doubt that it is the actor who is meant."""
        return self.how is not How.METONYM


class Mentions(tuple[Mention, ...]):
    """Who is mentioned in a text, in its order; no two overlap.

    It is asked for each candidate of a text, so that looking through all of it would take minutes in a text of a
    megabyte.
    """

    def overlapping(self, span: Span) -> Sequence[Mention]:
        """Those that share a code point with a passage."""
        first = bisect_right(self, span.start, key=lambda one: one.span.end)
        return self[first : bisect_left(self, span.end, lo=first, key=lambda one: one.span.start)]

    def of_surname(self, surname: str) -> Mention | None:
        """The first person whose name ends with a word, given by its key."""
        return self._people.get(surname)

    @cached_property
    def _people(self) -> Mapping[str, Mention]:
        return {key(one.actor.name.rpartition(" ")[2]): one for one in reversed(self) if one.actor.person}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means; `actor` is None for names that are nobody's.

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
    """Those of the codebook."""
    gazetteer: Gazetteer
    tags: Mapping[str, Actor]
    """Entries of the gazetteer that have a tag, by their ids."""
    home: str
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
            home: code of the country under study, unless the codebook tells it; authorities of others are foreign.
            dimension_id: the dimension whose actors count; all that hold actors if it is not given.
        """
        gazetteer = gazetteer or Gazetteer({})
        wanted = {d.id for d in codebook.dimensions if d.kind is Kind.ACTORS and dimension_id in (None, d.id)}
        tags = [tag for tag in codebook.tags if tag.dimension_id in wanted and not tag.is_none]
        built_in = {tag.key: tag for tag in tags if tag.key in (UNNAMED, THE_OUTLET)}
        tags = [tag for tag in tags if tag.key not in built_in]
        adopted = _adopted(tags, gazetteer)
        actors = {tag.id: _of_tag(tag, adopted.get(tag.id, ())) for tag in tags}
        unnamed, outlet = built_in.get(UNNAMED), built_in.get(THE_OUTLET)
        return cls(
            Lexicon(_meanings(tags, actors, gazetteer)),
            gazetteer,
            {entry.id: actors[tag_id] for tag_id, entries in adopted.items() for entry in entries},
            _home(tags, adopted) or home,
            _of_tag(unnamed) if unnamed else None,
            _of_tag(outlet) if outlet else None,
            Lexicon((alias, True) for alias in (unnamed.aliases if unnamed else ())),
        )

    def find(self, text: str, words: Sequence[Token]) -> list[tuple[Span, Meaning]]:
        """Where names stand in a text, whose tokens are given: the longest of those that begin there."""
        found = [(span, 0, meaning) for span, meaning in self.names.find(text, words)]
        found += [(span, 1, self._meaning(known)) for span, known in self.gazetteer.names.find(text, words)]
        kept: list[tuple[Span, Meaning]] = []
        for span, _, meaning in sorted(found, key=lambda one: (one[0].start, -one[0].end, one[1])):
            if not kept or span.start >= kept[-1][0].end:
                kept.append((span, meaning))
        return kept

    def whole(self, name: str) -> Meaning | None:
        """What a name means that is nothing but one of the names, in any of its forms."""
        if meaning := self.names.whole(name):
            return meaning
        known = self.gazetteer.names.whole(name)
        return self._meaning(known) if known else None

    def _meaning(self, known: Known) -> Meaning:
        entry = known.entry
        if entry.kind is EntryKind.STOP:
            return Meaning(None, known.written)
        how = How.METONYM if known.is_metonym else How.NAMED
        is_state = entry.kind is EntryKind.STATE
        return Meaning(self._actor(entry), known.written, how, is_state or known.is_metonym, is_state)

    def _actor(self, entry: Entry) -> Actor:
        if entry.id in self.tags:
            return self.tags[entry.id]
        type_ = entry.type
        if type_ == "government" and entry.country != self.home:
            type_ = "foreign-government" if self.home else ""
        return Actor(entry.name, None, type_, entry.names[1:], entry.kind is EntryKind.PERSON)


def _of_tag(tag: Tag, entries: Sequence[Entry] = ()) -> Actor:
    is_person = any(entry.kind is EntryKind.PERSON for entry in entries) or (not entries and tag.type == "leader")
    return Actor(tag.name, tag.id, tag.type, person=is_person)


def _meanings(tags: Sequence[Tag], actors: Mapping[int, Actor], gazetteer: Gazetteer) -> Iterator[tuple[str, Meaning]]:
    """Names of the codebook and what they mean, in the order in which they count."""
    for names in ([(tag, tag.name) for tag in tags], [(tag, alias) for tag in tags for alias in tag.aliases]):
        for tag, name in names:
            known = gazetteer.by_name.get(plain_name(name))
            is_state = known is not None and known.entry.kind is EntryKind.STATE
            is_place = is_state or (known is not None and known.is_metonym)
            yield name, Meaning(actors[tag.id], name, is_place=is_place, is_state=is_state)


def _adopted(tags: Sequence[Tag], gazetteer: Gazetteer) -> dict[int, list[Entry]]:
    """The entries of the gazetteer that tags are, by the tags' ids: a name they share says so.

    An entry is the tag that has one of its names as a name, before the one that has it as an alias; a metonym counts
    only as a tag's name.
    """
    taken: dict[str, int] = {}
    for tag in tags:
        known = gazetteer.by_name.get(plain_name(tag.name))
        if known:
            taken.setdefault(known.entry.id, tag.id)
    for tag in tags:
        for alias in tag.aliases:
            known = gazetteer.by_name.get(plain_name(alias))
            if known and not known.is_metonym:
                taken.setdefault(known.entry.id, tag.id)
    adopted: dict[int, list[Entry]] = {}
    for entry_id, tag_id in taken.items():
        adopted.setdefault(tag_id, []).append(gazetteer.entries[entry_id])
    return adopted


def _home(tags: Sequence[Tag], adopted: Mapping[int, Sequence[Entry]]) -> str:
    """The country whose authorities the codebook calls the government, if it is one."""
    at_home = {
        entry.country
        for tag in tags
        if tag.type == "government"
        for entry in adopted.get(tag.id, ())
        if entry.type == "government" and entry.country
    }
    return at_home.pop() if len(at_home) == 1 else ""
