"""What was found, as rows, and going from hit to hit."""

import pytest

from annotations.articles import Article, Status
from annotations.concordance import passages
from annotations.search import Hits
from annotations.spans import Span
from app.workspaces.find.results import Result, ResultsModel


def result(article_id: int, text: str, word: str = "bank") -> Result:
    spans = tuple(Span(n, n + len(word)) for n in range(len(text)) if text.startswith(word, n))
    article = Article(article_id, "u", f"Headline {article_id}", 1, "Courier", "2026-03-12", "", "", Status.NEW, 1, "d")
    return Result(article, spans, tuple(passages(Hits(article_id, text, spans))))


@pytest.fixture
def model():
    made = ResultsModel()
    made.show([1, 2, 3, 4], [result(1, "bank\nbank\nbank\nbank"), result(2, "nothing")], 2)
    return made


def test_an_article_stands_above_its_first_passages(model):
    assert [model.row(n).passage is None for n in range(model.rowCount())] == [True, False, False, False, True]
    assert model.row(0).result.about == "Courier · 12 Mar 2026 · 4 hits"


def test_more_is_asked_for_until_all_is_read(model, qtbot):
    assert list(model.unread) == [3, 4]
    with qtbot.waitSignal(model.more_wanted):
        model.fetchMore(model.index(-1))
    model.append([result(4, "a bank")], 2)
    assert model.rowCount() == 7
    assert not model.canFetchMore(model.index(-1))


def test_a_hit_is_found_in_the_row_of_the_last_passage_before_it(model):
    assert model.row_of(1) == 0
    assert model.row_of(1, 5) == 2
    assert model.row_of(1, 15) == 3
    assert model.row_of(2, 3) == 4
    assert model.row_of(9) == -1


def test_hits_follow_one_another_through_all_articles(model):
    model.append([result(3, "a bank")], 1)
    place, seen = (None, None), []
    while place := model.next_hit(*place, 1):
        seen.append(place)
    assert seen == [(1, 0), (1, 5), (1, 10), (1, 15), (3, 2)]
    assert model.next_hit(3, 2, -1) == (1, 15)
    assert model.next_hit(1, None, 1) == (1, 0)
    assert model.next_hit(3, None, -1) == (1, 15)
    assert model.next_hit(1, 0, -1) is None


def test_headlines_of_others_are_shown_letter_for_letter(model, qtmodeltester):
    from PySide6.QtCore import Qt

    assert "Headline 1" in model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)
    qtmodeltester.check(model)


def test_a_name_written_from_right_to_left_leaves_the_rest_of_its_line_in_order():
    from app.workspaces.find.results import isolated

    assert isolated("Courier") == "Courier"
    assert isolated("الصحيفة") == "\u2068الصحيفة\u2069"
