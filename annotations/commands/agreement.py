"""Agreement between the coders of a project on the command line."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.tools import (
    AS_JSON,
    PROJECT,
    coder_named,
    date_given,
    ending_in,
    print_json,
    print_rows,
    reading,
    reported,
)
from annotations.errors import AnnotationError
from annotations.wording import number_of, printable

if TYPE_CHECKING:
    from annotations.agreement.coded import Scope
    from annotations.agreement.figures import Agreement
    from annotations.project import Project

_TWO = 2
_SHOWN = ("dimension", "α", "interval", "verdict", "κ", "same", "claims", "note")


@click.command()
@PROJECT
@click.option(
    "--coders", metavar="NAMES", default="", help="Compare only these, by name or initials, parted by commas."
)
@click.option("--sample", metavar="NAME", default="", help="Only in the articles of this sample.")
@click.option("--since", metavar="DATE", default="", callback=date_given, help="Only in articles from this date on.")
@click.option("--until", metavar="DATE", default="", callback=date_given, help="Only in articles until this date.")
@click.option("--csv", type=click.Path(path_type=Path), help="Write the figures to this file as CSV.")
@AS_JSON
@reported
def agreement(
    project: Path, coders: str, sample: str, since: str, until: str, csv: Path | None, *, as_json: bool
) -> None:
    """Say how far the coders of PROJECT agree, in articles that two of them coded.

    One line a dimension, and one for the passages: Krippendorff's α with the interval in which 95 of 100 draws of the
    articles lie, what it allows (from 0.80 on reliable, from 0.667 on tentative), Cohen's κ, and how many pairs of
    answers are the same.
    """
    from annotations.agreement.figures import measure
    from annotations.agreement.table import rows, write_csv

    with reading(project) as opened:
        scope = _scope(opened, coders, sample, since, until)
        codebook = opened.codebook.read()
        found = measure(opened.codings.coded(scope), codebook, scope.coders)
        names = [coder.name for coder in opened.coders.all() if coder.id in found.coders]
    if csv:
        target = ending_in(csv, ".csv")
        write_csv(found, codebook, target)
        click.echo(printable(f"Wrote {target}"), err=as_json)  # what reads JSON gets nothing else
    if as_json:
        print_json(
            {
                "coders": names,
                "articles": found.articles,
                "claims": len(found.units),
                "disagreements": len(found.disagreements),
                "figures": list(rows(found, codebook)),
            }
        )
    elif csv:
        pass
    elif found.is_empty:
        click.echo("No article was coded by two")
    else:
        click.echo(printable(_about(found, names)))
        click.echo()
        print_rows((_line(row) for row in rows(found, codebook)), _SHOWN, as_json=False)


def _about(found: "Agreement", names: list[str]) -> str:
    articles, claims = number_of(found.articles, "article"), number_of(len(found.units), "claim")
    return f"{', '.join(names)}: {articles} that two of them coded, with {claims}"


def _line(row: dict[str, Any]) -> dict[str, Any]:
    from annotations.agreement.resampling import Estimate
    from annotations.agreement.table import coefficient, interval_words, percent_words

    return {
        "dimension": row["dimension"],
        "α": coefficient(row["alpha"]),
        "interval": interval_words(Estimate(row["alpha"], row["low"], row["high"])),
        "verdict": row["verdict"],
        "κ": coefficient(row["kappa"]),
        "same": percent_words(row["percent"]),
        "claims": row["units"],
        "note": row["note"],
    }


def _scope(project: "Project", coders: str, sample: str, since: str, until: str) -> "Scope":
    from annotations.agreement.coded import Scope

    names = [name.strip() for name in coders.split(",") if name.strip()]
    chosen = {coder_named(project, name).id for name in names}
    if names and len(chosen) < _TWO:
        raise AnnotationError("One coder agrees with nobody", "Name two, or leave --coders out for all")
    sample_id = _sample_id(project, sample) if sample else None
    return Scope(tuple(sorted(chosen)), since=since, until=until, sample_id=sample_id)


def _sample_id(project: "Project", name: str) -> int:
    wanted = name.strip().casefold()
    for sample in project.second_codings.samples():
        if sample.name.casefold() == wanted:
            return sample.id
    raise AnnotationError(f"There is no sample “{name}”", "“pressmark sample” lists them", project.path)
