"""Where a file is to be stored: Qt's dialog, and the question it leaves out."""

import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def fitting_name(text: str) -> str:
    """A text as the name of a file: on one line, without the signs that some system does not allow."""
    return " ".join(_UNFIT.sub(" ", text).split())


def ask_target(
    window: QWidget, title: str, suggested: Path, kind: str, suffix: str, others: Mapping[str, str] | None = None
) -> Path | None:
    """Ask for a file's name and return it with its suffix; None if that was cancelled.

    `others` are further kinds that can be chosen instead, by their suffixes; who chooses one and leaves the suggested
    name gets that name with its suffix.

    A file that stands there already is replaced only if the person agreed to it under its full name: Qt's own
    question comes before the suffix is added.
    """
    kinds = {suffix: kind, **(others or {})}
    filters = {f"{one} (*{ending})": ending for ending, one in kinds.items()}
    first = next((one for one, ending in filters.items() if ending == suggested.suffix.lower()), "")
    name, chosen = QFileDialog.getSaveFileName(window, title, str(suggested), ";;".join(filters), first)
    if not name:
        return None
    if chosen in filters and chosen != first and Path(name) == suggested and first:
        name = str(suggested.with_suffix(""))
    if name.lower().endswith(tuple(kinds)):
        return Path(name)
    path = Path(name + filters.get(chosen, suffix))
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
