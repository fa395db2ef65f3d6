"""What other programs do to an open project file is noticed before anything is written over it or past it."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import CancelledError, FileLostError, ProjectFileError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.store.files.watch import Outside

OUTSIDE = "an outlet that another program added"
ADD = f"INSERT INTO outlets(uid, name, hlc, replica_id) VALUES('{'0' * 36}', '{OUTSIDE}', 1, 1)"


def add(project: Project, text: str = "The minister spoke.") -> int:
    return project.step("Add article", lambda p: p.articles.add(Draft(text=text, outlet="The Courier"))).value


@pytest.fixture(params=["wal", "rollback"])
def project(request, path):
    """An open project, on a disk of its own and in a folder that a program keeps in step."""
    if request.param == "rollback":
        (path.parent / ".stfolder").mkdir()
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:
        add(made, "The first article.")
        yield made


def older(path: Path, tmp_path: Path) -> Path:
    """A complete file that is not what is open."""
    copy = tmp_path / "older.pressmark"
    Project.create(copy).close()
    return copy


def test_left_alone_nothing_happens_to_a_file(project) -> None:
    assert project.look() is Outside.NOTHING
    add(project)
    assert project.look() is Outside.NOTHING
    project.checkpoint()
    assert project.look() is project.outside is Outside.NOTHING


def test_what_another_program_commits_is_seen_and_worked_on_with(project, path) -> None:
    script = f"import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute({ADD!r}); c.commit(); c.close()"
    subprocess.run([sys.executable, "-c", script, str(path)], check=True, timeout=60)
    assert project.look() is Outside.COMMITTED
    assert project.look() is Outside.NOTHING
    assert OUTSIDE in [outlet.name for outlet in project.outlets.all()]
    add(project)
    assert project.check() == []


def test_a_step_on_what_was_committed_outside_is_stored_and_both_are_told(project, path, outside) -> None:
    outside.execute("UPDATE replicas SET last_hlc = last_hlc + 100000000000")
    clock = outside.execute("SELECT max(last_hlc) FROM replicas").fetchone()[0]
    article = add(project)
    assert project.look() is Outside.COMMITTED
    assert outside.execute("SELECT hlc FROM articles WHERE id = ?", (article,)).fetchone()[0] > clock


def test_a_file_put_in_its_place_stops_all_writing_and_is_left_alone(project, path, tmp_path) -> None:
    new = older(path, tmp_path)
    content = new.read_bytes()
    new.replace(path)
    with pytest.raises(
        FileLostError, match="Another file was put in its place; the last action was not stored"
    ) as told:
        add(project)
    assert told.value.path == path
    assert project.outside is project.look() is Outside.REPLACED
    with pytest.raises(FileLostError):
        project.undo()
    assert not project.checkpoint()
    saved = tmp_path / "saved.pressmark"
    project.save_as(saved)
    project.close()
    assert path.read_bytes() == content
    with Project.open(saved) as opened:
        assert len(opened.articles.ids()) == 1
        assert opened.check() == []
    with Project.open(path) as opened:
        assert opened.articles.ids() == []
        assert opened.check() == []


def test_a_file_moved_away_is_noticed_at_the_next_look(project, path, tmp_path) -> None:
    path.rename(tmp_path / "moved.pressmark")
    assert project.look() is Outside.VANISHED
    with pytest.raises(FileLostError, match="moved or deleted"):
        add(project)
    project.save_as(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (1,)


def test_a_file_written_over_is_noticed_and_not_written_into(project, path, tmp_path) -> None:
    project.checkpoint()
    new = older(path, tmp_path)
    shutil.copyfile(new, path)
    assert project.look() is Outside.OVERWRITTEN
    with pytest.raises(FileLostError, match="wrote over it"):
        add(project)
    project.close()
    assert path.read_bytes() == new.read_bytes()


def test_a_log_is_not_played_into_a_file_written_over(path, tmp_path) -> None:
    project = Project.create(path)
    new = older(path, tmp_path)
    add(project)
    assert path.with_name(path.name + "-wal").stat().st_size
    shutil.copyfile(new, path)
    assert project.look() is Outside.OVERWRITTEN
    project.close()
    assert path.read_bytes() == new.read_bytes()
    with Project.open(path) as opened:
        assert opened.articles.ids() == []
        assert opened.check() == []


def test_something_else_written_over_it_is_noticed_too(project, path) -> None:
    project.checkpoint()
    path.write_bytes(b"Dear all, the project is attached. " * 10_000)
    assert project.look() is Outside.OVERWRITTEN
    with pytest.raises(ProjectFileError):
        project.save_as(path.with_name("saved.pressmark"))
    assert not path.with_name("saved.pressmark").exists()


def test_a_file_that_is_only_touched_can_be_worked_on(project, path) -> None:
    os.utime(path, (1, 1))
    assert project.look() is Outside.NOTHING
    add(project)
    os.utime(path, (2, 2))
    add(project)
    assert project.check() == []


def test_a_file_exchanged_in_the_middle_of_a_step_is_told_with_that_step(project, path, tmp_path) -> None:
    new = older(path, tmp_path)

    def work(opened: Project) -> None:
        opened.articles.add(Draft(text="Too late.", outlet="The Courier"))
        new.replace(path)

    with pytest.raises(ProjectFileError, match="not stored"):
        project.step("Add article", work)
    with pytest.raises(FileLostError):
        add(project)


def test_a_closed_project_that_was_exchanged_is_not_taken_for_known(project, path, tmp_path, monkeypatch) -> None:
    older(path, tmp_path).replace(path)
    project.look()
    remembered = []
    monkeypatch.setattr("annotations.store.files.known.remember", remembered.append)
    project.close()
    assert remembered == []


def test_a_reader_sees_that_the_writer_stored_something_and_that_a_new_file_came(path, tmp_path) -> None:
    with Project.create(path) as writing, Project.open(path, read_only=True) as reading:
        assert reading.look() is Outside.NOTHING
        add(writing)
        assert reading.look() is Outside.COMMITTED
        assert reading.look() is Outside.NOTHING
        older(path, tmp_path).replace(path)
        assert reading.look() is Outside.REPLACED


def test_saving_can_be_cancelled_and_leaves_nothing(project, path) -> None:
    def stop(_: object) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        project.save_as(path.with_name("saved.pressmark"), stop)
    assert not [entry for entry in path.parent.iterdir() if "saved" in entry.name]
    add(project)


def test_in_a_synchronised_folder_no_log_stands_beside_the_file(path) -> None:
    (path.parent / ".stfolder").mkdir()
    with Project.create(path) as made:
        add(made)
        assert sorted(entry.name for entry in path.parent.iterdir()) == [".stfolder", path.name, f"{path.name}.lock"]
        assert path.read_bytes()[18:20] == b"\x01\x01"


def test_in_place_a_large_step_keeps_no_reader_out_and_waits_for_them(path) -> None:
    (path.parent / ".stfolder").mkdir()
    with Project.create(path) as made:
        before = made.articles.ids()
        seen = []

        def work(opened: Project) -> None:
            for n in range(60):
                opened.articles.add(Draft(text=f"{n} " + "words of an article " * 3000, outlet="The Courier"))
            seen.append(in_another_thread(made.articles.ids))

        made.step("Import", work)
        assert seen == [before]
        with closing(sqlite3.connect(path, check_same_thread=False)) as reading:
            rows = reading.execute("SELECT a.id, b.id FROM articles a, articles b")
            rows.fetchone()
            threading.Timer(6, rows.close).start()
            add(made, "Stored once nobody reads.")
        assert made.articles.counts()


def in_another_thread(ask):
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(ask).result(60)
