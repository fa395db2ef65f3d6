"""Reads from the project how far its coders agree, for a brief."""

from collections.abc import Callable

from annotations.agreement.figures import Agreement, DimensionFigures, Metric, measure
from annotations.agreement.resampling import Estimate
from annotations.brief.agreeing import AgreementEntry, AgreementLine
from annotations.codebook import Codebook, Tag
from annotations.project import Project

_DIGITS = 4
"""Decimals kept: more than is printed, fewer than machines differ in."""


def agreement_of(project: Project, codebook: Codebook, naming: Callable[[Tag], str]) -> AgreementEntry | None:
    """Measure in all articles of the project that two coded; None if no claim was coded by two.

    Args:
        project: the project. Agreement says how its codebook works, whatever articles a brief has.
        codebook: of the project.
        naming: how tags are named.
    """
    if not project.codings.by_several():
        return None
    found = measure(project.codings.coded(), codebook)
    if not any(figures.units for figures in found.dimensions):
        return None
    lines = (_line(figures, codebook, naming) for figures in found.dimensions if figures.units)
    return AgreementEntry(len(found.coders), found.articles, len(found.units), tuple(lines), _passages(found))


def _line(figures: DimensionFigures, codebook: Codebook, naming: Callable[[Tag], str]) -> AgreementLine:
    most = figures.prevalence[0] if figures.prevalence else None
    return AgreementLine(
        codebook.dimension(figures.dimension_id).name,
        *_rounded(figures.alpha),
        kappa=_round(figures.kappa.value),
        percent=_round(figures.percent),
        claims=figures.units,
        off_scale=figures.off_scale if figures.metric is Metric.ORDINAL else None,
        used=naming(codebook.tag(most.tag_id)) if most else "",
        share=round(most.share, _DIGITS) if most else 0.0,
    )


def _passages(found: Agreement) -> AgreementLine | None:
    figures = found.passages
    if figures.alpha.value is None:
        return None
    return AgreementLine("", *_rounded(figures.alpha), percent=_round(figures.percent), claims=figures.units)


def _rounded(estimate: Estimate) -> tuple[float | None, float | None, float | None]:
    return _round(estimate.value), _round(estimate.low), _round(estimate.high)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
