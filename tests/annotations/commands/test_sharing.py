"""The commands that give a project away, as a person calls them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotations.cli import pressmark
from annotations.project import Project
from annotations.sample import write_sample


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Call a command in the folder of the sample project."""
    write_sample(tmp_path).rename(tmp_path / "sample.pressmark")
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> Result:
        return CliRunner().invoke(pressmark, list(words), catch_exceptions=False)

    return call


def test_share_says_what_the_copy_holds(run) -> None:
    done = run("share", "sample.pressmark", "-o", "copy")
    assert done.exit_code == 0
    assert done.stdout.startswith("copy.pressmark: ")
    assert "with history, not encrypted" in done.stdout
    with Project.open(Path("copy.pressmark")) as copy:
        assert copy.undo_label
    for option, said in (("--without-history", "without history"), ("--without-texts", "without full texts")):
        done = run("share", "sample.pressmark", "-o", "copy.pressmark", "--replace", option)
        assert said in done.stdout
        with Project.open(Path("copy.pressmark")) as copy:
            assert not copy.undo_label
            assert copy.marks.excerpts == (option == "--without-texts")


def test_share_overwrites_only_when_asked_and_never_the_project(run) -> None:
    Path("copy.pressmark").write_text("mine")
    done = run("share", "sample.pressmark", "-o", "copy.pressmark")
    assert (done.exit_code, Path("copy.pressmark").read_text()) == (1, "mine")
    assert "copy.pressmark: There is a file of this name already" in done.stderr
    done = run("share", "sample.pressmark", "-o", "./sample.pressmark", "--replace")
    assert done.exit_code == 1
    assert "open project itself" in done.stderr


def test_an_archive_is_written_and_then_refuses_work(run) -> None:
    Path("out").mkdir()
    done = run("archive", "sample.pressmark", "--into", "out")
    assert done.exit_code == 0
    (folder,) = Path("out").iterdir()
    assert str(folder) in done.stdout
    Path("more.txt").write_text("The quay was sold.")
    refused = run("import", str(folder / "sample.pressmark"), "more.txt")
    assert refused.exit_code == 1
    assert "archived on" in refused.stderr
    assert "copy" in refused.stderr


def test_archive_needs_a_folder(run) -> None:
    done = run("archive", "sample.pressmark", "--into", "nowhere")
    assert done.exit_code == 1
    assert "nowhere: There is no such folder" in done.stderr


def test_new_like_takes_the_set_up_and_nothing_else(run) -> None:
    done = run("new", "next", "--like", "sample.pressmark", "--coder", "Anna Lindqvist")
    assert done.exit_code == 0
    with (
        Project.open(Path("next.pressmark"), read_only=True) as made,
        Project.open(Path("sample.pressmark"), read_only=True) as sample,
    ):
        assert made.codebook.read() == sample.codebook.read()
        assert made.outlets.all() == sample.outlets.all()
        assert [b.name for b in made.briefs.all()] == [b.name for b in sample.briefs.all()]
        assert not made.articles.ids()


def test_new_cannot_start_with_two_things(run) -> None:
    done = run("new", "next", "--like", "sample.pressmark", "--codebook", "book.toml")
    assert done.exit_code == 2
    assert not Path("next.pressmark").exists()


def test_new_like_a_missing_project_makes_nothing(run) -> None:
    done = run("new", "next", "--like", "missing.pressmark")
    assert done.exit_code == 1
    assert "missing.pressmark: There is no such file" in done.stderr
    assert not Path("next.pressmark").exists()
