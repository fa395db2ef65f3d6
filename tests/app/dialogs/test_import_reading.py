"""Files that are read while the import preview is open: it fills, is stopped, and leaves nothing behind."""

import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from import_preview import button, edit, headings, part, table
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from annotations.importers import reading
from annotations.importers.likeness.measures import Measure
from app.dialogs import import_reading
from app.models.draft_cells import Column
from app.models.draft_rows import row_of


def test_stop_keeps_what_was_read_and_leaves_no_process(opened, write, qtbot, monkeypatch):
    files = [write(f"{n}.txt", f"Article {n}\nText.") for n in range(400)]
    before = children()
    hold_back(monkeypatch, files[-1])
    dialog = opened(files, wait=False)
    assert dialog.isVisible()
    assert not button(dialog, "Import").isEnabled()
    qtbot.waitUntil(lambda: table(dialog).model().rowCount() > 0, timeout=120_000)
    qtbot.mouseClick(button(dialog, "Stop"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not part(dialog, QPushButton, "Stop reading files").isVisible(), timeout=10_000)
    assert button(dialog, "Import").isEnabled()
    assert table(dialog).model().rowCount() > 0
    assert children() <= before


def hold_back(monkeypatch, last):
    """Let one file wait until the reading is stopped: a fast machine has read all before the click comes."""
    read_in = reading._read_in

    def read(child, task, *given):
        while task.path == last and not child._closed:
            time.sleep(0.01)
        return read_in(child, task, *given)

    monkeypatch.setattr(reading, "_read_in", read)


def children():
    """The processes that this one started and that are still there; some wait for the next drop of a window before.

    Linux keeps them by the thread that started them, and hands them to another when that ends.
    """
    found = set()
    for listed in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # of a thread that has just ended
            found |= set(listed.read_text().split())
    return found


def test_closing_at_once_ends_the_reading(opened, write, qtbot, session, monkeypatch):
    files = [write(f"{n}.txt", f"Article {n}\nText.") for n in range(50)]
    before = children()
    hold_back(monkeypatch, files[-1])
    dialog = opened(files, wait=False)
    dialog.reject()
    qtbot.waitUntil(lambda: not session.jobs.running, timeout=10_000)
    assert children() <= before
    assert dialog.accepted_values == []


def test_the_preview_fills_while_files_are_read_and_none_of_the_work_is_the_windows(opened, write, qtbot, monkeypatch):
    threads = set()

    def noted(*given):
        threads.add(threading.current_thread())
        return row_of(*given)

    monkeypatch.setattr(import_reading, "row_of", noted)
    monkeypatch.setattr(Measure, "of", None)  # texts are measured in the children
    files = [write(f"{n}.txt", f"Article {n}\n" + "Some words of text. " * 250) for n in range(300)]
    dialog = opened(files, wait=False)
    portions = []
    table(dialog).model().rowsInserted.connect(lambda _parent, first, last: portions.append(last - first + 1))
    qtbot.waitUntil(lambda: not part(dialog, QPushButton, "Stop reading files").isVisible(), timeout=120_000)
    assert sum(portions) == 300
    assert len(portions) > 1
    assert threads
    assert threading.main_thread() not in threads


def test_that_it_was_stopped_is_said_as_long_as_the_preview_is_open(opened, write, qtbot, monkeypatch):
    files = [write(f"{n}.txt", f"Article {n}\nText.") for n in range(400)]
    hold_back(monkeypatch, files[-1])
    dialog = opened(files, wait=False)
    qtbot.waitUntil(lambda: table(dialog).model().rowCount() > 0, timeout=120_000)
    qtbot.mouseClick(button(dialog, "Stop"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not part(dialog, QPushButton, "Stop reading files").isVisible(), timeout=10_000)
    edit(qtbot, dialog, 0, Column.OUTLET, "Courier")
    assert any(text.startswith("Stopped: the remaining files were not read") for text in headings(dialog))
