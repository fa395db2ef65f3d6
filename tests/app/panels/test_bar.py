"""The slim bar: the workspaces, the palette, the colouring, the appearance."""

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton
from window_checks import bring_up

from app.claim_view import BY_CODER
from app.panels.bar import Bar
from app.workspaces.registry import READ


@pytest.fixture
def bar(qtbot, session):
    made = Bar(session)
    qtbot.addWidget(made)
    made.resize(1000, 44)
    bring_up(qtbot, made)
    return made


def workspaces(bar):
    return [b for b in bar.findChildren(QPushButton) if b.objectName()]


def offered(bar):
    return [bar.colour_box.itemText(n) for n in range(bar.colour_box.count())]


def test_it_offers_every_dimension_and_the_coder(bar, session):
    assert offered(bar) == [*(d.name for d in session.codebook.dimensions), "Coder"]
    assert bar.colour_box.itemData(4) == BY_CODER


def test_a_choice_is_told_by_the_uid_of_the_dimension(bar, session, qtbot):
    with qtbot.waitSignal(bar.colour_by_changed) as told:
        bar.colour_box.setCurrentIndex(2)
        bar.colour_box.activated.emit(2)
    assert told.args == [session.codebook.dimensions[2].uid]


def test_the_choice_is_kept_when_another_project_is_opened(bar, session, tmp_path):
    uid = session.codebook.dimensions[3].uid
    bar.select(uid)
    session.create(tmp_path / "another.pressmark", ("Anna", "A"))
    assert bar.colour_box.currentData() == uid
    bar.select("unknown")
    assert bar.colour_box.currentIndex() == 0


def test_without_a_project_there_is_nothing_to_colour(bar, session):
    session.close_project()
    assert not bar.colour_box.isVisible()
    assert not any(button.isVisible() for button in workspaces(bar))


def test_the_buttons_ask_for_palette_and_appearance(bar, qtbot):
    with qtbot.waitSignal(bar.palette_asked):
        next(b for b in bar.findChildren(QPushButton) if "Search" in b.text()).click()
    appearance = next(b for b in bar.findChildren(QToolButton) if b.accessibleName() == "Light or dark")
    with qtbot.waitSignal(bar.appearance_asked):
        appearance.click()
    assert not appearance.icon().isNull()


def test_a_click_asks_for_a_workspace_and_the_one_in_front_is_marked(bar, qtbot):
    for button in workspaces(bar):
        with qtbot.waitSignal(bar.workspace_asked) as told:
            button.click()
        bar.show_workspace(told.args[0])
        assert [b for b in workspaces(bar) if b.isChecked()] == [button]


def test_what_colours_the_marks_is_offered_while_reading_only(bar):
    bar.show_workspace("elsewhere")
    assert not bar.colour_box.isVisible()
    bar.show_workspace(READ)
    assert bar.colour_box.isVisible()


def test_all_of_it_has_room_in_a_narrow_window(bar):
    assert bar.minimumSizeHint().width() <= 1024


def test_keys_are_named_as_they_are_now(bar):
    bar.show_keys({"view.palette": "Ctrl+P", "view.appearance": "", "go.read": "Alt+7"}.get)
    search = next(b for b in bar.findChildren(QPushButton) if "Search" in b.text())
    assert search.text() == " Search   Ctrl+P"
    assert search.accessibleDescription() == "Search commands, articles and tags (Ctrl+P)"
    read = next(button for button in workspaces(bar) if button.text() == "Read")
    assert read.accessibleDescription() == "Read (Alt+7)"
    appearance = next(b for b in bar.findChildren(QToolButton) if b.accessibleName() == "Light or dark")
    assert appearance.accessibleDescription() == "Light or dark"
