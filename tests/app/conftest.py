"""The checks that every test with a window passes through."""

from kept_children import children_end, kept_children
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
    "children_end",
    "kept_children",
    "mouse_far_away",
    "no_window_left_open",
    "pytest_runtest_call",
    "qapp",
    "qt_warnings",
    "reading",
    "unread",
    "use_theme",
]
