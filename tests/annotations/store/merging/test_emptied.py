"""References to what is deleted are empty, and say what they said again wherever that is brought back."""

import sqlite3
from contextlib import closing
from itertools import permutations

import pytest

from annotations.importers.draft import Draft
from annotations.merging import Side
from annotations.progress import drive
from annotations.project import Project
from annotations.sharing import CopyChoice
from annotations.spans import Span
from annotations.text import digest
from tests.annotations.store.merging.conftest import (
    OTHER,
    TEXT,
    THIRD,
    article,
    head_and_member,
    merge,
    name_author,
    named,
    put_under,
    uid,
)
from tests.annotations.store.merging.test_repairs import stamps


def group(project: Project) -> None:
    """Let the first article lead the other one."""
    project.step("Group", lambda p: p.groups.make(article(p, TEXT), [article(p, OTHER)]))


def delete(project: Project, text: str = TEXT) -> None:
    project.step("Delete article", lambda p: p.articles.delete([article(p, text)]))


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_a_group_comes_back_with_its_lead_in_whichever_order_copies_are_merged(copies, order) -> None:
    opened = copies(4)
    all_of_them, (anna, boris, cleo) = opened[3], opened[:3]
    group(cleo)
    delete(anna)
    name_author(boris)
    for place in order:
        merge(all_of_them, opened[place])
        assert all_of_them.check() == []
    assert named(all_of_them) == {"The": None, "A s": "The"}
    assert all(merge(all_of_them, other).nothing for other in (anna, boris, cleo))


def test_the_group_is_brought_back_by_a_copy_that_never_knew_of_it_and_taken_back_with_it(copies) -> None:
    anna, boris, cleo = copies(3)
    group(cleo)
    delete(anna)
    name_author(boris)
    merge(anna, cleo)
    assert named(anna) == {"A s": None}
    merge(anna, boris)
    assert named(anna) == {"The": None, "A s": "The"}
    for _ in range(2):
        anna.undo()
        assert named(anna) == {"A s": None}
        anna.redo()
        assert named(anna) == {"The": None, "A s": "The"}
    anna.undo()
    merge(anna, boris)
    assert named(anna) == {"The": None, "A s": "The"}
    assert anna.check() == []


@pytest.fixture
def replaced(copies) -> list[Project]:
    """Three copies in which the second article is a newer version of the first; the third says who wrote that later."""
    opened = copies(3)
    first = opened[0]
    first.step("Replace", lambda p: p.versions.replace(article(p, TEXT), article(p, OTHER)))
    for other in opened[1:]:
        merge(other, first)
    delete(opened[0])
    name_author(opened[2])
    return opened


def test_the_version_before_is_named_again_when_it_comes_back(replaced) -> None:
    anna, _, cleo = replaced
    assert named(anna, "replaces_id") == {"A s": None}
    merge(anna, cleo)
    assert named(anna, "replaces_id") == {"The": None, "A s": "The"}


def test_taking_the_deletion_back_and_doing_it_again_leaves_nothing_behind_that_counts(replaced) -> None:
    anna, boris, cleo = replaced
    anna.undo()
    assert named(anna, "replaces_id") == {"The": None, "A s": "The"}
    anna.redo()
    merge(boris, anna)
    merge(boris, cleo)
    merge(anna, cleo)
    assert named(anna, "replaces_id") == named(boris, "replaces_id")


def test_who_writes_the_row_meanwhile_leaves_what_it_said(replaced) -> None:
    anna, boris, cleo = replaced
    name_author(anna, OTHER)
    anna.undo()
    anna.redo()
    merge(boris, anna)
    for project in (anna, boris):
        assert named(project, "replaces_id") == {"A s": None}
        merge(project, cleo)
        assert named(project, "replaces_id") == {"The": None, "A s": "The"}


def test_who_sets_the_reference_meanwhile_has_the_last_word(replaced) -> None:
    anna, boris, cleo = replaced
    third = anna.step("Import", lambda p: p.articles.add(Draft(text="Third piece."))).value
    anna.step("Set", lambda p: p._store.update("articles", [article(p, OTHER)], replaces_id=third))
    merge(boris, anna)
    for project in (anna, boris):
        merge(project, cleo)
        assert named(project, "replaces_id") == {"The": None, "A s": "Thi", "Thi": None}
    delete(boris, "Third piece.")
    merge(anna, boris)
    for project in (anna, boris):
        assert named(project, "replaces_id") == {"The": None, "A s": None}


