"""Where coders differ: what there is to settle, what was settled, and whether that still holds."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from annotations.agreement.coded import CodedClaim, Scope
from annotations.agreement.disagreements import THE_PASSAGE, Disagreement, disagreements
from annotations.agreement.units import Said, Unit, units_of
from annotations.codebook import Codebook, Kind
from annotations.project import Project
from annotations.settling import Decision, Settlement, basis


class State(StrEnum):
    """Where a difference stands."""

    OPEN = "open"
    SETTLED = "settled"
    CHANGED = "changed"
    """It was settled, and coders say something else since, or the tag that was agreed on is gone."""


Key = tuple[int, int]
"""What names a difference as long as its claims are there: the first claim's id, and that of the dimension or 0."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one person says: `said` are tags with roles, empty where the passage is asked for.

    `claim_id` is the claim that the person marked or took up, None where they did neither.
    """

    coder_id: int
    said: Said
    claim_id: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A disagreement, how it was settled if it was, and where it stands.

    `weighs` are the claims that count: those of the unit that were not left out. What is settled is said of all.
    """

    found: Disagreement
    settlements: tuple[Settlement, ...]
    state: State
    weighs: tuple[CodedClaim, ...]

    @property
    def key(self) -> Key:
        """What names it."""
        return self.found.unit.claim.id, self.found.dimension_id

    @property
    def settlement(self) -> Settlement | None:
        """The decision, None where it is open."""
        return self.settlements[0] if self.settlements else None

    @property
    def sides(self) -> tuple[Side, ...]:
        """What each person says, who marked the first claim first.

        Of a passage, those who marked it come before those who did not.
        """
        unit = self.found.unit
        if self.found.about_passage:
            every: Iterable[tuple[int, Said]] = ((c, frozenset()) for c in (*unit.holders, *unit.unmarked_by))
        else:
            every = self.found.answers
        sides = [Side(coder, said, own.id if (own := unit.claim_of(coder)) else None) for coder, said in every]
        return tuple(sorted(sides, key=lambda side: (side.claim_id is None, side.coder_id != unit.claim.coder_id)))

    @property
    def passages(self) -> tuple[CodedClaim, ...]:
        """The claims of which one, or all, can be kept: more than one where people marked the passage differently."""
        return self.found.unit.claims


def differences(project: Project, scope: Scope | None = None) -> list[Difference]:
    """Every difference between the coders in scope, by the number of the claim; settled ones are among them."""
    scope, codebook = scope or Scope(), project.codebook.read()
    coded, settled = project.codings.coded(scope), project.settlements
    units = units_of(coded, codebook, scope.coders)
    among = [claim.id for claim in coded.claims] if scope.articles else None
    settlements = settled.all() if among is None else settled.of_claims(among)
    return compared(units, settlements, codebook, project.coders.agreed().id, settled.said(among))


def compared(
    units: Iterable[Unit],
    settlements: Iterable[Settlement],
    codebook: Codebook,
    agreed_id: int,
    agreed: Collection[Key],
) -> list[Difference]:
    """As `differences`, of values; `agreed` are the claims and dimensions of which *agreed* says something."""
    known: dict[Key, Settlement] = {(one.claim_id, one.dimension_id or THE_PASSAGE): one for one in settlements}
    found: list[Difference] = []
    for unit in units:
        for disagreement, still in _of_unit(unit, known, codebook):
            one = _difference(disagreement, known, codebook, agreed_id, still=still)
            gone = any(
                each.dimension_id and (each.claim_id, each.dimension_id) not in agreed for each in one.settlements
            )
            found.append(replace(one, state=State.CHANGED) if gone else one)
    return found


