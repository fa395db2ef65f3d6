"""What is loaded aside is there when it is asked for, and the preview is among it."""

import subprocess
import sys
import threading

import pytest

from app import ahead

ASKED = """
import sys
import app.window
from app import ahead
before = [name in sys.modules for name in ahead.MODULES]
ahead.load().join()
print(before, [name in sys.modules for name in ahead.MODULES], "annotations.importers.registry" in sys.modules)
"""


def test_the_window_does_without_the_preview_until_it_is_loaded_aside():
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "[False] [True] True", done.stderr


def test_what_cannot_be_loaded_is_no_fault_until_it_is_needed(tmp_path, monkeypatch):
    (tmp_path / "broken_part.py").write_text("raise ImportError('a part is missing')")
    (tmp_path / "whole_part.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(ahead, "MODULES", ("broken_part", "whole_part"))
    faults = []
    monkeypatch.setattr(threading, "excepthook", faults.append)
    ahead.load().join()
    assert faults == []
    assert sys.modules.pop("whole_part")
    with pytest.raises(ImportError, match="a part is missing"):
        __import__("broken_part")
