"""`docs/project-file.md` says what stands in a project file, and its examples run."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotations.sample import write_sample
from annotations.store.format import schema
from annotations.store.format.marks import ARCHIVED, CONTENTS, EXCERPTS

DOCUMENT = (Path(__file__).parents[4] / "docs" / "project-file.md").read_text(encoding="utf-8")
ENTITY = {"id", "uid", "hlc", "replica_id"}
SECTION = re.compile(r"^### (\w+)( ·)?\n(.*?)(?=^#)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| (`.*?) \|", re.MULTILINE)
KEPT_BY_LIBRARIES = re.compile(r"^Kept by libraries.*?\n\n", re.MULTILINE | re.DOTALL)


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)


def quoted_queries() -> list[str]:
    """The SQL inside the examples for pandas and R."""
    return [sql for code in fenced("python") + fenced("r") for sql in re.findall(r'"(SELECT .*?)"', code)]


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Iterator[sqlite3.Connection]:
    """The sample project, opened as the document says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        path = write_sample(tmp_path_factory.mktemp("sample"))
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        yield connection


def test_every_table_and_view_is_described_with_exactly_its_columns(sample) -> None:
    names = sample.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
    listed = set(re.findall(r"`(\w+)`", KEPT_BY_LIBRARIES.search(DOCUMENT)[0]))
    real = {name: columns(sample, name) for (name,) in names}
    assert listed <= set(real)
    described = {
        name: set(re.findall(r"`(\w+)`", " ".join(ROW.findall(text)))) | (ENTITY if entity else set())
        for name, entity, text in SECTION.findall(DOCUMENT)
    }
    assert described == {name: found for name, found in real.items() if name not in listed}


def columns(connection: sqlite3.Connection, name: str) -> set[str]:
    """Names of the columns a person sees; a full-text table has two more, for commands."""
    rows = connection.execute("SELECT name FROM pragma_table_xinfo(?)", (name,))
    return {column for (column,) in rows} - ({"article_fts", "rank"} if name == "article_fts" else set())


def test_the_numbers_in_the_header_are_those_of_the_document(sample) -> None:
    assert f"format **{schema.VERSION}**" in DOCUMENT
    assert sample.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
    application_id = sample.execute("PRAGMA application_id").fetchone()[0]
    assert f"is {application_id} (0x{application_id:08X}, “{application_id.to_bytes(4).decode()}”)" in DOCUMENT


@pytest.mark.parametrize("sql", fenced("sql") + quoted_queries())
def test_every_example_finds_something_in_the_sample(sample, sql) -> None:
    assert sample.execute(sql).fetchall()


def test_there_are_examples_for_each_kind_of_reader() -> None:
    assert len(fenced("sql")) > 5
    assert len(quoted_queries()) > 3


@pytest.mark.parametrize("column", ["status", "check_state", "origin", "kind", "state", "role"])
def test_every_code_of_a_column_is_named(sample, column) -> None:
    checks = re.findall(rf"CHECK\({column} IN \((.*?)\)\)", " ".join(schema.statements()))
    assert checks
    for code in re.findall(r"'([\w-]+)'", " ".join(checks)):
        assert f"`{code}`" in DOCUMENT, code


def test_every_mark_a_file_bears_is_named(sample) -> None:
    for (key,) in [*sample.execute("SELECT key FROM meta").fetchall(), (CONTENTS,), (EXCERPTS,), (ARCHIVED,)]:
        assert f"`{key}`" in DOCUMENT


def test_a_passage_is_where_the_document_says(sample) -> None:
    sql, slicing = re.findall(r"^\| (?:SQL|Python) \| `(.*?)` \|", DOCUMENT, re.MULTILINE)
    joined = "claims c JOIN articles a ON a.id = c.article_id JOIN texts t ON t.digest = a.digest"
    rows = sample.execute(f"SELECT text, start, end, exact, {sql} FROM {joined}").fetchall()
    assert rows
    for text, start, end, exact, cut in rows:
        assert cut == exact == eval(slicing, {"text": text, "start": start, "end": end})


def test_the_clock_is_read_as_the_document_says(sample) -> None:
    expression = re.search(r"`(datetime\(.*?\))` is its time", DOCUMENT)[1]
    assert sample.execute(
        f"SELECT count(*) FROM claims WHERE abs(julianday({expression}) - julianday(created_at)) > 0.001"
    ).fetchone() == (0,)


def test_undone_and_deleted_work_stands_in_the_file_as_the_document_warns(
    project, path, add_article, add_claim
) -> None:
    claim = add_claim(add_article())
    project.step("Note", lambda p: p.claims.update(claim, note="between ourselves"))
    project.step("Delete", lambda p: p.claims.delete([claim]))
    project.close()
    with closing(sqlite3.connect(path)) as connection:
        assert "between ourselves" in connection.execute("SELECT row FROM tombstones").fetchone()[0]
        assert "between ourselves" in " ".join(
            row[0] for row in connection.execute("SELECT chunk FROM history_changes")
        )