def _of_unit(unit: Unit, known: Mapping[Key, Settlement], codebook: Codebook) -> Iterator[tuple[Disagreement, bool]]:
    """What people differ on, and what they differed on when it was settled; whether they still do."""
    differing = {one.dimension_id: one for one in disagreements([unit], codebook)}
    if len(unit.claims) > 1:
        differing.setdefault(THE_PASSAGE, Disagreement(unit, THE_PASSAGE))
    for dimension_id in (THE_PASSAGE, *(dimension.id for dimension in codebook.dimensions)):
        if dimension_id in differing:
            yield differing[dimension_id], True
        elif any((claim.id, dimension_id) in known for claim in unit.claims):
            answers = tuple(sorted(unit.answers.get(dimension_id, {}).items()))
            yield Disagreement(unit, dimension_id, answers), False


def _difference(
    found: Disagreement, known: Mapping[Key, Settlement], codebook: Codebook, agreed_id: int, *, still: bool
) -> Difference:
    claims = found.unit.claims
    settled = tuple(known[claim.id, found.dimension_id] for claim in claims if (claim.id, found.dimension_id) in known)
    passages = {claim.id: known.get((claim.id, THE_PASSAGE)) for claim in claims}
    left = {claim_id for claim_id, one in passages.items() if one and one.decision is Decision.LEFT}
    weighs = tuple(claim for claim in claims if claim.id not in left) or claims[:1]
    if not settled:
        state = State.OPEN
    elif still and all(_holds(one, claims, codebook, agreed_id) for one in settled):
        state = State.SETTLED
    else:
        state = State.CHANGED
    return Difference(found, settled, state, weighs)


def _holds(settlement: Settlement, claims: Sequence[CodedClaim], codebook: Codebook, agreed_id: int) -> bool:
    weighed = claims
    if settlement.dimension_id is None:
        weighed = [claim for claim in claims if claim.id == settlement.claim_id]
    return settlement.basis == basis(weighed, settlement.dimension_id, codebook, agreed_id)


# -- settling, inside a step


def take(project: Project, difference: Difference, side: Side, reason: str = "") -> None:
    """Take what one person says.

    Raises:
        AnnotationError: as `Settlements.settle`.
        ValueError: if the passage itself is asked for.
    """
    _say(project, difference, Decision.ONE, side.said, reason, taken_from=side.coder_id)


def take_all(project: Project, difference: Difference, reason: str = "") -> None:
    """Take what all say; as `take`."""
    said = frozenset[tuple[int, str]]().union(*(side.said for side in difference.sides))
    _say(project, difference, Decision.BOTH, said, reason)


def say(project: Project, difference: Difference, said: Iterable[tuple[int, str]], reason: str = "") -> None:
    """Say something else than anybody; as `take`."""
    _say(project, difference, Decision.OTHER, frozenset(said), reason)


def _say(
    project: Project, difference: Difference, decision: Decision, said: Said, reason: str, taken_from: int | None = None
) -> None:
    if difference.found.about_passage:
        raise ValueError("a passage is kept or left out")
    every = [claim.id for claim in difference.found.unit.claims]
    for claim in difference.weighs:
        project.settlements.settle(
            claim.id,
            difference.found.dimension_id,
            decision,
            sorted(said),
            taken_from=taken_from,
            reason=reason,
            beside=[other for other in every if other != claim.id],
        )


def keep(project: Project, difference: Difference, claim_ids: Iterable[int], reason: str = "") -> None:
    """Keep these passages of the unit and leave its others out."""
    kept = set(claim_ids)
    left = {claim.id for claim in difference.passages} - kept
    project.settlements.settle_passages(kept, left, reason=reason)


def reopen(project: Project, difference: Difference) -> None:
    """Take back what was settled."""
    for one in difference.settlements:
        project.settlements.reopen(one.claim_id, one.dimension_id)


def fits_together(difference: Difference, codebook: Codebook) -> bool:
    """Whether all that was said can stand side by side in the dimension."""
    if difference.found.about_passage:
        return len(difference.passages) > 1
    kind = codebook.dimension(difference.found.dimension_id).kind
    tags = {tag_id for side in difference.sides for tag_id, _ in side.said}
    none = any(codebook.tag(tag_id).is_none for tag_id in tags)
    return not kind.single and (kind is Kind.ACTORS or len(tags) > 1) and not (none and len(tags) > 1)
