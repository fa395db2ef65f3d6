"""The chips of the inspector by keyboard and by their menu."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotations.claims import CheckState, Origin
from annotations.spans import Span

ENTER, DELETE, ESC, MENU = Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Escape, Qt.Key.Key_Menu
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def tag(bench):
    """Tag the claim that is shown."""

    def tagged(dimension, key, role="", **values):
        claim = bench.claims()[0]
        bench.session.run("Tag", lambda p: p.claims.tag(claim.id, bench.tag_id(dimension, key), role, **values))
        return bench.row(dimension).chips

    bench.show()
    return tagged


def roles(bench):
    return sorted(tagging.role for tagging in bench.claims()[0].taggings)


def focused(bench):
    there = QApplication.focusWidget()
    return getattr(there, "words", None) or there.accessibleName()


def test_delete_takes_a_tag_away_and_the_keyboard_stays_in_its_place(bench, tag):
    for key in ("brain-drain", "supremacy-race", "risk"):
        tag("framing", key)
    names = [chip.words for chip in bench.row("framing").chips]
    bench.row("framing").chips[1].setFocus()
    QTest.keyClick(QApplication.focusWidget(), DELETE)
    assert focused(bench) == names[2]
    QTest.keyClick(QApplication.focusWidget(), DELETE)
    assert focused(bench) == names[0]
    QTest.keyClick(QApplication.focusWidget(), DELETE)
    assert focused(bench) == "Add to Framing"
    assert bench.claims()[0].taggings == ()


@pytest.mark.parametrize("key", [ENTER, Qt.Key.Key_Space])
def test_a_chip_opens_the_picker_at_itself(bench, tag, qtbot, key):
    (chip,) = tag("framing", "brain-drain")
    with qtbot.waitSignal(bench.panel.pick_at) as asked:
        QTest.keyClick(chip, key)
    assert asked.args == [0, bench.tag_id("framing", "brain-drain")]


def test_a_role_key_changes_the_role_as_one_step(bench, tag):
    (chip,) = tag("actors", "the-outlet", "speaker")
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_T)
    assert roles(bench) == ["target"]
    assert focused(bench) == "The outlet itself · target"
    assert bench.session.undo_label == "Make The outlet itself target of claim 1"
    bench.session.undo()
    assert roles(bench) == ["speaker"]


def test_the_role_that_it_has_and_other_keys_change_nothing(bench, tag):
    (chip,) = tag("actors", "the-outlet", "speaker")
    for key in (Qt.Key.Key_S, Qt.Key.Key_X, Qt.Key.Key_1):
        QTest.keyClick(chip, key)
    QTest.keyClick(chip, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    (plain,) = tag("framing", "brain-drain")
    QTest.keyClick(plain, Qt.Key.Key_T)
    assert roles(bench) == ["", "speaker"]
    assert bench.session.undo_label == "Tag"


def test_an_actor_that_has_the_other_role_already_keeps_it_once(bench, tag):
    tag("actors", "the-outlet", "speaker")
    chips = tag("actors", "the-outlet", "target")
    QTest.keyClick(chips[0], Qt.Key.Key_T)
    assert roles(bench) == ["target"]


@pytest.mark.parametrize(("key", "modifier"), [(MENU, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F10, SHIFT)])
def test_the_menu_offers_roles_and_is_opened_by_keyboard(bench, tag, key, modifier):
    (chip,) = tag("actors", "the-outlet", "speaker")
    QTest.keyClick(chip, key, modifier)
    menu = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible())
    offered = {action.text().partition("\t")[0]: action for action in menu.actions() if action.text()}
    assert list(offered) == [
        *("Speaker", "Target", "Addressee", "Beneficiary", "Mentioned"),
        *("Choose from the list…", "Take away"),
    ]
    assert [name for name, action in offered.items() if action.isChecked()] == ["Speaker"]
    offered["Beneficiary"].trigger()
    menu.close()
    assert roles(bench) == ["beneficiary"]


def test_a_screen_reader_hears_who_set_it_and_what_can_be_done(bench, tag):
    (chip,) = tag("actors", "the-outlet", "speaker")
    said = chip.accessibleDescription()
    assert said.startswith("Set by Anna Lindqvist on ")
    assert said.endswith("Enter chooses, Delete takes it away, S T A B M change the role")
    (chip,) = tag("framing", "brain-drain")
    assert chip.accessibleDescription().endswith("Enter chooses, Delete takes it away")


@pytest.mark.parametrize(
    ("origin", "says"), [(Origin.ACCEPTED, ": a suggestion, accepted"), (Origin.CHANGED, ": a suggestion, changed")]
)
def test_a_tag_that_was_suggested_says_so(bench, tag, origin, says):
    (chip,) = tag("framing", "brain-drain", origin=origin)
    assert says in chip.accessibleDescription()
    assert says in chip.toolTip()


def test_an_accepted_claim_says_so_and_says_changed_once_its_passage_is_another(bench):
    article = bench.article
    bench.session.run("Accept", lambda p: p.claims.add(article, Span(19, 45), origin=Origin.ACCEPTED))
    place = next(n for n, claim in enumerate(bench.claims()) if claim.origin is Origin.ACCEPTED)
    claim = bench.show(place)
    assert bench.panel._made.text().endswith(" · a suggestion, accepted")
    bench.session.run("Move", lambda p: p.claims.move(claim.id, Span(19, 40)))
    bench.show(place)
    assert bench.panel._made.text().endswith(" · a suggestion, changed")


def test_an_accepted_actor_in_another_role_says_changed(bench, tag):
    (chip,) = tag("actors", "the-outlet", "speaker", origin=Origin.ACCEPTED)
    QTest.keyClick(chip, Qt.Key.Key_T)
    (chip,) = bench.row("actors").chips
    assert ": a suggestion, changed" in chip.toolTip()


def test_a_tag_with_keys_of_its_own_shows_them(bench, tag):
    drain = bench.tag_id("framing", "brain-drain")
    bench.session.run("Key", lambda p: p.codebook.update_tag(drain, shortcut="d"))
    (chip,) = tag("framing", "brain-drain")
    assert chip._hint == "Alt+D"


def test_escape_leads_back_to_the_text_from_a_chip(bench, tag, qtbot):
    (chip,) = tag("framing", "brain-drain")
    with qtbot.waitSignal(bench.panel.return_to_reader):
        QTest.keyClick(chip, ESC)


def test_who_checked_a_claim_is_said_with_the_time(bench, qtbot):
    bench.show()
    box = bench.panel.texts.state_box
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert bench.claims()[0].check_state is CheckState.CHECKED
    qtbot.waitUntil(lambda: "checked by Anna Lindqvist on " in bench.panel._made.text())
    bench.session.undo()
    assert "checked" not in bench.panel._made.text()


def test_a_check_that_the_history_does_not_name_is_said_without_a_time(bench, qtbot):
    claim, coder = bench.claims()[0], bench.project.coder_id
    values = {"check_state": CheckState.CHECKED, "checked_by": coder}
    bench.session.run("Check 20 claims", lambda p: p.claims.update(claim.id, **values))
    bench.show()
    qtbot.waitUntil(lambda: not bench.panel._checking.busy)
    assert bench.panel._made.text().endswith("checked by Anna Lindqvist")


def test_a_translation_says_whose_it_is(bench):
    bench.show()
    texts = bench.panel.texts
    assert texts.translated_by.text() == ""
    QTest.keyClicks(texts.boxes["translation"], "Forty jobs")
    bench.panel.flush()
    assert texts.translated_by.text() == "by AL"


def test_an_empty_codebook_says_that_there_is_nothing_to_tag_with(bench, tmp_path):
    from annotations.codebook import CodebookFile
    from annotations.importers.draft import Draft
    from annotations.project import Project
    from annotations.spans import Span

    Project.create(tmp_path / "empty.pressmark", CodebookFile("empty", "Empty"), coder=("Anna", "A")).close()
    bench.show()
    assert bench.panel._nothing_to_tag.isHidden()
    assert bench.session.open(tmp_path / "empty.pressmark", ("Anna", "A"))
    bench.project = bench.session.project
    bench.session.run("Fill", lambda p: p.claims.add(p.articles.add(Draft("Some words here.")), Span(0, 4)))
    bench.article = bench.project.articles.ids()[0]
    bench.show()
    assert bench.panel.rows == []
    assert bench.panel._nothing_to_tag.isVisible()
