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

from collections.abc import Callable, Hashable, Sequence
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


Rows = Callable[[slice], "Floats"]
"""Gives the differences of some values from all, a row each."""


class Difference(Protocol):
    """How far values differ: given them all, a function for their rows."""

    def __call__(self, values: Sequence[Hashable]) -> Rows:
        """Prepare the differences of these values from one another."""


def nominal(values: Sequence[Hashable]) -> Rows:
    """0 for the same value, 1 for another."""
    import numpy as np

    same = np.eye(len(values))
    return lambda part: 1.0 - same[part]


def interval(values: Sequence[Hashable]) -> Rows:
    """The square of the distance of two numbers."""
    import numpy as np

    numbers = np.array(values, dtype=np.float64)
    return lambda part: np.subtract.outer(numbers[part], numbers) ** 2


def masi(values: Sequence[Hashable]) -> Rows:
    """1 − MASI of two sets; the values are frozen sets, none of them empty."""
    import numpy as np

    sets = [value if isinstance(value, frozenset) else frozenset((value,)) for value in values]
    columns = {member: place for place, member in enumerate(dict.fromkeys(m for each in sets for m in each))}
    has = np.zeros((len(sets), len(columns)), dtype=np.float32)  # whole numbers below 2^24 are exact in it
    for place, each in enumerate(sets):
        has[place, [columns[member] for member in each]] = 1.0
    sizes = has.sum(1)

    def rows(part: slice) -> "Floats":
        common = has[part] @ has.T
        found = np.ones(common.shape)
        # Most sets of actors have nothing in common: only the others are looked at.
        at = np.nonzero(common)
        shared, one, other = common[at], sizes[part][at[0]], sizes[at[1]]
        union = one + other - shared
        monotonic = np.where(shared == union, 1.0, np.where(shared == np.minimum(one, other), 2 / 3, 1 / 3))
        found[at] = 1.0 - shared.astype(np.float64) / union * monotonic
        return found

    return rows


def alpha(rated: Sequence[Rated], difference: Difference, resampled: Resampled) -> Estimate:
    """α with a difference that does not depend on how often values were said, and its interval."""
    pairable = [unit for unit in rated if len(unit.answers) > 1]
    if not pairable:
        return Estimate(reason=NO_PAIRS)
    values = list(dict.fromkeys(answer for unit in pairable for answer in unit.answers))
    if len(values) == 1:
        return Estimate(reason=ALONE)
    return _with_fixed(_Answers.of(pairable, values), difference(values), resampled)


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


def _with_fixed(answers: _Answers, rows: Rows, resampled: Resampled) -> Estimate:
    import numpy as np

    clusters = resampled.clusters
    said, weights = answers.said(clusters), resampled.weights()
    # Either all articles against one another, or all draws against the values: whichever is less.
    left = said if clusters <= len(weights) else weights @ said
    apart = np.empty(len(answers.ones))
    against = np.zeros((len(left), len(left) if left is said else 1))
    for start in range(0, answers.size, _BLOCK):  # thousands of sets of actors would take gigabytes at once
        part = slice(start, start + _BLOCK)
        differences = rows(part)
        inside = (answers.ones >= start) & (answers.ones < start + _BLOCK)
        apart[inside] = differences[answers.ones[inside] - start, answers.others[inside]]
        if left is said:
            against += left[:, part] @ (differences @ left.T)
        else:
            against += ((differences @ left.T).T * left[:, part]).sum(1, keepdims=True)
    observed = np.bincount(answers.clusters, apart * answers.shares, clusters)
    expected = ((weights @ against) * weights).sum(1) if left is said else against[:, 0]
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
