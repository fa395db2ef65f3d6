"""The codebooks that ship: complete, consistent, and each example leads to a tag that exists."""

import re
from collections import Counter
from importlib.resources import files

import pytest

from annotations.codebook import Kind
from annotations.codebook_file import read_codebook

FILES = {f.name: f.read_text(encoding="utf-8") for f in files("resources").joinpath("codebooks").iterdir()}
BOOKS = {name: read_codebook(text) for name, text in FILES.items() if name.endswith(".toml")}
BY_HAND = {"no tag", "the customs office", "the border guard"}
"""Where a near miss names an actor that the analyst makes a tag for."""


def entries(book):
    return [(dimension, tag) for dimension in book.dimensions for tag in book.tags[dimension.key]]


def test_all_that_are_promised_are_there():
    assert {book.id for book in BOOKS.values()} == {
        "pressmark-default",
        "pressmark-policy-frames",
        "pressmark-news-frames",
        "pressmark-frame-functions",
        "pressmark-strategic-narratives",
        "pressmark-persuasion",
        "pressmark-claim-form",
        "pressmark-actors-plover",
    }


@pytest.mark.parametrize("name", BOOKS)
def test_every_entry_is_complete_and_names_its_source(name):
    for dimension, tag in entries(BOOKS[name]):
        fields = ("short", "definition", "use", "dont_use", "example", "near_miss", "source")
        assert [field for field in fields if not getattr(tag, field)] == [], f"{dimension.name}: {tag.name}"
        assert tag.colour or dimension.kind is Kind.SCALE
        assert len(tag.short) <= 80


@pytest.mark.parametrize("name", BOOKS)
def test_a_near_miss_leads_to_a_tag_of_the_same_dimension(name):
    book = BOOKS[name]
    for dimension in book.dimensions:
        names = {tag.name for tag in book.tags[dimension.key]}
        for tag in book.tags[dimension.key]:
            leads_to = re.search(r"\(([^()]+)\)$", tag.near_miss)
            assert leads_to, tag.name
            assert leads_to[1] in names - {tag.name} | BY_HAND or leads_to[1].startswith("None of these"), tag.name


def test_no_example_is_used_twice():
    times = Counter(
        text
        for book in BOOKS.values()
        for _, tag in entries(book)
        for text in (tag.example, tag.near_miss.split(" (")[0])
    )
    assert [text for text, n in times.items() if n > 1] == []


@pytest.mark.parametrize("name", BOOKS)
def test_every_codebook_says_what_it_is_for(name):
    assert len(BOOKS[name].about) > 80
    assert all(dimension.help for dimension in BOOKS[name].dimensions)
