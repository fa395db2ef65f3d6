"""What is learnt of one dimension: it grows and shrinks with each claim, and proposes tags with reasons."""

from collections.abc import Mapping, Sequence

import numpy as np

from annotations.language.tags.lessons import Lesson, Part, Proposal, Seed
from annotations.language.tags.ridge import Numbers, Ridge
from annotations.language.tags.vectors import Vectors

SHOWN = 3
"""How many tags are proposed for a dimension."""

LEAST = 0.05
"""The score below which nothing is proposed."""

STRENGTH = 1.0
SEED_COUNTS = {Part.NAME: 1.0, Part.DEFINITION: 1.0, Part.USE: 0.5, Part.EXAMPLE: 2.0, Part.NEAR_MISS: 2.0}
"""How much the words of the codebook count beside a claim, which counts 1: its examples fit for certain.

Tried on the tuning part of the gold set (`benchmarks/assist_tags.py`): with less, a first hundred claims of few tags
drown the codebook. Where claims count half as much, framing gains there, and pillar loses in claims of the sample
project that were held out; to choose it by the error of leaving one out came to the same.
"""

_ROOM = 64

Row = Seed | Lesson


class TagModel:
    """Learns from the seeds of a dimension and from lessons that have tags in it."""

    def __init__(self, dimension_id: int, rows: Sequence[Row], vectors: Mapping[str, Vectors]) -> None:
        """Learn from these, of which there is one at least; `vectors` are by text."""
        self._dimension = dimension_id
        self.rows = list(rows)
        self.tag_ids = list(dict.fromkeys(tag for row in rows for tag in self.tags_of(row)))
        self._columns = {tag: column for column, tag in enumerate(self.tag_ids)}
        self._places = {row.claim_id: place for place, row in enumerate(rows) if isinstance(row, Lesson)}
        self._vectors: Vectors = np.stack([vectors[row.text] for row in rows])
        self._tags: Numbers = np.stack([self._flags(row) for row in rows])
        counts = np.array([SEED_COUNTS[row.part] if isinstance(row, Seed) else 1.0 for row in rows])
        self._ridge = Ridge(self._vectors, self._tags, counts, STRENGTH)
        self._proposed: dict[str, list[Proposal]] = {}

    def tags_of(self, row: Row) -> tuple[int, ...]:
        """The tags that a row teaches here."""
        return (row.tag_id,) if isinstance(row, Seed) else row.tags[self._dimension]

    def _flags(self, row: Row) -> Numbers:
        flags = np.zeros(len(self.tag_ids))
        flags[[self._columns[tag] for tag in self.tags_of(row)]] = 1
        return flags

    @property
    def examples(self) -> tuple[Vectors, Numbers]:
        """The vectors of `rows`, and 1 where they have a tag, a column for each of `tag_ids`."""
        return self._vectors[: len(self.rows)], self._tags[: len(self.rows)]

    # -- changing

    def learn(self, lesson: Lesson, vector: Vectors) -> None:
        """Learn from one more claim."""
        self._know_tags(lesson)
        flags, place = self._flags(lesson), len(self.rows)
        if place == len(self._vectors):
            self._vectors = np.vstack([self._vectors, np.zeros((place + _ROOM, len(vector)), dtype=np.float32)])
            self._tags = np.vstack([self._tags, np.zeros((place + _ROOM, len(flags)))])
        self._vectors[place], self._tags[place] = vector, flags
        self.rows.append(lesson)
        self._places[lesson.claim_id] = place
        self._ridge.learn(vector, flags)
        self._proposed.clear()

    def unlearn(self, claim_id: int) -> None:
        """Learn from this claim no more; the last row takes its place."""
        place, last = self._places.pop(claim_id), len(self.rows) - 1
        self._ridge.unlearn(self._vectors[place], self._tags[place])
        if place != last:
            self.rows[place] = moved = self.rows[last]
            self._vectors[place], self._tags[place] = self._vectors[last], self._tags[last]
            if isinstance(moved, Lesson):
                self._places[moved.claim_id] = place
        del self.rows[last]
        self._proposed.clear()

    def _know_tags(self, lesson: Lesson) -> None:
        new = [tag for tag in self.tags_of(lesson) if tag not in self._columns]
        if new:
            self._columns |= {tag: len(self.tag_ids) + n for n, tag in enumerate(new)}
            self.tag_ids += new
            self._tags = np.hstack([self._tags, np.zeros((len(self._tags), len(new)))])
            self._ridge.add_tags(len(new))

    # -- proposing

    def proposals(self, vectors: Mapping[str, Vectors]) -> dict[str, list[Proposal]]:
        """The best tags for texts with these vectors, best first."""
        missing = [text for text in vectors if text not in self._proposed]
        if missing:
            asked = np.stack([vectors[text] for text in missing])
            known, _ = self.examples
            all_scores, all_alike = self._ridge.scores(asked), asked @ known.T
            for text, scores, alike in zip(missing, all_scores, all_alike, strict=True):
                self._proposed[text] = [self._proposal(place, scores, alike) for place in best_places(scores)]
        return {text: self._proposed[text] for text in vectors}

    def _proposal(self, place: int, scores: Numbers, alike: Vectors) -> Proposal:
        """With what the text is most like of all that has the tag."""
        having = np.flatnonzero(self._tags[: len(self.rows), place])
        if not len(having):  # all that had it was unlearnt
            return Proposal(self.tag_ids[place], round(min(1.0, float(scores[place])), 3), "")
        row = self.rows[int(having[np.argmax(alike[having])])]
        reason = row.part.value if isinstance(row, Seed) else f"like claim {row.number}"
        return Proposal(self.tag_ids[place], round(min(1.0, float(scores[place])), 3), reason)


def best_places(scores: Numbers) -> list[int]:
    """The places of the scores that are worth proposing, best first."""
    return [int(place) for place in np.argsort(-scores, kind="stable")[:SHOWN] if scores[place] >= LEAST]
