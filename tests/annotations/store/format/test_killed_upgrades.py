"""A program that is killed while it brings a file of version 1 to the present format."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from annotations.project import Project
from annotations.store.connections.connection import connect
from annotations.store.files import vetting
from annotations.store.files.opening import look_over
from annotations.store.format.schema import VERSION
from annotations.store.sharing.backups import backups_of

FIRST = Path(__file__).parents[3] / "projects" / "version-1.pressmark"
CLAIMS = 4000

UPGRADE = """
import os, signal, sys, time
from pathlib import Path
from annotations.progress import drive
from annotations.store.format import upgrading
from annotations.store.files import vetting
# Loaded once; each upgrade is done by a process of its own, that may be killed.
for asked in sys.stdin:
    statement = int(asked)
    if not (life := os.fork()):
        break
    os.waitpid(life, 0)
    print("over", flush=True)
else:
    sys.exit()
seen = 0
def watched(path, **values):
    connection = connect(path, **values)
    if values["mode"] == "rw":
        connection.set_trace_callback(count)
    return connection
def count(_):
    global seen
    seen += 1
    if seen == statement:
        os.kill(os.getpid(), signal.SIGKILL)
vetting.answers = vetting.look
connect, upgrading.connect = upgrading.connect, watched
print(os.getpid(), flush=True)
begun = time.monotonic()
done = drive(upgrading.upgrade(Path(sys.argv[1])))
print(done.before, seen, time.monotonic() - begun, flush=True)
os._exit(0)
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    """A project of version 1 whose upgrade takes a while: its claims are indexed anew."""
    path = Path(shutil.copy(FIRST, tmp_path_factory.mktemp("large") / "old.pressmark"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO claims(uid, number, article_id, start, end, exact, coder_id, created_at, hlc, replica_id)"
            " SELECT printf('%036d', i), 10 + i, article_id, start, end, exact, coder_id, created_at, hlc, replica_id"
            " FROM claims, n WHERE number = 1",
            (CLAIMS,),
        )
    return path


@pytest.fixture
def worker(tmp_path_factory) -> Iterator[tuple[subprocess.Popen, Path]]:
    """A program that upgrades a file as often as it is asked to, and the file."""
    path = tmp_path_factory.mktemp("upgraded") / "old.pressmark"
    command = [sys.executable, "-c", UPGRADE, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        yield program, path


def upgraded(worker: subprocess.Popen, statement: int = 0, seconds: float = -1.0) -> str:
    """What was said by one who upgrades the file, and is killed at a statement or after so many seconds."""
    worker.stdin.write(f"{statement}\n")
    worker.stdin.flush()
    life = int(worker.stdout.readline())
    timer = threading.Timer(max(0, seconds), killed, (life,))
    if seconds >= 0:
        timer.start()
    said = ""
    for line in worker.stdout:
        if line == "over\n":
            timer.cancel()
            return said
        said += line
    raise AssertionError("the program has ended")


def killed(life: int) -> None:
    """Kill a process that may have come to its end just now."""
    with suppress(ProcessLookupError):
        os.kill(life, signal.SIGKILL)


def rows(path: Path) -> tuple[int, int, int]:
    """How many claims, steps and chunks of their images there are."""
    counts = ("claims", "history", "history_changes")
    with closing(connect(path, mode="rw")) as connection:
        return tuple(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in counts)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize("kills", [30, pytest.param(300, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_a_file_whose_upgrade_was_killed_is_wholly_of_one_version_or_the_other(
    large, worker, kills, monkeypatch
) -> None:
    monkeypatch.setattr(vetting, "answers", vetting.look)
    program, path = worker
    shutil.copy(large, path)
    before = rows(path)
    _, statements, seconds = upgraded(program).split()
    chance, found = random.Random(kills), Counter()
    for kill in range(kills):
        shutil.copy(large, path)
        if kill % 2:
            upgraded(program, statement=1 + kill // 2 % int(statements))
        else:
            upgraded(program, seconds=chance.uniform(0, float(seconds)))
        left = rows(path)  # what a killed transaction left is taken back by whoever comes next
        version = look_over(path, immutable=False)
        found[version] += 1
        assert left == (*before[:2], before[2] if version == 1 else 0)
        with Project.open(path) as project:
            assert bool(project.upgrade) == (version < VERSION)
            assert project.check() == []
            assert project.claims.count() == before[0]
            uid = project.uid
        assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    assert found[1] > kills // 3, "killed before all was stored"
    for backup in backups_of(uid):
        version = look_over(backup.path, immutable=False)
        assert version < VERSION
        assert rows(backup.path) == (*before[:2], before[2] if version == 1 else 0)
