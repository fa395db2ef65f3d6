"""What is loaded aside is there when it is asked for, and the preview is among it."""

import subprocess
import sys

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
