"""Wire copies on the command line: listed, found, grouped as one step."""

import json

import pytest
from click.testing import CliRunner

from annotations.cli import pressmark
from annotations.importers.draft import Draft
from annotations.project import Project

STORY = " ".join(f"word{number}" for number in range(200))
OTHER = "\n".join(" ".join(f"{letter}{number}" for number in range(200)) for letter in "abcd")


@pytest.fixture
def path(tmp_path):
    """A project with an agency's story, a copy of it, and a round-up with it and four others; nothing is grouped."""
    drafts = [
        Draft(STORY, "Agency story", outlet="Agency", published="2026-03-12"),
        Draft(f"{STORY} And more.", "Copied", outlet="Courier", published="2026-03-13"),
        Draft(f"{OTHER}\n{STORY}", "The week", outlet="Herald", published="2026-03-14"),
    ]
    with Project.create(tmp_path / "p.pressmark", coder=("Anna", "A")) as project:
        project.step("Import", lambda p: p.articles.add_all(drafts))
    return tmp_path / "p.pressmark"


def run(path, *words):
    return CliRunner().invoke(pressmark, ["copies", str(path), *words], catch_exceptions=False)


def test_what_is_found_is_listed_and_what_is_doubtful_marked(path) -> None:
    assert run(path).stdout == "0 groups of wire copies\n"
    told = run(path, "--find").stdout
    assert told.endswith("2 wire copies found\n")
    assert "%" in told
    assert "% ?" in told
    (found,) = json.loads(run(path, "--find", "--json").stdout)["found"]
    assert (found["lead"]["headline"], found["lead"]["reason"]) == ("Agency story", "the earliest")
    assert [(copy["outlet"], copy["sure"]) for copy in found["copies"]] == [("Courier", True), ("Herald", False)]
    assert run(path).stdout == "0 groups of wire copies\n", "finding changes nothing"


def test_what_is_sure_is_grouped_as_one_step(path) -> None:
    assert run(path, "--group", "--coder", "Boris Example").stdout.endswith("1 wire copy grouped\n")
    (group,) = json.loads(run(path, "--json").stdout)["groups"]
    assert group["lead"]["outlet"] == "Agency"
    assert [copy["outlet"] for copy in group["copies"]] == ["Courier"]
    assert "Courier" in run(path).stdout
    assert run(path, "--group").stdout == "0 wire copies grouped\n"
    with Project.open(path) as project:
        assert project.undo_label == "Group 1 wire copy"
        project.undo()
        assert project.groups.all() == []
