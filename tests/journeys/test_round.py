"""A morning's claims by keys alone, counted; what is stored is read with plain SQL."""

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotations.importers.draft import Draft
from annotations.project import Project

ENTER, ESC, TAB, BACK = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backspace
SHIFT = Qt.KeyboardModifier.ShiftModifier
SENTENCES = [f"Speaker number {n} told the West to wait for the {n}th time." for n in range(1, 11)]


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "ten.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:
        made.step("Fill", lambda opened: opened.articles.add(Draft(" ".join(SENTENCES), headline="Ten")))
    return path


@pytest.fixture
def counted(keys):
    """`keys`, and how many were pressed."""

    class Counter:
        pressed = 0

        def __call__(self, what, *modifiers):
            self.pressed += len(what) if isinstance(what, str) else 1
            keys(what, *modifiers)

    return Counter()


def rows(path, sql):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        return connection.execute(sql).fetchall()


def test_ten_claims_with_framing_speaker_pillar_and_sentiment_take_six_keys_each(desk, counted, project) -> None:
    window = desk.start(project)
    desk.read()
    for number in range(10):
        if number:
            window.reading.step_sentence(1)
        before = counted.pressed
        counted(ENTER)
        counted(str(number % 9 + 1))  # framing
        counted("1")  # the speaker: The West, which stands in the passage
        counted("S")
        counted(str(number % 9 + 1))  # pillar
        counted("89012"[number % 5])  # sentiment
        assert counted.pressed - before == 6
        assert window.coding.round.picker.isHidden()
        assert QApplication.focusWidget() is window.reading.reader
    desk.close()
    assert [row[0] for row in rows(project, "SELECT exact FROM claims ORDER BY start")] == SENTENCES
    said = rows(
        project,
        "SELECT c.number, count(*), max(d.kind = 'actors' AND t.name = 'The West' AND ct.role = 'speaker'),"
        " max(CASE d.kind WHEN 'scale' THEN t.value END), group_concat(DISTINCT ct.origin) FROM claims c"
        " JOIN claim_tags ct ON ct.claim_id = c.id JOIN tags t ON t.id = ct.tag_id"
        " JOIN dimensions d ON d.id = t.dimension_id GROUP BY c.number ORDER BY c.number",
    )
    assert said == [(n + 1, 4, 1, (-2, -1, 0, 1, 2)[n % 5], "typed") for n in range(10)]


def test_what_takes_more_than_six_keys_several_frames_and_a_new_actor(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys(ENTER)
    keys(ENTER, SHIFT)
    keys("3")
    keys("Harbour union")
    keys(ENTER)
    keys("S")
    keys("9")  # what kind of actor
    keys(TAB)  # no pillar
    keys("-1")
    (claim,) = window.session.project.claims.all()
    codebook = window.session.codebook
    said = sorted((codebook.tag(t.tag_id).name, t.role) for t in claim.taggings)
    assert said == [
        ("Critical", ""),
        ("Doubt about the strategy", ""),
        ("Harbour union", "speaker"),
        ("Technological independence", ""),
    ]
    union = next(tag for tag in codebook.tags if tag.name == "Harbour union")
    actors = codebook.dimension_of(union.id)
    assert union.type == next(kind.key for n, kind in enumerate(actors.types, 1) if n == 9)
    window.session.undo()
    window.session.undo()
    assert "Harbour union" not in [tag.name for tag in window.session.codebook.tags], "tag and tagging are one step"


def test_the_last_speaker_and_who_is_named_come_first_in_the_next_claim(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys(ENTER)
    keys("1")
    keys("Mayor of Kolvar")
    keys(ENTER)
    keys("S")
    keys(ENTER)
    keys(ESC)
    keys("J")
    keys(ENTER)
    keys(TAB)
    answers = window.coding.round.picker.answers
    assert [(row.tag.name, row.note) for row in answers.rows[:2]] == [
        ("The West", "in the passage"),
        ("Mayor of Kolvar", "spoke last"),
    ]
    keys("2S")
    keys(ESC)
    assert len(window.session.project.claims.all()[1].taggings) == 1


def test_the_next_day_the_speaker_of_the_claim_before_still_comes_first(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    for number in range(3):
        keys(ENTER)
        keys(TAB)
        keys(f"Speaker {number}")
        keys(ENTER)
        keys("S")
        keys(ENTER)
        keys(ESC)
        keys("J")
    desk.close()
    window = desk.start(project)
    desk.read()
    window.reading.reader.go_to(len(" ".join(SENTENCES[:2])) + 1)
    keys("J")
    keys(ENTER)
    keys(TAB)
    notes = {row.tag.name: row.note for row in window.coding.round.picker.answers.rows if row.note}
    assert notes == {"The West": "in the passage", "Speaker 2": "spoke last"}
    keys(ESC)


def test_going_back_taking_away_and_none_of_these(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    keys(ENTER)
    keys("5")
    keys(BACK)
    keys("5")  # set already: taken away, and the picker stays
    keys("0")
    keys("0")
    keys("0")
    keys("X")
    (claim,) = window.session.project.claims.all()
    codebook = window.session.codebook
    assert [codebook.tag(t.tag_id).is_none for t in claim.taggings] == [True] * 4
    keys("4")
    keys("N")
    claim = window.session.project.claims.all()[0]
    assert {codebook.tag(t.tag_id).key for t in claim.taggings} == {"none", "not-expressed"}
