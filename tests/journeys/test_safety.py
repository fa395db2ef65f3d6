"""Backups are made while the person works, and a damaged project is read, told of and recovered."""

import os
import shutil
import sqlite3
import subprocess
import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from annotations.store.files import vetting
from annotations.store.sharing import backups
from annotations.store.sharing.backups import backups_of, folder_of
from app.dialogs.backups import BackupsDialog
from app.dialogs.recovery import RecoveryDialog

LEFT = Qt.MouseButton.LeftButton
TEXT = "The quay\n\n" + "The quay was sold in May. " * 150


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with articles and claims."""
    path = tmp_path / "harbour.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:

        def fill(opened: Project) -> None:
            for n in range(40):
                article = opened.articles.add(Draft(f"{n} {TEXT}", headline=f"The quay {n}"))
                opened.claims.add(article, Span(13, 38))

        made.step("Fill", fill)
    return path


@pytest.fixture
def soon(monkeypatch) -> None:
    """The first backup is not waited for."""
    monkeypatch.setattr("app.backups.FIRST", 50)


@pytest.fixture
def damaged(project, monkeypatch) -> Path:
    """Pages of the texts are overwritten; whoever opens it waits until it is read through, however long that takes."""
    monkeypatch.setattr(vetting, "PATIENCE", 60)
    content = bytearray(project.read_bytes())
    with closing(sqlite3.connect(project)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'claims_article'").fetchone()[0]
    content[(root - 1) * 4096 : root * 4096] = b"\x00" * 4096
    project.write_bytes(content)
    os.utime(project, (1, 1))
    return project


def click(button) -> None:
    QTest.mouseClick(button, LEFT)


def test_a_backup_is_made_after_opening_and_again_after_work(desk, qtbot, project, soon) -> None:
    window = desk.start(project)
    uid = window.session.project.uid
    qtbot.waitUntil(lambda: len(backups_of(uid)) == 1, timeout=20_000)
    window.safety.keeper.make()
    qtbot.waitUntil(lambda: not window.safety.keeper._thread.is_alive(), timeout=20_000)
    assert len(backups_of(uid)) == 1, "nothing changed"
    first = backups_of(uid)[0].path
    first.rename(first.with_name(first.name.replace("20", "19", 1)))
    window.session.run("Edit", lambda p: p.articles.update(p.articles.ids(), author="R. Pell"))
    window.safety.keeper.make()
    qtbot.waitUntil(lambda: [made.path.name[:2] for made in backups_of(uid)] == ["20"], timeout=20_000)
    with Project.open(backups_of(uid)[0].path, read_only=True) as copy:
        assert copy.undo_label == "Edit"
    desk.close()
    assert sorted(entry.name for entry in project.parent.iterdir()) == ["harbour.pressmark"]


def test_a_backup_that_cannot_be_made_is_told_once_and_blocks_nothing(desk, qtbot, project, soon, monkeypatch) -> None:
    usage = shutil.disk_usage(project)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
    window = desk.start(project)
    qtbot.waitUntil(lambda: "No backup could be made (No room)" in window.banner.text, timeout=20_000)
    assert str(folder_of(window.session.project.uid)) in window.banner.text
    window.banner.hide()
    window.session.run("Edit", lambda p: p.articles.update(p.articles.ids(), author="R. Pell"))
    assert window.session.undo_label == "Edit"
    window.safety.keeper.make()
    qtbot.waitUntil(lambda: not window.safety.keeper._thread.is_alive(), timeout=20_000)
    qtbot.wait(50)
    assert window.banner.text == ""


def test_closing_does_not_wait_for_a_backup_to_be_finished(desk, qtbot, project, soon, monkeypatch) -> None:
    started = threading.Event()
    monkeypatch.setattr(backups, "_PAGES", 1)
    begin = backups._copied
    monkeypatch.setattr(backups, "_copied", lambda *given: started.set() or begin(*given))
    window = desk.start(project)
    uid = window.session.project.uid
    qtbot.waitUntil(started.is_set, timeout=20_000)
    desk.close()
    assert [entry for entry in folder_of(uid).iterdir() if "part" in entry.name] == []
    assert [entry.name for entry in project.parent.iterdir()] == ["harbour.pressmark"]


def test_backups_are_listed_and_a_copy_of_one_is_opened(desk, qtbot, project, answer, soon, monkeypatch) -> None:
    window = desk.start(project)
    uid = window.session.project.uid
    qtbot.waitUntil(lambda: len(backups_of(uid)) == 1, timeout=20_000)
    window.session.run("Leave out", lambda p: p.articles.delete(p.articles.ids()[:39]))
    target = project.parent / "monday"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))

    def choose(dialog: BackupsDialog) -> None:
        assert dialog.table.rowCount() == 1
        assert dialog.table.item(0, 1).text() == "harbour"
        dialog.numbers["number"].setValue(3)
        click(dialog.copy_button)

    answer(BackupsDialog, choose)
    window.commands.run("file.backups")
    desk.idle()
    qtbot.waitUntil(lambda: window.session.project.path == target.with_suffix(".pressmark"))
    assert len(window.session.project.articles.ids()) == 40
    assert window.settings.backups.number == 3
    assert window.session.can_write


def test_who_wants_no_backups_gets_none(desk, qtbot, project, answer, soon) -> None:
    window = desk.start()
    answer(BackupsDialog, lambda dialog: (dialog.made_box.click(), dialog.accept()))
    window.commands.run("file.backups")
    assert not window.settings.backups.made
    assert window.files.open(project)
    qtbot.wait(200)
    assert not folder_of(window.session.project.uid).exists()


def test_a_damaged_project_is_read_and_recovered(desk, qtbot, damaged, answer, monkeypatch) -> None:
    before = damaged.read_bytes()
    window = desk.start(damaged)
    assert window.session.project.read_only
    assert not window.session.can_write
    assert "damaged" in window.banner.text
    assert "open for reading only" in window.banner.text
    assert window.banner.action_button.isVisible()
    assert window.articles.model.rowCount() == 40
    assert window.articles.model.index(0).data() == "The quay 39"
    window.articles.view.setCurrentIndex(window.articles.model.index(0))
    assert [claim.quote for claim in window.reading.claims.values()] == ["The quay was sold in May."]
    target = damaged.parent / "again.pressmark"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))

    def read(dialog: RecoveryDialog) -> None:
        assert "40 articles and 40 claims, nothing lost" in dialog.text.toPlainText()
        click(dialog.buttons.button(QDialogButtonBox.StandardButton.Open))

    answer(RecoveryDialog, read)
    click(window.banner.action_button)
    qtbot.waitUntil(lambda: window.session.project.path == target, timeout=30_000)
    assert window.session.can_write
    assert window.banner.text == ""
    assert window.session.project.check() == []
    assert damaged.read_bytes() == before


def test_a_file_that_cannot_be_opened_any_more_can_be_recovered(desk, qtbot, project, answer, monkeypatch) -> None:
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("DELETE FROM meta")
        connection.commit()
    window = desk.start()
    assert not window.files.open(project)
    assert "lacks what every project has" in window.banner.text
    target = project.parent / "again.pressmark"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    answer(RecoveryDialog, lambda dialog: dialog.reject())
    click(window.banner.action_button)
    desk.idle()
    qtbot.waitUntil(target.exists)
    assert window.session.project is None
    with Project.open(target) as recovered:
        assert recovered.claims.count() == 40


def test_a_name_that_is_taken_is_told_and_nothing_is_written_over(desk, damaged, monkeypatch) -> None:
    window = desk.start()
    target = damaged.parent / "mine.pressmark"
    target.write_text("mine")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(damaged), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    window.commands.run("file.recover")
    desk.idle()
    assert "a file of this name" in window.banner.text
    assert target.read_text() == "mine"


def test_damage_that_is_found_while_the_project_is_open_stops_the_work(desk, qtbot, damaged, monkeypatch) -> None:
    go_on = threading.Event()

    def slow(request):
        yield vetting._LOOKED_OVER
        while not go_on.wait(0.01):
            yield vetting._LOOKED_OVER
        return (yield from vetting.look(request))

    monkeypatch.setattr(vetting, "PATIENCE", 0)
    monkeypatch.setattr(vetting, "answers", slow)
    window = desk.start(damaged)
    assert window.session.can_write
    go_on.set()
    qtbot.waitUntil(lambda: "damaged" in window.banner.text)
    assert "Nothing more is stored in it" in window.banner.text
    assert not window.session.can_write
    assert not window.commands.action("file.import").isEnabled()


def test_on_a_full_disk_nothing_on_the_screen_pretends_to_be_stored(desk, qtbot, project, tmp_path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", f"size={project.stat().st_size + 1_500_000}", "none", str(folder)]
    done = mount and subprocess.run([mount, *options], check=False, capture_output=True)
    if not done or done.returncode:
        pytest.skip("no small file system can be made here")
    try:
        path = Path(shutil.copy(project, folder))
        window = desk.start(path)
        window.articles.view.setCurrentIndex(window.articles.model.index(0))
        article = window.reading.article_id
        while window.session.run("Fill", lambda p: p.articles.update([article], author="x" * 200_000)) is None:
            if window.banner.text:
                break
            window.session.undo()
        assert "The disk is full; the last action was not stored" in window.banner.text
        window.banner.hide()
        while not window.banner.text:
            before = window.session.project.claims.count()
            window.session.run("Mark", lambda p: p.claims.add(article, Span(13, 38)))
        assert "not stored" in window.banner.text
        assert window.session.project.claims.count() == before
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as other:
            (count,) = other.execute("SELECT count(*) FROM claims WHERE article_id = ?", (article,)).fetchone()
        assert len(window.reading.claims) == count
        desk.close()
    finally:
        desk.close()
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("compacted", [False, True])
def test_a_project_that_lost_its_beginning_is_told_as_damaged_and_recovered(
    desk, project, answer, tmp_path, monkeypatch, compacted
) -> None:
    if compacted:
        with closing(sqlite3.connect(project)) as connection:
            connection.execute("VACUUM")
    project.write_bytes(b"\x00" * 4096 + project.read_bytes()[4096:])
    window = desk.start()
    assert not window.files.open(project)
    assert "was a Pressmark project" in window.banner.text
    new = tmp_path / "recovered.pressmark"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(new), ""))
    answer(RecoveryDialog, lambda dialog: dialog.accept())
    click(window.banner.action_button)
    desk.qtbot.waitUntil(lambda: window.session.project is not None, timeout=60_000)
    assert window.session.project.path == new
    with closing(sqlite3.connect(new)) as connection:
        assert connection.execute("SELECT count(*) FROM claims").fetchone() == (40,)
