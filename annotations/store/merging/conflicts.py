"""What both copies changed since they parted: which value stands, and what the other one was."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from annotations.merging import Conflict, Difference, Side
from annotations.store.merging.entries import Entry
from annotations.store.merging.fields import columns_of, differences_of
from annotations.store.merging.kinds import TAGGINGS
from annotations.store.merging.naming import Naming
from annotations.store.merging.planning import Plan
from annotations.store.merging.settled import SETTLEMENTS, agreed_on
from annotations.store.merging.states import Name, State, TaggingKey

Agreed = Mapping[str, list[tuple[str, str]]]
"""By side, what *agreed* says there where a difference was settled on both; empty for other conflicts."""


def conflicts(plan: Plan, naming: Naming) -> tuple[Conflict, ...]:
    """Every row that both changed to something else, and taggings that cannot stand beside one another.

    Also what one changed and the other, who had not seen that, deleted later.
    """
    found: list[Conflict] = []
    for name, entry in sorted(plan.entries.by_name.items(), key=lambda pair: (pair[0][0], str(pair[0][1]))):
        if side := _deleted_since(plan, name, entry):
            found += _of_deleted(plan, naming, len(found), name, entry, side)
            continue
        if not (both := _both_changed(plan, name, entry)):
            continue
        agreed = _agreed(plan, entry) if name[0] == SETTLEMENTS else {}
        differences = (
            *differences_of(plan, naming, name, *(state.values or {} for state in both)),
            *_agreed_apart(naming, agreed),
        )
        if differences:
            found.append(_conflict(plan, naming, len(found), name, entry, differences, agreed))
    for later, earlier in plan.clashes:
        found += _of_taggings(plan, naming, len(found), later, earlier)
    return tuple(found)


def _both_changed(plan: Plan, name: Name, entry: Entry) -> tuple[State, State] | None:
    here, there = entry.here, entry.there
    if name[0] == TAGGINGS or here is None or there is None or not (here.present and there.present):
        return None
    parted = not plan.entries.there.covers(here.stamp) and not plan.entries.here.covers(there.stamp)
    return (here, there) if parted and here.stamp != there.stamp else None


def _deleted_since(plan: Plan, name: Name, entry: Entry) -> Side | None:
    """Which copy deleted a row for itself, without knowing what the other one had changed in it before."""
    if name[0] == TAGGINGS or entry.here is None or entry.there is None or plan.presence.stands(name):
        return None
    here, there = plan.entries.here, plan.entries.there
    for side, deleted, copy, changed in (
        (Side.HERE, entry.here, here, entry.there),
        (Side.THERE, entry.there, there, entry.here),
    ):
        went = not deleted.present and not deleted.alive
        if went and changed.present and not copy.covers(changed.stamp):
            return side
    return None


def _of_deleted(plan: Plan, naming: Naming, n: int, name: Name, entry: Entry, side: Side) -> Iterator[Conflict]:
    """What was changed in one copy and deleted in the other one later."""
    here, there = entry.here or State(), entry.there or State()
    known = here.values is not None and there.values is not None
    differences = differences_of(plan, naming, name, here.values or {}, there.values or {}) if known else ()
    if not known:  # a copy without history keeps nothing of what was deleted in it
        said = naming.of(*name)
        differences = (Difference("contents", *(("", said) if side is Side.HERE else (said, ""))),)
    if not differences:
        return
    told = _conflict(plan, naming, n, name, entry, differences, {})
    told = replace(told, winner=side, gone=True, stored="{}")
    if side is Side.HERE:
        yield replace(told, here=naming.version(plan.entries.here, here.grave))
    else:
        yield replace(told, there=naming.version(plan.entries.there, there.grave))


def _conflict(
    plan: Plan, naming: Naming, n: int, name: Name, entry: Entry, differences: tuple[Difference, ...], agreed: Agreed
) -> Conflict:
    kind, uid = name[0], str(name[1])
    assert entry.here
    assert entry.there
    claim, article = naming.place(name)
    return Conflict(
        n,
        kind,
        uid,
        naming.called(name),
        Side.THERE if entry.from_there else Side.HERE,
        differences,
        naming.version(plan.entries.here, entry.here.stamp),
        naming.version(plan.entries.there, entry.there.stamp),
        claim_uid=claim,
        article_uid=article,
        number=naming.number(claim),
        stored=_stored(plan, kind, entry, agreed),
    )


def _agreed(plan: Plan, entry: Entry) -> Agreed:
    return {side: agreed_on(plan.entries, entry, side) for side in Side}


def _agreed_apart(naming: Naming, agreed: Agreed) -> Iterator[Difference]:
    """What each side settled on, where it is not the same."""
    here, there = (", ".join(naming.of("tags", tag) for tag, _ in tags) for tags in agreed.values() or ((), ()))
    if len({tuple(tags) for tags in agreed.values()}) > 1:
        yield Difference("agreed on", here, there)


def _stored(plan: Plan, kind: str, entry: Entry, agreed: Agreed) -> str:
    """All columns that differ, in both versions, references as uids; and what *agreed* says where that was settled."""
    one, other = (dict((state and state.values) or {}) for state in (entry.here, entry.there))
    columns = [column for column in columns_of(plan, kind) if one.get(column) != other.get(column)]
    sides = {Side.HERE: one, Side.THERE: other}
    found: dict[str, Any] = {side: {name: values.get(name) for name in columns} for side, values in sides.items()}
    return json.dumps(found | ({"agreed": agreed} if agreed else {}))


def _of_taggings(plan: Plan, naming: Naming, n: int, later: TaggingKey, earlier: TaggingKey) -> Iterator[Conflict]:
    """Two values that one coder set on one claim in two copies."""
    winner, loser = plan.entries.by_name[TAGGINGS, later], plan.entries.by_name[TAGGINGS, earlier]
    side = Side.THERE if winner.from_there else Side.HERE
    names = naming.of("tags", later[1]), naming.of("tags", earlier[1])
    here, there = (names[1], names[0]) if side is Side.THERE else names
    states = (loser.both, winner.both) if side is Side.THERE else (winner.both, loser.both)
    dimension = str(naming.values(("tags", later[1])).get("dimension_id") or "")
    claim = naming.values(("claims", later[0]))
    if plan.presence.stands((TAGGINGS, later)):
        yield Conflict(
            n,
            TAGGINGS,
            later[0],
            naming.of("dimensions", dimension),
            side,
            (Difference("tag", here, there),),
            naming.version(plan.entries.here, states[0].stamp),
            naming.version(plan.entries.there, states[1].stamp),
            claim_uid=later[0],
            article_uid=str(claim.get("article_id") or ""),
            number=naming.number(later[0]),
            stored=json.dumps(dict(zip((side, _other(side)), (later, earlier), strict=True))),
        )


def _other(side: Side) -> Side:
    return Side.HERE if side is Side.THERE else Side.THERE