def test_who_names_another_later_in_the_step_that_wrote_the_row_has_the_last_word(replaced) -> None:
    anna, _, cleo = replaced
    third = anna.step("Import", lambda p: p.articles.add(Draft(text="Third piece."))).value

    def write_twice(p: Project) -> None:
        p.articles.update([article(p, OTHER)], author="C. Writer")
        p._store.update("articles", [article(p, OTHER)], replaces_id=third)

    anna.step("Set", write_twice)
    merge(anna, cleo)
    assert named(anna, "replaces_id") == {"The": None, "A s": "Thi", "Thi": None}


def test_an_article_that_comes_out_of_its_grave_together_with_what_it_named_names_it(replaced) -> None:
    anna, boris, cleo = replaced
    name_author(anna, OTHER)
    delete(anna, OTHER)
    boris.step("Mark", lambda p: p.claims.add(article(p, OTHER), Span(15, 20)))
    merge(boris, cleo)
    merge(anna, boris)
    assert anna.articles.get(article(anna, OTHER)).author == "B. Writer"
    assert named(anna, "replaces_id") == {"The": None, "A s": "The"}
    assert merge(anna, boris).nothing


def test_one_that_comes_from_another_copy_says_only_what_was_said_there(replaced) -> None:
    anna, boris, cleo = replaced
    boris.step("Set", lambda p: p._store.update("articles", [article(p, OTHER)], replaces_id=None, author="C. Writer"))
    merge(anna, boris)
    for project in (anna, boris):
        merge(project, cleo)
        assert named(project, "replaces_id") == {"The": None, "A s": None}


def test_what_is_imported_again_is_named_again_at_the_next_merge_and_once(replaced) -> None:
    anna, boris, _ = replaced
    anna.step("Import", lambda p: p.articles.add(Draft(text=TEXT)))
    assert named(anna, "replaces_id") == {"The": None, "A s": None}
    merge(anna, boris)
    assert named(anna, "replaces_id") == {"The": None, "A s": "The"}
    assert merge(anna, boris).nothing
    merge(boris, anna)
    assert named(boris, "replaces_id") == {"The": None, "A s": "The"}


def test_a_copy_without_history_knows_what_was_named(replaced, folder) -> None:
    anna, _, cleo = replaced
    drive(anna.copy(folder / "lean.pressmark", CopyChoice(history=False)))
    with Project.open(folder / "lean.pressmark") as lean:
        assert named(lean, "replaces_id") == {"A s": None}
        merge(lean, cleo)
        assert named(lean, "replaces_id") == {"The": None, "A s": "The"}


def test_an_article_that_stands_for_itself_does_so_when_it_comes_back(copies) -> None:
    anna, boris, cleo = copies(3)
    group(anna)
    anna.step("Take out", lambda p: p.groups.take_out([article(p, OTHER)]))
    for other in (boris, cleo):
        merge(other, anna)
    delete(anna, OTHER)
    delete(cleo, OTHER)
    name_author(boris, OTHER)
    merge(anna, cleo)
    assert named(anna) == {"The": None}
    for project, other in ((anna, boris), (cleo, boris), (boris, anna)):
        merge(project, other)
        assert named(project) == {"The": None, "A s": "A s"}


def test_of_a_conflict_the_value_that_names_what_is_gone_is_restored_as_empty(replaced) -> None:
    anna, boris, _ = replaced
    third = boris.step("Import", lambda p: p.articles.add(Draft(text="Third piece."))).value
    name_author(anna, OTHER)
    boris.step("Set", lambda p: p._store.update("articles", [article(p, OTHER)], replaces_id=third))
    merge_id = merge(anna, boris).merge_id
    (conflict,) = (one for one in anna.merging.report(merge_id).conflicts if one.uid == uid(anna, article(anna, OTHER)))
    assert conflict.winner is Side.THERE
    assert anna.merging.standing(merge_id)[conflict.n].value == Side.THERE
    anna.step("Restore", lambda p: p.merging.restore(merge_id, conflict.n))
    assert named(anna, "replaces_id")["A s"] is None
    assert anna.merging.standing(merge_id)[conflict.n].value == Side.HERE
    anna.step("Restore", lambda p: p.merging.restore(merge_id, conflict.n))
    assert named(anna, "replaces_id")["A s"] == "Thi"


