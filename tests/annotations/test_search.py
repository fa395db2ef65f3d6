"""What a person types is read as they meant it, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.search import MOST_TERMS, Field, Query, Scope, Term, folded, has_words, parse

TYPED = st.text(st.sampled_from("abЖ中0 \"“”*-:|()'^+\\\x00\n")) | st.text()


def words(query: Query) -> list[list[str]]:
    return [[term.text for term in group] for group in query.groups]


def test_words_must_all_be_there():
    assert words(parse("state  bank")) == [["state"], ["bank"]]


def test_words_between_quotes_stand_in_a_row():
    assert words(parse("“state bank” of")) == [["state bank"], ["of"]]


def test_a_quote_without_its_partner_reaches_to_the_end():
    assert words(parse('minister "state ba')) == [["minister"], ["state ba"]]


def test_a_star_lets_the_last_word_go_on():
    assert [term.prefix for term in parse('monop* "state ba"* "state*" bank').terms] == [True, True, True, False]


def test_a_minus_leaves_out_only_before_a_word():
    query = parse('state-owned -bank -"state bank" a - b')
    assert words(query) == [["state-owned"], ["a"], ["b"]]
    assert [term.text for term in query.without] == ["bank", "state bank"]


def test_or_joins_what_stands_beside_it():
    assert words(parse("bank OR fund OR loan state")) == [["bank", "fund", "loan"], ["state"]]
    assert words(parse("OR bank OR")) == [["bank"]]
    assert words(parse("bank or fund")) == [["bank"], ["or"], ["fund"]]


def test_fields_stand_before_a_colon():
    assert parse('headline:bank Author:"A. Writer" outlet:cour*').groups == (
        (Term("bank", field=Field.HEADLINE),),
        (Term("A. Writer", field=Field.AUTHOR),),
        (Term("cour", prefix=True, field=Field.OUTLET),),
    )


@pytest.mark.parametrize("typed", ["https://courier.example/a", "Monday:bank", "12:30"])
def test_other_colons_part_words(typed):
    assert words(parse(typed)) == [[typed]]


@pytest.mark.parametrize("typed", ["", " ", "-", "*", '"', '""', "-*", "headline:", "( ) ^ + '", "OR", "--"])
def test_nothing_to_look_for_is_no_query(typed):
    assert not parse(typed)


def test_leaving_out_alone_is_no_search():
    assert not parse("-bank")


def test_chinese_is_told_from_what_has_words():
    assert [term.unspaced for term in parse("人工智能 AI战略 bank банк ไทย 한국").terms] == [
        True,
        True,
        False,
        False,
        True,
        True,
    ]


@given(TYPED)
def test_whatever_is_typed_is_read(typed):
    query = parse(typed)
    every = [*query.terms, *query.without]
    assert all(has_words(term.text) and term.text == " ".join(term.text.split()) for term in every)
    assert all("\x00" not in term.text and '"' not in term.text for term in every)
    assert all(query.groups) or not query.groups


@given(st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=5))
def test_a_phrase_is_its_words(given_words):
    assert parse(f'"{" ".join(given_words)}"').groups == ((Term(" ".join(given_words)),),)


def test_what_is_pasted_by_mistake_is_cut():
    assert len(parse("word " * 5000).terms) == MOST_TERMS
    assert len(parse("x" * 5000).terms[0].text) < 5000


def test_what_was_left_out_is_looked_through_only_if_asked_for():
    assert "left-out" not in Scope().kept_statuses
    assert len(Scope().kept_statuses) == 3


def test_folding_takes_away_case_and_accents():
    assert folded("Économie ÜBER Ёж") == "economie uber еж"


def test_a_word_is_looked_for_with_either_letter_where_an_index_tells_them_apart():
    assert set(Term("еще").spellings) == {"еще", "ёще", "ещё"}
    assert "ёлка" in Term("елка").spellings
    assert "елка" in Term("ёлка").spellings
    assert "чаи\u0306" in Term("чай").spellings
    assert Term("bank").spellings == ("bank",)
