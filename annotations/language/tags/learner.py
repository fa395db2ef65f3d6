"""Keeps what is learnt from, embeds it, and has each dimension's model follow. Lives in a child process."""

from collections.abc import Iterable, Mapping, Sequence

from annotations.language.tags.lessons import Lesson, Proposal, Seed
from annotations.language.tags.tag_model import Row, TagModel
from annotations.language.tags.vectors import Embedder, Vectors

_MANY = 20
"""Changed claims from which models are made anew rather than changed one by one."""


class Learner:
    """Learns from seeds and lessons by the vectors of one embedder."""

    def __init__(self, embedder: Embedder) -> None:
        """Know nothing yet."""
        self.embedder = embedder
        self._seeds: tuple[Seed, ...] = ()
        self._lessons: dict[int, Lesson] = {}
        self._vectors: dict[str, Vectors] = {}
        self._version = embedder.version
        self._models: dict[int, TagModel | None] = {}

    # -- what is learnt from

    def teach_seeds(self, seeds: Iterable[Seed]) -> None:
        """Learn from these words of the codebook instead of those before."""
        self._seeds = tuple(seeds)
        self._models.clear()

    def teach(self, lessons: Iterable[Lesson]) -> None:
        """Learn from claims; one that is known is learnt as it is now."""
        new = [one for one in lessons if self._lessons.get(one.claim_id) != one]
        before = [self._lessons.get(one.claim_id) for one in new]
        self._lessons |= {one.claim_id: one for one in new}
        self._follow(list(zip(before, new, strict=True)))

    def forget(self, claim_ids: Iterable[int]) -> None:
        """Learn from these claims no more."""
        gone = [self._lessons.pop(one, None) for one in claim_ids]
        self._follow([(one, None) for one in gone if one])

    def _follow(self, changed: Sequence[tuple[Lesson | None, Lesson | None]]) -> None:
        if len(changed) > _MANY:
            self._models.clear()
            return
        self.embed(self.missing(now.text for _, now in changed if now))
        for before, now in changed:
            for dimension_id, model in list(self._models.items()):
                if _taught_in(before, dimension_id) != _taught_in(now, dimension_id):
                    self._change(dimension_id, model, before, now)

    def _change(self, dimension_id: int, model: TagModel | None, before: Lesson | None, now: Lesson | None) -> None:
        """Have a model learn a claim as it is now instead of as it was."""
        if model is None:
            del self._models[dimension_id]
            return
        if before and before.tags.get(dimension_id):
            model.unlearn(before.claim_id)
        if now and now.tags.get(dimension_id):
            model.learn(now, self._vectors[now.text])
        if not model.rows:
            del self._models[dimension_id]

    # -- vectors

    def know(self, vectors: Mapping[str, Vectors]) -> None:
        """Take vectors of texts that were kept; only for an embedder with a key."""
        self._vectors.update(vectors)

    def missing(self, texts: Iterable[str]) -> list[str]:
        """Which of these texts have no vector yet."""
        return [text for text in dict.fromkeys(texts) if text not in self._vectors]

    def embed(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """Make the vectors of texts, and return them; where that changes those before, all are made anew."""
        made = dict(zip(texts, self.embedder.of(texts), strict=True)) if texts else {}
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

    # -- what was learnt

    @property
    def dimensions(self) -> tuple[int, ...]:
        """Those of which something is known."""
        of_lessons = (one for lesson in self._lessons.values() for one in lesson.tags)
        return tuple(dict.fromkeys((*(seed.dimension_id for seed in self._seeds), *of_lessons)))

    def model(self, dimension_id: int) -> TagModel | None:
        """What is known of a dimension; None where there is nothing to learn from."""
        if dimension_id not in self._models:
            self._models[dimension_id] = self._learn(dimension_id)
        return self._models[dimension_id]

    def _learn(self, dimension_id: int) -> TagModel | None:
        seeds = [seed for seed in self._seeds if seed.dimension_id == dimension_id]
        rows: list[Row] = [*seeds, *(one for one in self._lessons.values() if one.tags.get(dimension_id))]
        self.embed(self.missing(row.text for row in rows))
        return TagModel(dimension_id, rows, self._vectors) if rows else None

    def proposals(self, claim_ids: Iterable[int]) -> dict[int, dict[int, list[Proposal]]]:
        """The best tags for claims, best first, of each dimension in which they are not coded yet."""
        asked = {one: self._lessons[one] for one in claim_ids if one in self._lessons}
        self.embed(self.missing(lesson.text for lesson in asked.values()))
        found: dict[int, dict[int, list[Proposal]]] = {one: {} for one in asked}
        for dimension_id in dict.fromkeys(one for lesson in asked.values() for one in lesson.tags):
            model = self.model(dimension_id)
            open_ones = {one: lesson.text for one, lesson in asked.items() if lesson.tags.get(dimension_id) == ()}
            if model and open_ones:
                by_text = model.proposals({text: self._vectors[text] for text in open_ones.values()})
                for one, text in open_ones.items():
                    found[one][dimension_id] = by_text[text]
        return found


def _taught_in(lesson: Lesson | None, dimension_id: int) -> tuple[int, str, tuple[int, ...]] | None:
    tags = lesson.tags.get(dimension_id) if lesson else None
    return (lesson.number, lesson.text, tags) if lesson and tags else None
