"""A text that both copies corrected: the later one stands, and the other one is lost in neither copy."""

import sqlite3
from contextlib import closing
from itertools import permutations

import pytest

from annotations.carrying import carried
from annotations.errors import DamagedFileError
from annotations.progress import drive
from annotations.project import Project
from annotations.sharing import CopyChoice
from annotations.spans import Span
from annotations.text import digest
from tests.annotations.store.merging.conftest import TEXT, merge

SOON, AWAY = TEXT.replace("late", "soon"), TEXT.replace("home", "away")


def correct(project, text: str) -> None:
    def work(p) -> None:
        article = p.articles.ids()[-1]
        anchors = {claim.id: claim.anchor for claim in p.claims.of_article(article)}
        found = carried(p.articles.text(article), text, anchors)
        p.corrections.correct(article, text, found.placed, deleted=set(found.lost))

    project.step("Correct", work)


def texts(project) -> tuple[str, list[str]]:
    """The text of the article, and those before."""
    article = project.articles.ids()[-1]
    earlier = [project.corrections.text(one.digest) for one in project.corrections.earlier(article)]
    return project.articles.text(article), sorted(earlier)


def test_the_text_that_lost_is_among_the_earlier_ones_in_both_copies(copies) -> None:
    anna, boris = copies(2)
    correct(anna, SOON)
    correct(boris, AWAY)
    before = texts(anna)
    report = merge(anna, boris)
    merge(boris, anna)
    for project in (anna, boris):
        assert texts(project) == (AWAY, sorted([TEXT, SOON]))
        assert project.check() == []
    assert merge(anna, boris).nothing
    assert merge(boris, anna).nothing
    (difference,) = report.conflicts[0].differences
    assert (difference.field, difference.here, difference.there) == (
        "digest",
        SOON[SOON.index("soon") :][:80],
        AWAY[AWAY.index("late") :][:80],
    )
    anna.undo()
    assert texts(anna) == before


def test_three_corrections_come_to_the_same_in_either_order(copies) -> None:
    anna, boris, cleo = copies(3)
    third = TEXT.replace("answered", "replied")
    for project, text in ((anna, SOON), (boris, AWAY), (cleo, third)):
        correct(project, text)
    merge(boris, cleo)
    merge(boris, anna)
    merge(anna, cleo)
    merge(anna, boris)
    assert texts(anna) == texts(boris) == (third, sorted([TEXT, SOON, AWAY]))
    assert merge(boris, anna).nothing


def test_a_correction_of_the_corrected_text_adds_nothing(copies) -> None:
    anna, boris = copies(2)
    correct(anna, SOON)
    merge(boris, anna)
    correct(boris, AWAY)
    assert merge(anna, boris).conflicts == ()
    assert texts(anna) == (AWAY, sorted([TEXT, SOON]))


THIRD = TEXT.replace("answered", "replied")
ORDERS = [*permutations(range(3))]


def merged(opened, order) -> tuple[str, list[str]]:
    """The texts of a fourth copy that the first three are merged into in an order."""
    all_of_them = opened[3]
    for place in order:
        merge(all_of_them, opened[place])
        assert all_of_them.check() == []
    assert all(merge(all_of_them, other).nothing for other in opened[:3])
    return texts(all_of_them)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("alone", range(3))
def test_the_same_correction_in_two_copies_and_another_one_in_the_third(copies, order, alone) -> None:
    opened = copies(4)
    for place, project in enumerate(opened[:3]):
        correct(project, AWAY if place == alone else SOON)
    last = texts(opened[2])[0]
    assert merged(opened, order) == (last, sorted({TEXT, SOON, AWAY} - {last}))


@pytest.mark.parametrize("order", ORDERS)
def test_a_copy_from_between_two_corrections_adds_nothing_to_those_that_know_both(copies, order) -> None:
    opened = copies(4)
    anna, boris, cleo, _ = opened
    correct(anna, SOON)
    merge(boris, anna)
    correct(anna, THIRD)
    correct(cleo, AWAY)
    assert merged(opened, order) == (AWAY, sorted([TEXT, SOON, THIRD]))


@pytest.mark.parametrize("order", ORDERS)
def test_where_the_last_correction_was_taken_back_the_last_that_holds_stands(copies, order) -> None:
    opened = copies(4)
    anna, boris, cleo, _ = opened
    correct(anna, SOON)
    correct(boris, AWAY)
    merge(cleo, boris)
    boris.undo()
    assert merged(opened, order) == (SOON, [TEXT])
    boris.redo()
    assert merged(opened, order) == (AWAY, sorted([TEXT, SOON]))


@pytest.mark.parametrize("order", ORDERS)
def test_where_no_correction_holds_the_article_says_what_it_said_before_the_first(copies, order) -> None:
    opened = copies(4)
    anna, boris, cleo, _ = opened
    correct(boris, SOON)
    correct(boris, AWAY)
    merge(cleo, boris)
    merge(anna, cleo)
    for project in (anna, cleo):
        project.step("Name author", lambda p: p.articles.update(p.articles.ids(), author="B. Writer"))
    boris.undo()
    boris.undo()
    assert merged(opened, order) == (TEXT, [])


