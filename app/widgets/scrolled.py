"""A form that may be higher than there is room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from app.theme import SPACE_L, SPACE_M

_NEARLY_ALL = 1000
"""How many times the room beside the form is the form's, until that has its width."""


def scrolled(form: QWidget, widest: int) -> QScrollArea:
    """Put a form at the left of what may be wider than its `widest` pixels, and lower than it."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_L)
    form.setMaximumWidth(widest)
    row.addWidget(form, _NEARLY_ALL)
    row.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(holder)
    return area
