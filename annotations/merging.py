"""Merging two copies of a project, as values: what will happen or did, kept as a report in the project.

Everything is named by its uid, so that a report still leads somewhere after numbers and names have changed. Values of
rows stand in it as they are stored; references to other rows as the names these are shown by.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import GenericAlias
from typing import Any, Self, cast, get_args, get_type_hints

MOST_LISTED = 1000
"""Things of one kind that a report lists by name; `Count` has how many there are."""


class Side(StrEnum):
    """The project that something is merged into, or the other file."""

    HERE = "here"
    THERE = "there"


class Standing(StrEnum):
    """Which value of a conflict stands now: one of the two, a later one, or none as the thing is gone."""

    HERE = "here"
    THERE = "there"
    NEITHER = "neither"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a kind (the name of their table) a merge adds, changes and deletes here."""

    kind: str
    added: int = 0
    changed: int = 0
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that comes in or goes: claims by number and quote, articles by headline, others by name."""

    kind: str
    uid: str
    name: str
    number: int = 0
    article_uid: str = ""
    outlet: str = ""
    coder: str = ""


@dataclass(frozen=True, slots=True)
class Coded:
    """Tags of one coder that come to a claim, or go from it: "Framing: Brain drain"."""

    claim_uid: str
    number: int
    quote: str
    article_uid: str
    coder: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """Who made one of two versions of a thing, as far as that is known, and when (ISO 8601, UTC)."""

    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A column of a thing that both sides changed, with its two values."""

    field: str
    here: str | int | float | None
    there: str | int | float | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A thing that takes over what only the other side changed; `there` of a difference is what it says afterwards.

    Without differences where what changed says nothing to people, as a place in a list.
    """

    kind: str
    uid: str
    name: str
    differences: tuple[Difference, ...] = ()
    claim_uid: str = ""
    article_uid: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A thing that both sides changed since they parted: `winner` stands, the other can be restored by its `n`.

    Of taggings that exclude each other, `kind` is "claim_tags", `uid` that of the claim and `name` the dimension.
    `number` is the claim's here, 0 for other things. `stored` is what restoring needs, as JSON. `gone`: the winner did
    not change it but deleted it, later; its values are those that it had there at last, and nothing can be restored.
    """

    n: int
    kind: str
    uid: str
    name: str
    winner: Side
    differences: tuple[Difference, ...]
    here: Version = Version()
    there: Version = Version()
    claim_uid: str = ""
    article_uid: str = ""
    number: int = 0
    stored: str = field(default="{}", repr=False)
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A thing that was deleted on one side and is kept for what was done to it on the other.

    `claims` is the number of claims that it has now.
    """

    kind: str
    uid: str
    name: str
    deleted: Side
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A claim that got another number, because an older claim has its own; `side` says in whose copy it was so."""

    uid: str
    before: int
    now: int
    quote: str
    side: Side


