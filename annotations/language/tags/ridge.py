"""Ridge regression in closed form: which tags a vector is near to, learnt from examples in some milliseconds."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.floating]

CONSTANT = 0.3
"""What stands behind the numbers of every vector, so that common tags start higher; small, so that words decide."""


def weights_of(vectors: Numbers, tags: Numbers, counts: Numbers, strength: float) -> Numbers:
    """Learn from examples; returns a column a tag, to be multiplied by vectors `with_constant`.

    Scores are about 0 to 1 and no probabilities. The smaller of two equal systems of equations is solved: as many as
    there are examples, or as a vector has numbers.

    Args:
        vectors: of the examples, a row each.
        tags: 1 where an example has a tag, a column a tag.
        counts: how much each example counts.
        strength: how far weights are held back; more is more careful.
    """
    roots = np.sqrt(counts)[:, None]
    examples, wanted = with_constant(vectors) * roots, tags * roots
    count, width = examples.shape
    found: Numbers
    if count < width:
        found = examples.T @ np.linalg.solve(examples @ examples.T + strength * np.eye(count), wanted)
    else:
        found = np.linalg.solve(examples.T @ examples + strength * np.eye(width), examples.T @ wanted)
    return found


def with_constant(vectors: Numbers) -> Numbers:
    """The vectors with `CONSTANT` behind them, in double precision."""
    return np.hstack([vectors.astype(np.float64), np.full((len(vectors), 1), CONSTANT)])


class Growing:
    """The same, learnt from one example after the other: exactly what learning anew from all would give each time."""

    def __init__(self, vectors: Numbers, tags: Numbers, counts: Numbers, strength: float) -> None:
        """Begin with these examples; see `weights_of`."""
        examples = with_constant(vectors) * np.sqrt(counts)[:, None]
        self._inverse: Numbers = np.linalg.inv(examples.T @ examples + strength * np.eye(examples.shape[1]))
        self._weights: Numbers = self._inverse @ (examples.T @ (tags * np.sqrt(counts)[:, None]))

    def scores(self, vector: Numbers) -> Numbers:
        """The scores of one vector, a tag each."""
        found: Numbers = with_constant(vector[None])[0] @ self._weights
        return found

    def learn(self, vector: Numbers, tags: Numbers) -> None:
        """Learn from one more example (the formula of Sherman and Morrison)."""
        example = with_constant(vector[None])[0]
        turned = self._inverse @ example
        grown = 1 + float(example @ turned)
        self._weights = self._weights + np.outer(turned, tags - example @ self._weights) / grown
        self._inverse = self._inverse - np.outer(turned, turned) / grown
