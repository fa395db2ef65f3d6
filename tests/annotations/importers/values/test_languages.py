import pytest
from language_samples import SAMPLES

from annotations.importers.values.languages import guess_language, language_code

FEW_LETTERS = {"zh": 40, "ja": 60, "ko": 60}
"""Code points that say as much as fifteen words elsewhere."""


@pytest.mark.parametrize("code", SAMPLES)
def test_the_language_is_told_from_an_opening_and_never_wrongly_from_less(code):
    text = SAMPLES[code]
    words = text.split()
    opening = text[: FEW_LETTERS[code]] if code in FEW_LETTERS else " ".join(words[:15])
    assert guess_language(text) == guess_language(opening) == code
    assert {guess_language(" ".join(words[:count])) for count in range(2, 15)} <= {code, ""}


@pytest.mark.parametrize("text", ["2026 — 12 %", "Lorem ipsum dolor", "BBC", "Hello", "Путин Макрон Байден", "😀", ""])
def test_too_little_is_told_as_nothing(text):
    assert guess_language(text) == ""


def test_only_the_beginning_is_looked_at():
    assert guess_language(SAMPLES["de"] * 10 + SAMPLES["ru"] * 1000) == "de"


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("en-GB", "en"),
        ("en_US", "en"),
        ("RU", "ru"),
        ("English", "en"),
        ("русский", "ru"),
        ("FRANCAIS", "fr"),
        ("Español; Castellano", "es"),
        ("Chinese - Simplified", "zh"),
        ("Serbian (Latin)", "sr"),
        ("English has many words", ""),
        ("deu", "de"),
        ("zh-Hant-TW", "zh"),
        ("no such language", ""),
        ("", ""),
    ],
)
def test_code(named, code):
    assert language_code(named) == code