@dataclass(frozen=True, slots=True)
class Twice:
    """Tags, outlets or coders (`kind`, the table) of the same name that are two now; `within` is a tag's dimension."""

    kind: str
    uids: tuple[str, ...]
    name: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class SameText:
    """Articles that have the same text, with what is shown of each: headline, outlet, date of publication."""

    uids: tuple[str, ...]
    headlines: tuple[str, ...]
    outlets: tuple[str, ...]
    published: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A claim whose article has another text now, and which stands on the same words in it (code points)."""

    uid: str
    number: int
    quote: str
    article_uid: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A claim whose words are not in the text that its article has now: no claim any more, but kept here whole.

    `start` is its place in the text of that digest, which the project keeps. `tags` are told as dimension, tag, role
    and coder. `side` says which copy had it.
    """

    uid: str
    number: int
    words: str
    prefix: str
    suffix: str
    start: int
    digest: str
    article_uid: str
    headline: str
    side: Side
    note: str = ""
    comment: str = ""
    translation: str = ""
    question: str = ""
    coder: str = ""
    created_at: str = ""
    tags: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What merging a file into a project does, or did.

    Args:
        name: of the other file.
        other_project: whether it is a copy of another project, not of this one.
        excerpts: whether it has excerpts only: its articles' texts are not taken.
        counts: what changes here, by kind; of lists that were cut, too.
        incoming: what comes in, the first `MOST_LISTED` of each kind; tags on claims stand in `coded`.
        coded: tags that come to claims, those of the first `MOST_LISTED` claims.
        changed: what only the other side changed, the first `MOST_LISTED` of each kind.
        deleted: what goes here, the first `MOST_LISTED` of each kind; tags on claims that stay stand in `uncoded`.
        uncoded: tags that go from claims which stay, those of the first `MOST_LISTED` claims.
        conflicts: what both changed.
        kept: what was deleted on one side and worked on on the other.
        renumbered: claims that got another number.
        twice: tags, outlets and coders of the same name.
        same_texts: articles that have the same text, one of which comes in.
        moved: claims that stand on the same words of another text.
        unplaced: claims whose words are gone.
        notes: what else there is to be known, one sentence each.
        at: when it was merged (ISO 8601, UTC); empty before.
        merge_id: the id under which it is kept; 0 before.
    """

    name: str
    other_project: bool = False
    excerpts: bool = False
    counts: tuple[Count, ...] = ()
    incoming: tuple[Item, ...] = ()
    coded: tuple[Coded, ...] = ()
    changed: tuple[Changed, ...] = ()
    deleted: tuple[Item, ...] = ()
    uncoded: tuple[Coded, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    kept: tuple[Kept, ...] = ()
    renumbered: tuple[Renumbered, ...] = ()
    twice: tuple[Twice, ...] = ()
    same_texts: tuple[SameText, ...] = ()
    moved: tuple[Moved, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    notes: tuple[str, ...] = ()
    at: str = ""
    merge_id: int = field(default=0)

    @property
    def nothing(self) -> bool:
        """Whether nothing changes here, and nothing that was changed there is gone here."""
        changes = any(count.added or count.changed or count.deleted for count in self.counts)
        return not changes and not any(conflict.gone for conflict in self.conflicts)

    def count(self, kind: str) -> Count:
        """The counts of a kind."""
        return next((count for count in self.counts if count.kind == kind), Count(kind))

    def to_json(self) -> str:
        """As text, for `from_json`."""
        return json.dumps(_plain(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote; what a newer program added is left out.

        Raises:
            ValueError: if it is not that.
        """
        try:
            return cast("Self", _made(cls, json.loads(text)))
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError("not the report of a merge") from error


@dataclass(frozen=True, slots=True)
class Merge:
    """What `look` found: the report, and the plan that `apply` carries out.

    `path` is the other file; `plan` is for `apply` only.
    """

    path: Path
    report: MergeReport
    plan: object = field(repr=False, compare=False, default=None)


def _plain(value: object) -> Any:
    """A value as JSON has it; what has its usual value is left out."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if not is_dataclass(value):
        return str(value) if isinstance(value, StrEnum) else value
    found = {one.name: getattr(value, one.name) for one in fields(value)}
    usual = {one.name: one.default for one in fields(value)}
    return {name: _plain(each) for name, each in found.items() if each != usual[name]}


@cache
def _types(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _made(kind: Any, data: Any) -> Any:
    """A value of a type from what `_plain` made of it."""
    if isinstance(kind, GenericAlias):
        inner = get_args(kind)
        if not isinstance(data, list):
            raise TypeError(data)
        each = inner[:1] * len(data) if inner[-1] is Ellipsis else inner
        return tuple(_made(one, item) for one, item in zip(each, data, strict=True))
    if is_dataclass(kind) and isinstance(kind, type):
        known = _types(kind)
        return kind(**{name: _made(known[name], value) for name, value in data.items() if name in known})
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(data)
    if not isinstance(data, kind):
        raise TypeError(data)
    return data
