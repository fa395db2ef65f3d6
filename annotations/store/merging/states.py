"""What a row is to a merge: a register that the latest write holds, and perhaps a grave; and how two of them join."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Stamp = tuple[int, str]
"""A hybrid logical clock and the uid of the replica that set it: unlike for any two writes."""

NEVER: Stamp = (0, "")

Key = str | tuple[str, str, str, str]
"""The uid of a row; of a tagging those of claim and tag, the role, the uid of the coder."""

TaggingKey = tuple[str, str, str, str]

Name = tuple[str, Key]
"""Kind and key."""

Values = Mapping[str, Any]
"""By column; references are uids."""


def tagging(key: Key) -> TaggingKey:
    """The key of a tagging, which is one of four."""
    assert isinstance(key, tuple)
    return key


@dataclass(frozen=True, slots=True)
class State:
    """One row in one copy, or what two copies make of it.

    Args:
        stamp: of the last write.
        values: what it wrote; None where a copy without history has left that out.
        grave: when the row was deleted for itself, `NEVER` if it was not.
        present: whether the row stands in the copy. One that does not, though it is alive, went along with what it
            belonged to, or it could not stand: its words were not there, or a later tag excluded it.
        along: whether, as it was written last, it went somewhere with what it belonged to. Who deleted that had seen
            it; so much stays known when it stands again.
        instead: what the row itself says, by column, where its last write had said otherwise: references that are
            empty, for what they name did not stand, or were set right by a merge.
    """

    stamp: Stamp = NEVER
    values: Values | None = None
    grave: Stamp = NEVER
    present: bool = False
    along: bool = False
    instead: Values = field(default_factory=dict)

    @property
    def stored(self) -> Values:
        """What the row itself says; nothing where nothing is known of it."""
        return {**(self.values or {}), **self.instead}

    @property
    def alive(self) -> bool:
        """Whether it was written after it was deleted."""
        return self.stamp > self.grave


def joined(one: State, other: State) -> State:
    """What two states of a row make together; whether it is present depends on others and is left open."""
    later, earlier = (one, other) if one.stamp >= other.stamp else (other, one)
    values = earlier.values if later.values is None else later.values
    along = later.along or (earlier.along and earlier.stamp == later.stamp)
    return State(later.stamp, values, max(one.grave, other.grave), along=along)


def buried(state: State, grave: Stamp) -> State:
    """The state with a deletion at that time, if it has no later one."""
    return replace(state, grave=max(state.grave, grave))
