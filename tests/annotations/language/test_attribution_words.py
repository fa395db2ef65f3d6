"""What regular expressions find where no model is installed: each verb and each rule, and beside it what they leave."""

import pytest

from annotations.language import attribution_words
from annotations.language.attribution_words import attributions_by_words
from annotations.language.cues import OPENERS

FORMS = sorted(getattr(attribution_words, "_LEMMAS"))  # noqa: B009
UNSAID: frozenset[str] = getattr(attribution_words, "_UNSAID")  # noqa: B009


def told(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of what is proposed."""
    return [
        (one.source.of(text), one.cue.of(text), one.content.of(text))
        for one in attributions_by_words(text)
        if one.source and one.cue
    ]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_a_verb_of_saying(form: str) -> None:
    assert told(f"Orlin {form} that prices fell.") == [("Orlin", form, "prices fell")]
    assert told(f"“Prices fell,” {form} Anna Kolt.") == [("Anna Kolt", form, "“Prices fell,”")]
    assert told(f"“Prices fell,” Anna Kolt {form}.") == [("Anna Kolt", form, "“Prices fell,”")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "frame",
    [
        "Nobody {} that prices fell.",
        "Nothing {} that prices fell.",
        "Who {} that prices fell?",
        "Orlin had not {} that prices fell.",
        "If Orlin {} that prices fell, he lied.",
        "Karst asked whether Orlin {} that prices fell.",
        "It was {} that prices fell.",
        "What Orlin {} is that prices fell.",
        "Orlin {} nothing.",
    ],
)
def test_where_nobody_says_it_no_form_makes_a_claim(frame: str, form: str) -> None:
    assert told(frame.format(form)) == []


@pytest.mark.parametrize("word", sorted(UNSAID))
def test_before_a_name_a_word_by_which_nothing_is_said(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    text = f"{word.capitalize()} Orlin said that prices fell."
    assert told(text) == []
    monkeypatch.setattr(attribution_words, "_UNSAID", UNSAID - {word})
    assert told(text) == [(f"{word.capitalize()} Orlin", "said", "prices fell")]


@pytest.mark.parametrize("word", sorted(OPENERS))
def test_how_a_sentence_begins_is_no_part_of_a_name(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    text = f"{word.capitalize()} Orlin said that prices fell."
    assert told(text) == [("Orlin", "said", "prices fell")]
    monkeypatch.setattr(attribution_words, "OPENERS", OPENERS - {word})
    assert told(text) != [("Orlin", "said", "prices fell")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # verbs that have objects which nobody says
        ("Orlin told the Tarn Courier that prices fell.", [("Orlin", "told", "prices fell")]),
        ("Orlin told the children a story.", []),
        ("Orlin added the dam was old.", [("Orlin", "added", "the dam was old")]),
        ("Karst added salt to the soup.", []),
        ("Kolt wrote the age of oil was over.", [("Kolt", "wrote", "the age of oil was over")]),
        ("Kolt wrote two novels.", []),
        ("Karst declared the road was safe.", [("Karst", "declared", "the road was safe")]),
        ("The travellers declared two watches.", []),
        ("Orlin claimed it was late.", [("Orlin", "claimed", "it was late")]),
        ("The flood claimed two lives.", []),
        ("Orlin assured residents that prices fell.", [("Orlin", "assured", "prices fell")]),
        ("The Lorn Bank assured their place.", []),
        ("Orlin warned residents that prices fell.", [("Orlin", "warned", "prices fell")]),
        ("The Lorn Bank reported a loss of two crowns.", [("The Lorn Bank", "reported", "a loss of two crowns")]),
        ("That explains the smell of the house.", []),
        # prepositions
        ("Kolt warned of a flood.", [("Kolt", "warned", "a flood")]),
        ("Kolt warned in a low voice.", []),
        ("Kolt argued for a lower tax.", [("Kolt", "argued", "a lower tax")]),
        ("The brothers argued for hours on end.", []),
        ("The brothers argued on the stairs.", []),
        ("The union insisted on a second vote.", [("The union", "insisted", "a second vote")]),
        ("The aunt insisted on Monday night.", []),
        ("Anna claimed to be the queen.", [("Anna", "claimed", "to be the queen")]),
        ("The soldiers reported to their colonel.", []),
        # dates between
        ("Orlin said on Monday that prices fell.", [("Orlin", "said", "prices fell")]),
        ("Orlin said late Monday night prices fell.", [("Orlin", "said", "prices fell")]),
        ("Orlin announced on 5 lines a plan.", []),
        # how sentences begin
        ("On Monday Anna Kolt said that prices fell.", [("Anna Kolt", "said", "prices fell")]),
        ("As Orlin said, prices fell.", [("Orlin", "said", "prices fell")]),
        ("Yesterday Orlin said that prices fell.", [("Orlin", "said", "prices fell")]),
        ("A win in May assured that prices fell.", []),
        # who speaks
        ("It said that prices fell.", [("It", "said", "prices fell")]),
        ("It suggests that prices fell.", []),
        ("I said that prices fell.", [("I", "said", "prices fell")]),
        ("I believed that prices fell.", []),
        ("You said that prices fell.", []),
        ("Prices fell, according to the ministry.", [("the ministry", "according to", "Prices fell")]),
        ("The seats were filled, according to the law.", []),
        ("The seats were filled according to the ministry.", []),  # it may be how they were filled
    ],
)
def test_what_is_told_from_what_looks_like_it(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected
