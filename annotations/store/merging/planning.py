"""What a merge will write: of each row that changes, how it is in the end."""

from collections.abc import Container, Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from annotations.progress import Progress
from annotations.store.ids import FROM_START
from annotations.store.merging.copies import Copy
from annotations.store.merging.differing import begun_with, differing
from annotations.store.merging.emptied import unlike
from annotations.store.merging.entries import Entries, Entry
from annotations.store.merging.exclusions import Clash, Exclusions, away
from annotations.store.merging.kinds import MERGED, OWN, TAGGINGS, Kind
from annotations.store.merging.numbers import Numbered, numbered
from annotations.store.merging.placing import Placed, Placing
from annotations.store.merging.presence import Presence
from annotations.store.merging.repairs import still_right
from annotations.store.merging.settled import settle
from annotations.store.merging.states import NEVER, Key, Name, Stamp, State
from annotations.store.sharing.shortening import EMPTIED

WENT_ALONG, STANDS_AGAIN = 1, 2
"""What `tombstones.cascaded` says. What went along and stands again keeps the tombstone that says so.

What a merge takes out though it is alive has 1, too, and no time: see `COULD_NOT_STAND`.
"""


@dataclass(frozen=True, slots=True)
class Target:
    """One row as it is in the end.

    `values` are all its columns, references as uids; empty where a row that is gone left none. `grave` is when it was
    deleted, with what `tombstones.cascaded` says of it; None if it has no tombstone. `emptied` are references that the
    last write says, by column, and that are empty in `values` because what they name does not stand. `again`: another
    reference of it, empty or set right until now, is to say what the last write said, whatever else comes.
    """

    name: Name
    entry: Entry
    stands: bool
    values: Mapping[str, Any]
    stamp: Stamp
    grave: tuple[Stamp, int] | None
    emptied: Mapping[str, str]
    again: bool

    @property
    def only_set_right(self) -> bool:
        """Whether nothing comes of it: all that is written is what the row said before a merge set it right."""
        here = self.entry.here
        if self.again or not (here and here.instead):
            return False
        return _is_so(replace(self, values={**self.values, **here.instead}))

    @property
    def stood(self) -> bool:
        """Whether the row stands here before."""
        return self.entry.here is not None and self.entry.here.present


@dataclass(slots=True)
class Plan:
    """All that changes, parents before children, and what there is to tell of it."""

    targets: list[Target]
    entries: Entries
    presence: Presence
    placed: Placed
    numbers: Numbered
    clashes: list[Clash] = field(default_factory=list)


def planned(here: Copy, there: Copy) -> Generator[Progress, None, Plan]:
    """Compare two copies, and work out what comes of them."""
    found = yield from differing(here, there)
    entries = Entries(here, there)
    others = list(unlike(here.connection, here.schema, here.kinds))
    right = set(still_right(here.connection, others))
    again: set[Name] = {(one.kind, one.uid) for one in others if one not in right}
    for kind, uid in again:
        found[kind].add(uid)
    if any(found.values()):  # what comes now may let the others, too, say again what they said
        for kind, uid in (*here.kept(), *((one.kind, one.uid) for one in others)):
            found[kind].add(uid)
    found[TAGGINGS] |= (undecided := away(here))
    for kind, keys in begun_with(there).items():
        found[kind] |= keys
    for done, kind in enumerate(MERGED):
        yield Progress(done, len(MERGED), "Reading what differs")
        entries.add(kind, found[kind])
    entries.add_owners((TAGGINGS, key) for key in undecided)
    yield Progress(0, 0, "Putting the two copies together")
    settle(entries)
    placed = Placing(entries).work()
    exclusions, absent = Exclusions(entries), set(placed.lost)
    presence = Presence(entries, absent)
    presence.settle()
    while excluded := exclusions.fresh() - absent:  # with what comes, more may come that is excluded
        absent |= excluded
        presence.settle()
    yield Progress(0, 0, "Putting the two copies together")
    numbers = numbered(entries, presence)
    targets: list[Target] = []
    for kind in MERGED:
        found_of = sorted(entries.of_kind(kind), key=lambda pair: str(pair[0]))
        ends = (_target((kind, key), entry, presence, placed, numbers, again) for key, entry in found_of)
        targets += _parents_first(entries.kinds[kind], [end for end in ends if end])
    if all(target.only_set_right for target in targets):
        targets = []
    return Plan(targets, entries, presence, placed, numbers, exclusions.clashes)


