"""Monday: what came in is kept or left out, one key each, and read afterwards."""

import sqlite3
from contextlib import closing

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotations.importers.draft import Draft
from annotations.project import Project

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def test_a_morning_of_triage(desk, keys, tmp_path):
    path = tmp_path / "week.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:

        def fill(p):
            for n in range(1, 6):
                p.articles.add(Draft(f"Gulls {n}\n\nThey came again.", f"Gulls {n}", published=f"2026-03-0{n}"))

        project.step("Import", fill)
    window = desk.start(path)
    assert window.articles.triage_link.text() == "Triage 5 new"
    keys(Qt.Key.Key_1, ALT)
    page = window.workspaces["triage"]
    desk.qtbot.waitUntil(page.sheet.text.hasFocus)
    keys("k")
    keys("x")
    keys("3")
    keys(Qt.Key.Key_Space)
    keys(Qt.Key.Key_Return)
    keys("x")
    keys("9")
    desk.qtbot.waitUntil(page.choices.other.hasFocus)
    keys("said before")
    keys(Qt.Key.Key_Return)
    assert page.sheet.headline.text() == "Gulls 3", "put off before"
    keys(Qt.Key.Key_Z, CONTROL)
    assert page.sheet.headline.text() == "Gulls 1"
    keys("x")
    keys("1")
    keys(Qt.Key.Key_Backspace)
    assert page.sheet.decided.text() == "Left out: off topic"
    keys(Qt.Key.Key_Space)
    keys("k")
    assert page.article_id is None
    keys(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is window.reading.reader
    assert window.articles.triage_link.isHidden()
    desk.close()
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT headline, status, left_out_reason, EXISTS (SELECT 1 FROM triaged t WHERE t.article_id = a.id)"
            " FROM articles a ORDER BY headline"
        ).fetchall()
        assert found == [
            ("Gulls 1", "left-out", "off topic", 0),
            ("Gulls 2", "new", "", 1),
            ("Gulls 3", "new", "", 1),
            ("Gulls 4", "left-out", "too short", 0),
            ("Gulls 5", "new", "", 1),
        ]
        labels = [row[0] for row in connection.execute("SELECT label FROM history WHERE state = 'done' ORDER BY id")]
        assert labels[-5:] == [
            "Keep “Gulls 5”",
            "Leave out “Gulls 4”",
            "Keep “Gulls 2”",
            "Leave out “Gulls 1”",
            "Keep “Gulls 3”",
        ]
