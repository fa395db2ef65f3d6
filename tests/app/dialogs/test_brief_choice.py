"""Single articles and claims are taken into a brief or left out, by keys as well as clicks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotations.brief import gather
from annotations.brief.choosing import choosable
from annotations.brief.spec import BriefSpec
from annotations.sample import write_sample
from app.dialogs.brief_choice import BriefChoiceDialog
from app.models.brief_choice import Shown
from app.session import Session
from app.settings import Settings

EVERYTHING = BriefSpec()
CHECKED, SOME, NONE = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


@pytest.fixture
def session(tmp_path, qapp):
    made = Session()
    assert made.open(write_sample(tmp_path), ("Anna", "A"))
    yield made
    made.shut_down()


@pytest.fixture
def make(qtbot, session):
    def made(spec=EVERYTHING):
        dialog = BriefChoiceDialog(session, Settings(), spec, None)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: bool(dialog.model.articles))
        return dialog

    return made


def state(dialog, row, claim=None):
    index = dialog.model.index(row, 0)
    if claim is not None:
        index = dialog.model.index(claim, 0, index)
    return dialog.model.data(index, Qt.ItemDataRole.CheckStateRole)


def press(dialog, *keys):
    for key in keys:
        QTest.keyClick(dialog.view, key)


def numbers(session, dialog, spec=EVERYTHING):
    content = gather(session.project, replace(spec, **dialog.values()))
    return {claim.number for claim in content.claims}


def test_space_leaves_a_claim_out_and_takes_it_in_again(make, session):
    dialog = make()
    every = numbers(session, dialog)
    claim = dialog.model.articles[0].claims[0]
    dialog.view.setFocus()
    press(dialog, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert (state(dialog, 0), state(dialog, 0, 0)) == (SOME, NONE)
    assert numbers(session, dialog) == every - {claim.number}
    assert f"{len(every) - 1} of {len(every)} claims" in dialog.counts.text()
    press(dialog, Qt.Key.Key_Space)
    assert state(dialog, 0) == CHECKED
    assert dialog.values() == {"article_uids": None, "claim_uids": None, "without": ()}


def test_space_on_an_article_and_on_several_rows(make, session):
    dialog = make()
    first = dialog.model.articles[0]
    dialog.view.setFocus()
    press(dialog, Qt.Key.Key_Space)
    assert state(dialog, 0) == NONE
    assert first.uid in dialog.values()["without"]
    press(dialog, Qt.Key.Key_Down)
    QTest.keyClick(dialog.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(dialog, Qt.Key.Key_Space)
    assert (state(dialog, 0, 0), state(dialog, 0, 1)) == (CHECKED, CHECKED)


def test_a_click_on_the_box_checks_one_row(make, qtbot):
    dialog = make()
    index = dialog.model.index(0, 0)
    option = QStyleOptionViewItem()
    dialog.view.initViewItemOption(option)
    option.rect = dialog.view.visualRect(index)
    option.index = index
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    box = dialog.view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, dialog.view)
    qtbot.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert (state(dialog, 0), state(dialog, 1)) == (NONE, CHECKED)
    qtbot.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert state(dialog, 0) == CHECKED


def test_what_is_done_with_an_article_is_done_with_what_is_listed_of_it(make, qtbot):
    dialog = make()
    article = next(article for article in dialog.model.articles if len(article.claims) > 2)
    claim = article.claims[1]
    dialog.field.setFocus()
    QTest.keyClicks(dialog.field, f"c{claim.number}")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.model.rowCount() == 1
    assert dialog.isVisible()
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    assert dialog.view.hasFocus()
    press(dialog, Qt.Key.Key_Space)
    assert dialog.model.picked >= {one.uid for one in article.claims if one != claim}
    assert claim.uid not in dialog.model.picked
    assert state(dialog, 0) == SOME


def test_only_what_is_checked_goes_in_where_nothing_comes_by_itself(make, session, qtbot):
    dialog = make()
    dialog.uncheck_button.click()
    assert dialog.counts.text().startswith("0 of")
    word = dialog.model.articles[3].claims[0].quote.split()[1]
    QTest.keyClicks(dialog.field, word)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    dialog.check_button.click()
    dialog.by_itself.setChecked(False)
    taken = numbers(session, dialog)
    listed = {
        claim.number
        for article in choosable(session.project, BriefSpec())
        for claim in article.claims
        if word.casefold() in f"{article.headline}\n{article.outlet}\n{claim.quote}".casefold()
    }
    assert taken == listed != set()
    dialog.field.clear()
    dialog.shown.setCurrentIndex(dialog.shown.findText("Taken in"))
    dialog._search()
    shown = sum(dialog.model.rowCount(dialog.model.index(row, 0)) for row in range(dialog.model.rowCount()))
    assert shown == len(listed)


def test_the_choice_is_shown_again_and_the_size_remembered(make, session):
    claim = session.project.claims.all()[0]
    dialog = make(BriefSpec(without=(claim.uid,)))
    assert claim.uid not in dialog.model.picked
    dialog.resize(700, 500)
    dialog.reject()
    again = make(BriefSpec(claim_uids=(claim.uid,)))
    assert again.model.picked == {claim.uid}
    assert not again.by_itself.isChecked()
    assert (again.width(), again.height()) == (700, 500)


def test_the_model_keeps_the_rules_of_models(make, qtmodeltester):
    dialog = make()
    model = dialog.model
    every = listed(model)
    assert every == [len(article.claims) for article in model.articles]
    assert sum(every)
    qtmodeltester.check(model)
    claim = model.articles[0].claims[0]
    model.search(f"c{claim.number}", Shown.TAKEN)
    assert listed(model) == [1]
    qtmodeltester.check(model)
    model.search("", Shown.LEFT_OUT)
    assert listed(model) == []
    qtmodeltester.check(model)


def listed(model):
    """How many claims each of the articles has that are listed."""
    return [model.rowCount(model.index(row, 0)) for row in range(model.rowCount())]
