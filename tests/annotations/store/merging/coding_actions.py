"""What coders do to one claim over and over, for random histories: its tags in one dimension, and whether it stays."""

import random
from collections.abc import Callable
from typing import Any

from annotations.codebook import Kind
from annotations.project import Project

_DIMENSION, _CLAIM = 0, 0


def _claim(p: Project) -> int:
    return sorted(p.claims.all(), key=lambda claim: claim.uid)[_CLAIM].id


def _dimension(p: Project) -> int:
    return p.codebook.read().dimensions[_DIMENSION].id


def _tags(p: Project) -> list[int]:
    """Some tags, *none of these* among them."""
    return [tag.id for tag in p.codebook.read().tags_of(_dimension(p))[-3:]]


def _set(p: Project, chance: random.Random) -> None:
    for tag in chance.sample(_tags(p), chance.choice([1, 1, 2])):
        p.claims.tag(_claim(p), tag)


def _take_off(p: Project, chance: random.Random) -> None:
    claim = p.claims.get(_claim(p))
    tagging = chance.choice([one for one in claim.taggings if one.tag_id in _tags(p)])
    p.claims.untag(claim.id, tagging.tag_id, coder_id=tagging.coder_id)


def _take(p: Project, chance: random.Random) -> None:
    p.codebook.dimensions.update(_dimension(p), kind=chance.choice([Kind.ONE, Kind.MANY]))


CODING_ACTIONS: list[tuple[int, Callable[[Project, random.Random], Any]]] = [
    (3, _set),
    (3, _take_off),
    (1, _take),
    (2, lambda p, _: p.claims.delete([_claim(p)])),
    (2, lambda p, c: p.claims.update(_claim(p), note=f"n{c.random()}")),
    (1, lambda p, c: p.codebook.merging.delete([c.choice(_tags(p))])),
]
