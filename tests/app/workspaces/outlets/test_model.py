"""The table of outlets: sorted with what is not known last, and filtered whatever the accents."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment

from annotations.articles import Outlet
from annotations.outlets import OutletUse
from app.workspaces.outlets.model import ARTICLES, COUNTRY, NAME, Listed, OutletsModel

OUTLETS = [
    Outlet(1, "1", "Éclat", country="Torvania", note="A daily"),
    Outlet(2, "2", "courier", aliases=("Kurier",)),
    Outlet(3, "3", "Herald", country="Abroad"),
]


@pytest.fixture
def listed():
    model = OutletsModel()
    made = Listed(model, model)
    model.show(OUTLETS, {1: OutletUse(2, 5), 3: OutletUse(10, 0)})
    made.keep = model
    return made


def names(listed):
    return [listed.outlet(row).name for row in range(listed.rowCount())]


def test_sorting_heeds_neither_case_nor_accents_and_puts_the_unknown_last(listed):
    listed.sort(NAME)
    assert names(listed) == ["courier", "Éclat", "Herald"]
    listed.sort(COUNTRY)
    assert names(listed) == ["Herald", "Éclat", "courier"]
    listed.sort(COUNTRY, Qt.SortOrder.DescendingOrder)
    assert names(listed) == ["Éclat", "Herald", "courier"]


def test_numbers_are_sorted_as_numbers(listed):
    listed.sort(ARTICLES, Qt.SortOrder.DescendingOrder)
    assert names(listed) == ["Herald", "Éclat", "courier"]


def test_filtering_looks_at_everything_known(listed):
    listed.sort(NAME)
    for typed, found in (("ecl", ["Éclat"]), ("kurier", ["courier"]), ("daily torv", ["Éclat"]), ("x", []), ("", 3)):
        listed.filter(typed)
        assert names(listed) == found if found != 3 else listed.rowCount() == 3


def test_rows_are_kept_while_the_outlets_are_the_same(listed, qtbot):
    model = listed.sourceModel()
    with qtbot.waitSignal(model.dataChanged):
        model.show(OUTLETS, {1: OutletUse(3, 5)})
    assert model.use(1) == OutletUse(3, 5)
    assert model.use(99) == OutletUse()


def test_names_of_others_are_shown_letter_for_letter(listed, qtmodeltester):
    model, name = listed.sourceModel(), "<b>Herald</b> &amp; <img src='x.png'>"
    model.show([Outlet(1, "1", name, aliases=("<i>H</i>",))], {})
    index = model.index(0, NAME)
    assert index.data() == name
    tip = QTextDocumentFragment.fromHtml(index.data(Qt.ItemDataRole.ToolTipRole))
    assert name in tip.toPlainText()
    qtmodeltester.check(model)
