"""Sentences: what J and K step over."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.language.sentences import sentences
from annotations.text import canonicalise

PIECES = [
    "The minister spoke. ",
    "Dr. No said “No.” ",
    "U.S. firms?! ",
    "А потом… ",
    "\n",
    "\n\n",
    " ",
    "\t",
    "\u00a0",
    "1.5 ",
]
PIECES += ["他说。很好！", "😀. ", "e\u0301t. ", "...", "”", "(see p. 3) ", "שלום. ", "هل؟ ", "\u200b", "i.e. "]
PIECES += [
    "«Да. Нет» ",
    "“We go. ",
    "1. ",
    "• ",
    "— Он. ",
    "т. е. ",
    "5 млрд. ",
    "2024 г. Он ",
    "“Why?” he ",
    "「好。」と",
    ".) ",
    '." ',
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join).map(canonicalise)


def quotes(text: str, language: str = "en") -> list[str]:
    return [span.of(text) for span in sentences(text, language)]


@given(texts, st.sampled_from(["en", "ru", "de", "zh", "ar", "", "xx", "no such language", "EN-gb"]))
def test_sentences_are_in_order_apart_and_leave_no_word_out(text: str, language: str) -> None:
    found = sentences(text, language)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for span in found:
        assert span.of(text) == span.of(text).strip() != ""
        assert "\n" not in span.of(text)
    inside = {offset for span in found for offset in range(span.start, span.end)}
    assert all(offset in inside or text[offset].isspace() for offset in range(len(text)))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Dr. Lena Varesh met the U.S. envoy at 5 p.m. on Monday. She was not impressed! Was he?",
            ["Dr. Lena Varesh met the U.S. envoy at 5 p.m. on Monday.", "She was not impressed!", "Was he?"],
        ),
        ("ru", "Это сказал г. Далмат. Потом он ушёл.", ["Это сказал г. Далмат.", "Потом он ушёл."]),
        (
            "en",
            "A headline without a stop\nThen the text. It goes on.",
            ["A headline without a stop", "Then the text.", "It goes on."],
        ),
        ("zh", "他说很好。然后走了。", ["他说很好。", "然后走了。"]),
    ],
)
def test_sentences_of_several_languages(language: str, text: str, expected: list[str]) -> None:
    assert quotes(text, language) == expected


def test_no_text_has_no_sentences() -> None:
    assert sentences("") == sentences(" \n\t\n") == []


def test_offsets_are_code_points_of_the_whole_text() -> None:
    text = "😀😀 One.\n\nПервое. Второе."
    assert [(span.start, span.end) for span in sentences(text, "ru")] == [(0, 7), (9, 16), (17, 24)]


def test_a_megabyte_is_split_to_its_end() -> None:
    text = "The minister spoke of 1.5 billion crowns, i.e. too little. Nobody listened.\n" * 14_000
    assert len(sentences(text)) == 28_000
    assert sentences(text)[-1].of(text) == "Nobody listened."
