"""Agreement on the command line."""

import csv
import json

import pytest
from click.testing import CliRunner
from double_coded import write_double_coded

from annotations.cli import pressmark


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A project that two coded; nothing writes to it."""
    return write_double_coded(tmp_path_factory.mktemp("two") / "two.pressmark")


@pytest.fixture
def run(two):
    return lambda *words: CliRunner().invoke(pressmark, ["agreement", str(two), *words], catch_exceptions=False)


def test_a_line_a_dimension_and_one_for_the_passages(run):
    lines = run().stdout.splitlines()
    assert lines[0] == "Anna Lindqvist, Boris Meyer: 6 articles that two of them coded, with 21 claims"
    assert lines[2].split() == ["DIMENSION", "α", "INTERVAL", "VERDICT", "κ", "SAME", "CLAIMS", "NOTE"]
    sentiment = next(line for line in lines if line.startswith("Sentiment"))
    assert sentiment.split()[-9:] == ["1.00", "1.00", "to", "1.00", "reliable", "1.00", "100", "%", "18"]
    actors = next(line for line in lines if line.startswith("Actors"))
    assert actors.split()[1:4] == ["–", "–", "–"]
    assert actors.endswith("nothing was coded by two")
    assert lines[-1].startswith("Passages")


def test_json_has_all_figures(run):
    told = json.loads(run("--json").stdout)
    assert (told["coders"], told["articles"], told["claims"]) == (["Anna Lindqvist", "Boris Meyer"], 6, 21)
    framing = told["figures"][0]
    assert framing["dimension"] == "Framing"
    assert framing["low"] < framing["alpha"] < framing["high"]
    assert framing["units"] == 18
    assert framing["percent"] == pytest.approx(100 * 16 / 18)
    assert sum(tag["answers"] for tag in framing["tags"]) == 36
    assert told["figures"][1]["alpha"] is None
    assert told["disagreements"] == 2 + 3


def test_csv_has_one_row_each_and_numbers_that_spreadsheets_read(run, tmp_path):
    path = tmp_path / "figures.csv"
    assert run("--csv", str(path)).stdout == f"Wrote {path}\n"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["dimension"] for row in rows] == [
        *("Framing", "Actors", "Strategy pillar", "Sentiment toward the West", "Passages"),
    ]
    assert float(rows[0]["alpha"]) == pytest.approx(0.9, abs=0.1)
    assert rows[1]["alpha"] == ""
    assert rows[1]["note"] == "nothing was coded by two"


def test_csv_and_json_are_both_written_and_the_json_is_nothing_else(run, tmp_path):
    path = tmp_path / "figures.csv"
    result = run("--csv", str(path), "--json")
    assert json.loads(result.stdout)["figures"][0]["dimension"] == "Framing"
    assert result.stderr == f"Wrote {path}\n"
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["dimension"] == "Framing"


def test_csv_never_takes_the_place_of_a_file_of_another_kind(run, two):
    before = two.read_bytes()
    beside = two.with_name("two.pressmark.csv")
    assert run("--csv", str(two)).stdout == f"Wrote {beside}\n"
    assert beside.is_file()
    assert two.read_bytes() == before


def test_coders_and_dates_narrow_it(run):
    assert json.loads(run("--since", "2026-03-05", "--json").stdout)["articles"] == 2
    assert json.loads(run("--until", "2026-03-02", "--json").stdout)["articles"] == 2
    assert json.loads(run("--coders", "al, boris meyer", "--json").stdout)["articles"] == 6
    assert run("--since", "2030").stdout == "No article was coded by two\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--coders", "AL"), "One coder agrees with nobody"),
        (("--coders", "AL, Zoe"), "Nobody named Zoe works in this project. There are: Anna Lindqvist, Boris Meyer"),
        (("--sample", "Spring"), "There is no sample “Spring”. “pressmark sample” lists them"),
    ],
)
def test_what_cannot_be_compared_is_said(run, words, said):
    done = run(*words)
    assert done.exit_code == 1
    assert said in done.stderr


def test_a_date_that_is_none_is_not_understood(run):
    assert run("--since", "soon").exit_code == 2
