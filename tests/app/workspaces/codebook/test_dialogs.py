"""What is asked before tags are merged, deleted or taken in: with counts, and one step at the end."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.codebook import Kind
from annotations.codebook_file import load_codebook
from app.actions import codebook as actions
from app.dialogs import saving
from app.workspaces.codebook import edits
from app.workspaces.codebook.deleting import DeleteDimensionDialog, DeleteTagsDialog
from app.workspaces.codebook.merging import MergeDialog
from app.workspaces.codebook.taking_in import ImportDialog, ShippedDialog


def coded(bench) -> list[tuple[int, str, str]]:
    return sorted(
        (claim.number, bench.book.tag(tagging.tag_id).name, tagging.role)
        for claim in bench.project.claims.all()
        for tagging in claim.taggings
    )


def accept(bench, dialog):
    bench.qtbot.waitUntil(dialog.ok.isEnabled if hasattr(dialog, "ok") else lambda: True)
    dialog.accept()


# -- merging


def ok_of(dialog):
    return dialog.buttons.button(dialog.buttons.StandardButton.Ok)


def test_two_tags_are_merged_after_a_look_at_what_that_does(bench):
    bench.counted()
    bench.select("Port Authority", "Harbour Authority")
    bench.window.commands.run("codebook.merge")
    dialog = bench.dialog(MergeDialog)
    assert dialog.keep.name == "Harbour Authority", "the one that more claims have"
    bench.qtbot.waitUntil(ok_of(dialog).isEnabled)
    assert dialog.preview.text() == "1 claim gets “Harbour Authority”; 1 of them had both."
    dialog.box.show_tag(bench.tag("Port Authority"))
    bench.qtbot.waitUntil(lambda: dialog.preview.text() == "2 claims get “Port Authority”; 1 of them had both.")
    ok_of(dialog).click()
    assert coded(bench) == [(1, "Port Authority", "speaker"), (2, "Port Authority", "target")]
    assert bench.tag("Harbour Authority").name == "Port Authority"
    assert bench.labels()[0] == "Merge “Harbour Authority” into “Port Authority”"
    assert [node.name for node in bench.page.tree.nodes] == ["Port Authority"]
    bench.session.undo()
    assert len(coded(bench)) == 3


def test_one_tag_is_merged_into_another_that_is_found_by_typing(bench):
    bench.select("Crane office")
    bench.window.commands.run("codebook.merge")
    dialog = bench.dialog(MergeDialog)
    assert not ok_of(dialog).isEnabled()
    dialog.box.setEditText("port authority")
    bench.qtbot.waitUntil(ok_of(dialog).isEnabled)
    assert dialog.preview.text() == "No claim is touched."
    ok_of(dialog).click()
    assert "Crane office" in bench.tag("Port Authority").aliases


def test_a_built_in_tag_is_the_one_that_stays(bench):
    bench.select("Port Authority", "Unnamed source")
    bench.window.commands.run("codebook.merge")
    dialog = bench.dialog(MergeDialog)
    assert dialog.keep.name == "Unnamed source"
    dialog.box.show_tag(bench.tag("Port Authority"))
    assert "Let it be the one that stays" in dialog.preview.text()
    assert not ok_of(dialog).isEnabled()
    dialog.reject()


def test_names_that_occur_twice_lead_to_a_merge(bench):
    assert not bench.page.side.doubles_button.isVisible()
    crane = bench.tag("Crane office").id
    bench.session.run("Alias", lambda p: p.codebook.add_alias(crane, "port authority"))
    assert bench.page.side.doubles_button.text() == "1 name occurs twice: merge…"
    bench.page.side.doubles_button.click()
    dialog = bench.dialog(MergeDialog)
    assert {tag.name for tag in (dialog.keep, *dialog.others)} == {"Crane office", "Port Authority"}
    dialog.reject()


def test_much_is_merged_behind_the_window(bench, monkeypatch):
    monkeypatch.setattr(edits, "LONG", 0)
    bench.select("Port Authority", "Harbour Authority")
    bench.window.commands.run("codebook.merge")
    dialog = bench.dialog(MergeDialog)
    bench.qtbot.waitUntil(ok_of(dialog).isEnabled)
    dialog.accept()
    assert bench.page.reason.isVisible(), "nothing else can be stored meanwhile"
    bench.qtbot.waitUntil(lambda: len(coded(bench)) == 2)
    bench.qtbot.waitUntil(lambda: not bench.page.reason.isVisible())


# -- deleting


def test_a_tag_that_no_claim_has_goes_at_once(bench):
    bench.select("Crane office")
    bench.page.tree.setFocus()
    QTest.keyClick(bench.page.tree, Qt.Key.Key_Delete)
    bench.qtbot.waitUntil(lambda: "Crane office" not in bench.names("actors"))
    assert bench.labels()[0] == "Delete “Crane office”"


def test_claims_lose_a_tag_or_get_another_one(bench):
    bench.select("Harbour Authority")
    bench.window.commands.run("codebook.delete")
    dialog = bench.dialog(DeleteTagsDialog)
    assert dialog.said.text() == "“Harbour Authority” is set on 2 claims."
    dialog.instead.click()
    assert not dialog.ok.isEnabled(), "nothing is chosen yet"
    dialog.box.setEditText("Crane office")
    dialog.ok.click()
    assert coded(bench) == [
        (1, "Crane office", "speaker"),
        (1, "Port Authority", "speaker"),
        (2, "Crane office", "target"),
    ]
    assert bench.labels()[0] == "Delete “Harbour Authority” and set “Crane office” instead"
    bench.session.undo()
    bench.select("Harbour Authority", "Port Authority")
    bench.window.commands.run("codebook.delete")
    dialog = bench.dialog(DeleteTagsDialog)
    assert dialog.said.text() == "2 tags are set on 2 claims (3 times)."
    dialog.ok.click()
    assert coded(bench) == []
    bench.session.undo()
    assert len(coded(bench)) == 3


def test_a_built_in_tag_is_not_deleted(bench):
    bench.select("The outlet itself")
    bench.page.tree.setFocus()
    QTest.keyClick(bench.page.tree, Qt.Key.Key_Delete)
    assert bench.tag("The outlet itself")
    assert bench.labels()[0] == "Fill"


def test_a_dimension_goes_with_what_was_coded(bench):
    bench.page.tree.select(("dimension", bench.dimension("actors").id))
    bench.window.commands.run("codebook.delete")
    dialog = bench.dialog(DeleteDimensionDialog)
    bench.qtbot.waitUntil(dialog.ok.isEnabled)
    tags = len(bench.names("actors"))
    assert dialog.said.text() == f"“Actors” has {tags} tags, set on 2 claims (3 times)."
    assert not dialog.instead.isEnabled(), "there is no other dimension of actors"
    dialog.ok.click()
    assert bench.dimension("actors") is None
    assert coded(bench) == []
    bench.session.undo()
    assert len(coded(bench)) == 3


def test_a_dimensions_tags_go_into_another_one(bench):
    bench.page.tree.select(("dimension", bench.dimension("framing").id))
    bench.window.commands.run("codebook.delete")
    dialog = bench.dialog(DeleteDimensionDialog)
    bench.qtbot.waitUntil(dialog.ok.isEnabled)
    dialog.instead.click()
    assert (dialog.box.currentText(), dialog.ok.text()) == ("Strategy pillar", "Move and delete")
    dialog.ok.click()
    assert bench.dimension("framing") is None
    assert "Brain drain" in bench.names("pillar")


# -- files


@pytest.fixture
def table(tmp_path) -> Path:
    path = tmp_path / "Ours.csv"
    path.write_text("dimension;name;use\nFraming;Brain drain;Always\nFraming;Fear;\nTone;Loud;\n", encoding="utf-8")
    return path


def test_a_file_is_looked_at_and_taken_in_as_one_step(bench, table):
    bench.window.codebook.import_file(table)
    dialog = bench.dialog(ImportDialog)
    assert dialog.said.text() == "1 new dimension · 2 new tags · 1 changed · nothing is deleted"
    framing = dialog.tree.topLevelItem(0)
    lines = [(framing.child(n).text(0), framing.child(n).text(1)) for n in range(framing.childCount())]
    assert lines == [("Fear", "new"), ("Brain drain", "changed: use")]
    dialog.ok.click()
    assert bench.tag("Brain drain", "framing").use == "Always"
    assert [one.name for one in bench.book.dimensions][-1] == "Tone"
    assert bench.labels()[0] == "Import codebook “Ours”"
    bench.window.codebook.import_file(table)
    again = bench.dialog(ImportDialog)
    assert again.said.text().startswith("Nothing changes")
    assert not again.ok.isEnabled()
    again.add_way.click()
    again.ok.click()
    assert [one.name for one in bench.book.dimensions][-2:] == ["Framing (2)", "Tone (2)"]


def test_a_broken_file_is_told_with_its_line_and_nothing_opens(bench, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("dimension,name,kind\nTone,Loud,ladder\n", encoding="utf-8")
    bench.window.codebook.import_file(path)
    bench.qtbot.waitUntil(lambda: "Line 2 has the kind “ladder”" in bench.window.banner.text)
    assert not bench.window.findChildren(ImportDialog)


def test_a_file_with_many_tags_is_shown_in_part(bench, tmp_path):
    path = tmp_path / "many.csv"
    path.write_text("dimension,name\n" + "".join(f"Many,n{n}\n" for n in range(500)), encoding="utf-8")
    bench.window.codebook.import_file(path)
    dialog = bench.dialog(ImportDialog)
    top = dialog.tree.topLevelItem(0)
    assert top.child(top.childCount() - 1).text(0) == "and 200 more"
    dialog.reject()


def test_a_codebook_that_comes_along_is_added(bench):
    bench.window.commands.run("codebook.shipped")
    dialog = bench.dialog(ShippedDialog)
    dialog.list.setCurrentRow(0)
    assert not dialog.ok.isEnabled()
    assert dialog.there.text() == "This project has it already."
    names = [dialog.list.item(n).text() for n in range(dialog.list.count())]
    dialog.list.setCurrentRow(names.index("Functions of a frame"))
    assert "Entman" in dialog.about.text()
    assert dialog.source.text() == "Sources: Entman 1993"
    assert dialog.tree.topLevelItem(0).childCount() == 4
    dialog.ok.click()
    added = bench.book.dimensions[-1]
    assert (added.name, added.kind) == ("Function of the frame", Kind.MANY)
    assert bench.labels()[0] == "Add codebook “Functions of a frame”"


def test_a_file_is_chosen_and_one_is_written_where_the_person_says(bench, table, tmp_path, monkeypatch):
    picked = lambda *_: (str(table), "")  # noqa: E731
    monkeypatch.setattr(actions.QFileDialog, "getOpenFileName", picked)
    bench.window.commands.run("codebook.import")
    bench.dialog(ImportDialog).reject()
    monkeypatch.setattr(actions.QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out"), "Codebook (*.toml)"))
    bench.select("Crane office")
    bench.page.tag_form.texts.fields["definition"].setPlainText("Being typed")
    bench.window.commands.run("codebook.export")
    bench.qtbot.waitUntil((tmp_path / "out.toml").exists)
    file = load_codebook(tmp_path / "out.toml")
    assert {tag.definition for tag in file.tags["actors"]} >= {"Being typed"}


def test_the_kind_that_was_chosen_gives_the_file_its_ending_and_no_file_is_replaced_unasked(
    bench, tmp_path, monkeypatch
):
    monkeypatch.setattr(actions.QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out"), "Table (*.csv)"))
    bench.window.commands.run("codebook.export")
    bench.qtbot.waitUntil(lambda: bench.window.toast.text == "Wrote out.csv")
    assert "Crane office" in (tmp_path / "out.csv").read_text(encoding="utf-8")
    asked = []
    monkeypatch.setattr(saving, "_may_replace", lambda _, path: asked.append(path.name))
    bench.window.commands.run("codebook.export")
    assert asked == ["out.csv"]
    assert not bench.session.jobs.running


def test_a_file_is_written_whatever_is_asked_for_meanwhile(bench, tmp_path):
    written = tmp_path / "out.csv"
    bench.window.codebook.export_to(written)
    bench.window.commands.run("codebook.shipped")
    bench.dialog(ShippedDialog).reject()
    bench.qtbot.waitUntil(lambda: bench.window.toast.text == "Wrote out.csv")
    assert "Crane office" in written.read_text(encoding="utf-8")


def test_the_commands_of_the_workspace_stand_in_the_menu_only_there(bench):
    action = bench.window.commands.action("codebook.merge")
    bench.select("Crane office")
    bench.window.commands.refresh()
    assert action.isVisible()
    assert action.isEnabled()
    bench.window.workspaces.show("read")
    assert not action.isVisible()
    assert not action.isEnabled()


def test_the_menu_of_the_tree_says_the_keys(bench):
    bench.select("Crane office")
    bench.page._fill_menu()
    texts = [action.text() for action in bench.page.menu.actions() if action.text()]
    assert any(text.endswith("\tAlt+Up") for text in texts)
    rename = next(action for action in bench.page.menu.actions() if action.text().endswith("\tF2"))
    assert rename.isEnabled()
