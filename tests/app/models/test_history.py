"""The history as a table that reads on."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotations.importers.draft import Draft
from annotations.project import Project
from app.models import history
from app.models.history import COLUMNS, STATE, WHAT, WHEN, WHO, HistoryModel

ROOT = QModelIndex()


@pytest.fixture
def project(tmp_path):
    """Seven actions: six renamings by turns, the last one undone, after an import."""
    with Project.create(tmp_path / "p.pressmark", coder=("Anna Lindqvist", "AL")) as made:
        article = made.step("Import", lambda p: p.articles.add(Draft("The quay."))).value
        boris = made.step("Add coder", lambda p: p.coders.ensure("Boris Okafor", "BO")).value
        anna = made.coder_id
        for n in range(6):
            made.coder_id = (anna, boris)[n % 2]
            made.step(f"Rename {n}", lambda p, n=n: p.articles.update([article], headline=f"H{n}"))
        made.undo()
        yield made


@pytest.fixture
def model(project, monkeypatch):
    monkeypatch.setattr(history, "PAGE", 3)
    return HistoryModel(project, {coder.id: coder.name for coder in project.coders.all()})


def column(model: HistoryModel, which: int) -> list[str]:
    return [model.index(row, which).data() for row in range(model.rowCount())]


def test_a_page_is_read_and_the_next_one_when_it_is_asked_for(model) -> None:
    assert column(model, WHAT) == ["Rename 5", "Rename 4", "Rename 3"]
    while model.canFetchMore(ROOT):
        model.fetchMore(ROOT)
    assert column(model, WHAT) == [*(f"Rename {n}" for n in range(5, -1, -1)), "Add coder", "Import"]


def test_a_row_says_when_who_what_and_how_it_stands(model) -> None:
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(4)] == list(COLUMNS)
    assert column(model, WHO)[:2] == ["Boris Okafor", "Anna Lindqvist"]
    assert column(model, STATE)[:2] == ["undone", "done"]
    assert column(model, WHEN)[0].startswith(("today, ", "yesterday, "))
    spoken = model.index(0, WHEN).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Rename 5, Boris Okafor, ")
    assert spoken.endswith(", undone")
    assert (model.stands(0), model.stands(1), model.stands(99)) == (False, True, False)


def test_it_keeps_the_rules_that_qt_has_for_models(model) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == 8, "it reads on to the end"
    model.filter("rename 0")  # less than a page: the tester cannot read on while a model is made anew
    assert tester.model() is model


def test_filters_go_together_and_reach_over_all_pages(model, project) -> None:
    anna, boris = (coder.id for coder in project.coders.all())
    model.filter("rename", boris)
    assert column(model, WHAT) == ["Rename 5", "Rename 3", "Rename 1"]
    model.filter("RENAME 0")
    assert column(model, WHAT) == ["Rename 0"]
    model.filter("rename", anna, [entry.id for entry in project.history.entries()[:2]])
    assert column(model, WHAT) == ["Rename 4"]
    model.filter("", None, [])
    assert column(model, WHAT) == []
    assert not model.canFetchMore(ROOT)
    assert model.entry(0) is None


def test_somebody_or_a_moment_nobody_knows_is_shown_as_it_stands(project) -> None:
    project._store._writer.queue(
        lambda: project._store._writer.connection.execute("UPDATE history SET at = 'once', coder_id = 99")
    ).result()
    model = HistoryModel(project, {})
    assert (column(model, WHEN)[0], column(model, WHO)[0]) == ("once", "")
