"""Learns which tags fit which words, and says why it thinks so. Lives in a child process."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from annotations.language.tags.lessons import Lesson, Part, Proposal, Seed
from annotations.language.tags.ridge import Numbers, weights_of, with_constant
from annotations.language.tags.vectors import Embedder, Vectors

SHOWN = 3
"""How many tags are proposed for a dimension."""

LEAST = 0.05
"""The score below which nothing is proposed."""

STRENGTH = 0.5
SEED_COUNTS = {Part.NAME: 0.5, Part.DEFINITION: 0.5, Part.USE: 0.25, Part.EXAMPLE: 1.0, Part.NEAR_MISS: 1.0}
"""How much the words of the codebook count beside a claim, which counts 1: its examples are claims as well."""


@dataclass(frozen=True)
class Model:
    """What was learnt of one dimension, and from what: rows of seeds first, then of claims by number."""

    tag_ids: tuple[int, ...]
    rows: tuple[Seed | Lesson, ...]
    vectors: Vectors
    tags: Numbers
    weights: Numbers


class Learner:
    """Keeps what is learnt from, and learns each dimension anew when it is asked after that changed."""

    def __init__(self, embedder: Embedder) -> None:
        """Learn by the vectors of this embedder."""
        self.embedder = embedder
        self._seeds: tuple[Seed, ...] = ()
        self._lessons: dict[int, Lesson] = {}
        self._vectors: dict[str, Vectors] = {}
        self._version = embedder.version
        self._models: dict[int, Model | None] = {}

    # -- what is learnt from

    def teach_seeds(self, seeds: Iterable[Seed]) -> None:
        """Learn from these words of the codebook instead of those before."""
        self._seeds = tuple(seeds)
        self._models.clear()

    def teach(self, lessons: Iterable[Lesson]) -> None:
        """Learn from claims; one that is known is learnt as it is now."""
        for lesson in lessons:
            before = self._lessons.get(lesson.claim_id)
            self._lessons[lesson.claim_id] = lesson
            self._outdate(before, lesson)

    def forget(self, claim_ids: Iterable[int]) -> None:
        """Learn from these claims no more."""
        for claim_id in claim_ids:
            self._outdate(self._lessons.pop(claim_id, None), None)

    def _outdate(self, before: Lesson | None, now: Lesson | None) -> None:
        """Drop the models of the dimensions in which a claim teaches something else than before."""
        for dimension_id in {*(before.tags if before else ()), *(now.tags if now else ())}:
            if _taught_in(before, dimension_id) != _taught_in(now, dimension_id):
                self._models.pop(dimension_id, None)

    def know(self, vectors: Mapping[str, Vectors]) -> None:
        """Take vectors of texts that were kept; only for an embedder with a key."""
        self._vectors.update(vectors)

    def missing(self, texts: Iterable[str]) -> list[str]:
        """Which of these texts have no vector yet."""
        return [text for text in dict.fromkeys(texts) if text not in self._vectors]

    def embed(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """Make the vectors of texts, and return them; where that changes those before, all are made anew."""
        made = dict(zip(texts, self.embedder.of(texts), strict=True))
        self._vectors.update(made)
        if self.embedder.version != self._version:
            self._version = self.embedder.version
            known = list(self._vectors)
            self._vectors = dict(zip(known, self.embedder.of(known), strict=True))
            self._models.clear()
        return made

    @property
    def texts(self) -> list[str]:
        """All that is learnt from."""
        return [*(seed.text for seed in self._seeds), *(lesson.text for lesson in self._lessons.values())]

    # -- learning

    @property
    def dimensions(self) -> tuple[int, ...]:
        """Those of which something is known."""
        of_lessons = (one for lesson in self._lessons.values() for one in lesson.tags)
        return tuple(dict.fromkeys((*(seed.dimension_id for seed in self._seeds), *of_lessons)))

    def model(self, dimension_id: int) -> Model | None:
        """What is known of a dimension; None where there is nothing to learn from."""
        if dimension_id not in self._models:
            self._models[dimension_id] = self._learn(dimension_id)
        return self._models[dimension_id]

    def _learn(self, dimension_id: int) -> Model | None:
        seeds = [seed for seed in self._seeds if seed.dimension_id == dimension_id]
        lessons = sorted(
            (one for one in self._lessons.values() if one.tags.get(dimension_id)), key=lambda one: one.number
        )
        rows: tuple[Seed | Lesson, ...] = (*seeds, *lessons)
        if not rows:
            return None
        self.embed(self.missing(row.text for row in rows))
        tag_ids = tuple(dict.fromkeys(tag for row in rows for tag in _tags_of(row, dimension_id)))
        places = {tag: place for place, tag in enumerate(tag_ids)}
        tags = np.zeros((len(rows), len(tag_ids)))
        for place, row in enumerate(rows):
            for tag in _tags_of(row, dimension_id):
                tags[place, places[tag]] = 1
        vectors = np.stack([self._vectors[row.text] for row in rows])
        counts = np.array([SEED_COUNTS[row.part] if isinstance(row, Seed) else 1.0 for row in rows])
        return Model(tag_ids, rows, vectors, tags, weights_of(vectors, tags, counts, STRENGTH))

    # -- proposing

    def proposals(self, claim_id: int) -> dict[int, list[Proposal]]:
        """The best tags for a claim, best first, of each dimension in which it is not coded yet."""
        lesson = self._lessons.get(claim_id)
        if lesson is None:
            return {}
        self.embed(self.missing([lesson.text]))
        models = {dimension_id: self.model(dimension_id) for dimension_id, tags in lesson.tags.items() if not tags}
        # Learning may have changed the vectors, so the claim's is looked up behind it.
        vector = self._vectors[lesson.text]
        return {one: _best(model, vector) for one, model in models.items() if model}


def _taught_in(lesson: Lesson | None, dimension_id: int) -> tuple[int, str, tuple[int, ...]] | None:
    tags = lesson.tags.get(dimension_id) if lesson else None
    return (lesson.number, lesson.text, tags) if lesson and tags else None


def _tags_of(row: Seed | Lesson, dimension_id: int) -> tuple[int, ...]:
    return (row.tag_id,) if isinstance(row, Seed) else row.tags[dimension_id]


def _best(model: Model, vector: Vectors) -> list[Proposal]:
    scores = (with_constant(vector[None]) @ model.weights)[0]
    alike = model.vectors @ vector
    return [
        Proposal(model.tag_ids[place], round(min(1.0, float(scores[place])), 3), _reason(model, alike, place))
        for place in best_places(scores)
    ]


def best_places(scores: Numbers) -> list[int]:
    """The places of the scores that are worth proposing, best first."""
    return [int(place) for place in np.argsort(-scores, kind="stable")[:SHOWN] if scores[place] >= LEAST]


def _reason(model: Model, alike: Vectors, tag: int) -> str:
    """What the claim is most like of all that has the tag."""
    row = model.rows[int(np.argmax(np.where(model.tags[:, tag] > 0, alike, -2)))]
    return row.part.value if isinstance(row, Seed) else f"like claim {row.number}"
