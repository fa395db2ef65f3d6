"""Backups and recovery on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotations.cli import pressmark
from annotations.store.sharing.backups import back_up


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Call a command in the project's folder and return what it answered."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(pressmark, list(words), catch_exceptions=False)


@pytest.fixture
def closed(project, path, add_article, add_claim) -> Path:
    for n in range(30):
        add_claim(add_article(f"Harbour {n}. " + "The quay was sold in May. " * 200), 0, 7)
    back_up(path, project.uid)
    project.close()
    return path


def test_backups_are_listed(run, closed) -> None:
    done: Result = run("backups", "week.pressmark")
    assert done.exit_code == 0
    assert "week" in done.stdout
    listed = json.loads(run("backups", "week.pressmark", "--json").stdout)
    assert [row["project"] for row in listed] == ["week"]
    assert Path(listed[0]["file"]).is_file()
    assert run("articles", listed[0]["file"]).exit_code == 0


def test_backups_of_a_project_that_is_gone_or_destroyed_are_found_by_its_name(run, closed) -> None:
    closed.write_bytes(b"\x00" * 9000)
    assert len(json.loads(run("backups", "week.pressmark", "--json").stdout)) == 1
    closed.unlink()
    assert len(json.loads(run("backups", "week.pressmark", "--json").stdout)) == 1
    done = run("backups", "other.pressmark")
    assert done.exit_code == 1
    assert "no such file" in done.stderr


def test_a_project_without_backups_has_none(run, project) -> None:
    project.close()
    assert run("backups", "week.pressmark").stdout == "None yet\n"


def test_recovering_a_sound_project_loses_nothing(run, closed) -> None:
    done = run("recover", "week.pressmark", "-o", "new.pressmark")
    assert done.exit_code == 0
    assert done.stdout == "Recovered: 30 articles and 30 claims, nothing lost\n"
    assert run("check", "new.pressmark").exit_code == 0


def test_what_is_lost_is_told_and_the_exit_code_says_so(run, closed) -> None:
    content = bytearray(closed.read_bytes())
    for at in range(len(content) // 2, len(content), 3 * 4096):
        content[at : at + 4096] = b"\x00" * len(content[at : at + 4096])
    closed.write_bytes(content)
    done = run("recover", "week.pressmark", "-o", "new.pressmark", "--json")
    assert done.exit_code == 1
    report = json.loads(done.stdout)
    assert not report["complete"]
    numbers = {row["number"] for row in json.loads(run("claims", "new.pressmark", "--json").stdout)}
    assert numbers | set(report["lost_claims"]) == set(range(1, 31))
    again = run("recover", "week.pressmark", "-o", "new.pressmark")
    assert again.exit_code == 1
    assert again.stderr.count("\n") == 1
    assert "a file of this name" in again.stderr


def test_a_project_that_lost_its_beginning_is_told_as_one_and_recovered(run, closed) -> None:
    closed.write_bytes(b"\x00" * 4096 + closed.read_bytes()[4096:])
    told = run("claims", "week.pressmark")
    assert told.exit_code == 1
    assert "was a Pressmark project" in told.stderr
    done = run("recover", "week.pressmark", "-o", "new.pressmark")
    assert done.stdout == "Recovered: 30 articles and 30 claims, nothing lost\n"
