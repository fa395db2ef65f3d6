"""A project is given away, archived, begun from, and read while somebody else works in it, all through the window."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QMessageBox, QPushButton

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.sample import write_sample
from annotations.spans import Span
from app.dialogs.sharing import ShareDialog

SECRET = "Quokkafield"
TEXT = "The quay\n\nThe quay was sold in spring. Nobody was asked. The buyer is Zyzzogeton Limited. It rained all week."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one claim, whose note was deleted."""
    path = tmp_path / "harbour.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:

        def fill(opened: Project) -> None:
            article = opened.articles.add(Draft(TEXT, headline="The quay", outlet="The Courier"))
            claim = opened.claims.add(article, Span(10, 38))
            opened.claims.update(claim, note=f"Told by {SECRET}")

        made.step("Fill", fill)
        made.step("Note", lambda p: p.claims.update(p.claims.all()[0].id, note=""))
    return path


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch):
    """Answers the file dialogs, which belong to the system, with one path."""

    def give(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(path))

    return give


def agree(dialog: ShareDialog) -> None:
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()


def test_a_copy_without_history_is_written_and_gives_nothing_away(desk, answer, names, project, tmp_path) -> None:
    window = desk.start(project)
    target = tmp_path / "for the ministry"
    names(target)
    said = []

    def look(dialog: ShareDialog) -> None:
        said.append(dialog.about.text())
        agree(dialog)

    answer(ShareDialog, look)
    window.commands.run("file.share")
    desk.idle()
    copy = target.with_name("for the ministry.pressmark")
    assert "Copy written: for the ministry.pressmark" in window.toast.text
    assert "not encrypted" in window.toast.text
    assert said[0].startswith("about ")
    assert SECRET.encode() not in copy.read_bytes()
    assert window.session.project.path == project
    window.commands.run("edit.undo")
    assert SECRET in window.session.project.claims.all()[0].note
    with Project.open(copy) as opened:
        assert opened.undo_label == ""
        assert opened.claims.all()[0].note == ""


def test_the_notice_leads_to_the_folder(desk, answer, names, project, tmp_path, monkeypatch) -> None:
    window = desk.start(project)
    (tmp_path / "out").mkdir()
    names(tmp_path / "out" / "copy.pressmark")
    answer(ShareDialog, agree)
    window.commands.run("file.share")
    desk.idle()
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    next(b for b in window.toast.findChildren(QPushButton) if b.text() == "Show in folder").click()
    assert opened == [tmp_path / "out"]


def test_excerpts_are_shared_and_the_window_says_what_they_are(desk, answer, names, project, tmp_path) -> None:
    window = desk.start(project)
    target = tmp_path / "excerpts.pressmark"
    names(target)

    def choose(dialog: ShareDialog) -> None:
        dialog.excerpts.click()
        assert not dialog.history.isEnabled()
        agree(dialog)

    answer(ShareDialog, choose)
    window.commands.run("file.share")
    desk.idle()
    assert b"yzzogeton" not in target.read_bytes()
    assert window.files.open(target)
    assert "excerpts, not full texts" in window.status.text
    article = window.session.project.articles.ids()[0]
    window.articles.select(article)
    text = window.session.project.articles.text(article)
    assert text == "The quay\n\nThe quay was sold in spring. Nobody was asked. […]"
    assert window.session.project.claims.all()[0].quote == "The quay was sold in spring."


def test_with_history_the_copy_can_be_undone(desk, answer, names, project, tmp_path) -> None:
    window = desk.start(project)
    names(tmp_path / "all.pressmark")

    def choose(dialog: ShareDialog) -> None:
        dialog.history.click()
        agree(dialog)

    answer(ShareDialog, choose)
    window.commands.run("file.share")
    desk.idle()
    with Project.open(tmp_path / "all.pressmark") as copy:
        assert copy.undo_label == "Note"


def test_a_name_that_is_taken_is_told_and_nothing_is_overwritten(desk, answer, names, project, tmp_path) -> None:
    window = desk.start(project)
    letter = tmp_path / "letter.pressmark"
    letter.write_text("Dear all")
    for taken, said in ((letter, "There is a file of this name already"), (project, "open project itself")):
        names(taken)
        answer(ShareDialog, agree)
        window.commands.run("file.share")
        desk.idle()
        assert said in window.banner.text
    assert letter.read_text() == "Dear all"
    assert window.session.project.check() == []


