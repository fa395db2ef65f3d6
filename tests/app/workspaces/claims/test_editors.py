"""The editors of the filter's conditions."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.claim_filter import ClaimFilter, Coding, Match
from annotations.claim_filter_words import Phrase
from annotations.claims import CheckState
from app.theme import Theme
from app.workspaces.claims.choosing import Choosing, Option
from app.workspaces.claims.editors import CODED, OPEN, day


@pytest.fixture
def bar(page):
    return page.bar


def dimension(session, key):
    return session.codebook.by_key(key)


def tags(session, key):
    return session.codebook.tags_of(dimension(session, key).id)


def choose(combo, data):
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def press(*keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_a_condition_is_there_only_once_something_is_chosen(session, bar):
    bar.add_coding(dimension(session, "framing"))
    assert not bar.filter
    press(Qt.Key.Key_Return)
    assert bar.filter.codings == (Coding(dimension(session, "framing").uid, tags=(tags(session, "framing")[0].uid,)),)
    press(Qt.Key.Key_Return)
    assert not bar.filter
    press(Qt.Key.Key_Escape)
    assert bar.add_button.hasFocus()


def test_arrows_move_letters_narrow_and_enter_chooses(session, bar):
    bar.add_coding(dimension(session, "framing"))
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    second = tags(session, "framing")[1]
    assert bar.filter.codings[0].tags == (second.uid,)
    QTest.keyClicks(QApplication.focusWidget(), "brain")
    press(Qt.Key.Key_Return)
    names = [tag.name for tag in tags(session, "framing") if tag.uid in bar.filter.codings[0].tags]
    assert names == [second.name, "Brain drain"]


def test_blanks_around_what_is_typed_narrow_nothing(session, bar):
    bar.add_coding(dimension(session, "framing"))
    QTest.keyClicks(QApplication.focusWidget(), " brain  ")
    press(Qt.Key.Key_Return)
    names = [tag.name for tag in tags(session, "framing") if tag.uid in bar.filter.codings[0].tags]
    assert names == ["Brain drain"]


def test_it_is_said_that_no_letters_match(session, bar):
    bar.add_coding(dimension(session, "framing"))
    choosing = bar.popover.editor.choosing
    QTest.keyClicks(choosing.field, "zzz")
    assert choosing.nothing.isVisible()
    press(Qt.Key.Key_Return)
    assert not bar.filter
    choosing.field.clear()
    assert not choosing.nothing.isVisible()


def test_not_coded_forgets_the_tags_and_a_tag_forgets_not_coded(session, bar):
    bar.add_coding(dimension(session, "framing"))
    editor = bar.popover.editor
    press(Qt.Key.Key_Return)
    choose(editor.match, OPEN)
    assert bar.filter.codings == (Coding(dimension(session, "framing").uid, Match.NONE),)
    assert editor.choosing.chosen() == ()
    choose(editor.match, CODED)
    assert bar.filter.codings == (Coding(dimension(session, "framing").uid),)
    editor.choosing.field.setFocus()
    press(Qt.Key.Key_Return)
    assert bar.filter.codings[0].match is Match.ANY
    assert len(bar.filter.codings[0].tags) == 1


def test_an_actor_is_asked_for_in_a_role(session, bar):
    bar.add_coding(dimension(session, "actors"))
    editor = bar.popover.editor
    assert editor.role.isVisible()
    press(Qt.Key.Key_Return)
    choose(editor.role, "speaker")
    choose(editor.match, Match.NONE.value)
    coding = bar.filter.codings[0]
    assert (coding.role, coding.match) == ("speaker", Match.NONE)
    assert bar.chips()[0].phrase.text == f"without {tags(session, 'actors')[0].name} as speaker"


def test_a_condition_is_edited_where_it_stands(session, bar):
    framing, actors = dimension(session, "framing"), dimension(session, "actors")
    first = Coding(framing.uid, Match.ALL, (tags(session, "framing")[0].uid,), below=False)
    bar.put(ClaimFilter((first, Coding(actors.uid, role="target"))))
    bar.chips()[0].click()
    editor = bar.popover.editor
    assert editor.match.currentData() == Match.ALL.value
    assert not editor.below.isChecked()
    choose(editor.match, Match.ANY.value)
    assert [coding.match for coding in bar.filter.codings] == [Match.ANY, Match.ANY]
    bar.popover.close_editor()
    bar.chips()[1].click()
    assert bar.popover.editor.match.currentData() == CODED
    assert bar.popover.editor.role.currentData() == "target"


def test_with_and_without_take_each_others_place(bar):
    bar.edit(Phrase("texts", ""))
    editor = bar.popover.editor
    assert editor.choosing.list.item(0).text() == "With a note"
    press(Qt.Key.Key_Return)
    assert bar.filter.texts == ("note",)
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert bar.filter.texts == ("-note",)
    assert editor.choosing.list.item(0).checkState() == Qt.CheckState.Unchecked


@pytest.mark.parametrize(
    ("key", "row", "field", "values"),
    [
        ("outlets", 0, "outlets", 1),
        ("checks", 1, "checks", (CheckState.FLAGGED,)),
        ("coders", 0, "coders", 1),
        ("ownerships", 0, "ownerships", ("",)),
    ],
)
def test_fields_are_chosen_from_what_the_project_has(bar, key, row, field, values):
    bar.edit(Phrase(key, ""))
    bar.popover.editor.choosing._toggle(bar.popover.editor.choosing.list.item(row))
    chosen = getattr(bar.filter, field)
    assert chosen == values if isinstance(values, tuple) else len(chosen) == values


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026", "2026"),
        ("2026-03", "2026-03"),
        ("12 Mar 2026", "2026-03-12"),
        ("13.3.2026", "2026-03-13"),
        ("soon", ""),
    ],
)
def test_dates_are_read_as_people_type_them(typed, read):
    assert day(typed) == read


def test_dates_filter_once_they_can_be_read(bar):
    bar.edit(Phrase("dates", ""))
    editor = bar.popover.editor
    QTest.keyClicks(editor.since, "12 Ma")
    assert not bar.filter
    assert "No date" in editor._told.text()
    QTest.keyClicks(editor.since, "r 2026")
    assert bar.filter.since == "2026-03-12"
    editor.since.clear()
    editor.until.setText("2026")
    editor.until.textEdited.emit("2026")
    assert (bar.filter.since, bar.filter.until) == ("", "2026")


def test_an_editor_closes_when_the_person_goes_on_elsewhere(page, bar):
    bar.edit(Phrase("dates", ""))
    assert bar.popover.isVisible()
    page.table.setFocus()
    assert bar.popover.isHidden()


def test_an_editor_stays_below_what_it_edits_and_inside_the_page(page, bar):
    bar.put(ClaimFilter(checks=(CheckState.FLAGGED,), since="2026-01"))
    page.resize(700, 420)
    chip = bar.chips()[1]
    chip.click()
    below = chip.mapTo(page, chip.rect().bottomLeft())
    assert bar.popover.y() >= below.y()
    assert page.rect().contains(bar.popover.geometry())


def test_what_is_no_longer_offered_stays_chosen_beside_the_rest(qtbot):
    choosing = Choosing(Theme.light(), "Tags", [Option("a", "A"), Option("b", "B")], ("gone", "a"))
    qtbot.addWidget(choosing)
    assert choosing.chosen() == ("a", "gone")
    choosing._toggle(choosing.list.item(0))
    assert choosing.chosen() == ()
