"""What a brief was made of is read from its text as it was."""

import base64
import json
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles import Batch
from annotations.brief.content import (
    ArticleEntry,
    BriefContent,
    Carrier,
    ClaimEntry,
    CodedTag,
    Coding,
    Count,
    DimensionEntry,
    Look,
    Reading,
    TagEntry,
)
from annotations.brief.freezing import Frozen, freeze, thaw
from annotations.brief.spec import BriefSpec
from annotations.claims import Origin
from annotations.codebook import Kind
from annotations.spans import Span

NUMBERS = st.integers(0, 9)
WORDS = st.text(max_size=6)
SPANS = st.builds(lambda start, length: Span(start, start + length), NUMBERS, st.integers(1, 9))


def few(made):
    return st.lists(made, max_size=2).map(tuple)


LOOKS = st.builds(Look, WORDS, st.booleans())
TAGS = st.builds(CodedTag, WORDS, WORDS, LOOKS, WORDS, st.sampled_from(Origin))
CODINGS = st.builds(Coding, WORDS, st.sampled_from(Kind), few(TAGS), WORDS)
CARRIERS = st.builds(Carrier, *[WORDS] * 7)
CLAIMS = st.builds(
    ClaimEntry,
    *(WORDS, NUMBERS, NUMBERS, SPANS, WORDS, LOOKS, few(CODINGS)),
    *[WORDS] * 5,
    few(WORDS),
    few(CARRIERS),
)
ARTICLES = st.builds(
    ArticleEntry,
    *(NUMBERS, WORDS, WORDS, WORDS, WORDS, few(WORDS)),
    *[WORDS] * 5,
    *(NUMBERS, WORDS, few(CLAIMS), few(WORDS), few(SPANS), NUMBERS),
)
COUNTS = st.builds(Count, WORDS, NUMBERS, NUMBERS, NUMBERS, WORDS)
READINGS = st.builds(
    Reading,
    found=NUMBERS,
    first=WORDS,
    languages=few(COUNTS),
    batches=few(st.tuples(st.builds(Batch, NUMBERS), NUMBERS)),
)
TAG_ENTRIES = st.builds(TagEntry, WORDS, LOOKS, NUMBERS, value=st.none() | st.integers(-2, 2), aliases=few(WORDS))
DIMENSIONS = st.builds(DimensionEntry, WORDS, st.sampled_from(Kind), WORDS, few(TAG_ENTRIES), NUMBERS, WORDS)
CONTENTS = st.builds(BriefContent, WORDS, few(ARTICLES), READINGS, few(DIMENSIONS), WORDS, few(COUNTS), WORDS)


@given(CONTENTS, st.builds(BriefSpec, title=WORDS, watch=few(WORDS), article_uids=st.none() | few(WORDS)))
@settings(max_examples=60)
def test_what_is_frozen_is_read_as_it_was(content, spec) -> None:
    assert thaw(freeze(Frozen(spec, content, "1.2"))) == Frozen(spec, content, "1.2")


def test_every_field_of_what_a_brief_says_is_frozen(sample) -> None:
    assert thaw(freeze(Frozen(sample.spec, sample.content))) == Frozen(sample.spec, sample.content)


def repacked(text: str, change) -> str:
    outer = json.loads(text)
    values = json.loads(zlib.decompress(base64.b64decode(outer["data"])))
    change(values)
    return json.dumps({**outer, "data": base64.b64encode(zlib.compress(json.dumps(values).encode())).decode()})


def test_a_field_that_is_not_there_yet_has_its_default(sample) -> None:
    def without(values) -> None:
        for article in values["content"]["articles"]:
            article.pop("also", None)

    expected = replace(sample.content, articles=tuple(replace(a, also=()) for a in sample.content.articles))
    assert thaw(repacked(freeze(Frozen(sample.spec, sample.content)), without)).content == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 2, "data": ""}',
        '{"format": 1, "data": "!"}',
        '{"format": 1, "data": "AAAA"}',
        json.dumps({"format": 1, "data": base64.b64encode(zlib.compress(b"[]")).decode()}),
    ],
)
def test_what_is_no_frozen_brief_is_refused(text) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what is wrong differs
        thaw(text)


def test_values_of_another_type_are_refused(sample) -> None:
    def wrong(values) -> None:
        values["content"]["articles"][0]["number"] = "1"

    with pytest.raises(ValueError, match="cannot be read"):
        thaw(repacked(freeze(Frozen(sample.spec, sample.content)), wrong))


def test_text_that_unfolds_to_more_than_any_brief_is_refused(monkeypatch, sample) -> None:
    text = freeze(Frozen(sample.spec, sample.content))
    monkeypatch.setattr("annotations.brief.freezing._LARGEST", 1000)
    with pytest.raises(ValueError, match="larger"):
        thaw(text)
