"""Who writes a project: copies that are edited apart tell whose each row is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import ProjectFileError
from annotations.progress import drive
from annotations.project import Project
from annotations.sharing import CopyChoice
from annotations.spans import Span

LEAN = CopyChoice(history=False)


def replicas(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return [row[0] for row in connection.execute("SELECT uid FROM replicas ORDER BY id")]


def stamped(path: Path, table: str) -> set[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        rows = connection.execute(f"SELECT r.uid FROM {table} t JOIN replicas r ON r.id = t.replica_id")
        return {row[0] for row in rows}


@pytest.mark.parametrize("how", ["shared", "copied by hand"])
def test_two_copies_edited_apart_stamp_apart_and_agree_on_what_they_are(
    with_secrets, path, tmp_path, add_claim, how
) -> None:
    ours, theirs = tmp_path / "ours.pressmark", tmp_path / "theirs.pressmark"
    if how == "shared":
        for copy in (ours, theirs):
            drive(with_secrets.copy(copy, LEAN))
    with_secrets.close()
    if how != "shared":
        for copy in (ours, theirs):
            copy.write_bytes(path.read_bytes())
    uids = []
    for copy in (ours, theirs):
        with Project.open(copy) as opened:
            opened.coder_id = opened.coders.all()[0].id
            article = opened.articles.ids()[0]
            opened.step("Claim", lambda p, a=article: p.claims.add(a, Span(4, 12)))
            uids.append((opened.uid, [opened.articles.get(a).uid for a in opened.articles.ids()]))
    assert uids[0] == uids[1]
    first = replicas(path)
    assert len(first) == 1
    assert [replicas(copy)[:1] for copy in (ours, theirs)] == [first, first]
    added = [replicas(copy)[1:] for copy in (ours, theirs)]
    assert [len(new) for new in added] == [1, 1]
    assert added[0] != added[1]
    assert stamped(ours, "claims") == {*first, *added[0]}


def test_opening_alone_adds_no_replica_and_going_on_adds_no_more(with_secrets, target) -> None:
    drive(with_secrets.copy(target, LEAN))
    Project.open(target).close()
    assert len(replicas(target)) == 1
    for author in ("A", "B"):
        with Project.open(target) as copy:
            copy.step("Edit", lambda p, a=author: p.articles.update(p.articles.ids(), author=a))
    assert len(replicas(target)) == 2


def test_a_first_step_that_fails_takes_its_replica_back(with_secrets, target) -> None:
    drive(with_secrets.copy(target, LEAN))

    def fail(project: Project) -> None:
        raise ProjectFileError("No")

    with Project.open(target) as copy:
        with pytest.raises(ProjectFileError):
            copy.step("Fail", fail)
        assert len(replicas(target)) == 1
        copy.step("Edit", lambda p: p.articles.update(p.articles.ids(), author="A"))
        assert stamped(target, "articles") == {replicas(target)[1]}


def test_the_clock_never_goes_back_behind_another_replica(with_secrets, target) -> None:
    drive(with_secrets.copy(target, LEAN))
    ahead = 1 << 61
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("UPDATE replicas SET last_hlc = ?", (ahead,))
    with Project.open(target) as copy:
        copy.step("Edit", lambda p: p.articles.update(p.articles.ids(), author="A"))
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("SELECT max(hlc) FROM articles").fetchone()[0] == ahead + 1


def test_the_mark_of_a_replica_names_neither_machine_nor_folder(with_secrets, path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (label,) = connection.execute("SELECT label FROM replicas").fetchone()
    assert len(label) == 32
    assert int(label, 16)
