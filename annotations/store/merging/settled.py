"""What *agreed* says where both copies settled one difference: what the later decision says, and nothing beside it.

A decision replaces all that *agreed* said before of a claim in a dimension. So do those of two copies, as if the later
one had been made after the other in one copy; also if it was taken back since, which leaves nothing agreed on. What was
agreed on already, and is so by the later decision, stays, although the other one took it off.
"""

from dataclasses import replace

from annotations.merging import Side
from annotations.store.merging.entries import Entries, Entry
from annotations.store.merging.exclusions import set_here
from annotations.store.merging.kinds import TAGGINGS
from annotations.store.merging.states import Stamp, State, TaggingKey, buried, tagging

SETTLEMENTS = "settlements"


def settle(entries: Entries) -> None:
    """Bury what *agreed* said of claims on the side whose decision is not the last one."""
    agreed = [row[0] for row in entries.here.connection.execute("SELECT uid FROM main.coders WHERE agreed").fetchall()]
    for _, entry in entries.of_kind(SETTLEMENTS):
        if entry.here is None or entry.there is None or entry.values.get("dimension_id") is None:
            continue
        last = max(entry.both.stamp, entry.both.grave)
        winner = Side.HERE if last in (entry.here.stamp, entry.here.grave) else Side.THERE
        for coder in agreed:
            entries.add(TAGGINGS, set(set_here(entries, str(entry.values["claim_id"]), coder)))
        for key in _said(entries, entry):
            tag = entries.by_name[TAGGINGS, key]
            state = _on(tag, winner)
            if state and state.present:
                if entry.both.alive and tag.both.stamp <= tag.both.grave < last:
                    _say_again(tag, state, last)
            elif tag.both.stamp < last:
                tag.both = buried(tag.both, last)


def _say_again(tag: Entry, state: State, at: Stamp) -> None:
    """Let a tag that was agreed on before, and taken off in the other copy, count as set by its decision."""
    tag.source = replace(state, stamp=at)
    tag.both = replace(tag.both, stamp=at, values=state.values)


def agreed_on(entries: Entries, entry: Entry, side: Side) -> list[tuple[str, str]]:
    """What *agreed* says on one side about what was settled there, as uids of tags and roles, in order."""
    found = ((key, _on(entries.by_name[TAGGINGS, key], side)) for key in _said(entries, entry))
    return sorted((key[1], key[2]) for key, state in found if state and state.present)


def _on(entry: Entry, side: Side) -> State | None:
    return entry.here if side is Side.HERE else entry.there


def _said(entries: Entries, entry: Entry) -> list[TaggingKey]:
    """The taggings of *agreed* that are looked at, of a settlement's claim in its dimension."""
    claim, dimension = str(entry.values["claim_id"]), entry.values["dimension_id"]
    keys = (tagging(name[1]) for name in entries.owned.get(("claims", claim), ()) if name[0] == TAGGINGS)
    return [
        key
        for key in keys
        if entries.values("coders", key[3]).get("agreed") == 1
        and entries.values("tags", key[1]).get("dimension_id") == dimension
    ]
