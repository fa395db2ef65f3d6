"""Waiting for work: what it returns, how far it is, cancelling it."""

import threading
import time

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QProgressBar, QWidget

from annotations.errors import CancelledError, ProjectFileError
from annotations.progress import Progress
from app.dialogs.waiting import WaitingDialog
from app.waiting import wait_for


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def when_open():
    """Does something with the dialog as soon as it stands on the screen and has told of progress."""

    def soon(act) -> None:
        def look() -> None:
            found = [w for w in QApplication.topLevelWidgets() if isinstance(w, WaitingDialog) and w.isVisible()]
            if found and found[0].findChild(QProgressBar).maximum():
                act(found[0])
            else:
                QTimer.singleShot(10, look)

        QTimer.singleShot(0, look)

    return soon


def test_short_work_shows_nothing_and_hands_on_what_it_returned_or_raised(window, monkeypatch) -> None:
    monkeypatch.setattr(WaitingDialog, "exec", lambda _: pytest.fail("a dialog for nothing"))
    monkeypatch.setattr("app.waiting._AT_ONCE", 60)  # a busy machine takes longer even to begin
    assert wait_for("Copying", lambda _: 7, window) == 7

    def fail(_: object) -> None:
        raise ProjectFileError("There is no room")

    with pytest.raises(ProjectFileError, match="no room"):
        wait_for("Copying", fail, window)


def test_long_work_shows_how_far_it_is_until_it_is_done(window, when_open) -> None:
    gate = threading.Event()
    seen = []

    def work(told):
        until = time.monotonic() + 10
        while not gate.wait(0.01) and time.monotonic() < until:
            told(Progress(3, 12))
        return "done"

    def look(dialog: WaitingDialog) -> None:
        bar = dialog.findChild(QProgressBar)
        seen.append((dialog._text.text(), bar.value(), bar.maximum()))
        gate.set()

    when_open(look)
    assert wait_for("Copying “week”", work, window) == "done"
    assert seen == [("Copying “week”", 3, 12)]


@pytest.mark.parametrize("by", ["button", "escape"])
def test_cancelling_waits_until_the_work_has_stopped(window, when_open, by: str) -> None:
    stopped = []

    def work(told):
        try:
            while True:
                told(Progress(1, 2))
                threading.Event().wait(0.01)
        finally:
            stopped.append(True)

    def cancel(dialog: WaitingDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert not dialog._job.stopping, "Enter must not cancel by chance"
        if by == "escape":
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Cancel).click()

    when_open(cancel)
    with pytest.raises(CancelledError):
        wait_for("Copying", work, window)
    assert stopped == [True]
