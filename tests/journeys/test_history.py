"""Looking back: who did what, and to the claim it was done to."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from app.dialogs.history import HistoryDialog

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = "The quay was sold in May. The buyer is unknown. Nobody asked the gulls."


@pytest.fixture
def project(tmp_path):
    """Two articles with a claim each; Boris tagged the second claim, Anna renamed the first article since."""
    path = tmp_path / "quay.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:
        anna = made.coder_id

        def fill(p: Project) -> list[int]:
            articles = [
                p.articles.add(Draft(f"{TEXT} {n}", headline=f"Quay {n}", published=f"2026-03-0{9 - n}"))
                for n in (1, 2)
            ]
            return [p.claims.add(article, Span(0, 25)) for article in articles]

        _, second = made.step("Fill", fill).value
        framing = made.codebook.read().by_key("framing")
        tag = made.codebook.read().tags_of(framing.id)[0].id
        made.coder_id = made.step("Add coder", lambda p: p.coders.ensure("Boris Okafor", "BO")).value
        made.step("Tag claim 2", lambda p: p.claims.tag(second, tag, coder_id=anna))
        made.coder_id = anna
        made.step("Rename", lambda p: p.articles.update([1], headline="The quay"))
    return path


def shown(window) -> list[str]:
    """The names in the dialog that is open."""
    model = window.findChild(HistoryDialog).model
    return [model.entry(row).label for row in range(model.rowCount())]


def test_from_the_list_of_actions_one_goes_to_the_claim(desk, keys, answer, project) -> None:
    window = desk.start(project)
    desk.read()
    assert window.articles.current_id == 1
    seen = []

    def look_for_boris(dialog: HistoryDialog) -> None:
        dialog.coder_box.setCurrentIndex(2)
        seen.extend(shown(window))
        dialog.field.setFocus()
        dialog.accept()

    answer(HistoryDialog, look_for_boris)
    keys(Qt.Key.Key_H, CTRL | SHIFT)
    desk.qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["Tag claim 2"]
    assert window.articles.current_id == 2
    assert window.inspector._title.text() == "Claim 2"
    (chip,) = window.inspector.rows[0].chips
    assert "Set by Anna Lindqvist on " in chip.toolTip()


def test_what_is_being_typed_is_in_the_list_and_one_undo_takes_it_back(desk, keys, answer, project) -> None:
    window = desk.start(project)
    desk.read()
    keys("N")
    keys("C")
    for words in ("Bought ", "by a ", "shell firm"):
        keys(words)
        window.inspector.flush()
    keys("!")
    seen = []

    def look(dialog: HistoryDialog) -> None:
        dialog.scope_box.setCurrentIndex(1)
        seen.append(dialog.scope_box.currentText())
        seen.extend(shown(window))
        dialog.reject()

    answer(HistoryDialog, look)
    window.commands.run("edit.history")
    desk.qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["Claim 1", "Edit comment of claim 1", "Fill"]
    with closing(sqlite3.connect(project)) as outside:
        assert outside.execute("SELECT comment FROM claims WHERE number = 1").fetchone()[0] == "Bought by a shell firm!"
        assert outside.execute("SELECT count(*) FROM history WHERE label LIKE 'Edit comment%'").fetchone()[0] == 1
    window.commands.run("edit.undo")
    assert window.session.project.claims.by_number(1).comment == ""
    assert window.session.undo_label == "Rename"


def test_an_undone_action_leads_to_its_article_and_a_deleted_one_nowhere(desk, keys, answer, project) -> None:
    window = desk.start(project)
    window.session.run("Delete article", lambda p: p.articles.delete([2]))
    told = []

    def try_it(dialog: HistoryDialog) -> None:
        dialog.accept()
        told.append(dialog.note.text())
        dialog.field.setText("rename")
        dialog.accept()

    answer(HistoryDialog, try_it)
    window.commands.run("edit.history")
    desk.qtbot.waitUntil(lambda: bool(told))
    assert "no longer here" in told[0]
    assert window.articles.current_id == 1
    assert window.inspector._title.text() != "Claim 2"
    desk.qtbot.waitUntil(lambda: window.findChild(HistoryDialog) is None)


def test_without_a_project_there_is_no_history(desk) -> None:
    window = desk.start()
    window.commands.refresh()
    assert not window.commands.action("edit.history").isEnabled()
    window.commands.run("edit.history")
    assert window.findChild(HistoryDialog) is None
