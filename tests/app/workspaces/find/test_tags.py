"""Tags for many claims, and the passages that are ticked."""

import pytest

from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.marking import Candidate
from annotations.spans import Span
from app.theme import Theme
from app.workspaces.find.candidates import CandidatesModel
from app.workspaces.find.tags import TagsField

CODEBOOK = Codebook(
    (
        Dimension("Framing", Kind.MANY, id=1),
        Dimension("Actors", Kind.ACTORS, id=2),
        Dimension("View", Kind.SCALE, id=3),
    ),
    (
        Tag("Threat", id=1, dimension_id=1),
        Tag("None", key="none", id=2, dimension_id=1),
        Tag("Leader", id=3, dimension_id=2),
        Tag("Hostile", id=4, dimension_id=3),
        Tag("Friendly", id=5, dimension_id=3),
    ),
)


@pytest.fixture
def field(qtbot):
    made = TagsField(CODEBOOK, Theme.light())
    qtbot.addWidget(made)
    return made


def test_tags_are_chosen_one_after_the_other(field):
    for title in (
        "Framing: Threat",
        "Actors: Leader (target)",
        "Actors: Leader (speaker)",
        "Framing: Threat",
        "no tag",
    ):
        field.add(title)
    assert field.tags == [(1, ""), (3, "target"), (3, "speaker")]


def test_one_answer_takes_the_place_of_another(field):
    field.add("View: Hostile")
    field.add("View: Friendly")
    assert field.tags == [(5, "")]
    field.add("Framing: Threat")
    field.add("Framing: None")
    assert field.tags == [(5, ""), (2, "")]
    field.add("Framing: Threat")
    assert field.tags == [(5, ""), (1, "")]


@pytest.fixture
def passages():
    made = CandidatesModel()
    made.show([Candidate(1, Span(n, n + 4), "bank", (Span(0, 4),), claimed=n == 2) for n in range(4)], {})
    return made


def test_all_are_ticked_but_what_is_claimed_is_not_listed(passages):
    assert [c.span.start for c in passages.chosen] == [0, 1, 3]
    passages.skip_claimed(wanted=False)
    assert [c.span.start for c in passages.chosen] == [0, 1, 2, 3]


def test_ticks_are_turned_round(passages):
    passages.toggle([1, 2])
    assert [c.span.start for c in passages.chosen] == [0]
    passages.toggle([0, 1])
    assert passages.chosen == []
    passages.tick_all(wanted=True)
    assert len(passages.chosen) == 3


def test_other_passages_begin_ticked(passages):
    passages.tick_all(wanted=False)
    passages.show([Candidate(1, Span(0, 4), "bank", (Span(0, 4),))], {})
    assert len(passages.chosen) == 1
