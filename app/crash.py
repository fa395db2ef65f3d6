"""Faults of the program: written to a log and shown with everything needed to report them."""

import faulthandler
import platform
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtWidgets import QApplication, QMessageBox

from annotations import __version__
from app.settings import state_folder

LOG = "faults.log"
_MOST = 1_000_000


class CrashReporter(QObject):
    """Catches what nothing else did, on every thread, from its making until `remove`."""

    _caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log = state_folder() / LOG
        self._file = _opened(self.log)
        faulthandler.enable(self._file)
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._on_exception(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        self._caught.connect(self._show)
        self._showing = False

    def remove(self) -> None:
        """Give the hooks back."""
        faulthandler.disable()
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        self._file.close()

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        self._file.write(f"\n{datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}\n{_circumstances()}\n{details}")
        self._file.flush()
        self._caught.emit(details)

    def _show(self, details: str) -> None:
        if self._showing:
            return
        self._showing = True
        box = QMessageBox(QApplication.activeWindow())
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle("A fault of the program")
        box.setText("Something went wrong that should not have. Your project is as it was after the last action.")
        box.setInformativeText(f"You can go on, or restart to be sure. The details are kept in {self.log}.")
        box.setDetailedText(f"{_circumstances()}\n{details}")
        copy = box.addButton("Copy details", QMessageBox.ButtonRole.ActionRole)
        box.addButton("Go on", QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        if box.clickedButton() is copy:
            QApplication.clipboard().setText(f"{_circumstances()}\n{details}")
        self._showing = False


def _opened(path: Path) -> TextIO:
    """Open the log for writing at its end; a long one starts anew, the one before is kept."""
    if path.exists() and path.stat().st_size > _MOST:
        path.replace(path.with_suffix(".old.log"))
    return path.open("a", encoding="utf-8")


def _circumstances() -> str:
    return f"Pressmark {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
