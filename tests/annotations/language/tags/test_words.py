"""Vectors of words and letters."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotations.language.tags.words import WIDTH, WordVectors


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_vectors_have_length_one_or_are_empty(texts):
    lengths = np.linalg.norm(WordVectors().of(texts), axis=1)
    assert all(abs(length - 1) < 1e-3 or length == 0 for length in lengths)


def test_forms_of_a_word_are_more_alike_than_other_words():
    nets, netting, field = WordVectors().of(["empty fishing nets", "fishing net, emptied", "wheat in the fields"])
    assert nets @ netting > nets @ field + 0.2


def test_rare_words_weigh_more_once_it_is_known_how_rare_they_are():
    made = WordVectors()
    common = [f"the report of day {n}" for n in range(30)]
    made.of([*common, "the trawler"])
    the, trawler, both = made.of(["the", "trawler", "the trawler"])
    assert both @ trawler > both @ the


def test_version_tells_when_vectors_change():
    made = WordVectors()
    made.of(["one two"])
    before = made.version
    made.of(["one two"])
    assert made.version == before
    made.of(["three", "four", "five"])
    assert made.version > before


def test_no_texts_have_no_vectors():
    assert WordVectors().of([]).shape == (0, WIDTH)
