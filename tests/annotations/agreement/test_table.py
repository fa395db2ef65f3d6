"""Figures in words and as rows."""

import csv
import io

import pytest
from coded_material import ANNA, BORIS, RACE, THREAT

from annotations.agreement.coded import Coded
from annotations.agreement.figures import measure
from annotations.agreement.resampling import Estimate
from annotations.agreement.table import COLUMNS, as_csv, coefficient, interval_words, percent_words, rows


@pytest.fixture
def against(codebook, claim, article):
    """Two claims on which the coders say the opposite: α is below zero."""
    claims = [
        claim(1, ANNA, 0, 50, (RACE, ANNA), (THREAT, BORIS)),
        claim(2, ANNA, 60, 90, (THREAT, ANNA), (RACE, BORIS)),
    ]
    return measure(Coded({1: article()}, tuple(claims)), codebook)


def test_figures_in_words():
    assert coefficient(0.7434) == "0.74"
    assert coefficient(-0.05) == "−0.05"
    assert coefficient(-0.001) == "0.00"
    assert coefficient(None) == percent_words(None) == interval_words(Estimate(0.5)) == "–"
    assert interval_words(Estimate(0.5, -0.1, 0.8)) == "−0.10 to 0.80"
    assert percent_words(83.6) == "84 %"


def test_rows_have_all_columns_and_say_why_a_figure_is_missing(against, codebook):
    found = list(rows(against, codebook))
    assert [row["dimension"] for row in found] == ["Framing", "Actors", "Sentiment", "Passages"]
    assert all(tuple(row) == COLUMNS for row in found)
    assert found[0]["alpha"] == pytest.approx(-0.5)
    assert found[0]["verdict"] == "not reliable"
    assert (found[1]["alpha"], found[1]["note"]) == (None, "nothing was coded by two")
    assert (found[0]["off_scale"], found[2]["off_scale"]) == (None, 0), "only a scale has answers off it"


def test_a_negative_figure_stays_a_number_in_csv(against, codebook):
    first = next(csv.DictReader(io.StringIO(as_csv(against, codebook))))
    assert first["alpha"] == "-0.5"
    assert first["tags"] == "Race 50 % (2); Threat 50 % (2)"


def test_a_name_that_begins_like_a_formula_is_none(against, codebook):
    from dataclasses import replace

    named = replace(codebook, dimensions=(replace(codebook.dimensions[0], name="=1+1"), *codebook.dimensions[1:]))
    assert "\r\n'=1+1," in as_csv(against, named)
