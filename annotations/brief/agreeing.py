"""How far coders agree, as a brief says it: values that an issue keeps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """The figures of one dimension, or of the passages with an empty name; None where they are not defined.

    `percent` is 0 to 100. `off_scale` counts answers that are no place of a scale, None for other dimensions. `used` is
    the tag used most and `share` its part of the answers, 0 to 1.
    """

    name: str = ""
    alpha: float | None = None
    low: float | None = None
    high: float | None = None
    kappa: float | None = None
    percent: float | None = None
    claims: int = 0
    off_scale: int | None = None
    used: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class AgreementEntry:
    """How far the coders of the project agree: how many they are, and in how many articles and claims it was measured.

    `passages` is None where nobody marked passages without seeing the others'.
    """

    coders: int
    articles: int
    claims: int
    lines: tuple[AgreementLine, ...] = ()
    passages: AgreementLine | None = None
