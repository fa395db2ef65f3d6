"""The parts of the import preview, found as a person finds them, and what is typed into it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableView


def part(dialog, kind, name):
    return next(
        child
        for child in dialog.findChildren(kind)
        if name in (child.accessibleName(), child.text() if hasattr(child, "text") else "")
    )


def table(dialog):
    return part_named(dialog, QTableView, "Articles found")


def part_named(dialog, kind, name):
    return next(child for child in dialog.findChildren(kind) if child.accessibleName() == name)


def button(dialog, start):
    return next(child for child in dialog.findChildren(QPushButton) if child.text().startswith(start))


def edit(qtbot, dialog, row, column, typed):
    """Click a cell, type over it, press Enter."""
    view = table(dialog)
    view.setCurrentIndex(view.model().index(row, column))
    view.setFocus()
    qtbot.keyClicks(view, typed[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText(typed)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.state() != QTableView.State.EditingState)
    assert dialog.isVisible()


def headings(dialog):
    return [child.text() for child in dialog.findChildren(QLabel) if child.isVisible()]


def said(dialog, start):
    """The visible label that begins with some words, or None."""
    return next((text for text in headings(dialog) if text.startswith(start)), None)


def copies(site):
    """Two pages with one text in two outlets, and another between them."""
    wire = "The ministry has counted the fish of the year, and there are more of them than of all other fish."
    return [site(1, wire, "Herald"), site(2), site(3, wire, "Lantern")]
