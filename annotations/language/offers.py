"""Tags that the program offers for a claim, with the reason. Plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A tag that may fit a claim; it counts for nothing until a person accepts it.

    `tag_id` is None where an actor is offered who is not in the codebook yet: then `name` and `actor_type`, which may
    be empty, are those the new tag would have. `score` is between 0 and 1 and puts offers in order; it is no
    probability. `reason` is a short phrase: "like claim 14", "alias in the passage". `role` is that of an actor, empty
    in other dimensions. A `weak` offer is shown as uncertain, whatever its score. `aliases` are the names that an
    actor's tag learns when the offer is accepted.
    """

    tag_id: int | None
    name: str
    score: float
    reason: str
    weak: bool = False
    role: str = ""
    actor_type: str = ""
    aliases: tuple[str, ...] = ()
