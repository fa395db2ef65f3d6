"""Backups are made while the work goes on, are whole, and never more than was asked for."""

import os
import shutil
import sqlite3
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotations.backups import Keeping
from annotations.errors import BackupError, CancelledError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.store.sharing import backups
from annotations.store.sharing.backups import back_up, backups_of, copy_out, folder_of

LONG = "A long text of several words, in which there is room for passages. " * 80


def aged(backup: Path, **ago: int) -> Path:
    """The backup as if it had been made earlier."""
    at = datetime.now(tz=UTC) - timedelta(**ago)
    return backup.rename(backup.with_name(f"{at:%Y-%m-%d %H%M%S} week.pressmark"))


def test_a_backup_is_the_project_as_it_was_and_stands_in_a_folder_of_its_own(path, project, add_article) -> None:
    article = add_article(LONG)
    made = back_up(path, project.uid)
    add_article("Added since.")
    assert backups_of(project.uid) == [made]
    assert made.name == "week"
    assert made.size == made.path.stat().st_size
    assert abs(datetime.now(tz=UTC) - made.at) < timedelta(minutes=1)
    assert list(made.path.parent.iterdir()) == [made.path]
    with closing(sqlite3.connect(f"file:{made.path}?mode=ro", uri=True)) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    with Project.open(made.path, read_only=True) as copy:
        assert copy.articles.ids() == [article]
        assert copy.check() == []


@pytest.mark.skipif(os.name != "posix", reason="permissions are others there")
def test_backups_are_for_the_person_alone(path, project) -> None:
    made = back_up(path, project.uid)
    assert made.path.parent.stat().st_mode & 0o077 == 0


def test_only_a_project_that_changed_is_backed_up_again(path, project, add_article) -> None:
    assert back_up(path, project.uid)
    assert back_up(path, project.uid) is None
    add_article()
    assert back_up(path, project.uid)
    project.undo()
    assert back_up(path, project.uid)
    assert back_up(path, project.uid) is None


def test_a_last_backup_that_cannot_be_read_does_not_count(path, project) -> None:
    first = back_up(path, project.uid)
    aged(first.path, hours=1).write_bytes(b"x" * 5000)
    assert back_up(path, project.uid)


def test_number_and_age_are_kept_to_and_the_newest_whatever_its_age(path, project, add_article) -> None:
    for days in (40, 35, 3, 2, 1):
        add_article(f"{days} days ago")
        aged(back_up(path, project.uid, Keeping(99, 999)).path, days=days)
    add_article("today")
    back_up(path, project.uid, Keeping(4, 30))
    ages = [(datetime.now(tz=UTC) - backup.at).days for backup in backups_of(project.uid)]
    assert ages == [0, 1, 2, 3]
    backups.prune(project.uid, "week", Keeping(1, 1))
    newest = aged(backups_of(project.uid)[0].path, days=50)
    backups.prune(project.uid, "week", Keeping(1, 1))
    assert [backup.path for backup in backups_of(project.uid)] == [newest]


def test_a_copy_of_the_project_does_not_push_out_the_backups_of_the_other(path, project, tmp_path) -> None:
    back_up(path, project.uid)
    project.close()
    other = tmp_path / "from Ben.pressmark"
    shutil.copy(path, other)
    back_up(other, project.uid, Keeping(1, 30))
    assert sorted(backup.name for backup in backups_of(project.uid)) == ["from Ben", "week"]


def test_what_other_programs_put_into_the_folder_is_left_alone(path, project) -> None:
    folder = folder_of(project.uid)
    folder.mkdir(parents=True)
    for name in ("notes.txt", "2026-99-99 000000 week.pressmark", "2026-01-01 week.pressmark"):
        (folder / name).touch()
    made = back_up(path, project.uid, Keeping(1, 1))
    assert backups_of(project.uid) == [made]
    assert len(list(folder.iterdir())) == 4


@pytest.mark.parametrize("uid", ["../../../etc", "/root", "", "a/b", "x" * 5000, ".."])
def test_a_file_does_not_choose_the_folder_of_its_backups(uid: str) -> None:
    folder = folder_of(uid)
    assert folder.parent == folder_of("0" * 36).parent
    assert folder.name.isalnum()


@pytest.mark.parametrize("name", ["проект" * 15 + "😀", "it's “quoted”", "two\nlines", " "])
def test_names_of_every_kind(tmp_path, name: str) -> None:
    with Project.create(tmp_path / f"{name}.pressmark") as project:
        made = back_up(project.path, project.uid)
    assert backups_of(project.uid) == [made]


def test_steps_go_on_while_a_backup_is_made_and_it_holds_one_moment(path, project, monkeypatch) -> None:
    monkeypatch.setattr(backups, "_PAGES", 1)
    project.step("Import", lambda p: [p.articles.add(Draft(text=f"{n} {LONG}")) for n in range(200)])
    started, stored = threading.Event(), []

    def stop() -> bool:
        started.set()
        return False

    def work() -> None:
        started.wait(10)
        adding = (lambda p, n=n: p.articles.add(Draft(text=f"since {n}")) for n in range(20))
        stored.extend(project.step("Add", add).value for add in adding)

    thread = threading.Thread(target=work)
    thread.start()
    made = back_up(path, project.uid, stop=stop)
    thread.join(30)
    assert len(stored) == 20
    with Project.open(made.path, read_only=True) as copy:
        assert len(copy.articles.ids()) == 200
        assert copy.check() == []


