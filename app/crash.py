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

from PySide6.QtCore import QObject, Qt, QUrl, Signal, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from annotations import __version__
from annotations.errors import AnnotationError
from annotations.store.connections.connection import SQLITE
from app.plain import message_box
from app.settings import state_folder

LOG = "faults.log"
_MOST = 1_000_000
_FATAL = "Fatal Python error"
"""Begins what Python writes when the process is ended by a library or the system."""
_STARTED = "Told at the next start"
_END = 50_000
"""Bytes at the end of the log that are looked at."""


class CrashReporter(QObject):
    """Catches what nothing else did, on every thread, from its making until `remove`."""

    _caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log: Path | None = None
        self._file: TextIO | None = None
        self.last_end = ""
        """What the log says of how the program ended the last time, where that was against its will."""
        with suppress(OSError):
            self.log = state_folder() / LOG
            self.last_end = _last_end(self.log)
            self._file = _opened(self.log)
        self.tell: Callable[[AnnotationError], object] | None = None
        """Called with an `AnnotationError` that nothing else caught: the person's to solve, and not a fault."""
        self._before = sys.excepthook, threading.excepthook, faulthandler.is_enabled()
        if self._file:
            if self.last_end:
                self._write(_STARTED)
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
        self._write(details)
        self._caught.emit(details)

    def _write(self, details: str) -> None:
        if self._file:
            with suppress(OSError):
                now = datetime.now().astimezone()
                self._file.write(f"\n{now:%Y-%m-%d %H:%M:%S %z}\n{_circumstances()}\n{details}\n")
                self._file.flush()

    def tell_last_end(self) -> None:
        """Tell how the program ended the last time, if that was against its will and was not told yet."""
        if self.last_end:
            self._show(
                self.last_end,
                "Pressmark was ended by a fault the last time.",
                "Every action until then is in your project.",
            )

    def _show(
        self,
        details: str,
        what: str = "Something went wrong that should not have. Your project is as it was after the last action.",
        more: str = "You can go on, or restart to be sure.",
    ) -> None:
        """Tell a fault; not a second one while one is told, and the same one (a faulty painting, say) only once."""
        if self._box is not None or details in self._seen:
            return
        self._seen.add(details)
        kept = f" The details are kept in {self.log}." if self._file else ""
        self._box = box = message_box(
            QApplication.activeWindow(),
            "A fault of the program",
            what,
            f"{more}{kept}",
        )
        box.setIcon(QMessageBox.Icon.Critical)
        report = f"{_circumstances()}\n{details}"
        box.setDetailedText(report)
        for text, does in (("Copy details", lambda: QApplication.clipboard().setText(report)), ("Show log", show_log)):
            button = box.addButton(text, QMessageBox.ButtonRole.ActionRole)
            button.clicked.disconnect()  # which would close the box
            button.clicked.connect(does)
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
    """Open the log for writing at its end; a long one starts anew, the one before is kept.

    Where another window has it open and the system does not move such a file, as Windows, it goes on growing.
    """
    if path.exists() and path.stat().st_size > _MOST:
        with suppress(OSError):
            path.replace(path.with_suffix(".old.log"))
    return path.open("a", encoding="utf-8", errors="backslashreplace")  # names of files need not be Unicode


def show_log() -> None:
    """Show the folder of the log in the system's file manager."""
    with suppress(OSError):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(state_folder())))


def _last_end(log: Path) -> str:
    """What the end of the log says, if the last thing in it is how the process was ended."""
    if not log.exists():
        return ""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - _END))
        end = file.read().decode("utf-8", errors="replace")
    _, fatal, after = end.rpartition(_FATAL)
    return "" if not fatal or _STARTED in after else (fatal + after).strip()


def _circumstances() -> str:
    return (
        f"Pressmark {__version__}, Python {platform.python_version()}, Qt {qVersion()}, SQLite {SQLITE}, "
        f"{platform.platform()}"
    )
