"""The history on the command line."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotations.cli import pressmark


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Call the command in the project's folder and return what it answered."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(pressmark, ["history", *words], catch_exceptions=False)


@pytest.fixture
def closed(project, path, add_article, add_claim, tag_id) -> Path:
    """Two claims; Boris tagged the first one, and its deletion of the second was undone."""
    article = add_article("The quay was sold in May. The buyer is unknown.")
    first, second = add_claim(article, 0, 8), add_claim(article, 9, 17)
    project.coder_id = project.step("Add coder", lambda p: p.coders.ensure("Boris Okafor", "BO")).value
    project.step("Tag claim 1: Data", lambda p: p.claims.tag(first, tag_id("pillar", "data")))
    project.step("Tag claim 1: the outlet", lambda p: p.claims.tag(first, tag_id("actors", "the-outlet"), "speaker"))
    project.step("Delete claim 2", lambda p: p.claims.delete([second]))
    project.undo()
    project.close()
    return path


def test_the_last_actions_come_first_with_who_and_how_they_stand(run, closed) -> None:
    lines = run("week.pressmark").stdout.splitlines()
    assert lines[0].split() == ["WHEN", "CODER", "ACTION", "STATE"]
    assert lines[1].endswith("Boris Okafor    Delete claim 2           undone")
    assert lines[-1].split()[2:] == ["Anna", "Lindqvist", "Add", "article", "done"]
    assert len(lines) == 8


def test_time_is_local_for_people_and_utc_for_programs(run, closed) -> None:
    rows = json.loads(run("week.pressmark", "--json").stdout)
    moment = datetime.fromisoformat(rows[0]["when"])
    assert moment.utcoffset() == UTC.utcoffset(None)
    assert abs((datetime.now(tz=UTC) - moment).total_seconds()) < 60
    assert run("week.pressmark").stdout.splitlines()[1].startswith(f"{moment.astimezone():%Y-%m-%d %H:%M}")


def test_only_so_many_and_only_one_persons(run, closed) -> None:
    assert len(json.loads(run("week.pressmark", "--limit", "2", "--json").stdout)) == 2
    for name in ("Boris Okafor", "bo"):
        rows = json.loads(run("week.pressmark", "--coder", name, "--json").stdout)
        assert [row["action"] for row in rows] == ["Delete claim 2", "Tag claim 1: the outlet", "Tag claim 1: Data"]


def test_who_tagged_this_and_when(run, closed) -> None:
    told = json.loads(run("week.pressmark", "--claim", "1", "--json").stdout)
    assert (told["claim"], told["coder"]) == (1, "Anna Lindqvist")
    assert {(tag["dimension"], tag["tag"], tag["coder"]) for tag in told["tags"]} == {
        ("Strategy pillar", "Data", "Boris Okafor"),
        ("Actors", "The outlet itself (speaker)", "Boris Okafor"),
    }
    actions = [row["action"] for row in told["actions"]]
    assert actions == ["Tag claim 1: the outlet", "Tag claim 1: Data", "Add claim"]
    shown = run("week.pressmark", "--claim", "1").stdout
    assert shown.startswith("Claim 1, made 2")
    for words in ("by Anna Lindqvist", "DIMENSION", "Strategy pillar", "Tag claim 1: Data"):
        assert words in shown


def test_a_claim_without_tags_tells_its_actions(run, closed) -> None:
    shown = run("week.pressmark", "--claim", "2").stdout
    assert "DIMENSION" not in shown
    assert [line.split("  ")[-1].strip() for line in shown.splitlines()[3:]] == ["undone", "done"]


def test_what_was_done_to_an_article_and_its_claims(run, closed) -> None:
    rows = json.loads(run("week.pressmark", "--article", "1", "--json").stdout)
    assert [row["action"] for row in rows] == [
        *("Delete claim 2", "Tag claim 1: the outlet", "Tag claim 1: Data", "Add claim", "Add claim", "Add article")
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--claim", "9"), "There is no claim 9"),
        (("--article", "9"), "There is no article 9"),
        (("--coder", "Carla"), "Nobody named Carla works in this project. There are: Anna Lindqvist, Boris Okafor"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(run, closed, words: tuple[str, str], told: str) -> None:
    done = run("week.pressmark", *words)
    assert done.exit_code == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert not done.stdout


@pytest.mark.parametrize(
    "words",
    [("--limit", "0"), ("--claim", "0"), ("--claim", "x"), ("--claim", "1", "--article", "1"), ("--article", "0")],
)
def test_what_cannot_be_meant_is_not_understood(run, closed, words: tuple[str, str]) -> None:
    assert run("week.pressmark", *words).exit_code == 2


def test_nothing_in_a_label_steers_the_terminal(run, project, path, add_article) -> None:
    article = add_article()
    project.step("Rename \x1b[31m\u202etxet", lambda p: p.articles.update([article], headline="x"))
    project.close()
    assert "\x1b" not in run("week.pressmark").stdout
    assert "\u202e" not in run("week.pressmark").stdout


def test_a_project_in_which_nothing_was_done_says_so(run, project, path) -> None:
    project.close()
    assert run("week.pressmark").stdout == "None yet\n"
