"""What a kept filter is called at first."""

import pytest

from app.workspaces.claims.naming import proposal


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Claims with Radim Talvesk, flagged", "With Radim Talvesk, flagged"),
        ("Claims, flagged", "Flagged"),
        ("Claims " + "word, " * 20, "Word, " + "word, " * 8 + "word…"),
        ("Claims " + "w" * 90, "W" + "w" * 58 + "…"),
    ],
)
def test_a_filter_is_called_by_its_sentence_cut_after_a_word(sentence, name):
    assert proposal(sentence) == name
