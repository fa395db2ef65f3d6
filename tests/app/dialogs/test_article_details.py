"""Editing what is known of articles: what is touched is changed, in all of them, and dates are read first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.articles import Article, Status
from app.dialogs.article_choice import AssignDialog, LeaveOutDialog
from app.dialogs.article_details import SEVERAL, ArticleDetailsDialog

CODERS = {4: "Anna Lindqvist", 7: "Boris Okafor"}


def article(n, **values):
    usual = {"headline": f"Headline {n}", "outlet": "Courier", "published": "2026-03-12", "language": "en"}
    return Article(
        id=n, uid=str(n), outlet_id=1, author="", status=Status.NEW, length=1, digest="", **{**usual, **values}
    )


@pytest.fixture
def show(qtbot):
    def show_(*articles):
        dialog = ArticleDetailsDialog(articles, ["Courier", "Herald"], CODERS)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return show_


def retype(dialog, key, words):
    field = dialog.fields[key]
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, words)


def test_nothing_touched_is_nothing_changed(show):
    dialog = show(article(1, assigned_to=7))
    assert dialog.fields["headline"].text() == "Headline 1"
    assert dialog.assigned_box.currentText() == "Boris Okafor"
    assert dialog.values == {}


def test_what_is_touched_is_changed_alone(show):
    dialog = show(article(1))
    retype(dialog, "author", " R.  Pell ")
    retype(dialog, "headline", "")
    dialog.assigned_box.setCurrentText("Anna Lindqvist")
    assert dialog.values == {"author": "R. Pell", "headline": "", "assigned_to": 4}
    dialog.assigned_box.setCurrentText("Nobody")
    assert "assigned_to" not in dialog.values, "as before"


def test_several_values_are_said_to_be_several_and_kept(show):
    dialog = show(article(1), article(2, outlet="Herald", assigned_to=4))
    assert {key: field.text() for key, field in dialog.fields.items() if field.text()} == {
        "published": "2026-03-12",
        "language": "en",
    }
    for key in ("headline", "outlet"):
        assert dialog.fields[key].placeholderText() == SEVERAL
    assert dialog.assigned_box.currentText() == SEVERAL
    assert dialog.values == {}
    retype(dialog, "outlet", "Gull")
    dialog.assigned_box.setCurrentText("Nobody")
    assert dialog.values == {"outlet": "Gull", "assigned_to": None}
    retype(dialog, "headline", "x")
    retype(dialog, "headline", "")
    assert dialog.values["headline"] == ""
    assert dialog.fields["headline"].placeholderText() != SEVERAL


def test_a_known_outlet_is_chosen_from_the_box(show):
    dialog = show(article(1))
    dialog._outlet_box.setCurrentIndex(1)
    dialog._outlet_box.activated.emit(1)
    assert dialog.values == {"outlet": "Herald"}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("13 March 2026", "2026-03-13"),
        ("2026-03", "2026-03"),
        ("2026", "2026"),
        ("", ""),
        ("12 Mar 2026 14:05", "2026-03-12T14:05"),
    ],
)
def test_a_date_is_stored_to_the_precision_known(show, typed, stored):
    dialog = show(article(1))
    retype(dialog, "published", typed)
    dialog.accept()
    assert dialog.result() == 1
    assert dialog.values == {"published": stored}


@pytest.mark.parametrize("typed", ["31 Feb 2026", "03/04/2026", "soon"])
def test_what_is_no_date_is_told_at_its_field(show, typed, qtbot):
    dialog = show(article(1))
    retype(dialog, "published", typed)
    assert dialog._read["published"].text() == "Not a date that can be read"
    dialog.accept()
    assert dialog.isVisible()
    assert dialog._wrong.text().startswith("Published: This is no date")
    qtbot.waitUntil(dialog.fields["published"].hasFocus)
    retype(dialog, "published", "4 April 2026")
    assert dialog._read["published"].text() == "4 Apr 2026"
    dialog.accept()
    assert not dialog.isVisible()


def test_an_odd_date_that_is_not_touched_is_in_nobodys_way(show):
    dialog = show(article(1, published="some day"))
    retype(dialog, "author", "R. Pell")
    dialog.accept()
    assert dialog.values == {"author": "R. Pell"}


def test_every_field_has_a_name(show):
    dialog = show(article(1))
    assert all(field.accessibleName() for field in dialog.fields.values())
    assert dialog.assigned_box.accessibleName()


def test_whose_it_is_and_why_it_is_left_out(qtbot):
    assign = AssignDialog("3 articles", CODERS, 7)
    leave = LeaveOutDialog("“Headline”", ["off topic", "duplicate"])
    for dialog in (assign, leave):
        qtbot.addWidget(dialog)
    assert assign.coder_id == 7
    assign.box.setCurrentIndex(0)
    assert assign.coder_id is None
    assert leave.reason == "off topic"
    leave.box.setCurrentText("  too   late ")
    assert leave.reason == "too late"
