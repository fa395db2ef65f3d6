"""Boxes for numbers look like other fields."""

from PySide6.QtWidgets import QLineEdit, QSpinBox

from app.widgets.spin import indent


def test_a_number_stands_as_far_from_the_edge_as_what_is_typed_elsewhere(qtbot):
    box, field = QSpinBox(), QLineEdit("25")
    indent(box)
    for widget in (box, field):
        qtbot.addWidget(widget)
        widget.resize(200, 32)
        widget.show()

    def left(widget):
        """Of the first ink inside the frame, in pixels."""
        image = widget.grab().toImage()
        rows, ground = range(8, image.height() - 8), image.pixelColor(image.width() // 2, image.height() // 2)
        return next(x for x in range(3, 60) if any(image.pixelColor(x, y) != ground for y in rows))

    box.setValue(25)
    assert abs(left(box) - left(field)) <= 2
