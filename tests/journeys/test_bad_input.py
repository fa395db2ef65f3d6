"""What goes wrong is told in one sentence that names the file and the remedy; nothing is lost, the window works on."""

import sqlite3
import threading
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPlainTextEdit, QPushButton
from reportlab.pdfgen.canvas import Canvas

from annotations import brief
from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from app.dialogs.brief_export import BriefExportDialog
from app.dialogs.importing import ImportDialog


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one article and one claim."""
    path = tmp_path / "harbour.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as made:

        def fill(opened: Project) -> None:
            article = opened.articles.add(Draft("The quay\n\nThe quay was sold in May.", headline="The quay"))
            opened.claims.add(article, Span(10, 35))

        made.step("Fill", fill)
    return path


def not_sqlite(path: Path) -> None:
    path.write_text("Dear all, the project is attached.")


def another_programs(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t(x)")
    connection.close()


def of_tomorrow(path: Path) -> None:
    Project.create(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def with_a_strangers_trigger(path: Path) -> None:
    Project.create(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON claims BEGIN DELETE FROM texts; END")
    connection.close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (not_sqlite, "This is not a Pressmark project"),
        (another_programs, "database of another program"),
        (of_tomorrow, "made by a newer Pressmark"),
        (with_a_strangers_trigger, "not Pressmark's"),
        (lambda path: path.mkdir(), "folder"),
        (lambda _: None, "no such file"),
    ],
)
def test_what_is_no_project_is_said_and_the_open_one_stays(desk, drop, answer, project, tmp_path, make, said) -> None:
    window = desk.start(project)
    bad = tmp_path / "sent by mail.pressmark"
    make(bad)
    if make is with_a_strangers_trigger:  # the only one that says of itself that it is a project
        answer(QMessageBox, lambda box: next(b for b in box.buttons() if b.text() == "&Open").click())
    drop(window, bad)
    assert said in window.banner.text
    assert str(bad) in window.banner.text
    assert window.session.project.path == project
    assert window.session.project.claims.count() == 1
    window.session.run("Works on", lambda p: p.articles.update(p.articles.ids(), author="R. Pell"))
    assert window.session.undo_label == "Works on"


def test_bad_files_of_a_drop_get_a_line_each_and_the_good_one_arrives(desk, drop, qtbot, project, tmp_path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "cut.docx").write_bytes(b"PK\x03\x04" + b"\x00" * 200)
    Canvas(str(folder / "plain.pdf")).save()
    canvas = Canvas(str(folder / "scan.pdf"))
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.save()
    canvas = Canvas(str(folder / "open.pdf"))
    canvas.drawString(72, 700, "Words behind a password")
    canvas.save()
    with pikepdf.open(folder / "open.pdf") as document:
        document.save(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    (folder / "open.pdf").unlink()
    (folder / "plain.pdf").unlink()
    (folder / "good.txt").write_text("Cranes return\n\nThree cranes were put up again on Monday.")
    window = desk.start(project)
    drop(window, folder)
    dialog = window.findChild(ImportDialog)
    button = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Import "))
    qtbot.waitUntil(button.isEnabled, timeout=60_000)
    lines = {
        name: line
        for box in dialog.findChildren(QPlainTextEdit)
        for line in box.toPlainText().splitlines()
        for name in ("empty.txt", "binary.txt", "cut.docx", "scan.pdf", "locked.pdf")
        if name in line
    }
    assert set(lines) == {"empty.txt", "binary.txt", "cut.docx", "scan.pdf", "locked.pdf"}
    assert "password" in lines["locked.pdf"]
    assert button.text() == "Import 1 article"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.idle()
    assert window.session.undo_label == "Import 1 article"
    assert window.session.project.articles.counts()
    assert window.articles.model.rowCount() == 2


def test_a_project_open_elsewhere_can_be_read(desk, project, answer, tmp_path) -> None:
    other = Project.open(project)
    try:
        window = desk.start()

        def read_only(box: QMessageBox) -> None:
            assert "has it open since" in box.text()
            next(b for b in box.buttons() if "read-only" in b.text()).click()

        answer(QMessageBox, read_only)
        assert window.files.open(project)
        assert window.session.project.read_only
        assert "reading only" in window.banner.text
        window.commands.run("claim.add")
        assert "Nothing can be marked now" in window.banner.text
        assert window.session.project.claims.count() == 1
    finally:
        desk.close()
        other.close()


@pytest.mark.parametrize("target", ["missing/brief.pdf", "a folder.pdf"])
def test_a_brief_that_cannot_be_written_is_told(desk, qtbot, project, answer, monkeypatch, tmp_path, target) -> None:
    (tmp_path / "a folder.pdf").mkdir()
    window = desk.start(project)
    path = tmp_path / target
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    answer(BriefExportDialog, lambda dialog: dialog.accept())
    window.commands.run("file.brief")
    qtbot.waitUntil(lambda: str(path) in window.banner.text)
    desk.idle()
    assert not list(tmp_path.glob("*.tmp*"))
    assert window.session.can_write


def test_an_export_that_is_cancelled_leaves_the_file_as_it_was(desk, qtbot, project, tmp_path, monkeypatch) -> None:
    window = desk.start(project)
    begun, go_on, gather = threading.Event(), threading.Event(), brief.gather

    def held(*given: object) -> object:
        begun.set()
        go_on.wait()
        return gather(*given)

    monkeypatch.setattr(brief, "gather", held)  # else it may be written before it is cancelled
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"the brief of last week")
    before = set(tmp_path.iterdir())
    from annotations.brief.spec import BriefSpec

    job = window.briefs.write(BriefSpec(title="Harbour"), path)
    qtbot.waitUntil(begun.is_set)
    job.cancel()
    go_on.set()
    desk.idle()
    qtbot.waitUntil(lambda: "cancelled" in window.toast.text)
    assert path.read_bytes() == b"the brief of last week"
    assert set(tmp_path.iterdir()) == before
    window.toast.hide()


def test_a_full_disk_is_told_and_nothing_on_the_screen_pretends(desk, project, monkeypatch) -> None:
    window = desk.start(project)
    shown = window.reading.claims.copy()

    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(type(window.session.project.claims), "add", full)
    window.reading.reader.next_sentence()
    window.commands.run("claim.add")
    assert "disk is full" in window.banner.text
    assert window.reading.claims == shown
    assert window.coding.round.picker.isHidden()
    assert window.session.project.claims.count() == 1
