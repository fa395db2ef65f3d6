"""Suggestions of claims on the command line: those for a project, and how good they are on texts that people marked."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.tools import AS_JSON, PROJECT, complain, print_json, print_rows, reading, reported
from annotations.errors import AnnotationError
from annotations.wording import number_of

if TYPE_CHECKING:
    from annotations.language.candidates import Candidate
    from annotations.language.engine import Engine
    from annotations.language.standoff import Marked
    from annotations.language.suggesting import Suggesting
    from annotations.project import Project

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
@PROJECT
@click.option("--least", type=click.FloatRange(0, 1), default=0.0, help="Only suggestions with at least this score.")
@reported
def suggest(project: Path, least: float) -> None:
    """Print as JSON who says what in the English articles of PROJECT; nothing is written.

    Articles that were left out are not read, and passages that are claims already are not suggested. While somebody
    codes second without seeing what others tagged, nothing is suggested to anybody. The best of each
    article come first: the score, between 0 and 1, puts them in order and is no probability; the reasons explain it.
    Starts and ends are code points of the article's text, end exclusive.
    """
    from annotations.language.engine import load_engine

    with reading(project) as opened:
        if _coded_second(opened):
            raise AnnotationError(
                "Suggestions are hidden while somebody codes second", "Finish the second coding first", opened.path
            )
        engine = load_engine()
        if engine.note:
            complain(engine.note)
        rows, others = _suggested(opened, engine, least)
    print_json({"engine": engine.label, "note": engine.note, "articles_not_in_english": others, "suggestions": rows})


def _coded_second(project: "Project") -> bool:
    """Whether anybody is not done with coding second what others' work is hidden in: who asks here is not known."""
    from annotations.sampling import Sees

    return any(one.done < one.articles and one.sees is not Sees.ALL for one in project.second_codings.samples())


def _suggested(project: "Project", engine: "Engine", least: float) -> tuple[list[Row], int]:
    """A row a suggestion, and how many articles are in languages that the engine does not know."""
    from annotations.articles import Status
    from annotations.language.actors import Actors
    from annotations.language.analysis import found_by
    from annotations.language.gazetteer import load_gazetteer, own_file
    from annotations.language.ranking import unclaimed
    from annotations.language.suggesting import Suggesting

    actors = Actors.of(project.codebook.read(), load_gazetteer(own_file()))
    rows: list[Row] = []
    others = 0
    ids = project.articles.ids(statuses=[status for status in Status if status is not Status.LEFT_OUT])
    for article in project.articles.rows(ids):
        if (article.language or engine.language).partition("-")[0] != engine.language:
            others += 1
            continue
        text = project.articles.text(article.id)
        claimed = [claim.anchor.span for claim in project.claims.of_article(article.id)]
        suggesting = Suggesting.of(text, found_by(engine, text), actors, article.outlet)
        about = {"article": article.id, "article_uid": article.uid, "headline": article.headline}
        best = (one for one in unclaimed(suggesting.candidates, claimed) if one.score >= least)
        rows += [about | _suggestion_row(suggesting, one) for one in best]
    return rows, others


def _suggestion_row(suggesting: "Suggesting", candidate: "Candidate") -> Row:
    text, speaker = suggesting.text, suggesting.speaker_of(candidate)
    row: Row = {"score": candidate.score, "reasons": list(candidate.reasons)}
    for name in ("content", "source", "cue"):
        span = getattr(candidate, name)
        row[name] = {"start": span.start, "end": span.end, "text": span.of(text)} if span else None
    row["speaker"] = {"name": speaker.actor.name, "in_codebook": speaker.actor.tag_id is not None} if speaker else None
    return row | {"pattern": candidate.pattern.value, "cue_class": candidate.cue_class.value}


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
