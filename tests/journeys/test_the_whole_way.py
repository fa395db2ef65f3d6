"""From press files to the annotated brief: the way the program exists for, by real keys, clicks and drops."""

import json
import sqlite3
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QTableView
from reportlab.pdfgen.canvas import Canvas

from annotations.articles import Status
from app.dialogs.brief_export import BriefExportDialog
from app.dialogs.importing import ImportDialog
from app.dialogs.person import PersonDialog
from app.models.drafts import Column
from app.settings import Settings

HEADLINE = "Harbour town opens its first data centre"
SENTENCES = (
    "The mayor said the centre would create “forty jobs” by June.",
    "The energy company warned that the grid was not ready for it.",
    "Nobody asked the fishermen.",
)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press_files(folder: Path) -> list[Path]:
    """The same town in four formats, from four outlets that do not exist."""
    folder.mkdir()
    body = " ".join(SENTENCES)
    text = folder / "courier.txt"
    text.write_text(f"Headline: {HEADLINE}\nOutlet: Example Courier\nPublished: 2026-03-12\n\n{HEADLINE}\n\n{body}\n")
    page = folder / "herald.html"
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Data centre divides the harbour",
        "datePublished": "2026-03-13T09:00",
        "publisher": {"@type": "Organization", "name": "Example Herald"},
        "author": {"@type": "Person", "name": "R. Pell"},
    }
    page.write_text(
        f"<html><head><title>Data centre divides the harbour</title><script type='application/ld+json'>"
        f"{json.dumps(article)}</script></head><body><article><h1>Data centre divides the harbour</h1>"
        + "".join(
            f"<p>{part} The council will meet again on Monday to hear both sides of the matter.</p>"
            for part in SENTENCES
        )
        + "</article></body></html>",
        encoding="utf-8",
    )
    document = docx.Document()
    document.add_heading("What the harbour was before", 0)
    for part in SENTENCES:
        document.add_paragraph(f"{part} The old cranes were sold for scrap in the spring of last year.")
    document.save(str(folder / "compass.docx"))
    canvas = Canvas(str(folder / "bulletin.pdf"))
    canvas.setFont("Times-Bold", 22)
    canvas.drawString(72, 760, "Council approves cables")
    canvas.setFont("Times-Roman", 11)
    for line, words in enumerate(
        (
            "The council approved two cables under the quay on Tuesday,",
            "and postponed a third until the autumn session of the board.",
        )
    ):
        canvas.drawString(72, 720 - 14 * line, words)
    canvas.save()
    return [text, page, folder / "compass.docx", folder / "bulletin.pdf"]


