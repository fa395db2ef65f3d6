"""A page that was rewritten, imported from the terminal: kept beside the one before, or put in its place."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotations.cli import pressmark
from annotations.project import Project
from annotations.spans import Span

HEAD = "Headline: The ferry\nOutlet: The Courier\nURL: https://courier.example/ferry\nLanguage: en\n"
FIRST = "The ferry crossed the strait on Monday with nobody at the wheel, the harbour said."
SECOND = "Two passengers noticed it and went on reading the newspaper of the day before."


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The command on a project with one article and a claim on its second sentence; gives its report."""
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(f"{HEAD}\nThe ferry\n\n{FIRST} {SECOND}\n", encoding="utf-8")
    Path("new.txt").write_text(f"{HEAD}\nThe ferry\n\n{FIRST} Nobody noticed it, they said.\n", encoding="utf-8")

    def report(*words: str):
        command = ["import", "week.pressmark", *words, "--coder", "Anna Lindqvist", "--json"]
        return json.loads(CliRunner().invoke(pressmark, command, catch_exceptions=False).stdout)

    with Project.create(tmp_path / "week.pressmark", coder=("Anna Lindqvist", "AL")):
        pass
    report("old.txt")
    with Project.open(tmp_path / "week.pressmark") as project:
        (article,) = project.articles.ids()
        project.coder_id = project.coders.all()[0].id
        start = project.articles.text(article).index(SECOND)
        project.step("Mark", lambda p: p.claims.add(article, Span(start, start + len(SECOND))))
    return report


@pytest.mark.parametrize("options", [[], ["--keep-both"]])
def test_both_are_kept_unless_it_is_said_otherwise(run, options) -> None:
    (article,) = run("new.txt", *options)["articles"]
    assert article["stored"]
    assert (article["newer_version_of"]["headline"], article["newer_version_of"]["replaced"]) == ("The ferry", False)
    with Project.open(Path("week.pressmark")) as project:
        assert [one.replaces_id for one in project.articles.rows(project.articles.ids())] == [None, None]


def test_replacing_names_the_claims_without_a_place(run) -> None:
    (article,) = run("new.txt", "--replace")["articles"]
    told = article["newer_version_of"]
    assert (told["replaced"], told["claims_moved"], told["claims_unplaced"]) == (True, 0, [1])
    with Project.open(Path("week.pressmark")) as project:
        assert [claim.article_id for claim in project.claims.all()] == [told["id"]]
        assert project.check() == []