def test_a_copy_without_history_has_the_text_that_lost_and_one_with_excerpts_does_not(copies, folder) -> None:
    anna, boris = copies(2)
    correct(anna, SOON)
    correct(boris, AWAY)
    boris.undo()
    boris.redo()
    correct(anna, THIRD)
    anna.undo()
    merge(anna, boris)
    for name, choice, kept in (
        ("lean", CopyChoice(history=False), sorted([TEXT, SOON])),
        ("short", CopyChoice(texts=False), []),
    ):
        path = folder / f"{name}.pressmark"
        drive(anna.copy(path, choice))
        with Project.open(path) as copy:
            assert texts(copy)[1] == kept
            assert copy.check() == []
            told = copy._store.column("SELECT text FROM texts JOIN corrected_texts USING (digest) ORDER BY text")
            assert told == (sorted([SOON, AWAY]) if kept else [])


def test_a_text_that_lost_is_not_stored_again_when_it_is_imported(copies) -> None:
    anna, boris = copies(2)
    correct(anna, SOON)
    correct(boris, AWAY)
    merge(anna, boris)
    (found,) = anna.articles.same_text(digest(SOON))
    assert anna.articles.text(found.id) == AWAY
    assert anna.articles.same_texts([digest(SOON)]) == {digest(SOON): [found]}


def test_what_a_stranger_says_that_a_correction_came_to_is_refused_or_has_no_part(copies) -> None:
    anna, boris = copies(2)
    correct(boris, AWAY)
    boris.checkpoint()
    with closing(sqlite3.connect(boris.path)) as connection, connection:
        connection.execute("INSERT INTO texts VALUES(?, ?)", (digest("other"), "Not these words."))
        connection.execute("UPDATE corrected_texts SET digest = ?", (digest("other"),))
    before = texts(anna)
    with pytest.raises(DamagedFileError, match="not the one that it names"):
        merge(anna, boris)
    assert texts(anna) == before
    with closing(sqlite3.connect(boris.path)) as connection, connection:
        connection.execute("UPDATE corrected_texts SET digest = ?", (digest("nothing"),))
    merge(anna, boris)
    assert texts(anna) == (AWAY, [TEXT])
    assert anna.check() == []


@pytest.mark.parametrize("order", ORDERS)
def test_a_claim_that_lost_its_words_to_one_text_comes_back_with_the_next_that_has_them(copies, order) -> None:
    opened = copies(4)
    anna, boris, cleo, all_of_them = opened
    correct(anna, SOON)
    correct(boris, AWAY)
    article, start = cleo.articles.ids()[-1], TEXT.index("late")
    claim = cleo.step("Mark", lambda p: p.claims.add(article, Span(start, start + 4))).value
    number = cleo._store.value("SELECT count(*) FROM claims")
    merged(opened, order)
    found = all_of_them.claims.all()
    assert len(found) == number
    assert "late" in [one.anchor.exact for one in found]
    assert cleo.claims.get(claim).uid in [one.uid for one in found]


@pytest.mark.parametrize("order", ORDERS)
def test_a_tag_on_a_claim_that_lost_its_words_brings_back_no_dimension(copies, order) -> None:
    opened = copies(4)
    anna, boris, cleo, all_of_them = opened
    start = TEXT.index("late")
    claim = anna.step("Mark", lambda p: p.claims.add(p.articles.ids()[-1], Span(start, start + 4))).value
    for other in opened[1:]:
        merge(other, anna)
    dimension = boris.codebook.read().dimensions[0]
    tag = cleo.codebook.read().tags_of(dimension.id)[0]
    cleo.step("Tag", lambda p: p.claims.tag(claim, tag.id))
    boris.step("Delete", lambda p: p._store.delete("dimensions", [dimension.id]))
    correct(boris, SOON)
    merged(opened, order)
    assert dimension.uid not in [one.uid for one in all_of_them.codebook.read().dimensions]


@pytest.mark.parametrize("later", [False, True])
def test_a_cut_that_lost_its_words_stays_away_where_the_text_is_the_one_it_lost_them_to(copies, later) -> None:
    anna, boris, carla = copies(3)
    article = anna.articles.ids()[-1]
    end = anna.articles.get(article).length
    anna.step("Cut", lambda p: p.cuts.add(article, Span(end - 9, end)))
    correct(boris, TEXT[: end // 2])
    assert not merge(anna, boris).nothing
    if later:
        merge(carla, boris)
    merge(boris, anna)
    merge(carla, anna)
    for project in (anna, boris, carla):
        assert project.cuts.of_article(article) == []
        assert project.check() == []
        assert merge(project, anna if project is boris else boris).nothing
