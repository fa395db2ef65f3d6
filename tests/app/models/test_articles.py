"""The list's model: ids from the file, rows when they are shown; and how dates are written."""

import pytest
from PySide6.QtCore import Qt

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from app.models.articles import ARTICLE, ArticlesModel, counted_claims, shown_date


@pytest.fixture
def project(tmp_path, qapp):
    with Project.create(tmp_path / "p.pressmark", coder=("Anna", "A")) as made:
        drafts = [Draft(f"Text {n}.", headline=f"Headline {n:03}", published=f"2026-01-{n:03}") for n in range(250)]
        made.step("Import", lambda p: p.articles.add_all(drafts))
        yield made


@pytest.fixture
def model(project, qtmodeltester):
    made = ArticlesModel()
    made.show_project(project)
    qtmodeltester.check(made)
    return made


def test_rows_are_read_by_pages_when_they_are_shown(model):
    model._cache.clear()
    assert model.index(120).data() == "Headline 129"
    assert len(model._cache) == 100
    assert model.index(0).data(ARTICLE).headline == "Headline 249"


def test_rows_and_ids_name_one_another(model, project):
    ids = project.articles.ids()
    assert [model.id_at(row) for row in (0, 249, 250, -1)] == [ids[0], ids[249], None, None]
    assert [model.row_of(i) for i in (ids[7], 0)] == [7, -1]
    assert model.index(300).data() is None


def test_the_next_of_some_articles_is_looked_for_around_the_end(model, project):
    ids = project.articles.ids()
    assert model.next_of({ids[3], ids[9]}, 4) == 9
    assert model.next_of({ids[3], ids[9]}, 10) == 3
    assert model.next_of({ids[3]}, 3) == 3
    assert model.next_of(set(), 0) == -1


def test_a_claim_is_counted_at_once(model, project):
    article = project.articles.ids()[5]
    assert "claim" not in model.index(5).data(Qt.ItemDataRole.AccessibleTextRole)
    model.apply(project.step("Add claim", lambda p: p.claims.add(article, Span(0, 4))).changes)
    assert "1 claim" in model.index(5).data(Qt.ItemDataRole.AccessibleTextRole)
    model.apply(project.undo())
    assert "claim" not in model.index(5).data(Qt.ItemDataRole.AccessibleTextRole)


def test_what_is_remembered_of_a_row_moves_with_its_article(model, project):
    from PySide6.QtCore import QPersistentModelIndex

    kept = QPersistentModelIndex(model.index(10))
    gone = QPersistentModelIndex(model.index(20))
    ids = project.articles.ids()
    changes = project.step("Delete", lambda p: p.articles.delete([ids[3], ids[20]])).changes
    model.apply(changes)
    assert (kept.row(), gone.isValid()) == (9, False)
    model.apply(project.undo())
    assert kept.row() == 10


def test_an_article_without_a_headline_has_words_in_its_place(model, project):
    ids = project.articles.ids()
    model.apply(project.step("Clear", lambda p: p.articles.update([ids[0]], headline="")).changes)
    assert model.index(0).data() == "Without a headline"
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Without a headline")


def test_without_a_project_there_are_no_rows(model):
    model.show_project(None)
    assert model.rowCount() == 0
    assert model.article(0) is None


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2026", "2026"),
        ("2026-03", "Mar 2026"),
        ("2026-03-12", "12 Mar 2026"),
        ("2026-03-02T14:05", "2 Mar 2026, 14:05"),
        ("2026-03-02T14:05:59", "2 Mar 2026, 14:05"),
        ("", ""),
        ("2026-13-01", "2026-13-01"),
        ("2026-00-01", "2026-00-01"),
        ("March", "March"),
        ("2026-xx-01", "2026-xx-01"),
    ],
)
def test_dates_are_written_as_people_read_them(published, shown):
    assert shown_date(published) == shown


def test_claims_are_counted_in_words():
    assert [counted_claims(n) for n in (0, 1, 2, 1234)] == ["", "1 claim", "2 claims", "1,234 claims"]
