"""Articles on the command line, filtered as in the window."""

import json

import pytest
from click.testing import CliRunner

from annotations.articles import Status
from annotations.cli import pressmark


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Call the command in the project's folder and return what it answered."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(pressmark, ["articles", "week.pressmark", *words], catch_exceptions=False)


@pytest.fixture
def closed(project, add_article):
    first = add_article("One.", headline="Quay sold", published="2026-03-12")
    second = add_article("Two.", "The Herald", headline="Gulls", published="2026-02-01")
    third = add_article("Three.", "The Herald", headline="No date")

    def work(p):
        p.articles.update([second], status=Status.LEFT_OUT, left_out_reason="dull")
        p.articles.update([first, third], assigned_to=p.coder_id)
        p.outlets.update(p.outlets.ensure("The Herald"), aliases=("Herald Online",))

    project.step("Work", work)
    project.close()


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ["Quay sold", "Gulls", "No date"]),
        (("--status", "left-out"), ["Gulls"]),
        (("--assigned", "anna  lindqvist"), ["Quay sold", "No date"]),
        (("--assigned", "AL", "--outlet", "the herald"), ["No date"]),
        (("--outlet", "herald online"), ["Gulls", "No date"]),
        (("--since", "2026-02", "--until", "2026-02"), ["Gulls"]),
        (("--until", "2026-03"), ["Quay sold", "Gulls"]),
        (("--text", "QUAY"), ["Quay sold"]),
        (("--text", "courier", "--status", "done"), []),
    ],
)
def test_filters_are_put_together(run, closed, options, found):
    told = json.loads(run(*options, "--json").stdout)
    assert [row["headline"] for row in told] == found


def test_whose_it_is_and_why_it_was_left_out_is_told(run, closed):
    told = {row["headline"]: row for row in json.loads(run("--json").stdout)}
    assert told["Quay sold"]["assigned"] == "Anna Lindqvist"
    assert (told["Gulls"]["assigned"], told["Gulls"]["left_out_reason"]) == ("", "dull")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--outlet", "Nobody's Post"), "knows no outlet"),
        (("--assigned", "Nobody"), "knows no person"),
        (("--since", "12 March"), "is no date"),
    ],
)
def test_what_is_unknown_is_told(run, closed, options, said):
    done = run(*options)
    assert done.exit_code == 1
    assert said in done.stderr


def test_an_empty_listing_says_so(run, closed):
    assert run("--status", "done").stdout == "None yet\n"
