"""Differences between coders in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from annotations.claims import Coder
from annotations.codebook import Codebook, Kind, Role
from annotations.differences import Difference, Side, State
from annotations.settling import Decision
from app.claim_view import scale_text
from app.moments import in_words

PASSAGE = "Passage"
"""What stands in place of a dimension's name where the passage itself is asked for."""

STATE_NAMES = {State.OPEN: "Open", State.SETTLED: "Settled", State.CHANGED: "Changed since"}
_ROLES = {"": 0} | {role.value: place for place, role in enumerate(Role)}


@dataclass(frozen=True)
class Words:
    """Says differences, given the codebook and everybody, *agreed* among them, by id."""

    codebook: Codebook
    coders: Mapping[int, Coder]

    def name(self, coder_id: int | None) -> str:
        """A person's name."""
        coder = self.coders.get(coder_id or 0)
        return coder.name if coder else "somebody"

    def initials(self, coder_id: int | None) -> str:
        """A person's initials, or the name where there are none."""
        coder = self.coders.get(coder_id or 0)
        return (coder.initials or coder.name) if coder else "?"

    def dimension(self, difference: Difference) -> str:
        """What it is about."""
        if difference.found.about_passage:
            return PASSAGE
        return self.codebook.dimension(difference.found.dimension_id).name

    def knows(self, tag_id: int) -> bool:
        """Whether the codebook has a tag: figures may be read before the codebook, or be older."""
        return any(tag.id == tag_id for tag in self.codebook.tags)

    def tag(self, tag_id: int, role: str = "") -> str:
        """A tag, a scale's value before its name, an actor with the role."""
        tag = self.codebook.tag(tag_id)
        scale = self.codebook.dimension_of(tag_id).kind is Kind.SCALE and tag.value is not None
        name = f"{scale_text(tag)} {tag.name}" if scale else tag.name
        return f"{name} ({role})" if role else name

    def tags(self, said: Iterable[tuple[int, str]]) -> str:
        """Some tags, as the codebook has them, speakers first."""
        places = {tag.id: place for place, tag in enumerate(self.codebook.tags)}
        ordered = sorted(said, key=lambda one: (_ROLES.get(one[1], 0), places[one[0]]))
        return ", ".join(self.tag(*one) for one in ordered)

    def side(self, difference: Difference, side: Side) -> str:
        """What one person says."""
        if not difference.found.about_passage:
            return self.tags(side.said)
        if side.claim_id is None:
            return "not marked"
        number = next((c.number for c in difference.passages if c.id == side.claim_id), 0)
        return f"marked claim {number}"

    def sides(self, difference: Difference) -> str:
        """What everybody says in one line, those who say the same together: "AL, CM: Brain drain ≠ BO: Sanctions"."""
        who: dict[str, list[str]] = {}
        for side in difference.sides:
            who.setdefault(self.side(difference, side), []).append(self.initials(side.coder_id))
        return "  ≠  ".join(f"{', '.join(names)}: {said}" for said, names in who.items())

    def decision(self, difference: Difference, said: Iterable[tuple[int, str]]) -> str:
        """What was decided, empty while it is open; `said` is what *agreed* says."""
        settlement = difference.settlement
        if settlement is None:
            return ""
        if difference.found.about_passage:
            return self._passage(difference)
        words = self.tags(said)
        if not words:
            return "with a tag that is gone since"
        match settlement.decision:
            case Decision.ONE:
                return f"{words} – as {self.name(settlement.taken_from)} has it"
            case Decision.BOTH:
                return f"{words} – what all say, together"
            case _:
                return f"{words} – as nobody had it"

    def _passage(self, difference: Difference) -> str:
        kept = [one.claim_id for one in difference.settlements if one.decision is Decision.KEPT]
        numbers = [str(claim.number) for claim in difference.passages if claim.id in kept]
        if not numbers:
            return "left out, no claim"
        if len(difference.passages) == 1:
            return "kept, it is a claim"
        return f"kept claim {' and '.join(numbers)}" + ("" if len(kept) > 1 else ", the other is left out")

    def settled_by(self, difference: Difference, now: datetime) -> str:
        """Who settled it and when."""
        settlement = difference.settlement
        if settlement is None:
            return ""
        try:
            at = in_words(datetime.fromisoformat(settlement.settled_at).astimezone(), now)
        except (ValueError, OverflowError):
            at = settlement.settled_at
        who = self.name(settlement.coder_id) if settlement.coder_id else "Nobody named"
        return f"{who}, {at}"
