"""Cohen's κ and percent agreement, of pairs of coders."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations

from annotations.agreement.resampling import ALONE, NO_PAIRS, Estimate


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> Estimate:
    """Cohen's κ of two coders, given what each said of every unit that both answered.

    κ = (po − pe) / (1 − pe), where po is the share of units of which both said the same and pe that expected from how
    often each of them said what (J. Cohen, A coefficient of agreement for nominal scales, 1960).
    """
    both = Counter(pairs)
    units = both.total()
    if not units:
        return Estimate(reason=NO_PAIRS)
    ones: Counter[Hashable] = Counter()
    others: Counter[Hashable] = Counter()
    for (one, other), count in both.items():
        ones[one] += count
        others[other] += count
    expected = sum(count * others[value] for value, count in ones.items()) / units**2
    if expected >= 1:
        return Estimate(reason=ALONE)
    observed = sum(count for (one, other), count in both.items() if one == other) / units
    return Estimate((observed - expected) / (1 - expected))


def mean_kappa(units: Iterable[Mapping[int, Hashable]]) -> Estimate:
    """κ of two coders, or of more the mean over their pairs, given what each said of every unit by coder.

    Pairs for which it is not defined are left out.
    """
    found: dict[tuple[int, int], list[tuple[Hashable, Hashable]]] = {}
    for answers in units:
        for one, other in combinations(sorted(answers), 2):
            found.setdefault((one, other), []).append((answers[one], answers[other]))
    estimates = [kappa(pairs) for _, pairs in sorted(found.items())]
    values = [estimate.value for estimate in estimates if estimate.value is not None]
    if values:
        return Estimate(sum(values) / len(values))
    return Estimate(reason=estimates[0].reason if estimates else NO_PAIRS)


def percent(units: Iterable[Mapping[int, Hashable]]) -> float | None:
    """The share of pairs of answers to one unit that are the same, 0 to 100; None if there is no pair."""
    same = every = 0
    for answers in units:
        said = list(answers.values())
        every += len(said) * (len(said) - 1)
        same += sum(said.count(answer) - 1 for answer in said)
    return 100 * same / every if every else None
