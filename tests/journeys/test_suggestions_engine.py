"""The engine beside the window: what it finds is there soon, told in the status line, and in nobody's way."""

import json
import os
import signal
import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt

from annotations.importers.draft import Draft
from annotations.language.tags.model import KEY
from annotations.project import Project
from annotations.worker import Worker
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


def rows(path):
    """What was found in texts; the vectors of tags, which are learnt meanwhile, are kept beside it."""
    with closing(sqlite3.connect(path)) as connection:
        what = "SELECT digest, engine, payload FROM engine_results WHERE engine <> ?"
        return connection.execute(what, (KEY,)).fetchall()


def test_articles_are_read_beside_the_window_and_the_line_tells_by_what(reading, desk, first, path, keys):
    wait_for(desk, first, "suggestions: English")
    found = first.suggestions.found(1)
    assert [c.content.of(ENGLISH) for c in found.candidates] == ["it fell", "5 ships left Port Brenna"]
    assert {name.span.of(ENGLISH): name.kind for name in found.names}["NATO"] == "organisation"
    assert "spaCy en_core_web_sm" in first.suggestions.tip
    desk.read()
    keys("Z", Qt.KeyboardModifier.ControlModifier)  # what is kept is nothing to be undone: the articles are
    desk.qtbot.waitUntil(lambda: not first.session.project.articles.ids())
    assert said(first) == ""
    keys("Z", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    first.articles.select(1)
    wait_for(desk, first, "suggestions: English")
    first.articles.select(2)
    wait_for(desk, first, "suggestions: none for German")
    assert "no language model" in first.suggestions.tip
    first.commands.run("view.suggestions")
    assert said(first) == "suggestions: off"
    desk.close()
    assert [json.loads(payload)["language"] for _, _, payload in rows(path)] == ["en", "de"]


@pytest.fixture
def own_child(kept_children, monkeypatch):
    """The child is none that another test left, and is left to none; what it was asked."""
    asked = []

    class Noting(Worker):
        def _send(self, child, request):
            number = super()._send(child, request)
            asked.append(request)
            return number

    monkeypatch.setattr("annotations.language.asked_child.Worker", Noting)
    return asked


def test_a_child_that_is_killed_costs_one_article_and_closing_costs_none(reading, own_child, desk, first, path):
    wait_for(desk, first, "suggestions: English")
    pid, asked = first.suggestions.child_pid, len(own_child)
    os.kill(pid, signal.SIGSTOP)  # so that it is still at work when it is killed
    first.articles.select(2)
    wait_for(desk, first, "suggestions: reading…")
    desk.qtbot.waitUntil(lambda: len(own_child) > asked)  # one that was killed before would be replaced unnoticed
    os.kill(pid, signal.SIGKILL)
    wait_for(desk, first, "suggestions: none")
    assert "ended unexpectedly" in first.suggestions.tip
    first.session.run("Add", lambda p: p.articles.add(Draft("Orlin denied that it fell.", headline="Third")))
    first.articles.select(3)
    wait_for(desk, first, "suggestions: English")
    other = first.suggestions.child_pid
    assert other not in (0, pid)
    desk.close()
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)
    assert len(rows(path)) == 2


def test_an_article_that_takes_too_much_memory_costs_itself_only(reading, desk, path, monkeypatch):
    monkeypatch.setattr("annotations.language.asked_child.MEMORY", 1_000_000)
    window = desk.start(path)
    window.articles.select(1)
    wait_for(desk, window, "suggestions: none")
    assert "more than 1 MB" in window.suggestions.tip
