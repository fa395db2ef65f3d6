"""The engine beside the window: what it finds is there soon, told in the status line, and in nobody's way."""

import sqlite3
from contextlib import closing

import pytest

from annotations.importers.draft import Draft
from annotations.project import Project
from app.suggestions.line import SuggestionsLine

ENGLISH = "Kolt said it fell.\n\nNATO warned that 5 ships left Port Brenna.\n"
GERMAN = "Die Ministerin sagte am Dienstag, dass die Schiffe den Hafen verlassen haben und nicht zurückkehren.\n"


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "Ships.pressmark"
    with Project.create(made, coder=("Anna Lindqvist", "AL")) as project:
        drafts = [Draft(ENGLISH, headline="Ships"), Draft(GERMAN, headline="Schiffe", language="de")]
        project.step("Add", lambda p: [p.articles.add(draft) for draft in drafts])
    return made


@pytest.fixture
def first(desk, path):
    """The window on the project, with the English article open."""
    window = desk.start(path)
    window.articles.select(1)
    return window


def said(window):
    return window.findChild(SuggestionsLine).text()


def wait_for(desk, window, words):
    desk.qtbot.waitUntil(lambda: said(window) == words, timeout=60_000)


def rows(path, what="SELECT digest, engine, payload FROM engine_results"):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(what).fetchall()


def test_articles_are_read_beside_the_window_and_the_line_tells_by_what(reading, desk, first):
    wait_for(desk, first, "suggestions: English")
    found = first.suggestions.found(1)
    assert [c.content.of(ENGLISH) for c in found.candidates] == ["it fell", "5 ships left Port Brenna"]
    assert "spaCy en_core_web_sm" in first.suggestions.tip
    first.articles.select(2)
    wait_for(desk, first, "suggestions: none for German")
    assert "no language model" in first.suggestions.tip
