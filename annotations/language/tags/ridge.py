"""Ridge regression in closed form: which tags a vector is near to, learnt exactly from one example after the other."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.floating]

CONSTANT = 0.05
"""What stands behind the numbers of every vector, so that common tags start higher; small, so that words decide."""


class Ridge:
    """Weights, a column a tag, that are at all times those which learning from all examples at once would give.

    One more example, or one less, is taken in by the formula of Sherman and Morrison, in a millisecond or two.
    """

    def __init__(self, vectors: Numbers, tags: Numbers, counts: Numbers, strength: float) -> None:
        """Learn from examples.

        Args:
            vectors: of the examples, a row each.
            tags: 1 where an example has a tag, a column a tag.
            counts: how much each example counts.
            strength: how far weights are held back; more is more careful.
        """
        roots = np.sqrt(counts)[:, None]
        examples = with_constant(vectors) * roots
        self._inverse: Numbers = np.linalg.inv(examples.T @ examples + strength * np.eye(examples.shape[1]))
        self._weights: Numbers = self._inverse @ (examples.T @ (tags * roots))

    def scores(self, vectors: Numbers) -> Numbers:
        """Scores of vectors, a row each, a column a tag; about 0 to 1, and no probabilities."""
        found: Numbers = with_constant(vectors) @ self._weights
        return found

    def add_tags(self, count: int) -> None:
        """Know more tags, behind those before, that no example had so far."""
        self._weights = np.hstack([self._weights, np.zeros((len(self._weights), count))])

    def learn(self, vector: Numbers, tags: Numbers) -> None:
        """Learn from one more example, which counts 1."""
        self._change(vector, tags, 1)

    def unlearn(self, vector: Numbers, tags: Numbers) -> None:
        """Undo `learn`, of any example that was learnt with a count of 1."""
        self._change(vector, tags, -1)

    def _change(self, vector: Numbers, tags: Numbers, sign: int) -> None:
        example = with_constant(vector[None])[0]
        turned = self._inverse @ example
        step = sign * turned / (1 + sign * float(example @ turned))
        self._weights = self._weights + np.outer(step, tags - example @ self._weights)
        self._inverse -= np.outer(step, turned)


def with_constant(vectors: Numbers) -> Numbers:
    """The vectors with `CONSTANT` behind them, in double precision."""
    return np.hstack([vectors.astype(np.float64), np.full((len(vectors), 1), CONSTANT)])
