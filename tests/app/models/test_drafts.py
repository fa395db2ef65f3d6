"""The table of the import preview as a model: what can be typed, what counts as a duplicate, what is chosen."""

from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotations.articles import Article, Status
from annotations.importers.draft import Draft
from annotations.importers.likeness.measures import Measure
from annotations.importers.remembered import Rule, learnt
from app.models.draft_cells import FIELDS, Column
from app.models.draft_filter import Show
from app.models.draft_rows import Near, measured, row_of
from app.models.drafts import DraftsModel
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
    assert shown == ["", "Head", "Courier", "", "", "2026-03-12", "", "", "4", "", "One. (+1)", "a.txt"]
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
    assert [cell(model, row, Column.TWIN) for row in range(3)] == ["", "same article", "same text"]
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
    assert editable == {*FIELDS}
    assert not put(model, 0, Column.WORDS, "5")


def test_rows_of_a_file_that_is_read_anew_go_and_nothing_is_like_them_any_more(model):
    one, two, three = (measured(Draft(f"Head {n}\nBody text"), Path(f"{n}.csv")) for n in range(3))
    three.near, two.near = Near(two, 0.82), Near(one, 0.9)
    model.add([one])
    model.add([two, three])
    assert cell(model, 1, Column.TWIN) == "near copy, 90\u00a0%"
    model.remove([one.path])
    assert [cell(model, row, Column.TWIN) for row in range(3)] == ["", "leads", "near copy, 82\u00a0%"]
    assert model.rows_at([0]) == [two, three]


def test_an_exact_copy_goes_before_a_near_one(model):
    one, two = rows(Draft("Head\nBody text", "Head", outlet="A"), Draft("Head\nBody text", "Head", outlet="B"))
    two.near = Near(one, 1.0)
    model.add([one, two])
    assert cell(model, 1, Column.TWIN) == "same text"


RAW = "www.courier.example | Home"
SITE = "a saved web page: courier.example"


def remembered(*drafts, **values):
    """Rows with corrections of an earlier import from the same site."""
    rules = {rule.key: rule for name, value in values.items() for rule in [Rule(SITE, name, RAW, value)]}
    return [row_of(draft, WHERE, Measure.of(draft.text), rules) for draft in drafts]


def origins(model, row=0):
    return {name: str(model.row(row).origin(name)) for name in FIELDS.values()}


def test_each_value_says_where_it_is_from(model):
    warnings = ("The outlet was taken from the web address.",)
    model.add(rows(Draft("a", "a", outlet="a.example", published="2026-03-12", warnings=warnings, guessed=("outlet",))))
    assert put(model, 0, Column.SECTION, "Economy")
    found = origins(model)
    assert [name for name in found if found[name] == "found"] == ["headline", "published"]
    assert [name for name in found if found[name] == "none"] == ["author", "language", "type"]
    assert (found["outlet"], found["section"]) == ("guessed", "typed")
    guessed = cell(model, 0, Column.OUTLET, Qt.ItemDataRole.ToolTipRole)
    assert guessed == plain_tip("a.example\nGuessed. The outlet was taken from the web address.")
    assert cell(model, 0, Column.OUTLET, Qt.ItemDataRole.AccessibleTextRole) == "Outlet: a.example, guessed"
    assert cell(model, 0, Column.OUTLET, Qt.ItemDataRole.FontRole).italic()
    assert cell(model, 0, Column.SECTION, Qt.ItemDataRole.DecorationRole) is not None
    assert cell(model, 0, Column.DATE, Qt.ItemDataRole.DecorationRole) is None
    assert cell(model, 0, Column.DATE, Qt.ItemDataRole.FontRole) is None


def test_typing_a_guess_confirms_it_and_typing_what_was_found_changes_nothing(model):
    model.add(rows(Draft("a", "a", outlet="Courier", author="Mara", guessed=("outlet",))))
    assert put(model, 0, Column.AUTHOR, "Mara")
    assert not model.corrected
    assert put(model, 0, Column.OUTLET, "Courier")
    assert (origins(model)["author"], origins(model)["outlet"]) == ("found", "typed")
    assert model.chosen()[0].guessed == ()
    assert model.corrected


