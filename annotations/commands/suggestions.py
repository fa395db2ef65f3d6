"""Suggestions of claims on the command line: how good they are, measured on texts that people marked."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.tools import AS_JSON, complain, print_json, print_rows, reported
from annotations.wording import number_of

if TYPE_CHECKING:
    from annotations.language.engine import Engine
    from annotations.language.standoff import Marked

Row = dict[str, Any]
_SHARES = {
    "precision": "precision",
    "recall": "recall",
    "source_right": "source",
    "sentence_precision": "sent. prec.",
    "sentence_recall": "sent. recall",
}
"""The shares and what they are called above the table."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--only", default="*", metavar="NAMES", help="Only texts with such names, as frozen-*.")
@AS_JSON
@reported
def evaluate(folder: Path, only: str, as_json: bool) -> None:
    """Measure claim suggestions against the attributions that people marked in the texts of FOLDER.

    FOLDER holds text/*.txt and attributions/*.ann, or pairs beside one another, in the format of brat: entities Source,
    Cue and Content, joined by events. Of several annotators of a text the first by name counts. A suggestion is right
    when it overlaps a marked content by half of the shorter; a content is found when half of it is covered. The engine
    that is installed is compared with regular expressions alone.
    """
    from annotations.language.engine import Ability, load_engine
    from annotations.language.standoff import marked_texts

    texts = marked_texts(folder, only)
    engine, without = load_engine(), load_engine(models=[])
    if engine.note:
        complain(engine.note)
    rows = [_measured(texts, one) for one in ([engine, without] if engine.can(Ability.GRAMMAR) else [engine])]
    if as_json:
        print_json({"texts": len(texts), "note": engine.note, "engines": rows})
        return
    print_rows((_in_words(row) for row in rows), ("engine", *_SHARES.values()), as_json=False)
    first = rows[0]
    counted = (number_of(len(texts), "text"), number_of(first["marked"], "marked content"))
    click.echo(f"\n{', '.join(counted)}, {number_of(first['suggested'], 'suggestion')}")


def _measured(texts: "list[Marked]", engine: "Engine") -> Row:
    from annotations.language.claim_candidates import claim_candidates
    from annotations.language.evaluation import evaluated

    counts = evaluated(texts, lambda text: claim_candidates(text, engine))
    return {"engine": engine.label, **counts.shares(), **asdict(counts)}


def _in_words(row: Row) -> Row:
    shares = {title: "–" if row[name] is None else f"{row[name]:.2f}" for name, title in _SHARES.items()}
    return {"engine": row["engine"], **shares}
