"""The round, driven by keys and by mouse; what it stored is read from the project."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.errors import StepRefusedError

ENTER, TAB, BACK, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backspace, Qt.Key.Key_Escape
LEFT_BUTTON = Qt.MouseButton.LeftButton
FRAMING, ACTORS, PILLAR, SENTIMENT = range(4)


# -- the way through


def test_six_keys_tag_a_claim_on_all_four_dimensions(bench, press, tags):
    bench.start()
    press("2", "1", "S", "3", "9")
    assert tags() == {
        "framing": ["Western monopoly as threat"],
        "actors": [("The West", "speaker")],
        "pillar": ["Adoption in industry and the state"],
        "sentiment": ["Critical"],
    }
    assert bench.asked() == ""
    assert bench.finished == [True]


def test_every_pick_is_one_step_with_a_name(bench, press, session):
    bench.start()
    press("2", "1", "S")
    assert session.undo_label == "Tag claim 1: The West"
    session.undo()
    assert session.undo_label == "Tag claim 1: Western monopoly as threat"


def test_pickers_come_in_codebook_order_and_the_last_one_ends_the_round(bench, press, session):
    bench.start()
    seen = []
    for _ in session.codebook.dimensions:
        seen.append(bench.asked())
        press(TAB)
    assert seen == [dimension.name for dimension in session.codebook.dimensions]
    assert bench.asked() == ""


def test_it_starts_at_the_first_dimension_that_is_not_coded_and_goes_on_through_all(bench, press, session):
    codebook = session.codebook
    frame = codebook.tags_of(codebook.dimensions[FRAMING].id)[0].id
    pillar = codebook.tags_of(codebook.dimensions[PILLAR].id)[0].id
    session.run("Tag", lambda p: [p.claims.tag(session.claim_id, tag) for tag in (frame, pillar)])
    bench.start()
    assert bench.asked() == "Actors"
    press(TAB)
    assert bench.asked() == "Strategy pillar"
    press(BACK, BACK)
    assert bench.asked() == "Framing"


def test_back_in_an_empty_filter_goes_back_and_stops_at_the_first(bench, press):
    bench.start()
    press(TAB, TAB, BACK)
    assert bench.asked() == "Actors"
    press(BACK, BACK, BACK)
    assert bench.asked() == "Framing"


def test_backspace_takes_away_letters_before_it_goes_back(bench, press):
    bench.start()
    press(TAB, TAB, "da", BACK)
    assert (bench.asked(), bench.field.text()) == ("Strategy pillar", "d")


def test_escape_ends_the_round_from_everywhere_and_keeps_what_was_picked(bench, press, tags):
    bench.start()
    press("1", "1", ESC)
    assert bench.asked() == ""
    assert tags()["framing"] == ["Technological independence"]
    assert tags()["actors"] == []
    assert bench.finished == [True]


def test_a_single_picker_ends_after_its_pick(bench, press, tags):
    bench.open(PILLAR)
    press(BACK)
    assert bench.asked() == "Strategy pillar"
    press("1")
    assert tags()["pillar"] == ["Compute and supercomputing"]
    assert bench.asked() == ""


def test_a_tags_own_keys_answer_the_round_or_are_set_beside_it(bench, press, session, tags):
    drain, pillar = (
        bench.tag_of(FRAMING, "Brain drain"),
        session.codebook.tags_of(session.codebook.dimensions[PILLAR].id)[0],
    )
    near = bench.window.mapToGlobal(QPoint(500, 60))
    bench.start()
    bench.round.answer(session.claim_id, drain, near)
    assert bench.asked() == "Actors", "it answers what is asked"
    press("an")
    bench.round.answer(session.claim_id, pillar, near)
    assert (bench.asked(), bench.field.text()) == ("Actors", "an"), "what is typed stays"
    assert (tags()["framing"], tags()["pillar"]) == (["Brain drain"], [pillar.name])
    bench.round.answer(session.claim_id, pillar, near)
    assert tags()["pillar"] == []


# -- keyboards


def test_under_a_cyrillic_layout_letters_filter_and_places_answer(bench, strike, session, tags):
    actors = session.codebook.dimensions[ACTORS]
    session.run("Actor", lambda p: p.codebook.add_tag(actors.id, "Берг"))
    bench.open(ACTORS)
    for letter, place in (("б", 51), ("е", 20), ("р", 35)):
        strike(letter, place)
    assert bench.shown()[0] == "Берг"
    strike("\r", 28, key=ENTER)
    strike("ы", 31)  # the S of an English keyboard
    assert tags()["actors"] == [("Берг", "speaker")]
    bench.open(SENTIMENT)
    strike("ь", 50)  # its M
    assert tags()["sentiment"] == ["Mixed"]


def test_under_azerty_digits_need_no_shift_and_the_minus_is_no_6(bench, strike, tags):
    bench.open(FRAMING)
    strike("&", 2)
    assert tags()["framing"] == ["Technological independence"]
    bench.open(FRAMING)
    strike("2", 3, shift=True)
    assert bench.asked() == "", "Shift only types the digit there, and does not mean that the picker stays"
    bench.open(SENTIMENT)
    strike("-", 7)
    strike("&", 2)
    assert tags()["sentiment"] == ["Critical"]


def test_under_azerty_the_letter_on_the_box_counts(bench, strike, tags):
    bench.open(ACTORS)
    strike("&", 2)
    strike("a", 16)  # where an English keyboard has its Q
    assert tags()["actors"] == [("The West", "addressee")]


# -- the mouse


def test_a_click_on_a_row_picks_it_and_with_ctrl_the_picker_stays(bench, tags):
    bench.start()
    rows = bench.answers.list
    where = rows.visualItemRect(rows.item(2)).center()
    QTest.mouseClick(rows.viewport(), LEFT_BUTTON, Qt.KeyboardModifier.ControlModifier, where)
    assert tags()["framing"] == ["Doubt about the strategy"]
    assert bench.asked() == "Framing"
    QTest.mouseClick(rows.viewport(), LEFT_BUTTON, pos=where)
    assert tags()["framing"] == []
    assert bench.field.hasFocus()


def test_a_click_on_a_box_sets_the_value(bench, tags):
    bench.open(SENTIMENT)
    QTest.mouseClick(bench.answers.boxes._boxes[0], LEFT_BUTTON)
    assert tags()["sentiment"] == ["Hostile"]


def test_the_hints_below_can_be_clicked(bench, tags):
    bench.start()
    foot = bench.picker.foot
    QTest.mouseClick(foot.skip, LEFT_BUTTON)
    assert bench.asked() == "Actors"
    QTest.mouseClick(foot.back, LEFT_BUTTON)
    QTest.mouseClick(foot.stay, LEFT_BUTTON)
    QTest.mouseClick(foot.pick, LEFT_BUTTON)
    assert len(tags()["framing"]) == 2
    QTest.mouseClick(foot.end, LEFT_BUTTON)
    assert bench.asked() == ""


def test_a_click_elsewhere_closes_the_picker_and_leaves_the_focus_there(bench):
    bench.start()
    QTest.mouseClick(bench.elsewhere, LEFT_BUTTON, pos=QPoint(3, 3))
    assert bench.asked() == ""
    assert bench.finished == []
    assert QApplication.focusWidget() is bench.elsewhere


# -- what others do meanwhile


def test_a_claim_undone_while_the_picker_is_open_ends_the_round(bench, press, session):
    bench.start()
    session.undo()
    assert bench.asked() == ""
    assert bench.finished == [True]


def test_undoing_shows_in_the_open_picker_and_keeps_what_was_typed(bench, press, session):
    bench.start()
    press(ENTER, shift=True)
    press("strat")
    session.undo()
    assert bench.picker._question.chosen == {}
    assert bench.field.text() == "strat"
    assert bench.highlighted() == "Doubt about the strategy"


def test_ctrl_z_undoes_the_project_while_nothing_is_typed_and_the_field_otherwise(bench, press, session, tags):
    from PySide6.QtGui import QKeySequence, QShortcut

    QShortcut(QKeySequence.StandardKey.Undo, bench.window, session.undo)
    bench.start()
    press("1")
    control = Qt.KeyboardModifier.ControlModifier
    press("xy")
    QTest.keyClick(bench.field, Qt.Key.Key_Z, control)
    assert tags()["framing"] == ["Technological independence"]
    bench.field.setText("")
    QTest.keyClick(bench.field, Qt.Key.Key_Z, control)
    assert tags()["framing"] == []
    assert bench.asked() == "Actors"


def test_an_actor_deleted_while_its_role_is_asked_is_asked_for_again(bench, press, session):
    actors = session.codebook.dimensions[ACTORS]
    session.run("Actor", lambda p: p.codebook.add_tag(actors.id, "Port authority"))
    bench.open(ACTORS)
    press("port", ENTER)
    assert bench.highlighted() == "speaker"
    session.undo()
    assert bench.asked() == "Actors"
    assert "The West" in bench.shown()
    assert "Port authority" not in bench.shown()


def test_closing_the_project_closes_the_picker(bench, session):
    bench.start()
    session.close_project()
    assert bench.picker.isHidden()
    assert bench.finished == []


def test_where_a_step_is_refused_the_picker_stays(bench, press, session, tags, monkeypatch):
    bench.start()
    monkeypatch.setattr(type(session), "why_not", property(lambda self: "Wait until this is done: Import"))
    press("1")
    assert isinstance(session.refused[0], StepRefusedError)
    assert bench.asked() == "Framing"
    monkeypatch.undo()
    assert tags()["framing"] == []


def test_a_tag_from_outside_is_set_and_an_actors_role_is_asked(bench, press, session, tags):
    near = bench.window.mapToGlobal(QPoint(500, 60))
    bench.round.answer(session.claim_id, bench.tag_of(PILLAR, "Data"), near)
    assert tags()["pillar"] == ["Data"]
    assert bench.asked() == ""
    bench.round.answer(session.claim_id, bench.tag_of(ACTORS, "NATO"), near)
    press("T")
    assert tags()["actors"] == [("NATO", "target")]


def test_taggings_of_other_coders_are_left_alone(bench, press, session, tags):
    bench.open(FRAMING)
    press("1")
    session.switch_coder("Boris", "B")
    assert tags()["framing"] == []
    bench.open(FRAMING)
    press("1")
    assert tags()["framing"] == ["Technological independence"]
    assert len(session.project.claims.get(session.claim_id).taggings) == 2
