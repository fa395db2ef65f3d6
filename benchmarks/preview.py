"""How long the window is busy with one event while a thousand files are read into the import preview.

`python benchmarks/preview.py [FILES]` prints the longest and the 99th percentile of the pauses between two ticks of a
timer of 5 ms, for an idle window and for the preview. The budget is 50 ms.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.application import SWITCH
from app.dialogs.importing import ImportDialog
from app.session import Session
from app.theme import Theme


class Pauses:
    """The pauses between the ticks of a timer, and what of them the thread itself worked, in milliseconds.

    A machine that is busy with other things makes pauses of its own; the work is the program's.
    """

    def __init__(self) -> None:
        self.found: list[float] = []
        self.worked: list[float] = []
        self._last, self._before = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(5)

    def _tick(self) -> None:
        now, spent = time.perf_counter(), time.thread_time()
        self.found.append((now - self._last) * 1000)
        self.worked.append((spent - self._before) * 1000)
        self._last, self._before = now, spent

    def stop(self) -> None:
        """Count no further ones."""
        self._timer.stop()

    def told(self) -> str:
        """Longest and 99th percentile."""
        found = sorted(self.found)
        return f"longest {found[-1]:6.1f} ms, p99 {found[int(len(found) * 0.99)]:6.1f} ms, {len(found)} ticks"


def main() -> None:
    """Measure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    sys.setswitchinterval(SWITCH)
    application = QApplication([])
    Theme.light().apply(application)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.txt" for number in range(count)]
        for number, file in enumerate(files):
            file.write_text(f"Article {number}\n" + "Some words of text. " * 250)
        session = Session()
        session.create(Path(folder) / "preview.pressmark", ("Anna", "A"))
        idle = Pauses()
        QTest.qWait(2000)
        print("idle window   ", idle.told())
        dialog = ImportDialog(session, files)
        dialog.show()
        reading, started = Pauses(), time.perf_counter()
        while session.jobs.running:
            QTest.qWait(50)
        print(f"{count:,} files    ", reading.told(), f"in {time.perf_counter() - started:.1f} s")
        dialog.done(0)
        session.shut_down()


if __name__ == "__main__":
    main()
