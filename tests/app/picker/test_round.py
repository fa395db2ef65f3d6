"""The round, driven by keys and by mouse; what it stored is read from the project."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.codebook import Kind, Role
from annotations.errors import StepRefusedError

ENTER, TAB, BACK, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backspace, Qt.Key.Key_Escape
DOWN, UP, RIGHT = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right
LEFT_BUTTON = Qt.MouseButton.LeftButton
FRAMING, ACTORS, PILLAR, SENTIMENT = range(4)


def asked(bench):
    """Name of the dimension that is asked, empty where nothing is."""
    return "" if bench.picker.isHidden() else bench.field.accessibleName()


def shown(bench):
    return [bench.answers.list.item(n).text() for n in range(bench.answers.list.count())]


def highlighted(bench):
    return bench.field.accessibleDescription()


def tag_of(session, dimension, name):
    return next(t for t in session.codebook.tags_of(session.codebook.dimensions[dimension].id) if t.name == name)


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
    assert asked(bench) == ""
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
        seen.append(asked(bench))
        press(TAB)
    assert seen == [dimension.name for dimension in session.codebook.dimensions]
    assert asked(bench) == ""


def test_back_in_an_empty_filter_goes_back_and_stops_at_the_first(bench, press):
    bench.start()
    press(TAB, TAB, BACK)
    assert asked(bench) == "Actors"
    press(BACK, BACK, BACK)
    assert asked(bench) == "Framing"


def test_backspace_takes_away_letters_before_it_goes_back(bench, press):
    bench.start()
    press(TAB, TAB, "da", BACK)
    assert (asked(bench), bench.field.text()) == ("Strategy pillar", "d")


def test_escape_ends_the_round_from_everywhere_and_keeps_what_was_picked(bench, press, tags):
    bench.start()
    press("1", "1", ESC)
    assert asked(bench) == ""
    assert tags()["framing"] == ["Technological independence"]
    assert tags()["actors"] == []
    assert bench.finished == [True]


def test_a_single_picker_ends_after_its_pick(bench, press, tags):
    bench.open(PILLAR)
    press(BACK)
    assert asked(bench) == "Strategy pillar"
    press("1")
    assert tags()["pillar"] == ["Compute and supercomputing"]
    assert asked(bench) == ""


# -- the list


def test_letters_and_spaces_filter_and_rows_have_no_key_then(bench, press, tags):
    bench.start()
    assert [row.key for row in bench.answers.rows][:2] == ["1", "2"]
    press("drain")
    assert shown(bench) == ["Brain drain", "Create “drain”"]
    assert [row.key for row in bench.answers.rows] == [""]


@pytest.mark.parametrize("name", ["G7", "GPT-4", "Vision 2030", "Plan 0"])
def test_a_name_with_digits_can_be_typed(bench, press, tags, name):
    bench.open(FRAMING)
    press(name)
    assert asked(bench) == "Framing"
    assert bench.field.text() == name
    press(ENTER)
    assert tags()["framing"] == [name]


def test_behind_a_space_a_name_may_begin_with_a_digit(bench, press, tags):
    bench.open(FRAMING)
    press(" 5G", ENTER)
    assert tags()["framing"] == ["5G"]


def test_digits_of_the_keypad_pick_and_are_typed_alike(bench, press, tags):
    keypad = Qt.KeyboardModifier.KeypadModifier
    bench.open(FRAMING)
    press("g")
    QTest.keyClick(bench.field, Qt.Key.Key_7, keypad)
    assert (asked(bench), bench.field.text()) == ("Framing", "g7")
    press(BACK, BACK)
    QTest.keyClick(bench.field, Qt.Key.Key_7, keypad)
    assert tags()["framing"] == ["Brain drain"]


def test_enter_picks_the_best_match_and_moves_on(bench, press, tags):
    bench.start()
    press("race for")
    assert highlighted(bench) == "Race for supremacy"
    press(ENTER)
    assert tags()["framing"] == ["Race for supremacy"]
    assert asked(bench) == "Actors"


def test_shift_enter_picks_several_and_the_highlight_moves_on(bench, press, tags):
    bench.start()
    press(ENTER, shift=True)
    assert highlighted(bench) == "Western monopoly as threat"
    press(ENTER, shift=True)
    press(ENTER)
    assert len(tags()["framing"]) == 3
    assert asked(bench) == "Actors"


def test_the_arrows_move_and_go_round(bench, press, session):
    bench.start()
    press(UP)
    assert highlighted(bench) == "None of these"
    press(DOWN, DOWN)
    assert highlighted(bench) == "Western monopoly as threat"


def test_0_is_none_of_these_and_takes_the_place_of_all(bench, press, tags):
    bench.start()
    press(ENTER, shift=True)
    press("0")
    assert tags()["framing"] == ["None of these"]
    assert asked(bench) == "Actors"


def test_a_tag_that_is_set_is_taken_away_and_the_picker_stays(bench, press, tags, session):
    bench.open(FRAMING)
    press("3")
    bench.open(FRAMING)
    assert highlighted(bench) == "Technological independence", "Enter alone must not take away what is set"
    press("3")
    assert tags()["framing"] == []
    assert asked(bench) == "Framing"
    assert session.undo_label == "Untag claim 1: Doubt about the strategy"


def test_a_name_that_does_not_exist_becomes_a_tag(bench, press, tags):
    bench.start()
    press("Harbour  pride", ENTER)
    assert tags()["framing"] == ["Harbour pride"]
    assert asked(bench) == "Actors"


def test_the_new_tag_stands_behind_the_matches(bench, press, tags):
    bench.start()
    press("race")
    assert shown(bench)[-1] == "Create “race”"
    press(UP, ENTER)
    assert tags()["framing"] == ["race"]


def test_held_keys_answer_nothing(bench, strike, tags):
    """The Enter that made the claim may still be held down."""
    bench.start()
    strike("\r", 28, held=True, key=ENTER)
    strike("1", 2, held=True)
    strike("\t", 15, held=True, key=TAB)
    assert asked(bench) == "Framing"
    assert tags()["framing"] == []


def test_thirty_tags_are_reached_by_letters(bench, press, tags, session):
    framing = session.codebook.dimensions[FRAMING]

    def many(project):
        for n in range(18):
            project.codebook.add_tag(framing.id, f"Extra {n:02}")

    session.run("Many", many)
    bench.start()
    assert bench.answers.list.count() == 31
    press("extra")
    press(*[DOWN] * 17, ENTER)
    assert tags()["framing"] == ["Extra 17"]


def test_a_dimension_without_tags_offers_none_of_these_and_a_new_one(bench, press, session, tags, tmp_path):
    from annotations.codebook import CodebookFile, Dimension
    from annotations.project import Project

    bare = CodebookFile("bare", "Bare", dimensions=(Dimension("Mood", Kind.MANY, key="mood"),))
    Project.create(tmp_path / "bare.pressmark", bare, coder=("Anna", "A")).close()
    assert session.open(tmp_path / "bare.pressmark", ("Anna", "A"))
    session.claim_id = _claim_in(session)
    bench.start()
    assert shown(bench) == ["None of these"]
    press("grim", ENTER)
    assert tags() == {"mood": ["grim"]}


def test_a_codebook_without_dimensions_has_no_round(bench, session, tmp_path):
    from annotations.codebook import CodebookFile
    from annotations.project import Project

    Project.create(tmp_path / "empty.pressmark", CodebookFile("empty", "Empty"), coder=("Anna", "A")).close()
    assert session.open(tmp_path / "empty.pressmark", ("Anna", "A"))
    session.claim_id = _claim_in(session)
    bench.start()
    assert bench.picker.isHidden()
    assert bench.finished == [True]


def _claim_in(session):
    from annotations.importers.draft import Draft
    from annotations.spans import Span

    return session.run("Fill", lambda p: p.claims.add(p.articles.add(Draft("Some words here.")), Span(0, 4)))


# -- actors


def test_actors_named_in_the_passage_come_first_and_their_numbers_follow(bench, press, session, tags):
    actors = session.codebook.dimensions[ACTORS]
    session.run("Actor", lambda p: p.codebook.add_tag(actors.id, "Anna Berg"))
    bench.open(ACTORS)
    assert shown(bench)[:2] == ["The West", "Anna Berg"]
    press("2", "S")
    assert tags()["actors"] == [("Anna Berg", "speaker")]


@pytest.mark.parametrize("role", Role)
def test_one_letter_gives_the_role(bench, press, tags, role):
    bench.open(ACTORS)
    press("1", role.value[0])
    assert tags()["actors"] == [("The West", role.value)]


def test_enter_makes_the_first_actor_speaker_and_the_second_target(bench, press, tags):
    bench.open(ACTORS)
    press(ENTER, shift=True)
    press(ENTER)
    assert asked(bench) == "Actors"
    press(ENTER, ENTER)
    assert tags()["actors"] == [("The outlet itself", "target"), ("The West", "speaker")]
    assert asked(bench) == ""


def test_the_role_can_be_chosen_by_arrows_and_by_mouse(bench, press, tags):
    bench.open(ACTORS)
    press("1", RIGHT, RIGHT, ENTER)
    assert tags()["actors"] == [("The West", "addressee")]
    bench.open(ACTORS)
    press("2")
    box = bench.answers.boxes._boxes[4]
    QTest.mouseClick(box, LEFT_BUTTON)
    assert ("The outlet itself", "mentioned") in tags()["actors"]


def test_other_keys_give_no_role_and_backspace_asks_for_the_actor_again(bench, press, tags):
    bench.open(ACTORS)
    press("1", "xq5")
    assert bench.field.text() == ""
    press(BACK, "2", "T")
    assert tags()["actors"] == [("The outlet itself", "target")]


def test_none_of_these_needs_no_role(bench, press, tags):
    bench.open(ACTORS)
    press("0")
    assert tags()["actors"] == ["None of these"]


def test_a_new_actor_is_asked_for_role_and_kind_and_is_one_step(bench, press, tags, session):
    bench.start()
    press(TAB, "Port authority", ENTER, "b")
    assert shown(bench)[:3] == ["Other", "Leader", "Government"]
    assert [row.key for row in bench.answers.rows[:3]] == [*"012"]
    assert highlighted(bench) == "Other"
    press("5")
    assert asked(bench) == "Strategy pillar"
    assert tags()["actors"] == [("Port authority", "beneficiary")]
    assert tag_of(session, ACTORS, "Port authority").type == session.codebook.dimensions[ACTORS].types[4].key
    session.undo()
    assert tags()["actors"] == []
    assert "Port authority" not in [tag.name for tag in session.codebook.tags]


@pytest.mark.parametrize("key", [ENTER, TAB, ESC, "0"])
def test_the_kind_of_a_new_actor_may_be_left_open(bench, press, tags, session, key):
    bench.open(ACTORS)
    press("Port authority", ENTER, "b", key)
    assert tags()["actors"] == [("Port authority", "beneficiary")]
    assert tag_of(session, ACTORS, "Port authority").type == "other"
    assert asked(bench) == ""


def test_kinds_are_filtered_by_letters_and_backspace_goes_back_to_the_role(bench, press, tags, session):
    bench.open(ACTORS)
    press("Port authority", ENTER, "b", "fir")
    assert shown(bench) == ["State-owned firm", "Firm"]
    press(BACK, BACK, BACK, BACK, "t", "firm", ENTER)
    assert tags()["actors"] == [("Port authority", "target")]
    assert tag_of(session, ACTORS, "Port authority").type == "firm"


def test_several_new_actors_are_made_without_leaving_the_picker(bench, press, tags):
    bench.open(ACTORS)
    press("Port", ENTER, shift=True)
    press("s", ENTER)
    assert asked(bench) == "Actors"
    press("Pilots", ENTER, "t", ENTER)
    assert tags()["actors"] == [("Port", "speaker"), ("Pilots", "target")]
    assert asked(bench) == ""


def test_a_dimension_without_kinds_of_actor_asks_for_none(bench, press, session, tags, tmp_path):
    from annotations.codebook import CodebookFile, Dimension
    from annotations.project import Project

    bare = CodebookFile("bare", "Bare", dimensions=(Dimension("Who", Kind.ACTORS, key="who"),))
    Project.create(tmp_path / "bare.pressmark", bare, coder=("Anna", "A")).close()
    assert session.open(tmp_path / "bare.pressmark", ("Anna", "A"))
    session.claim_id = _claim_in(session)
    bench.open(0)
    press("Port", ENTER, "a")
    assert tags() == {"who": [("Port", "addressee")]}


def test_why_actors_stand_first_is_written_behind_them(bench, press, session):
    bench.open(ACTORS)
    press("2", "S")
    bench.open(ACTORS)
    rows = bench.answers.rows
    assert [(row.tag.name, row.note) for row in rows[:3]] == [
        ("The West", "in the passage"),
        ("The outlet itself", "spoke last"),
        (rows[2].tag.name, ""),
    ]
    said = bench.answers.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "The West, key 1, in the passage"


def test_tags_beneath_others_follow_them_and_are_indented(bench, session):
    framing = session.codebook.dimensions[FRAMING]
    first = session.codebook.tags_of(framing.id)[0]

    def fill(project):
        project.codebook.add_tag(framing.id, "Beneath", parent_id=first.id)

    session.run("Add", fill)
    bench.open(FRAMING)
    assert [(row.tag.name, row.level, row.key) for row in bench.answers.rows[:2]] == [
        (first.name, 0, "1"),
        ("Beneath", 1, "2"),
    ]


def test_a_definition_is_scrolled_by_keys(bench, press, qapp):
    bench.open(FRAMING)
    bench.picker.resize(bench.picker.width(), 260)
    qapp.processEvents()
    bar = bench.answers.about.verticalScrollBar()
    assert bar.maximum() > 0
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(bench.field, Qt.Key.Key_PageDown, control)
    assert bar.value() > 0
    QTest.keyClick(bench.field, Qt.Key.Key_PageUp, control)
    assert bar.value() == 0
    assert highlighted(bench) == "Technological independence"


def test_a_tags_own_keys_answer_the_round_or_are_set_beside_it(bench, press, session, tags):
    drain, pillar = (
        tag_of(session, FRAMING, "Brain drain"),
        session.codebook.tags_of(session.codebook.dimensions[PILLAR].id)[0],
    )
    near = bench.window.mapToGlobal(QPoint(500, 60))
    bench.start()
    bench.round.answer(session.claim_id, drain, near)
    assert asked(bench) == "Actors", "it answers what is asked"
    press("an")
    bench.round.answer(session.claim_id, pillar, near)
    assert (asked(bench), bench.field.text()) == ("Actors", "an"), "what is typed stays"
    assert (tags()["framing"], tags()["pillar"]) == (["Brain drain"], [pillar.name])
    bench.round.answer(session.claim_id, pillar, near)
    assert tags()["pillar"] == []


def test_an_actors_own_keys_ask_for_the_role_and_the_round_goes_on_from_there(bench, press, session, tags):
    west = tag_of(session, ACTORS, "The West")
    bench.start()
    bench.round.answer(session.claim_id, west, bench.window.mapToGlobal(QPoint(500, 60)))
    press("T")
    assert tags()["actors"] == [("The West", "target")]
    assert asked(bench) == "Strategy pillar"


def test_an_actor_that_is_set_is_taken_away_with_all_roles(bench, press, tags, session):
    west = tag_of(session, ACTORS, "The West").id

    def both(project):
        for role in (Role.SPEAKER, Role.TARGET):
            project.claims.tag(session.claim_id, west, role)

    session.run("Both", both)
    bench.open(ACTORS)
    press("1")
    assert tags()["actors"] == []


def test_the_last_speaker_comes_first_on_the_next_claim(bench, press, session, tags):
    bench.open(ACTORS)
    press("nato", ENTER, "S")
    session.claim_id = _claim_in(session)
    bench.open(ACTORS)
    assert shown(bench)[0] == "NATO"


# -- the scale


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("8", "Hostile"),
        ("9", "Critical"),
        ("0", "Neutral"),
        ("1", "Favourable"),
        ("2", "Admiring"),
        ("-2", "Hostile"),
        ("-1", "Critical"),
        ("+1", "Favourable"),
        ("+2", "Admiring"),
        ("m", "Mixed"),
        ("n", "Not expressed"),
        ("x", "None of these"),
    ],
)
def test_the_keys_of_the_scale(bench, press, tags, keys, name):
    bench.open(SENTIMENT)
    press(keys)
    assert tags()["sentiment"] == [name]


def test_behind_a_word_digits_are_no_values(bench, press, tags):
    bench.open(SENTIMENT)
    press("fa8")
    assert (bench.field.text(), tags()["sentiment"]) == ("fa8", [])


def test_behind_a_sign_the_boxes_show_the_digit_of_the_value(bench, press):
    bench.open(SENTIMENT)
    press("-")
    faces = bench.answers.boxes.faces
    assert [(face.value, face.key) for face in faces if face.fits] == [("−2", "2"), ("−1", "1")]


def test_the_keys_are_printed_on_the_boxes(bench):
    bench.open(SENTIMENT)
    faces = bench.answers.boxes.faces
    assert [(face.value, face.key) for face in faces[:5]] == [
        ("−2", "8"),
        ("−1", "9"),
        ("0", "0"),
        ("+1", "1"),
        ("+2", "2"),
    ]
    assert [(face.name, face.key) for face in faces[5:]] == [
        ("Mixed", "M"),
        ("Not expressed", "N"),
        ("None of these", "X"),
    ]


def test_enter_alone_says_nothing_on_a_scale_that_has_no_value(bench, press, tags):
    bench.open(SENTIMENT)
    press(ENTER)
    assert tags()["sentiment"] == []
    assert asked(bench) == "Sentiment toward the West"


def test_enter_keeps_the_value_that_is_set_and_its_key_takes_it_away(bench, press, tags):
    bench.open(SENTIMENT)
    press("9")
    bench.open(SENTIMENT)
    press(ENTER)
    assert tags()["sentiment"] == ["Critical"]
    assert asked(bench) == ""
    bench.open(SENTIMENT)
    press("9")
    assert tags()["sentiment"] == []


def test_a_word_can_be_typed_and_the_arrows_move_along_the_scale(bench, press, tags):
    bench.open(SENTIMENT)
    press("favo", ENTER)
    assert tags()["sentiment"] == ["Favourable"]
    bench.open(SENTIMENT)
    press(RIGHT, ENTER)
    assert tags()["sentiment"] == ["Admiring"]


# -- keyboards


def test_under_a_cyrillic_layout_letters_filter_and_places_answer(bench, strike, session, tags):
    actors = session.codebook.dimensions[ACTORS]
    session.run("Actor", lambda p: p.codebook.add_tag(actors.id, "Берг"))
    bench.open(ACTORS)
    for letter, place in (("б", 51), ("е", 20), ("р", 35)):
        strike(letter, place)
    assert shown(bench)[0] == "Берг"
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
    assert asked(bench) == "", "Shift only types the digit there, and does not mean that the picker stays"
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
    assert asked(bench) == "Framing"
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
    assert asked(bench) == "Actors"
    QTest.mouseClick(foot.back, LEFT_BUTTON)
    QTest.mouseClick(foot.stay, LEFT_BUTTON)
    QTest.mouseClick(foot.pick, LEFT_BUTTON)
    assert len(tags()["framing"]) == 2
    QTest.mouseClick(foot.end, LEFT_BUTTON)
    assert asked(bench) == ""


def test_a_click_elsewhere_closes_the_picker_and_leaves_the_focus_there(bench):
    bench.start()
    QTest.mouseClick(bench.elsewhere, LEFT_BUTTON, pos=QPoint(3, 3))
    assert asked(bench) == ""
    assert bench.finished == []
    assert QApplication.focusWidget() is bench.elsewhere


# -- what others do meanwhile


def test_a_claim_undone_while_the_picker_is_open_ends_the_round(bench, press, session):
    bench.start()
    session.undo()
    assert asked(bench) == ""
    assert bench.finished == [True]


def test_undoing_shows_in_the_open_picker_and_keeps_what_was_typed(bench, press, session):
    bench.start()
    press(ENTER, shift=True)
    press("strat")
    session.undo()
    assert bench.picker._question.chosen == {}
    assert bench.field.text() == "strat"
    assert highlighted(bench) == "Doubt about the strategy"


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
    assert asked(bench) == "Actors"


def test_an_actor_deleted_while_its_role_is_asked_is_asked_for_again(bench, press, session):
    actors = session.codebook.dimensions[ACTORS]
    session.run("Actor", lambda p: p.codebook.add_tag(actors.id, "Port authority"))
    bench.open(ACTORS)
    press("port", ENTER)
    assert highlighted(bench) == "speaker"
    session.undo()
    assert asked(bench) == "Actors"
    assert "The West" in shown(bench)
    assert "Port authority" not in shown(bench)


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
    assert asked(bench) == "Framing"
    monkeypatch.undo()
    assert tags()["framing"] == []


def test_a_tag_from_outside_is_set_and_an_actors_role_is_asked(bench, press, session, tags):
    near = bench.window.mapToGlobal(QPoint(500, 60))
    bench.round.answer(session.claim_id, tag_of(session, PILLAR, "Data"), near)
    assert tags()["pillar"] == ["Data"]
    assert asked(bench) == ""
    bench.round.answer(session.claim_id, tag_of(session, ACTORS, "NATO"), near)
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
