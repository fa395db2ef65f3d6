"""What one picker asks, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotations.codebook import Dimension, Role, Tag
from annotations.language.offers import Offer


@dataclass(frozen=True, slots=True)
class Question:
    """A dimension asked of a claim.

    `tags` stand in the order to show. `chosen` has the tags that are set, with the words that say as what (an actor's
    roles, empty elsewhere). `last` is the tag that was set or taken away a moment ago, 0 for none. `steps` are the
    names of all dimensions of the round and `step` the place of this one; without steps it is asked alone.
    `levels` says how deep tags stand beneath others, `notes` why they stand where they do, both by id. `offers` are
    what the program offers, best first; they change no order.
    """

    dimension: Dimension
    tags: tuple[Tag, ...]
    chosen: Mapping[int, str] = field(default_factory=dict)
    default_role: Role = Role.SPEAKER
    last: int = 0
    steps: tuple[str, ...] = ()
    step: int = 0
    title: str = ""
    levels: Mapping[int, int] = field(default_factory=dict)
    notes: Mapping[int, str] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles an actor may have; all where the codebook names none."""
        return self.dimension.roles or tuple(Role)

    @property
    def best(self) -> Offer | None:
        """The best offer that is not set yet and not weak: what one key takes."""
        return next((one for one in self.offers if not one.weak and one.tag_id not in self.chosen), None)

    @property
    def role(self) -> Role:
        """The role Enter gives."""
        return self.default_role if self.default_role in self.roles else self.roles[0]
