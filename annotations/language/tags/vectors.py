"""What turns texts into vectors, as the learner sees it."""

from collections.abc import Sequence
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

Vectors: TypeAlias = npt.NDArray[np.float32]
"""One vector a row; a single one has one axis."""


class Embedder(Protocol):
    """Turns texts into vectors of length 1, so that their product says how alike they are."""

    @property
    def name(self) -> str:
        """What the person reads of it."""

    @property
    def key(self) -> str:
        """Under which its vectors may be kept; empty where they change with the texts that were met."""

    @property
    def version(self) -> int:
        """Changes when vectors that were given before would be others now."""

    def of(self, texts: Sequence[str]) -> Vectors:
        """Their vectors, one a row."""
