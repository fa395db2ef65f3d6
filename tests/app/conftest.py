"""The checks that every test with a window passes through."""

from window_checks import no_window_left_open, pytest_runtest_call, qapp, qt_warnings, use_theme

__all__ = ["no_window_left_open", "pytest_runtest_call", "qapp", "qt_warnings", "use_theme"]
