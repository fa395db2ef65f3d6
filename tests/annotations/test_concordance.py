"""Hits with the words around them: cut at words, in order, and as text to be pasted."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles import Article, Status
from annotations.concordance import CONTEXT, LineOrder, as_csv, as_text, in_order, lines, passages, words_around
from annotations.search import Hits
from annotations.spans import Span


def hits(text: str, word: str, article_id: int = 1) -> Hits:
    places = [n for n in range(len(text)) if text.startswith(word, n)]
    return Hits(article_id, text, tuple(Span(n, n + len(word)) for n in places))


def article(article_id: int, outlet: str = "", published: str = "", headline: str = "") -> Article:
    return Article(article_id, "u", headline, None, outlet, published, "", "", Status.NEW, 1, "d")


def test_a_passage_stays_in_its_paragraph():
    found = passages(hits("One line\nthe bank spoke\nanother line", "bank"))
    assert [(p.words, p.span) for p in found] == [("the bank spoke", Span(13, 17))]


def test_a_long_paragraph_is_cut_at_words_with_ellipses():
    found = passages(hits("word " * 40 + "bank " + "after " * 40, "bank"))
    assert found[0].words.startswith("… word ")
    assert found[0].words.endswith(" after …")
    assert len(found[0].words) < 160


def test_a_passage_keeps_a_word_that_begins_where_it_may_begin():
    assert words_around("one two three bank", Span(14, 18), before=len("two three ")) == "… two three bank"
    assert words_around("one two three bank", Span(14, 18), before=len("two three ") - 1) == "… three bank"
    assert words_around("one two three bank", Span(14, 18), before=1) == "… bank"


def test_hits_close_together_share_a_passage_and_only_some_are_made():
    text = "bank and bank\n" + "\n".join(f"the bank {n}" for n in range(9))
    found = passages(hits(text, "bank"), most=3)
    assert [p.words for p in found] == ["bank and bank", "the bank 0", "the bank 1"]
    assert len(found[0].hits) == 2


@given(st.text("ab \n", max_size=400), st.sampled_from(["a", "ab", "b b"]))
def test_every_hit_of_a_passage_is_where_it_says(text, word):
    shown = hits(text, word)
    apart = Hits(1, text, tuple(s for s in shown.spans if not any(o.overlaps(s) and o < s for o in shown.spans)))
    for passage in passages(apart, most=5):
        assert passage.span.of(text) == word
        assert passage.hits
        assert all(hit.of(passage.words) == word for hit in passage.hits)


def test_a_line_has_what_stands_before_and_after():
    (line,) = lines([hits("One\ttwo bank three\nfour", "bank")])
    assert (line.before, line.hit, line.after) == ("One two ", "bank", " three four")
    assert (line.left, line.right) == (line.before, line.after)
    (long,) = lines([hits("x" * 500 + "bank" + "y" * 500, "bank")])
    assert len(long.before) == len(long.after) == CONTEXT


def test_what_comes_first_in_arabic_is_at_the_right():
    (line,) = lines([hits("قال البنك اليوم", "البنك")])
    assert line.right_to_left
    assert (line.left.strip(), line.right.strip()) == ("اليوم", "قال")


def test_no_more_lines_are_made_than_asked_for():
    assert len(list(lines([hits("a a a a", "a")] * 3, most=5))) == 5


def test_lines_are_ordered_by_the_nearest_words_outward():
    found = list(lines([hits("the new bank fell, an old bank rose, the old Bank. our old bank", "bank")]))
    by_left = in_order(found, LineOrder.LEFT, {})
    assert [" ".join(line.before.split()[-2:]) for line in by_left] == ["the new", "an old", "our old"]
    by_right = in_order(found, LineOrder.RIGHT, {}, descending=True)
    assert [line.after.split()[:1] for line in by_right] == [["rose,"], ["fell,"], []]


def test_lines_of_arabic_are_ordered_by_the_nearest_word_at_the_left_too():
    found = list(lines([hits("البنك ب ا", "البنك", 1), hits("البنك ا ب", "البنك", 2)]))
    assert [line.article_id for line in in_order(found, LineOrder.LEFT, {})] == [2, 1]


def test_lines_are_ordered_by_outlet_and_date():
    found = [line for n in (1, 2) for line in lines([hits("a bank", "bank", n)])]
    about = {1: article(1, "Élan", "2026-03-02"), 2: article(2, "Courier", "2026-03-09")}
    assert [line.article_id for line in in_order(found, LineOrder.OUTLET, about)] == [2, 1]
    assert [line.article_id for line in in_order(found, LineOrder.DATE, about)] == [1, 2]
    assert [line.article_id for line in in_order(found, LineOrder.FOUND, about, descending=True)] == [2, 1]


def test_lines_as_text_and_as_csv():
    found = list(lines([hits("=1+1 bank\tafter", "bank")]))
    about = {1: article(1, "Courier", "2026-03-02", "=cmd")}
    assert as_text(found, about) == "Courier\t2026-03-02\t=cmd\t=1+1\tbank\tafter"
    rows = list(csv.DictReader(as_csv(found, about).splitlines()))
    assert rows == [
        {
            "outlet": "Courier",
            "published": "2026-03-02",
            "headline": "'=cmd",
            "before": "'=1+1",
            "hit": "bank",
            "after": "after",
        }
    ]


@pytest.mark.parametrize("order", LineOrder)
def test_lines_of_articles_that_are_gone_can_be_ordered(order):
    found = list(lines([hits("a b", "b")]))
    assert in_order(found, order, {}) == found
