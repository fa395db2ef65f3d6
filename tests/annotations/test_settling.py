"""What is settled, and whether it still holds."""

from dataclasses import replace

import pytest

from annotations.claims import Claim, Tagging
from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.settling import basis
from annotations.spans import Anchor, Span

AGREED, ANNA, BEN = 1, 2, 3
DIMENSION = Dimension("Framing", Kind.MANY, id=5)
TAGS = tuple(Tag(name, uid=f"uid {name}", id=n, dimension_id=5) for n, name in enumerate("abc", 10))
BOOK = Codebook((DIMENSION,), (*TAGS, Tag("other", uid="o", id=20, dimension_id=6)))


def claim(*taggings, maker=ANNA, words="spoke"):
    made = tuple(Tagging(tag, "", coder) for tag, coder in taggings)
    return Claim(1, "u", 1, 1, Anchor(Span(0, len(words)), words, "", ""), maker, "", taggings=made)


def of(*claims):
    return basis(claims, 5, BOOK, AGREED)


def test_what_agreed_says_is_no_side() -> None:
    assert of(claim((10, ANNA), (11, BEN))) == of(claim((10, ANNA), (11, BEN), (12, AGREED)))


@pytest.mark.parametrize(
    "changed",
    [
        claim((10, ANNA), (12, BEN)),
        claim((10, ANNA)),
        claim((10, ANNA), (11, BEN), (12, BEN)),
        claim((10, ANNA), (11, BEN), (11, 4)),
    ],
)
def test_whoever_says_something_else_is_noticed(changed) -> None:
    assert of(claim((10, ANNA), (11, BEN))) != of(changed)


def test_other_dimensions_texts_and_the_ids_of_another_copy_do_not_matter() -> None:
    before = claim((10, ANNA), (11, BEN))
    assert of(before) == of(replace(claim((10, ANNA), (11, BEN), (20, BEN)), note="new", number=99))
    assert of(before) == of(claim((10, 7), (11, 8), maker=7))


def test_two_claims_with_one_passage_are_one_difference() -> None:
    assert of(claim((10, ANNA)), claim((11, BEN), maker=BEN)) == of(claim((10, ANNA), (11, BEN)))


def test_a_passage_changes_with_its_length() -> None:
    assert basis([claim()], None, BOOK, AGREED) == basis([claim((10, ANNA))], None, BOOK, AGREED)
    assert basis([claim()], None, BOOK, AGREED) != basis([claim(words="spoke.")], None, BOOK, AGREED)
