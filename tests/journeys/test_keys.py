"""Keys of one's own: given in the list of keys, used in the text, kept for the next day; and keys by their place."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_checks import bring_up

from annotations.importers.draft import Draft
from annotations.project import Project
from app.dialogs.keys import KeysDialog
from app.settings import Settings

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
TEXT = "The quay was sold in May. The buyer is unknown. The mayor says the price was fair. Nobody asked the gulls."
CODES = {"J": 36, "K": 37, "1": 2, "2": 3, "S": 31, "9": 10, "F": 33}
OFFSET = 8 if sys.platform.startswith("linux") else 0


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "quay.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:
        made.step("Fill", lambda opened: opened.articles.add(Draft(TEXT, headline="The quay")))
    return path


@pytest.fixture
def strike():
    """Strike a key by its place under a layout that types something else there."""

    def struck(place, text):
        target = QApplication.focusWidget()
        event = QKeyEvent(
            QEvent.Type.KeyPress, ord(text.upper()), Qt.KeyboardModifier.NoModifier, CODES[place] + OFFSET, 0, 0, text
        )
        QApplication.sendEvent(target, event)

    return struck


def change(desk, keys, command, *presses):
    """Open the list by F1, find a command by typing, press new keys for it; leaves the list by Esc."""
    keys(Qt.Key.Key_F1, CTRL)
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, KeysDialog) and w.isVisible()]
    bring_up(desk.qtbot, dialog)
    dialog.field.setFocus()
    keys(command)
    keys(ENTER)
    for press in presses:
        keys(*press)
    said = dialog.catcher.words
    if said:
        keys(ESC)
    dialog.reject()
    desk.read()
    return said


def sentence(window):
    span = window.reading.reader.current_sentence()
    return TEXT[span.start : span.end]


def test_keys_of_ones_own_work_at_once_and_the_next_day(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    assert change(desk, keys, "next sentence", ("U",)) == ""
    keys("U")
    assert sentence(window) == "The buyer is unknown."
    keys("J")
    assert sentence(window) == "The buyer is unknown.", "the key of before is free"
    desk.close()
    window = desk.start(project)
    desk.read()
    start = sentence(window)
    keys("U")
    assert sentence(window) != start
    assert window.commands.action("go.sentence").text().endswith("\tU")


def test_a_single_key_may_become_a_sequence_and_the_other_way_round(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    change(desk, keys, "next sentence", (Qt.Key.Key_J, CTRL))
    change(desk, keys, "larger text", ("U",))
    keys(Qt.Key.Key_J, CTRL)
    assert sentence(window) == "The buyer is unknown."
    before = window.reading.reader.reading_size
    keys("U")
    assert window.reading.reader.reading_size == before + 1


def test_keys_of_another_command_are_asked_for_and_may_be_left(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    said = change(desk, keys, "next sentence", ("K",))
    assert said == "K is “Previous sentence”, which would have no keys then."
    assert window.commands.get("go.sentence-back").key == "K"
    said = change(desk, keys, "next sentence", ("1",))
    assert said.startswith("1 is “Framing”. 1 is printed on the dimension")


def test_settings_that_were_spoiled_do_not_keep_the_window_from_opening(desk, keys, project, caplog) -> None:
    settings = Settings()
    settings.keep_keys("go.sentence", ("", "K"))
    settings.keep_keys("claim.add", ("\x00\x01", "☃"))
    settings.keep_keys("claim.pick-1", ("Ctrl+J", ""))
    window = desk.start(project)
    desk.read()
    keys("J")
    assert sentence(window) == "The buyer is unknown."
    keys(ENTER)
    assert window.coding.round.picker.isVisible()
    keys(ESC)
    assert len(caplog.records) == 3
    caplog.clear()


def test_under_a_cyrillic_layout_keys_go_by_place_and_the_menu_shows_its_letters(desk, strike, project) -> None:
    window = desk.start(project)
    desk.read()
    strike("J", "о")
    assert sentence(window) == "The buyer is unknown."
    strike("K", "л")
    assert sentence(window) == "The quay was sold in May."
    texts = {name: window.commands.action(name).text() for name in ("go.sentence", "claim.flag", "claim.repeat")}
    assert {name: text.partition("\t")[2] for name, text in texts.items()} == {
        "go.sentence": "О",
        "claim.flag": "А",
        "claim.repeat": "Ю",
    }


def test_under_azerty_digits_need_no_shift_in_text_and_picker(desk, keys, strike, project) -> None:
    window = desk.start(project)
    desk.read()
    keys(ENTER)
    strike("2", "é")
    strike("1", "&")
    strike("S", "s")
    keys(ESC)
    desk.read()
    strike("1", "&")
    assert window.coding.round.picker.isVisible()
    keys(ESC)
    (claim,) = window.session.project.claims.all()
    assert len(claim.taggings) == 2
    assert sorted(tagging.role for tagging in claim.taggings) == ["", "speaker"]


def test_a_tags_own_keys_work_in_the_text_in_fields_and_in_the_round(desk, keys, project) -> None:
    window = desk.start(project)
    codebook = window.session.codebook
    drain = next(tag for tag in codebook.tags if tag.name == "Brain drain")
    nato = next(tag for tag in codebook.tags if tag.name == "NATO")

    def give(opened):
        opened.codebook.update_tag(drain.id, shortcut="d")
        opened.codebook.update_tag(nato.id, shortcut="n")

    window.session.run("Keys of tags", give)
    desk.read()
    keys(Qt.Key.Key_D, ALT)
    assert window.toast.text.startswith("“Brain drain” was set on nothing")
    keys(ENTER)
    keys(Qt.Key.Key_N, ALT)
    keys("t")
    keys(ESC)
    keys("C")
    keys(Qt.Key.Key_D, ALT)
    (claim,) = window.session.project.claims.all()
    assert {(t.tag_id, t.role) for t in claim.taggings} == {(drain.id, ""), (nato.id, "target")}


def test_a_tag_with_the_keys_of_a_command_says_so_in_the_list(desk, keys, project) -> None:
    window = desk.start(project)
    tag = next(tag for tag in window.session.codebook.tags if tag.name == "Brain drain")
    window.session.run("Key", lambda opened: opened.codebook.update_tag(tag.id, shortcut="f"))
    assert ("Framing: Brain drain", "Alt+F does not work: it opens the menu File") in window.tag_keys.lines()
    other = next(tag for tag in window.session.codebook.tags if tag.name == "NATO")
    window.session.run("Key", lambda opened: opened.codebook.update_tag(other.id, shortcut="n"))
    desk.read()
    said = change(desk, keys, "next sentence", (Qt.Key.Key_N, ALT))
    assert said.startswith("Alt+N sets the tag “NATO”.")


def test_esc_leads_from_a_field_back_to_the_same_sentence(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys("JJ")
    keys(ENTER)
    keys(ESC)
    keys("C")
    keys("JK123.")
    assert window.inspector.texts.boxes["comment"].toPlainText() == "JK123."
    keys(ESC)
    assert QApplication.focusWidget() is window.reading.reader
    assert sentence(window) == "The mayor says the price was fair."
    QTest.keyClick(window.reading.reader, Qt.Key.Key_J)
    assert sentence(window) == "Nobody asked the gulls."
