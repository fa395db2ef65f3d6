"""The list of briefs, and claims named by a key."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.brief.presets import ANNEX, FULL, TWO_PAGE
from app.theme import Theme
from app.workspaces.brief.claim_picker import find_claims
from app.workspaces.claims.naming import NameDialog

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def names(bench) -> list[str]:
    return [brief.name for brief in bench.project.briefs.all()]


def test_briefs_are_made_duplicated_and_deleted_each_as_a_step(bench) -> None:
    run = bench.window.commands.run
    run("brief.new-two-page")
    assert TWO_PAGE.fits(bench.spec)
    assert bench.page.brief.name == "Two-page brief"
    assert bench.spec.analyst == "Anna Lindqvist"
    run("brief.new-annex")
    assert ANNEX.fits(bench.spec)
    bench.page.side.list.setCurrentRow(0)
    assert FULL.fits(bench.spec)
    run("brief.duplicate")
    assert bench.page.brief.name == "Weekly brief 2"
    assert bench.spec == bench.project.briefs.all()[0].spec
    run("brief.delete")
    assert names(bench) == ["Weekly brief", "Two-page brief", "Annotated annex"]
    assert bench.window.toast.text == "Deleted brief Weekly brief 2"
    bench.window.toast.hide()
    for _ in range(4):
        bench.undo()
    assert names(bench) == ["Weekly brief"]
    assert bench.page.brief.name == "Weekly brief"


def test_the_signs_in_its_menus_follow_the_theme(bench, use_theme) -> None:
    for button in (bench.page.side.new_button, bench.page.side.more_button):
        menu = button.menu()
        drawn = []
        for theme in (Theme.light(), Theme.dark()):
            use_theme(theme)
            bench.window.commands.dress()
            menu.aboutToShow.emit()
            drawn.append([action.icon().pixmap(16, 16).toImage() for action in menu.actions()])
        assert len(drawn[0]) == 3
        assert not [before for before, now in zip(*drawn, strict=True) if before == now or before.isNull()]


def test_a_brief_is_renamed_to_a_name_of_its_own(bench) -> None:
    bench.window.commands.run("brief.duplicate")

    def answer() -> None:
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, NameDialog))
        dialog.field.setText(" weekly   brief ")
        dialog.accept()

    QTimer.singleShot(50, answer)
    bench.window.commands.run("brief.rename")
    assert names(bench) == ["Weekly brief", "weekly brief 2"]


def test_without_a_brief_one_can_be_made(bench) -> None:
    bench.window.commands.run("brief.delete")
    bench.window.toast.hide()
    assert bench.page.empty.isVisible()
    assert bench.page.preview.proof is None
    bench.undo()
    assert bench.page.side.list.isVisible()


def test_claims_are_found_by_number_and_words(bench) -> None:
    assert [claim.number for claim in find_claims(bench.project, "")] == [1, 2, 3]
    assert [claim.number for claim in find_claims(bench.project, "c2")] == [2]
    assert [claim.number for claim in find_claims(bench.project, "the GRID")] == [3]
    assert find_claims(bench.project, "C9") == []
    found = find_claims(bench.project, "", {2})
    assert [(claim.number, claim.taken) for claim in found] == [(2, True), (1, False), (3, False)]
    assert found[1].line.endswith("(not in this brief)")
    assert find_claims(bench.project, "grid")[0].line == "C3   The grid may fail today.   (Herald)"


def test_a_claim_is_named_by_a_key_where_the_cursor_is(bench) -> None:
    section = bench.section("Bottom line")
    section.line.setPlainText("Sold, says the buyer")
    section.line.setFocus()
    cursor = section.line.textCursor()
    cursor.setPosition(len("Sold, says"))
    section.line.setTextCursor(cursor)
    QTest.keyClick(section.line, Qt.Key.Key_K, CTRL | SHIFT)
    picker = bench.page.naming.popover.editor
    assert picker.field.hasFocus()
    QTest.keyClicks(picker.field, "buyer")
    bench.qtbot.waitUntil(lambda: picker.list.count() == 1)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert section.line.toPlainText() == "Sold, says C2 the buyer"
    assert section.line.hasFocus()
    section.flush()
    assert bench.spec.bottom_line == "Sold, says C2 the buyer"


def test_enter_takes_what_was_typed_last_though_it_is_still_looked_for(bench) -> None:
    section = bench.section("Bottom line")
    refs = section.texts.fields["refs"]
    refs.setFocus()
    bench.window.commands.run("brief.claim")
    picker = bench.page.naming.popover.editor
    bench.qtbot.waitUntil(lambda: picker.list.count() == 3)
    QTest.keyClicks(picker.field, "3")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: refs.text() == "C2, C3")


def test_a_claim_is_added_to_references(bench) -> None:
    section = bench.section("Bottom line")
    refs = section.texts.fields["refs"]
    refs.setFocus()
    bench.window.commands.run("brief.claim")
    picker = bench.page.naming.popover.editor
    bench.qtbot.waitUntil(lambda: picker.list.count() == 3)
    QTest.keyClick(picker.field, Qt.Key.Key_Down)
    QTest.keyClick(picker.field, Qt.Key.Key_Down)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert refs.text() == "C2, C3"


def test_where_nothing_is_written_no_claim_can_be_named(bench) -> None:
    bench.page.side.list.setFocus()
    assert not bench.page.naming.possible
    bench.window.commands.run("brief.claim")
    assert bench.page.naming.popover.editor is None


def test_fields_of_the_menu_lead_to_the_bottom_line(bench) -> None:
    bench.section("Look")
    bench.window.workspaces.show("read")
    bench.window.commands.run("file.fields")
    assert bench.window.workspaces.current == "brief"
    assert bench.section("Bottom line").line.hasFocus()


def test_a_project_without_claims_says_what_to_do(bench) -> None:
    assert bench.page.no_claims.isHidden()
    ids = [claim.id for claim in bench.project.claims.all()]
    bench.session.run("Delete claims", lambda project: project.claims.delete(ids))
    assert not bench.page.no_claims.isHidden()
    assert "mark passages" in bench.page.no_claims.text()
