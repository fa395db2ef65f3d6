"""The checks that every test with a window passes through."""

from kept_readers import kept_readers, readers_end
from window_checks import (
    mouse_far_away,
    no_window_left_open,
    pytest_runtest_call,
    qapp,
    qt_warnings,
    reading,
    unread,
    use_theme,
)

__all__ = [
    "kept_readers",
    "mouse_far_away",
    "no_window_left_open",
    "pytest_runtest_call",
    "qapp",
    "qt_warnings",
    "readers_end",
    "reading",
    "unread",
    "use_theme",
]
