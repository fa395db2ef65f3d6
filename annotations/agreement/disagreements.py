"""Where coders do not agree: claims of which they said different things, passages that only some of them marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from annotations.agreement.units import Said, Unit
from annotations.codebook import Codebook, Tag

THE_PASSAGE = 0
"""In place of a dimension's id: the disagreement is about whether there is a claim at all."""

Answer = tuple[int, str] | None
"""A tag's id and its role; None where nothing stands against the other's tag."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit on which coders said different things in one dimension.

    `answers` are ids of coders with what they said, by id; those who did not answer are left out. With `THE_PASSAGE`
    as `dimension_id` there are none: `unit.holders` marked the passage, `unit.unmarked_by` did not.
    """

    unit: Unit
    dimension_id: int
    answers: tuple[tuple[int, Said], ...] = ()

    @property
    def about_passage(self) -> bool:
        """Whether it is about the passage itself."""
        return self.dimension_id == THE_PASSAGE


@dataclass(frozen=True, slots=True)
class TagPair:
    """Two tags of a dimension that stand against each other in disagreements, and those disagreements.

    Where two coders are compared, `one` is what the first of them said, by id; else the one that comes first in the
    codebook. None is nothing: the other set a tag more.
    """

    dimension_id: int
    one: Answer
    other: Answer
    found: tuple[Disagreement, ...]


def disagreements(units: Iterable[Unit], codebook: Codebook) -> list[Disagreement]:
    """Every disagreement, by the number of the claim, and then as the dimensions stand; passages come first."""
    return [found for unit in units for found in _of_unit(unit, codebook)]


def _of_unit(unit: Unit, codebook: Codebook) -> Iterator[Disagreement]:
    if unit.unmarked_by:
        yield Disagreement(unit, THE_PASSAGE)
    for dimension in codebook.dimensions:
        answers = unit.answers.get(dimension.id, {})
        if len(set(answers.values())) > 1:
            yield Disagreement(unit, dimension.id, tuple(sorted(answers.items())))


def tag_pairs(found: Iterable[Disagreement], codebook: Codebook, *, two: bool) -> list[TagPair]:
    """Which tags stand against each other, the most frequent first, then in the order of the codebook.

    Args:
        found: the disagreements.
        codebook: of the project.
        two: whether just two coders are compared, so that who said which can be told apart.
    """
    places = {tag.id: place for place, tag in enumerate(_in_order(codebook))}

    def order(answer: Answer) -> tuple[int, str]:
        return (places[answer[0]], answer[1]) if answer else (len(places), "")

    pairs: dict[tuple[int, Answer, Answer], list[Disagreement]] = {}
    for disagreement in found:
        # A pair counts once in a unit, however many people stand on either side.
        inside: dict[tuple[Answer, Answer], None] = {}
        for (_, left), (_, right) in combinations(disagreement.answers, 2):
            for one, other in opposed(left, right):
                turned = not two and order(other) < order(one)
                inside[(other, one) if turned else (one, other)] = None
        for one, other in inside:
            pairs.setdefault((disagreement.dimension_id, one, other), []).append(disagreement)
    dimensions = {dimension.id: place for place, dimension in enumerate(codebook.dimensions)}
    listed = [TagPair(*key, found=tuple(each)) for key, each in pairs.items()]
    return sorted(listed, key=lambda p: (-len(p.found), dimensions[p.dimension_id], order(p.one), order(p.other)))


def opposed(one: Said, other: Said) -> list[tuple[Answer, Answer]]:
    """Which tags of two answers stand against each other.

    What both said is left out. An actor to whom they gave different roles stands against itself; then the tags of one
    role against each other; what is left over, against nothing.
    """
    left, right = sorted(one - other), sorted(other - one)
    found: list[tuple[Answer, Answer]] = []
    for answer in list(left):
        same = next((against for against in right if against[0] == answer[0]), None)
        if same:
            found.append((answer, same))
            left.remove(answer)
            right.remove(same)
    for role in sorted({answer[1] for answer in (*left, *right)}):
        ours, theirs = _in_role(left, role), _in_role(right, role)
        found += [(a, b) for a in ours for b in theirs]
    return found


def _in_role(answers: list[tuple[int, str]], role: str) -> list[Answer]:
    """Those with this role, or nothing."""
    return [answer for answer in answers if answer[1] == role] or [None]


def _in_order(codebook: Codebook) -> Iterator[Tag]:
    for dimension in codebook.dimensions:
        yield from codebook.tags_of(dimension.id)