def test_a_backup_that_is_stopped_leaves_nothing(path, project) -> None:
    with pytest.raises(CancelledError):
        back_up(path, project.uid, stop=lambda: True)
    assert list(folder_of(project.uid).iterdir()) == []


def test_a_backup_is_stopped_while_it_is_checked_too(path, project, monkeypatch) -> None:
    monkeypatch.setattr(backups, "_STRIDE", 1)
    asked = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) > 50

    with pytest.raises(CancelledError):
        back_up(path, project.uid, stop=stop)
    assert len(asked) > 50
    assert list(folder_of(project.uid).iterdir()) == []


def test_two_are_made_at_once_on_two_threads(path, project, add_article) -> None:
    article = add_article(LONG)
    others = []

    def make_another(*_) -> None:
        if not others:
            with ThreadPoolExecutor(1) as other:
                others.append(other.submit(back_up, path, project.uid, always=True).result())

    made = back_up(path, project.uid, on_pages=make_another)
    for backup in (made, *others):
        with Project.open(backup.path, read_only=True) as copy:
            assert copy.articles.ids() == [article]
    assert set(folder_of(project.uid).iterdir()) == {made.path, others[0].path}


def test_what_a_killed_program_left_half_made_goes_and_what_is_under_way_stays(path, project) -> None:
    folder = folder_of(project.uid)
    folder.mkdir(parents=True)
    dead = subprocess.Popen(["true"])
    dead.wait()
    (folder / f".{dead.pid}.part").touch()
    (folder / f".{dead.pid}.part-journal").touch()
    (folder / f".{dead.pid}-{threading.get_ident()}.part").touch()
    (folder / f".{os.getppid()}.part").touch()
    made = back_up(path, project.uid)
    assert {entry.name for entry in folder.iterdir()} == {made.path.name, f".{os.getppid()}.part"}


def test_a_damaged_project_does_not_push_out_a_sound_backup(path, project, add_article) -> None:
    for n in range(40):
        add_article(f"{n} {LONG}")
    first = back_up(path, project.uid)
    kept = aged(first.path, hours=1)
    project.close()
    content = bytearray(path.read_bytes())
    for page in range(len(content) // 4096 - 20, len(content) // 4096):
        content[page * 4096 : page * 4096 + 100] = b"\xff" * 100
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as outside:
        outside.execute("UPDATE replicas SET last_hlc = last_hlc + 1")
        outside.commit()
    with pytest.raises(BackupError, match="is damaged"):
        back_up(path, project.uid, Keeping(1, 1))
    assert [backup.path for backup in backups_of(project.uid)] == [kept]
    assert list(kept.parent.iterdir()) == [kept]


def test_a_full_disk_is_told_and_the_earlier_backups_stay(path, project, add_article, monkeypatch) -> None:
    first = back_up(path, project.uid)
    add_article()
    usage = shutil.disk_usage(path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=10_000))
    with pytest.raises(BackupError, match="No room") as raised:
        back_up(path, project.uid)
    assert raised.value.path == folder_of(project.uid)
    assert "your work itself is stored" in raised.value.what
    assert [entry.name for entry in first.path.parent.iterdir()] == [first.path.name]


def test_a_disk_that_fills_up_in_the_middle_is_told_and_nothing_half_made_stays(path, project, monkeypatch) -> None:
    folder = folder_of(project.uid)
    folder.mkdir(parents=True)
    mount = shutil.which("mount")
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=300k", "none", folder], check=False, capture_output=True
    )
    if not done or done.returncode:
        pytest.skip("no small file system can be made here")
    try:
        monkeypatch.setattr(backups, "_ROOM", 0)
        project.step("Import", lambda p: [p.articles.add(Draft(text=f"{n} {LONG}")) for n in range(100)])
        with pytest.raises(BackupError, match="No room"):
            back_up(path, project.uid)
        assert list(folder.iterdir()) == []
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_folder_that_cannot_be_made_is_told(path, project, monkeypatch) -> None:
    monkeypatch.setattr(backups, "user_data_path", lambda *_, **__: path)  # a file stands there
    with pytest.raises(BackupError, match="No backup could be made"):
        back_up(path, project.uid)


def test_a_project_that_is_gone_is_told(path, project) -> None:
    project.close()
    path.unlink()
    with pytest.raises(BackupError, match="unable to open"):
        back_up(path, project.uid)


def test_a_backup_is_copied_to_a_new_name_and_never_over_anything(path, project, tmp_path) -> None:
    made = back_up(path, project.uid)
    target = tmp_path / "monday.pressmark"
    copy_out(made.path, target)
    with Project.open(target) as copy:
        assert copy.check() == []
        assert copy.uid == project.uid
    mine = tmp_path / "mine.pressmark"
    mine.write_text("mine")
    with pytest.raises(BackupError, match="a file of this name"):
        copy_out(made.path, mine)
    assert mine.read_text() == "mine"
    with pytest.raises(BackupError, match="cannot be made"):
        copy_out(made.path, tmp_path / "missing" / "x.pressmark")
    with pytest.raises(BackupError, match="cannot be made"):
        copy_out(made.path.with_name("gone"), tmp_path / "x.pressmark")
    assert not (tmp_path / "x.pressmark").exists()
