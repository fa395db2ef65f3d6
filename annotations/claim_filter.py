"""Which claims are wanted: a filter as a value, written as JSON and read back.

What belongs to a project is named by its uid, so that a filter means the same in every copy.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, TypeVar

from annotations.articles import Status
from annotations.claims import CheckState, Origin, Passage
from annotations.codebook import Role
from annotations.errors import AnnotationError
from annotations.search import folded as folded_letters

E = TypeVar("E", bound=StrEnum)

TEXTS = ("note", "comment", "translation")
"""What a claim may have beside its passage."""

MOST_WORDS = 200
_MOST = 2000
_LONGEST = 500


class Match(StrEnum):
    """How the tags of a condition and those of a claim go together."""

    ANY = "any"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Coding:
    """What is asked of one dimension.

    A claim meets ANY if it has one of the tags, ALL if it has each of them, NONE if it has none of them. Without tags
    every tag of the dimension will do, so NONE then means: not coded. A tag stands for those below it as well, if
    `below`. With a role (actors only) just what the claim has in that role counts.
    """

    dimension: str
    match: Match = Match.ANY
    tags: tuple[str, ...] = ()
    role: str = ""
    below: bool = True

    @property
    def is_open(self) -> bool:
        """Whether it asks for claims on which nobody answered the dimension."""
        return self.match is Match.NONE and not self.tags and not self.role


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Claims meet a filter if they meet all of its conditions; an empty one is no condition.

    `outlets` and `coders` (who made the claim) are uids; `countries`, `media` and `ownerships` are what stands with
    the outlet, empty for unknown. `since` and `until` are ISO dates to any precision, the last day included. `texts`
    has names of `TEXTS` that a claim must have, or with a minus before them must not. `words` stand together in the
    passage or its translation, whatever their case and accents. `origins` are how the claim itself came about,
    `tag_origins` how one of its tags did that counts. `passages`: whether it counts or was left out when settled.
    """

    codings: tuple[Coding, ...] = ()
    outlets: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    ownerships: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: str = ""
    until: str = ""
    coders: tuple[str, ...] = ()
    checks: tuple[CheckState, ...] = ()
    origins: tuple[Origin, ...] = ()
    tag_origins: tuple[Origin, ...] = ()
    passages: tuple[Passage, ...] = ()
    texts: tuple[str, ...] = ()
    words: str = ""

    def __bool__(self) -> bool:
        """Whether there is any condition."""
        return self != ClaimFilter()

    def with_coding(self, place: int, coding: Coding | None) -> "ClaimFilter":
        """The filter with another condition at a place, one more beyond the last, or one less for None."""
        kept = list(self.codings)
        kept[place : place + 1] = [] if coding is None else [coding]
        return replace(self, codings=tuple(kept))

    def with_values(self, name: str, values: tuple[Any, ...]) -> "ClaimFilter":
        """The filter with other values in one of its fields."""
        changed: dict[str, Any] = {name: values}
        return replace(self, **changed)

    def as_json(self) -> str:
        """The filter as JSON, without what it does not ask for."""
        data = {field.name: getattr(self, field.name) for field in fields(self)}
        data["codings"] = [_plain(coding) for coding in self.codings]
        return json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "ClaimFilter":
        """Read what `as_json` wrote.

        Raises:
            AnnotationError: if it is no filter; the text may come from anywhere.
        """
        try:
            data = json.loads(text)
            return cls(
                codings=tuple(_coding(item) for item in _list(data, "codings")),
                outlets=_names(data, "outlets"),
                countries=_names(data, "countries"),
                media=_names(data, "media"),
                ownerships=_names(data, "ownerships"),
                coders=_names(data, "coders"),
                statuses=_members(data, "statuses", Status),
                checks=_members(data, "checks", CheckState),
                origins=_members(data, "origins", Origin),
                tag_origins=_members(data, "tag_origins", Origin),
                passages=_members(data, "passages", Passage),
                texts=tuple(name for name in _names(data, "texts") if name.removeprefix("-") in TEXTS),
                since=_text(data.get("since", "")),
                until=_text(data.get("until", "")),
                words=_text(data.get("words", "")),
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise AnnotationError("This filter cannot be read", "Delete it and make it anew") from error


def _plain(coding: Coding) -> dict[str, Any]:
    return {field.name: getattr(coding, field.name) for field in fields(coding)}


def _coding(item: dict[str, Any]) -> Coding:
    role = _text(item.get("role", ""))
    return Coding(
        dimension=_text(item["dimension"]),
        match=Match(item.get("match", Match.ANY)),
        tags=_names(item, "tags"),
        role=Role(role).value if role else "",
        below=bool(item.get("below", True)),
    )


def _list(data: dict[str, Any], name: str) -> list[Any]:
    found = data.get(name, [])
    if not isinstance(found, list) or len(found) > _MOST:
        raise TypeError(name)
    return found


def _names(data: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(_text(item) for item in _list(data, name))


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise TypeError(value)
    return value


def _members(data: dict[str, Any], name: str, kind: type[E]) -> tuple[E, ...]:
    return tuple(kind(item) for item in _list(data, name))


def folded(text: str) -> str:
    """A text as it is compared with typed words: without case, accents and differences of white space."""
    return " ".join(folded_letters(text).split())


def contains(words: str, texts: Iterable[str]) -> bool:
    """Whether any of some texts has these words in it, both `folded`."""
    wanted = folded(words)
    return any(wanted in folded(text) for text in texts)