def test_a_cell_is_given_back_what_was_read(model):
    read = Draft("a", "a", outlet="a.example", warnings=("The outlet was guessed.", "No date was found."),
                 guessed=("outlet",))  # fmt: skip
    model.add(rows(read, read))
    for column, value in ((Column.OUTLET, "Courier"), (Column.DATE, "2026-03-12")):
        assert model.change([0, 1], column, value)
    model.take_back([0], Column.OUTLET)
    assert model.row(0).draft.outlet == "a.example"
    assert model.row(0).draft.published == "2026-03-12"
    assert model.row(0).draft.warnings == ("The outlet was guessed.",)
    model.take_back([0, 1], Column.DATE)
    assert model.row(0).draft == read
    assert model.row(1).draft.outlet == "Courier"


def test_what_is_remembered_is_put_in_taken_back_and_put_in_again(model):
    model.add(
        remembered(Draft("a", outlet=RAW, layout=SITE), Draft("b", outlet="Herald", layout=SITE), outlet="Courier")
    )
    assert [draft.outlet for draft in model.chosen()] == ["Courier", "Herald"]
    assert origins(model)["outlet"] == "remembered"
    assert "As you corrected it last time. Read as" in cell(model, 0, Column.OUTLET, Qt.ItemDataRole.ToolTipRole)
    assert len(model.remembered()) == 1
    model.recall(recalls=False)
    assert model.chosen()[0].outlet == RAW
    model.recall(recalls=True)
    assert model.chosen()[0].outlet == "Courier"
    model.forget()
    assert (model.chosen()[0].outlet, model.remembered()) == (RAW, [])


def test_a_correction_is_learnt_kept_and_unlearnt(model):
    read = Draft("a", outlet=RAW, layout=SITE)
    model.add(rows(read))
    put(model, 0, Column.OUTLET, "Courier")
    rules = learnt({}, model.seen())
    assert [rule.after for rule in rules.values()] == ["Courier"]
    again = DraftsModel()
    again.add([row_of(read, WHERE, Measure.of("a"), rules)])
    assert learnt(rules, again.seen()) == rules
    again.take_back([0], Column.OUTLET)
    assert learnt(rules, again.seen()) == {}


def wire(model):
    """Two ships, and between them agency text in three outlets, the middle one a near copy."""
    one, first, ship, near, same = rows(
        Draft("Ship one", "One"),
        Draft("Fish\nFish are counted", "Fish", outlet="Herald", published="2026-03-02"),
        Draft("Ship two", "Two"),
        Draft("Fish\nFish are counted twice", "More fish", outlet="Post", published="2026-03-01"),
        Draft("Fish\nFish are counted", "Fish again", outlet="Lantern", published="2026-03-03"),
    )
    near.near = Near(first, 0.8)
    model.add([one, first])
    model.add([ship, near, same])
    model.regroup()
    return one, first, ship, near, same


def test_copies_stand_together_below_a_heading_and_the_earliest_leads(model):
    one, first, ship, near, same = wire(model)
    assert [model.line(n) for n in (0, 2, 3, 4, 5)] == [one, near, first, same, ship]
    assert model.headings() == [1]
    assert cell(model, 1, Column.HEADLINE) == "3 near copies · “More fish” · Post, Herald, Lantern"
    assert [cell(model, n, Column.TWIN) for n in (2, 3, 4)] == ["leads", "copy", "same text"]
    assert [draft.headline for draft in model.chosen()] == ["One", "Fish", "Two", "More fish", "Fish again"]
    assert model.groups() == []  # nobody decided anything; what is sure is grouped when it is stored


