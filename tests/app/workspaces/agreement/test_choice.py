"""What is compared: coders, and in which articles."""

from dataclasses import replace

import pytest

from annotations.agreement.coded import Coded, Scope
from annotations.agreement.figures import measure
from annotations.articles import Batch
from annotations.claims import Coder
from annotations.codebook import Codebook
from app.workspaces.agreement.choice import ChoiceBar
from app.workspaces.agreement.measured import Measured

PEOPLE = {n: Coder(n, name, name[:2]) for n, name in ((1, "Anna"), (2, "Boris"), (3, "Carla"), (4, "Dmitri & Co"))}


@pytest.fixture
def measured():
    agreement = measure(Coded(), Codebook())
    return Measured(
        Scope(), agreement, Codebook(), PEOPLE, {1: 9, 2: 9, 3: 1}, batches=(Batch(7, origin="Press base"),)
    )


@pytest.fixture
def bar(qtbot, measured):
    made = ChoiceBar()
    qtbot.addWidget(made)
    made.offer(measured)
    return made


def actions(bar):
    return bar.coders_menu.actions()


def test_those_who_coded_are_offered_and_all_are_compared(bar):
    assert [action.text() for action in actions(bar)] == [
        "Anna   9 articles",
        "Boris   9 articles",
        "Carla   1 article",
    ]
    assert bar.scope == Scope()


def test_leaving_one_out_compares_the_others(bar, qtbot):
    with qtbot.waitSignal(bar.changed):
        actions(bar)[1].trigger()
    assert bar.scope == Scope(coders=(1, 3))
    assert bar.coders_button.text() == "Anna and Carla"
    actions(bar)[1].trigger()
    assert bar.scope == Scope()


def test_two_at_least_are_compared(bar):
    actions(bar)[0].trigger()
    told = []
    bar.changed.connect(lambda: told.append(bar.scope))
    actions(bar)[1].trigger()
    assert told == []
    assert [action.isChecked() for action in actions(bar)] == [False, True, True]


def test_an_import_and_a_period(bar, qtbot):
    names = [bar.scope_box.itemText(n) for n in range(bar.scope_box.count())]
    assert names == ["All articles", "Import: Press base", "A period"]
    bar.scope_box.setCurrentIndex(1)
    assert bar.scope == Scope(batch_id=7)
    bar.scope_box.setCurrentIndex(2)
    bar.scope_box.activated.emit(2)
    assert bar.since_field.isVisibleTo(bar)
    bar.since_field.setText("2026-03-01")
    bar.until_field.setText("2026-0")
    assert bar.scope == Scope(since="2026-03-01"), "half a date is none"


@pytest.mark.parametrize(
    ("typed", "told"), [("15 March 2026", True), ("2026-1", True), ("2026-03", False), ("", False)]
)
def test_what_is_no_date_is_told_to_count_for_nothing(bar, typed, told):
    bar.scope_box.setCurrentIndex(bar.scope_box.count() - 1)
    bar.scope_box.activated.emit(bar.scope_box.currentIndex())
    bar.until_field.setText(typed)
    assert bar.scope.until == ("" if told else typed)
    assert bar.no_date.isHidden() is not told
    bar.scope_box.setCurrentIndex(0)
    bar.scope_box.activated.emit(0)
    assert bar.no_date.isHidden()


def test_what_was_chosen_stays_and_goes_with_what_it_was(bar, measured):
    bar.scope_box.setCurrentIndex(1)
    actions(bar)[2].trigger()
    bar.offer(measured)
    assert bar.scope == Scope(coders=(1, 2), batch_id=7)
    bar.offer(replace(measured, batches=(), active={1: 9, 2: 9}))
    assert bar.scope == Scope()


def test_compare_all(bar):
    bar.scope_box.setCurrentIndex(1)
    actions(bar)[2].trigger()
    bar.clear()
    assert bar.scope == Scope()
