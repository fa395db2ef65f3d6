"""Where a file is to be stored: Qt's dialog, and the question it leaves out."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


def ask_target(window: QWidget, title: str, suggested: Path, kind: str, suffix: str) -> Path | None:
    """Ask for a file's name and return it with its suffix; None if that was cancelled.

    A file that stands there already is replaced only if the person agreed to it under its full name: Qt's own
    question comes before the suffix is added.
    """
    name, _ = QFileDialog.getSaveFileName(window, title, str(suggested), f"{kind} (*{suffix})")
    if not name:
        return None
    if name.lower().endswith(suffix):
        return Path(name)
    path = Path(name + suffix)
    return path if not path.exists() or _may_replace(window, path) else None


def _may_replace(window: QWidget, path: Path) -> bool:
    box = QMessageBox(QMessageBox.Icon.Warning, "Replace the file?", "", parent=window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{path.name} is there already. Replace it?")
    replace = box.addButton("Replace", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    agreed = box.clickedButton() is replace
    box.deleteLater()
    return agreed
