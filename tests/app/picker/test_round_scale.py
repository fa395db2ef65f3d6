"""A scale in the round: its keys, its boxes, and the words that can be typed instead."""

import pytest
from PySide6.QtCore import Qt

ENTER, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Right
FRAMING, ACTORS, PILLAR, SENTIMENT = range(4)


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("8", "Hostile"),
        ("9", "Critical"),
        ("0", "Neutral"),
        ("1", "Favourable"),
        ("2", "Admiring"),
        ("-2", "Hostile"),
        ("-1", "Critical"),
        ("+1", "Favourable"),
        ("+2", "Admiring"),
        ("m", "Mixed"),
        ("n", "Not expressed"),
        ("x", "None of these"),
    ],
)
def test_the_keys_of_the_scale(bench, press, tags, keys, name):
    bench.open(SENTIMENT)
    press(keys)
    assert tags()["sentiment"] == [name]


def test_behind_a_word_digits_are_no_values(bench, press, tags):
    bench.open(SENTIMENT)
    press("fa8")
    assert (bench.field.text(), tags()["sentiment"]) == ("fa8", [])


def test_behind_a_sign_the_boxes_show_the_digit_of_the_value(bench, press):
    bench.open(SENTIMENT)
    press("-")
    faces = bench.answers.boxes.faces
    assert [(face.value, face.key) for face in faces if face.fits] == [("−2", "2"), ("−1", "1")]


def test_the_keys_are_printed_on_the_boxes(bench):
    bench.open(SENTIMENT)
    faces = bench.answers.boxes.faces
    assert [(face.value, face.key) for face in faces[:5]] == [
        ("−2", "8"),
        ("−1", "9"),
        ("0", "0"),
        ("+1", "1"),
        ("+2", "2"),
    ]
    assert [(face.name, face.key) for face in faces[5:]] == [
        ("Mixed", "M"),
        ("Not expressed", "N"),
        ("None of these", "X"),
    ]


def test_enter_alone_says_nothing_on_a_scale_that_has_no_value(bench, press, tags):
    bench.open(SENTIMENT)
    press(ENTER)
    assert tags()["sentiment"] == []
    assert bench.asked() == "Sentiment toward the West"


def test_enter_keeps_the_value_that_is_set_and_its_key_takes_it_away(bench, press, tags):
    bench.open(SENTIMENT)
    press("9")
    bench.open(SENTIMENT)
    press(ENTER)
    assert tags()["sentiment"] == ["Critical"]
    assert bench.asked() == ""
    bench.open(SENTIMENT)
    press("9")
    assert tags()["sentiment"] == []


def test_a_word_can_be_typed_and_the_arrows_move_along_the_scale(bench, press, tags):
    bench.open(SENTIMENT)
    press("favo", ENTER)
    assert tags()["sentiment"] == ["Favourable"]
    bench.open(SENTIMENT)
    press(RIGHT, ENTER)
    assert tags()["sentiment"] == ["Admiring"]
