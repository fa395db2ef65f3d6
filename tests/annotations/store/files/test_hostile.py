"""Two hundred files with schemas made to do harm: each is refused, or read without doing it, within two seconds."""

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from annotations.errors import AnnotationError, ProjectFileError
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from annotations.store.files import vetting

SECONDS = 2.0
TABLES = ("articles", "texts", "claims", "claim_tags", "tags", "history", "meta", "outlets", "coders", "briefs")
RECURSIVE = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
TEXTS = (
    "x" * 5_000_000,
    "\x00" * 1_000_000,
    "\u202e" * 100_000,
    "'; DROP TABLE articles; --",
    "{" * 500_000,
    "\u0301" * 300_000,
    "\ud7ff\U0010ffff" * 1000,
    "\n" * 500_000,
)


def renamed(table: str, instead: str) -> list[str]:
    """Put something else in the place of a table."""
    return [
        "PRAGMA writable_schema = ON",
        f"DELETE FROM sqlite_schema WHERE tbl_name = '{table}' OR name = '{table}'",
        "PRAGMA writable_schema = OFF",
        instead,
    ]


def forged(name: str, sql: str) -> list[str]:
    """Let the schema say something else of what is there."""
    return [
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_schema SET sql = '{sql.replace(chr(39), chr(39) * 2)}' WHERE name = '{name}'",
    ]


def hostile(canary: Path) -> Iterator[tuple[str, list[str | tuple[str, tuple[object, ...]]]]]:
    """Names and statements; those that SQLite itself refuses to run leave the file as it is."""
    harm = {
        "deletes": "DELETE FROM articles;",
        "hangs": f"UPDATE meta SET value = ({RECURSIVE});",
        "grows": "UPDATE meta SET value = hex(randomblob(30000000));",
        "loads": f"SELECT load_extension('{canary}');",
        "writes": f"SELECT writefile('{canary}', 'x');",
        "reads": "SELECT readfile('/etc/passwd');",
    }
    for table in TABLES:
        for when in ("AFTER INSERT", "BEFORE UPDATE", "AFTER DELETE"):
            what, body = random.Random(f"{table}{when}").choice(sorted(harm.items()))
            yield (
                f"a trigger {when} on {table} that {what}",
                [f"CREATE TRIGGER evil {when} ON {table} BEGIN {body} END"],
            )
        yield f"a recursive view named {table}", renamed(table, f"CREATE VIEW {table} AS {RECURSIVE}")
        view = f"CREATE VIEW {table} AS SELECT load_extension('{canary}') AS id, randomblob(100000000) AS uid"
        yield f"a view named {table} that loads", renamed(table, view)
        yield f"a virtual table named {table}", renamed(table, f"CREATE VIRTUAL TABLE {table} USING fts5(id, uid)")
        yield f"{table} without types", renamed(table, f"CREATE TABLE {table} (id, uid, digest, text, key, value)")
        yield f"an index of {table} on an expression", [f"CREATE INDEX evil ON {table}(hex(randomblob(1000)))"]
        yield f"{table} that is checked without end", forged(table, f"CREATE TABLE {table} (id CHECK(({RECURSIVE})))")
        column = f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, g AS (hex(zeroblob(500000000))))"
        yield f"{table} with a column that grows", forged(table, column)
        yield f"{table} as no sql", forged(table, f"CREATE TABLE {table}(((")
        yield (
            f"{table} on a page that is not there",
            [
                "PRAGMA writable_schema = ON",
                f"UPDATE sqlite_schema SET rootpage = 999999 WHERE name = '{table}'",
            ],
        )
        yield (
            f"{table} twice",
            [
                "PRAGMA writable_schema = ON",
                "INSERT INTO sqlite_schema SELECT type, name || '_', name, rootpage, replace(sql, name, name || '_')"
                f" FROM sqlite_schema WHERE name = '{table}'",
            ],
        )
        yield f"a thousand tables like {table}", [f"CREATE TABLE {table}_{n}(x)" for n in range(1000)]
    yield from extreme()
    yield "a view named v_claims that counts for ever", ["DROP VIEW v_claims", f"CREATE VIEW v_claims AS {RECURSIVE}"]
    yield "an encoding of two bytes", ["PRAGMA encoding = 'UTF-16'", "VACUUM"]


