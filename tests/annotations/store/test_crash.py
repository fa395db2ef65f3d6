"""What is left when the program is killed, the disk is full or nothing may be written."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from annotations.errors import FileLostError, ProjectFileError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from annotations.store.files import making, vetting
from annotations.store.sharing.backups import backups_of

LONG = "A long text of several words, in which there is room for passages. " * 80

WORKER = """
import sys
from pathlib import Path
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
project = Project.open(Path(sys.argv[1]))
project.coder_id = project.coders.all()[0].id
for step in range(10_000):
    def work(p):
        found = [Draft(text=f"{step} {n} " + "words of an article " * 300, outlet=f"O{n}") for n in range(4)]
        ids = yield from p.articles.add_all(found)
        for article in ids:
            p.claims.add(article, Span(0, 5))
    project.step(f"Import {step}", work)
    print(step, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize("seconds", [0.0, 0.03, 0.11])
def test_a_program_killed_in_the_middle_loses_no_step_it_reported(path, seconds: float) -> None:
    Project.create(path, coder=("Anna", "A")).close()
    worker = subprocess.Popen([sys.executable, "-c", WORKER, str(path)], stdout=subprocess.PIPE, text=True)
    reported = -1
    for line in worker.stdout:
        reported = int(line)
        if reported == 2:
            time.sleep(seconds)
            worker.send_signal(signal.SIGKILL)
    worker.wait(30)
    worker.stdout.close()
    assert reported >= 2
    assert path.with_name(path.name + "-wal").exists(), "killed with its log in place"
    assert path.with_name(path.name + ".lock").exists()

    with Project.open(path, read_only=True) as reading:
        assert len(reading.articles.ids()) >= 4 * (reported + 1)
    with Project.open(path) as project:
        stored = len(project.history.entries(100_000))
        assert stored in (reported + 1, reported + 2), "at most one more step was stored than could be reported"
        assert len(project.articles.ids()) == project.claims.count() == 4 * stored
        assert project.check() == []
        assert project.undo_label == f"Import {stored - 1}"
        project.undo()
        assert project.check() == []
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


MIXED = """
import json, os, random, sys
from pathlib import Path
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from annotations.store.sharing.backups import back_up
# Loaded once; each life is one of a process of its own, that is killed.
for seed in sys.stdin:
    if life := os.fork():
        os.waitpid(life, 0)
        print(json.dumps(["killed"]), flush=True)
    else:
        break
else:
    sys.exit()
chance = random.Random(int(seed))
project = Project.open(Path(sys.argv[1]))
project.coder_id = project.coders.all()[0].id
def say(what):
    print(json.dumps(what), flush=True)
def state():
    return [len(project.articles.ids()), project.claims.count(), project.undo_label, project.redo_label]
say(["lives", os.getpid()])
say(["done", *state()])
while True:
    action = chance.choice(["Import", "Claim", "Claim", "Claim", "undo", "undo", "redo", "backup"])
    articles = project.articles.ids()
    if action == "undo" and not project.undo_label or action == "redo" and not project.redo_label:
        continue
    if action == "Claim" and not articles:
        continue
    say(["begin", action])
    if action == "Import":
        drafts = [Draft(text=f"{chance.random()} " + "words of an article " * 300) for n in range(3)]
        project.step("Import", lambda p: p.articles.add_all(drafts))
    elif action == "Claim":
        project.step("Claim", lambda p: p.claims.add(chance.choice(articles), Span(0, 5)))
    elif action == "backup":
        back_up(project.path, project.uid)
    else:
        getattr(project, action)()
    say(["done", *state()])
"""


def after(state: list[object], action: str) -> tuple[int, int]:
    """Articles and claims once the action is done."""
    articles, claims, undo, redo = state
    sign, step = {"undo": (-1, undo), "redo": (1, redo), "backup": (0, "")}.get(action, (1, action))
    return articles + sign * 3 * (step == "Import"), claims + sign * (step == "Claim")


def lived(worker: subprocess.Popen, seed: int, lines: int, seconds: float) -> list[list[object]]:
    """What a life of `MIXED` said that was killed so long after it had said so many lines.

    Seconds alone would let a slow machine come no further than into the first action of each life.
    """
    worker.stdin.write(f"{seed}\n")
    worker.stdin.flush()
    _, life = json.loads(worker.stdout.readline())
    said = [json.loads(worker.stdout.readline()) for _ in range(1 + lines)]
    threading.Timer(seconds, os.kill, (life, signal.SIGKILL)).start()
    for line in worker.stdout:
        head, found, _ = line.partition('["killed"]')
        with suppress(ValueError):  # it may have been killed in the middle of a line
            said.append(json.loads(head))
        if found:
            return said
    raise AssertionError("the program has ended")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize("kills", [30, pytest.param(300, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_a_program_killed_at_any_moment_of_mixed_work(path, kills: int, monkeypatch) -> None:
    """Imports, claims, undo, redo and backups; the next program goes on with what the killed one left."""
    monkeypatch.setattr(vetting, "answers", vetting.look)
    Project.create(path, coder=("Anna", "A")).close()
    chance = random.Random(kills)
    reached = set()
    command = [sys.executable, "-c", MIXED, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        for kill in range(kills):
            said = lived(worker, kill, chance.randrange(12), chance.uniform(0, 0.03))
            state = next(what[1:] for what in reversed(said) if what[0] == "done")
            under_way = said[-1][1] if said[-1][0] == "begin" else ""
            reached.add(under_way)
            with Project.open(path) as project:
                found = len(project.articles.ids()), project.claims.count()
                possible = {(state[0], state[1])} | ({after(state, under_way)} if under_way else set())
                assert found in possible, said[-2:]
                assert project.check() == []
                uid = project.uid
            assert {entry.name for entry in path.parent.iterdir()} == {path.name}
    assert len(reached) > 2, "killed in the middle of several kinds of work"
    made = backups_of(uid)
    assert made
    for backup in made:
        with Project.open(backup.path, read_only=True) as copy:
            assert copy.check() == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_program_killed_while_making_a_project_leaves_no_half_of_one(path) -> None:
    making_one = "import sys; from pathlib import Path; from annotations.project import Project;"
    making_one += "print(flush=True); Project.create(Path(sys.argv[1])); print('made', flush=True); input()"
    for milliseconds in (40, 90, 140):
        worker = subprocess.Popen([sys.executable, "-c", making_one, str(path)], stdout=subprocess.PIPE)
        worker.stdout.readline()
        time.sleep(milliseconds / 1000)
        worker.kill()
        worker.wait(30)
        worker.stdout.close()
        if not path.exists():
            continue
        if path.stat().st_size:
            with Project.open(path) as project:
                assert project.codebook.read().by_key("sentiment")
                assert project.check() == []
        else:
            with pytest.raises(ProjectFileError, match="is empty"):
                Project.open(path)
        path.unlink()


@pytest.mark.made_anew
def test_a_failure_while_making_a_project_leaves_nothing(path, monkeypatch) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(making, "_first_rows", fail)
    with pytest.raises(ProjectFileError, match="disk I/O error") as raised:
        Project.create(path)
    assert raised.value.path == path
    assert list(path.parent.iterdir()) == []


def test_a_project_is_never_made_over_a_file(path) -> None:
    path.write_text("something of mine")
    with pytest.raises(ProjectFileError, match="a file of this name"):
        Project.create(path)
    assert path.read_text() == "something of mine"


def test_a_folder_that_is_not_there_is_told(tmp_path) -> None:
    with pytest.raises(ProjectFileError, match="cannot be made") as raised:
        Project.create(tmp_path / "missing" / "week.pressmark")
    assert raised.value.remedy == "Choose another folder"


def test_the_log_of_a_project_that_was_deleted_does_not_get_into_a_new_one_of_its_name(path, tmp_path) -> None:
    project = Project.create(path)
    project.step("Add", lambda p: p.articles.add(Draft(text=LONG)))
    log = path.with_name(path.name + "-wal")
    copy = tmp_path / "copy-of-the-log"
    shutil.copy(log, copy)
    project.close()
    path.unlink()
    copy.rename(log)
    with Project.create(path) as project:
        assert project.articles.ids() == []
        assert project.check() == []


@contextmanager
def small_disk(size: int) -> Iterator[Path]:
    """A file system of `size` bytes, where this process may make one."""
    folder = Path(tempfile.mkdtemp())
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], check=False, capture_output=True
    )
    if not done or done.returncode:
        folder.rmdir()
        pytest.skip("no small file system can be made here; max_page_count stands in for it elsewhere")
    try:
        yield folder
    finally:
        subprocess.run([unmount, str(folder)], check=True)
        folder.rmdir()


def test_a_really_full_disk_stores_nothing_and_loses_nothing() -> None:
    with small_disk(1_500_000) as folder:
        path = folder / "week.pressmark"
        with Project.create(path, coder=("Anna", "A")) as project:
            article = project.step("Add", lambda p: p.articles.add(Draft(text=LONG))).value
            with pytest.raises(ProjectFileError, match="disk is full") as raised:
                project.step("Import", lambda p: [p.articles.add(Draft(text=f"{n} {LONG}")) for n in range(1000)])
            assert raised.value.path == path
            assert project.articles.ids() == [article]
            project.checkpoint()
            claim = project.step("Add", lambda p: p.claims.add(article, Span(0, 6))).value
            assert project.check() == []
        assert [entry.name for entry in folder.iterdir()] == ["week.pressmark"]
        with Project.open(path) as project:
            assert project.claims.get(claim).quote == "A long"


def stored(path: Path) -> tuple[int, int]:
    """Articles and claims as another program sees them."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        counts = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM claims)"
        return tuple(connection.execute(counts).fetchone())


def test_every_step_on_a_disk_that_fills_up_is_stored_whole_or_told() -> None:
    """The log grows with each commit until there is no room; what was reported is there, and room makes it go on."""
    with small_disk(3_000_000) as folder:
        path = folder / "week.pressmark"
        with Project.create(path, coder=("Anna", "A")) as project:
            article = project.step("Add", lambda p: p.articles.add(Draft(text=LONG))).value
            filler = folder / "filler"
            filler.write_bytes(b"x" * 1_200_000)
            done, told = 0, []
            while len(told) < 5 and done < 5000:
                try:
                    project.step("Mark", lambda p: p.claims.add(article, Span(0, 6)))
                    done += 1
                except ProjectFileError as error:
                    told.append(error.what)
                assert project.claims.count() == done
                if told:
                    assert stored(path) == (1, done)
            assert told == ["The disk is full; the last action was not stored"] * 5
            assert project.undo_label == "Mark"
            with suppress(ProjectFileError):
                project.undo()
                done -= 1
            assert project.claims.count() == done
            filler.unlink()
            project.step("Mark", lambda p: p.claims.add(article, Span(0, 6)))
            assert stored(path) == (1, done + 1)
            assert project.check() == []
        with Project.open(path) as project:
            assert project.claims.count() == done + 1
            assert project.check() == []


def test_a_file_that_may_not_grow_stores_nothing_of_the_step(path, project, add_article) -> None:
    """The same where no small disk can be made."""
    article = add_article()
    writer = project._store._writer
    pages = project._store.value("SELECT page_count FROM pragma_page_count()")
    writer.queue(lambda: writer.connection.execute(f"PRAGMA max_page_count = {pages + 5}").fetchone()).result()
    project.step("Mark", lambda p: p.claims.add(article, Span(0, 6)))
    with pytest.raises(ProjectFileError, match="disk is full") as raised:
        project.step("Import", lambda p: [p.articles.add(Draft(text=f"{n} {LONG}")) for n in range(20)])
    assert raised.value.remedy == "Free some space and repeat it"
    assert stored(path) == (1, 1)
    assert project.undo_label == "Mark"
    project.undo()
    assert stored(path) == (1, 0)


def test_no_project_is_made_on_a_full_disk() -> None:
    with small_disk(200_000) as folder:
        (folder / "filler").write_bytes(b"x" * 190_000)
        with pytest.raises(ProjectFileError) as raised:
            Project.create(folder / "week.pressmark")
        assert "full" in raised.value.what or "No space" in raised.value.what
        assert [entry.name for entry in folder.iterdir()] == ["filler"]


@contextmanager
def without_privileges() -> Iterator[None]:
    """Permissions bind even where the tests run as root: the process is nobody for a while."""
    if os.name != "posix":
        pytest.skip("permissions are others there")
    if os.geteuid() != 0:
        yield
        return
    nobody = 65534
    os.setresuid(nobody, nobody, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that everyone can reach and write."""
    folder = Path(tempfile.mkdtemp(dir="/tmp" if os.name == "posix" else None))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture
def sealed(public) -> Path:
    """A closed project in the public folder, writable by all."""
    path = public / "week.pressmark"
    with Project.create(path, coder=("Anna", "A")) as project:
        article = project.step("Add", lambda p: p.articles.add(Draft(text=LONG))).value
        project.step("Mark", lambda p: p.claims.add(article, Span(0, 6)))
    path.chmod(0o666)
    return path


def assert_readable(path: Path, reason: str) -> None:
    with without_privileges(), Project.open(path) as project:
        assert project.read_only
        assert reason in project.read_only_reason
        assert project.claims.all()[0].quote == "A long"
        assert project.check() == []
        with pytest.raises(ProjectFileError, match="reading only"):
            project.step("Edit", lambda p: None)
        assert project.checkpoint()


def test_a_file_that_cannot_be_written_is_opened_for_reading(sealed) -> None:
    sealed.chmod(0o444)
    assert_readable(sealed, "The file cannot be written")


def test_a_folder_that_cannot_be_written_is_opened_for_reading(sealed) -> None:
    sealed.parent.chmod(0o555)
    assert_readable(sealed, "The folder cannot be written")
    assert [entry.name for entry in sealed.parent.iterdir()] == [sealed.name]


def test_a_file_left_in_wal_mode_is_read_in_a_folder_that_cannot_be_written(sealed) -> None:
    with closing(sqlite3.connect(sealed)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    sealed.chmod(0o666)
    sealed.parent.chmod(0o555)
    assert_readable(sealed, "The folder cannot be written")
    with closing(sqlite3.connect(sealed)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_beside_a_log_that_cannot_be_folded_in_the_file_is_not_shown_without_its_last_steps(sealed, public) -> None:
    copy = public / "killed.pressmark"
    project = Project.open(sealed)
    project.step("Add", lambda p: p.articles.add(Draft(text="only in the log")))
    shutil.copy(sealed, copy)
    shutil.copy(f"{sealed}-wal", f"{copy}-wal")
    project.close()
    for entry in public.iterdir():
        entry.chmod(0o666)
    public.chmod(0o555)
    with without_privileges(), pytest.raises(ProjectFileError, match="cannot be opened") as raised:
        Project.open(copy)
    assert "folder" in raised.value.remedy
    public.chmod(0o777)
    with Project.open(copy) as opened:
        assert len(opened.articles.ids()) == 2


def test_a_file_that_may_not_be_read_is_told(sealed) -> None:
    sealed.chmod(0o000)
    with without_privileges(), pytest.raises(ProjectFileError, match="cannot be read") as raised:
        Project.open(sealed)
    assert raised.value.remedy == "Check who may read it"


def test_no_project_is_made_where_nothing_may_be_written(public) -> None:
    public.chmod(0o555)
    with without_privileges(), pytest.raises(ProjectFileError, match="cannot be made"):
        Project.create(public / "week.pressmark")


def test_a_drive_that_vanishes_while_the_project_is_open_is_told(path, project, add_article, monkeypatch) -> None:
    add_article()
    shutil.rmtree(path.parent)
    path.parent.mkdir()
    with pytest.raises(FileLostError, match="its drive is gone; the last action was not stored"):
        project.step("Add", lambda p: p.articles.add(Draft(text=LONG)))
    assert project.outside.is_loss
    assert project.checkpoint() is False
    project.close()
    assert list(path.parent.iterdir()) == []
