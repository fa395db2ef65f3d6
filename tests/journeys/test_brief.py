"""A brief is composed by keys, seen while it is written, and exported; then the PDF is read."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from app.actions.briefs import BriefActions

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


@pytest.fixture(autouse=True)
def dated(monkeypatch: pytest.MonkeyPatch) -> None:
    """New briefs bear a day, not that on which they are made: a test may run past midnight."""
    fresh = BriefActions._fresh
    monkeypatch.setattr(BriefActions, "_fresh", lambda briefs: replace(fresh(briefs), issued="2026-03-13"))


def words_of(pdf: Path | bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


class Composing:
    """A person at the keyboard, in the workspace of briefs."""

    def __init__(self, desk: Any, keys: Any, qtbot: Any, path: Path) -> None:
        self.window, self.press, self.qtbot = desk.start(path), keys, qtbot
        keys(Qt.Key.Key_7, ALT)
        assert self.window.workspaces.current == "brief"
        self.page: Any = self.window.workspaces["brief"]

    def begin(self) -> None:
        """Make the first brief there is."""
        assert self.page.empty.isVisible()
        self.press(Qt.Key.Key_Space)  # New two-page brief
        assert self.page.brief.name == "Two-page brief"

    def write_the_bottom_line(self) -> None:
        """Write it with a claim that is found by its words."""
        line = self.page.sections[3].line
        assert QApplication.focusWidget() is line
        self.press("The harbour is sold, says ")
        self.press(Qt.Key.Key_K, CTRL | SHIFT)
        self.press("quay")
        picker = self.page.naming.popover.editor
        self.qtbot.waitUntil(lambda: picker.list.count() == 1)
        self.press(Qt.Key.Key_Return)
        self.press(".")
        assert line.toPlainText() == "The harbour is sold, says C1."

    def write_a_judgement(self) -> None:
        """Go by Tab to the button that adds it, then on through its form."""
        section = self.page.sections[3]
        self.press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is section.items.add_button
        self.press(Qt.Key.Key_Space)
        self.press("Nobody will be asked.")
        for _ in range(3):
            self.press(Qt.Key.Key_Tab)
        self.press("Two sentences say so.")
        for _ in range(2):
            self.press(Qt.Key.Key_Tab)
        self.press("C2, C9")
        refs = section.texts.fields["refs"]
        assert refs.hasFocus()
        assert refs.refusal.text() == "There is no claim C9."
        for _ in range(2):
            self.press(Qt.Key.Key_Backspace)

    def take_all_parts(self) -> None:
        """Go to the sections by the keyboard, up to the parts, and into their form."""
        self.page.side.sections.setFocus()
        for _ in range(3):
            self.press(Qt.Key.Key_Up)
        self.press(Qt.Key.Key_Return)
        preset = self.page.sections[0].preset
        assert QApplication.focusWidget() is preset
        preset.setCurrentIndex(preset.findText("Full brief"))
        preset.activated.emit(preset.currentIndex())

    def compose(self) -> None:
        """All of that."""
        self.begin()
        self.write_the_bottom_line()
        self.write_a_judgement()
        self.take_all_parts()

    def proof(self) -> Any:
        """The pages, once they are made."""
        self.qtbot.waitUntil(lambda: not self.page.preview.busy, timeout=20_000)
        return self.page.preview.proof


@pytest.fixture
def composing(desk: Any, keys: Any, qtbot: Any, path: Path) -> Composing:
    return Composing(desk, keys, qtbot, path)


def test_pages_show_what_is_written_though_it_is_not_stored_yet(composing) -> None:
    composing.begin()
    composing.write_the_bottom_line()
    composing.write_a_judgement()
    shown = words_of(composing.proof().data)
    assert "The harbour is sold, says C1." in shown
    assert "Nobody will be asked." in shown
    assert composing.page.preview.view.missing() is None


def test_every_edit_of_a_brief_is_taken_back_and_done_again(composing) -> None:
    composing.compose()
    window, made = composing.window, composing.proof().data
    labels = []
    while window.session.undo_label != "Fill":
        labels.append(window.session.undo_label)
        window.commands.run("edit.undo")
    assert labels[0] == "Use preset Full brief"
    assert labels[-1] == "New two-page brief"
    assert composing.page.empty.isVisible()
    for _ in labels:
        window.commands.run("edit.redo")
    assert composing.proof().data == made


def test_what_was_seen_of_a_brief_is_exported(composing, desk, keys, qtbot, tmp_path, monkeypatch) -> None:
    composing.compose()
    seen, window = composing.proof().data, composing.window
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
    assert suggested[1] == str(pdf), "the place is asked once, and remembered"

    assert pdf.read_bytes() == seen == composing.proof().data
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
    _, _, left, bottom, right, upper = spot
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
