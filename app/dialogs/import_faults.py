"""The files of a drop that were not read, and why."""

from collections.abc import Container, Iterable
from pathlib import Path

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotations.importers.draft import Found
from app.theme import SPACE_M

_MOST_LINES = 4


class Faults(QPlainTextEdit):
    """One line a file, as high as it needs to be up to a few lines; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[Found] = []
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Files that were not read")
        self.hide()

    def add(self, found: Iterable[Found]) -> None:
        """List those among what was found that have an error or a note."""
        new = [one for one in found if one.error or one.note]
        if not new:
            return
        self._shown += new
        self.appendPlainText("\n".join(map(_line, new)))
        # Appending leads to the end, and the first faults are read first.
        self.moveCursor(QTextCursor.MoveOperation.Start)
        lines = min(len(self._shown), _MOST_LINES)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * SPACE_M)
        self.show()

    def remove(self, paths: Container[Path]) -> None:
        """Forget files that are read anew."""
        others = [found for found in self._shown if found.path not in paths]
        self._shown = []
        self.clear()
        self.hide()
        self.add(others)

    def errors(self) -> int:
        """How many files could not be read."""
        return sum(bool(found.error) for found in self._shown)


def _line(found: Found) -> str:
    if found.note:
        return f"“{found.path.name}”: {found.note}"
    return f"“{found.path.name}” {found.error}. {found.remedy}."
