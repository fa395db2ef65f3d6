"""How often one of the first three tags that are proposed is right, by the number of labels that were learnt from.

Labels are drawn from the sample project, for the frozen part of the gold set also from its part for tuning; what is
judged is never among them, and has other texts. The gold set has each frame about as often, the sample project has not.
"""

import csv
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from annotations.codebook import Codebook
from annotations.language.tags.embedder import best_embedder
from annotations.language.tags.learner import Learner
from annotations.language.tags.lessons import Lesson, Proposal, lesson_of, seeds_of
from annotations.language.tags.vectors import Embedder, Vectors
from annotations.language.tags.words import WordVectors
from annotations.project import Project
from annotations.sample import write_sample

LABELS = (0, 20, 50, 100)
DRAWS = 5
SHOWN = 3
DIMENSIONS = ("framing", "pillar", "sentiment")
TUNING, FROZEN = "tuning", "frozen"
_KEPT: dict[str, Vectors] = {}
"""Vectors of the embedder whose vectors never change: making them takes longer than all the rest."""


@dataclass(frozen=True, slots=True)
class TopThree:
    """Shares of judged claims by number of labels, None where nothing can be told; `cost` in the processor's ms."""

    dimension: str
    way: str
    shares: tuple[float | None, ...]
    cost: float = 0.0


def top_three(table: Path, part: str) -> Iterator[TopThree]:
    """Learn from draws of labels and propose tags for the claims of one part of the gold set."""
    codebook, labels = _sample()
    for key in DIMENSIONS:
        dimension = codebook.by_key(key)
        assert dimension
        usable = [one for one in labels if one.tags.get(dimension.id)]
        if part == FROZEN:
            usable += _lessons(table, TUNING, codebook, key)
        judged = [one for one in _lessons(table, part, codebook, key) if not _is_none(one, codebook)]
        yield TopThree(key, "used most", tuple(_usual(n, usable, judged, dimension.id) for n in LABELS))
        for embedder in _embedders():
            told = [_learnt(n, usable, judged, codebook, dimension.id, embedder) for n in LABELS]
            yield TopThree(key, embedder.name.split(" (")[0], tuple(share for share, _ in told), told[-1][1])


def _embedders() -> list[Embedder]:
    best, _ = best_embedder()
    return [WordVectors()] if best.name == WordVectors.name else [WordVectors(), best]


@cache
def _sample() -> tuple[Codebook, tuple[Lesson, ...]]:
    """The codebook of the sample project, and what its claims teach."""
    with tempfile.TemporaryDirectory() as folder, Project.open(write_sample(Path(folder))) as project:
        codebook = project.codebook.read()
        claims = [claim for article in project.articles.ids() for claim in project.claims.of_article(article)]
        return codebook, tuple(lesson_of(claim, codebook, 0, claim.coder_id) for claim in claims)


def _lessons(table: Path, part: str, codebook: Codebook, key: str) -> list[Lesson]:
    """The claims of a part of the gold set with their tag in one dimension; their ids are below zero."""
    dimension = codebook.by_key(key)
    assert dimension
    keys = {tag.key: tag.id for tag in codebook.tags_of(dimension.id)}
    with table.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["part"] == part]
    start = 1 if part == TUNING else 1_000
    return [
        Lesson(-place, place, row["text"], {dimension.id: (keys[row[key]],)}) for place, row in enumerate(rows, start)
    ]


def _is_none(lesson: Lesson, codebook: Codebook) -> bool:
    """Whether no tag fits: then no proposal can be right, and nothing is judged."""
    none = {tag.id for tag in codebook.tags if tag.is_none}
    return any(tag in none for tags in lesson.tags.values() for tag in tags)


def _learnt(
    n: int,
    labels: Sequence[Lesson],
    judged: Sequence[Lesson],
    codebook: Codebook,
    dimension_id: int,
    embedder: Embedder,
) -> tuple[float, float]:
    """Mean share over several draws, and the median of what one learning takes once the vectors are there."""
    shares, costs = [], []
    for draw in range(DRAWS if n else 1):
        learner = Learner(embedder)
        learner.teach_seeds(seeds_of(codebook))
        learner.teach([*_drawn(labels, n, draw), *(replace(one, tags={dimension_id: ()}) for one in judged)])
        if embedder.key:
            learner.know(_KEPT)
        made = learner.embed(learner.missing(learner.texts))
        if embedder.key:
            _KEPT.update(made)
        began = time.process_time()
        learner.model(dimension_id)
        costs.append((time.process_time() - began) * 1000)
        found = learner.proposals([one.claim_id for one in judged])
        proposed = [found[one.claim_id].get(dimension_id, []) for one in judged]
        right = [_is_right(one, proposals, dimension_id) for one, proposals in zip(judged, proposed, strict=True)]
        shares.append(statistics.mean(right))
    return statistics.mean(shares), statistics.median(costs)


def _is_right(lesson: Lesson, proposals: Sequence[Proposal], dimension_id: int) -> bool:
    return any(one.tag_id in lesson.tags[dimension_id] for one in proposals[:SHOWN])


def _usual(n: int, labels: Sequence[Lesson], judged: Sequence[Lesson], dimension_id: int) -> float | None:
    """The baseline: the three tags that were used most."""
    if not n:
        return None
    shares = []
    for draw in range(DRAWS):
        used = Counter(tag for one in _drawn(labels, n, draw) for tag in one.tags[dimension_id])
        usual = {tag for tag, _ in used.most_common(SHOWN)}
        shares.append(statistics.mean(bool(usual & set(one.tags[dimension_id])) for one in judged))
    return statistics.mean(shares)


def _drawn(labels: Sequence[Lesson], n: int, draw: int) -> list[Lesson]:
    return random.Random(draw).sample(list(labels), n)
