"""Faults of the program: written to a log and shown with everything needed to report them."""

import faulthandler
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtWidgets import QApplication, QMessageBox

from annotations import __version__
from annotations.errors import AnnotationError
from app.plain import message_box
from app.settings import state_folder

LOG = "faults.log"
_MOST = 1_000_000


class CrashReporter(QObject):
    """Catches what nothing else did, on every thread, from its making until `remove`."""

    _caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log: Path | None = None
        self._file: TextIO | None = None
        with suppress(OSError):
            self.log = state_folder() / LOG
            self._file = _opened(self.log)
        self.tell: Callable[[AnnotationError], object] | None = None
        """Called with an `AnnotationError` that nothing else caught: the person's to solve, and not a fault."""
        self._before = sys.excepthook, threading.excepthook, faulthandler.is_enabled()
        if self._file:
            faulthandler.enable(self._file)
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._on_exception(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        # Queued, because a dialog must not be opened in the middle of painting.
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._box: QMessageBox | None = None
        self._seen: set[str] = set()

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook, was_enabled = self._before
        if self._file:
            faulthandler.disable()
            self._file.close()
            self._file = None
            if was_enabled and sys.__stderr__:
                faulthandler.enable(sys.__stderr__)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, AnnotationError) and self.tell:
            self.tell(error)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        if sys.stderr:
            sys.stderr.write(details)
        if self._file:
            with suppress(OSError):
                now = datetime.now().astimezone()
                self._file.write(f"\n{now:%Y-%m-%d %H:%M:%S %z}\n{_circumstances()}\n{details}")
                self._file.flush()
        self._caught.emit(details)

    def _show(self, details: str) -> None:
        """Tell a fault; not a second one while one is told, and the same one (a faulty painting, say) only once."""
        if self._box is not None or details in self._seen:
            return
        self._seen.add(details)
        kept = f" The details are kept in {self.log}." if self._file else ""
        self._box = box = message_box(
            QApplication.activeWindow(),
            "A fault of the program",
            "Something went wrong that should not have. Your project is as it was after the last action.",
            f"You can go on, or restart to be sure.{kept}",
        )
        box.setIcon(QMessageBox.Icon.Critical)
        report = f"{_circumstances()}\n{details}"
        box.setDetailedText(report)
        copy = box.addButton("Copy details", QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(report))
        go_on = box.addButton("Go on", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(go_on)
        box.setEscapeButton(go_on)
        box.finished.connect(self._closed)
        box.open()

    def _closed(self) -> None:
        if self._box:
            self._box.deleteLater()
            self._box = None


def _opened(path: Path) -> TextIO:
    """Open the log for writing at its end; a long one starts anew, the one before is kept."""
    if path.exists() and path.stat().st_size > _MOST:
        path.replace(path.with_suffix(".old.log"))
    return path.open("a", encoding="utf-8")


def _circumstances() -> str:
    return f"Pressmark {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
