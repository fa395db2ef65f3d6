"""A codebook is changed, put in order, merged, thinned out, and carried to another project."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.sample import write_sample
from annotations.spans import Span
from app.workspaces.codebook.deleting import DeleteTagsDialog
from app.workspaces.codebook.merging import MergeDialog
from app.workspaces.codebook.model import CLAIMS
from app.workspaces.codebook.taking_in import ImportDialog

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
TEXT = "The quay was sold in May. The buyer is unknown. Nobody asked the gulls."


@pytest.fixture
def project(tmp_path):
    """One article, three claims: two speakers who are one and the same authority."""
    path = tmp_path / "quay.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:

        def fill(p: Project) -> None:
            actors = p.codebook.read().by_key("actors").id
            article = p.articles.add(Draft(TEXT, headline="Quay sold"))
            claims = [p.claims.add(article, Span(*at)) for at in ((0, 25), (26, 47), (48, 71))]
            port, harbour = (p.codebook.add_tag(actors, name) for name in ("Port Authority", "Harbour Authority"))
            for claim, tag in ((claims[0], port), (claims[0], harbour), (claims[1], harbour)):
                p.claims.tag(claim, tag, "speaker")

        made.step("Fill", fill)
    return path


def rows(path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as outside:
        return outside.execute(sql).fetchall()


SPEAKERS = (
    "SELECT c.number, t.name FROM claim_tags ct JOIN claims c ON c.id = ct.claim_id"
    " JOIN tags t ON t.id = ct.tag_id ORDER BY 1, 2"
)
TAGS = (
    "SELECT t.name, p.name FROM tags t LEFT JOIN tags p ON p.id = t.parent_id"
    " JOIN dimensions d ON d.id = t.dimension_id WHERE d.name = '{}' AND t.key <> 'none' ORDER BY t.position"
)


def click(tree, name: str, held=Qt.KeyboardModifier.NoModifier) -> None:
    """Click on a row of the tree."""
    model = tree.model()
    node = next(each for root in model.roots for each in (root, *root.walk()) if each.name == name)
    tree.scrollTo(model.index_of(node))
    place = tree.visualRect(model.index_of(node)).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, held, place)


def make_a_dimension(keys, page) -> None:
    """By mouse; its name and its tags by keys."""
    QTest.mouseClick(page.side.dimension_button, Qt.MouseButton.LeftButton)
    keys("Tone")
    keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Escape)
    keys(Qt.Key.Key_Insert)
    for name in ("Loud", "Shrill", "Quiet"):
        keys(name)
        keys(Qt.Key.Key_Return)


def put_in_order(keys, page) -> None:
    """The last one first, and one beneath another."""
    keys(Qt.Key.Key_Escape)
    assert page.tree.current.name == "Quiet"
    keys(Qt.Key.Key_Up, ALT)
    keys(Qt.Key.Key_Up, ALT)
    click(page.tree, "Shrill")
    keys(Qt.Key.Key_Right, ALT)


def define(keys, page) -> None:
    """Write what the selected tag stands for, and go back to the tree."""
    keys(Qt.Key.Key_Return)
    page.tag_form.texts.fields["definition"].setFocus()
    keys("Hurts the ear")
    keys(Qt.Key.Key_Escape)
    assert page.tree.hasFocus()


def carry(desk, answer, monkeypatch, file, other) -> str:
    """Write the codebook to a file, and take that into another project; what the preview said."""
    window = desk.window
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    window.commands.run("codebook.export")
    desk.qtbot.waitUntil(file.exists)
    Project.create(other, coder=("Boris Okafor", "BO")).close()
    assert window.files.open(other)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    said = []

    def look(dialog: ImportDialog) -> None:
        said.append(dialog.said.text())
        dialog.ok.click()

    answer(ImportDialog, look)
    window.commands.run("codebook.import")
    desk.qtbot.waitUntil(lambda: bool(said))
    return said[0]


def test_a_codebook_is_made_put_in_order_and_carried_to_another_project(
    desk, keys, answer, project, tmp_path, monkeypatch
):
    window = desk.start(project)
    desk.read()
    keys(Qt.Key.Key_5, ALT)
    page = window.workspaces["codebook"]
    assert page.tree.hasFocus()

    make_a_dimension(keys, page)
    assert [row[0] for row in rows(project, TAGS.format("Tone"))] == ["Loud", "Shrill", "Quiet"]
    put_in_order(keys, page)
    assert rows(project, TAGS.format("Tone")) == [("Quiet", None), ("Loud", None), ("Shrill", "Loud")]
    define(keys, page)
    assert rows(project, "SELECT definition FROM tags WHERE name = 'Shrill'") == [("Hurts the ear",)]

    other = tmp_path / "other.pressmark"
    said = carry(desk, answer, monkeypatch, tmp_path / "tone.toml", other)
    assert said.startswith("1 new dimension · ")
    desk.qtbot.waitUntil(lambda: rows(other, TAGS.format("Tone")) == rows(project, TAGS.format("Tone")))
    uids = "SELECT uid FROM tags WHERE name IN ('Loud', 'Shrill', 'Port Authority') ORDER BY name"
    assert rows(other, uids) == rows(project, uids), "what is coded with either can be merged"
    window.commands.run("edit.undo")
    assert rows(other, TAGS.format("Tone")) == []


def test_two_actors_become_one_and_undo_parts_them(desk, keys, answer, project):
    window = desk.start(project)
    desk.read()
    keys(Qt.Key.Key_5, ALT)
    page = window.workspaces["codebook"]
    before = rows(project, SPEAKERS)
    click(page.tree, "Port Authority")
    click(page.tree, "Harbour Authority", CTRL)
    told = []

    def merge(dialog: MergeDialog) -> None:
        dialog.box.setEditText("Port Authority")
        desk.qtbot.waitUntil(lambda: dialog.preview.text().startswith("2 claims get “Port Authority”"))
        told.append(dialog.preview.text())
        dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()

    answer(MergeDialog, merge)
    QTest.mouseClick(page.several_form.merge_button, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: bool(told))
    assert told == ["2 claims get “Port Authority”; 1 of them had both."]
    assert rows(project, SPEAKERS) == [(1, "Port Authority"), (2, "Port Authority")]
    assert rows(project, "SELECT text FROM aliases JOIN tags ON tags.id = tag_id WHERE name = 'Port Authority'") == [
        ("Harbour Authority",)
    ]
    assert window.session.undo_label == "Merge “Harbour Authority” into “Port Authority”"
    desk.read()
    keys(Qt.Key.Key_Z, CTRL)
    assert rows(project, SPEAKERS) == before
    assert rows(project, "PRAGMA foreign_key_check") == []


def test_a_tag_is_deleted_and_claims_get_another_one_instead(desk, keys, answer, project):
    window = desk.start(project)
    desk.read()
    keys(Qt.Key.Key_5, ALT)
    page = window.workspaces["codebook"]
    click(page.tree, "Harbour Authority")
    page.tree.setFocus()
    told = []

    def delete(dialog: DeleteTagsDialog) -> None:
        told.append(dialog.said.text())
        dialog.instead.click()
        dialog.box.setEditText("port authority")
        dialog.ok.click()

    answer(DeleteTagsDialog, delete)
    keys(Qt.Key.Key_Delete)
    desk.qtbot.waitUntil(lambda: bool(told))
    assert told == ["“Harbour Authority” is set on 2 claims."]
    assert rows(project, SPEAKERS) == [(1, "Port Authority"), (2, "Port Authority")]
    assert rows(project, "SELECT count(*) FROM tags WHERE name = 'Harbour Authority'") == [(0,)]
    assert window.toast.isVisible()
    window.commands.run("edit.undo")
    assert len(rows(project, SPEAKERS)) == 3


def in_the_sample(desk, keys, tmp_path):
    """The codebook of the sample project, by key, with its counts."""
    window = desk.start(write_sample(tmp_path))
    desk.read()
    keys(Qt.Key.Key_5, ALT)
    page = window.workspaces["codebook"]
    desk.qtbot.waitUntil(lambda: len(page.model.widest_count) > 1)
    return page


def test_numbers_of_claims_are_never_cut(desk, keys, tmp_path):
    page = in_the_sample(desk, keys, tmp_path)
    tree = page.tree
    assert tree.sizeHintForColumn(CLAIMS) <= tree.columnWidth(CLAIMS)


def test_the_merge_dialog_grows_with_what_it_says(desk, keys, answer, tmp_path):
    page = in_the_sample(desk, keys, tmp_path)
    whole = []

    def into_the_ministry(dialog):
        QTest.keyClicks(dialog.box.lineEdit(), "Ministry of Digital Development")
        desk.qtbot.waitUntil(lambda: dialog.buttons.button(dialog.buttons.StandardButton.Ok).isEnabled())
        labels = (dialog.intro, dialog.preview, dialog.note)
        try:  # a real screen grants the size when it comes to it
            desk.qtbot.waitUntil(lambda: all(label.heightForWidth(label.width()) <= label.height() for label in labels))
            whole.extend(labels)
        finally:
            dialog.reject()

    click(page.tree, "Torvbank")
    answer(MergeDialog, into_the_ministry)
    QTest.mouseClick(page.tag_form.merge_button, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: len(whole) == 3)


def test_after_deleting_the_keyboard_goes_on_at_the_next_tag(desk, keys, project):
    window = desk.start(project)
    desk.read()
    keys(Qt.Key.Key_5, ALT)
    tree = window.workspaces["codebook"].tree
    click(tree, "Port Authority")
    keys(Qt.Key.Key_Insert)
    for name in ("Pilots", "Stevedores"):
        keys(name)
        keys(Qt.Key.Key_Return)
    keys(Qt.Key.Key_Escape)
    keys(Qt.Key.Key_Up)
    for gone, then in (("Pilots", "Stevedores"), ("Stevedores", "Harbour Authority")):
        assert [node.name for node in tree.nodes] == [gone]
        keys(Qt.Key.Key_Delete)
        desk.qtbot.waitUntil(lambda gone=gone: rows(project, f"SELECT 1 FROM tags WHERE name = '{gone}'") == [])
        assert [node.name for node in tree.nodes] == [then], "the one below, or else the one above"
        assert tree.hasFocus()
    desk.read()
    keys(Qt.Key.Key_Z, CTRL)
    assert rows(project, "SELECT name FROM tags WHERE name = 'Stevedores'") == [("Stevedores",)]
