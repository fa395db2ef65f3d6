"""Looking names up: the longest that stands there, at the borders of words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.language.lexicon import Lexicon


def found(text: str, *names: str) -> list[str]:
    return [f"{span.of(text)}={name}" for span, name in Lexicon((name, name) for name in names).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Bank of Lorn pays.", ["Bank of Lorn=Bank of Lorn"]),
        ("The Bank pays Lorn.", ["Bank=Bank", "Lorn=Lorn"]),
        ("Bank. Of Lorn", ["Bank=Bank", "Lorn=Lorn"]),  # a sentence between
        ("Bank of\nLorn", ["Bank=Bank", "Lorn=Lorn"]),  # a paragraph between
        ("Banks of Lornia", []),
        ("Lorn's bank", ["Lorn=Lorn"]),
        ("the bank of Lorn", ["bank of Lorn=Bank of Lorn"]),
    ],
)
def test_the_longest_name_counts(text: str, expected: list[str]) -> None:
    assert found(text, "Lorn", "Bank", "Bank of Lorn") == expected


def test_an_article_belongs_to_a_name_and_its_capital_does_not_count() -> None:
    assert found("the West, The West, West", "The West") == ["the West=The West", "The West=The West"]
    assert found("West of the river", "The West") == []
    assert found("in the West", "West") == ["West=West"]


def test_dots_of_abbreviations_belong_to_them() -> None:
    assert found("The U.S. said. US. J. D. Doe", "U.S.", "J.D. Doe") == ["U.S.=U.S.", "J. D. Doe=J.D. Doe"]


def test_of_two_meanings_the_first_counts() -> None:
    names = Lexicon([("Orlin", 1), ("Orlin", 2), ("orlin", 3)])
    assert [value for _, value in names.find("Orlin spoke to orlin")] == [1, 3]


def test_short_words_in_a_line_of_capitals_are_words() -> None:
    assert found("THEY LEFT US ALONE\nThe US left", "US") == ["US=US"]
    assert found("NATO LEFT THEM", "NATO") == ["NATO=NATO"]


def test_a_whole_name_is_known_in_its_forms_and_not_within_another() -> None:
    names = Lexicon([("Павел Орлин", 1), ("The West", 2)])
    assert names.whole("Павла Орлина") == 1
    assert names.whole("Павел Орлин младший") is None
    assert names.whole("the West") == 2
    assert names.whole("...") is None


WORD = st.text(alphabet="абвЛМнoxRT", min_size=1, max_size=5)
NAMES = st.lists(st.lists(WORD, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=8)


@given(NAMES, st.lists(WORD, max_size=12))
def test_names_do_not_overlap_and_what_is_put_into_a_text_is_found(names: list[str], words: list[str]) -> None:
    lexicon = Lexicon((name, name) for name in names)
    text = " ".join([*words, ";", names[0], ";", *words])
    spans = lexicon.find(text)
    assert all(one.end <= other.start for (one, _), (other, _) in pairwise(spans))
    start = len(" ".join([*words, ";"])) + bool([*words, ";"])
    inside = [span for span, _ in spans if span.start < start + len(names[0]) and span.end > start]
    assert inside, (text, names)
    assert inside[0].start == start
