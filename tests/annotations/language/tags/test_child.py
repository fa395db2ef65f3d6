"""The process that learns tags, asked as the window asks it."""

import sys

import pytest

from annotations.language.asked_child import NotAnsweredError
from annotations.language.tags.child import TagChild
from annotations.language.tags.lessons import digest_of, seeds_of

THEME, FISHING = 1, 11


@pytest.fixture
def child():
    made = TagChild()
    yield made
    made.close()


def test_it_remembers_what_it_was_taught_and_keeps_vectors_only_where_they_stay(child, codebook, lesson):
    first = child.learn(seeds=seeds_of(codebook), teach=[lesson(9, "Old nets rot on the boats")], ask=[9])
    assert first.proposals[9][THEME][0].tag_id == FISHING
    assert first.embedder
    assert bool(first.vectors) == bool(first.key)
    second = child.learn(
        teach=[lesson(14, "A quota was cut", FISHING), lesson(15, "The quota is cut")], ask=[15], hits=True
    )
    assert (second.proposals[15][THEME][0].tag_id, second.proposals[15][THEME][0].reason) == (FISHING, "like claim 14")
    assert [(one.dimension_id, one.judged) for one in second.hits] == [(THEME, 1)]
    third = child.learn(forget=[14], ask=[15, 77])
    assert "like claim 14" not in [one.reason for one in third.proposals[15][THEME]]
    assert 77 not in third.proposals


def test_vectors_that_were_kept_are_taken_and_those_of_strangers_are_not(child, codebook, lesson):
    one = lesson(9, "Old nets rot on the boats")
    first = child.learn(seeds=seeds_of(codebook), teach=[one], ask=[9])
    child.close()
    again = TagChild()
    try:
        hostile = {digest_of("Fishing"): "not base64 at all", digest_of(one.text): "AAAA"}
        second = again.learn(seeds=seeds_of(codebook), teach=[one], know={**first.vectors, **hostile}, ask=[9])
    finally:
        again.close()
    assert second.proposals == first.proposals or _close(first.proposals, second.proposals)
    assert set(second.vectors) <= set(hostile)


def _close(first, second):
    pairs = zip(first[9][THEME], second[9][THEME], strict=True)
    return all(a.tag_id == b.tag_id and abs(a.score - b.score) < 0.02 for a, b in pairs)


def test_a_child_that_ends_is_told_and_the_next_call_starts_another(codebook):
    child = TagChild([sys.executable, "-c", "import sys; sys.stdin.readline(); sys.exit(3)"])
    with pytest.raises(NotAnsweredError, match="ended unexpectedly"):
        child.learn(seeds=seeds_of(codebook))
    child.close()
    with pytest.raises(NotAnsweredError) as closed:
        child.learn()
    assert closed.value.stopped
