"""What the import preview asks once for all articles."""

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtWidgets import QLabel, QWidget

from app.dialogs.import_batch import BatchForm
from app.dialogs.import_layout import Middle
from app.theme import Theme


def test_none_of_its_labels_is_cut_where_the_preview_is_narrow(qtbot, use_theme):
    use_theme(Theme.light())
    form = BatchForm(None, "Anna Lindqvist")
    middle = Middle(QWidget(), QWidget(), form)
    qtbot.addWidget(middle)
    middle.resize(middle.minimumSizeHint().width(), 500)
    middle.say("")
    middle.show()
    for label in form.findChildren(QLabel):
        assert label.width() >= label.sizeHint().width(), label.text()
