"""How far a long action is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` parts are finished (`total` 0 means unknown); `label` names the part under way."""

    done: int
    total: int
    label: str = ""
