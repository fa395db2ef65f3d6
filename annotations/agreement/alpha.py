"""Krippendorff's α: how far answers agree beyond what chance would bring, for any number of coders, who may skip some.

α = 1 − Do/De. Do is the disagreement observed within units, De the one expected if the same answers were dealt out to
the units at random. In a unit with m answers, two at least, each ordered pair of them counts 1/(m − 1). These are the
coincidences o_ck; they add up to n, of which n_c are the value c's. With a difference δ(c,k) of two values

    Do = Σ o_ck δ(c,k)        De = Σ n_c n_k δ(c,k) / (n − 1)

(K. Krippendorff, Computing Krippendorff's alpha-reliability, 2011; Content Analysis, 4th ed. 2019, chapter 12.)

The differences: *nominal*, 0 or 1. *Ordinal*, the square of how many answers lie between two values, half of their own
included; *interval*, the square of their distance. For sets of tags MASI, 1 − Jaccard × monotonicity (R. Passonneau,
Measuring agreement on set-valued items, LREC 2006): the share that two sets have in common, and of that all where they
are the same, two thirds where one contains the other, a third where they overlap. It is used rather than Jaccard's
distance alone, since somebody who sees one frame more does not contradict, while somebody who sees another does.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from annotations.agreement.resampling import ALONE, NO_PAIRS, Estimate, Resampled

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    Ints = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

_BLOCK = 512
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Rated:
    """One unit: the article it stands in, by its place among those compared, and the answers given, in any order."""

    cluster: int
    answers: tuple[Hashable, ...]


class Difference(Protocol):
    """How far values differ, given how often each was said."""

    def __call__(self, values: Sequence[Hashable]) -> "Floats":
        """The differences of values from one another, as a square."""


def nominal(values: Sequence[Hashable]) -> "Floats":
    """0 for the same value, 1 for another."""
    import numpy as np

    return 1.0 - np.eye(len(values))


def interval(values: Sequence[Hashable]) -> "Floats":
    """The square of the distance of two numbers."""
    import numpy as np

    numbers = np.array(values, dtype=np.float64)
    squares: Floats = np.subtract.outer(numbers, numbers) ** 2
    return squares


def masi(values: Sequence[Hashable]) -> "Floats":
    """1 − MASI of two sets; the values are frozen sets, none of them empty."""
    import numpy as np

    sets = [value if isinstance(value, frozenset) else frozenset((value,)) for value in values]
    columns = {member: place for place, member in enumerate(dict.fromkeys(m for each in sets for m in each))}
    has = np.zeros((len(sets), len(columns)))
    for place, each in enumerate(sets):
        has[place, [columns[member] for member in each]] = 1.0
    sizes = has.sum(1)
    found = np.empty((len(sets), len(sets)))
    for start in range(0, len(sets), _BLOCK):  # thousands of sets of actors would take gigabytes at once
        rows = slice(start, start + _BLOCK)
        common = has[rows] @ has.T
        smaller = np.minimum(sizes[rows, None], sizes[None, :])
        union = sizes[rows, None] + sizes[None, :] - common
        partly = np.where(common == smaller, 2 / 3, np.where(common > 0, 1 / 3, 0.0))
        found[rows] = 1.0 - common / union * np.where(common == union, 1.0, partly)
    return found


def alpha(rated: Sequence[Rated], difference: Difference, resampled: Resampled) -> Estimate:
    """α with a difference that does not depend on how often values were said, and its interval."""
    pairable = [unit for unit in rated if len(unit.answers) > 1]
    if not pairable:
        return Estimate(reason=NO_PAIRS)
    values = list(dict.fromkeys(answer for unit in pairable for answer in unit.answers))
    if len(values) == 1:
        return Estimate(reason=ALONE)
    delta = difference(values)
    return _with_fixed(_Answers.of(pairable, values), delta, resampled)


def ordinal_alpha(rated: Sequence[Rated], resampled: Resampled) -> Estimate:
    """α of values that have an order, such as the places of a scale, and its interval."""
    pairable = [unit for unit in rated if len(unit.answers) > 1]
    if not pairable:
        return Estimate(reason=NO_PAIRS)
    values = sorted({answer for unit in pairable for answer in unit.answers})  # type: ignore[type-var]
    if len(values) == 1:
        return Estimate(reason=ALONE)
    return _ordinal(_Answers.of(pairable, values), resampled)


@dataclass(frozen=True, slots=True)
class _Answers:
    """The pairs of answers of all units as columns: article, the two values by their places, 1/(m − 1)."""

    clusters: "Ints"
    ones: "Ints"
    others: "Ints"
    shares: "Floats"
    size: int

    @classmethod
    def of(cls, rated: Sequence[Rated], values: Sequence[Hashable]) -> "_Answers":
        import numpy as np

        places = {value: place for place, value in enumerate(values)}
        rows: list[tuple[int, int, int, float]] = []
        for unit in rated:
            said = [places[answer] for answer in unit.answers]
            share = 1 / (len(said) - 1)
            rows += [(unit.cluster, a, b, share) for i, a in enumerate(said) for j, b in enumerate(said) if i != j]
        clusters, ones, others, shares = zip(*rows, strict=True)
        whole = np.array([clusters, ones, others], dtype=np.int64)
        return cls(whole[0], whole[1], whole[2], np.array(shares, dtype=np.float64), len(values))

    def said(self, clusters: int) -> "Floats":
        """How often each value was said, by article."""
        import numpy as np

        flat = np.bincount(self.clusters * self.size + self.ones, self.shares, clusters * self.size)
        return flat.astype(np.float64).reshape(clusters, self.size)


def _with_fixed(answers: _Answers, delta: "Floats", resampled: Resampled) -> Estimate:
    import numpy as np

    clusters = resampled.clusters
    apart = delta[answers.ones, answers.others] * answers.shares
    observed = np.bincount(answers.clusters, apart, clusters)
    said = answers.said(clusters)
    weights = resampled.weights()
    if clusters <= len(weights):
        between = said @ delta @ said.T
        expected = ((weights @ between) * weights).sum(1)
    else:
        drawn = weights @ said
        expected = ((drawn @ delta) * drawn).sum(1)
    return resampled.estimate(_ratio(weights @ observed, expected, weights @ said.sum(1)))


def _ordinal(answers: _Answers, resampled: Resampled) -> Estimate:
    import numpy as np

    clusters, size = resampled.clusters, answers.size
    cells = (answers.clusters * size + answers.ones) * size + answers.others
    pairs = np.bincount(cells, answers.shares, clusters * size * size).reshape(clusters, size * size)
    weights = resampled.weights()
    said = weights @ answers.said(clusters)
    # Half of a value's own answers lie below its middle; the distance of two middles is what lies between.
    middles = said.cumsum(1) - said / 2
    delta = (middles[:, :, None] - middles[:, None, :]) ** 2
    observed = ((weights @ pairs).reshape(-1, size, size) * delta).sum((1, 2))
    expected = (said[:, :, None] * said[:, None, :] * delta).sum((1, 2))
    return resampled.estimate(_ratio(observed, expected, said.sum(1)))


def _ratio(observed: "Floats", expected: "Floats", answers: "Floats") -> "Floats":
    """1 − Do/De of each row; not a number where there is no disagreement to be expected."""
    import numpy as np

    found = np.full(len(observed), np.nan)
    known = expected > _TOLERANCE
    found[known] = 1.0 - observed[known] * (answers[known] - 1.0) / expected[known]
    return found
