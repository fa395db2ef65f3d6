"""What was folded and opened one by one, and what of it is remembered."""

import pytest

from app.panels.article_folds import ArticleFolds
from app.settings import Settings


def test_what_a_person_folds_is_there_at_the_next_start_and_what_was_opened_to_show_something_is_not():
    folds = ArticleFolds(Settings())
    folds.fold("this week", folded=True)
    folds.fold("last week", folded=True)
    folds.fold("last week", folded=False)
    folds.open("May")
    assert folds.sections == {"this week": True, "last week": False, "May": False}
    assert ArticleFolds(Settings()).sections == {"this week": True, "last week": False}


def test_the_latest_sixty_sections_are_remembered_and_nothing_of_what_another_hand_wrote_there():
    folds = ArticleFolds(Settings())
    for week in range(100):
        folds.fold(f"week {week}", folded=True)
    assert ArticleFolds(Settings()).sections == {f"week {week}": True for week in range(40, 100)}
    Settings().keep("articles/folded", "\nweek 1\n+\n-week 2")
    assert ArticleFolds(Settings()).sections == {"week 2": True}


@pytest.mark.parametrize("others_folded", [True, False])
def test_copies_of_a_lead_are_shown_whatever_others_are(others_folded):
    folds = ArticleFolds(None)
    folds.turn(3)
    folds.turn(5)
    folds.turn(3)
    assert folds.turned == (5,)
    for _ in range(2):
        folds.show_copies(7, others_folded=others_folded)
        folds.show_copies(5, others_folded=others_folded)
        assert folds.turned == ((5, 7) if others_folded else ())
    folds.forget_leads()
    assert folds.turned == ()
