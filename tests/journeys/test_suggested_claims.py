"""Suggested claims from the first key to the next day: gone to, accepted, turned down, undone, never proposed again."""

import sqlite3
from contextlib import closing

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.sample import write_sample

ENTER, ESCAPE, TAB, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Delete
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = (
    "Prices fall\n\nKolt said that prices had fallen. Nobody cheered.\n\n"
    "The guild warned that 40 shops would close. Mara Kolt rejected the plan of the guild.\n"
)


@pytest.fixture
def path(tmp_path):
    """A project with one article, whose codebook knows Mara Kolt."""
    made = tmp_path / "Prices.pressmark"
    with Project.create(made, coder=("Anna Lindqvist", "AL")) as project:

        def fill(opened: Project) -> None:
            actors = opened.codebook.read().by_key("actors").id
            opened.codebook.add_tag(actors, "Mara Kolt", aliases=["Kolt"])
            opened.articles.add(Draft(TEXT, headline="Prices fall", language="en"))

        project.step("Fill", fill)
    return made


def suggestions(window) -> list[str]:
    return [one.content.of(window.reading.reader.text) for one in window.suggested.claims.candidates]


def read(desk, window, article=1) -> None:
    """Open an article and wait until claims are suggested in it."""
    window.articles.select(article)
    desk.qtbot.waitUntil(lambda: window.suggestions.found(article) is not None, timeout=60_000)
    desk.read()


def stored(path, what: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(what).fetchall()


def test_the_sample_article_is_gone_through_by_keys_and_nothing_comes_back(reading, desk, keys, tmp_path) -> None:
    path = write_sample(tmp_path)
    window = desk.start(path)
    project = window.session.project
    new = next(a.id for a in project.articles.rows(project.articles.ids()) if a.status == "new")
    read(desk, window, new)
    before, count = suggestions(window), project.claims.count()
    assert len(before) > 5
    line = window.suggested.line
    assert line.text == f"{len(before)} claims suggested"
    keys("G")
    assert line.text.startswith(f"Suggestion 1 of {len(before)} · said by “")
    keys("A")
    assert window.coding.round.picker.isVisible()
    keys(ESCAPE)
    (claim,) = project.claims.of_article(new)
    assert claim.quote == before[0]
    assert window.reading.active_claim == claim
    assert suggestions(window) == before[1:]
    keys(Qt.Key.Key_Z, CTRL)
    assert project.claims.count() == count
    assert suggestions(window) == before
    assert line.text.startswith("Suggestion 1 of"), "what undoing brought back is the current one"
    keys(Qt.Key.Key_Z, CTRL | SHIFT)
    assert suggestions(window) == before[1:]
    keys("GX")
    assert window.toast.text == "Rejected the suggestion"
    assert suggestions(window) == before[2:]
    assert line.text.startswith("Suggestion 1 of"), "whoever goes from one to the next goes on"
    keys("X")
    assert suggestions(window) == before[3:]
    keys(Qt.Key.Key_Z, CTRL)
    assert suggestions(window) == before[2:]
    desk.close()
    window = desk.start(path)
    read(desk, window, new)
    assert suggestions(window) == before[2:]
    keys("P")  # the place in the text is that of before, behind the claim
    keys(DELETE)
    assert window.session.project.claims.of_article(new) == []
    assert suggestions(window) == before[2:], "the person decided on its passage"
    keys(Qt.Key.Key_Z, CTRL)
    desk.close()
    origins = "SELECT origin, count(*) FROM claims GROUP BY origin ORDER BY origin"
    assert stored(path, origins) == [("accepted", 1), ("typed", count)]


def test_whoever_says_it_becomes_the_speaker_and_the_round_goes_on(reading, desk, keys, path) -> None:
    window = desk.start(path)
    read(desk, window)
    assert suggestions(window) == ["prices had fallen", "40 shops would close", "the plan of the guild"]
    keys("J")
    assert "Mara Kolt says it" in window.suggested.line.text, "the sentence that is read has one"
    keys("A")
    assert window.toast.text == "Accepted as claim 1, said by Mara Kolt"
    keys("1")
    keys(TAB)
    keys(ESCAPE)
    (claim,) = window.session.project.claims.all()
    codebook = window.session.codebook
    said = {(codebook.tag(t.tag_id).name, t.role, str(t.origin)) for t in claim.taggings}
    assert ("Mara Kolt", "speaker", "accepted") in said
    assert len(said) == 2
    assert str(claim.origin) == "accepted"
    keys(Qt.Key.Key_Z, CTRL)
    keys(Qt.Key.Key_Z, CTRL)
    assert window.session.project.claims.all() == []
    assert window.session.undo_label == "Fill"


def test_enter_marks_the_sentence_whatever_is_suggested_in_it(reading, desk, keys, path) -> None:
    window = desk.start(path)
    read(desk, window)
    keys("G")
    keys(ENTER)
    keys(ESCAPE)
    (claim,) = window.session.project.claims.all()
    assert (claim.quote, str(claim.origin)) == ("Kolt said that prices had fallen.", "typed")
    assert suggestions(window) == ["40 shops would close", "the plan of the guild"]


def test_from_the_last_one_g_goes_to_the_first_and_says_so(reading, desk, keys, path) -> None:
    window = desk.start(path)
    read(desk, window)
    keys("GGG")
    assert window.suggested.claims.place == 2
    assert not window.toast.text
    keys("G")
    assert window.suggested.claims.place == 0
    assert window.toast.text == "No more suggestions below: on from the first"
    keys("G", SHIFT)
    assert window.suggested.claims.place == 2
    keys("XXX")
    assert suggestions(window) == ["prices had fallen", "40 shops would close"], "there was no next one to go on to"
    keys("GXX")
    assert suggestions(window) == []
    assert window.suggested.line.text == ""
    keys("G")
    assert window.toast.text == "No suggestion is left in this article"
    window.commands.run("suggestion.again")
    assert window.toast.text == "3 suggestions back"
    assert len(suggestions(window)) == 3


def test_a_corrected_text_does_not_bring_back_what_was_turned_down(reading, desk, keys, path) -> None:
    window = desk.start(path)
    read(desk, window)
    keys("GX")
    text = TEXT.replace("Prices fall", "Prices are falling").replace("had fallen", "have fallen")
    window.session.run("Correct text", lambda project: project.corrections.correct(1, text, {}))
    found = window.suggestions.found
    desk.qtbot.waitUntil(lambda: found(1) is not None and window.reading.reader.text == text, timeout=60_000)
    assert suggestions(window) == ["40 shops would close", "the plan of the guild"]


def test_switched_off_and_on_again_they_are_hidden_and_shown(reading, desk, keys, path) -> None:
    window = desk.start(path)
    read(desk, window)
    window.commands.run("view.suggestions")
    assert suggestions(window) == []
    assert window.suggested.line.text == ""
    keys("GAX")
    assert window.session.project.claims.all() == []
    assert window.toast.text == "Suggestions are switched off in the menu View"
    window.commands.run("view.suggestions")
    desk.qtbot.waitUntil(lambda: len(suggestions(window)) == 3, timeout=60_000)
    window.commands.run("view.suggest-2")
    likeliest = ["prices had fallen", "the plan of the guild"]
    assert suggestions(window) == likeliest
    desk.close()
    window = desk.start(path)
    read(desk, window)
    assert suggestions(window) == likeliest
    keys("GXXG")
    assert "1 suggestion with fewer reasons" in window.toast.text
