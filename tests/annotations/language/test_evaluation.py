"""The figures by hand, and the aims on the gold set of the project."""

from pathlib import Path

import pytest

from annotations.language.candidates import Candidate, Pattern
from annotations.language.claim_candidates import claim_candidates
from annotations.language.engine import Engine
from annotations.language.evaluation import Counts, evaluated
from annotations.language.standoff import Attribution, Marked, marked_texts
from annotations.spans import Span

GOLD = Path(__file__).parents[2] / "gold"
TEXT = "Kolt said it fell. Brandt said it rose. It rained."


def counted(suggested: list[tuple[int, int]], marked: list[Attribution], source: Span | None = None) -> Counts:
    text = Marked("a", TEXT, tuple(marked))
    return evaluated([text], lambda _: [Candidate(Span(*s), source, None, Pattern.CLAUSE) for s in suggested])


def test_half_of_the_shorter_is_right_and_less_is_not() -> None:
    ten = [Attribution((Span(10, 20),))]
    assert counted([(18, 22)], ten).right == 1
    assert counted([(19, 23)], ten).right == 0
    assert counted([(0, 40)], ten).right == 1


def test_a_content_is_found_when_half_of_it_is_covered_also_by_two() -> None:
    ten = [Attribution((Span(10, 20),))]
    assert counted([(10, 14)], ten).found == 0
    assert counted([(10, 15)], ten).found == 1
    assert counted([(10, 13), (17, 19)], ten).found == 1
    assert counted([(10, 13), (11, 13)], ten).found == 0


def test_pieces_are_added() -> None:
    pieces = [Attribution((Span(0, 4), Span(10, 20)))]
    assert counted([(0, 4)], pieces).found == 0
    assert counted([(0, 13)], pieces).found == 1


def test_the_source_is_right_when_it_overlaps_that_of_the_content_most_alike() -> None:
    marked = [Attribution((Span(0, 39),), (Span(19, 25),)), Attribution((Span(10, 17),), (Span(0, 4),))]
    assert counted([(10, 17)], marked, Span(2, 5)).sources_right == 1
    assert counted([(10, 17)], marked, Span(19, 25)).sources_right == 0
    assert counted([(10, 17)], [Attribution((Span(10, 17),))], Span(2, 5)).sourced == 0
    assert counted([(10, 17)], marked).shares()["source_right"] == 0


def test_sentences() -> None:
    counts = counted([(10, 17), (40, 49)], [Attribution((Span(10, 17),)), Attribution((Span(31, 38),))])
    assert (counts.sentences_suggested, counts.sentences_marked, counts.sentences_both) == (2, 2, 1)
    assert counts.shares() == {
        "precision": 0.5,
        "recall": 0.5,
        "source_right": None,
        "sentence_precision": 0.5,
        "sentence_recall": 0.5,
    }


def test_texts_are_added_and_nothing_has_no_share() -> None:
    assert evaluated([], lambda _: []) == Counts()
    assert set(Counts().shares().values()) == {None}
    assert Counts(1, 2, 3) + Counts(4, 5, 6) == Counts(5, 7, 9)


@pytest.mark.parametrize("part", ["tuning-*", "frozen-*"])
def test_the_aims_are_reached_on_the_gold_set(engine: Engine, plain_engine: Engine, part: str) -> None:
    texts = marked_texts(GOLD, part)
    with_model = evaluated(texts, lambda text: claim_candidates(text, engine)).shares()
    by_words = evaluated(texts, lambda text: claim_candidates(text, plain_engine)).shares()
    assert (with_model["precision"] or 0) >= 0.93
    assert (with_model["recall"] or 0) >= 0.75
    assert (with_model["source_right"] or 0) >= 0.80
    assert (with_model["recall"] or 0) > (by_words["recall"] or 0)


def test_a_third_of_the_gold_set_is_frozen() -> None:
    assert len(marked_texts(GOLD, "frozen-*")) * 2 >= len(marked_texts(GOLD, "tuning-*"))
