"""Claims named in the analyst's sentences are links, and the words around them stay as they are."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.brief.references import prose
from annotations.brief.spec import named_claims
from annotations.brief.typography import TEXT

LINKS = {2: "claim-2", 12: "claim-12"}


def linked(text: str) -> list[tuple[str, str]]:
    setting = prose(text, TEXT, 400, LINKS)
    return [(run.text, run.link) for run in setting.runs if run.link]


def test_a_named_claim_is_a_link_where_the_brief_has_it() -> None:
    assert linked("As C12 says (C2), see C99.") == [("C12", "claim-12"), ("C2", "claim-2")]
    assert linked("C2, C12") == [("C2", "claim-2"), ("C12", "claim-12")]
    assert linked("C2–C12") == [("C2", "claim-2"), ("C12", "claim-12")]


def test_words_that_only_look_like_it_are_none() -> None:
    assert linked("EC2 and C2a and c2 and C_2 cost C 2") == []
    assert named_claims("EC2 and C2a and C-2") == []


def test_numbers_are_named_once_and_in_order() -> None:
    assert named_claims("C12, C2 and C12 again") == [12, 2]


@given(st.text(alphabet="C12 9,.()a\n–", max_size=60))
def test_the_sentence_itself_is_never_changed(text: str) -> None:
    setting = prose(text, TEXT, 120, LINKS)
    assert setting.text == text
