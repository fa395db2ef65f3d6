"""The fixed texts by language: plural forms, cases, numbers, dates, and translations that fit what is asked of them."""

import ast
import json
import re
from pathlib import Path
from string import Formatter

import pytest

from annotations.brief.texts import ENGLISH, LANGUAGES, words_of

ROOT = Path(__file__).parents[3]
TRANSLATED = json.loads((ROOT / "resources/brief/ru.json").read_text(encoding="utf-8"))
LATIN = re.compile(r"[A-Za-z]{2,}")
BRIEF = sorted((ROOT / "annotations/brief").rglob("*.py"))


def fields(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def asked() -> dict[str, str]:
    """Every message that the brief's modules ask for by its wording, with the module."""
    found = {}
    for path in BRIEF:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name == "words" and isinstance(first, ast.Constant):
                found[first.value] = path.name
    return found


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, "0 тезисов"),
        (1, "1 тезис"),
        (2, "2 тезиса"),
        (4, "4 тезиса"),
        (5, "5 тезисов"),
        (11, "11 тезисов"),
        (12, "12 тезисов"),
        (21, "21 тезис"),
        (112, "112 тезисов"),
        (1_003, "1\u202f003 тезиса"),
    ],
)
def test_russian_nouns_take_the_form_of_their_number(count: int, told: str) -> None:
    assert str(words_of("ru").many(count, "claim")) == told


def test_a_message_asks_for_the_case_it_needs() -> None:
    words = words_of("ru-RU")
    assert f"{words.many(1, 'other outlet'):prep}" == "1 другом издании"
    assert words("also in {outlets}: {names}", outlets=words.many(3, "other outlet"), names="A, B, C") == (
        "также в 3 других изданиях: A, B, C"
    )


def test_english_is_what_it_says() -> None:
    words = words_of("en-GB")
    assert words is ENGLISH
    assert (str(words.many(1, "claim")), str(words.many(1_200, "claim"))) == ("1 claim", "1,200 claims")
    assert words("Next page: {claims}", claims="C{1}") == "Next page: C{1}"
    assert words_of("tlh") is ENGLISH


def test_a_date_ends_a_russian_sentence_once() -> None:
    words = words_of("ru")
    assert words("Published {period}.", period=words.period("2026-03-09", "2026-03-22")) == (
        "Опубликовано: 9 – 22 марта 2026\u00a0г."
    )
    assert words.date("2026-03") == "март 2026\u00a0г."
    assert words.moment("2026-03-22 18:00 +01:00") == "22 марта 2026\u00a0г., 18:00 UTC+01:00"
    assert words.date("some day") == "some day"


def test_every_message_has_a_russian_wording_with_the_same_values() -> None:
    messages = TRANSLATED["messages"]
    assert {message: where for message, where in asked().items() if message not in messages} == {}
    assert len(asked()) > 150
    for message, translation in messages.items():
        assert fields(translation) == fields(message), message
        assert not LATIN.search(re.sub(r"\{[^}]*\}|Pressmark|n =", "", translation)), translation


def test_no_translation_is_left_over() -> None:
    """What is printed is written out somewhere in the brief's modules, also where it is asked for by another name."""
    written = {
        node.value
        for path in BRIEF
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    roles = {"speaker", "target", "addressee", "beneficiary", "mentioned"}
    assert set(TRANSLATED["messages"]) - written - roles == set()


def test_every_noun_has_three_forms_in_each_case() -> None:
    for noun, cases in TRANSLATED["nouns"].items():
        assert "" in cases
        assert all(len(forms) == 3 for forms in cases.values()), noun


def test_languages_name_themselves() -> None:
    assert LANGUAGES == {"en": "English", "ru": "Русский"}
