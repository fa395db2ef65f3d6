"""Offers that tests give: what a source says of each dimension, by its key."""

import pytest


@pytest.fixture
def given():
    """`given(offers, framing=[...])` makes a source of every kind that answers so, and has views ask again."""
    from annotations.codebook import Kind

    said = {}

    def give(offers, **by_key):
        said.update(by_key)
        for kind in Kind:
            offers.use(kind, lambda _claim, dimension: said.get(dimension.key, []))

    return give
