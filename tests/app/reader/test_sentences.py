"""Stepping over sentences, growing and shrinking."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.language.sentences import sentences
from annotations.spans import Span
from app.reader.sentences import Sentences

TEXT = "The headline\n\nOne is here. Two is here! Is three here?\n \nFour stands alone.\nFive. Six.\n"
ALL = sentences(TEXT)


@pytest.fixture
def steps() -> Sentences:
    return Sentences(TEXT, "en")


def words(spans: list[Span]) -> list[str]:
    return [span.of(TEXT) for span in spans]


def test_going_forward_comes_by_every_sentence_and_back_again(steps: Sentences) -> None:
    forth = [steps.at(0)]
    while following := steps.after(forth[-1]):
        forth.append(following)
    assert forth == ALL
    back = [forth[-1]]
    while previous := steps.before(back[-1]):
        back.append(previous)
    assert back == ALL[::-1]


@pytest.mark.parametrize("offset", range(len(TEXT) + 1))
def test_every_offset_has_a_sentence_the_one_that_holds_it_if_there_is_one(steps: Sentences, offset: int) -> None:
    found = steps.at(offset)
    assert found in ALL
    holding = [span for span in ALL if span.contains(offset)]
    assert not holding or found == holding[0]


def test_a_blank_line_belongs_to_the_sentence_that_follows_and_the_end_to_the_last_one(steps: Sentences) -> None:
    assert steps.at(TEXT.index("\n\n") + 1).of(TEXT) == "One is here."
    assert steps.at(len(TEXT)).of(TEXT) == "Six."


def test_growing_adds_a_sentence_also_from_the_next_paragraph(steps: Sentences) -> None:
    span = steps.at(TEXT.index("Is three"))
    assert steps.grown(span).of(TEXT) == "Is three here?\n \nFour stands alone."
    assert steps.grown(Span(ALL[0].start, ALL[-1].end)) == Span(ALL[0].start, ALL[-1].end)


def test_growing_from_within_completes_the_sentence_first(steps: Sentences) -> None:
    start = TEXT.index("is here!")
    grown = steps.grown(Span(start, start + 2))
    assert grown.of(TEXT) == "Two is here!"
    assert steps.grown(grown).of(TEXT) == "Two is here! Is three here?"


@given(st.integers(0, len(ALL) - 2), st.integers(0, len(ALL) - 1))
@settings(max_examples=40)
def test_shrinking_undoes_growing(first: int, last: int) -> None:
    steps = Sentences(TEXT, "en")
    span = Span(ALL[first].start, ALL[max(first, last)].end)
    grown = steps.grown(span)
    if grown != span:
        assert steps.shrunk(grown) == span
    if first >= last:
        assert steps.shrunk(span) is None


@pytest.mark.parametrize("text", ["", "\n", " \n\n\t"])
def test_where_nothing_is_written_there_is_no_sentence(text: str) -> None:
    assert Sentences(text, "").at(0) is None
    assert Sentences(text, "").at(len(text)) is None


def test_other_scripts_have_sentences_as_well() -> None:
    chinese = "部长说，银行训练了模型。西方没有。"
    assert Sentences(chinese, "zh").at(0).of(chinese) == "部长说，银行训练了模型。"
    russian = "Министр сказал. Банк ответил."
    assert Sentences(russian, "ru").after(Span(0, 3)).of(russian) == "Банк ответил."


def test_numbers_of_list_items_and_speakers_are_no_steps_of_their_own() -> None:
    text = "1. The road is closed. It is wet.\nHOLM: Why is it closed?\n• Nobody knows."
    steps = Sentences(text, "en")
    found = [steps.at(0)]
    while following := steps.after(found[-1]):
        found.append(following)
    expected = ["1. The road is closed.", "It is wet.", "HOLM: Why is it closed?", "• Nobody knows."]
    assert words_of(found, text) == expected


def test_a_long_quotation_is_stepped_through_and_grown_sentence_by_sentence() -> None:
    said = (
        "The road was closed to all who had nowhere else to go, and to all who had, by day and by night and on Sundays."
    )
    text = f"“{said} {said} It is open now.” He left."
    steps = Sentences(text, "en")
    first = steps.at(3)
    assert first.of(text) == f"“{said}"
    assert steps.after(first).of(text) == said
    assert steps.grown(steps.grown(first)).of(text) == f"“{said} {said} It is open now.”"


def words_of(spans: list[Span], text: str) -> list[str]:
    return [span.of(text) for span in spans]