def test_what_a_stranger_wrote_there_does_no_harm(copies) -> None:
    anna, boris = copies(2)
    delete(anna)
    came = uid(boris, article(boris, TEXT))
    name_author(boris, TEXT)
    for project in (anna, boris):
        project.checkpoint()
        with closing(sqlite3.connect(project.path)) as connection, connection:
            connection.executemany(
                "INSERT OR IGNORE INTO emptied SELECT ?, uid, hlc, replica_id, ?, ? FROM articles",
                [
                    ("articles", "lead_id", "nobody"),
                    ("articles", "replaces_id", "\x00"),
                    ("articles", "headline", "changed"),
                    ("articles", "digest", came),
                    ("claim_tags", "tag_id", came),
                    ("texts", "digest", came),
                    ("nothing", "lead_id", came),
                ],
            )
    merge(anna, boris)
    found = {(one.headline, one.digest) for one in anna.articles.rows(anna.articles.ids())}
    assert found == {("", digest(TEXT)), ("", digest(OTHER))}
    assert named(anna, "replaces_id") == {"The": None, "A s": None}
    assert sorted(map(str, named(anna).values())) in (
        ["A s", "None"],
        ["None", "The"],
    )  # as it might have written itself
    assert anna.check() == []


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_a_member_goes_back_to_its_lead_where_that_leads_again_in_whichever_order(three, order) -> None:
    opened = three(4)
    all_of_them, (anna, boris, cleo) = opened[3], opened[:3]
    put_under(anna, TEXT, OTHER)
    put_under(boris, THIRD, TEXT)
    merge(cleo, boris)
    cleo.step("Take out", lambda p: p.groups.take_out([article(p, TEXT)]))
    for place in order:
        merge(all_of_them, opened[place])
        assert all_of_them.check() == []
    assert named(all_of_them)["A s"] == "The"
    assert named(all_of_them)["Thi"] is None
    assert all(merge(all_of_them, other).nothing for other in (anna, boris, cleo))


def test_a_member_goes_back_to_its_lead_also_where_that_was_taken_out_here(three) -> None:
    anna, boris, _ = three(3)
    put_under(anna, TEXT, OTHER)
    put_under(boris, THIRD, TEXT)
    merge(anna, boris)
    anna.step("Take out", lambda p: p.groups.take_out([article(p, TEXT)]))
    merge(boris, anna)
    report = merge(anna, boris)
    assert {count.kind: count.changed for count in report.counts} == {"articles": 1}
    for project, other in ((anna, boris), (boris, anna)):
        assert named(project) == {"Thi": None, "The": "The", "A s": "The"}
        assert merge(project, other).nothing
        assert project.check() == []
    anna.undo()
    assert named(anna) == {"Thi": None, "The": "The", "A s": "Thi"}


def test_one_reference_is_filled_again_while_another_of_its_row_stays_set_right(three) -> None:
    anna, boris, _ = three(3)
    anna.step("Set", lambda p: p._store.update("articles", [article(p, OTHER)], replaces_id=article(p, THIRD)))
    put_under(anna, TEXT, OTHER)
    fourth = boris.step("Import", lambda p: p.articles.add(Draft(text="Fourth piece."))).value
    boris.step("Group", lambda p: p.groups.make(fourth, [article(p, TEXT)]))
    merge(anna, boris)
    delete(anna, THIRD)
    anna.step("Import", lambda p: p.articles.add(Draft(text=THIRD)))
    assert named(anna, "replaces_id")["A s"] is None
    merge(anna, boris)
    assert named(anna, "replaces_id")["A s"] == "Thi"
    assert named(anna)["A s"] == named(anna)["The"] == "Fou"


def test_a_member_that_was_set_right_forsakes_its_lead_also_where_that_was_deleted_here(three) -> None:
    anna, boris, _ = three(3)
    put_under(anna, TEXT, OTHER)
    put_under(boris, THIRD, TEXT)
    merge(anna, boris)
    delete(anna, TEXT)
    merge(boris, anna)
    merge(anna, boris)
    for project, other in ((anna, boris), (boris, anna)):
        assert named(project) == {"Thi": None, "A s": None}
        assert merge(project, other).nothing


