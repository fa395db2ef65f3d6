"""The inspector does by mouse what the round does by keys."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from annotations.claims import CheckState
from app.inspector.dimension import NotCoded
from app.moments import date_and_time
from app.theme import Theme

LEFT = Qt.MouseButton.LeftButton


def test_a_fresh_claim_is_not_coded_in_every_dimension(bench) -> None:
    bench.show()
    assert [row.dimension.key for row in bench.panel.rows] == ["framing", "actors", "pillar", "sentiment"]
    for row in bench.panel.rows:
        assert [label for label in row.findChildren(NotCoded) if label.isVisible()], row.dimension.name


def test_a_tag_is_shown_as_a_chip_and_its_cross_takes_it_away(bench) -> None:
    claim = bench.show()
    bench.session.run("Tag", lambda p: p.claims.tag(claim.id, bench.tag_id("framing", "brain-drain")))
    (chip,) = bench.row("framing").chips
    assert chip.words == "Brain drain"
    assert "Use:" in chip.toolTip()
    QTest.mouseClick(chip, LEFT, pos=QPoint(10, 12))
    assert len(bench.row("framing").chips) == 1, "a click beside the cross changes nothing"
    QTest.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 12, 12))
    assert bench.claims()[0].taggings == ()
    assert bench.session.undo_label == "Untag claim 1: Brain drain"


def test_an_actors_chip_names_the_role_and_only_that_role_is_taken_away(bench) -> None:
    claim = bench.show()
    outlet = bench.tag_id("actors", "the-outlet")
    bench.session.run("Tag", lambda p: [p.claims.tag(claim.id, outlet, role) for role in ("speaker", "target")])
    chips = bench.row("actors").chips
    assert [chip.words.rpartition(" · ")[2] for chip in chips] == ["speaker", "target"]
    QTest.keyClick(chips[0], Qt.Key.Key_Delete)
    assert [tagging.role for tagging in bench.claims()[0].taggings] == ["target"]


def test_a_scales_value_is_set_changed_and_taken_back_by_clicks(bench) -> None:
    bench.show()
    buttons = {button.text(): button for button in bench.row("sentiment").buttons}
    assert list(buttons) == ["−2", "−1", "0", "+1", "+2", "mixed", "not expressed", "none"]
    QTest.mouseClick(buttons["−1"], LEFT)
    QTest.mouseClick(buttons["+2"], LEFT)
    (tagging,) = bench.claims()[0].taggings
    assert bench.session.codebook.tag(tagging.tag_id).value == 2
    assert [text for text, button in buttons.items() if button.isChecked()] == ["+2"]
    QTest.mouseClick(buttons["+2"], LEFT)
    assert bench.claims()[0].taggings == ()


def test_zero_is_not_the_look_of_not_coded(bench) -> None:
    bench.show()
    zero = next(button for button in bench.row("sentiment").buttons if button.text() == "0")
    before = zero.grab().toImage()
    QTest.mouseClick(zero, LEFT)
    zero.clearFocus()
    assert zero.grab().toImage() != before
    assert not [label for label in bench.row("sentiment").findChildren(NotCoded) if label.isVisible()]


def test_the_tool_tip_of_a_tag_says_who_set_it_and_when(bench) -> None:
    claim = bench.show()
    mixed = bench.tag_id("sentiment", "mixed")
    moments = [datetime.now(tz=UTC)]
    bench.session.run("Tag", lambda p: p.claims.tag(claim.id, bench.tag_id("framing", "brain-drain")))
    moments.append(datetime.now(tz=UTC))  # midnight may have passed
    bench.session.run("Tag", lambda p: p.claims.tag(claim.id, mixed))
    days = [date_and_time(moment.astimezone()).partition(",")[0] for moment in moments]
    (chip,) = bench.row("framing").chips
    assert any(f"Set by Anna Lindqvist on {day}, " in chip.toolTip() for day in days)
    assert "Use:" in chip.toolTip()
    said = {button.tag.id: "Set by" in button.toolTip() for button in bench.row("sentiment").buttons}
    assert [tag for tag, named in said.items() if named] == [mixed]
    bench.session.undo()
    assert not any("Set by" in button.toolTip() for button in bench.row("sentiment").buttons)


def test_typing_on_at_a_pause_is_one_action(bench) -> None:
    bench.show()
    box = bench.panel.texts.boxes["note"]
    for words in ("Ask ", "the ", "library"):
        QTest.keyClicks(box, words)
        bench.panel.flush()
    QTest.keyClicks(bench.panel.texts.boxes["comment"], "c")
    bench.panel.flush()
    bench.session.undo()
    assert (bench.claims()[0].note, bench.claims()[0].comment) == ("Ask the library", "")
    bench.session.undo()
    assert bench.claims()[0].note == ""
    assert box.toPlainText() == ""
    assert bench.session.undo_label == "Fill"


def test_a_colleagues_tag_is_shown_without_a_cross(bench) -> None:
    claim = bench.show()
    boris = bench.session.run("Add coder", lambda p: p.coders.ensure("Boris Okafor", "BO"))
    bench.session.run("Tag", lambda p: p.claims.tag(claim.id, bench.tag_id("framing", "brain-drain"), coder_id=boris))
    assert bench.row("framing").chips == [], "another person's tags do not stand in for one's own claim's"
    bench.session.switch_coder("Boris Okafor", "BO")
    bench.show()
    assert [chip.words for chip in bench.row("framing").chips] == ["Brain drain"]
    bench.session.switch_coder("Carla Reyes", "CR")
    claim = bench.claims()[0]
    bench.session.run("Tag", lambda p: p.claims.tag(claim.id, bench.tag_id("pillar", "data"), coder_id=claim.coder_id))
    bench.show()
    (chip,) = bench.row("pillar").chips
    QTest.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 12, 12))
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert any(t.tag_id == bench.tag_id("pillar", "data") for t in bench.claims()[0].taggings)


def test_the_add_button_asks_for_that_dimensions_picker(bench, qtbot) -> None:
    bench.show()
    with qtbot.waitSignal(bench.panel.pick) as asked:
        QTest.mouseClick(bench.row("pillar").add_button, LEFT)
    assert asked.args == [2]


def test_without_an_active_claim_the_articles_claims_are_listed(bench, qtbot) -> None:
    bench.show(None)
    panel = bench.panel
    assert panel.list.isVisible()
    assert panel.list.count() == 2
    spoken = panel.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Claim 2: The fishermen laughed.. not coded"
    panel.list.setFocus()
    panel.list.setCurrentRow(1)
    with qtbot.waitSignal(panel.chosen) as chosen:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert chosen.args == [bench.claims()[1].id]


def test_what_is_typed_is_stored_when_another_claim_is_shown(bench) -> None:
    bench.show(0)
    bench.panel.focus_comment()
    QTest.keyClicks(bench.panel.texts.boxes["comment"], "For the reader")
    QTest.keyClicks(bench.panel.texts.boxes["note"], "For us")
    bench.panel.show_claim(bench.claims()[1], bench.claims())
    first, second = bench.claims()
    assert (first.comment, first.note) == ("For the reader", "For us")
    assert (second.comment, second.note) == ("", "")
    assert bench.panel.texts.boxes["comment"].toPlainText() == ""


def test_what_is_typed_is_stored_at_a_pause(bench, qtbot) -> None:
    bench.show()
    QTest.keyClicks(bench.panel.texts.boxes["note"], "Ask the library")
    assert bench.claims()[0].note == ""
    qtbot.waitUntil(lambda: bench.claims()[0].note == "Ask the library")
    assert bench.session.undo_label == "Edit note of claim 1"


def test_typing_goes_on_while_the_claim_changes_elsewhere(bench) -> None:
    claim = bench.show()
    box = bench.panel.texts.boxes["note"]
    QTest.keyClicks(box, "half a sen")
    bench.session.run("Tag", lambda p: p.claims.tag(claim.id, bench.tag_id("pillar", "data")))
    QTest.keyClicks(box, "tence")
    bench.panel.flush()
    assert bench.claims()[0].note == "half a sentence"


def test_undo_of_a_note_is_shown(bench) -> None:
    bench.show()
    box = bench.panel.texts.boxes["note"]
    QTest.keyClicks(box, "wrong")
    bench.panel.flush()
    bench.session.undo()
    assert box.toPlainText() == ""
    bench.session.redo()
    assert box.toPlainText() == "wrong"


def test_a_note_that_was_only_looked_at_is_not_changed(bench) -> None:
    claim = bench.show()
    text = "40\u00a0jobs"  # Qt gives a non-breaking space back as a plain one
    bench.session.run("Note", lambda p: p.claims.update(claim.id, note=text))
    bench.show()
    bench.panel.flush()
    bench.show(1)
    assert bench.claims()[0].note == text


def test_what_is_typed_is_stored_before_the_project_closes(bench) -> None:
    bench.show()
    QTest.keyClicks(bench.panel.texts.boxes["note"], "just before closing")
    path = bench.project.path
    bench.session.close_project()
    assert bench.session.open(path, ("Anna Lindqvist", "AL"))
    claims = bench.session.project.claims.all()
    assert claims[0].note == "just before closing"


def test_a_translation_remembers_who_made_it(bench) -> None:
    bench.show()
    QTest.keyClicks(bench.panel.texts.boxes["translation"], "The mayor promises work")
    bench.panel.flush()
    assert bench.claims()[0].translation_by == "AL"


@pytest.mark.parametrize("state", [CheckState.FLAGGED, CheckState.CHECKED])
def test_the_check_state_is_stored_with_who_checked(bench, state) -> None:
    bench.show()
    box = bench.panel.texts.state_box
    box.setCurrentIndex(box.findData(state))
    box.activated.emit(box.currentIndex())
    claim = bench.claims()[0]
    assert claim.check_state is state
    assert claim.checked_by == (bench.project.coder_id if state is CheckState.CHECKED else None)
    assert bench.panel.texts.question.isVisible() == (state is CheckState.FLAGGED)


def test_a_project_that_cannot_be_written_is_only_shown(bench) -> None:
    claim = bench.show()
    bench.session.run("Tag", lambda p: p.claims.tag(claim.id, bench.tag_id("framing", "brain-drain")))
    path = bench.project.path
    bench.session.close_project()
    assert bench.session.open_read_only(path)
    bench.project = bench.session.project
    bench.show()
    assert all(box.isReadOnly() for box in bench.panel.texts.boxes.values())
    assert not bench.row("framing").add_button.isEnabled()
    assert not any(button.isEnabled() for button in bench.row("sentiment").buttons)
    (chip,) = bench.row("framing").chips
    assert "Set by Anna Lindqvist" in chip.accessibleDescription(), "who set it can still be read by keyboard"
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert [chip.words for chip in bench.row("framing").chips] == ["Brain drain"]


def test_a_new_codebook_makes_new_rows(bench) -> None:
    bench.show()
    dimension = bench.session.codebook.by_key("framing")
    tag = bench.session.run("New tag", lambda p: p.codebook.add_tag(dimension.id, "Harbour pride"))
    claim = bench.claims()[0]
    bench.session.run("Tag", lambda p: p.claims.tag(claim.id, tag))
    assert [chip.words for chip in bench.row("framing").chips] == ["Harbour pride"]


def test_nothing_is_wider_than_a_narrow_panel(bench, qtbot) -> None:
    claim = bench.show()
    keys = ("technological-independence", "western-monopoly", "national-prestige")
    bench.session.run("Tag", lambda p: [p.claims.tag(claim.id, bench.tag_id("framing", key)) for key in keys])
    bench.panel.resize(240, 700)
    bench.panel.set_theme(Theme.dark())
    bench.show()
    chips = bench.row("framing").chips
    assert len(chips) == 3
    parts = [*bench.panel.rows, *chips, bench.panel.texts]

    def rightmost() -> int:
        return max(part.mapTo(bench.panel, QPoint(part.width(), 0)).x() for part in parts)

    qtbot.waitUntil(lambda: 120 < rightmost() <= 240)


def test_another_claim_is_read_from_its_head_unless_somebody_types_further_down(bench, qtbot) -> None:
    bench.panel.resize(260, 240)
    bench.show()
    scroll = bench.panel.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: scroll.maximum() > 0)
    scroll.setValue(scroll.maximum())
    bench.show()
    assert scroll.value() == scroll.maximum()
    bench.show(1)
    assert scroll.value() == 0
    bench.panel.texts.focus("note")
    qtbot.waitUntil(lambda: scroll.value() > 0)
    bench.show()
    assert scroll.value() > 0
