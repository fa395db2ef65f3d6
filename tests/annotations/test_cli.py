"""The command line, as a person calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotations import __version__
from annotations.cli import pressmark


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Call a command in an empty folder and return what it answered."""
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> Result:
        return CliRunner().invoke(pressmark, list(words), catch_exceptions=False)

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A text file with a head block."""
    path = tmp_path / "harbour.txt"
    path.write_text(
        "Headline: Harbour town opens data centre\nOutlet: The Example Courier\nPublished: 2026-03-12\n\n"
        "Harbour town opens data centre\n\nThe mayor said the centre would create “forty jobs” by June.\n",
        encoding="utf-8",
    )
    return path


def python(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh interpreter."""
    return subprocess.run(
        [sys.executable, *words],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environment},
    )


def test_the_version_is_told_without_loading_anything_large() -> None:
    done = python(
        "-c",
        "import sys\nfrom annotations.cli import pressmark\n"
        "try:\n    pressmark(['--version'])\nfinally:\n    print(sorted({m.split('.')[0] for m in sys.modules}))",
    )
    assert done.stdout.startswith(f"pressmark {__version__}\n")
    for name in ("sqlite_utils", "sqlite3", "numpy", "PySide6", "spacy", "reportlab", "lxml", "app"):
        assert f"'{name}'" not in done.stdout


def test_importing_listing_and_checking(run, article: Path) -> None:
    assert run("new", "week.pressmark", "--coder", "Anna Lindqvist").exit_code == 0
    imported = run("import", "week.pressmark", str(article), "--json")
    assert imported.exit_code == 0, imported.output
    assert json.loads(imported.stdout)["stored"] == 1

    rows = json.loads(run("articles", "week.pressmark", "--json").stdout)
    assert [(row["headline"], row["outlet"], row["published"]) for row in rows] == [
        ("Harbour town opens data centre", "The Example Courier", "2026-03-12")
    ]
    assert "Harbour town opens data centre" in run("articles", "week.pressmark").stdout
    assert run("claims", "week.pressmark", "--json").stdout.strip() == "[]"
    checked = run("check", "week.pressmark")
    assert checked.exit_code == 0
    assert "1 articles, 0 claims" in checked.stdout


def test_the_same_file_twice_is_stored_once(run, article: Path) -> None:
    run("new", "week.pressmark")
    run("import", "week.pressmark", str(article))
    again = run("import", "week.pressmark", str(article), "--json")
    assert json.loads(again.stdout)["stored"] == 0
    assert len(json.loads(run("articles", "week.pressmark", "--json").stdout)) == 1


def test_a_bad_file_is_told_and_the_good_one_stored(run, article: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    run("new", "week.pressmark")
    done = run("import", "week.pressmark", str(empty), str(article))
    assert done.exit_code == 1
    assert "empty.txt" in done.stderr
    assert len(json.loads(run("articles", "week.pressmark", "--json").stdout)) == 1


def test_new_never_overwrites(run, tmp_path: Path) -> None:
    (tmp_path / "week.pressmark").write_text("something of mine")
    done = run("new", "week.pressmark")
    assert done.exit_code == 1
    assert "week.pressmark" in done.stderr
    assert (tmp_path / "week.pressmark").read_text() == "something of mine"


@pytest.mark.parametrize("command", ["articles", "claims", "check"])
def test_a_file_that_is_no_project_is_one_line(run, tmp_path: Path, command: str) -> None:
    (tmp_path / "letter.pressmark").write_text("Dear Anna, " * 100)
    done = run(command, "letter.pressmark")
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "letter.pressmark" in done.stderr
    assert (tmp_path / "letter.pressmark").read_text() == "Dear Anna, " * 100


def test_a_misspelt_command_is_a_usage_error(run) -> None:
    done = run("artcles", "week.pressmark")
    assert done.exit_code == 2
    assert "artcles" in done.stderr


def test_every_command_explains_itself(run) -> None:
    for name, command in pressmark.commands.items():
        done = run(name, "--help")
        assert done.exit_code == 0
        assert command.help, name


def test_a_brief_leaves_the_old_file_when_it_cannot_be_written(run, tmp_path: Path) -> None:
    run("new", "week.pressmark")
    done = run("brief", "week.pressmark", "-o", str(tmp_path / "missing" / "brief.pdf"))
    assert done.exit_code == 1
    assert "brief.pdf" in done.stderr


def test_the_demo_writes_both_files_and_never_overwrites(tmp_path: Path) -> None:
    for _ in range(2):
        done = python("-m", "annotations.cli", "demo", "--no-window", "--into", str(tmp_path))
        assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "AI strategy sample 2.pdf",
        "AI strategy sample 2.pressmark",
        "AI strategy sample.pdf",
        "AI strategy sample.pressmark",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a display be missing")
def test_the_demo_without_a_display_says_so_and_succeeds(tmp_path: Path) -> None:
    done = python(
        "-m", "annotations.cli", "demo", "--into", str(tmp_path), DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM=""
    )
    assert done.returncode == 0, done.stderr
    assert "display" in done.stdout.splitlines()[-1]
    assert len(list(tmp_path.iterdir())) == 2
