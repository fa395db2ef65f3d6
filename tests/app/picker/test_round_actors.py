"""Actors in the round: their roles and kinds, and which of them stand first."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotations.codebook import Kind, Role

ENTER, TAB, BACK = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backspace
ESC, RIGHT = Qt.Key.Key_Escape, Qt.Key.Key_Right
LEFT_BUTTON = Qt.MouseButton.LeftButton
FRAMING, ACTORS, PILLAR, SENTIMENT = range(4)


def test_actors_named_in_the_passage_come_first_and_their_numbers_follow(bench, press, session, tags):
    actors = session.codebook.dimensions[ACTORS]
    session.run("Actor", lambda p: p.codebook.add_tag(actors.id, "Anna Berg"))
    bench.open(ACTORS)
    assert bench.shown()[:2] == ["The West", "Anna Berg"]
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
    assert bench.asked() == "Actors"
    press(ENTER, ENTER)
    assert tags()["actors"] == [("The outlet itself", "target"), ("The West", "speaker")]
    assert bench.asked() == ""


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
    assert bench.shown()[:3] == ["Other", "Leader", "Government"]
    assert [row.key for row in bench.answers.rows[:3]] == [*"012"]
    assert bench.highlighted() == "Other"
    press("5")
    assert bench.asked() == "Strategy pillar"
    assert tags()["actors"] == [("Port authority", "beneficiary")]
    assert bench.tag_of(ACTORS, "Port authority").type == session.codebook.dimensions[ACTORS].types[4].key
    session.undo()
    assert tags()["actors"] == []
    assert "Port authority" not in [tag.name for tag in session.codebook.tags]


@pytest.mark.parametrize("key", [ENTER, TAB, ESC, "0"])
def test_the_kind_of_a_new_actor_may_be_left_open(bench, press, tags, session, key):
    bench.open(ACTORS)
    press("Port authority", ENTER, "b", key)
    assert tags()["actors"] == [("Port authority", "beneficiary")]
    assert bench.tag_of(ACTORS, "Port authority").type == "other"
    assert bench.asked() == ""


def test_kinds_are_filtered_by_letters_and_backspace_goes_back_to_the_role(bench, press, tags, session):
    bench.open(ACTORS)
    press("Port authority", ENTER, "b", "fir")
    assert bench.shown() == ["State-owned firm", "Firm"]
    press(BACK, BACK, BACK, BACK, "t", "firm", ENTER)
    assert tags()["actors"] == [("Port authority", "target")]
    assert bench.tag_of(ACTORS, "Port authority").type == "firm"


def test_several_new_actors_are_made_without_leaving_the_picker(bench, press, tags):
    bench.open(ACTORS)
    press("Port", ENTER, shift=True)
    press("s", ENTER)
    assert bench.asked() == "Actors"
    press("Pilots", ENTER, "t", ENTER)
    assert tags()["actors"] == [("Port", "speaker"), ("Pilots", "target")]
    assert bench.asked() == ""


def test_a_dimension_without_kinds_of_actor_asks_for_none(bench, press, session, tags, tmp_path):
    from annotations.codebook import CodebookFile, Dimension
    from annotations.project import Project

    bare = CodebookFile("bare", "Bare", dimensions=(Dimension("Who", Kind.ACTORS, key="who"),))
    Project.create(tmp_path / "bare.pressmark", bare, coder=("Anna", "A")).close()
    assert session.open(tmp_path / "bare.pressmark", ("Anna", "A"))
    session.claim_id = bench.new_claim()
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


def test_an_actors_own_keys_ask_for_the_role_and_the_round_goes_on_from_there(bench, press, session, tags):
    west = bench.tag_of(ACTORS, "The West")
    bench.start()
    bench.round.answer(session.claim_id, west, bench.window.mapToGlobal(QPoint(500, 60)))
    press("T")
    assert tags()["actors"] == [("The West", "target")]
    assert bench.asked() == "Strategy pillar"


def test_an_actor_that_is_set_is_taken_away_with_all_roles(bench, press, tags, session):
    west = bench.tag_of(ACTORS, "The West").id

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
    session.claim_id = bench.new_claim()
    bench.open(ACTORS)
    assert bench.shown()[0] == "NATO"
