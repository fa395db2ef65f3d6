"""One article as the list shows it."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QFontMetrics

from app.models.articles import subline
from app.panels.article_row import fitted
from app.theme import SMALL, interface_font

OUTLET = "The Herald of the Northern Harbour and its Hinterland"


@pytest.fixture
def article(session, fill):
    article_id = fill(1)[0]
    session.run("Change", lambda p: p.articles.update([article_id], published="2026-03-12", outlet=OUTLET))
    return replace(session.project.articles.get(article_id), claims=12)


@pytest.mark.parametrize("width", [150, 200, 260])
def test_the_outlet_gives_way_and_never_date_or_claims(qapp, article, width):
    metrics = QFontMetrics(interface_font(SMALL))
    line = fitted(article, metrics, width)
    assert line.endswith("12 Mar 2026 · 12 claims")
    assert metrics.horizontalAdvance(line) <= width
    assert not line.startswith(" ")


def test_what_fits_is_whole(qapp, article):
    assert fitted(article, QFontMetrics(interface_font(SMALL)), 2000) == subline(article)


def test_nothing_stands_in_for_an_outlet_that_is_unknown(qapp, article):
    unknown = replace(article, outlet="")
    assert fitted(unknown, QFontMetrics(interface_font(SMALL)), 150) == "12 Mar 2026 · 12 claims"


@pytest.mark.parametrize("outlet", ["", OUTLET])
def test_the_time_of_day_gives_way_before_the_day_and_all_end_in_an_ellipsis_at_last(qapp, article, outlet):
    metrics = QFontMetrics(interface_font(SMALL))
    timed = replace(article, outlet=outlet, published="2026-03-18T18:40", language="")
    day = "18 Mar 2026 · 12 claims"
    assert "18:40" in fitted(timed, metrics, metrics.horizontalAdvance(subline(timed)))
    assert fitted(timed, metrics, metrics.horizontalAdvance(subline(timed)) - 1).endswith(day)
    assert fitted(timed, metrics, metrics.horizontalAdvance(day) + 1) == day
    for width in range(metrics.horizontalAdvance("18 Mar…"), metrics.horizontalAdvance(day)):
        line = fitted(timed, metrics, width)
        assert line.startswith("18 Mar")
        assert line.endswith("…")
        assert metrics.horizontalAdvance(line) <= width