def extreme() -> Iterator[tuple[str, list[str | tuple[str, tuple[object, ...]]]]]:
    """The same for contents that no program of ours would write."""
    for place, text in enumerate(TEXTS):
        for column in ("headline", "raw_header", "author"):
            yield f"extreme {column} {place}", [(f"UPDATE articles SET {column} = ?", (text,))]
        yield f"extreme text {place}", [("UPDATE texts SET text = ?", (text,))]
        yield f"extreme label {place}", [("UPDATE history SET label = ? WHERE id = 1", (text,))]
        yield f"extreme tag {place}", [("UPDATE tags SET name = ? WHERE id = 1", (text,))]
    for size in (70_000_000, 100_000_000):
        yield (
            f"a text of {size}",
            ["PRAGMA ignore_check_constraints = ON", f"UPDATE texts SET text = hex(zeroblob({size // 2}))"],
        )
    for value in ("'x'", "X'00FF'", "9.5e300", "-9223372036854775808", "9223372036854775807"):
        for column in ("articles.n_chars", "claims.start", "replicas.last_hlc", "history.size", "tags.value"):
            table, name = column.split(".")
            yield (
                f"{value} in {column}",
                [
                    "PRAGMA ignore_check_constraints = ON",
                    "PRAGMA writable_schema = ON",
                    f"UPDATE {table} SET {name} = {value}",
                ],
            )


@pytest.fixture(scope="module")
def honest(tmp_path_factory) -> Path:
    """A closed project with a little work in it."""
    path = tmp_path_factory.mktemp("honest") / "week.pressmark"
    with Project.create(path, coder=("Anna", "A")) as project:
        article = project.step(
            "Add", lambda p: p.articles.add(Draft(text="The quay was sold in May.", headline="Quay"))
        ).value
        project.step("Mark", lambda p: p.claims.add(article, Span(0, 8)))
        project.step("Add brief", lambda p: p.outlets.ensure("The Courier"))
    return path


def made(honest: Path, path: Path, statements: list[str | tuple[str, tuple[object, ...]]]) -> None:
    path.write_bytes(honest.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        for statement in statements:
            with suppress(sqlite3.Error):
                connection.execute(*([statement] if isinstance(statement, str) else statement))


def opened(path: Path) -> float:
    """Open a file and do what a window does first; returns the seconds that took."""
    begin = time.perf_counter()
    with suppress(AnnotationError), Project.open(path) as project:
        with suppress(AnnotationError):
            project.codebook.read()
            for article in project.articles.rows(project.articles.ids()[:200]):
                project.articles.text(article.id)
                project.claims.of_article(article.id)
        with suppress(AnnotationError, KeyError):
            project.coder_id = project.coders.all()[0].id
            project.step("Add", lambda p: p.claims.add(p.articles.add(Draft(text="A new text.")), Span(0, 5)))
        with suppress(AnnotationError):
            project.undo()
    return time.perf_counter() - begin


def try_all(honest: Path, folder: Path) -> dict[str, float]:
    """The seconds each file took, whichever way it went."""
    canary, path = folder / "canary", folder / "hostile.pressmark"
    seconds = {}
    for name, statements in hostile(canary):
        made(honest, path, statements)
        seconds[name] = opened(path)
        assert {entry.name for entry in folder.iterdir()} <= {path.name}, name
        path.unlink()
    return seconds


def test_there_are_two_hundred_of_them(tmp_path) -> None:
    names = [name for name, _ in hostile(tmp_path)]
    assert len(names) == len(set(names)) >= 200


@pytest.mark.timeout(600)
def test_hostile_files_do_no_harm_and_take_no_time(honest, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(vetting, "answers", vetting.look)
    seconds = try_all(honest, tmp_path)
    slowest = sorted(seconds.items(), key=lambda item: -item[1])[:3]
    assert slowest[0][1] < SECONDS, slowest


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_hostile_files_do_no_harm_to_the_child_either(honest, tmp_path, record_property) -> None:
    seconds = try_all(honest, tmp_path)
    slowest = sorted(seconds.items(), key=lambda item: -item[1])[:3]
    record_property("slowest", slowest)
    assert slowest[0][1] < SECONDS, slowest


@pytest.mark.parametrize(
    "name", ["a text of 100000000", "a trigger AFTER INSERT on claims", "a recursive view named texts"]
)
def test_the_worst_of_them_in_a_child(honest, tmp_path, name: str) -> None:
    statements = next(statements for found, statements in hostile(tmp_path / "canary") if found.startswith(name))
    path = tmp_path / "hostile.pressmark"
    made(honest, path, statements)
    if name.startswith("a text"):
        with Project.open(path) as project:
            assert project.read_only
            with pytest.raises(ProjectFileError, match="too long"):
                project.articles.text(project.articles.ids()[0])
    else:
        with pytest.raises(ProjectFileError, match=r"not Pressmark's|not as they should be"):
            Project.open(path)