def correct_the_date_and_import(qtbot, window, headline: str, typed: str) -> None:
    """Wait until all is read, type a date into the row of an article, press Import."""
    dialog = window.findChild(ImportDialog)
    button = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Import "))
    qtbot.waitUntil(button.isEnabled, timeout=60_000)
    table = dialog.findChild(QTableView)
    model = table.model()
    row = next(n for n in range(model.rowCount()) if model.index(n, Column.HEADLINE).data() == headline)
    table.setCurrentIndex(model.index(row, Column.DATE))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    QTest.keyClick(editor, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(editor, typed)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: model.index(row, Column.DATE).data() == "2026-03-14")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def state(path: Path) -> dict[str, list[tuple]]:
    """What a stranger with plain SQLite finds: articles, claims, taggings."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        queries = {
            "articles": "SELECT headline, outlet, published, status FROM v_articles ORDER BY headline",
            "claims": "SELECT number, quote, start, end, coder, comment FROM v_claims ORDER BY number",
            "taggings": "SELECT number, dimension, tag, role, coder FROM v_taggings ORDER BY 1, 2, 3",
        }
        found = {name: connection.execute(sql).fetchall() for name, sql in queries.items()}
    connection.close()
    return found


@pytest.fixture
def new_project(desk, answer, monkeypatch, tmp_path):
    """The first start: name and initials are asked, then where the project goes."""
    path = tmp_path / "harbour.pressmark"
    Settings().person = ("", "")
    window = desk.start()
    window.settings.person = ("", "")

    def introduce(dialog: PersonDialog) -> None:
        QTest.keyClicks(dialog.name_field, "Anna Lindqvist")
        assert dialog.initials_field.text() == "AL"
        QTest.keyClick(dialog.name_field, Qt.Key.Key_Return)

    answer(PersonDialog, introduce)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    QTest.mouseClick(
        next(b for b in window.start_page.findChildren(QPushButton) if b.text() == "New project…"),
        Qt.MouseButton.LeftButton,
    )
    assert window.session.project is not None
    return path


def code_two_claims(window, keys) -> None:
    """In the article that is shown: the first sentence, then the first and the second, each with four tags."""
    keys("J")  # from the headline to the first sentence of the body
    keys(Qt.Key.Key_Return)
    keys("2" + "1S" + "3" + "8")
    assert window.coding.round.picker.isHidden()
    keys("J", SHIFT)  # the first sentence and the second
    keys(Qt.Key.Key_Return)
    keys("4" + "2T" + "5" + "1")


def both_are_coded(coded: dict[str, list[tuple]], text: str, dimensions: set[str]) -> None:
    """Look into the file: where the claims stand, and what they were tagged with."""
    starts = [text.index(sentence) for sentence in SENTENCES]
    both = f"{SENTENCES[0]} {SENTENCES[1]}"
    assert [row[:4] for row in coded["claims"]] == [
        (1, SENTENCES[0], starts[0], starts[0] + len(SENTENCES[0])),
        (2, both, starts[0], starts[0] + len(both)),
    ]
    assert [sum(row[0] == number for row in coded["taggings"]) for number in (1, 2)] == [4, 4]
    assert {row[1] for row in coded["taggings"]} == dimensions
    assert [row[3] for row in coded["taggings"] if row[3]] == ["speaker", "target"]


def the_brief_has_all_of_it(pdf: Path, uids: list[str]) -> None:
    """Look into the PDF: annotations, links, outline and words."""
    with pikepdf.open(pdf) as written:
        marks = [a for p in written.pages for a in p.get("/Annots", []) if a.Subtype == "/Highlight"]
        assert sorted(str(mark.NM) for mark in marks) == sorted(uids)
        assert any("First claim of the harbour" in str(mark.Contents) for mark in marks)
        assert any(a.Subtype == "/Link" for p in written.pages for a in p.get("/Annots", []))
        assert len(written.Root.Outlines.keys()) > 0
    with pypdfium2.PdfDocument(pdf) as written:
        words = " ".join(" ".join(page.get_textpage().get_text_range() for page in written).split())
    assert SENTENCES[0] in words
    assert SENTENCES[1] in words


def test_from_press_files_to_the_brief(qtbot, desk, keys, answer, drop, new_project, monkeypatch, tmp_path) -> None:
    path, window = new_project, desk.window
    empty = state(path)

    drop(window, *press_files(tmp_path / "drop"))
    correct_the_date_and_import(qtbot, window, "What the harbour was before", "14 March 2026")
    desk.idle()
    qtbot.waitUntil(lambda: window.articles.counts.startswith("4 articles"))
    imported = state(path)
    assert [(row[0], row[2]) for row in imported["articles"]] == [
        ("Council approves cables", ""),
        ("Data centre divides the harbour", "2026-03-13T09:00"),
        (HEADLINE, "2026-03-12"),
        ("What the harbour was before", "2026-03-14"),
    ]

    project = window.session.project
    article = next(a for a in project.articles.rows(project.articles.ids()) if a.headline == HEADLINE)
    window.articles.select(article.id)
    desk.read()
    code_two_claims(window, keys)
    both_are_coded(state(path), project.articles.text(article.id), {d.name for d in window.session.codebook.dimensions})

    keys("C")
    keys("First claim of the harbour")
    keys(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.reading.reader
    annotated = state(path)
    assert annotated["claims"][1][5] == "First claim of the harbour"

    while window.session.undo_label:
        keys(Qt.Key.Key_Z, CTRL)
    assert state(path) == empty
    while window.session.redo_label:
        keys(Qt.Key.Key_Z, CTRL | SHIFT)
    assert state(path) == annotated

    window.articles.select(article.id)
    keys(Qt.Key.Key_Return, CTRL)  # done
    assert project.articles.get(article.id).status is Status.DONE
    desk.close()
    assert not list(tmp_path.glob("harbour.pressmark?*"))

    window = desk.start(path)
    assert window.session.undo_label == "Mark as done"
    pdf = tmp_path / "harbour.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(pdf), ""))
    answer(BriefExportDialog, lambda dialog: dialog.accept())
    window.commands.run("file.brief")
    desk.idle()
    qtbot.waitUntil(lambda: "Brief written" in window.toast.text)
    window.toast.hide()
    the_brief_has_all_of_it(pdf, [claim.uid for claim in window.session.project.claims.all()])


def test_whoever_was_undone_away_is_offered_again(desk, answer, new_project) -> None:
    desk.close()
    Settings().person = ("Boris Okafor", "Bo")
    window = desk.start(new_project)
    assert window.session.coder.name == "Boris Okafor"
    window.commands.run("edit.undo")
    assert window.session.coder is None
    offered = []

    def look(dialog: PersonDialog) -> None:
        offered.append(dialog.person)
        dialog.accept()

    answer(PersonDialog, look)
    window.commands.run("edit.coder")
    assert offered == [("Boris Okafor", "Bo")]
    assert window.session.coder.initials == "Bo"
