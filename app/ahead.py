"""Modules that a first use would wait for, loaded aside while the person looks at the window."""

import threading
from importlib import import_module

MODULES = ("app.dialogs.importing",)
"""The import preview knows every format of the press: to load it takes as long as several frames."""

AFTER = 1000
"""Milliseconds from the first picture of the window until they are loaded."""


def load() -> threading.Thread:
    """Load them on a thread of its own, which gives way to the window's; whoever needs one sooner waits for it only."""
    thread = threading.Thread(target=lambda: [*map(import_module, MODULES)], daemon=True, name="ahead")
    thread.start()
    return thread
