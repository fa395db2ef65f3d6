"""Outlets on the command line."""

import json

import pytest
from click.testing import CliRunner

from annotations.cli import pressmark
from annotations.project import Project


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Call a command in the project's folder and return what it answered."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(pressmark, list(words), catch_exceptions=False)


@pytest.fixture
def closed(project, path, add_article, add_claim):
    add_claim(add_article("One text here.", "Courier"), 0, 3)
    add_article("Another text.", "The Courier")
    add_article("A third one.", "Herald")
    herald = project.articles.rows(project.articles.ids())[0].outlet_id
    project.step("Edit", lambda p: p.outlets.edit([herald], medium="daily", aliases=["The Herald"]))
    project.close()
    return path


def test_outlets_are_listed_with_articles_and_claims(run, closed):
    lines = run("outlets", "week.pressmark").stdout.splitlines()
    assert lines[0].split() == ["NAME", "COUNTRY", "MEDIUM", "OWNERSHIP", "REACH", "LANGUAGE", "ARTICLES", "CLAIMS"]
    assert lines[1].split() == ["Courier", "1", "1"]
    assert lines[-2:] == ["", "These may be one: Courier, The Courier"]
    told = json.loads(run("outlets", "week.pressmark", "--json").stdout)
    assert [(o["name"], o["articles"], o["claims"]) for o in told["outlets"]] == [
        ("Courier", 1, 1),
        ("Herald", 1, 0),
        ("The Courier", 1, 0),
    ]
    assert told["alike"] == [["Courier", "The Courier"]]


def test_outlets_are_merged_by_name_or_alias(run, closed):
    done = run("merge-outlets", "week.pressmark", "courier", "The Courier", "the herald")
    assert done.stdout == "2 articles moved to courier\n"
    with Project.open(closed, read_only=True) as opened:
        (outlet,) = opened.outlets.all()
        assert (outlet.name, outlet.aliases) == ("Courier", ("The Courier", "Herald", "The Herald"))
        assert opened.undo_label == "Merge outlets into courier"


def test_a_name_that_is_not_there_is_one_line(run, closed):
    done = run("merge-outlets", "week.pressmark", "Courier", "Nobody")
    assert done.exit_code == 1
    assert "There is no outlet Nobody. The command outlets lists them" in done.stderr
