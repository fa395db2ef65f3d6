"""Closed-form regression against what defines it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.language.tags.ridge import Ridge, with_constant


def examples(seed, count, width=6, tags=3):
    chance = np.random.default_rng(seed)
    return chance.normal(size=(count, width)), chance.integers(0, 2, (count, tags)).astype(float), chance


@given(st.integers(0, 10_000), st.integers(1, 20))
def test_the_weights_have_no_slope_left_to_go_down(seed, count):
    vectors, tags, chance = examples(seed, count)
    counts = chance.uniform(0.2, 2, count)
    ridge = Ridge(vectors, tags, counts, 0.5)
    x, weights = with_constant(vectors), ridge._weights
    slope = x.T @ (counts[:, None] * (x @ weights - tags)) + 0.5 * weights
    assert np.abs(slope).max() < 1e-6


@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(0, 8))
def test_growing_by_one_is_learning_anew_and_unlearning_undoes_it(seed, begin, more):
    vectors, tags, _ = examples(seed, begin + more)
    growing = Ridge(vectors[:begin], tags[:begin], np.ones(begin), 0.5)
    before = growing.scores(vectors)
    for place in range(begin, begin + more):
        growing.learn(vectors[place], tags[place])
    anew = Ridge(vectors, tags, np.ones(begin + more), 0.5)
    assert growing.scores(vectors) == pytest.approx(anew.scores(vectors), abs=1e-6)
    for place in range(begin, begin + more):
        growing.unlearn(vectors[place], tags[place])
    assert growing.scores(vectors) == pytest.approx(before, abs=1e-6)
