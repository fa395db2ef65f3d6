"""The copies of one lead are folded and opened by its sign and by keys, and what is selected never gets lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.articles import FOLDED
from app.panels.article_row import fold_zone

LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right


@pytest.fixture
def ids(session, fill):
    """Seven articles by age: two groups, led by the first and the fourth, and one of none."""
    made = sorted(fill(7))
    session.run("Group", lambda p: p.groups.make(made[0], made[1:3]))
    session.run("Group", lambda p: p.groups.make(made[3], made[4:6]))
    return made


def listed(panel):
    return [panel.model.id_at(row) for row in range(panel.model.rowCount())]


def press(panel, key):
    QTest.keyClick(panel.view, key)


def click_sign(panel, article_id):
    place = fold_zone(panel.view.visualRect(panel.model.index(panel.model.row_of(article_id)))).center()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_copies_stand_below_their_lead(panel, ids) -> None:
    a, b, c, d, e, f, g = ids
    assert listed(panel) == [g, d, f, e, a, c, b]
    said = [panel.model.index(row).data(FOLDED) for row in range(7)]
    assert said == [None, False, None, None, False, None, None]


def test_left_and_right_fold_and_open_one_group_and_left_leads_from_a_copy_to_its_lead(panel, ids) -> None:
    a, b, c, d, e, f, g = ids
    panel.select(e)
    press(panel, LEFT)
    assert panel.current_id == d
    press(panel, LEFT)
    assert listed(panel) == [g, d, a, c, b]
    row = panel.model.index(panel.model.row_of(d))
    assert "copies folded" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    press(panel, RIGHT)
    press(panel, RIGHT)
    assert listed(panel) == [g, d, f, e, a, c, b]
    assert panel.current_id == d
    assert "copies open" in panel.model.index(panel.model.row_of(d)).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_click_on_the_sign_folds_and_chooses_nothing_else(panel, ids) -> None:
    a, _, _, d, _, _, g = ids
    panel.select(g)
    panel.seen.clear()
    click_sign(panel, d)
    click_sign(panel, a)
    assert listed(panel) == [g, d, a]
    assert (panel.current_id, panel.seen) == (g, [])
    click_sign(panel, a)
    assert listed(panel)[:2] == [g, d]
    assert len(listed(panel)) == 5


def test_the_lead_is_selected_in_the_place_of_a_copy_that_is_folded_away(panel, ids) -> None:
    a, b, _, d, e, _, g = ids
    panel.select(e)
    click_sign(panel, d)
    assert panel.current_id == d
    assert panel.selected_ids() == [d]
    panel.select(g)
    panel.view.select_rows([panel.model.row_of(b), panel.model.row_of(g)])
    click_sign(panel, a)
    assert panel.selected_ids() == [g, a]
    assert panel.current_id == g


def test_folding_all_goes_over_what_was_folded_one_by_one(panel, ids) -> None:
    a, _, c, d, e, f, g = ids
    click_sign(panel, d)
    panel.select(c)
    panel.bar.fold.setChecked(True)
    assert listed(panel) == [g, d, a]
    assert panel.selected_ids() == [panel.current_id] == [a]
    click_sign(panel, d)
    assert listed(panel) == [g, d, f, e, a]
    assert panel.counts.startswith("5 of 7")
    panel.bar.fold.setChecked(False)
    assert len(listed(panel)) == 7


def test_what_is_folded_stays_so_while_one_works_and_a_copy_that_is_wanted_is_shown(panel, session, ids) -> None:
    _, _, _, d, e, _, g = ids
    click_sign(panel, d)
    session.run("Headline", lambda p: p.articles.update([g], headline="Another"))
    assert len(listed(panel)) == 5
    panel.select(g)
    panel.step(1)
    panel.step(1)
    assert panel.current_id == ids[0], "what is folded is gone by"
    assert panel.select(e)
    assert panel.current_id == e
    assert len(listed(panel)) == 7


def test_sorted_otherwise_copies_stand_where_the_order_puts_them(panel, ids) -> None:
    from annotations.article_lists import Order, Sorting

    panel.bar.set_order(Order(Sorting.HEADLINE, descending=False))
    assert listed(panel) == ids
