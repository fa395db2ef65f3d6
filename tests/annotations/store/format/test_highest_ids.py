"""Ids of rows that are gone are not given again, and tombstones say what they need for merging."""

import json
import sqlite3

import pytest

from annotations.importers.draft import Draft
from annotations.spans import Span

TEXT = "A long text about something."


@pytest.fixture
def coded(project, add_article):
    """An article with a claim that has one tag; their ids."""
    article = add_article()
    claim = project.step("Mark", lambda p: p.claims.add(article, Span(0, 6))).value
    tag = project.codebook.read().tags[0].id
    project.step("Tag", lambda p: p.claims.tag(claim, tag))
    return article, claim, tag


def graves(outside: sqlite3.Connection) -> dict[str, sqlite3.Row]:
    outside.row_factory = sqlite3.Row
    return {row["kind"]: row for row in outside.execute("SELECT * FROM tombstones")}


def test_the_id_of_a_deleted_row_is_not_given_again_by_either_way_of_inserting(project, coded) -> None:
    article, claim, _ = coded
    project.step("Delete", lambda p: p.claims.delete([claim]))
    again = project.step("Mark", lambda p: p.claims.add(article, Span(0, 6))).value
    assert again > claim
    project.step("Delete", lambda p: p.articles.delete([article]))
    ids = project.step("Import", lambda p: p.articles.add_all([Draft(text=f"{n} {TEXT}") for n in range(3)])).value
    assert min(ids) > article


def test_undo_and_redo_give_the_same_ids(project, coded) -> None:
    article, claim, _ = coded
    project.step("Delete", lambda p: p.claims.delete([claim]))
    project.undo()
    assert project.claims.get(claim).article_id == article
    project.redo()
    project.undo()
    assert project.claims.get(claim).taggings


def test_a_row_that_goes_with_its_owner_is_told_from_one_that_was_deleted(project, coded, outside) -> None:
    article, _, tag = coded
    stamp = outside.execute("SELECT hlc, replica_id FROM claims").fetchone()
    project.step("Delete", lambda p: p.articles.delete([article]))
    found = graves(outside)
    assert {kind: row["cascaded"] for kind, row in found.items()} == {"articles": 0, "claims": 1, "claim_tags": 1}
    assert (found["claims"]["row_hlc"], found["claims"]["row_replica_id"]) == stamp
    assert found["claims"]["hlc"] > stamp[0]
    assert json.loads(found["claim_tags"]["uid"])[1] == tag


def test_a_tagging_goes_with_its_tag(project, coded, outside) -> None:
    tag = coded[2]
    project.step("Delete", lambda p: p._store.delete("tags", [tag]))
    assert {row["cascaded"] for kind, row in graves(outside).items() if kind != "tags"} == {1}


def test_a_tagging_that_is_taken_off_was_deleted(project, coded, outside) -> None:
    _, claim, tag = coded
    project.step("Untag", lambda p: p.claims.untag(claim, tag))
    assert graves(outside)["claim_tags"]["cascaded"] == 0
