"""Found wire copies as a table: what is sure is ticked, and a lead stands for all its copies."""

import pytest
from PySide6.QtCore import Qt

from annotations.articles import Article, Status
from annotations.near_copies import Copy, Proposal
from app.models.wire_copies import Fate, WireCopiesModel

CHECK = Qt.ItemDataRole.CheckStateRole


def article(number, claims=0):
    return Article(
        number,
        str(number),
        f"<b>Headline</b> {number}",
        1,
        f"Outlet {number}",
        "2026-03-12",
        "",
        "en",
        Status.NEW,
        9,
        str(number),
        claims=claims,
    )


@pytest.fixture
def model(qapp):
    sure, doubtful = Copy(2, 0.91, 0.8, sure=True), Copy(3, 1.0, 0.1, sure=False)
    later, gone = Copy(5, 0.9, 0.9, sure=False), Copy(99, 1.0, 1.0, sure=True)
    proposals = [
        Proposal(1, (sure, doubtful), "an agency"),
        Proposal(4, (later,), "the earliest"),
        Proposal(6, (gone,), "the earliest"),
    ]
    return WireCopiesModel(proposals, {n: article(n, claims=n == 3) for n in range(1, 7)})


def cells(model, column):
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_each_lead_stands_above_its_copies_and_what_is_gone_is_passed_over(model) -> None:
    assert [line.article.id for line in model.lines] == [1, 2, 3, 4, 5]
    assert cells(model, 3) == ["", "91 %", "100 %", "", "90 %"]
    assert cells(model, 4) == [
        "leads: an agency",
        "group",
        "decide later, has 1 claim: much of its own",
        "leads: the earliest",
        "decide later: weeks apart",
    ]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Outlet"
    assert "<b>" not in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole).replace("&lt;b&gt;", "")


def test_a_lead_is_ticked_as_its_copies_are(model) -> None:
    ticks = [model.index(row, 0).data(CHECK) for row in range(5)]
    assert ticks == [
        Qt.CheckState.PartiallyChecked,
        Qt.CheckState.Checked,
        Qt.CheckState.Unchecked,
        Qt.CheckState.Unchecked,
        Qt.CheckState.Unchecked,
    ]
    assert model.setData(model.index(0, 0), Qt.CheckState.Checked.value, CHECK)
    assert model.index(0, 0).data(CHECK) == Qt.CheckState.Checked
    assert model.count(Fate.GROUP) == 2
    assert model.setData(model.index(1, 0), Qt.CheckState.Unchecked.value, CHECK)
    assert (model.lines[1].fate, model.lines[2].fate) == (Fate.OPEN, Fate.GROUP)
    assert not model.setData(model.index(1, 1), "x")


def test_what_is_no_copy_is_said(model) -> None:
    model.set_fate([1, 77], Fate.ALONE)
    assert cells(model, 4)[1] == "not a copy"
    assert model.index(1, 0).data(CHECK) == Qt.CheckState.Unchecked
    assert "not a copy" in model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.count(Fate.ALONE) == 1
