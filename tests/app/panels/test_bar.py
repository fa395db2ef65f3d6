"""The slim bar: the project's name, the palette, the colouring, the appearance."""

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton
from window_checks import bring_up

from app.claim_view import BY_CODER
from app.panels.bar import Bar


@pytest.fixture
def bar(qtbot, session):
    made = Bar(session)
    qtbot.addWidget(made)
    made.resize(1000, 44)
    bring_up(qtbot, made)
    return made


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
    assert bar._project.text() == ""


def test_the_buttons_ask_for_palette_and_appearance(bar, qtbot):
    with qtbot.waitSignal(bar.palette_asked):
        bar.findChild(QPushButton).click()
    appearance = next(b for b in bar.findChildren(QToolButton) if b.accessibleName() == "Light or dark")
    with qtbot.waitSignal(bar.appearance_asked):
        appearance.click()
    assert not appearance.icon().isNull()


def test_a_long_name_of_a_project_does_not_push_the_rest_out(bar, session, tmp_path):
    assert session.create(tmp_path / f"{'very long name ' * 12}.pressmark", ("Anna", "A"))
    bar.resize(860, 44)
    assert bar.minimumSizeHint().width() <= 860
