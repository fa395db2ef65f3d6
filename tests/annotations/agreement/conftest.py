"""Coded material made by hand: a codebook of one dimension of each kind, and claims by three people."""

from collections.abc import Callable

import pytest
from coded_material import (
    ACTOR,
    ADMIRING,
    ANNA,
    BANK,
    BORIS,
    DOUBT,
    FRAME,
    HOSTILE,
    LEADER,
    MIXED,
    NEUTRAL,
    NO_FRAME,
    RACE,
    SCALE,
    THREAT,
)

from annotations.agreement.coded import CodedArticle, CodedClaim
from annotations.claims import Tagging
from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.spans import Span


@pytest.fixture
def codebook() -> Codebook:
    """Framing (many), actors and sentiment (a scale)."""
    dimensions = (
        Dimension("Framing", Kind.MANY, id=FRAME, uid="f"),
        Dimension("Actors", Kind.ACTORS, id=ACTOR, uid="a"),
        Dimension("Sentiment", Kind.SCALE, id=SCALE, uid="s"),
    )
    names = {RACE: "Race", THREAT: "Threat", DOUBT: "Doubt", LEADER: "Leader", BANK: "Bank"}
    scale = {HOSTILE: ("Hostile", -2), NEUTRAL: ("Neutral", 0), ADMIRING: ("Admiring", 2), MIXED: ("Mixed", None)}
    tags = [Tag(name, id=key, dimension_id=FRAME if key < 200 else ACTOR, position=key) for key, name in names.items()]
    tags += [Tag("None of these", key="none", id=NO_FRAME, dimension_id=FRAME, position=NO_FRAME)]
    tags += [Tag(name, value=value, id=key, dimension_id=SCALE, position=key) for key, (name, value) in scale.items()]
    return Codebook(dimensions, tuple(tags))


@pytest.fixture
def claim() -> Callable[..., CodedClaim]:
    """Make a claim: its number is its id, its taggings are given as (tag, coder) or (tag, role, coder)."""

    def make(number: int, coder: int, start: int, end: int, *taggings: tuple, article: int = 1) -> CodedClaim:
        given = tuple(Tagging(t[0], t[1] if len(t) == 3 else "", t[-1]) for t in taggings)
        return CodedClaim(number, number, article, coder, Span(start, end), given)

    return make


@pytest.fixture
def article() -> Callable[..., CodedArticle]:
    """Make an article of 1,000 code points, by default coded apart by Anna and Boris."""

    def make(article_id: int = 1, coders=(ANNA, BORIS), apart=None) -> CodedArticle:
        return CodedArticle(article_id, 1000, tuple(coders), tuple(coders if apart is None else apart))

    return make
