"""Passages that were decided on are found again in changed texts, and nothing else is taken for them."""

from collections import Counter

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from annotations.decided import Decided, Decisions
from annotations.spans import Anchor, Span

TEXT = "Storm over the bay\n\nThe mayor said that the harbour would stay open. The guild said that it would close."
SAID = "the harbour would stay open"


def place(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def decided(text: str, words: str) -> Decided:
    anchor = Anchor.at(text, place(text, words))
    return Decided(anchor.exact, anchor.prefix, anchor.suffix)


def holds(before: str, words: str, after: str, now: str) -> bool:
    """Whether what was decided of some words in a text holds for words of a later one."""
    return Decisions(after, [decided(before, words)]).hold(place(after, now))


@pytest.mark.parametrize(
    "after",
    [
        TEXT,
        TEXT.replace("Storm over", "A storm comes over"),
        TEXT.replace(" The guild said that it would close.", ""),
        TEXT.replace("said that the", "said on Monday that the"),
    ],
    ids=["unchanged", "other words before", "cut short", "other words beside it"],
)
def test_the_same_words_in_a_corrected_text_are_the_same_passage(after) -> None:
    assert holds(TEXT, SAID, after, SAID)


def test_a_passage_with_a_word_corrected_is_the_same() -> None:
    assert holds(TEXT, f"that {SAID}", TEXT.replace("stay", "remain"), "that the harbour would remain open")


def test_a_passage_that_says_something_else_in_the_same_place_is_another() -> None:
    after = TEXT.replace(SAID, "all ferries were cancelled for a week")
    assert not holds(TEXT, SAID, after, "all ferries were cancelled for a week")


def test_the_other_sentence_of_nearly_the_same_words_is_another() -> None:
    text = "He said that prices rose in March of this year. She said that prices rose in April of this year."
    first, second = "prices rose in March of this year", "prices rose in April of this year"
    assert holds(text, first, text, first)
    assert not holds(text, first, text, second)


def test_of_the_same_words_twice_the_one_that_was_meant_is_found() -> None:
    text = "“We will win,” said Orlin.\n\nThe crowd sang.\n\n“We will win,” said Kolt, and left."
    second = Anchor.at(text, Span(text.rindex("We will win"), text.rindex("We will win") + 11))
    found = Decisions(text, [Decided(second.exact, second.prefix, second.suffix)])
    assert found.hold(second.span)
    assert not found.hold(place(text, "We will win"))


def test_short_words_are_not_found_in_other_surroundings() -> None:
    assert not holds("Orlin said: it fell. Nobody asked.", "it fell", "Kolt wrote that it fell at once.", "it fell")


def test_what_ends_a_little_elsewhere_is_the_same_and_what_lies_within_is_not() -> None:
    assert holds(TEXT, SAID, TEXT, f"that {SAID}")
    assert not holds(TEXT, f"The mayor said that {SAID}", TEXT, "stay open")
    assert not holds(TEXT, "stay open", TEXT, f"The mayor said that {SAID}")


spoken = st.lists(st.sampled_from(["ab", "ab", "cd", "efg", "hi", "jk", "lm", "no"]), min_size=1, max_size=9)


@given(st.lists(spoken, max_size=6), spoken)
@example([["ab"]], ["ab", "ab"])
def test_no_passage_that_is_alike_is_overlooked_for_being_one_of_many(before, now) -> None:
    text = f"Said: {' '.join(now)}."
    span = Span(6, len(text) - 1)
    every = [Decided(" ".join(some), "Said: ", ".") for some in before]
    assert Decisions(text, every).hold(span) == any(Decisions(text, [one]).hold(span) for one in every)
    changed = [one for one in every if not one.places(text)]  # what stands there as it was is known by its place
    mine = [one for one in changed if one.is_like(text, span, Counter(one.exact.split()), Counter(now))]
    assert not mine or Decisions(text, every).hold(span)


words = st.lists(st.sampled_from(["ab", "cd", "efg", "hi", "jk"]), min_size=3, max_size=40).map(" ".join)


@given(words, st.data())
def test_in_its_own_text_a_passage_is_always_found(text, data) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    anchor = Anchor.at(text, span)
    assume(anchor.exact.strip())
    one = Decided(anchor.exact, anchor.prefix, anchor.suffix)
    assert span in one.places(text)
    assert Decisions(text, [one]).hold(span)
