"""Threads and connections: who may read when, and what stays open."""

import os
import sqlite3
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import ProjectFileError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from annotations.store.connections.connection import connect

LONG = "A long text of several words, in which there is room for passages. " * 5


def beside(path: Path) -> list[str]:
    """Names in the project's folder other than its own."""
    return sorted(entry.name for entry in path.parent.iterdir() if entry.name != path.name)


def open_files(path: Path) -> int:
    """How many handles of this process lead to the project or what stands beside it."""
    targets = []
    for entry in Path("/proc/self/fd").iterdir():
        try:
            targets.append(str(entry.readlink()))
        except OSError:
            continue
    return sum(target.startswith(str(path)) for target in targets)


def test_a_closed_project_is_one_file_in_rollback_mode(path, project, add_article) -> None:
    add_article()
    assert beside(path) != []
    project.close()
    assert beside(path) == []
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 1


def test_closing_twice_is_closing_once(project, path) -> None:
    for _ in range(2):
        project.close()
        assert beside(path) == []
    with Project.open(path) as again:
        assert again.check() == []


def test_after_closing_nothing_is_opened_again(path, project, add_article) -> None:
    article = add_article()
    project.articles.text(article)
    project.close()
    for call in (
        lambda: project.articles.text(article),
        lambda: project.step("Edit", lambda p: None),
        project.undo,
        project.checkpoint,
        lambda: project.undo_label,
    ):
        with pytest.raises(ProjectFileError, match="closed"):
            call()
    with ThreadPoolExecutor(1) as other:
        assert isinstance(other.submit(project.articles.ids).exception(), ProjectFileError)
    assert beside(path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_handle_stays_open_after_closing(path, project, add_article) -> None:
    article = add_article()
    with ThreadPoolExecutor(4) as pool:
        assert len(list(pool.map(project.articles.text, [article] * 20))) == 20
        assert open_files(path) > 2
        project.close()
        assert open_files(path) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_thread_that_ends_takes_its_connection_with_it(path, project, add_article) -> None:
    article = add_article()
    project.articles.text(article)
    before = open_files(path)
    for _ in range(10):
        thread = threading.Thread(target=project.articles.text, args=(article,))
        thread.start()
        thread.join()
    assert open_files(path) < before + 3, "SQLite keeps a handle or two for the next connection"


def test_reading_goes_on_while_a_step_is_under_way_and_sees_what_was_stored_before(project, add_article) -> None:
    article = add_article(LONG)
    inside, leave = threading.Event(), threading.Event()

    def work(p) -> list[int]:
        p.claims.add(article, Span(0, 6))
        inside.set()
        assert leave.wait(20)
        return [claim.number for claim in p.claims.all()]

    future = project.submit("Add claim", work)
    assert inside.wait(20)
    assert project.claims.all() == []
    leave.set()
    assert future.result(20).value == [1]
    assert len(project.claims.all()) == 1


def test_many_threads_read_while_one_writes(project, add_article) -> None:
    article = add_article(LONG)
    stop = threading.Event()

    def read() -> int:
        most = 0
        while not stop.is_set():
            claims = project.claims.of_article(article)
            assert all(claim.quote == LONG[claim.span.start : claim.span.end] for claim in claims)
            assert len(claims) >= most
            most = len(claims)
            project.codebook.read()
        return most

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for n in range(60):
            project.step("Add claim", lambda p, n=n: p.claims.add(article, Span(n, n + 5)))
        stop.set()
        assert all(future.result(20) <= 60 for future in readers)
    assert project.check() == []


def test_steps_of_many_threads_follow_one_another(project, add_article) -> None:
    article = add_article(LONG)
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(
            pool.map(lambda n: project.step("Add", lambda p: p.claims.add(article, Span(n, n + 3))), range(40))
        )
    assert sorted(claim.number for claim in project.claims.all()) == list(range(1, 41))
    assert sorted(outcome.changes.sequence for outcome in outcomes) == list(range(2, 42))


def test_closing_waits_for_readers_and_for_the_step_under_way(path, project, add_article) -> None:
    article = add_article(LONG)
    errors = []

    def read() -> None:
        try:
            while True:
                project.claims.of_article(article)
        except ProjectFileError as error:
            errors.append(error.what)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    future = project.submit("Slow", lambda p: (time.sleep(0.2), p.claims.add(article, Span(0, 5))))
    project.close()
    for thread in threads:
        thread.join(20)
    assert future.done()
    assert errors == ["The project was closed"] * 3
    with Project.open(path) as again:
        assert again.claims.count() == 1
        assert beside(path) != []
    assert beside(path) == []


def test_a_copy_made_after_a_checkpoint_is_complete(path, project, add_article, tmp_path) -> None:
    article = add_article(LONG)
    project.step("Add", lambda p: p.claims.add(article, Span(0, 6)))
    assert project.checkpoint()
    copy = tmp_path / "copy.pressmark"
    copy.write_bytes(path.read_bytes())
    with Project.open(copy) as opened:
        assert opened.claims.count() == 1
        assert opened.check() == []
        assert opened.undo_label == "Add"


def test_a_checkpoint_waits_for_no_reader_and_says_that_it_is_not_complete(project, add_article, outside) -> None:
    add_article("one")
    outside.execute("BEGIN")
    outside.execute("SELECT count(*) FROM articles").fetchone()
    add_article("two")
    start = time.monotonic()
    assert not project.checkpoint()
    assert time.monotonic() - start < 3
    outside.execute("COMMIT")
    assert project.checkpoint()


def test_a_program_that_reads_does_not_keep_a_project_from_being_closed(path, project, add_article, outside) -> None:
    add_article("one")
    outside.execute("BEGIN")
    assert outside.execute("SELECT count(*) FROM articles").fetchone()[0] == 1
    project.close()
    outside.execute("COMMIT")
    with Project.open(path) as again:
        assert len(again.articles.ids()) == 1


def test_another_program_that_writes_is_named_as_the_reason(project, add_article, outside, monkeypatch) -> None:
    add_article()
    project._store._writer.queue(lambda: project._store._writer.connection.execute("PRAGMA busy_timeout = 50")).result()
    outside.execute("BEGIN IMMEDIATE")
    with pytest.raises(ProjectFileError, match="Another program holds the file"):
        project.step("Add", lambda p: p.articles.add(Draft(text="two")))
    outside.execute("COMMIT")
    project.step("Add", lambda p: p.articles.add(Draft(text="two")))
    assert len(project.articles.ids()) == 2


def test_a_reader_sees_what_another_program_adds_to_the_codebook(path, project) -> None:
    with Project.open(path, read_only=True) as reading:
        framing = reading.codebook.read().by_key("framing").id
        assert reading.codebook.read().find(framing, "Moral panic") is None
        project.step("Add tag", lambda p: p.codebook.add_tag(framing, "Moral panic"))
        assert reading.codebook.read().find(framing, "Moral panic") is not None


def test_the_codebook_is_read_again_only_after_it_changed(project, add_article) -> None:
    codebook = project.codebook.read()
    add_article()
    assert project.codebook.read() is codebook
    project.step("Add tag", lambda p: p.codebook.add_tag(codebook.by_key("framing").id, "Moral panic"))
    changed = project.codebook.read()
    assert changed.find(codebook.by_key("framing").id, "moral panic")
    project.undo()
    assert project.codebook.read() == codebook


def test_connections_trust_nothing_before_the_file_was_looked_at(path, project) -> None:
    project.close()
    with closing(connect(path, mode="ro", inspected=False)) as connection:
        assert connection.execute("PRAGMA trusted_schema").fetchone()[0] == 0
        assert connection.execute("PRAGMA query_only").fetchone()[0] == 1
        assert connection.execute("PRAGMA mmap_size").fetchone()[0] == 0
        assert connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == 64_000_000
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("ATTACH ':memory:' AS other")
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM rejections")


@pytest.mark.parametrize(
    "name", ["a b %20 #1?.pressmark", "проект — 2026 😀.pressmark", "it's “quoted” & more.pressmark"]
)
def test_names_of_every_kind(tmp_path, name: str) -> None:
    path = tmp_path / name
    with Project.create(path) as project:
        project.step("Add", lambda p: p.articles.add(Draft(text="one")))
    with Project.open(path) as project:
        assert len(project.articles.ids()) == 1
    assert beside(path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes only there")
def test_a_name_that_is_no_unicode(tmp_path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.pressmark")
    with Project.create(path) as project:
        assert project.articles.ids() == []
    with Project.open(path) as project:
        assert project.check() == []