def test_a_heading_stands_for_its_rows(model):
    _, first, _, near, same = wire(model)
    box = model.index(1, Column.INCLUDE)
    unticked, partly, ticked = Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked
    assert box.data(Qt.ItemDataRole.CheckStateRole) == ticked
    model.setData(box, unticked.value, Qt.ItemDataRole.CheckStateRole)
    assert [row.included for row in (first, near, same)] == [False] * 3
    model.tick([3], included=True)
    assert box.data(Qt.ItemDataRole.CheckStateRole) == partly
    model.setData(box, ticked.value, Qt.ItemDataRole.CheckStateRole)
    assert len(model.chosen()) == 5
    assert model.change([1, 0], Column.DATE, "2026-04-01")
    assert {row.draft.published for row in (first, near, same)} == {"2026-04-01"}
    assert not model.flags(model.index(1, Column.HEADLINE)) & Qt.ItemFlag.ItemIsEditable
    assert model.row(1) is near


def test_who_leads_is_decided_and_handed_over_without_copies_of_the_same_outlet(model):
    _, first, _, near, same = wire(model)
    model.lead(3)
    assert model.rows_at([1]) == [first, near, same]
    assert model.groups() == [(1, 3, 4)]
    model.change([4], Column.OUTLET, "herald")
    assert not same.included  # the very same article by now
    assert model.groups() == [(1, 3)]
    model.tick([3], included=False)
    assert model.groups() == []


def test_only_rows_of_a_kind_are_shown_and_stay_when_they_are_changed(model):
    wire(model)
    model.show(Show.NO_DATE)
    assert [cell(model, n, Column.HEADLINE) for n in range(model.rowCount())] == ["One", "Two"]
    assert put(model, 0, Column.DATE, "2026-05-01")
    assert model.rowCount() == 2  # nothing vanishes under the cursor
    model.show(Show.NO_DATE)
    assert model.rowCount() == 1
    model.show(Show.COPIES, "lan")
    assert [cell(model, n, Column.OUTLET) for n in range(model.rowCount())] == ["Lantern"]
    model.show(Show.ALL, "POST fish")
    assert model.rowCount() == 1
    model.show(Show.ALL)
    counts = model.counts()
    assert (counts[Show.ALL], counts[Show.COPIES], counts[Show.NO_DATE], counts[Show.LEFT_OUT]) == (5, 3, 1, 0)
    assert len(model.chosen()) == 5


def test_the_heading_of_a_filtered_group_stands_for_what_is_seen_only(model):
    _, first, _, near, same = wire(model)
    model.show(Show.ALL, "O")  # More fish, Post; copy
    assert model.headings() == [1]
    assert model.rows_at([1]) == [near, first]
    model.tick([1], included=False)
    assert [row.included for row in (near, first, same)] == [False, False, True]


def test_a_folded_group_keeps_its_heading_which_stands_for_all_of_it(model, qtbot):
    one, first, ship, near, same = wire(model)
    group = near.group
    model.fold([group], folded=True)
    assert [model.line(n) for n in (0, 2)] == [one, ship]
    assert (model.rowCount(), model.headings(), model.all_groups()) == (3, [1], [group])
    assert [model.place_of(held) for held in (first, near, group, ship)] == [1, 1, 1, 2]
    assert model.shown_of(group) == (near, first, same)
    assert cell(model, 1, Column.HEADLINE, Qt.ItemDataRole.AccessibleTextRole).endswith(", folded")
    with qtbot.waitSignal(model.dataChanged) as told:
        model.tick_rows([same], included=False)
    assert (told.args[0].row(), told.args[1].row()) == (1, 1)
    assert model.index(1, Column.INCLUDE).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.PartiallyChecked
    assert len(model.chosen()) == 4
    model.fold([group], folded=False)
    assert [model.place_of(held) for held in (near, first, group)] == [2, 3, 1]


def test_a_folded_group_of_which_one_copy_is_shown_hides_nothing(model):
    _, _, _, near, _ = wire(model)
    model.fold([near.group], folded=True)
    model.show(Show.ALL, "more fish")
    assert [model.line(n) for n in range(model.rowCount())] == [near]
    assert model.place_of(near) == model.place_of(near.group) == 0
