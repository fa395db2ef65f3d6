"""Boxes for numbers."""

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

_INDENT = 6
"""Pixels before the number. The style sheet cannot say it: of the field in such a box Qt heeds no padding."""


def indent(*boxes: QAbstractSpinBox) -> None:
    """Let the numbers in boxes stand as far from the edge as what is typed in other fields."""
    for box in boxes:
        for field in box.findChildren(QLineEdit):
            field.setTextMargins(_INDENT, 0, 0, 0)
