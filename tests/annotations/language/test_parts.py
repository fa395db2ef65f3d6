"""A long text is read part by part, and what is found stands where it stands in the whole text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.language import parts
from annotations.language.analysis import analysed
from annotations.language.candidates import Candidate, Pattern
from annotations.language.found import Found, Name
from annotations.language.parts import end_of_part, read_on
from annotations.spans import Span

SAID = "Marlow said that the grain fell."


@pytest.fixture
def short_parts(monkeypatch):
    monkeypatch.setattr(parts, "PART", 100)


def read(text, language):
    """Every word is a name, and what is said."""
    starts = [place for place in range(len(text)) if text[place : place + 4] == "said"]
    spans = [Span(place, place + 4) for place in starts]
    said = tuple(Candidate(span, span, None, Pattern.CLAUSE) for span in spans)
    return f"key of {language}", Found("engine", language or "en", said, tuple(Name(span, "person") for span in spans))


def read_whole(text, language):
    so_far, all_of_them = None, []
    while so_far is None or so_far.until < len(text):
        so_far = read_on(
            text, language, lambda part, code: (all_of_them.append((part, code)), read(part, code))[1], so_far
        )
    return so_far, all_of_them


def test_a_text_of_usual_length_is_one_part(short_parts):
    so_far, asked = read_whole(SAID, "en")
    assert asked == [(SAID, "en")]
    assert (so_far.until, so_far.parts, so_far.key) == (len(SAID), 1, "key of en")


def test_parts_end_behind_paragraphs_sentences_or_words(short_parts):
    assert end_of_part("a" * 80 + "\n" + "b. c " * 30, 0) == 81
    assert end_of_part("aaaa. " * 40, 0) == 96
    assert end_of_part("aaaa " * 40, 0) == 100
    assert end_of_part("a" * 300, 0) == 100
    assert end_of_part("a" * 300, 100) == 200
    assert end_of_part("a" * 300, 200) == 300


@given(st.lists(st.sampled_from(["said", "that", "it", "fell.", "\n", "\n\n"]), max_size=80))
def test_nothing_is_lost_or_read_twice(words):
    text = " ".join(words)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parts, "PART", 20)
        so_far, asked = read_whole(text, "")
    assert "".join(part for part, _ in asked) == text
    assert so_far.parts == len(asked)
    assert [code for _, code in asked] == ["", *["en"] * (len(asked) - 1)]
    assert so_far.found.candidates == read(text, "en")[1].candidates
    assert so_far.found.names == read(text, "en")[1].names


def test_a_language_that_nobody_reads_is_not_read_on(short_parts):
    so_far, asked = read_whole(f"{SAID}\n" * 20, "de")
    assert len(asked) == 1
    assert so_far.until == 20 * (len(SAID) + 1)


def test_the_engine_finds_in_parts_what_it_finds_at_once(monkeypatch):
    text = "\n".join(f"{name} said that the grain fell in Port Brenna." for name in ("Marlow", "Orlin", "Kolt") * 3)
    whole = analysed(text, "en")
    monkeypatch.setattr(parts, "PART", 100)
    assert end_of_part(text, 0) < 101
    assert analysed(text, "en") == whole
    assert len(whole.candidates) == 9
