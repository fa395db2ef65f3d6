"""The filters of a search."""

import pytest

from annotations.articles import Outlet, Status
from annotations.search import Claimed, Scope
from app.workspaces.find.scope_bar import ScopeBar


@pytest.fixture
def bar(qtbot):
    made = ScopeBar()
    qtbot.addWidget(made)
    made.offer([Outlet(1, "u", "Courier"), Outlet(2, "v", "Herald")], ["de", "en"])
    return made


def test_nothing_is_filtered_at_first(bar):
    assert bar.scope() == Scope()
    assert not bar.clear_button.isEnabled()


def test_what_is_chosen_is_the_scope(bar, qtbot):
    with qtbot.waitSignal(bar.changed):
        bar.outlet_box.setCurrentText("Herald")
    bar.language_box.setCurrentText("de")
    bar.status_box.setCurrentText("Done")
    bar.claimed_box.setCurrentText("In claims")
    bar.since_field.setText("2026-03")
    bar.until_field.setText("2026-03-1")
    assert bar.scope() == Scope("2026-03", "", (2,), (Status.DONE,), ("de",), Claimed.INSIDE)
    bar.clear()
    assert bar.scope() == Scope()


@pytest.mark.parametrize("typed", ["2026-02-30", "2026-13-01", "0000-01-01"])
def test_a_day_that_there_is_not_filters_nothing_and_says_so(bar, typed):
    bar.since_field.setText(typed)
    assert bar.scope() == Scope()
    assert bar.since_field.accessibleDescription() == f"There is no day {typed}"
    bar.since_field.setText("2024-02-29")
    assert bar.scope() == Scope("2024-02-29")
    assert "There is no day" not in bar.since_field.accessibleDescription()


def test_what_was_left_out_can_be_looked_through(bar):
    bar.include_left_out()
    assert set(bar.scope().kept_statuses) == set(Status)


def test_the_chosen_outlet_stays_chosen_while_it_is_there_and_it_is_told_when_it_is_gone(bar, qtbot):
    bar.outlet_box.setCurrentText("Herald")
    with qtbot.assertNotEmitted(bar.changed):
        bar.offer([Outlet(2, "v", "The Herald")], [])
    assert bar.scope().outlet_ids == (2,)
    with qtbot.waitSignal(bar.changed):
        bar.offer([Outlet(1, "u", "Courier")], [])
    assert bar.scope().outlet_ids == ()
    assert not bar.clear_button.isEnabled()