def test_a_cancelled_copy_leaves_nothing(desk, answer, names, project, tmp_path, monkeypatch) -> None:
    window = desk.start(project)
    names(tmp_path / "copy.pressmark")
    answer(ShareDialog, agree)
    window.session.jobs.changed.connect(lambda: [job.cancel() for job in window.session.jobs.running])
    window.commands.run("file.share")
    desk.idle()
    assert "no copy was made" in window.toast.text
    assert sorted(path.name for path in tmp_path.glob("*copy*")) == []


def test_a_new_project_is_begun_from_this_one(desk, names, tmp_path) -> None:
    sample = write_sample(tmp_path)
    window = desk.start(sample)
    before = window.session.project.codebook.read()
    names(tmp_path / "next.pressmark")
    window.commands.run("file.like")
    opened = window.session.project
    assert opened.path == tmp_path / "next.pressmark"
    assert opened.codebook.read() == before
    assert not opened.articles.ids()
    assert window.session.coder.name == "Anna Lindqvist"
    assert not window.session.undo_label


def test_an_archive_is_written_opens_for_reading_and_work_goes_on_in_a_copy(desk, names, tmp_path) -> None:
    sample = write_sample(tmp_path)
    window = desk.start(sample)
    out = tmp_path / "out"
    out.mkdir()
    names(out)
    window.commands.run("file.archive")
    desk.idle()
    (folder,) = out.iterdir()
    assert f"Archive written: {folder.name}" in window.toast.text
    archived = folder / sample.name
    assert window.files.open(archived)
    assert "It was archived on" in window.banner.text
    assert not window.session.can_write
    names(tmp_path / "again.pressmark")
    assert window.banner.action_button.text() == "Work on a copy…"
    window.banner.action_button.click()
    desk.idle()
    assert window.session.project.path == tmp_path / "again.pressmark"
    assert window.session.can_write
    assert window.session.undo_label
    assert not window.banner.text


def test_a_project_is_opened_for_reading_and_no_lock_is_left_beside_it(desk, names, project) -> None:
    window = desk.start()
    names(project)
    window.commands.run("file.read")
    assert window.session.project.path == project
    assert not window.session.can_write
    assert not project.with_name(project.name + ".lock").exists()
    assert window.status.text.startswith("read only")


@pytest.mark.parametrize(
    ("button", "path", "writes"),
    [
        ("Work on a copy…", "mine.pressmark", True),
        ("Open read-only", "harbour.pressmark", False),
        ("Cancel", "", False),
    ],
)
def test_a_second_window_is_told_who_works_and_what_can_be_done(
    desk, answer, names, project, tmp_path, button, path, writes
) -> None:
    with Project.open(project) as theirs:
        theirs.coder_id = theirs.coders.all()[0].id
        theirs.step("Theirs", lambda p: p.claims.update(p.claims.all()[0].id, comment="Not yet folded in"))
        window = desk.start()
        names(tmp_path / "mine.pressmark")
        told = []

        def press(box: QMessageBox) -> None:
            told.append(box.text())
            next(b for b in box.findChildren(QPushButton) if b.text().replace("&", "") == button).click()

        answer(QMessageBox, press)
        assert window.files.open(project) == bool(path)
        desk.idle()
        assert "has it open since" in told[0]
        opened = window.session.project
        assert (opened.path.name if opened else "") == path
        assert window.session.can_write == writes
        if opened:
            assert opened.claims.all()[0].comment == "Not yet folded in"
        theirs.step("Goes on", lambda p: p.claims.update(p.claims.all()[0].id, note="Still mine"))
    desk.close()
    with closing(sqlite3.connect(project)) as connection:
        assert connection.execute("SELECT note FROM claims").fetchone()[0] == "Still mine"


def test_the_menu_has_the_commands_in_their_places(desk) -> None:
    window = desk.start()
    menu = next(a.menu() for a in window.menuBar().actions() if a.text() == "&File")
    titles = [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]
    assert titles[:4] == ["New project…", "New from this one…", "Open…", "Open read-only…"]
    at = titles.index("Share a copy…")
    assert titles[at : at + 3] == ["Share a copy…", "Work on a copy…", "Archive…"]
    assert titles.index("Print brief…") < at
    assert not window.commands.action("file.share").isEnabled()
    assert window.commands.action("file.read").isEnabled()
