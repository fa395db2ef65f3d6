"""Printing from the window, and one annotated article as a PDF."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog


def words_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture
def paper(monkeypatch, tmp_path):
    """A printer that writes a PDF, as if a person had agreed to it in the dialog."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    from app.actions.pages import PageActions

    target = tmp_path / "paper.pdf"

    def agreed(self, spec):
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setResolution(72)
        return printer

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Office"]))
    monkeypatch.setattr(PageActions, "_asked", agreed)
    return target


def test_the_article_that_is_read_becomes_a_pdf_with_its_claims(window, claims, qtbot, monkeypatch, tmp_path) -> None:
    [claim] = claims(1)
    target = tmp_path / "out.pdf"
    asked = []

    def choose(*values, **_):
        asked.append(Path(values[2]).name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.commands.run("article.export")
    qtbot.waitUntil(lambda: "Article written" in window.toast.text, timeout=20_000)
    headline = window.session.project.articles.get(claim.article_id).headline
    assert asked == [f"{headline}.pdf"]
    text = words_of(target)
    assert headline in text
    assert "C1" in text
    assert "DRAFT" not in text
    assert {"Harbour 1", "Harbour 2"} - {headline} != set()
    assert not ({"Harbour 1", "Harbour 2"} - {headline}) & set(text.splitlines())


def test_without_a_printer_that_is_said_and_nothing_else_happens(window, qtbot, monkeypatch) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    window.commands.run("file.print")
    assert "no printer" in window.banner.text
    assert not window.session.jobs.running


def test_ctrl_p_prints_the_article_in_the_reader_and_the_brief_elsewhere(window, claims, qtbot, paper) -> None:
    claims(1)
    assert window.commands.get("file.print").name == "Print article…"
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Printed 1 page of Harbour" in window.toast.text, timeout=30_000)
    with pypdfium2.PdfDocument(paper) as document:
        assert len(document) == 1
        image = document[0].render(scale=1, grayscale=True).to_pil()
        assert image.getextrema()[0] < 60, "nothing was printed"
    window.toast.hide()
    window.workspaces.show("brief")
    assert window.commands.get("file.print").name == "Print brief…"
    window.commands.run("file.print")
    qtbot.waitUntil(lambda: "Printed" in window.toast.text, timeout=30_000)
    window.session.jobs.stop_all()


def test_the_brief_becomes_a_word_document_where_that_kind_is_chosen(
    window, claims, qtbot, monkeypatch, tmp_path
) -> None:
    import docx

    claims(1)
    window.workspaces.show("brief")
    window.commands.run("brief.new-full")
    suggested = []

    def choose(*values, **_):
        suggested.append(Path(values[2]))
        return str(values[2]), next(kind for kind in values[3].split(";;") if ".docx" in kind)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.commands.run("file.brief")
    qtbot.waitUntil(lambda: "Brief written" in window.toast.text, timeout=30_000)
    target = suggested[0].with_suffix(".docx")
    assert window.toast.text.startswith(f"Brief written: {target.name}")
    assert "pages" not in window.toast.text
    claim = window.session.project.claims.all()[0]
    assert claim.quote in [p.text for p in docx.Document(target).paragraphs]


def test_the_menu_of_an_article_has_its_export(window) -> None:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenu

    window.articles.menu_asked.emit(QPoint(0, 0))
    [menu] = [menu for menu in window.findChildren(QMenu) if menu.isVisible() and menu.title() == ""]
    assert window.commands.action("article.export") in menu.actions()
    menu.close()
