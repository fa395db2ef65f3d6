"""The buttons at the foot of a dialog that asks something."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox


def agree_or_cancel(dialog: QDialog, agree: str = "OK") -> QDialogButtonBox:
    """Buttons that accept and reject a dialog, which puts them where it wants; `agree` stands on the first."""
    kinds = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
    buttons.button(kinds.Ok).setText(agree)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
