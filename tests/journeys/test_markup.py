"""Markup in headlines, names and files is shown letter for letter; no picture that it names is ever loaded."""

from pathlib import Path
from typing import Any

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QListView,
    QMessageBox,
    QPushButton,
    QToolTip,
    QWidget,
)

from annotations.importers.draft import Draft
from annotations.project import Project
from annotations.spans import Span
from app.dialogs.importing import ImportDialog
from app.dialogs.palette import Palette
from app.reader.margin import Margin

PICTURE = '<img src="secret.png">'
HEADLINE = f"<h1>Huge</h1><a href=x>y</a>{PICTURE}"
CODER, TAG, OUTLET = (f"{name} <b>bold</b> {PICTURE}" for name in ("Mara", "Tag", "Herald"))
FILE = "<h1>file</h1><img src=x>.txt".replace("/", "\u2215")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One article with one claim, all of them with names of markup."""
    path = tmp_path / "harbour.pressmark"
    with Project.create(path, coder=(CODER, "MB")) as made:

        def fill(opened: Project) -> None:
            draft = Draft(f"{HEADLINE}\n\nThe quay was sold.", HEADLINE, outlet=OUTLET, origin_file=FILE)
            article = opened.articles.add(draft)
            claim = opened.claims.add(article, Span(0, len(HEADLINE)))
            book = opened.codebook.read()
            opened.claims.tag(claim, opened.codebook.add_tag(book.dimensions[0].id, TAG, short=TAG))

        made.step("Fill", fill)
    return path


def read_as_rich(text: str) -> str:
    """What a person sees of a text whose format Qt guesses."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def names_a_picture(text: str) -> bool:
    """Whether a picture would be loaded for a text whose format Qt guesses."""
    return QtGui.Qt.mightBeRichText(text) and "<img" in text


def tips_of(widget: QWidget) -> list[str]:
    """The tool tips of a window and of all rows of its lists, as handed to Qt."""
    inside = [widget, *widget.findChildren(QWidget)]
    rows = [
        model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
        for view in inside
        if isinstance(view, QAbstractItemView) and (model := view.model())
        for row in range(model.rowCount())
        for column in range(1 if isinstance(view, QListView) else model.columnCount())
    ]
    return [tip for tip in [*(one.toolTip() for one in inside), *rows] if tip]


def rich_labels(widget: QWidget) -> list[str]:
    """Texts of the labels that are not told to be plain."""
    return [label.text() for label in widget.findChildren(QLabel) if label.textFormat() is not Qt.TextFormat.PlainText]


def check(widget: QWidget, *tips: str) -> None:
    """Nothing in a window loads a picture, and these words stand in its tool tips as they are."""
    found = tips_of(widget)
    assert not [text for text in [*found, *rich_labels(widget)] if names_a_picture(text)]
    seen = [read_as_rich(tip) for tip in found]
    assert not [words for words in tips if not any(words in tip for tip in seen)]


def test_the_check_sees_a_picture(qtbot: Any) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    around.setToolTip(HEADLINE)
    with pytest.raises(AssertionError):
        check(around)
    around.setToolTip("")
    check(around)
    QLabel(HEADLINE, around)
    with pytest.raises(AssertionError):
        check(around)


def test_list_header_and_inspector_show_names_as_they_are(desk: Any, project: Path) -> None:
    window = desk.start(project)
    check(window, HEADLINE, FILE)
    assert OUTLET in window.reading.header.source
    claim = next(iter(window.reading.claims))
    window.reading.activate(None)
    check(window.inspector.list, HEADLINE)
    window.reading.activate(claim)
    check(window, TAG)
    shown = [label.text() for label in window.inspector.findChildren(QLabel)]
    assert HEADLINE in shown
    assert any(CODER in text for text in shown)


def test_a_card_tells_its_tags_as_they_are(desk: Any, project: Path) -> None:
    window = desk.start(project)
    margin = window.findChild(Margin)
    place = next(
        QPoint(x, y)
        for y in range(0, margin.height(), 4)
        for x in range(0, margin.width(), 20)
        if margin.claim_at(QPointF(x, y)) is not None
    )
    QApplication.sendEvent(margin, QHelpEvent(QEvent.Type.ToolTip, place, margin.mapToGlobal(place)))
    assert not names_a_picture(QToolTip.text())
    assert TAG in read_as_rich(QToolTip.text())


def test_the_picker_shows_tags_as_they_are(desk: Any, project: Path) -> None:
    window = desk.start(project)
    window.reading.activate(next(iter(window.reading.claims)))
    window.coding.open_picker(0)
    picker = window.coding.round.picker
    assert picker.isVisible()
    check(picker, TAG)
    QTest.keyClicks(picker.field, PICTURE)
    check(picker)


def test_the_palette_shows_headlines_as_they_are(desk: Any, project: Path, qtbot: Any) -> None:
    window = desk.start(project)
    window.commands.run("view.palette")
    palette = window.findChild(Palette)
    QTest.keyClicks(palette.field, "Huge")
    items = palette.list  # filled behind the window
    qtbot.waitUntil(lambda: any("Huge" in items.item(n).toolTip() for n in range(items.count())))
    check(palette, HEADLINE)
    palette.reject()


def test_the_preview_of_an_import_shows_files_as_they_are(desk: Any, project: Path, qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(f"{HEADLINE}\n\nThree cranes were put up again.")
    (tmp_path / f"empty {FILE}").write_bytes(b"")
    window = desk.start(project)
    window.files.import_paths([tmp_path / FILE, tmp_path / f"empty {FILE}"])
    dialog = window.findChild(ImportDialog)
    button = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Import "))
    qtbot.waitUntil(button.isEnabled, timeout=60_000)
    check(dialog, HEADLINE, FILE)
    dialog.reject()


def test_banner_toast_and_boxes_show_sentences_as_they_are(desk: Any, project: Path, answer: Any) -> None:
    window = desk.start(project)
    window.banner.say(f"{FILE} is gone")
    window.toast.say(f"{FILE} is written")
    check(window)
    said: list[str] = []

    def look(box: QMessageBox) -> None:
        check(box)
        said.append(box.text())
        box.button(QMessageBox.StandardButton.No).click()

    class Job:
        label = HEADLINE

    answer(QMessageBox, look)
    assert not window.files.may_stop(Job())
    assert HEADLINE in said[0]
