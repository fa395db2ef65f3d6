"""Dialogs whose words are known only once they are shown."""

from PySide6.QtWidgets import QWidget


def grow(window: QWidget) -> None:
    """Make a window that is shown as high as its words need at its width; by itself it never gets lower again."""
    layout = window.layout()
    if layout is not None and window.isVisible():
        layout.activate()
        window.resize(window.width(), max(window.height(), layout.totalHeightForWidth(window.width())))
