"""Builds everything once and passes it on by constructor."""

import gc
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from annotations import __version__
from app import ahead
from app.actions.views import theme_of
from app.crash import CrashReporter
from app.ending import Ending, leave
from app.help.news import update_of
from app.icons import application_icon
from app.session import Session
from app.settings import Settings
from app.window import Window

SWITCH = 0.0005
"""Seconds a working thread may keep the interpreter: a tenth of the default keeps frames under 20 ms meanwhile."""


class Application(QApplication):
    """Hears of files that the system hands over while the program runs, as macOS does."""

    file_opened = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Qt: what is sent to the application itself."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(event.file())
            return True
        return super().event(event)


def open_window(path: Path | None = None) -> int:
    """Open the window, on a project if one is named, and stay until it is closed; returns the exit code.

    A project that a window of this person has open already makes that window come to the front, and no other is opened.
    """
    sys.setswitchinterval(SWITCH)
    application = Application(sys.argv[:1])
    if path is not None and _came_forward(path):
        return 0
    application.setApplicationName("Pressmark")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("pressmark")
    application.setWindowIcon(application_icon())
    reporter = CrashReporter()
    settings = Settings()
    theme = theme_of(settings.appearance)
    theme.apply(application)
    session = Session()
    reporter.tell = session.failed.emit
    window = Window(session, settings, theme)
    application.file_opened.connect(lambda name: window.windows.open_from_outside(Path(name)))
    ending = Ending(partial(leave, window, session.jobs.stop_all))
    window.show()
    gc.freeze()  # what the window is made of stays; to look through it for garbage takes 40 ms each time
    QTimer.singleShot(ahead.AFTER, ahead.load)
    QTimer.singleShot(ahead.AFTER, window.known_actors.prepare)
    update = update_of(settings)  # before somebody new gives a name, as those have who used it earlier
    if path is not None:
        window.files.open(path, asked=True)
    window.help.tell_of_update(update)
    reporter.tell_last_end()
    # Who was asked to end while the project was opened has closed the window before its loop began.
    code = application.exec() if window.isVisible() else 0
    session.shut_down()
    ending.remove()
    reporter.remove()
    return code


def _came_forward(path: Path) -> bool:
    from app.presence import come_forward

    return come_forward(path)
