"""How a claim looks in the reader: its mark and its card, made from its tags."""

from dataclasses import dataclass
from functools import cached_property

from annotations.claims import CheckState, Claim, Tagging, coded, counted, said, shown
from annotations.codebook import Codebook, Dimension, Kind, Role, Tag
from app.reader.marks import Card, Chip, Look, Mark
from app.theme import colour_key

BY_CODER = "coder"
"""Stands for the coder in place of a dimension's uid where marks are coloured."""

_ROLES = {"": len(Role)} | {role.value: place for place, role in enumerate(Role)}

_CODER_COLOURS = ("blue", "orange", "green", "pink", "sky", "vermilion", "violet", "olive")


@dataclass(frozen=True)
class ClaimView:
    """Turns claims into marks and cards, for one codebook, one person and one choice of colour.

    `colour_by` is a dimension's uid or `BY_CODER`. With `hidden` the person codes second and is not shown what others
    said: nothing is told then of how that compares.
    """

    codebook: Codebook
    agreed_id: int
    coder_id: int
    colour_by: str = ""
    hidden: bool = False

    @property
    def colouring(self) -> Dimension | None:
        """The dimension that gives the colour, None where it is the coder."""
        if self.colour_by == BY_CODER or not self.codebook.dimensions:
            return None
        chosen = (d for d in self.codebook.dimensions if d.uid == self.colour_by)
        return next(chosen, self.codebook.dimensions[0])

    @cached_property
    def _places(self) -> dict[int, dict[int, int]]:
        """The place of each tag in its dimension, by the dimension's id; worked out once for thousands of claims."""
        return {
            dimension.id: {tag.id: place for place, tag in enumerate(self.codebook.tags_of(dimension.id))}
            for dimension in self.codebook.dimensions
        }

    def taggings(self, claim: Claim, dimension: Dimension) -> tuple[Tagging, ...]:
        """The claim's taggings of a dimension as this person sees them, in codebook order, speakers first."""
        order = self._places[dimension.id]
        found = shown(claim, order, self.agreed_id, self.coder_id)
        return tuple(sorted(found, key=lambda t: (_ROLES[t.role], order[t.tag_id]))) if len(found) > 1 else found

    def counted(self, claim: Claim, dimension: Dimension) -> tuple[Tagging, ...]:
        """The taggings that counts and briefs use, which need not be those that this person sees."""
        return counted(claim, self._places[dimension.id], self.agreed_id)

    def others(self, claim: Claim, dimension: Dimension) -> dict[int, tuple[Tagging, ...]]:
        """What others coded than this person sees, by coder, the claim's maker first; nothing where only one coded.

        The maker is among them with nothing coded where what is seen does not count.
        """
        if self.hidden:
            return {}
        said_by, seen = coded(claim, self._places[dimension.id]), said(self.taggings(claim, dimension))
        if seen and not self.counted(claim, dimension):
            said_by = {claim.coder_id: (), **said_by}
        return {coder: t for coder, t in said_by.items() if said(t) != seen} if len(said_by) > 1 else {}

    def differing(self, claim: Claim) -> tuple[str, ...]:
        """Names of the dimensions in which coders differ and nothing is agreed, or what is seen does not count."""
        if self.hidden or {tagging.coder_id for tagging in claim.taggings} <= {claim.coder_id}:
            return ()  # the usual case, over in no time: what the maker alone said is what everybody sees and counts
        return tuple(dimension.name for dimension in self.codebook.dimensions if self._differ(claim, dimension))

    def _differ(self, claim: Claim, dimension: Dimension) -> bool:
        said_by = coded(claim, self._places[dimension.id])
        if self.agreed_id in said_by:
            return False
        seen = said(self.taggings(claim, dimension))
        return len({said(taggings) for taggings in said_by.values()}) > 1 or seen != said(
            self.counted(claim, dimension)
        )

    def mark(self, claim: Claim) -> Mark:
        """How the passage is painted."""
        dimension = self.colouring
        if dimension is None:
            colour = _CODER_COLOURS[claim.coder_id % len(_CODER_COLOURS)]
            return Mark(claim.id, claim.number, claim.span, colour)
        chip = self._first_chip(claim, dimension)
        return Mark(claim.id, claim.number, claim.span, chip.colour, chip.look)

    def _first_chip(self, claim: Claim, dimension: Dimension) -> Chip:
        taggings = self.taggings(claim, dimension)
        if not taggings:
            return Chip(dimension.name, look=Look.OPEN)
        return _chip(self.codebook.tag(taggings[0].tag_id), dimension)

    def card(self, claim: Claim) -> Card:
        """What stands beside the passage."""
        chips: list[Chip] = []
        badge: Chip | None = None
        heading = ""
        for dimension in self.codebook.dimensions:
            taggings = self.taggings(claim, dimension)
            if not taggings:
                chips.append(Chip(dimension.name, look=Look.OPEN))
            elif dimension.kind is Kind.ACTORS:
                said, others = self._actors(taggings)
                heading = heading or said
                chips += others
            elif dimension.kind is Kind.SCALE:
                chip = _badge(self.codebook.tag(taggings[0].tag_id), dimension)
                badge, chips = (badge, [*chips, _named(chip, dimension)]) if badge else (chip, chips)
            else:
                chips += [_chip(self.codebook.tag(t.tag_id), dimension) for t in taggings]
        flagged = claim.check_state is CheckState.FLAGGED
        differing = self.differing(claim)
        return Card(claim.id, claim.number, heading, tuple(chips), badge, claim.comment, flagged, differing)

    def _actors(self, taggings: tuple[Tagging, ...]) -> tuple[str, list[Chip]]:
        """Who speaks of whom, in words, and a chip for everybody else."""
        speakers, targets, others = [], [], []
        for tagging in taggings:
            tag = self.codebook.tag(tagging.tag_id)
            if tagging.role == Role.SPEAKER:
                speakers.append(tag.name)
            elif tagging.role == Role.TARGET:
                targets.append(tag.name)
            else:
                name = f"{tag.name} ({tagging.role})" if tagging.role else tag.name
                others.append(Chip(name, colour_key(tag)))
        heading = ", ".join(speakers)
        return f"{heading} → {', '.join(targets)}".lstrip() if targets else heading, others


def _chip(tag: Tag, dimension: Dimension) -> Chip:
    return Chip(tag.name, colour_key(tag), tag_look(tag, dimension))


def _named(chip: Chip, dimension: Dimension) -> Chip:
    """The value of a further scale, which needs its name: the badge belongs to the first one."""
    return Chip(f"{dimension.name} {chip.text}", chip.colour, chip.look)


def _badge(tag: Tag, dimension: Dimension) -> Chip:
    return Chip(scale_text(tag), colour_key(tag), tag_look(tag, dimension))


def tag_look(tag: Tag, dimension: Dimension) -> Look:
    """How a tag is painted: a scale's *mixed* is hatched."""
    return Look.MIXED if dimension.kind is Kind.SCALE and tag.key == "mixed" else Look.FILLED


def scale_text(tag: Tag) -> str:
    """A scale's value with a true minus ("−2", "0", "+1"), or the tag's name where it has none."""
    if tag.value is None:
        return tag.name.lower()
    return f"{tag.value:+d}".replace("-", "−") if tag.value else "0"


def tag_words(tag: Tag, dimension: Dimension, role: str = "") -> str:
    """A tag in words, of a scale its value, with an actor's role ("Bank (speaker)")."""
    name = scale_text(tag) if dimension.kind is Kind.SCALE else tag.name
    return f"{name} ({role})" if role else name
