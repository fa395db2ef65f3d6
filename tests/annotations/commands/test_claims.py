"""Claims on the command line: filtered by names, in an order, written as tables."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from annotations.claim_filter import ClaimFilter, Coding
from annotations.claims import CheckState, Origin
from annotations.cli import pressmark
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span

TEXT = "Sanctions slow the state. The état listens."


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed):
    """Call the command in the project's folder and return what it answered."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(pressmark, ["claims", "week.pressmark", *words], catch_exceptions=False)


@pytest.fixture
def closed(project, path, tag_id) -> Path:
    """Three claims in two articles of two outlets, by two people."""

    def fill(p: Project) -> None:
        low = next(tag.id for tag in p.codebook.read().tags if tag.value == -2)
        first, second = (
            p.articles.add(Draft(f"{n}: {TEXT}", headline=f"Article {n}", outlet=outlet, published=f"2026-0{n}-12"))
            for n, outlet in ((1, "The Courier"), (2, "The Herald"))
        )
        one, two = p.claims.add(first, Span(3, 12)), p.claims.add(first, Span(33, 37))
        p.coder_id = p.coders.ensure("Ben Okafor", "BO")
        three = p.claims.add(second, Span(0, 20), origin=Origin.CHANGED)
        p.claims.tag(three, tag_id("framing", "sanctions"), origin=Origin.ACCEPTED)
        p.coder_id = p.coders.ensure("Anna Lindqvist", "AL")
        p.claims.tag(one, tag_id("framing", "sanctions"))
        p.claims.tag(one, low)
        p.claims.tag(one, tag_id("actors", "unnamed"), "speaker")
        p.claims.tag(two, tag_id("actors", "unnamed"), "target")
        p.settlements.settle_passages([one], [two])
        p.claims.update(two, check_state=CheckState.FLAGGED, note="secret")
        for outlet in p.outlets.all():
            p.outlets.update(outlet.id, country="Orvania" if "Courier" in outlet.name else "Torvania")
        framing = p.codebook.read().by_key("framing")
        wanted = ClaimFilter((Coding(framing.uid),))
        p.saved_filters.add("claims", "Framed", wanted.as_json())

    project.step("Fill", fill)
    project.close()
    return path


def numbers(result) -> list[int]:
    return [row["number"] for row in json.loads(result.stdout)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), [1, 2, 3]),
        (("--tag", "sanctions and restrictions"), [1, 3]),
        (("--tag", "Framing: Sanctions and restrictions", "--coder", "BO"), [3]),
        (("--not-tag", "Sanctions and restrictions"), [2]),
        (("--not-coded", "Framing"), [2]),
        (("--tag", "Sentiment toward the West: -2"), [1]),
        (("--tag", "-2"), [1]),
        (("--speaker", "Unnamed source"), [1]),
        (("--target", "Unnamed source"), [2]),
        (("--outlet", "the herald"), [3]),
        (("--country", "Orvania"), [1, 2]),
        (("--since", "2026-02"), [3]),
        (("--until", "2026-01-12"), [1, 2]),
        (("--check", "flagged"), [2]),
        (("--origin", "typed"), [1, 2]),
        (("--origin", "changed"), [3]),
        (("--tag-origin", "accepted"), [3]),
        (("--tag-origin", "typed"), [1, 2]),
        (("--sort", "-origin"), [3, 1, 2]),
        (("--passage", "left-out"), [2]),
        (("--passage", "counts"), [1, 3]),
        (("--without", "note"), [1, 3]),
        (("--words", "ETAT"), [2]),
        (("--filter", "framed"), [1, 3]),
        (("--filter", "Framed", "--country", "Torvania"), [3]),
        (("--sort", "-number"), [3, 2, 1]),
        (("--sort", "-date"), [3, 1, 2]),
        (("--sort", "Framing"), [1, 3, 2]),
    ],
)
def test_claims_are_filtered_by_the_names_a_person_knows(run, words, expected) -> None:
    assert numbers(run("--json", *words)) == expected


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--tag", "nothing"), "no tag “nothing”"),
        (("--tag", "None of these"), "Name the dimension too"),
        (("--outlet", "The Moon"), "no outlet “The Moon”"),
        (("--coder", "Nobody"), "no coder “Nobody”"),
        (("--not-coded", "Colour"), "no dimension “Colour”"),
        (("--since", "yesterday"), "is no date"),
        (("--filter", "Lost"), "No filter is kept as “Lost”"),
        (("--sort", "colour"), "no column “colour”"),
    ],
)
def test_a_name_that_is_not_known_is_told(run, words, told) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert told in result.stderr


def test_they_are_written_in_order_as_csv_and_as_a_workbook(run, tmp_path) -> None:
    result = run("--sort", "-number", "--csv", "out", "--xlsx", "out.xlsx")
    assert result.stdout.splitlines() == ["Wrote 3 claims to out.csv", "Wrote 3 claims to out.xlsx"]
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Number"] for row in rows] == ["3", "2", "1"]
    assert "Note" not in rows[0]
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [3, 2, 1]


def test_notes_are_written_only_when_they_are_asked_for_and_only_into_files(run, tmp_path) -> None:
    run("--csv", "out.csv", "--notes")
    assert "secret" in (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert "secret" not in run("--json").stdout
    assert run("--notes").exit_code == 2


def test_nothing_found_is_said(run) -> None:
    assert run("--words", "nowhere").stdout == "None yet\n"
    assert run("--words", "nowhere", "--csv", "out.csv").stdout == "Wrote 0 claims to out.csv\n"
