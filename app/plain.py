"""Text that is not ours, shown letter for letter.

Qt guesses whether a text is rich, and loads the pictures that rich text names. Headlines, names and files come from
outside, so what shows them is told that they are plain. `tests/test_architecture.py` holds the window to these parts.
"""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

_LONGEST = 2000
"""Characters of a tool tip; more would not fit on the screen."""


def plain_tip(text: str) -> str:
    """A tool tip that shows `text` as it is, in lines as wide as tool tips are; nothing gives no tool tip.

    Tool tips have no setting for plain text, so it is made rich text with nothing in it but the text.
    """
    if not text.strip():
        return ""
    cut = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return f'<span style="white-space:pre-wrap">{escape(cut)}</span>'


def put_tip(widget: QWidget, text: str) -> None:
    """Show `text` as the widget's tool tip, and let a screen reader have it without what `plain_tip` adds."""
    widget.setToolTip(plain_tip(text))
    widget.setAccessibleDescription(text)


class PlainLabel(QLabel):
    """A label that shows its text letter for letter."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)


def message_box(parent: QWidget | None, title: str, text: str, more: str = "") -> QMessageBox:
    """A box with a sentence and what is added to it in smaller letters, both shown letter for letter."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(more)
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
    return box
