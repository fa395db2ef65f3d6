"""Finding words on the command line."""

import json

import pytest
from click.testing import CliRunner

from annotations.articles import Status
from annotations.cli import pressmark


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Call the command in the project's folder and return what it answered."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(pressmark, ["search", "week.pressmark", *words], catch_exceptions=False)


@pytest.fixture
def closed(project, add_article):
    add_article("The state bank spoke.\nThe bank fell.", headline="Bank speaks", published="2026-03-12")
    left = add_article("A bank waits.", "The Herald", headline="Waiting", published="2026-02-01")
    project.step("Leave out", lambda p: p.articles.update([left], status=Status.LEFT_OUT))
    project.close()


def test_hits_are_listed_with_the_words_around_them(run, closed):
    lines = run("bank").stdout.splitlines()
    assert lines[0].split() == ["PUBLISHED", "OUTLET", "HEADLINE", "PASSAGE"]
    assert lines[1] == "2026-03-12  The Courier  Bank speaks  The state bank spoke."
    assert lines[2] == "2026-03-12  The Courier  Bank speaks  The bank fell."
    assert lines[-1] == "1 article"
    assert len(lines) == 5


def test_what_is_cut_before_a_hit_begins_with_a_whole_word_after_an_ellipsis(run, project, add_article):
    add_article("MIRENSK (TPA) – The language model answered.\nNobody asked.")
    project.close()
    (row,) = (line for line in run("model").stdout.splitlines() if "model" in line)
    assert row.split("  ")[-1].strip() == "… (TPA) – The language model answered."


def test_all_is_there_as_json(run, closed):
    told = json.loads(run('"state bank"', "--json").stdout)
    assert (told["articles"], told["ranked"]) == (1, True)
    (hit,) = told["hits"]
    assert (hit["start"], hit["end"], hit["before"], hit["hit"]) == (4, 14, "The ", "state bank")


def test_left_out_articles_and_dates(run, closed):
    assert json.loads(run("bank", "--left-out", "--newest", "--json").stdout)["articles"] == 2
    assert json.loads(run("bank", "--left-out", "--until", "2026-02", "--json").stdout)["articles"] == 1
    assert json.loads(run("bank", "--since", "2027", "--json").stdout)["hits"] == []
    assert run("bank", "--since", "May").exit_code == 2
    assert run("bank", "--until", "2026-02-30").exit_code == 2


def test_what_is_found_by_its_headline_alone_is_listed(run, closed):
    (hit,) = json.loads(run("headline:speaks", "--json").stdout)["hits"]
    assert (hit["headline"], hit["start"], hit["hit"]) == ("Bank speaks", None, "")


def test_no_more_hits_are_listed_than_asked_for(run, closed):
    assert len(json.loads(run("bank", "--limit", "1", "--json").stdout)["hits"]) == 1


def test_nothing_to_look_for_and_nothing_found(run, closed):
    assert run("--", "-bank").exit_code == 2
    assert run("nobody").stdout == "Nothing found\n"
