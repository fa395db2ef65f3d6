"""Newer versions are told from other pieces under the same title, and addresses from other addresses."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.importers.draft import Draft
from annotations.importers.likeness.similarity import sketch
from annotations.importers.likeness.versions import Choice, Stored, page_of, version_of

WORDS = [f"{a}{b}" for a in ("ba", "mo", "ki", "tu", "re", "sa", "no") for b in ("nk", "del", "rt", "ll", "pe", "sh")]
URL = "https://courier.example/news/ferry-42"


def text(seed: int, words: int = 300) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def rewritten(whole: str, seed: int, share: float) -> str:
    """The text with this share of its words, in one stretch, written anew."""
    words = whole.split()
    new = text(seed, int(len(words) * share)).split()
    return " ".join(new + words[len(new) :])


def stored(words: str, **values: object) -> Stored:
    plain = Stored(7, "Ferry sails", "The Courier", URL, "2026-03-12", 2, len(words), True, sketch(words))
    return replace(plain, **values)


names = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
pages = st.tuples(
    names.map(lambda name: f"x{name}.example"),
    st.lists(names, min_size=1, max_size=4).map("/".join),
    st.lists(st.tuples(st.just("id"), st.integers(1, 99).map(str)), max_size=1),
)
tracking = st.lists(
    st.tuples(st.sampled_from(["utm_source", "utm_campaign", "fbclid", "gclid", "at_medium"]), names), max_size=4
)


def written(page: tuple, scheme: str, www: str, marks: list, slash: str, fragment: str) -> str:
    host, path, query = page
    asked = "&".join(f"{key}={value}" for key, value in [*query, *marks])
    return f"{scheme}{www}{host}/{path}{slash}" + (f"?{asked}" if asked else "") + fragment


@given(
    pages,
    st.sampled_from(["http://", "https://", "HTTPS://", ""]),
    st.sampled_from(["", "www.", "m."]),
    tracking,
    st.sampled_from(["", "/"]),
    st.sampled_from(["", "#top", "#"]),
)
def test_one_page_is_the_same_however_its_address_is_written(page, scheme, www, marks, slash, fragment) -> None:
    plain = page_of(written(page, "https://", "", [], "", ""))
    assert plain is not None
    assert page_of(written(page, scheme, www, marks, slash, fragment)) == plain


@given(pages, pages)
def test_other_pages_have_other_addresses(one, other) -> None:
    addresses = [written(page, "https://", "", [], "", "") for page in (one, other)]
    assert (page_of(addresses[0]) == page_of(addresses[1])) == (addresses[0] == addresses[1])


@pytest.mark.parametrize(
    "url", ["", "courier", "https://courier.example/", "https://[::1", "file:///etc/x", "http://a:b"]
)
def test_what_names_no_single_article_is_no_page(url) -> None:
    assert page_of(url) is None


@given(st.text(max_size=60))
def test_any_text_may_stand_where_an_address_does(url) -> None:
    page = page_of(url)
    assert page is None or "." in page.host


@given(st.integers(0, 9_999), st.floats(0, 0.5))
def test_the_same_page_with_most_of_its_words_replaces_unasked(seed, share) -> None:
    before = text(seed)
    draft = Draft(
        rewritten(before, seed + 1, share), "Another headline", outlet="The Courier", url=f"{URL}?utm_source=x"
    )
    version = version_of(draft, [stored(before)])
    assert version is not None
    assert (version.article_id, version.claims, version.by_address) == (7, 2, True)
    assert version.usual is Choice.REPLACE


@given(st.integers(0, 9_999), st.floats(0, 0.1), st.sampled_from(["2026-03-13", "2026-03", "2026-04-02"]))
def test_a_column_with_one_headline_every_day_is_no_version_of_itself(seed, share, day) -> None:
    before = text(seed)
    other = rewritten(before, seed + 1, 1 - share)
    draft = Draft(other, "Ferry sails", outlet="The Courier", published=day, url="https://courier.example/news/other")
    assert version_of(draft, [stored(before)]) is None


@given(st.integers(0, 9_999), st.floats(0, 0.3))
def test_the_same_headline_and_most_of_the_words_make_a_version_that_is_asked_about(seed, share) -> None:
    before = text(seed)
    draft = Draft(rewritten(before, seed + 1, share), "FERRY  sails", outlet="The Courier", published="2026-03-14")
    version = version_of(draft, [stored(before)])
    assert version is not None
    assert (version.by_address, version.usual) == (False, Choice.SEPARATE)


def test_a_text_of_another_outlet_is_a_version_only_at_the_same_address() -> None:
    before = text(1)
    draft = Draft(rewritten(before, 2, 0.1), "Ferry sails", outlet="The Herald")
    assert version_of(draft, [stored(before, same_outlet=False)]) is None
    found = version_of(replace(draft, url=URL), [stored(before, same_outlet=False)])
    assert found is not None
    assert found.by_address


def test_a_page_that_holds_other_news_now_is_no_newer_version() -> None:
    draft = Draft(text(2), "Live: the strike", outlet="The Courier", published="2026-03-12", url=URL)
    assert version_of(draft, [stored(text(1))]) is None


def test_what_was_cut_off_at_a_paywall_replaces_nothing_unasked() -> None:
    before = text(3)
    draft = Draft(" ".join(before.split()[:90]), "Ferry sails", outlet="The Courier", url=URL)
    version = version_of(draft, [stored(before)])
    assert version is not None
    assert version.usual is Choice.SEPARATE


def test_the_same_page_goes_before_a_likelier_text() -> None:
    before = text(4)
    draft = Draft(before, "Ferry sails", outlet="The Courier", url=URL)
    others = [stored(before, id=8, url=""), stored(rewritten(before, 5, 0.3), id=7)]
    version = version_of(draft, others)
    assert version is not None
    assert version.article_id == 7
