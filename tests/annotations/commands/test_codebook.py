"""Codebooks on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotations.cli import pressmark
from annotations.project import Project


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Call the command in the project's folder and return what it answered."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(pressmark, ["codebook", *words], catch_exceptions=False)


@pytest.fixture
def closed(project, path, add_article, add_claim, tag_id) -> Path:
    claim = add_claim(add_article())
    project.step("Tag", lambda p: p.claims.tag(claim, tag_id("framing", "risk")))
    project.close()
    return path


def test_codebooks_that_come_along_are_listed_with_what_they_hold(run) -> None:
    assert run("list").stdout.splitlines()[1].startswith("default")
    first = json.loads(run("list", "--json").stdout)[0]
    assert (first["name"], first["dimensions"]) == ("default", 4)
    assert first["tags"] > 30
    assert first["sources"]


def test_a_projects_tags_are_listed_with_their_claims(run, closed) -> None:
    rows = json.loads(run("list", "week.pressmark", "--json").stdout)
    assert {row["name"]: row["claims"] for row in rows}["Risk and harm of AI"] == 1
    states = next(row for row in rows if row["name"] == "United States")
    assert (states["level"], states["parent"], states["tag"]) == (1, "The West", "  United States")
    assert "Risk and harm of AI" in run("list", "week.pressmark").stdout


@pytest.mark.parametrize("name", ["book.toml", "book.csv"])
def test_a_codebook_goes_out_and_changes_nothing_when_it_comes_back(run, closed, name: str) -> None:
    assert run("export", "week.pressmark", name).stdout.startswith(f"{name} (4 dimensions, ")
    told = run("import", "week.pressmark", name)
    assert "untouched · nothing is deleted" in told.stdout
    with Project.open(closed) as project:
        assert project.undo_label == "Tag"


def test_what_a_file_changes_is_told_and_then_done(run, closed) -> None:
    Path("mine.csv").write_text("dimension;name;use\nFraming;Risk and harm of AI;Always\nFraming;Fear;\n", "utf-8")
    for _ in range(2):
        told = run("import", "week.pressmark", "mine.csv", "--dry-run").stdout
        assert told.splitlines() == [
            "1 new tag · 1 changed · nothing is deleted",
            "  Framing: Risk and harm of AI: use",
        ]
    told = json.loads(run("import", "week.pressmark", "mine.csv", "--json", "--coder", "Boris Okafor").stdout)
    assert (told["new_tags"], told["changed_tags"]) == (1, 1)
    assert [tag["state"] for tag in told["tags"]] == ["changed", "new"]
    with Project.open(closed) as project:
        assert project.undo_label == "Import codebook “mine”"
        assert {person.name for person in project.coders.all()} >= {"Boris Okafor"}


def test_dimensions_of_a_file_are_made_anew_when_asked(run, closed) -> None:
    run("export", "week.pressmark", "book.toml")
    assert "4 new dimensions" in run("import", "week.pressmark", "book.toml", "--as-new").stdout
    with Project.open(closed) as project:
        assert len(project.codebook.read().dimensions) == 8


def test_one_that_comes_along_is_added_once(run, closed) -> None:
    assert run("add", "week.pressmark", "news-frames").stdout.endswith("added\n")
    assert run("add", "week.pressmark", "news-frames").stdout == "The project has them already\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "week.pressmark", "no-such"), "No codebook named no-such"),
        (("import", "week.pressmark", "missing.toml"), "missing.toml: The file cannot be read"),
        (("import", "week.pressmark", "bad.csv"), "bad.csv: Line 3 "),
        (("export", "week.pressmark", "book.docx"), "as .toml or .csv"),
        (("list", "missing.pressmark"), "missing.pressmark"),
    ],
)
def test_what_fails_is_told_in_one_line(run, closed, words, said: str) -> None:
    Path("bad.csv").write_text("dimension,name,value\nA,b,1\nA,c,x\n", "utf-8")
    done = run(*words)
    assert done.exit_code == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["book.toml", "book.csv"])
def test_a_project_starts_with_a_codebook_of_either_kind(run, closed, tmp_path: Path, name: str) -> None:
    run("export", "week.pressmark", name)
    made = CliRunner().invoke(pressmark, ["new", "next.pressmark", "--codebook", name], catch_exceptions=False)
    assert made.exit_code == 0
    with Project.open(tmp_path / "next.pressmark") as project:
        assert [d.name for d in project.codebook.read().dimensions][:2] == ["Framing", "Actors"]
