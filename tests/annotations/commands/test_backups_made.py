"""What the command line does about backups when it writes, and about files of an older format."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from platformdirs import user_config_path

from annotations.backups import Backup
from annotations.cli import pressmark
from annotations.project import Project
from annotations.store.format.schema import VERSION
from annotations.store.sharing import backups
from annotations.store.sharing.backups import backups_of

FIRST = Path(__file__).parents[2] / "projects" / "version-1.pressmark"


@pytest.fixture
def bring_in(tmp_path, path, monkeypatch):
    """Import an article of this text on the command line; returns what the command answered."""
    monkeypatch.chdir(tmp_path)

    def run(text: str):
        Path("article.txt").write_text(f"The quay\n\n{text}", encoding="utf-8")
        return CliRunner().invoke(pressmark, ["import", path.name, "article.txt"], catch_exceptions=False)

    return run


@pytest.fixture
def uid(project) -> str:
    project.close()
    return project.uid


def choose(text: str) -> None:
    file = user_config_path("pressmark", appauthor=False) / "settings.ini"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"[backups]\n{text}\n", encoding="utf-8")


def grow_older(backup: Backup, minutes: int) -> None:
    earlier = backup.at - timedelta(minutes=minutes)
    backup.path.rename(backup.path.with_name(f"{earlier:%Y-%m-%d %H%M%S} {backup.name}.pressmark"))


def test_a_command_that_wrote_is_backed_up_as_often_as_the_window_does(bring_in, uid) -> None:
    assert bring_in("It was sold.").exit_code == 0
    (first,) = backups_of(uid)
    with Project.open(first.path, read_only=True) as copy:
        assert copy.check() == []
        assert len(copy.articles.ids()) == 1
    bring_in("It was bought back.")
    assert backups_of(uid) == [first]
    grow_older(first, 16)
    bring_in("It was sold again.")
    assert len(backups_of(uid)) == 2


def test_a_command_that_wrote_nothing_makes_no_backup(bring_in, uid) -> None:
    bring_in("It was sold.")
    grow_older(backups_of(uid)[0], 16)
    assert bring_in("It was sold.").exit_code == 0
    assert len(backups_of(uid)) == 1


def test_what_the_person_chose_in_the_window_holds(bring_in, uid) -> None:
    choose("made=no")
    bring_in("It was sold.")
    assert backups_of(uid) == []
    choose("made=yes\nminutes=1\nnumber=1")
    for text in ("It was bought back.", "It was sold again."):
        for backup in backups_of(uid):
            grow_older(backup, 2)
        bring_in(text)
        assert len(backups_of(uid)) == 1


def test_a_backup_that_cannot_be_made_is_told_and_the_work_is_stored(bring_in, uid, path, monkeypatch) -> None:
    monkeypatch.setattr(backups, "_ROOM", 1e12)
    done = bring_in("It was sold.")
    assert done.exit_code == 0
    assert "No backup could be made (No room); your work itself is stored" in done.stderr
    assert "1 article" in done.stdout
    with Project.open(path, read_only=True) as project:
        assert len(project.articles.ids()) == 1


def test_a_file_of_an_older_format_is_upgraded_by_what_writes_and_left_by_what_reads(bring_in, path) -> None:
    shutil.copy(FIRST, path)
    assert CliRunner().invoke(pressmark, ["claims", path.name], catch_exceptions=False).exit_code == 0
    assert path.read_bytes() == FIRST.read_bytes()
    done = bring_in("It was sold.")
    assert done.exit_code == 0
    assert "was brought to the present format; as it was, it is kept in" in done.stderr
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
    assert "brought to" not in bring_in("It was bought back.").stderr
