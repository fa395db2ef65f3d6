"""How far coders agree: the figures of each dimension and of the passages."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from annotations.agreement.alpha import Rated, alpha, masi, nominal, ordinal_alpha
from annotations.agreement.coded import Coded
from annotations.agreement.disagreements import Disagreement, TagPair, disagreements, tag_pairs
from annotations.agreement.kappa import mean_kappa, percent
from annotations.agreement.resampling import NO_PAIRS, Estimate, Resampled
from annotations.agreement.unitizing import Marked, same_places, unitizing_alpha
from annotations.agreement.units import Said, Unit, units_of
from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.spans import Span

_TWO = 2
NOT_APART = "the coders saw each other's passages"


class Metric(StrEnum):
    """How far two answers differ."""

    NOMINAL = "nominal"
    """Alike or not."""
    ORDINAL = "ordinal"
    """By their places on a scale."""
    SETS = "sets"
    """By what two sets of tags have in common (MASI)."""
    PASSAGES = "passages"
    """By what two coders marked in the same text."""

    @classmethod
    def of(cls, kind: Kind) -> "Metric":
        """The one for a kind of dimension."""
        return {Kind.ONE: cls.NOMINAL, Kind.SCALE: cls.ORDINAL}.get(kind, cls.SETS)


@dataclass(frozen=True, slots=True)
class Prevalence:
    """How often a tag was used: in how many answers to units that two coders answered, and their share of these."""

    tag_id: int
    answers: int
    share: float


@dataclass(frozen=True, slots=True)
class DimensionFigures:
    """How far coders agree in one dimension.

    `units` counts those that two coders at least answered, `answers` the answers to them. `off_scale` counts answers
    that are no place of a scale, such as *mixed*, *not expressed*, *none of these*: α on a scale leaves them out, but
    `nominal`, which other kinds do not have, is α of all answers, alike or not. `percent` is the share of pairs of
    answers that are the same throughout, 0 to 100. `kappa` is Cohen's for whole answers.
    """

    dimension_id: int
    metric: Metric
    alpha: Estimate
    kappa: Estimate
    percent: float | None
    units: int
    answers: int
    prevalence: tuple[Prevalence, ...] = ()
    nominal: Estimate | None = None
    off_scale: int = 0


@dataclass(frozen=True, slots=True)
class PassageFigures:
    """Whether coders marked the same passages, in articles that two at least marked without seeing the other's.

    `passages` counts what they marked, `shared` those units that all of them marked; `units` are all. `percent` is the
    share of places in the texts on which pairs of coders agree whether they are marked.
    """

    alpha: Estimate
    percent: float | None = None
    articles: int = 0
    units: int = 0
    shared: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far some coders agree. `coders` are the ids of those who share an article with another, ascending."""

    coders: tuple[int, ...]
    articles: int
    units: tuple[Unit, ...]
    dimensions: tuple[DimensionFigures, ...]
    passages: PassageFigures
    disagreements: tuple[Disagreement, ...]
    pairs: tuple[TagPair, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was coded by two."""
        return not self.articles


def measure(coded: Coded, codebook: Codebook, coders: Sequence[int] = ()) -> Agreement:
    """Work out how far some coders agree, or all who coded, over what is in `coded`."""
    wanted = frozenset(coders)
    shared = {
        article.id: tuple(c for c in article.coders if not wanted or c in wanted) for article in coded.articles.values()
    }
    shared = {key: found for key, found in shared.items() if len(found) > 1}
    units = units_of(coded, codebook, coders)
    places = {article: place for place, article in enumerate(sorted(shared))}
    resampled = Resampled(len(places))
    found = disagreements(units, codebook)
    compared = tuple(sorted({coder for who in shared.values() for coder in who}))
    return Agreement(
        coders=compared,
        articles=len(shared),
        units=tuple(units),
        dimensions=tuple(_dimension(d, codebook, units, places, resampled) for d in codebook.dimensions),
        passages=_passages(coded, units, shared),
        disagreements=tuple(found),
        pairs=tuple(tag_pairs(found, codebook, two=len(compared) == _TWO)),
    )


def _dimension(
    dimension: Dimension,
    codebook: Codebook,
    units: Iterable[Unit],
    places: Mapping[int, int],
    resampled: Resampled,
) -> DimensionFigures:
    given = [(places[unit.article.id], unit.answers.get(dimension.id, {})) for unit in units]
    answered = [(cluster, answers) for cluster, answers in given if len(answers) > 1]
    said = [answer for _, answers in answered for answer in answers.values()]
    tags = codebook.tags_of(dimension.id)
    metric = Metric.of(dimension.kind)
    whole = [Rated(cluster, tuple(answers.values())) for cluster, answers in answered]
    common = DimensionFigures(
        dimension_id=dimension.id,
        metric=metric,
        alpha=alpha(whole, masi if metric is Metric.SETS else nominal, resampled),
        kappa=mean_kappa(answers for _, answers in answered),
        percent=percent(answers for _, answers in answered),
        units=len(whole),
        answers=len(said),
        prevalence=_prevalence(said, tags),
    )
    if metric is not Metric.ORDINAL:
        return common
    values = {tag.id: tag.value for tag in tags if tag.value is not None}
    on_scale = [Rated(cluster, _places(answers.values(), values)) for cluster, answers in answered]
    return replace(
        common,
        alpha=ordinal_alpha(on_scale, resampled),
        nominal=common.alpha,
        off_scale=len(said) - sum(len(unit.answers) for unit in on_scale),
    )


def _places(answers: Iterable[Said], values: Mapping[int, int]) -> tuple[int, ...]:
    """The places on the scale of those answers that are one."""
    found = (values.get(next(iter(answer))[0]) for answer in answers if len(answer) == 1)
    return tuple(value for value in found if value is not None)


def _prevalence(answers: Sequence[Said], tags: Iterable[Tag]) -> tuple[Prevalence, ...]:
    """The tags used, the most frequent first, then in the order of the codebook."""
    counts = Counter(tag for answer in answers for tag in {tag for tag, _ in answer})
    used = (Prevalence(tag.id, counts[tag.id], counts[tag.id] / len(answers)) for tag in tags if counts[tag.id])
    return tuple(sorted(used, key=lambda prevalence: -prevalence.answers))


def _passages(coded: Coded, units: Sequence[Unit], shared: Mapping[int, tuple[int, ...]]) -> PassageFigures:
    apart = {
        key: tuple(coder for coder in who if coder in coded.articles[key].apart) for key, who in sorted(shared.items())
    }
    apart = {key: who for key, who in apart.items() if len(who) > 1}
    if not apart:
        return PassageFigures(Estimate(reason=NOT_APART if shared else NO_PAIRS))
    passages: dict[int, dict[int, list[Span]]] = {key: {coder: [] for coder in who} for key, who in apart.items()}
    for claim in coded.claims:
        if claim.coder_id in apart.get(claim.article_id, ()):
            passages[claim.article_id][claim.coder_id].append(claim.span)
    marked = [Marked(coded.articles[key].length, passages[key]) for key in apart]
    inside = [unit for unit in units if unit.article.id in apart and set(unit.holders) & set(apart[unit.article.id])]
    return PassageFigures(
        alpha=unitizing_alpha(marked, Resampled(len(marked))),
        percent=same_places(marked),
        articles=len(marked),
        units=len(inside),
        shared=sum(set(apart[unit.article.id]) <= set(unit.holders) for unit in inside),
    )
