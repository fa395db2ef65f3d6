"""Double coding on the command line: samples for a second coder, and what was settled."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.tools import (
    AS_JSON,
    CODER,
    PROJECT,
    coder_named,
    date_given,
    ending_in,
    print_rows,
    reading,
    reported,
    writing,
)
from annotations.errors import AnnotationError
from annotations.wording import number_of, printable

if TYPE_CHECKING:
    from annotations.project import Project
    from annotations.sampling import Scope

_SEES = ("passages", "nothing", "all")
_SAMPLES = ("name", "second_coder", "done", "articles", "sees", "drawn", "seed")
_SETTLED = ("claim", "dimension", "decision", "tags", "taken_from", "reason", "settled_by", "settled_at", "state")


@click.command()
@PROJECT
@click.option("--for", "second", metavar="NAME", default="", help="Who codes second; a new name is added.")
@click.option("--share", type=click.FloatRange(0, 100, min_open=True), help="Draw so many percent; 15 if left out.")
@click.option("--number", type=click.IntRange(1), help="Draw so many articles, in place of a share.")
@click.option(
    "--since", metavar="DATE", default="", callback=date_given, help="Published from this day, month or year."
)
@click.option("--until", metavar="DATE", default="", callback=date_given, help="Published until then.")
@click.option("--batch", metavar="NAME", default="", help="Only articles of this batch.")
@click.option("--coded-by", metavar="NAME", default="", help="Only articles that this person coded.")
@click.option("--any-status", is_flag=True, help="Also articles that are not done.")
@click.option("--sees", type=click.Choice(_SEES), default="passages", help="What the second coder sees of the others.")
@click.option("--seed", metavar="TEXT", default="", help="Draw by this seed: the same again in every copy.")
@CODER
@AS_JSON
@reported
def sample(
    project: Path,
    second: str,
    share: float | None,
    number: int | None,
    since: str,
    until: str,
    batch: str,
    coded_by: str,
    sees: str,
    seed: str,
    coder: str,
    *,
    any_status: bool,
    as_json: bool,
) -> None:
    """Draw articles of PROJECT that a second person codes, too; without --for, list the samples drawn so far.

    Until that person is done with an article, the window hides from them what others tagged there, or with --sees
    nothing their passages as well. Wire copies, articles left out and those the person coded already are not drawn.
    """
    if not second:
        with reading(project) as opened:
            print_rows(_samples(opened), _SAMPLES, as_json)
        return
    if share is not None and number is not None:
        raise click.UsageError("Give --share or --number, not both.")
    from annotations.sampling import Amount, Scope, Sees

    amount = Amount(size=number) if number else Amount(share=(share or 15.0) / 100)
    with writing(project, coder) as opened:
        coder_uid = coder_named(opened, coded_by).uid if coded_by else ""
        scope = Scope(since, until, _batch(opened, batch), coder_uid, done=not any_status)
        drawn = _draw(opened, second, amount, scope, Sees(sees), seed)
        if as_json:
            print_rows([row for row in _samples(opened) if row["id"] == drawn], _SAMPLES, as_json)
            return
        row = next(row for row in _samples(opened) if row["id"] == drawn)
    click.echo(printable(f"Drew {number_of(row['articles'], 'article')} for {row['second_coder']}, seed {row['seed']}"))


def _draw(opened: "Project", second: str, amount: Any, scope: "Scope", sees: Any, seed: str) -> int:
    def work(project: "Project") -> int:
        return project.second_codings.draw(project.coders.ensure(second, ""), amount, scope, sees, seed=seed)

    return opened.step(f"Draw a sample for {second}", work).value


def _batch(opened: "Project", name: str) -> str:
    """The uid of the batch of this name, empty for none."""
    if not name:
        return ""
    wanted = name.strip().casefold()
    for batch in opened.batches.all():
        if wanted in (batch.name.casefold(), batch.search.casefold(), batch.origin.casefold()):
            return opened.batches.uid(batch.id)
    raise AnnotationError(f"There is no batch “{name}”", "“pressmark batches” lists them", opened.path)


def _samples(opened: "Project") -> list[dict[str, Any]]:
    names = {coder.id: coder.name for coder in opened.coders.all()}
    return [
        {
            "id": one.id,
            "name": one.name,
            "second_coder": names.get(one.coder_id or 0, ""),
            "done": one.done,
            "articles": one.articles,
            "sees": one.sees.value,
            "drawn": one.drawn_at,
            "drawn_by": names.get(one.drawn_by or 0, ""),
            "seed": one.seed,
            "amount": one.amount.words,
        }
        for one in opened.second_codings.samples()
    ]


@click.command()
@PROJECT
@click.option("--csv", type=click.Path(path_type=Path), help="Write them to this file as CSV, with passages.")
@AS_JSON
@reported
def settlements(project: Path, csv: Path | None, as_json: bool) -> None:
    """List what was settled in PROJECT where coders differed: the decision, whose side it was, why, who and when.

    The state “changed” says that a coder says something else since. In CSV a cell that a spreadsheet would take for a
    formula has an apostrophe before it.
    """
    from annotations.settlements_table import COLUMNS, settled_rows, write_settlements

    with reading(project) as opened:
        rows = settled_rows(opened)
        if csv is None:
            print_rows(rows, _SETTLED, as_json)
            return
        target = ending_in(csv, ".csv")
        write_settlements(rows, target, COLUMNS)
    click.echo(printable(f"Wrote {number_of(len(rows), 'settlement')} to {target}"))
