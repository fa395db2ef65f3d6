"""Batches and originals on the command line."""

import json

import pytest
from click.testing import CliRunner

from annotations.cli import pressmark
from annotations.project import Project

PAGE = "The quay\n\nThe quay was sold in May, and nobody in the harbour office had been asked about it.\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Call a command in a folder with a project that has one article of a file that it keeps."""
    monkeypatch.chdir(tmp_path)
    Project.create(tmp_path / "p.pressmark", coder=("Anna", "A")).close()
    (tmp_path / "quay.txt").write_text(PAGE, encoding="utf-8")

    def call(*words):
        return CliRunner().invoke(pressmark, list(words), catch_exceptions=False)

    assert call("import", "p.pressmark", "quay.txt", "--keep-originals", "--search", "quay").exit_code == 0
    return call


def test_batches_are_listed_with_what_became_of_their_articles(run):
    (told,) = json.loads(run("batches", "p.pressmark", "--json").stdout)
    assert (told["search"], told["found"], told["new"], told["kept"], told["left_out"]) == ("quay", 1, 1, 0, 0)
    assert "quay" in run("batches", "p.pressmark").stdout


def test_the_original_is_written_as_it_came_and_over_nothing(run, tmp_path):
    assert run("original", "p.pressmark", "1", "given.txt").exit_code == 0
    assert (tmp_path / "given.txt").read_bytes() == (tmp_path / "quay.txt").read_bytes()
    again = run("original", "p.pressmark", "1", "given.txt")
    assert again.exit_code == 1
    assert "already" in again.stderr
    assert "No file is kept of article 9" in run("original", "p.pressmark", "9", "other.txt").stderr
    assert not (tmp_path / "other.txt").exists()
