"""The child's side: keeps what it was taught from one request to the next. See `annotations.language.tags.child`."""

import base64
from collections.abc import Generator, Sequence
from dataclasses import astuple
from functools import cache
from typing import Any

import numpy as np

from annotations.language.tags.embedder import WIDTH, best_embedder
from annotations.language.tags.hits import all_hits
from annotations.language.tags.learner import Learner
from annotations.language.tags.lessons import Hits, Lesson, Part, Seed, digest_of
from annotations.language.tags.vectors import Vectors
from annotations.progress import Progress

_BATCH = 16
_SLACK = 0.05


def serve(request: dict[str, Any]) -> Generator[Progress, None, dict[str, Any]]:
    """Learn, and propose tags.

    A request may have `seeds` (instead of those before), `teach` (lessons), `forget` (ids of claims), `know` (vectors
    by the digest of their text), `ask` (ids of claims that were taught) and `hits`.

    Returns:
        `embedder`, `key` and `note` say what is used and why nothing better; `proposals` are by claim and dimension;
        `vectors` are those that were made now, by digest, to be kept; `hits` where they were asked for.
    """
    learner, note = _learner()
    seeds, lessons = _read(request)
    texts = [one.text for one in (*(seeds or ()), *lessons)]
    _know(learner, request, texts)
    made = yield from _embed(learner, texts)
    if seeds is not None:
        learner.teach_seeds(seeds)
    learner.forget(request.get("forget", ()))
    learner.teach(lessons)
    return {
        "embedder": learner.embedder.name,
        "key": learner.embedder.key,
        "note": note,
        "proposals": _proposals(learner, request.get("ask", ())),
        "vectors": {digest_of(text): _packed(vector) for text, vector in made.items()} if learner.embedder.key else {},
        "hits": [astuple(one) for one in _hits(learner)] if request.get("hits") else [],
    }


@cache
def _learner() -> tuple[Learner, str]:
    embedder, note = best_embedder()
    return Learner(embedder), note


def _read(request: dict[str, Any]) -> tuple[list[Seed] | None, list[Lesson]]:
    seeds = request.get("seeds")
    lessons = [Lesson.from_json(one) for one in request.get("teach", ())]
    if seeds is None:
        return None, lessons
    return [Seed(dimension, tag, Part(part), text) for dimension, tag, part, text in seeds], lessons


def _know(learner: Learner, request: dict[str, Any], texts: Sequence[str]) -> None:
    """Take over the vectors that were kept of these texts."""
    if not learner.embedder.key:
        return
    kept, missing = request.get("know", {}), {digest_of(text): text for text in learner.missing(texts)}
    found = {missing[one]: _unpacked(kept[one]) for one in missing.keys() & kept.keys()}
    learner.know({text: vector for text, vector in found.items() if vector is not None})


def _embed(learner: Learner, texts: Sequence[str]) -> Generator[Progress, None, dict[str, Vectors]]:
    """Make the vectors that are missing, telling that it goes on."""
    missing, made = learner.missing(texts), {}
    for place in range(0, len(missing), _BATCH):
        yield Progress(place, len(missing))
        made.update(learner.embed(missing[place : place + _BATCH]))
    return made


def _proposals(learner: Learner, claim_ids: Sequence[int]) -> list[Any]:
    found = learner.proposals(claim_ids)
    return [
        [one, [[dimension, [astuple(proposal) for proposal in some]] for dimension, some in by_dimension.items()]]
        for one, by_dimension in found.items()
    ]


def _hits(learner: Learner) -> list[Hits]:
    return all_hits([(one, learner.model(one)) for one in learner.dimensions])


def _packed(vector: Vectors) -> str:
    return base64.b64encode(vector.astype("<f2").tobytes()).decode("ascii")


def _unpacked(text: str) -> Any:
    """A vector that was kept, or None where it is none of ours: project files come from others."""
    try:
        vector = np.frombuffer(base64.b64decode(text, validate=True), dtype="<f2").astype(np.float32)
    except (ValueError, TypeError):
        return None
    whole = len(vector) == WIDTH and bool(np.isfinite(vector).all()) and abs(float(vector @ vector) - 1) < _SLACK
    return vector if whole else None
