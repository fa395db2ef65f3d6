"""Taking back an action over very many claims: the window goes on meanwhile, and nothing is changed by halves."""

import sqlite3
import threading
from contextlib import closing

import pytest
from PySide6.QtCore import Qt

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = "The quay was sold in May. The buyer is unknown. Nobody asked the gulls. " * 60
MANY = 1800


@pytest.fixture
def project(tmp_path):
    """An article whose every word or so was marked in one action."""
    path = tmp_path / "quay.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:
        article = made.step("Add article", lambda p: p.articles.add(Draft(TEXT, headline="The quay"))).value
        made.step("Mark all", lambda p: [p.claims.add(article, Span(2 * n, 2 * n + 3)) for n in range(MANY)])
    return path


def claims(path) -> int:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as other:
        return other.execute("SELECT count(*) FROM claims").fetchone()[0]


def test_many_claims_are_taken_back_behind_the_window(desk, keys, qtbot, project) -> None:
    window = desk.start(project)
    desk.read()
    keys(Qt.Key.Key_Z, CTRL)
    (job,) = window.session.jobs.running
    assert (job.label, job.stores) == ("Undo Mark all", True)
    assert window.session.why_not == "Wait until this is done: Undo Mark all"
    assert not window.commands.action("edit.undo").isEnabled()
    assert not window.commands.action("file.import").isEnabled()
    keys(Qt.Key.Key_Z, CTRL)  # nothing to happen
    desk.idle()
    qtbot.waitUntil(lambda: window.toast.text == "Undid: Mark all")
    assert claims(project) == 0
    assert window.reading.claims == {}
    assert window.commands.action("file.import").isEnabled()

    keys(Qt.Key.Key_Z, CTRL | SHIFT)
    desk.idle()
    qtbot.waitUntil(lambda: window.toast.text == "Redid: Mark all")
    assert claims(project) == MANY
    assert len(window.reading.claims) == MANY
    assert window.session.undo_label == "Mark all"


def test_the_button_in_the_status_line_leaves_them_as_they_were(desk, keys, project) -> None:
    window = desk.start(project)
    desk.read()
    gate = threading.Event()
    window.session.project._store._writer.queue(gate.wait)
    keys(Qt.Key.Key_Z, CTRL)
    window.status._cancel.click()
    gate.set()
    desk.idle()
    assert claims(project) == MANY
    assert window.session.undo_label == "Mark all"
    assert window.session.can_write
