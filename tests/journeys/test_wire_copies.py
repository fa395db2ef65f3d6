"""Wire copy from the import to the brief: found, decided on, read once, counted by outlet."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_checks import bring_up

from annotations.brief import gather
from annotations.brief.spec import BriefSpec
from annotations.importers.draft import Draft
from annotations.progress import drive
from annotations.project import Project
from app.dialogs.groups import GroupDialog
from app.dialogs.groups_found import GroupsFoundDialog

STORY = "\n".join(
    f"On day {n} the port of Torv stayed shut, and clerk number {n} counted grain in silo {n * 7} for the ministry."
    for n in range(12)
)
OWN = "Bakers in the old town told our reporter that they had flour for two more days."


@pytest.fixture
def path(tmp_path):
    """A project with an agency's story in three outlets and one of another kind; nothing is grouped."""
    texts = {
        "Torv Press Agency": STORY,
        "Courier": f"{STORY}\n{OWN}",
        "Herald": STORY[:800],
        "Observer": "A quiet day.",
    }
    drafts = [
        Draft(text, f"Headline in {outlet}", outlet=outlet, published=f"2026-03-1{n}", language="en")
        for n, (outlet, text) in enumerate(texts.items())
    ]
    path = tmp_path / "port.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:
        project.step("Import", lambda p: drive(p.articles.add_all(drafts)))
    return path


def by_outlet(window):
    project = window.session.project
    return {article.outlet: article.id for article in project.articles.rows(project.articles.ids())}


def dialog_of(qtbot, kind):
    def there():
        return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)

    qtbot.waitUntil(lambda: there() is not None)
    return there()


def barred(window):
    """Whether a bar of what a copy adds is seen in the text."""
    image, ok = window.reading.reader.viewport().grab().toImage(), window.theme.ok
    return any(image.pixelColor(x, y) == ok for x in range(20) for y in range(image.height()))


def test_found_grouped_read_once_and_counted_by_outlet(desk, qtbot, path) -> None:
    window = desk.start(path)
    ids = by_outlet(window)
    assert window.articles.triage_link.text() == "Triage 4 new"
    window.commands.run("article.find-copies")
    dialog = dialog_of(qtbot, GroupsFoundDialog)
    assert dialog.group_button.text() == "&Group 2 copies"
    QTest.mouseClick(dialog.group_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.session.jobs.running)
    assert window.session.undo_label == "Group 2 wire copies"
    assert window.articles.triage_link.text() == "Triage 2 new"

    bring_up(qtbot, window)
    window.articles.select(ids["Courier"])
    line = window.reading.header.group
    qtbot.waitUntil(lambda: line.text.startswith("Copy: adds 1 sentence (marked) to"))
    text = window.session.project.articles.text(ids["Courier"])
    assert [span.of(text) for span in line.additions] == [OWN]
    line.added_button.click()
    assert barred(window), "what it adds is marked in the text"
    QTest.mouseClick(line.lead_button, Qt.MouseButton.LeftButton)
    assert not barred(window)
    assert window.reading.article_id == ids["Torv Press Agency"]
    assert line.text == "Carried by 2 wire copies: Courier, Herald"

    window.reading.mark_claim()
    project = window.session.project
    for rule, counted in (("texts", 1), ("outlets", 3)):
        assert gather(project, BriefSpec(counting=rule)).reading.counted == counted

    window.commands.run("article.find-copies")
    qtbot.waitUntil(lambda: "No wire copies found" in window.toast.text)


def test_a_group_is_changed_from_the_keyboard_and_taken_back(desk, qtbot, path, keys) -> None:
    window = desk.start(path)
    ids, project = by_outlet(window), window.session.project
    view, model = window.articles.view, window.articles.model
    window.articles.select(ids["Courier"])
    row = model.index(model.row_of(ids["Herald"]))
    view.selectionModel().select(row, QItemSelectionModel.SelectionFlag.Select)
    window.commands.run("article.group")
    assert project.groups.lead_of(ids["Herald"]) == ids["Courier"], "the earlier one leads"
    window.articles.select(ids["Herald"])
    window.commands.run("article.make-lead")
    assert project.groups.lead_of(ids["Courier"]) == ids["Herald"]
    window.commands.run("article.copies")
    dialog = dialog_of(qtbot, GroupDialog)
    dialog.table.setCurrentCell(1, 0)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert window.reading.article_id == ids["Courier"]
    window.commands.run("article.take-out")
    assert project.articles.get(ids["Courier"]).alone
    assert not window.commands.action("article.take-out").isEnabled()
    for _ in range(3):
        window.commands.run("edit.undo")
    assert project.groups.all() == []
    assert project.articles.get(ids["Courier"]).lead_id is None


def test_leaving_a_lead_out_in_triage_leaves_its_copies_out(desk, qtbot, path, keys) -> None:
    window = desk.start(path)
    ids, project = by_outlet(window), window.session.project
    window.session.run("Group", lambda p: p.groups.make(ids["Courier"], [ids["Herald"], ids["Torv Press Agency"]]))
    window.commands.run("go.triage")
    page = window.workspaces["triage"]
    page.skip()
    assert page.article_id == ids["Courier"]
    keys("X1")
    assert window.toast.text.startswith("2 wire copies left out with it")
    left = [article.outlet for article in project.articles.rows(list(ids.values())) if article.left_out_reason]
    assert sorted(left) == ["Courier", "Herald", "Torv Press Agency"]
    window.commands.run("edit.undo")
    assert project.triage.tally().waiting == 2


def test_what_a_copy_adds_is_gone_through_by_key_and_by_click(desk, qtbot, path, keys) -> None:
    window = desk.start(path)
    ids, project = by_outlet(window), window.session.project
    window.session.run("Group", lambda p: p.groups.make(ids["Torv Press Agency"], [ids["Courier"]]))
    window.articles.select(ids["Courier"])
    line, reader = window.reading.header.group, window.reading.reader
    qtbot.waitUntil(lambda: line.has_additions)
    bring_up(qtbot, window)
    reader.setFocus()
    keys(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert reader.current_sentence().of(project.articles.text(ids["Courier"])) == OWN
    reader.go_to(0)
    QTest.mouseClick(line.added_button, Qt.MouseButton.LeftButton)
    assert reader.current_sentence().of(project.articles.text(ids["Courier"])) == OWN
    window.articles.select(ids["Torv Press Agency"])
    assert not window.commands.action("article.next-addition").isEnabled()
