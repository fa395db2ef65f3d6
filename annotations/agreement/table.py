"""Figures of agreement as rows, for people, spreadsheets and programs."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations.agreement.figures import Agreement, DimensionFigures, Metric
from annotations.agreement.resampling import Estimate
from annotations.brief.target import replacing
from annotations.claim_rows import tag_words
from annotations.codebook import Codebook
from annotations.spreadsheets import harmless

Row = dict[str, Any]

PASSAGES = "Passages"
NOTHING = "–"
"""Stands where a figure is not defined."""

METRICS = {
    Metric.NOMINAL: "alike or not",
    Metric.ORDINAL: "places on the scale",
    Metric.SETS: "sets of tags",
    Metric.PASSAGES: "what is marked",
}
"""What α compares, in words."""

COLUMNS = (
    *("dimension", "compares", "alpha", "low", "high", "verdict", "kappa", "percent", "units", "answers"),
    *("off_scale", "alpha_nominal", "articles", "note", "tags"),
)


def rows(agreement: Agreement, codebook: Codebook) -> Iterator[Row]:
    """One row a dimension and one for the passages, with `COLUMNS`.

    What is not defined is None, and `note` says why. `percent` is 0 to 100. `tags` lists how often each was used, the
    most frequent first, with its share of the answers.
    """
    names = {dimension.id: dimension.name for dimension in codebook.dimensions}
    for figures in agreement.dimensions:
        yield {
            **_blank(names[figures.dimension_id], figures.metric, figures.alpha),
            "kappa": figures.kappa.value,
            "percent": figures.percent,
            "units": figures.units,
            "answers": figures.answers,
            "off_scale": figures.off_scale if figures.nominal else None,
            "alpha_nominal": figures.nominal.value if figures.nominal else None,
            "articles": agreement.articles,
            "tags": tags_used(figures, codebook),
        }
    found = agreement.passages
    yield {
        **_blank(PASSAGES, Metric.PASSAGES, found.alpha),
        "percent": found.percent,
        "units": found.units,
        "articles": found.articles,
    }


def _blank(name: str, metric: Metric, estimate: Estimate) -> Row:
    return {
        **dict.fromkeys(COLUMNS),
        "dimension": name,
        "compares": METRICS[metric],
        "alpha": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "verdict": estimate.verdict.value,
        "note": estimate.reason,
        "tags": [],
    }


def tags_used(figures: DimensionFigures, codebook: Codebook) -> list[Row]:
    """How often each tag of a dimension was used: its name, the number of answers with it, their share."""
    dimension = codebook.dimension(figures.dimension_id)
    return [
        {"tag": tag_words(codebook.tag(used.tag_id), dimension), "answers": used.answers, "share": used.share}
        for used in figures.prevalence
    ]


def coefficient(value: float | None) -> str:
    """A coefficient with two decimals and a true minus: "0.74", "−0.05"; a dash where it is not defined."""
    if value is None:
        return NOTHING
    text = f"{value:.2f}"
    return "0.00" if text == "-0.00" else text.replace("-", "−")


def interval_words(estimate: Estimate) -> str:
    """An interval in words: "0.61 to 0.83"; a dash without one."""
    if estimate.low is None or estimate.high is None:
        return NOTHING
    return f"{coefficient(estimate.low)} to {coefficient(estimate.high)}"


def percent_words(value: float | None) -> str:
    """A percentage without decimals: "84 %"; a dash where there is none."""
    return NOTHING if value is None else f"{value:.0f} %"


def used_words(row: Row) -> str:
    """How often a tag was used: "Sanctions 34 % (12)"."""
    return f"{row['tag']} {percent_words(100 * row['share'])} ({row['answers']:,})"


def as_csv(agreement: Agreement, codebook: Codebook) -> str:
    """The rows as CSV, for spreadsheets: figures with four decimals, the tags used in one cell."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(agreement, codebook):
        writer.writerow([harmless(_cell(row[name])) for name in COLUMNS])
    return text.getvalue()


def _cell(value: object) -> str | float:
    """A cell; numbers stay numbers, so that a negative one is not taken for a formula."""
    match value:
        case None:
            return ""
        case list():
            return "; ".join(used_words(row) for row in value)
        case int() | float():
            return round(value, 4)
        case _:
            return str(value)


def write_csv(agreement: Agreement, codebook: Codebook, path: Path) -> None:
    """Write the rows as CSV with the mark by which Excel knows the letters; what stood there is replaced.

    Raises:
        ExportError: if the file cannot be written.
    """
    with replacing(path, "table") as write:
        write(("\ufeff" + as_csv(agreement, codebook)).encode())
