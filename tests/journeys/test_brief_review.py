"""A brief is exported, commented by a reviewer in another program, and the comments are worked through."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotations.sample import write_sample
from app.dialogs.brief_review import BriefReviewDialog


def shown() -> Any:
    found = (w for w in QApplication.topLevelWidgets() if isinstance(w, BriefReviewDialog) and w.isVisible())
    return next(found, None)


def comment(path: Path) -> str:
    """Reply to a claim's highlight as a reviewer does; returns the claim's uid."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = next(page for page in pdf.pages if any(a.Subtype == "/Highlight" for a in page.get("/Annots", [])))
        highlight = next(one for one in page.Annots if one.Subtype == "/Highlight")
        values = {"Rect": Array([10, 10, 20, 20]), "Contents": String("Who says so?"), "IRT": highlight}
        page.Annots.append(pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, **values)))
        pdf.save(path)
        return str(highlight.NM)


def click(button: Any) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.timeout(120)
def test_a_reviewers_comment_is_read_answered_and_led_to_its_claim(desk, tmp_path, monkeypatch) -> None:
    window = desk.start(write_sample(tmp_path))
    window.workspaces.show("brief")
    path = tmp_path / "draft.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.commands.run("file.brief")
    desk.idle()
    uid = comment(path)

    window.commands.run("brief.review")
    dialog = shown()
    click(dialog.read_button)
    desk.idle()
    assert [stored.comment.claim_uid for stored in dialog.comments] == [uid]
    dialog.answer.setFocus()
    QTest.keyClicks(dialog.answer, "She does.")
    QTest.keyClick(dialog.answer, Qt.Key.Key_Return)
    assert (dialog.selected.answer, dialog.view.item(0, 2).text()) == ("She does.", "Answered")
    click(dialog.claim_button)
    assert shown() is None
    assert window.workspaces.current == "read"
    assert window.reading.active_claim.uid == uid
