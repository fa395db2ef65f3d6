"""Every word of the tables that tell where a sentence goes on, in a sentence that goes on and in one that ends."""

import pytest

from annotations.language import sentence_words
from annotations.language.sentences import sentences

SAW = {"ru": "Они видели", "uk": "Вони бачили", "ar": "رأى"}
HOLM = {"ru": "Корст", "uk": "Корст", "ar": "أحمد"}
THERE = {"ru": "там. Потом дождь.", "uk": "там. Потім дощ.", "ar": "هناك. ثم ذهب."}
LATIN = ("They saw", "Holm", "there. Then rain.")


def words_of(table: str) -> list[tuple[str, str]]:
    return [(language, word) for language, words in getattr(sentence_words, table).items() for word in sorted(words)]


def frame(language: str) -> tuple[str, str, str]:
    """How a sentence of two begins, whom it names, and how both end."""
    return (SAW.get(language, LATIN[0]), HOLM.get(language, LATIN[1]), THERE.get(language, LATIN[2]))


def first(text: str, language: str) -> str:
    return sentences(text, language)[0].of(text)


@pytest.mark.parametrize(("language", "word"), words_of("BEFORE_NAMES"))
def test_no_sentence_ends_between_an_abbreviation_and_a_name(language: str, word: str) -> None:
    saw, holm, there = frame(language)
    goes_on, ends = f"{saw} {word}. {holm} {there}", f"{saw} {word}xyxy. {holm} {there}"
    assert first(goes_on, language) == f"{saw} {word}. {holm} {there.split('. ')[0]}."
    assert first(ends, language) == f"{saw} {word}xyxy."


@pytest.mark.parametrize(("language", "word"), words_of("BEFORE_NUMBERS"))
def test_no_sentence_ends_between_an_abbreviation_and_a_number(language: str, word: str) -> None:
    saw, _, there = frame(language)
    goes_on, ends = f"{saw} {word}. 58 {there}", f"{saw} {word}xyxy. 58 {there}"
    assert first(goes_on, language) == f"{saw} {word}. 58 {there.split('. ')[0]}."
    assert first(ends, language) == f"{saw} {word}xyxy."


@pytest.mark.parametrize(("language", "word"), words_of("UNITS"))
def test_a_sentence_may_end_behind_a_unit(language: str, word: str) -> None:
    saw, holm, there = frame(language)
    small = {"pl": "razem"}.get(language, "вместе")
    ends, goes_on = f"{saw} {holm} 58 {word}. {holm} {there}", f"{saw} {holm} 58 {word}. {small} {there}"
    assert first(ends, language) == f"{saw} {holm} 58 {word}."
    assert first(goes_on, language) == f"{saw} {holm} 58 {word}. {small} {there.split('. ')[0]}."


@pytest.mark.parametrize("word", sorted(sentence_words.AFTER_TIMES))
def test_what_follows_a_time_in_the_same_sentence(word: str) -> None:
    after = word.upper() if (len(word) <= 4 and word[-1] == "t") or word in {"utc", "msk"} else word.capitalize()
    assert first(f"It opens at 5 p.m. {after}. Then rain.", "en") == f"It opens at 5 p.m. {after}."
    assert first(f"It opens at 5 p.m. Holm, {after}. Then rain.", "en") == "It opens at 5 p.m."


@pytest.mark.parametrize("word", sorted(sentence_words.OPENERS))
def test_german_words_that_open_a_sentence_behind_a_number(word: str) -> None:
    assert first(f"Es waren 5. {word.capitalize()} Haus. Dann Regen.", "de") == "Es waren 5."
    assert (
        first(f"Es war der 5. {word.capitalize()}xyxy. Dann Regen.", "de") == f"Es war der 5. {word.capitalize()}xyxy."
    )


@pytest.mark.parametrize(
    "verb", ["said", "says", "asked", "asks", "replied", "shouted", "cried", "wrote", "added", "told", "joked"]
)
def test_who_spoke_belongs_to_the_quotation(verb: str) -> None:
    assert first(f"“Why?” Anna Holm {verb}. Then rain.", "en") == f"“Why?” Anna Holm {verb}."
    assert first(f"“Why?” Anna Holm {verb}xy. Then rain.", "en") == "“Why?”"
    assert first(f"“Never.” The day {verb} more. Then rain.", "en") == "“Never.”"


@pytest.mark.parametrize("verb", ["说", "說", "道", "问", "問", "表示", "称", "稱", "指出", "回答"])
def test_who_spoke_belongs_to_the_quotation_in_chinese(verb: str) -> None:
    assert first(f"“好。”他{verb}。然后走了。", "zh") == f"“好。”他{verb}。"
    assert first("“好。”他走了。然后走了。", "zh") == "“好。”"


@pytest.mark.parametrize("particle", ["と", "って", "など"])
def test_who_spoke_belongs_to_the_quotation_in_japanese(particle: str) -> None:
    assert first(f"「行こう。」{particle}彼は言った。彼は去った。", "ja") == f"「行こう。」{particle}彼は言った。"
    assert first("「行こう。」彼は去った。", "ja") == "「行こう。」"
