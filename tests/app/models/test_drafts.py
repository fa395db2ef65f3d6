"""The table of the import preview as a model: what can be typed, what counts as a duplicate, what is chosen."""

from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotations.articles import Article, Status
from annotations.importers.draft import Draft
from app.models.drafts import Column, DraftsModel, Near, measured
from app.plain import plain_tip

WHERE = Path("a.txt")


@pytest.fixture
def model(qapp):
    made = DraftsModel()
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.refusals = []
    made.refused.connect(made.refusals.append)
    return made


def rows(*drafts):
    return [measured(draft, WHERE) for draft in drafts]


def cell(model, row, column, role=Qt.ItemDataRole.DisplayRole):
    return model.data(model.index(row, column), role)


def put(model, row, column, value):
    return model.setData(model.index(row, column), value)


def test_cells_show_the_draft(model):
    draft = Draft("Head\nBody text here", "Head", outlet="Courier", published="2026-03-12", warnings=("One.", "Two."))
    model.add(rows(draft))
    shown = [cell(model, 0, column) for column in Column]
    assert shown == ["", "Head", "Courier", "", "2026-03-12", "", "4", "", "One. (+1)", "a.txt"]
    assert cell(model, 0, Column.NOTES, Qt.ItemDataRole.ToolTipRole) == plain_tip("One.\nTwo.")
    assert cell(model, 0, Column.AUTHOR, Qt.ItemDataRole.AccessibleTextRole) == "Author: empty"


def test_typed_values_reach_the_draft_and_settle_its_warnings(model):
    notes = ("No date was found.", "The outlet was taken from the web address.", "Something else.")
    model.add(rows(Draft("a", "a", outlet="a.example", warnings=notes)))
    assert put(model, 0, Column.DATE, " 12 March 2026 ")
    assert put(model, 0, Column.OUTLET, "Courier")
    assert put(model, 0, Column.LANGUAGE, "English")
    assert put(model, 0, Column.HEADLINE, "two\nlines")
    draft = model.chosen()[0]
    assert (draft.published, draft.outlet, draft.language, draft.headline) == (
        "2026-03-12",
        "Courier",
        "en",
        "two lines",
    )
    assert draft.warnings == ("Something else.",)
    assert draft.text == "a"
    assert put(model, 0, Column.DATE, "")
    assert model.chosen()[0].published == ""


@pytest.mark.parametrize(
    ("column", "typed"), [(Column.DATE, "03/04/2026"), (Column.DATE, "2026-02-30"), (Column.LANGUAGE, "no language")]
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(model, column, typed):
    model.add(rows(Draft("a", "a", published="2026-03-12", language="en")))
    before = model.chosen()
    assert not put(model, 0, column, typed)
    assert model.chosen() == before
    assert typed in model.refusals[0]


def test_one_value_for_several_rows_or_for_none(model):
    model.add(rows(Draft("a", "a", language="ru"), Draft("b", "b", language="en"), Draft("c", "c")))
    assert model.change([0, 1], Column.OUTLET, "Herald")
    assert [draft.outlet for draft in model.chosen()] == ["Herald", "Herald", ""]
    assert not model.change([0, 1], Column.DATE, "03/04/2026")  # Russian settles the order, English does not
    assert [draft.published for draft in model.chosen()] == ["", "", ""]


def test_duplicates_are_left_out_until_ticked(model):
    model.add(rows(Draft("same", "A", outlet="Courier"), Draft("same", "A", outlet="Courier")))
    model.add(rows(Draft("same", "A", outlet="Herald")))
    assert [cell(model, row, Column.TWIN) for row in range(3)] == ["", "row 1", "row 1 · Courier"]
    assert [model.row(row).included for row in range(3)] == [True, False, True]
    assert model.duplicates() == 1
    model.setData(model.index(1, Column.INCLUDE), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert len(model.chosen()) == 3


def test_an_edited_outlet_makes_and_unmakes_a_duplicate(model):
    model.add(rows(Draft("same", "A", outlet="Courier"), Draft("same", "A", outlet="Herald")))
    assert put(model, 1, Column.OUTLET, "courier")
    assert not model.row(1).included
    assert put(model, 1, Column.OUTLET, "Herald")
    assert model.row(1).included
    model.tick([1], included=False)
    assert put(model, 1, Column.OUTLET, "Elsewhere")
    assert not model.row(1).included  # the person's own decision stands


def test_an_article_of_the_project_is_a_duplicate(model):
    row = rows(Draft("same", "A", outlet="Courier"))[0]
    row.same_text = (Article(7, "u", "Stored", 1, "Courier", "", "", "", Status.NEW, 4, row.mark),)
    model.add([row])
    assert cell(model, 0, Column.TWIN) == "in the project"
    assert "Stored" in cell(model, 0, Column.TWIN, Qt.ItemDataRole.ToolTipRole)
    assert model.chosen() == []


def test_only_fields_can_be_edited(model):
    model.add(rows(Draft("a", "a")))
    editable = {column for column in Column if model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable}
    assert editable == {Column.HEADLINE, Column.OUTLET, Column.AUTHOR, Column.DATE, Column.LANGUAGE}
    assert not put(model, 0, Column.WORDS, "5")


def test_rows_of_a_file_that_is_read_anew_go_and_nothing_is_like_them_any_more(model):
    one, two, three = (measured(Draft(f"Head {n}\nBody text"), Path(f"{n}.csv")) for n in range(3))
    three.near, two.near = Near(two, 0.82), Near(one, 0.9)
    model.add([one])
    model.add([two, three])
    assert cell(model, 1, Column.TWIN) == "near copy of row 1, 90\u00a0%"
    model.remove([one.path])
    assert [cell(model, row, Column.TWIN) for row in range(2)] == ["", "near copy of row 1, 82\u00a0%"]
    assert [row.path for row in (model.row(0), model.row(1))] == [two.path, three.path]


def test_an_exact_copy_goes_before_a_near_one(model):
    one, two = rows(Draft("Head\nBody text", "Head", outlet="A"), Draft("Head\nBody text", "Head", outlet="B"))
    two.near = Near(one, 1.0)
    model.add([one, two])
    assert cell(model, 1, Column.TWIN) == "row 1 · A"
