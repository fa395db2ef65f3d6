"""A brief is composed by keys, seen while it is written, and exported; then the PDF is read."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
TEXT = "Harbour sold\nThe quay was sold in May. The buyer is unknown. The council was never asked."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with two claims and no brief."""
    path = tmp_path / "harbour.pressmark"
    with Project.create(path, coder=("Anna Lindqvist", "AL")) as project:

        def fill(opened: Project) -> None:
            draft = Draft(text=TEXT, headline="Harbour sold", outlet="Herald", published="2026-03-12", language="en")
            article = opened.articles.add(draft)
            for start, words in ((13, "The quay was sold in May."), (39, "The buyer is unknown.")):
                assert TEXT[start : start + len(words)] == words
                opened.claims.add(article, Span(start, start + len(words)))

        project.step("Fill", fill)
    return path


def words_of(pdf: Path | bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_brief_is_composed_by_keys_previewed_and_exported(desk, keys, qtbot, path, tmp_path, monkeypatch) -> None:
    window = desk.start(path)
    keys(Qt.Key.Key_7, ALT)
    assert window.workspaces.current == "brief"
    page = window.workspaces["brief"]
    assert page.empty.isVisible()
    keys(Qt.Key.Key_Space)  # New two-page brief
    assert page.brief.name == "Two-page brief"

    # The bottom line, with a claim that is found by its words.
    assert QApplication.focusWidget() is page.sections[3].line
    keys("The harbour is sold, says ")
    keys(Qt.Key.Key_K, CTRL | SHIFT)
    keys("quay")
    picker = page.naming.popover.editor
    qtbot.waitUntil(lambda: picker.list.count() == 1)
    keys(Qt.Key.Key_Return)
    keys(".")
    assert page.sections[3].line.toPlainText() == "The harbour is sold, says C1."

    # A judgement: Tab to the button that adds it, then on through its form.
    keys(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.sections[3].items.add_button
    keys(Qt.Key.Key_Space)
    keys("Nobody will be asked.")
    keys(Qt.Key.Key_Tab)
    keys(Qt.Key.Key_Tab)
    keys(Qt.Key.Key_Tab)
    keys("Two sentences say so.")
    keys(Qt.Key.Key_Tab)
    keys(Qt.Key.Key_Tab)
    keys("C2, C9")
    refs = page.sections[3].texts.fields["refs"]
    assert refs.hasFocus()
    assert refs.refusal.text() == "There is no claim C9."
    keys(Qt.Key.Key_Backspace)
    keys(Qt.Key.Key_Backspace)

    # The pages show it though it is not stored yet.
    qtbot.waitUntil(lambda: not page.preview.busy, timeout=20_000)
    shown = words_of(page.preview.proof.data)
    assert "The harbour is sold, says C1." in shown
    assert "Nobody will be asked." in shown
    assert page.preview.view.missing() is None

    # All parts: to the sections by the keyboard, up to the parts, into their form.
    page.side.sections.setFocus()
    for _ in range(3):
        keys(Qt.Key.Key_Up)
    keys(Qt.Key.Key_Return)
    preset = page.sections[0].preset
    assert QApplication.focusWidget() is preset
    preset.setCurrentIndex(preset.findText("Full brief"))
    preset.activated.emit(preset.currentIndex())
    qtbot.waitUntil(lambda: not page.preview.busy, timeout=20_000)
    proof = page.preview.proof

    # Every edit is stored: undo takes them back one by one, redo does them again.
    labels = []
    while window.session.undo_label != "Fill":
        labels.append(window.session.undo_label)
        window.commands.run("edit.undo")
    assert labels[0] == "Use preset Full brief"
    assert labels[-1] == "New two-page brief"
    assert page.empty.isVisible()
    for _ in labels:
        window.commands.run("edit.redo")
    qtbot.waitUntil(lambda: not page.preview.busy, timeout=20_000)
    assert page.preview.proof.data == proof.data

    # Export: the place is asked once, and remembered.
    pdf = tmp_path / "out" / "harbour.pdf"
    pdf.parent.mkdir()
    suggested = []

    def choose(*asked: object, **_: object) -> tuple[str, str]:
        suggested.append(str(asked[2]))
        return str(pdf), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    for _ in range(2):
        keys(Qt.Key.Key_E, CTRL)
        desk.idle()
        qtbot.waitUntil(lambda: "Brief written" in window.toast.text)
        window.toast.hide()
    assert Path(suggested[0]).name == "harbour.pdf"
    assert suggested[1] == str(pdf)

    assert pdf.read_bytes() == page.preview.proof.data, "what was seen is what was written"
    words = words_of(pdf)
    for said in ("The harbour is sold, says C1.", "Nobody will be asked.", "Two sentences say so.", "never asked"):
        assert said in words
    uids = window.session.project.claims.uids_by_number()
    with pikepdf.open(pdf) as written:
        annotations = [a for p in written.pages for a in p.get("/Annots", [])]
        assert {str(a.NM) for a in annotations if a.Subtype == "/Highlight"} == set(uids.values())
        assert any(a.Subtype == "/Link" for a in annotations)
    assert window.session.project.briefs.all()[0].spec.judgements[0].refs == (uids[2],)


def test_from_a_claim_into_the_brief_and_back(desk, keys, qtbot, path) -> None:
    window = desk.start(path)
    window.commands.run("brief.new-full")
    keys(Qt.Key.Key_B, CTRL)  # makes the first brief where there is none
    assert window.session.project.briefs.all()[0].name == "Two-page brief"
    page = window.workspaces["brief"]
    window.commands.run("brief.new-full")
    article = window.session.project.articles.ids()[0]
    claim = window.session.project.claims.by_uid(page.draft.claims[2])
    window.workspaces.read(article, claim.id)
    keys(Qt.Key.Key_B, CTRL | SHIFT)
    assert window.workspaces.current == "brief"
    qtbot.waitUntil(lambda: not page.preview.busy, timeout=20_000)
    where, top = page.preview.proof.page_of_claim(2)
    view = page.preview.view
    spot = next(s for s in page.preview.proof.spots[where] if s.target == "passage-2")
    left, bottom, right, upper = spot.box
    rect = view._page_rect(where - 1)
    point = rect.topLeft().toPoint()
    point.setX(round(rect.left() + (left + right) / 2 * view.scale))
    point.setY(round(rect.top() + (page.preview.proof.height - (bottom + upper) / 2) * view.scale))
    assert view.viewport().rect().contains(point), top
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert window.workspaces.current == "read"
    assert window.reading.active_claim.number == 2
    keys(Qt.Key.Key_Left, ALT)
    assert window.workspaces.current == "brief"
