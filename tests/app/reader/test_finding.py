"""Words are found whatever their case and accents, at the offsets of the article's own text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reader.finding import Finder, next_hit


def found(text: str, wanted: str, *, whole_words: bool = False) -> list[str]:
    hits = Finder(text).find(wanted, whole_words=whole_words)
    assert all(end > start for start, end in hits)
    return [text[start:end] for start, end in hits]


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("The Bank and the bank.", "BANK", ["Bank", "bank"]),
        ("Un café, deux CAFE\u0301S, un cafe.", "cafe", ["café", "CAFE\u0301", "cafe"]),
        ("Un cafe, deux cafés.", "café", ["cafe", "café"]),
        ("Ёлка и елка, ещё одна ЕЛКА.", "елка", ["Ёлка", "елка", "ЕЛКА"]),
        ("Straße, STRASSE, Strasse.", "strasse", ["Straße", "STRASSE", "Strasse"]),
        ("Straße, Strasse.", "straße", ["Straße", "Strasse"]),
        ("The state’s and the state's.", "state's", ["state’s", "state's"]),
        ("Forty – forty - forty — forty.", "- forty", ["– forty", "- forty", "— forty"]),
        ("A non\u00adbreaking soft hyphen.", "nonbreaking", ["non\u00adbreaking"]),
        ("State\u00a0bank and state bank", "state bank", ["State\u00a0bank", "state bank"]),
        ("银行训练了模型，银行。", "银行", ["银行", "银行"]),
        ("한국 은행과 한국", "한국", ["한국", "한국"]),
        ("がか", "か", ["か"]),
        ("قَالَ الوزير", "قال", ["قَالَ"]),
        ("😀 model 😀 Model", "model", ["model", "Model"]),
        ("Ends. (It ends.) [It]*", "it ends.)", ["It ends.)"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("nothing", "zebra", []),
        ("nothing", "", []),
        ("nothing at all", "  ", []),
        ("", "word", []),
    ],
)
def test_words_are_found(text: str, wanted: str, expected: list[str]) -> None:
    assert found(text, wanted) == expected


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("bank banks embank Bank, (bank)", "bank", 3),
        ("de\u0301ja ja jade\u0301", "ja", 1),
        ("Ёж ежи", "ёж", 1),
        ("银行训练了模型", "训练", 1),
        ("40,000 and 40", "40", 2),
        ("end. end", "end.", 1),
    ],
)
def test_whole_words_only(text: str, wanted: str, expected: int) -> None:
    assert len(found(text, wanted, whole_words=True)) == expected


def test_offsets_count_code_points_behind_emoji_and_accents() -> None:
    text = "😀😀 e\u0301te\u0301 et model"
    assert Finder(text).find("model") == [(text.index("model"), len(text))]


@given(st.text(alphabet="aàbcß SsÉe\u0301'’-–😀銀ﬁfi", max_size=30), st.integers(0, 29), st.integers(1, 6))
def test_every_piece_of_a_text_is_found_where_it_stands(text: str, start: int, length: int) -> None:
    piece = text[start : start + length].strip()
    hits = Finder(text).find(piece)
    assert all(before[1] <= after[0] for before, after in pairwise(hits))
    if piece.strip("\u0301 "):
        assert any(first < start + length and start < last for first, last in hits)


def test_the_next_hit_begins_again_at_the_end() -> None:
    hits = [(3, 5), (10, 12), (20, 22)]
    assert [next_hit(hits, offset) for offset in (0, 3, 4, 11, 21)] == [0, 0, 1, 2, 0]
