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
    from annotations.language.found import Found
    from annotations.language.kept import Kept
    from annotations.language.standoff import Marked
    from annotations.language.suggesting import Suggesting, Taken
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
    """Print as JSON who says what in the articles of PROJECT; nothing is written.

    Only English articles have suggestions; by which engine the others would be read is told by language. What the
    window read already is not read again. Articles that were left out are not read, and passages that are claims
    already, were decided on or cut are not suggested. While somebody codes second without seeing what others tagged,
    nothing is suggested to anybody. The best of each article come first: the score, between 0 and 1, puts them in order
    and is no probability; the reasons explain it. Starts and ends are code points of the article's text, end exclusive.
    """
    from annotations.language.engine import ENGLISH, choose

    with reading(project) as opened:
        if _coded_second(opened):
            raise AnnotationError(
                "Suggestions are hidden while somebody codes second", "Finish the second coding first", opened.path
            )
        rows, languages = _suggested(opened, least)
    english = next((one for one in languages if one["language"] == ENGLISH), None)
    if english is None:
        choice = choose()
        english = {"engine": choice.label, "note": choice.note}
    if english["note"]:
        complain(english["note"])
    others = sum(one["articles"] for one in languages if one["language"] != ENGLISH)
    about = {"engine": english["engine"], "note": english["note"], "languages": languages}
    print_json(about | {"articles_not_in_english": others, "suggestions": rows})


def _coded_second(project: "Project") -> bool:
    """Whether anybody is not done with coding second what others' work is hidden in: who asks here is not known."""
    from annotations.sampling import Sees

    return any(one.done < one.articles and one.sees is not Sees.ALL for one in project.second_codings.samples())


def _suggested(project: "Project", least: float) -> tuple[list[Row], list[Row]]:
    """A row a suggestion, and a row a language with the engine that read it."""
    from annotations.articles import Status
    from annotations.language.actors import Actors
    from annotations.language.gazetteer import load_gazetteer, own_file
    from annotations.language.kept import Kept
    from annotations.language.suggesting import Suggesting

    actors = Actors.of(project.codebook.read(), load_gazetteer(own_file()))
    kept = Kept()
    rows: list[Row] = []
    languages: dict[tuple[str, str], Row] = {}
    ids = project.articles.ids(statuses=[status for status in Status if status is not Status.LEFT_OUT])
    for article in project.articles.rows(ids):
        text = project.articles.text(article.id)
        earlier = kept.find(project, article)
        found = earlier or _read(text, article.language, kept)
        _count(languages, found, kept=earlier is not None)
        if not found.candidates:
            continue
        suggesting = Suggesting.of(text, found, actors, article.outlet)
        about = {"article": article.id, "article_uid": article.uid, "headline": article.headline}
        proposed = suggesting.proposed(_taken(project, article.id), least)
        best_first = sorted(proposed, key=lambda one: (-one.score, one.content))
        rows += [about | _suggestion_row(suggesting, one) for one in best_first]
    return rows, list(languages.values())


def _read(text: str, language: str, kept: "Kept") -> "Found":
    """What is found in a text; in other languages than English there would only be names, which nobody asks for."""
    from annotations.importers.values.languages import guess_language
    from annotations.language.analysis import analysed
    from annotations.language.engine import ENGLISH
    from annotations.language.kept import short_code

    code = short_code(language) or guess_language(text)
    return analysed(text, code) if code == ENGLISH else kept.unread(code)


def _taken(project: "Project", article_id: int) -> "Taken":
    from annotations.language.suggesting import Taken

    return Taken(
        [claim.anchor.span for claim in project.claims.of_article(article_id)],
        project.rejections.of_article(article_id),
        [cut.span for cut in project.cuts.of_article(article_id)],
    )


def _count(languages: dict[tuple[str, str], Row], found: "Found", *, kept: bool) -> None:
    about = {"language": found.language, "engine": found.engine, "note": found.note, "articles": 0, "kept": 0}
    row = languages.setdefault((found.language, found.engine), about)
    row["articles"] += 1
    row["kept"] += kept


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