def test_a_member_that_was_set_right_stays_so_while_nothing_says_otherwise(three) -> None:
    anna, boris, cleo = three(3)
    put_under(anna, TEXT, OTHER)
    put_under(boris, THIRD, TEXT)
    merge(anna, boris)
    right = {"Thi": None, "The": "Thi", "A s": "Thi"}
    assert named(anna) == right
    assert merge(anna, boris).nothing
    name_author(cleo, THIRD)
    report = merge(anna, cleo)
    assert {count.kind: count.changed for count in report.counts} == {"articles": 1}
    assert named(anna) == right
    merge(boris, anna)
    assert named(boris) == right
    anna.undo()
    anna.undo()
    assert named(anna) == {"Thi": None, "The": None, "A s": "The"}
    anna.redo()
    assert named(anna) == right
    assert anna.check() == []


def test_who_empties_a_reference_that_was_set_right_has_the_last_word(three) -> None:
    anna, boris, cleo = three(3)
    put_under(anna, TEXT, OTHER)
    put_under(boris, THIRD, TEXT)
    merge(anna, boris)
    anna.step("Set", lambda p: p._store.update("articles", [article(p, OTHER)], lead_id=None))
    name_author(cleo, THIRD)
    merge(anna, cleo)
    assert named(anna) == {"A s": None, "The": "Thi", "Thi": None}


def test_a_write_to_a_member_that_was_set_right_says_what_it_found(three) -> None:
    anna, boris, cleo = three(3)
    put_under(anna, TEXT, OTHER)
    put_under(boris, THIRD, TEXT)
    merge(anna, boris)
    name_author(anna, OTHER)
    merge(cleo, boris)
    cleo.step("Take out", lambda p: p.groups.take_out([article(p, TEXT)]))
    merge(anna, cleo)
    merge(cleo, anna)
    assert named(anna) == named(cleo)
    assert named(anna)["A s"] == "Thi"


@pytest.mark.parametrize("order", [*permutations(range(3))])
@pytest.mark.parametrize("of_head", [True, False])
def test_who_leads_after_a_circle_was_broken_up_does_not_depend_on_the_order(in_a_circle, order, of_head) -> None:
    *opened, all_of_them, apart = in_a_circle(5)
    anna, boris, cleo = opened
    for other in (anna, boris):
        merge(apart, other)
    head, member = head_and_member(apart)
    merge(cleo, anna if (head == TEXT) == of_head else boris)
    put_under(cleo, THIRD, head if of_head else member)
    for place in order:
        merge(all_of_them, opened[place])
        assert all_of_them.check() == []
    merge(apart, cleo)
    assert named(all_of_them) == named(apart)
    assert all(merge(all_of_them, other).nothing for other in (*opened, apart))


def test_the_head_of_a_circle_stays_so_while_nothing_says_otherwise(in_a_circle) -> None:
    anna, boris, cleo = in_a_circle(3)
    merge(anna, boris)
    right = named(anna)
    assert sorted(map(str, right.values()))[0] in ("A s", "The")
    merge(boris, anna)
    assert named(boris) == right
    assert merge(anna, boris).nothing
    assert merge(boris, anna).nothing
    name_author(cleo, THIRD)
    report = merge(anna, cleo)
    assert {count.kind: count.changed for count in report.counts} == {"articles": 1}
    assert named(anna) == right
    head, _ = head_and_member(anna)
    name_author(anna, head)
    merge(boris, anna)
    assert named(anna) == named(boris) == right
    for _ in range(4):
        anna.undo()
    assert named(anna) == {"The": None, "A s": None, "Thi": None}
    assert anna.check() == []


def test_taking_back_a_merge_that_emptied_a_reference_leaves_the_clock_of_its_row(copies) -> None:
    anna, boris = copies(2)
    anna.step("Replace", lambda p: p.versions.replace(article(p, TEXT), article(p, OTHER)))
    merge(boris, anna)
    delete(boris)
    before = stamps(anna)
    merge(anna, boris)
    after = stamps(anna)
    assert named(anna, "replaces_id") == {"A s": None}
    anna.undo()
    assert stamps(anna) == before
    anna.redo()
    assert stamps(anna) == after
