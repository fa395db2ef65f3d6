"""A form that may be higher than there is room."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from app.theme import SPACE_L, SPACE_M

_NEARLY_ALL = 1000
"""How many times the room beside the form is the form's, until that has its width."""


def scrolled(form: QWidget, widest: int, put: Callable[[QScrollArea], object]) -> QScrollArea:
    """Put a form at the left of what may be wider than its `widest` pixels, and lower than it.

    `put` gives that its place while it is empty: whatever moves is dressed anew with all that is in it.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    put(area)
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_L)
    area.setWidget(holder)
    form.setMaximumWidth(widest)
    row.addWidget(form, _NEARLY_ALL)
    row.addStretch(1)
    return area
