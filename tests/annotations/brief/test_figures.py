"""Figures of briefs with any codebook, the sparsest too."""

from dataclasses import replace

import pytest
from coded_claims import coding, dimension, item

from annotations.brief.charts.shapes import Letter
from annotations.brief.content import ArticleEntry, BriefContent, Carrier, DimensionEntry, Reading
from annotations.brief.figures import Figures
from annotations.brief.spec import CHARTS, Finding
from annotations.codebook import Kind


def measure(text: str, letter: Letter) -> float:
    return 0.5 * letter.size * len(text)


def content(*dimensions: DimensionEntry, claims: int = 6) -> BriefContent:
    """A brief of one article whose claims have the first tag of each dimension."""
    dated = (Carrier("Outlet", published="2026-03-09"),)
    made = (item(n + 1, *(coding(dim, 0, role="speaker") for dim in dimensions)).claim for n in range(claims))
    coded = tuple(replace(claim, carriers=dated) for claim in made)
    names = ("Headline", "", "Outlet", (), "", "2026-03-09", "", "", "en", 1, "Text")
    article = ArticleEntry(1, "uid", *names, coded)
    return BriefContent("", (article,), Reading(), dimensions, "")


@pytest.mark.parametrize("kinds", [(), *((kind,) for kind in Kind), (Kind.ONE, Kind.ONE), (Kind.SCALE, Kind.ACTORS)])
@pytest.mark.parametrize("claims", [0, 1, 6])
def test_any_codebook_has_findings_that_can_be_drawn(kinds: tuple[Kind, ...], claims: int) -> None:
    dimensions = [dimension(str(n), kind, 6) for n, kind in enumerate(kinds)]
    figures = Figures(content(*dimensions, claims=claims))
    assert [finding.dimension for finding in figures.defaults()] == [dim.uid for dim in dimensions]
    for uid in (*(dim.uid for dim in dimensions), "gone"):
        for chart in CHARTS:
            figure = figures.figure(Finding(uid, chart))
            if figure is None:
                assert uid == "gone"
                continue
            assert figure.title
            assert figure.note
            assert figure.shown == (claims > 0)
            assert figure.chart(482, measure).width == 482


@pytest.mark.parametrize(
    ("kinds", "charts"),
    [
        ((Kind.MANY, Kind.ONE), ["bars", "bars"]),
        ((Kind.MANY, Kind.ONE, Kind.SCALE), ["bars", "heat-outlets", "diverging"]),
        ((Kind.MANY, Kind.ACTORS, Kind.MANY, Kind.SCALE), ["bars", "bars", "heat", "diverging"]),
    ],
)
def test_each_dimension_gets_the_chart_that_suits_it(kinds: tuple[Kind, ...], charts: list[str]) -> None:
    figures = Figures(content(*(dimension(str(n), kind, 6) for n, kind in enumerate(kinds))))
    assert [finding.chart for finding in figures.defaults()] == charts


def test_a_chart_that_does_not_suit_the_dimension_takes_one_that_does() -> None:
    frame, tone = dimension("frame", Kind.MANY, 3), dimension("tone", Kind.SCALE, 5)
    figures = Figures(content(frame, tone))
    assert figures.figure(Finding(frame.uid, "diverging")).title.startswith("Negative outweighs positive")
    assert figures.figure(Finding(tone.uid, "heat")).note.startswith("Dimension frame by ownership")
    alone = Figures(content(frame))
    assert alone.figure(Finding(frame.uid, "diverging")).title == alone.figure(Finding(frame.uid, "bars")).title
