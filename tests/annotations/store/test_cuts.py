"""Passages cut from a text: kept, put back, and out of the search whatever happens to the article."""

import sqlite3
from contextlib import closing
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.errors import AnnotationError, SpanError
from annotations.project import Project
from annotations.sharing import CopyChoice
from annotations.spans import Span
from annotations.store.repair.recovery import recover

TEXT = "The minister spoke at length. Read also: harbour news. Nobody listened to her."
ALSO = Span(TEXT.index("Read"), TEXT.index(" Nobody"))


@pytest.fixture
def article(add_article) -> int:
    return add_article(TEXT)


@pytest.fixture
def found(path):
    """How many articles the full-text index gives for a word, seen by another program."""

    def count(word: str) -> int:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            sql = "SELECT count(*) FROM article_fts WHERE article_fts MATCH ?"
            return connection.execute(sql, (word,)).fetchone()[0]

    return count


def cut(project, article: int, span: Span = ALSO) -> None:
    project.step("Cut", lambda p: p.cuts.add(article, span))


def spans(project, article: int) -> list[Span]:
    return [each.span for each in project.cuts.of_article(article)]


def test_what_was_cut_is_not_found_and_its_place_stays_what_it_was(project, article, found) -> None:
    assert found("harbour") == 1
    cut(project, article)
    assert (found("harbour"), found("listened")) == (0, 1)
    assert spans(project, article) == [ALSO]
    assert project.articles.text(article) == TEXT
    words = project.step("Look", lambda p: p._store.value("SELECT text FROM article_words")).value
    assert len(words) == len(TEXT)
    assert words.index("Nobody") == TEXT.index("Nobody")
    assert project.check() == []


def test_it_can_be_put_back_and_undone(project, article, found) -> None:
    cut(project, article)
    assert project.step("Restore", lambda p: p.cuts.restore(article, Span(ALSO.start + 2, ALSO.start + 3))).value == 1
    assert (found("harbour"), spans(project, article)) == (1, [])
    project.undo()
    assert (found("harbour"), spans(project, article)) == (0, [ALSO])
    project.undo()
    assert found("harbour") == 1
    project.redo()
    assert found("harbour") == 0
    assert project.check() == []


def test_cuts_that_touch_become_one(project, article) -> None:
    cut(project, article, Span(4, 12))
    cut(project, article, Span(40, 50))
    cut(project, article, Span(12, 20))
    assert spans(project, article) == [Span(4, 20), Span(40, 50)]
    cut(project, article, Span(8, 45))
    assert spans(project, article) == [Span(4, 50)]
    label = project.undo_label
    project.step("Again", lambda p: p.cuts.add(article, Span(10, 20)))
    assert project.undo_label == label, "nothing changed, so there is nothing to undo"


def test_a_passage_with_claims_is_not_cut_and_the_claims_are_named(project, article, add_claim) -> None:
    add_claim(article, ALSO.start, ALSO.start + 4)
    with pytest.raises(AnnotationError, match="Claim 1 is marked in this passage"):
        cut(project, article)
    add_claim(article, ALSO.start + 2, ALSO.end + 4)
    with pytest.raises(AnnotationError, match=r"2 claims \(1, 2\) are marked"):
        cut(project, article)
    assert spans(project, article) == []
    cut(project, article, Span(0, ALSO.start))


def test_nothing_is_marked_in_what_was_cut(project, article, add_claim) -> None:
    claim = add_claim(article, 4, 12)
    cut(project, article)
    with pytest.raises(SpanError, match="was cut from the text"):
        add_claim(article, ALSO.start - 3, ALSO.start + 1)
    with pytest.raises(SpanError, match="was cut from the text"):
        project.step("Move", lambda p: p.claims.move(claim, Span(4, ALSO.start + 1)))
    add_claim(article, ALSO.end + 1, ALSO.end + 7)


def test_no_passage_beyond_the_text_is_cut(project, article) -> None:
    with pytest.raises(SpanError, match="beyond"):
        cut(project, article, Span(10, 1000))


def test_deleting_an_article_takes_its_cuts_out_of_table_and_index(project, article, found) -> None:
    cut(project, article)
    project.step("Delete", lambda p: p.articles.delete([article]))
    assert found("listened") == 0
    assert project.check() == []
    project.undo()
    assert (found("listened"), found("harbour"), spans(project, article)) == (1, 0, [ALSO])
    assert project.check() == []


def test_other_metadata_leaves_the_cut_out_of_the_index(project, article, found) -> None:
    cut(project, article)
    project.step("Edit", lambda p: p.articles.update([article], headline="Quarrel at the quay"))
    assert (found("harbour"), found("quarrel")) == (0, 1)
    assert project.check() == []


def test_a_copy_and_a_recovered_file_leave_it_out_too(project, article, tmp_path) -> None:
    cut(project, article)
    copy, recovered = tmp_path / "copy.pressmark", tmp_path / "recovered.pressmark"
    for _ in project.copy(copy, CopyChoice(history=False)):
        pass
    project.close()
    for _ in recover(project.path, recovered):
        pass
    for path in (copy, recovered):
        with Project.open(path) as opened:
            again = opened.articles.ids()[0]
            assert spans(opened, again) == [ALSO]
            assert opened.check() == []
            count = "SELECT count(*) FROM article_fts WHERE article_fts MATCH ?"
            assert [opened._store.value(count, (word,)) for word in ("harbour", "listened")] == [0, 1]


def test_a_copy_of_excerpts_holds_nothing_that_was_cut(project, article, add_claim, tmp_path) -> None:
    add_claim(article, 4, 12)
    cut(project, article)
    copy = tmp_path / "copy.pressmark"
    for _ in project.copy(copy, CopyChoice(history=False, texts=False)):
        pass
    assert b"harbour" not in copy.read_bytes()
    with Project.open(copy) as opened:
        assert opened.claims.all()[0].quote == "minister"
        assert opened.check() == []


def test_cuts_that_overlap_or_reach_too_far_are_taken_for_what_they_can_mean(project, article, outside, found) -> None:
    for n, (start, end) in enumerate(((4, 12), (8, 20), (60, 9_000_000_000), (5000, 6000))):
        outside.execute(
            "INSERT INTO cuts(uid, article_id, start, end, hlc, replica_id) VALUES(?, ?, ?, ?, 1, 1)",
            (f"{n:036}", article, start, end),
        )
    assert spans(project, article) == [Span(4, 12), Span(8, 20), Span(60, len(TEXT))]
    assert [found(word) for word in ("minister", "spoke", "listened", "harbour")] == [0, 0, 0, 1]
    assert project.check() == []
    project.step("Cut", lambda p: p.cuts.add(article, Span(10, 14)))
    assert spans(project, article) == [Span(4, 20), Span(60, len(TEXT))]
    assert project.step("Restore", lambda p: p.cuts.restore(article, Span(0, len(TEXT)))).value == 2


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30), st.booleans()), max_size=6))
def test_the_index_fits_the_cuts_after_any_cutting_and_undoing(project, article, moves) -> None:
    before = project.undo_label
    for start, length, add in moves:
        span = Span(start, min(len(TEXT), start + length))
        work = project.cuts.add if add else project.cuts.restore
        project.step("Cut or restore", lambda _, w=work, s=span: w(article, s))
        found = spans(project, article)
        assert all(one.end < other.start for one, other in pairwise(found))
        assert any(each.overlaps(span) for each in found) == add
    assert project.check() == []
    while project.undo_label != before:
        project.undo()
    assert spans(project, article) == []
    assert project.check() == []
