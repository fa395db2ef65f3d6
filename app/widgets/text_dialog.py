"""Face, size, width and line height of the reading text, changed while one looks at it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.fonts import SHIPPED, shipped_family, system_families
from app.plain import PlainLabel
from app.reader.text_style import LEADINGS, SIZES, WIDTHS, TextStyle
from app.theme import ROW_HEIGHT, SPACE_L, SPACE_M, SPACE_S

_WIDTH = 400


class TextDialog(QDialog):
    """Tells every change at once; closing it keeps what is seen."""

    changed = Signal(object)
    """Another `TextStyle` was chosen."""

    def __init__(self, style: TextStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Text")
        self._style = style
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_M)
        self._grid.setVerticalSpacing(SPACE_S)
        self._grid.setColumnStretch(1, 1)
        self.face_box = self._faces()
        self.size_slider = self._slider("Si&ze", SIZES, 1, "size", lambda n: f"{n} px")
        self.width_slider = self._slider("Line &length", WIDTHS, 5, "characters", lambda n: f"{n} letters")
        self.leading_slider = self._slider("Line &height", LEADINGS, 5, "leading", lambda n: f"{n / 100:.2f}")
        self.usual_button = QPushButton("&Usual text")
        self.usual_button.setAutoDefault(False)
        self.usual_button.clicked.connect(lambda: self.show_style(TextStyle()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.usual_button, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_L)
        column.addLayout(self._grid)
        column.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)
        self.show_style(style)

    def _faces(self) -> QComboBox:
        box = QComboBox()
        for kind, name in zip(SHIPPED, ("Serif", "Sans serif"), strict=True):
            box.addItem(f"{name} ({shipped_family(kind)})" if shipped_family(kind) else name, kind)
        box.insertSeparator(box.count())
        for family in system_families():
            box.addItem(family, family)
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(lambda _: self._take(family=box.currentData()))
        self._row("&Face", box, None)
        return box

    def _slider(self, title: str, limits: tuple[int, int], step: int, name: str, say: Callable[[int], str]) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(*limits)
        slider.setSingleStep(step)
        slider.setPageStep(step * 2)
        slider.setMinimumHeight(ROW_HEIGHT)
        value = PlainLabel()
        value.setMinimumWidth(72)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setProperty("kind", "quiet")

        def follow(number: int) -> None:
            value.setText(say(number))
            slider.setAccessibleDescription(say(number))
            self._take(**{name: number})

        slider.valueChanged.connect(follow)
        value.setText(say(slider.value()))
        self._row(title, slider, value)
        return slider

    def _row(self, title: str, control: QWidget, value: QWidget | None) -> None:
        label, row = PlainLabel(title), self._grid.rowCount()
        label.setBuddy(control)
        control.setAccessibleName(title.replace("&", ""))
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(control, row, 1, 1, 1 if value else 2)
        if value:
            self._grid.addWidget(value, row, 2)

    def show_style(self, style: TextStyle) -> None:
        """Show how the text is set; a face that is not here counts as the shipped serif."""
        self.face_box.setCurrentIndex(max(0, self.face_box.findData(style.family)))
        self.size_slider.setValue(style.size)
        self.width_slider.setValue(style.characters)
        self.leading_slider.setValue(style.leading)

    def _take(self, **changed: object) -> None:
        style = replace(self._style, **changed)  # type: ignore[arg-type]
        if style != self._style:
            self._style = style
            self.changed.emit(style)