def _parents_first(kind: Kind, targets: list[Target]) -> list[Target]:
    """Rows of one table after those of the same table that they name, as tags after their parents.

    So undo, which goes backwards, takes children out first; else SQLite would empty their references by itself.
    """
    columns = [column for column, referred in kind.refers.items() if referred == kind.name]
    if not columns:
        return targets
    by_uid = {target.name[1]: target for target in targets}
    begun: set[Key] = set()
    ordered: dict[Key, Target] = {}
    for target in targets:
        waiting = [target]
        while waiting:
            begun.add(uid := waiting[-1].name[1])
            above = (waiting[-1].values.get(column) for column in columns)
            if missing := [by_uid[key] for key in above if key in by_uid and key not in begun]:
                waiting += missing
            else:
                ordered.setdefault(uid, waiting.pop())
    return list(ordered.values())


def _target(
    name: Name, entry: Entry, presence: Presence, placed: Placed, numbers: Numbered, again: Container[Name]
) -> Target | None:
    """The end of a row, None if it is that already."""
    stands, both = presence.stands(name), entry.both
    values = _values(name, entry, presence, placed, numbers) if entry.source.values is not None else {}
    emptied = {
        column: str(entry.values[column])
        for column in presence.kinds[name[0]].may_be_empty
        if values and values[column] is None and entry.values.get(column) is not None
    }
    stamp = both.stamp
    if entry.source.stamp != stamp:  # a copy without history left out what the last write said
        values, stamp = (values, entry.source.stamp) if stands else ({}, stamp)
    target = Target(name, entry, stands, values, stamp, _grave(both, stands=stands), emptied, name in again)
    return None if _is_so(target) else target


def _grave(both: State, *, stands: bool) -> tuple[Stamp, int] | None:
    if both.alive and both.along:
        return both.stamp, WENT_ALONG
    if both.alive:
        return None if stands else (NEVER, WENT_ALONG)
    return both.grave, STANDS_AGAIN if stands else 0


def _is_so(target: Target) -> bool:
    here = target.entry.here
    if here is None or here.present != target.stands or here.stamp != target.stamp:
        return False
    before = NEVER if here.alive else here.grave  # also of what was deleted in the step that wrote it
    at, how = target.grave or (NEVER, 0)
    along = how == WENT_ALONG and at != NEVER
    after = at if how != WENT_ALONG else NEVER
    if before != after or here.along != along:
        return False
    return (not target.stands and target.stamp[0] != FROM_START) or here.stored == target.values


def _values(name: Name, entry: Entry, presence: Presence, placed: Placed, numbers: Numbered) -> dict[str, Any]:
    kind, values = presence.kinds[name[0]], dict(entry.values)
    if entry.source is not entry.here and entry.here and entry.here.values:
        values |= {column: entry.here.values[column] for column in OWN.get(name[0], ())}
    values |= dict(_left_out(name[0], entry))
    if name[0] == "articles":
        values |= placed.texts.get(name[1], {})
    values |= placed.passages.get(name, {})
    if name[0] == "claims":
        values |= numbers.columns.get(str(name[1]), {})
    for column in kind.may_be_empty:
        if values.get(column) is not None and not presence.stands((kind.refers[column], values[column])):
            values[column] = None
    return values


def _left_out(kind: str, entry: Entry) -> Iterator[tuple[str, Any]]:
    """What a copy with excerpts only left out of the row that stands, and the other one has."""
    for column, nothing in EMPTIED.get(kind, {}).items():
        if entry.values.get(column) == nothing:
            sides = [side.values[column] for side in (entry.here, entry.there) if side and side.values]
            yield from ((column, value) for value in sides if value != nothing)
