"""What gave way to a later tag of the same coder, and what becomes of it when that is taken off beside it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from annotations.codebook import Kind
from annotations.progress import drive
from annotations.project import Project
from tests.annotations.store.merging.conftest import merge
from tests.annotations.store.merging.tones import (
    ORDERS,
    agree,
    dimension,
    let_take,
    of_coder,
    set_tags,
    tag,
    take_off,
    take_off_unaware,
)


def give_way(anna: Project, boris: Project) -> None:
    """Let the tag A give way to B in the first copy."""
    let_take(anna, Kind.ONE)
    merge(boris, anna)
    set_tags(anna, "A")
    set_tags(boris, "B")
    merge(anna, boris)
    assert of_coder(anna) == ["B"]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("how", ["taken off", "replaced", "deleted", "taken off once more", "deleted once more"])
def test_it_is_gone_once_the_later_tag_goes_beside_it(made, order, how) -> None:
    *opened, all_of_them = made
    anna, boris, cleo = opened
    give_way(cleo, boris)
    merge(anna, cleo)
    match how:
        case "replaced":
            set_tags(cleo, "C")
        case "deleted" | "deleted once more":
            cleo.step("Delete", lambda p: p.codebook.merging.delete([tag(p, "B")]))
        case _:
            take_off(cleo, "B")
    if how.endswith("once more"):
        cleo.undo()
        cleo.undo()  # the merge
        assert of_coder(cleo) == ["A"]
        cleo.redo()
        cleo.redo()
    let_take(cleo, Kind.MANY)
    agree(all_of_them, opened, order)
    assert of_coder(all_of_them) == (["C"] if how == "replaced" else [])


def delete(project: Project, what: str) -> None:
    match what:
        case "tag":
            project.step("Delete", lambda p: p.codebook.merging.delete([tag(p, "A")]))
        case "merged tag":
            project.step("Merge", lambda p: p.codebook.merging.merge(tag(p, "C"), [tag(p, "A")]))
        case "dimension":
            project.step("Delete", lambda p: p.codebook.dimensions.delete(dimension(p)))
        case "claim":
            project.step("Delete", lambda p: p.claims.delete([claim.id for claim in p.claims.all()]))
        case _:
            project.step("Delete", lambda p: p.articles.delete([p.claims.all()[0].article_id]))


@pytest.mark.parametrize("what", ["tag", "merged tag", "dimension", "claim", "article"])
def test_what_it_belonged_to_stays_deleted(made, what) -> None:
    _, boris, cleo, other = made
    give_way(cleo, boris)
    if what != "dimension":
        let_take(cleo, Kind.MANY)
    delete(cleo, what)
    names = [tag.name for tag in cleo.codebook.read().tags]
    for known in (boris, other):
        merge(cleo, known)
        assert [tag.name for tag in cleo.codebook.read().tags] == names
        assert len(cleo.claims.all()) == (0 if what in ("claim", "article") else 1)
    merge(other, cleo)
    assert [tag.name for tag in other.codebook.read().tags] == names


@pytest.mark.parametrize("what", ["tag", "claim", "article"])
def test_what_it_belongs_to_comes_back_with_it_where_nobody_who_deleted_that_had_seen_it(made, what) -> None:
    *_, cleo, last = made
    ends = set()
    for order in ((0, 1, 2, 3), (2, 0, 1, 3), (1, 2, 3, 0), (3, 2, 1, 0)):
        anna, boris, deleting, wide = opened = [copied(cleo) for _ in range(4)]
        base = copied(cleo)
        let_take(base, Kind.ONE)
        for project in opened:
            merge(project, base)
        set_tags(anna, "A")
        set_tags(boris, "B")
        if what != "tag":
            merge(deleting, boris)
        delete(deleting, what)
        let_take(wide, Kind.MANY)
        for place in order:
            merge(base, opened[place])
        ends.add(tuple(of_coder(base)))
        assert all(merge(base, project).nothing for project in opened)
        for project in (*opened, base):
            project.close()
    assert ends == {("A", "B")}
    assert of_coder(last) == []


def copied(project: Project) -> Project:
    """Another copy, open under the same name."""
    project.checkpoint()
    path = project.path.with_name(f"{uuid4().hex}.pressmark")
    again = Project.open(Path(shutil.copy(project.path, path)))
    again.coder_id = project.coder_id
    return again


def test_a_tag_beside_which_it_could_have_stood_takes_nothing_with_it(made) -> None:
    anna, boris, *_ = made
    give_way(anna, boris)
    let_take(anna, Kind.MANY)
    set_tags(anna, "C")
    take_off(anna, "C")
    merge(anna, boris)
    assert of_coder(anna) == ["A", "B"]


@pytest.mark.parametrize("order", ORDERS)
def test_what_stands_again_stays_when_another_tag_is_taken_off(made, order) -> None:
    *opened, all_of_them = made
    anna, _, cleo = opened
    set_tags(anna, "A", "B")
    merge(cleo, anna)
    (claim,) = cleo.claims.all()
    cleo.step("Delete", lambda p: p.claims.delete([claim.id]))
    anna.step("Note", lambda p: p.claims.update(p.claims.all()[0].id, note="needed"))
    merge(cleo, anna)
    assert of_coder(cleo) == ["A", "B"], "they came back with their claim"
    take_off(cleo, "B")
    agree(all_of_them, opened, order)
    assert of_coder(all_of_them) == ["A"]


@pytest.mark.parametrize("order", ORDERS)
def test_a_claim_stays_for_a_tag_that_nobody_who_deleted_it_had_seen_though_it_gave_way(made, order) -> None:
    *opened, all_of_them = made
    *_, cleo = opened
    take_off_unaware(*opened)
    (claim,) = cleo.claims.all()
    cleo.step("Delete", lambda p: p.claims.delete([claim.id]))
    agree(all_of_them, opened, order)
    assert of_coder(all_of_them) == ["A"]


def test_merging_again_changes_nothing_where_its_article_is_kept_that_was_deleted_in_the_step_that_wrote_it(
    made,
) -> None:
    anna, boris, cleo, _ = made

    def write_and_delete(p: Project) -> None:
        article = p.claims.all()[0].article_id
        p.articles.update([article], author="Nobody")
        p.articles.delete([article])

    give_way(anna, boris)
    cleo.step("Delete", write_and_delete)
    boris.step("Note", lambda p: p.claims.update(p.claims.all()[0].id, note="needed"))
    for other in (cleo, boris):
        merge(anna, other)
    assert of_coder(anna) == ["B"]
    merges = len(anna.merging.reports())
    for other in (cleo, boris):
        assert merge(anna, other).nothing
    assert len(anna.merging.reports()) == merges


def test_it_does_not_come_back_under_a_name_that_became_another_one(made) -> None:
    anna, boris, cleo, _ = made
    other = anna.step("Person", lambda p: p.coders.ensure("Boris", "B")).value
    for project in (boris, cleo):
        merge(project, anna)
    for project in (anna, boris):
        project.coder_id = next(coder.id for coder in project.coders.all() if coder.name == "Boris")
    give_way(anna, boris)
    anna.coder_id = 2
    anna.step("One person", lambda p: drive(p.coders.merge(2, [other])))
    merge(anna, cleo)
    assert of_coder(anna) == ["B"]
    assert "Boris" not in [coder.name for coder in anna.coders.all()]


def test_tombstones_that_a_stranger_wrote_do_not_keep_tags_from_being_taken_off(made) -> None:
    anna, boris, *_ = made
    give_way(anna, boris)
    (claim,) = anna.claims.all()
    path = anna.path
    anna.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO tombstones VALUES('claim_tags', ?, 0, 1, '', 5, 1, 1)",
            [(f"[{claim.id},x",), (f"[{claim.id},2]",), (f"[{claim.id},[],{{}},2]",)],
        )
    with Project.open(path) as again:
        again.coder_id = 2
        take_off(again, "B")
        assert of_coder(again) == []
        merge(boris, again)
    assert of_coder(boris) == []
