"""How often the proposals were right so far: each claim is judged by what was known before it."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from annotations.language.tags.learner import SEED_COUNTS, SHOWN, STRENGTH, Model, best_places
from annotations.language.tags.lessons import Hits, Lesson, Seed
from annotations.language.tags.ridge import Growing

WINDOW = 200
"""How many claims, the latest ones, are judged."""


def hits_of(dimension_id: int, model: Model) -> Hits:
    """Go through the latest claims in the order of their numbers, learning from each after it was judged.

    A claim's number stands for when it was tagged; that of one that was tagged much later is not known here.
    """
    known = sum(isinstance(row, Seed) for row in model.rows)
    start = max(known, len(model.rows) - WINDOW)
    counts = np.array([SEED_COUNTS[row.part] if isinstance(row, Seed) else 1.0 for row in model.rows[:start]])
    ridge = Growing(model.vectors[:start], model.tags[:start], counts, STRENGTH)
    used: Counter[int] = Counter()
    for row in model.rows[known:start]:
        used.update(_right(row, dimension_id))
    found = np.zeros(5, dtype=int)
    for place in range(start, len(model.rows)):
        row = model.rows[place]
        right = _right(row, dimension_id)
        proposed = [model.tag_ids[n] for n in best_places(ridge.scores(model.vectors[place]))]
        usual = sorted(model.tag_ids, key=lambda tag: -used[tag])[:SHOWN]
        hits = [bool(right & set(some)) for some in (proposed[:1], proposed, usual[:1], usual)]
        found += [*hits, isinstance(row, Lesson) and dimension_id in row.taken]
        ridge.learn(model.vectors[place], model.tags[place])
        used.update(right)
    return Hits(dimension_id, len(model.rows) - start, *map(int, found))


def _right(row: Seed | Lesson, dimension_id: int) -> set[int]:
    return set(row.tags[dimension_id]) if isinstance(row, Lesson) else set()


def all_hits(models: Sequence[tuple[int, Model | None]]) -> list[Hits]:
    """Of every dimension in which something was coded."""
    found = [hits_of(dimension_id, model) for dimension_id, model in models if model]
    return [one for one in found if one.judged]
