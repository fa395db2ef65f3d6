"""How often the proposals were right so far: each claim is judged by what was known before it."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from annotations.language.tags.lessons import Hits, Lesson, Seed
from annotations.language.tags.ridge import Ridge
from annotations.language.tags.tag_model import SEED_COUNTS, SHOWN, STRENGTH, TagModel, best_places

WINDOW = 200
"""How many claims, the latest ones, are judged."""


def hits_of(dimension_id: int, model: TagModel) -> Hits:
    """Go through the latest claims in the order of their numbers, learning from each after it was judged.

    A claim's number stands for when it was tagged; that of one that was tagged much later is not known here.
    """
    order = sorted(range(len(model.rows)), key=lambda place: _number(model.rows[place]))
    rows = [model.rows[place] for place in order]
    vectors, tags = (values[order] for values in model.examples)
    start = max(sum(isinstance(row, Seed) for row in rows), len(rows) - WINDOW)
    counts = np.array([SEED_COUNTS[row.part] if isinstance(row, Seed) else 1.0 for row in rows[:start]])
    ridge = Ridge(vectors[:start], tags[:start], counts, STRENGTH)
    used = Counter(tag for row in rows[:start] if isinstance(row, Lesson) for tag in model.tags_of(row))
    found = np.zeros(5, dtype=int)
    for row, vector, flags in zip(rows[start:], vectors[start:], tags[start:], strict=True):
        right = set(model.tags_of(row))
        proposed = [model.tag_ids[place] for place in best_places(ridge.scores(vector[None])[0])]
        usual = sorted(model.tag_ids, key=lambda tag: -used[tag])[:SHOWN]
        hits = [bool(right & set(some)) for some in (proposed[:1], proposed, usual[:1], usual)]
        found += [*hits, isinstance(row, Lesson) and dimension_id in row.taken]
        ridge.learn(vector, flags)
        used.update(right)
    return Hits(dimension_id, len(rows) - start, *map(int, found))


def _number(row: Seed | Lesson) -> int:
    return row.number if isinstance(row, Lesson) else -1


def all_hits(models: Sequence[tuple[int, TagModel | None]]) -> list[Hits]:
    """Of every dimension in which something was coded."""
    found = [hits_of(dimension_id, model) for dimension_id, model in models if model]
    return [one for one in found if one.judged]
