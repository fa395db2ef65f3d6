"""Samples and settlements on the command line."""

import csv
import json

import pytest
from click.testing import CliRunner
from double_coded import write_double_coded

from annotations import differences
from annotations.articles import Status
from annotations.cli import pressmark
from annotations.project import Project


@pytest.fixture
def two(tmp_path):
    return write_double_coded(tmp_path / "two.pressmark")


def run(*words):
    return CliRunner().invoke(pressmark, [str(word) for word in words])


@pytest.fixture
def done(two):
    """The same with all articles done."""
    with Project.open(two) as project:
        ids = project.articles.ids()
        project.step("Done", lambda p: p.articles.update(ids, status=Status.DONE))
    return two


def test_a_sample_is_drawn_for_a_new_name_and_listed(done) -> None:
    told = run("sample", done, "--for", "Carla Weiss", "--number", "3", "--seed", "5e11", "--coder", "Anna Lindqvist")
    assert told.output.strip() == "Drew 3 articles for Carla Weiss, seed 5e11"
    (row,) = json.loads(run("sample", done, "--json").output)
    assert {
        "second_coder": "Carla Weiss",
        "done": 0,
        "articles": 3,
        "sees": "passages",
        "seed": "5e11",
        "drawn_by": "Anna Lindqvist",
    }.items() <= row.items()
    assert run("sample", done).output.splitlines()[0].split()[:2] == ["NAME", "SECOND_CODER"]


def test_a_share_is_fifteen_percent_unless_said_otherwise(done) -> None:
    (row,) = json.loads(run("sample", done, "--for", "Carla", "--sees", "nothing", "--json").output)
    assert (row["amount"], row["articles"], row["sees"]) == ("15 %", 1, "nothing")
    (row,) = json.loads(run("sample", done, "--for", "Dora", "--share", "50", "--json").output)
    assert row["articles"] == 3


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--for", "Carla", "--share", "5", "--number", "2"], 2, "not both"),
        (["--for", "Carla", "--share", "0"], 2, "range"),
        (["--for", "Carla", "--since", "soon"], 2, "no date"),
        (["--for", "Carla", "--batch", "none"], 1, "There is no batch “none”"),
        (["--for", "Carla", "--coded-by", "Zoe"], 1, "Nobody named Zoe works in this project"),
        (["--for", "Anna Lindqvist"], 1, "No article comes in question"),
    ],
)
def test_what_cannot_be_drawn_is_told(done, options, code, said) -> None:
    told = run("sample", done, *options)
    assert told.exit_code == code
    assert said in told.output


def test_settlements_are_listed_and_written_with_their_reasons(two, tmp_path) -> None:
    assert run("settlements", two).output.strip() == "None yet"
    with Project.open(two) as project:
        project.coder_id = project.coders.all()[0].id
        one = next(each for each in differences.differences(project) if not each.found.about_passage)
        project.step("Settle", lambda p: differences.take(p, one, one.sides[1], "=It is named"))
        number, side = one.found.unit.claim.number, one.sides[1]
        names = {coder.id: coder.name for coder in project.coders.all()}
    row, *beside = json.loads(run("settlements", two, "--json").output)
    assert len(beside) == len(one.weighs) - 1  # a claim of each coder, of one passage
    assert (row["claim"], row["decision"], row["taken_from"], row["state"]) == (
        number,
        "one side",
        names[side.coder_id],
        "settled",
    )
    assert {tuple(each["tags"]) for each in (row, *beside)} == {tuple(row["tags"])}
    assert [row["tags"]] == [
        each["coders_said"][names[side.coder_id]]
        for each in (row, *beside)
        if names[side.coder_id] in each["coders_said"]
    ]
    assert row["reason"] == "=It is named"
    target = tmp_path / "settled"
    assert run("settlements", two, "--csv", target).output.startswith("Wrote 2 settlements to")
    with target.with_name("settled.csv").open(encoding="utf-8-sig", newline="") as file:
        written, other = csv.DictReader(file)
    assert written["reason"] == "'=It is named"
    assert names[side.coder_id] in written["coders_said"] + other["coders_said"]


def test_a_coder_who_changes_a_tag_after_that_is_seen_in_the_state(two) -> None:
    with Project.open(two) as project:
        one = next(each for each in differences.differences(project) if not each.found.about_passage)
        project.step("Settle", lambda p: differences.take(p, one, one.sides[0]))
        side = one.sides[1]
        claim = side.claim_id
        for tag, role in side.said:
            project.step("Untag", lambda p, t=tag, r=role: p.claims.untag(claim, t, r, coder_id=side.coder_id))
    assert {row["state"] for row in json.loads(run("settlements", two, "--json").output)} == {"changed"}
