"""Actors that are suggested while somebody codes: taken with their names, undone, known from a file of one's own."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from annotations.importers.draft import Draft
from annotations.language.gazetteer import own_file
from annotations.project import Project

ENTER, ESC, RIGHT, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Right, Qt.Key.Key_Tab
TEXT = (
    "Transport minister Oskar Brill said that Germany would pay for the bridge. "
    "Brill added that nobody else would build it. In Tarnovia it rained."
)


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "bridge.pressmark"
    with Project.create(made, coder=("Anna Lindqvist", "AL")) as project:
        project.step("Add", lambda p: p.articles.add(Draft(TEXT, headline="Bridge", language="en")))
    return made


@pytest.fixture
def window(desk, path):
    made = desk.start(path)
    desk.read()
    return made


def rows(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def taggings(path):
    sql = (
        "SELECT c.number, t.name, t.type, ct.role, ct.origin FROM claim_tags ct"
        " JOIN claims c ON c.id = ct.claim_id JOIN tags t ON t.id = ct.tag_id ORDER BY c.number, t.name"
    )
    return rows(path, sql)


def chips(window):
    row = next(row for row in window.inspector.rows if row.dimension.key == "actors")
    return {chip.words: chip for chip in row.offer_chips}


def test_who_says_it_is_made_an_actor_by_one_key_and_the_surname_is_known_then(
    reading, desk, window, keys, path
) -> None:
    desk.qtbot.waitUntil(lambda: window.suggestions.found(1) is not None, timeout=90_000)
    keys(ENTER)
    keys(ESC)
    assert "New: Oskar Brill · speaker" in chips(window)
    keys("2")
    keys(RIGHT)
    assert taggings(path) == [(1, "Oskar Brill", "government", "speaker", "accepted")]
    window.reading.step_sentence(1)
    keys(ENTER)
    keys(ESC)
    brill = chips(window)["Oskar Brill · speaker"]
    assert brill.offer.reason == "“Brill” says it"
    brill.click()
    assert [row[1:] for row in taggings(path)] == [("Oskar Brill", "government", "speaker", "accepted")] * 2
    assert rows(path, "SELECT text FROM aliases a JOIN tags t ON t.id = a.tag_id WHERE t.name = 'Oskar Brill'") == [
        ("Brill",)
    ]
    window.commands.run("edit.undo")  # the tag and what it taught, together
    assert len(taggings(path)) == 1
    assert rows(path, "SELECT text FROM aliases WHERE text = 'Brill'") == []


def test_what_the_gazetteer_knows_is_offered_without_any_engine_and_brings_its_names(window, keys, path) -> None:
    keys(ENTER)
    keys(ESC)
    window.inspector.rows[1].add_button.setFocus()
    keys(TAB)
    assert list(chips(window)) == ["New: Germany · mentioned"]
    keys(ENTER)
    assert taggings(path) == [(1, "Germany", "", "mentioned", "accepted")]
    assert rows(path, "SELECT 1 FROM aliases WHERE text = 'Германия'") == [(1,)]
    assert chips(window) == {}


def come_back(window):
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))


def save(line):
    written = own_file().read_text(encoding="utf-8-sig") + line
    before = own_file().stat().st_mtime_ns
    own_file().write_text(written, encoding="utf-8")
    os.utime(own_file(), ns=(before + 10**9, before + 10**9))


def test_actors_of_ones_own_are_kept_in_a_file_that_is_made_and_opened_and_read_again(
    window, keys, monkeypatch
) -> None:
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or True)
    window.commands.run("actors.edit")
    assert opened == [own_file()]
    keys(ENTER)
    keys(ESC)
    assert list(chips(window)) == ["New: Germany · mentioned"]
    save("brill,Oskar Brill,person,firm,,,,\n")
    come_back(window)
    assert list(chips(window)) == ["New: Oskar Brill · mentioned", "New: Germany · mentioned"]
    save("tarnovia,Tarnovia,country,,,,,\n")
    come_back(window)
    assert "Line 15 has no such kind: country" in window.banner.text
    assert list(chips(window)) == ["New: Germany · mentioned"]
    window.commands.run("actors.edit")  # what is there is kept
    assert "Oskar Brill" in own_file().read_text(encoding="utf-8")
