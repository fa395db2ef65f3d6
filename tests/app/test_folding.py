"""Finding words whatever their case and accents."""

from hypothesis import example, given
from hypothesis import strategies as st

from app.folding import folded


def test_case_accents_and_ligatures_fall_away():
    assert folded("Élan ŒUVRE ﬁn STRASSE") == folded("elan œuvre fin strasse")
    assert folded("Ёлка") == folded("елка")


@given(st.text(max_size=30))
@example("𝘼Ⓐ")  # become capitals when they are taken apart
def test_folding_again_changes_nothing(text):
    assert folded(folded(text)) == folded(text)
