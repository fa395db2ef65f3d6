"""How answers and what stands against them read on the screen."""

from collections.abc import Iterable

from annotations.agreement.disagreements import Answer
from annotations.agreement.units import Said
from annotations.claim_rows import tag_words
from annotations.codebook import Codebook, Dimension

NO_TAG = "no tag for it"
"""Stands against a tag that the other set in addition."""


def answer_words(answer: Answer, dimension: Dimension, codebook: Codebook) -> str:
    """One tag, an actor with the role."""
    return tag_words(codebook.tag(answer[0]), dimension, answer[1]) if answer else NO_TAG


def said_words(said: Said, dimension: Dimension, codebook: Codebook) -> str:
    """All that somebody said, in the order of the codebook."""
    return ", ".join(answer_words(answer, dimension, codebook) for answer in _ordered(said, codebook))


def pair_place(answer: Answer, codebook: Codebook) -> tuple[int, str]:
    """By what tags are sorted: their place in the codebook, nothing last."""
    if answer is None:
        return len(codebook.tags), ""
    tags = [tag.id for tag in codebook.tags_of(codebook.dimension_of(answer[0]).id)]
    return tags.index(answer[0]), answer[1]


def _ordered(said: Iterable[tuple[int, str]], codebook: Codebook) -> list[tuple[int, str]]:
    return sorted(said, key=lambda answer: pair_place(answer, codebook))
