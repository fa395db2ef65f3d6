"""Excerpts: every passage stays whole, the words around it stay few, and what was left out is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.excerpts import GAP, MOST_AROUND, excerpt, surroundings
from annotations.spans import Span
from annotations.text import canonicalise

TEXT = (
    "Harbour sold\n\nThe quay was sold in spring. Nobody was asked. The buyer is unknown. It rained.\n\n"
    "A week later the ministry spoke. It regretted the haste. Then it left."
)


def at(quote: str, text: str = TEXT) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def short(*quotes: str, headline: str = "") -> str:
    return excerpt(TEXT, [at(quote) for quote in quotes], language="en", headline=headline).text


def test_a_passage_keeps_a_sentence_on_either_side() -> None:
    assert short("buyer") == "[…]\n\nNobody was asked. The buyer is unknown. It rained.\n\n[…]"


def test_gaps_within_a_paragraph_stay_in_their_line() -> None:
    text = "One came. Two went. Three slept. Four ate. Five sang. Six rode. Seven fell. Eight rose."
    spans = [at("Two", text), at("Seven", text)]
    made = excerpt(text, spans, language="en").text
    assert made == "One came. Two went. Three slept. […] Six rode. Seven fell. Eight rose."
    assert excerpt(text, [at("Four", text)], language="en").text == "[…] Three slept. Four ate. Five sang. […]"


def test_the_headline_stays_if_the_metadata_say_it_anyway() -> None:
    assert short("regretted", headline="harbour  SOLD").startswith("Harbour sold\n\n[…]\n\nA week later")
    assert short("regretted", headline="Another").startswith("[…]\n\nA week later")
    assert short(headline="Harbour sold") == "Harbour sold\n\n[…]"


def test_without_passages_nothing_is_left_but_the_mark() -> None:
    assert short() == GAP


def test_a_text_that_is_kept_whole_has_no_mark() -> None:
    text = "One. Two.\n\nThree."
    assert excerpt(text, [at("Two", text), at("Three", text)], language="en").text == text


def test_passages_near_one_another_share_their_surroundings() -> None:
    kept = surroundings(TEXT, "en", [at("quay"), at("unknown")])
    assert len(kept) == 1
    assert kept[0].of(TEXT).startswith("Harbour sold")


def test_what_surrounds_a_passage_is_limited_where_no_sentences_end() -> None:
    text = "word " * 2000 + "HERE " + "word " * 2000
    made = excerpt(text, [at("HERE", text)], language="en").text
    assert len(made) < 2 * MOST_AROUND + 30
    assert made.startswith("[…] word ")
    assert made.endswith(" word […]")


def test_a_passage_that_was_left_out_is_not_placed() -> None:
    made = excerpt(TEXT, [at("quay")], language="en")
    with pytest.raises(ValueError, match="left out"):
        made.moved(at("ministry"))


pieces = st.lists(
    st.sampled_from(
        ["A. ", "Bb cc. ", "\n", "\n\n", " ", "😀", "é", "[…]", "שלום. ", "中文。", "Mr. ", "x" * 30, "?! "]
    ),
    max_size=40,
)


@st.composite
def texts_with_passages(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = canonicalise("".join(draw(pieces)) + draw(st.text(max_size=30)) + ".")
    starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=6))
    return text, [Span(start, draw(st.integers(start + 1, len(text)))) for start in starts]


@given(texts_with_passages(), st.sampled_from(["", "A.", "Bb cc."]))
def test_every_passage_stays_whole_and_the_text_canonical(drawn: tuple[str, list[Span]], headline: str) -> None:
    text, spans = drawn
    made = excerpt(text, spans, language="en", headline=headline)
    assert made.text == canonicalise(made.text)
    assert made.text
    for span in spans:
        assert made.moved(span).of(made.text) == span.of(text)


@given(texts_with_passages())
def test_nothing_is_added_but_marks(drawn: tuple[str, list[Span]]) -> None:
    text, spans = drawn
    made = excerpt(text, spans, language="en")
    position = 0
    for part in made.text.split(GAP):
        for line in part.split():
            found = text.find(line, position)
            assert found >= 0
            position = found


def test_what_was_cut_goes_and_its_place_is_shown() -> None:
    cuts = [at("Nobody was asked.")]
    made = excerpt(TEXT, [at("buyer")], language="en", cuts=cuts)
    assert made.text == "[…]\n\nThe buyer is unknown. It rained.\n\n[…]"
    assert made.moved(at("buyer")).of(made.text) == "buyer"
    assert "Nobody" in excerpt(TEXT, [at("Nobody was")], cuts=cuts).text
