"""The command line says which column of a table is which field."""

import json
import sqlite3
import zlib
from contextlib import closing

import pytest
from click.testing import CliRunner

from annotations.cli import pressmark
from annotations.project import Project


@pytest.fixture
def run(tmp_path):
    Project.create(tmp_path / "p.pressmark", coder=("Anna", "A")).close()
    (tmp_path / "a.csv").write_text("X,Y\nThe headline,The text of it.\n", encoding="utf-8")

    def invoke(*options):
        return CliRunner().invoke(
            pressmark, ["import", str(tmp_path / "p.pressmark"), str(tmp_path / "a.csv"), *options, "--json"]
        )

    return invoke


def test_where_the_articles_come_from_is_said_on_the_command_line_and_the_files_are_kept(run, tmp_path):
    batch = ("--origin", "Wire", "--search", "bank", "--coder", "Bo")
    done = run("--columns", "X=headline,Y=text", "--keep-originals", *batch)
    assert json.loads(done.stdout)["not_kept"] == []
    with closing(sqlite3.connect(tmp_path / "p.pressmark")) as stored:
        assert stored.execute("SELECT origin, search, retrieved_by FROM batches").fetchall() == [("Wire", "bank", "Bo")]
        (data,) = stored.execute("SELECT data FROM origins").fetchone()
    assert zlib.decompress(data) == (tmp_path / "a.csv").read_bytes()


def test_columns_are_named_on_the_command_line(run, tmp_path):
    assert run().exit_code == 1
    done = run("--columns", "X=headline,Y=text")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["stored"] == 1
    with sqlite3.connect(tmp_path / "p.pressmark") as connection:
        stored = connection.execute("SELECT headline, text FROM articles JOIN texts USING (digest)").fetchall()
    connection.close()
    assert stored == [("The headline", "The headline\nThe text of it.")]


def test_a_field_that_is_none_is_refused_before_anything_is_read(run):
    done = run("--columns", "Y=body")
    assert done.exit_code == 2
    assert "Fields are headline" in done.stderr
