"""The cache of what engines found: no part of the work, and not trusted."""

import json
import shutil
import sqlite3

import pytest

from annotations.errors import FileLostError, ProjectFileError
from annotations.language.candidates import Candidate, Pattern
from annotations.language.found import Found, Name
from annotations.project import Project
from annotations.spans import Span

KEY = "en · engine 1 · rules"
FOUND = Found(
    "engine 1", "en", (Candidate(Span(3, 9), Span(0, 2), None, Pattern.CLAUSE),), (Name(Span(0, 2), "person"),)
)
LENGTH = 20
STATE = ("SELECT * FROM history ORDER BY id", "SELECT * FROM history_changes", "SELECT * FROM replicas")


def state(outside):
    return [outside.execute(sql).fetchall() for sql in STATE]


def test_what_was_put_is_got(project):
    results = project.engine_results
    assert results.get("d", KEY, LENGTH) is None
    assert results.of_text("d", LENGTH) is None
    results.put("d", KEY, FOUND)
    assert results.get("d", KEY, LENGTH) == FOUND
    assert results.of_text("d", LENGTH) == (KEY, FOUND)
    assert results.get("d", "en · engine 2 · rules", LENGTH) is None
    assert results.get("e", KEY, LENGTH) is None


def test_a_text_has_one_result_so_that_the_file_does_not_grow_with_every_engine(project, outside):
    project.engine_results.put("d", KEY, FOUND)
    project.engine_results.put("e", KEY, FOUND)
    project.engine_results.put("d", "another", FOUND)
    assert outside.execute("SELECT digest, engine FROM engine_results ORDER BY 1").fetchall() == [
        ("d", "another"),
        ("e", KEY),
    ]


def test_it_is_no_step_and_leaves_history_clock_and_redo_alone(project, add_article, outside):
    first = add_article("It fell.")
    add_article("It rose.")
    project.undo()
    before = state(outside)
    project.engine_results.put("d", KEY, FOUND)
    assert state(outside) == before
    assert (project.undo_label, project.redo_label) == ("Add article", "Add article")
    project.redo()
    project.undo()
    project.undo()
    assert not project.articles.rows([first])
    assert project.engine_results.get("d", KEY, LENGTH) == FOUND
    assert not project.check()


def test_an_edit_still_joins_the_one_before(project, add_article):
    article = add_article("It fell.")
    project.step("Edit", lambda p: p.articles.update([article], author="A"), joins="author")
    project.engine_results.put("d", KEY, FOUND)
    project.step("Edit", lambda p: p.articles.update([article], author="AB"), joins="author")
    project.undo()
    assert project.articles.get(article).author == ""


def test_nobody_else_seems_to_have_written(project):
    project.engine_results.put("d", KEY, FOUND)
    assert not project.look().value


def test_a_project_that_is_only_read_keeps_nothing(project, path):
    assert project.keeps_results
    project.close()
    with Project.open(path, read_only=True) as opened:
        assert not opened.keeps_results
        with pytest.raises(ProjectFileError):
            opened.engine_results.put("d", KEY, FOUND)


def test_a_project_in_a_shared_folder_is_not_written_by_reading_it(project, path, tmp_path):
    project.close()
    shared = tmp_path / "Dropbox" / path.name
    shared.parent.mkdir()
    shutil.copy(path, shared)
    with Project.open(shared) as opened:
        assert not opened.read_only
        assert not opened.keeps_results


def test_a_closed_project_keeps_nothing(project):
    project.close()
    with pytest.raises(ProjectFileError):
        project.engine_results.put("d", KEY, FOUND)


def test_what_cannot_be_kept_whole_is_not_kept_at_all(project, outside):
    project.engine_results.put("d", KEY, FOUND)
    with pytest.raises(sqlite3.IntegrityError):
        project.engine_results._store.put_aside(
            ("DELETE FROM engine_results", ()), ("INSERT INTO engine_results VALUES(1, NULL, NULL)", ())
        )
    assert project.engine_results.get("d", KEY, LENGTH) == FOUND
    project.engine_results.put("d", KEY, FOUND)


def test_a_file_that_was_replaced_is_not_written(project, path, tmp_path):
    other = tmp_path / "other.pressmark"
    Project.create(other).close()
    before = other.read_bytes()
    other.replace(path)
    with pytest.raises(FileLostError):
        project.engine_results.put("d", KEY, FOUND)
    assert path.read_bytes() == before


GOOD = json.dumps(FOUND.as_json())


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "no JSON",
        "[" * 100_000,
        "null",
        "[]",
        "{}",
        '"engine"',
        GOOD.replace("[3, 9]", "[3, 21]"),
        GOOD.replace("[3, 9]", "[9, 3]"),
        GOOD.replace("[3, 9]", "[3.0, 9]"),
        GOOD.replace('"clause"', '"DROP TABLE"'),
        GOOD.replace('"clause"', "[[]]"),
        GOOD.replace('"engine 1"', "7"),
        GOOD.replace("[3, 9]", "[1e400, 9]"),
        GOOD + " " * 16_000_001,
    ],
)
def test_what_a_stranger_put_there_counts_as_nothing(project, outside, payload):
    assert payload != GOOD
    outside.execute("INSERT INTO engine_results VALUES('d', ?, ?)", (KEY, payload))
    assert project.engine_results.get("d", KEY, LENGTH) is None
    assert project.engine_results.of_text("d", LENGTH) is None
    project.engine_results.put("d", KEY, FOUND)
    assert project.engine_results.get("d", KEY, LENGTH) == FOUND
