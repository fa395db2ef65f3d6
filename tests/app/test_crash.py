"""Faults of the program: kept, told once, and never in the middle of something else."""

import faulthandler
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from window_checks import bring_up

from annotations.errors import ProjectFileError
from app.crash import CrashReporter
from app.settings import state_folder


@pytest.fixture
def reporter(qapp):
    """The reporter, its hooks given back whatever happens."""
    before = sys.excepthook, threading.excepthook, faulthandler.is_enabled()
    made = CrashReporter()
    yield made
    for box in boxes():
        box.done(0)
    made.remove()
    assert (sys.excepthook, threading.excepthook, faulthandler.is_enabled()) == before


def boxes():
    QApplication.processEvents()
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]


def fault(words="a fault"):
    """Let an exception reach the hook, as Python does with what nobody catches."""

    def fail():
        raise ZeroDivisionError(words)

    try:
        fail()
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def log():
    return (state_folder() / "faults.log").read_text(encoding="utf-8")


class Sender(QObject):
    fired = Signal()


def test_an_exception_in_a_slot_is_shown_with_its_details_and_kept(reporter, capsys):
    sender = Sender()
    sender.fired.connect(lambda: fault("in the slot"))
    sender.fired.emit()
    (box,) = boxes()
    assert "ZeroDivisionError: in the slot" in box.detailedText()
    assert "Pressmark" in box.detailedText()
    assert str(reporter.log) in box.informativeText()
    assert "ZeroDivisionError: in the slot" in log()
    assert "ZeroDivisionError: in the slot" in capsys.readouterr().err


def test_the_dialog_waits_until_what_failed_is_over(reporter):
    """A dialog opened in the middle of painting would paint again."""
    fault()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]
    assert len(boxes()) == 1


def test_a_second_fault_while_one_is_told_does_not_stack_but_is_kept(reporter):
    fault("the first")
    (box,) = boxes()
    fault("the second")
    assert boxes() == [box]
    assert "the second" in log()


def test_after_it_was_closed_another_fault_is_told_and_the_same_one_is_not(reporter):
    def same():
        fault("painting")

    for _ in range(2):
        same()
        for box in boxes():
            box.done(0)
    assert boxes() == []
    assert log().count("ZeroDivisionError: painting") == 2
    fault("another")
    assert len(boxes()) == 1


def test_a_fault_on_another_thread_is_told_on_the_windows(reporter):
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    (box,) = boxes()
    assert "ZeroDivisionError" in box.detailedText()


def test_the_details_can_be_copied(reporter):
    fault("to be copied")
    (box,) = boxes()
    copy = next(button for button in box.buttons() if button.text() == "Copy details")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "to be copied" in QApplication.clipboard().text()


def test_copying_leaves_the_box_open_and_the_log_can_be_shown(reporter, monkeypatch):
    opened = []
    monkeypatch.setattr("app.crash.QDesktopServices.openUrl", opened.append)
    fault()
    (box,) = boxes()
    for button in box.buttons():
        if button.text() in ("Copy details", "Show log"):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert boxes() == [box]
    assert [url.toLocalFile() for url in opened] == [str(state_folder())]
    assert "SQLite" in QApplication.clipboard().text()


def test_a_process_that_was_ended_is_told_at_the_next_start_and_once(qapp):
    log_file = state_folder() / "faults.log"
    log_file.write_text("before\n", encoding="utf-8")
    ending = (
        "import faulthandler, os, signal, sys\n"
        f"faulthandler.enable(open({str(log_file)!r}, 'a'))\n"
        "os.kill(os.getpid(), signal.SIGABRT)\n"
    )
    subprocess.run([sys.executable, "-c", ending], check=False, timeout=60)
    first = CrashReporter()
    first.tell_last_end()
    (box,) = boxes()
    assert "ended by a fault" in box.text()
    assert "Fatal Python error: Aborted" in box.detailedText()
    assert "before" not in box.detailedText()
    box.done(0)
    first.remove()
    second = CrashReporter()
    second.tell_last_end()
    assert boxes() == []
    second.remove()


def test_escape_goes_on(reporter):
    fault()
    (box,) = boxes()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert boxes() == []


def test_an_error_the_person_can_solve_is_no_fault(reporter, tmp_path):
    told = []
    reporter.tell = told.append
    error = ProjectFileError("The drive is gone", "Plug it in", tmp_path)
    sys.excepthook(type(error), error, None)
    assert told == [error]
    assert boxes() == []


def test_without_anybody_to_tell_even_that_is_shown(reporter, tmp_path):
    error = ProjectFileError("The drive is gone", "Plug it in", tmp_path)
    sys.excepthook(type(error), error, None)
    assert len(boxes()) == 1


def test_a_long_log_starts_anew_and_the_one_before_is_kept(qapp):
    path = state_folder() / "faults.log"
    path.write_text("old\n" * 300_000)
    reporter = CrashReporter()
    reporter.remove()
    assert path.stat().st_size == 0
    assert path.with_suffix(".old.log").stat().st_size == 1_200_000


def test_a_long_log_that_another_window_has_open_goes_on_where_it_cannot_be_moved(qapp, monkeypatch):
    path = state_folder() / "faults.log"
    path.write_text("old\n" * 300_000)

    def refuse(self, target):
        raise PermissionError(13, "in use")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    reporter = CrashReporter()
    fault("in the second window")
    reporter.remove()
    assert "in the second window" in log()
    for box in boxes():
        box.done(0)


def test_a_fault_with_a_name_that_is_no_unicode_is_told_and_kept(reporter):
    fault("a file called b\udcff.pressmark")
    (box,) = boxes()
    assert "a file called b" in box.detailedText()
    assert r"a file called b\udcff.pressmark" in log()


def test_where_no_log_can_be_kept_faults_are_told_all_the_same(qapp, monkeypatch, tmp_path):
    blocked = tmp_path / "state"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    reporter = CrashReporter()
    fault()
    (box,) = boxes()
    assert "kept in" not in box.informativeText()
    box.done(0)
    reporter.remove()


def test_without_a_console_nothing_more_goes_wrong(reporter, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    fault()
    assert len(boxes()) == 1


def test_it_belongs_to_the_window_in_front(reporter, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    bring_up(qtbot, window)
    fault()
    (box,) = boxes()
    assert box.parentWidget() is window
    box.done(0)
