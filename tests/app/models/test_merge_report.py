"""The lines of a merge report as a tree."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTreeView

from annotations.merging_sections import Line, Part, Section
from app.models.merge_report import HERE, OUTCOME, WHAT, MergeReportModel

DISPLAY, SPOKEN, TIP = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole
CONFLICTS = Section(
    Part.BOTH,
    "Changed on both sides",
    "The later value wins.",
    (Line("Claim 1 · note", "a\nb", "c", "theirs wins", 0), Line("Claim 2 · note", "", "x", "yours stays", 1)),
    2,
)
TWICE = Section(Part.TWICE, "Exists twice", "", (Line("Herald", outcome="both stay", kind="outlets", uids=("a", "b")),))


def many(count):
    return Section(Part.COMES_IN, "Comes in", "", tuple(Line(f"Claim {n}", outcome="new") for n in range(count)), count)


@pytest.fixture
def model():
    return MergeReportModel([CONFLICTS, TWICE])


def cell(model, section, row, column, role=DISPLAY):
    return model.index(row, column, model.index(section, 0)).data(role)


def test_it_is_a_tree_as_qt_wants_it(model, qtbot) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert model.rowCount() == 2
    assert [model.rowCount(model.index(row, 0)) for row in range(2)] == [2, 1]
    inside = model.index(1, 0, model.index(0, 0))
    assert model.parent(inside) == model.index(0, 0)
    assert model.line(inside) == CONFLICTS.lines[1]
    assert model.section(inside) is CONFLICTS
    assert model.line(model.index(0, 0)) is None
    assert not model.index(0, 0, inside).isValid()
    assert model.line(QModelIndex()) is model.section(QModelIndex()) is None


def test_a_section_says_how_many_a_cell_has_one_line_and_the_tip_all_of_it(model) -> None:
    assert model.index(0, 0).data() == "Changed on both sides (2)"
    assert cell(model, 0, 0, HERE) == "a b"
    assert "a\nb" in cell(model, 0, 0, HERE, TIP)
    assert cell(model, 0, 0, WHAT, SPOKEN) == "Claim 1 · note, a b, c, theirs wins"


def test_what_has_become_of_lines_since_takes_the_place_of_what_was_said(model) -> None:
    told = []
    model.dataChanged.connect(lambda first, *_: told.append(first.parent().row()))
    model.tell({0: "yours stands"}, [("a", "b")])
    assert [cell(model, 0, row, OUTCOME) for row in range(2)] == ["yours stands", "yours stays"]
    assert cell(model, 1, 0, OUTCOME) == "are one now"
    assert told == [0, 1]
    model.tell({}, [])
    assert cell(model, 0, 0, OUTCOME) == "theirs wins"
    assert cell(model, 1, 0, OUTCOME) == "both stay"


def test_long_words_are_cut_in_the_list_only() -> None:
    line = Line("word " * 1000, "x" * 5000)
    model = MergeReportModel([Section(Part.COMES_IN, "Comes in", "", (line,), 1)])
    assert len(cell(model, 0, 0, HERE)) == 201
    assert model.line(model.index(0, 0, model.index(0, 0))) is line


def test_of_ten_thousand_lines_only_those_in_view_are_asked_for(qtbot, monkeypatch) -> None:
    asked = set()
    real = MergeReportModel._cell

    def counting(self, line, column):
        asked.add(line.what)
        return real(self, line, column)

    monkeypatch.setattr(MergeReportModel, "_cell", counting)
    model = MergeReportModel([many(10_000)])
    view = QTreeView()
    qtbot.addWidget(view)
    view.setUniformRowHeights(True)
    view.setModel(model)
    view.expandAll()
    view.resize(600, 400)
    view.show()
    qtbot.waitUntil(lambda: bool(asked))
    view.scrollToBottom()
    qtbot.waitUntil(lambda: "Claim 9999" in asked)
    assert len(asked) < 200
