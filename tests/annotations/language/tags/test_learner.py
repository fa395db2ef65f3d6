"""What is proposed, from the codebook alone and from claims, and why."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.language.tags.hits import all_hits, hits_of
from annotations.language.tags.learner import Learner
from annotations.language.tags.lessons import Hits, Lesson, Part, Seed, seeds_of
from annotations.language.tags.tag_model import SHOWN
from annotations.language.tags.words import WordVectors

THEME, FISHING, FARMING, NONE = 1, 11, 12, 19


TAGS = st.one_of(st.none(), st.lists(st.sampled_from([FISHING, FARMING, NONE]), max_size=2, unique=True).map(tuple))


class Letters:
    """An embedder whose vectors never change: how often each letter stands in a text."""

    name, key, version = "letters", "letters", 0

    def of(self, texts):
        made = np.array([[text.count(chr(97 + n)) for n in range(26)] for text in texts], dtype=np.float32)
        return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture
def learner(codebook):
    made = Learner(WordVectors())
    made.teach_seeds(seeds_of(codebook))
    return made


@pytest.fixture
def proposed(learner, lesson):
    """`proposed("words")` are the proposals for a claim with these words, as (tag, reason)."""

    def ask(text):
        learner.teach([lesson(1000, text)])
        return [(one.tag_id, one.reason) for one in learner.proposals([1000])[1000][THEME]]

    return ask


def test_before_anything_is_tagged_the_codebook_proposes(proposed):
    assert proposed("Old nets rot on the boats")[0] == (FISHING, "its definition")
    assert proposed("The cattle left the fields")[0] == (FARMING, "its definition")
    assert proposed("The tractors stood in the yard")[0] == (FARMING, "a near miss")
    assert proposed("Empty nets again for all trawlers")[0] == (FISHING, "its example")


def test_what_was_tagged_is_learnt_and_named(learner, lesson, proposed):
    learner.teach([lesson(14, "A quota was cut by the council", FISHING), lesson(15, "Milk became dearer", FARMING)])
    assert proposed("The quota was cut in half")[0] == (FISHING, "like claim 14")
    assert proposed("Milk is dearer again")[0] == (FARMING, "like claim 15")


def test_scores_are_between_0_and_1_and_in_order(learner, lesson):
    learner.teach([lesson(n, "A quota was cut", FISHING, FARMING) for n in range(1, 40)])
    learner.teach([lesson(1000, "A quota was cut")])
    scores = [one.score for one in learner.proposals([1000])[1000][THEME]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len(scores) <= SHOWN


def test_none_of_these_is_learnt_from_claims_only(learner, lesson, proposed):
    assert NONE not in [tag for tag, _ in proposed("Nothing of the kind was said")]
    learner.teach([lesson(3, "Weather was fair on Sunday", NONE)])
    assert proposed("The weather was fair on Monday")[0] == (NONE, "like claim 3")


def test_nothing_is_proposed_where_a_claim_is_coded_or_unknown(learner, lesson):
    learner.teach([lesson(3, "Old nets on boats", FISHING)])
    assert learner.proposals([3, 4]) == {3: {}}


def test_what_is_changed_or_gone_is_not_learnt_any_more(learner, lesson, proposed):
    learner.teach([lesson(14, "A quota was cut by the council", FISHING)])
    learner.teach([lesson(14, "A quota was cut by the council", FARMING)])
    assert proposed("The quota was cut")[0] == (FARMING, "like claim 14")
    learner.forget([14])
    assert "like claim 14" not in [reason for _, reason in proposed("The quota was cut")]


def test_other_seeds_take_the_place_of_those_before(learner, proposed):
    learner.teach_seeds([Seed(THEME, FARMING, Part.EXAMPLE, "Old nets rot on the boats")])
    assert proposed("Old nets rot on the boats") == [(FARMING, "its example")]


def test_without_anything_to_learn_from_nothing_is_proposed(lesson):
    learner = Learner(WordVectors())
    learner.teach([lesson(1, "words")])
    assert learner.proposals([1]) == {1: {}}


def test_hits_count_each_claim_by_what_was_known_before_it(learner, lesson):
    learner.teach(
        [
            lesson(1, "Old nets rot on the boats", FISHING),  # known by its definition
            lesson(2, "Prices rose on Monday", NONE),  # cannot be known
            lesson(3, "Prices rose on Tuesday", NONE),  # known by claim 2
            lesson(4, "Not coded yet"),
        ]
    )
    assert hits_of(THEME, learner.model(THEME)) == Hits(THEME, 3, 2, 2, 1, 3)


def test_dimensions_without_a_coded_claim_have_no_hits(learner):
    assert all_hits([(THEME, learner.model(THEME)), (2, None)]) == []


def test_hits_tell_how_many_tags_were_taken_from_suggestions(learner):
    learner.teach(
        [
            Lesson(1, 1, "Old nets rot on the boats", {THEME: (FISHING,)}, (THEME,)),
            Lesson(2, 2, "Tractors in the field", {THEME: (FARMING,)}),
        ]
    )
    assert hits_of(THEME, learner.model(THEME)).taken == 1


@given(st.lists(st.tuples(st.integers(1, 8), st.sampled_from(["nets", "boats", "milk", "fields of milk"]), TAGS)))
def test_learning_one_by_one_is_learning_everything_at_once(changes):
    """Claims come, change, lose their tags and go, in any order."""
    seeds = [Seed(THEME, FISHING, Part.NAME, "nets and boats"), Seed(THEME, FARMING, Part.NAME, "milk and fields")]
    step_by_step, at_once = Learner(Letters()), Learner(Letters())
    asked = Lesson(99, 99, "nets in fields", {THEME: ()})
    final = {99: asked}
    step_by_step.teach_seeds(seeds)
    step_by_step.teach([asked])
    for number, text, tags in changes:
        step_by_step.proposals([99])
        if tags is None:
            step_by_step.forget([number])
            final.pop(number, None)
        else:
            final[number] = Lesson(number, number, text, {THEME: tags})
            step_by_step.teach([final[number]])
    at_once.teach_seeds(seeds)
    at_once.teach(final.values())
    found, expected = (one.proposals([99])[99][THEME] for one in (step_by_step, at_once))
    assert {one.tag_id: one.score for one in found} == pytest.approx(
        {one.tag_id: one.score for one in expected}, abs=0.002
    )
