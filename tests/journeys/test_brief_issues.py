"""A brief is issued, written again after the project has changed, and followed by the next issue."""

import threading
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotations.brief import issues as issuing
from annotations.sample import write_sample
from app.dialogs.brief_changes import BriefChangesDialog
from app.dialogs.brief_issues import BriefIssuesDialog


def shown() -> BriefIssuesDialog | None:
    found = (w for w in QApplication.topLevelWidgets() if isinstance(w, BriefIssuesDialog) and w.isVisible())
    return next(found, None)


def first_page(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return str(document[0].get_textpage().get_text_range())


def click(button: Any) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.timeout(120)
def test_a_brief_is_issued_written_again_and_followed_by_the_next(desk, tmp_path, monkeypatch) -> None:
    window = desk.start(write_sample(tmp_path))
    window.workspaces.show("brief")
    target = tmp_path / "issued.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.commands.run("brief.issues")
    dialog = shown()
    click(dialog.issue_button)
    desk.idle()
    issued = target.read_bytes()
    assert dialog.view.rowCount() == 1
    assert "DRAFT" not in first_page(target)

    window.session.run("Delete", lambda p: p.claims.delete([claim.id for claim in p.claims.all()[:4]]))
    target = tmp_path / "again.pdf"
    click(dialog.again_button)
    desk.idle()
    assert target.read_bytes() == issued

    number = dialog.issues[0].number
    click(dialog.next_button)
    spec = window.briefs.current.spec
    assert spec.number != number
    assert spec.follows == dialog.issues[0].uid
    assert all(judgement.carried for judgement in spec.judgements)
    dialog.reject()
    window.commands.run("edit.undo")
    assert window.briefs.current.spec.number == number

    target = tmp_path / "draft.pdf"
    window.commands.run("file.brief")
    desk.idle()
    assert "DRAFT v2" in first_page(target)


@pytest.mark.timeout(120)
def test_a_brief_that_cannot_be_stored_as_issued_leaves_the_file_as_it_was(desk, tmp_path, monkeypatch) -> None:
    window = desk.start(write_sample(tmp_path))
    window.workspaces.show("brief")
    target = tmp_path / "issued.pdf"
    target.write_bytes(b"%PDF- an older brief")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.commands.run("brief.issues")
    dialog = shown()
    click(dialog.issue_button)
    window.session.run("Delete brief", lambda p: p.briefs.delete([window.briefs.current.id]))
    desk.idle()
    dialog.reject()
    assert target.read_bytes() == b"%PDF- an older brief"
    assert "The brief was deleted meanwhile; nothing was issued" in window.banner.text


@pytest.mark.timeout(120)
def test_two_that_are_made_at_once_are_not_both_issued_as_one_version(desk, tmp_path, monkeypatch) -> None:
    window = desk.start(write_sample(tmp_path))
    window.workspaces.show("brief")
    targets = [tmp_path / "one.pdf", tmp_path / "other.pdf"]
    left = iter(targets)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(left)), ""))
    window.commands.run("brief.issues")
    dialog, begun, edition = shown(), threading.Semaphore(0), issuing.edition

    def noted(*given: Any) -> Any:
        made = edition(*given)
        begun.release()
        return made

    monkeypatch.setattr(issuing, "edition", noted)
    click(dialog.issue_button)
    click(dialog.issue_button)
    # The window hears of neither before both have their number: else the other may be the next version.
    assert begun.acquire(timeout=60)
    assert begun.acquire(timeout=60)
    desk.idle()
    assert [issue.version for issue in dialog.issues] == [1]
    dialog.reject()
    assert sum(target.exists() for target in targets) == 1
    assert "Version 1 was issued meanwhile" in window.banner.text


@pytest.mark.timeout(120)
def test_what_changed_since_an_issue_is_shown_written_and_led_to_its_claim(desk, tmp_path, monkeypatch, qtbot) -> None:
    window = desk.start(write_sample(tmp_path))
    window.workspaces.show("brief")
    target = tmp_path / "issued.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.commands.run("brief.issues")
    issues = shown()
    click(issues.issue_button)
    desk.idle()
    claim = window.session.project.claims.all()[2]
    window.session.run("Comment", lambda p: p.claims.update(claim.id, comment="Said before"))

    click(issues.changes_button)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, BriefChangesDialog) and w.isVisible())
    qtbot.waitUntil(lambda: dialog.view.rowCount() == 1)
    target = tmp_path / "sheet.pdf"
    click(dialog.pdf_button)
    desk.idle()
    assert "REVIEW SHEET" in first_page(target)
    assert "Said before" in first_page(target)
    click(dialog.claim_button)
    desk.idle()
    assert window.workspaces.current == "read"
    assert window.reading.active_claim.uid == claim.uid
    assert shown() is None
