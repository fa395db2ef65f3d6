"""How well a name fits what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ranking import ABBREVIATED, BEGINS, BESIDE, WITHIN, WORD, abbreviates, fit


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("next", BEGINS),
        ("NEXT  ne", BEGINS),
        ("article", WORD),
        ("new next", WORD),
        ("ticl", WITHIN),
        ("next ticl", WITHIN),
        ("nna", ABBREVIATED),
        ("nexart", ABBREVIATED),
        ("courier", BESIDE),
        ("next courier", BESIDE),
        ("xna", None),
        ("next zzz", None),
        ("a", WORD),
        ("z", None),
    ],
)
def test_a_name_fits_by_plain_steps(typed, level):
    assert fit("Next new article", typed, "Courier") == level


def test_accents_and_case_do_not_matter():
    assert fit("Élan vital", "ELAN") == BEGINS
    assert fit("Западная монополия", "МОНО") == WORD


def test_a_single_letter_is_no_abbreviation():
    assert fit("Undo", "d") == WITHIN
    assert fit("Mark claim", "mc") == ABBREVIATED


WORDS = st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=4)


@given(WORDS, st.data())
def test_beginnings_in_their_order_are_always_an_abbreviation(words, data):
    taken = [word[: data.draw(st.integers(0, len(word)))] for word in words]
    assert abbreviates("".join(taken), words)


@given(WORDS, st.text("abc", min_size=1, max_size=6))
def test_an_abbreviation_has_only_letters_in_the_order_of_the_name(words, typed):
    if abbreviates(typed, words):
        letters = iter("".join(words))
        assert all(letter in letters for letter in typed)
        assert any(word.startswith(typed[0]) for word in words)


@given(WORDS)
def test_a_name_always_fits_itself_best(words):
    assert fit(" ".join(words), " ".join(words)) == BEGINS
