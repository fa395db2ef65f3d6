"""Modules that a first use would wait for, loaded aside while the person looks at the window."""

import threading
from contextlib import suppress
from importlib import import_module

MODULES = ("app.dialogs.importing",)
"""The import preview knows every format of the press: to load it takes as long as several frames."""

AFTER = 1000
"""Milliseconds from the first picture of the window until they are loaded."""


def load() -> threading.Thread:
    """Load them on a thread of its own, which gives way to the window's; whoever needs one sooner waits for it only.

    What fails is told to whoever needs it, for it is loaded again then.
    """
    thread = threading.Thread(target=_load, daemon=True, name="ahead")
    thread.start()
    return thread


def _load() -> None:
    for name in MODULES:
        with suppress(Exception):
            import_module(name)
