"""Near copies: whatever was cut or edited, and nothing that merely is about the same."""

import random

from hypothesis import given
from hypothesis import strategies as st

from annotations.importers.likeness.similarity import Neighbours, shared, sketch

WORDS = [f"{a}{b}" for a in ("ba", "mo", "ki", "tu", "re", "sa", "no") for b in ("nk", "del", "rt", "ll", "pe", "sh")]


def text(seed, words=600):
    chance = random.Random(seed)
    return " ".join(chance.choices(WORDS, k=words))


@given(st.text(max_size=2000), st.text(max_size=2000))
def test_the_share_is_the_same_from_both_sides_and_whole_for_oneself(one, other):
    a, b = sketch(one), sketch(other)
    assert shared(a, b) == shared(b, a)
    assert 0 <= shared(a, b) <= 1
    assert shared(a, a) == (1.0 if a else 0.0)


@given(st.integers(0, 10_000), st.integers(120, 1500), st.floats(0.3, 1))
def test_the_first_part_of_a_text_is_found_in_the_whole(seed, words, part):
    whole = text(seed, words)
    cut = " ".join(whole.split()[: max(60, int(words * part))])
    assert shared(sketch(cut), sketch(whole)) > 0.95


@given(st.integers(0, 10_000))
def test_unlike_texts_share_nothing_to_speak_of(seed):
    assert shared(sketch(text(seed)), sketch(text(seed + 20_000))) < 0.05


def test_case_marks_and_line_breaks_do_not_matter():
    plain = text(1, 80)
    assert shared(sketch(plain), sketch(plain.upper().replace(" ", ",\n"))) == 1.0


def test_a_few_words_are_no_copy_of_anything():
    assert sketch("The bank said no.") == frozenset()
    neighbours = Neighbours()
    assert [neighbours.add(sketch("The bank said no.")) for _ in range(3)] == [None] * 3


def test_two_halves_of_a_text_are_copies_of_it_and_not_of_one_another():
    whole = text(5, 800).split()
    made = [text(8), " ".join(whole), " ".join(whole[:400]), text(9), " ".join(whole[400:])]
    sketches = list(map(sketch, made))
    assert shared(sketches[2], sketches[4]) < 0.05
    neighbours = Neighbours()
    found = [neighbours.add(one) for one in sketches]
    assert [pair and (pair.first, pair.second) for pair in found] == [None, None, (1, 2), None, (1, 4)]


def test_what_a_hundred_outlets_carry_is_told_of_each():
    neighbours = Neighbours()
    found = [neighbours.add(sketch(f"{text(3)} {text(100 + n, 40)}")) for n in range(100)]
    assert found[0] is None
    assert all(pair and pair.second == n for n, pair in enumerate(found[1:], 1))


def test_texts_that_arrive_one_by_one_are_told_the_most_alike_before_them():
    words = [f"word{number}" for number in range(900)]
    neighbours = Neighbours()
    whole, half, other = " ".join(words), " ".join(words[:450]), " ".join(f"x{word}" for word in words)
    assert neighbours.add(sketch(whole)) is None
    assert neighbours.add(sketch(other)) is None
    copy = neighbours.add(sketch(half))
    assert (copy.first, copy.second) == (0, 2)
    assert copy.shared > 0.9
    assert neighbours.add(sketch("too few words")) is None
