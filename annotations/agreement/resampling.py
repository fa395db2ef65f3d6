"""Estimates with their intervals, found by drawing the articles again and again."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

RELIABLE = 0.80
TENTATIVE = 0.667
"""Krippendorff's thresholds: from the one on data are reliable, from the other on they allow tentative conclusions."""

NO_PAIRS = "nothing was coded by two"
ALONE = "only one value was used, so chance cannot be told from agreement"
TOO_FEW = "fewer than five articles"

LEAST_ARTICLES = 5
"""Fewer articles than this say nothing of how much another choice of them would change."""
DRAWS = 1000
SEED = 20_110_125
"""Fixed, so that the same coding has the same intervals everywhere."""
_LOW, _HIGH = 2.5, 97.5


class Verdict(StrEnum):
    """What an α allows."""

    RELIABLE = "reliable"
    TENTATIVE = "tentative"
    NOT = "not reliable"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient with the interval in which 95 of 100 draws lie.

    `value` is None where it is not defined, and `reason` then says why. `low` and `high` are None where there are too
    few articles to draw from.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""

    @property
    def verdict(self) -> Verdict:
        """What it allows, by its value."""
        if self.value is None:
            return Verdict.UNKNOWN
        if self.value >= RELIABLE:
            return Verdict.RELIABLE
        return Verdict.TENTATIVE if self.value >= TENTATIVE else Verdict.NOT


@dataclass(frozen=True)
class Resampled:
    """Draws of as many articles as there are, with repetition (the bootstrap of B. Efron, 1979).

    Articles are drawn and not claims, since claims of one article are alike. `clusters` is the number of articles. The
    draws are the same each time.
    """

    clusters: int

    @cached_property
    def _weights(self) -> "Floats":
        import numpy as np

        whole = np.ones((1, self.clusters))
        if self.clusters < LEAST_ARTICLES:
            return whole
        # The one generator of the library whose numbers are promised to stay the same.
        drawn = np.random.RandomState(SEED).randint(0, self.clusters, (DRAWS, self.clusters))
        places = drawn + np.arange(DRAWS)[:, None] * self.clusters
        counts = np.bincount(places.ravel(), minlength=DRAWS * self.clusters).reshape(DRAWS, self.clusters)
        return np.vstack([whole, counts.astype(np.float64)])

    def weights(self) -> "Floats":
        """How often each article is counted: once in the first row, then as drawn."""
        return self._weights

    def estimate(self, found: "Floats") -> Estimate:
        """The estimate of which `found` has the value itself and then that of each draw, not a number if undefined.

        Draws in which it is not defined are left out; where these are more than half, there is no interval.
        """
        import numpy as np

        if np.isnan(found[0]):
            return Estimate(reason=ALONE)
        drawn = found[1:][~np.isnan(found[1:])]
        value = float(found[0])
        if 2 * len(drawn) < DRAWS:
            return Estimate(value)
        low, high = np.percentile(drawn, (_LOW, _HIGH))
        return Estimate(value, float(low), float(high))
