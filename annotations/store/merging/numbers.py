"""Numbers of claims: where two have one number, the one that was made first keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotations.store.merging.copies import Copy
from annotations.store.merging.entries import Entries
from annotations.store.merging.presence import Presence

LAST = "last_claim_number"
"""Key in `meta`."""

_MOST = 999_999_999
"""No project has so many claims: a higher number is not believed, since all that come after would be above it."""


@dataclass(slots=True)
class Numbered:
    """New numbers: by uid what is written of a claim, by uid the number before, and the highest number then given."""

    columns: dict[str, Mapping[str, int | None]] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)
    last: int = 0


def numbered(entries: Entries, presence: Presence) -> Numbered:
    """Give another number to the later ones of claims with the same number, one of which comes in."""
    found = Numbered(last=max(_last(entries.here), _last(entries.there)))
    holders: dict[int, str] = {}
    moved: set[str] = set()
    for key, entry in sorted(entries.of_kind("claims"), key=lambda pair: str(pair[0])):
        uid = str(key)
        if not presence.stands(("claims", key)) or entries.stands_here(("claims", key)):
            continue
        number = int(((entry.here and entry.here.values) or entry.values)["number"])
        if number > _MOST:
            moved.add(uid)
            found.before[uid] = number
            continue
        holder = holders.get(number) or _holder(entries, number)
        if holder is None or not presence.stands(("claims", holder)):
            holders[number] = uid
            continue
        keeps, goes = sorted((holder, uid))
        holders[number] = keeps
        moved.add(goes)
        found.before[goes] = number
    for uid in sorted(moved):
        entries.add("claims", [uid])
        number = _number_there(entries, uid)
        if number in (0, found.before[uid]) or number > _MOST or number in holders or _holder(entries, number):
            found.last += 1
            number = found.last
        holders[number] = uid
        found.columns[uid] = {"number": number, "number_alias": found.before[uid]}
    return found


def _number_there(entries: Entries, uid: str) -> int:
    """The number that a claim has in the other copy, 0 if it does not stand there."""
    there = entries.by_name["claims", uid].there
    return int(there.values["number"]) if there and there.present and there.values else 0


def _holder(entries: Entries, number: int) -> str | None:
    row = entries.here.connection.execute("SELECT uid FROM main.claims WHERE number = ?", (number,)).fetchone()
    return str(row[0]) if row else None


def _last(copy: Copy) -> int:
    sql = f"SELECT max(number) FROM {copy.schema}.claims WHERE number <= {_MOST}"
    highest = copy.connection.execute(sql).fetchone()[0] or 0
    told = copy.meta(LAST)
    last = int(told) if told.isdecimal() and len(told) <= len(str(_MOST)) else 0
    return max(int(highest), last)
