"""The organisation's look: name, logo, colour and the lines of every brief, with the masthead as it will be printed."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotations.brief.logo import LARGEST, Logo, read_logo
from annotations.brief.spec import BriefSpec, Part
from annotations.brief.template import SUFFIX, Template, read_template, readable, template_of, write_template
from annotations.errors import AnnotationError
from app.dialogs.saving import ask_target
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M, SPACE_S
from app.widgets.buttons import agree_or_cancel

_TEXTS = {
    "organisation": ("Organisation", "as it stands in the masthead"),
    "handling": ("Handling mark", "kept as it is if empty"),
    "distribution": ("Distribution", "kept as it is if empty"),
    "footer": ("Foot of every page", "an address, say"),
}
_WIDTH, _SHARE = 560, 0.31
"""Pixels of the page's picture, and how much of its height is shown."""
_WAIT = 250


class BriefTemplateDialog(QDialog):
    """Edits a template; `template` gives it back. Pictures and template files can be dropped on it."""

    def __init__(self, spec: BriefSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Template")
        self.setAcceptDrops(True)
        self._spec = spec
        self._logo: Logo | None = None
        self.texts = {name: QLineEdit() for name in _TEXTS}
        self.colour = QLineEdit()
        self.colour.setPlaceholderText("#1F4AA8")
        self.swatch, self.choose, self.remove = (QPushButton(name) for name in ("Colour…", "Choose…", "Remove"))
        self.load, self.save = QPushButton("Load from file…"), QPushButton("Save as file…")
        self.logo_name, self.told = PlainLabel(), PlainLabel()
        self.picture = PlainLabel()
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._build()
        self._connect()
        self.show_template(template_of(spec.template))

    # -- building

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_M)
        form.setVerticalSpacing(SPACE_M)
        self.picture.setFixedSize(_WIDTH, round(_WIDTH * 1.414 * _SHARE))
        self.picture.setAccessibleName("Masthead")
        self.told.setProperty("kind", "small")
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(self.told.fontMetrics().height() * 2)
        form.addRow("Logo", _beside(self.logo_name, self.choose, self.remove))
        form.addRow("Accent colour", _beside(self.colour, self.swatch))
        for name, (label, hint) in _TEXTS.items():
            self.texts[name].setPlaceholderText(hint)
            self.texts[name].setAccessibleName(label)
            form.addRow(label, self.texts[name])
        self.colour.setAccessibleName("Accent colour")
        self.choose.setAccessibleName("Choose a logo")
        self.remove.setAccessibleName("Remove the logo")
        self.buttons = agree_or_cancel(self, "Use")
        for button in (self.load, self.save):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ResetRole)
        for button in (self.swatch, self.choose, self.remove, self.load, self.save):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(self.picture, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(form)
        column.addWidget(self.told)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._paint)
        for field in (*self.texts.values(), self.colour):
            field.textChanged.connect(lambda _: self._follow())
        self.colour.editingFinished.connect(self._check_colour)
        self.swatch.clicked.connect(self._ask_colour)
        self.choose.clicked.connect(self._ask_logo)
        self.remove.clicked.connect(lambda: self._show_logo(None))
        self.load.clicked.connect(self._ask_file)
        self.save.clicked.connect(self._ask_target)

    # -- the template

    def template(self) -> Template:
        """What is chosen; a colour that cannot be read counts as none."""
        try:
            accent = readable(self.colour.text()) if self.colour.text().strip() else ""
        except AnnotationError:
            accent = ""
        texts = {name: " ".join(field.text().split()) for name, field in self.texts.items()}
        return Template(**texts, accent=accent, logo=self._logo)

    def spec(self) -> BriefSpec:
        """The brief's specification with what is chosen."""
        return self.template().applied(self._spec)

    def show_template(self, template: Template) -> None:
        """Show a template in the fields."""
        for name, field in self.texts.items():
            field.setText(getattr(template, name))
        self.colour.setText(template.accent)
        self._show_logo(template.logo)

    def take(self, path: Path) -> None:
        """Take a template or a picture from a file; what is wrong with it is said, and changes nothing."""
        try:
            if path.suffix.lower() == SUFFIX:
                self.show_template(read_template(path))
            else:
                self._show_logo(_picture(path))
        except AnnotationError as error:
            self.told.setText(str(error))
            return
        self.told.setText(f"Taken from {path.name}")

    def _show_logo(self, logo: Logo | None) -> None:
        self._logo = logo
        self.remove.setEnabled(logo is not None)
        self.logo_name.setText(logo.kind.upper() if logo else "None; drop a PNG or SVG here")
        self.told.clear()
        self._follow()

    def _check_colour(self) -> None:
        """Say what becomes of the colour that was typed."""
        typed = self.colour.text().strip()
        if not typed:
            return
        try:
            shown = readable(typed)
        except AnnotationError as error:
            self.told.setText(str(error))
            return
        if shown.lstrip("#") == typed.lstrip("#").upper() or len(typed.lstrip("#")) == 3:
            self.told.clear()
        else:
            self.told.setText(f"{typed} is too light to be read on white: {shown} is printed.")
            self.colour.setText(shown)

    # -- the picture

    def _follow(self) -> None:
        self._timer.start()

    def _paint(self) -> None:
        """Paint the head of the first page as the export writes it."""
        from annotations.brief.content import BriefContent, Reading
        from annotations.brief.preview import Painter, proof

        spec = replace(self.spec(), parts=(Part.MASTHEAD,))
        content = BriefContent("", (), Reading(), (), "", language=spec.language)
        painter = Painter()
        try:
            scale = self.picture.devicePixelRatioF()
            width = round(_WIDTH * scale)
            page = painter.paint(proof(content, spec, lambda: True), 1, width)
        finally:
            painter.close()
        image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
        shown = QPixmap.fromImage(image.copy(0, 0, page.width, round(self.picture.height() * scale)))
        shown.setDevicePixelRatio(scale)
        self.picture.setPixmap(shown)

    # -- asking

    def _ask_colour(self) -> None:
        dialog = QColorDialog(QColor(self.template().accent or "#1F4AA8"), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(self._take_colour)
        dialog.open()

    def _take_colour(self, colour: QColor) -> None:
        self.colour.setText(colour.name().upper())
        self._check_colour()

    def _ask_logo(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose a logo", "", "Pictures (*.svg *.png)")
        if name:
            self.take(Path(name))

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Load a template", "", f"Templates (*{SUFFIX})")
        if name:
            self.take(Path(name))

    def _ask_target(self) -> None:
        suggested = Path(f"Template{SUFFIX}")
        path = ask_target(self, "Save the template", suggested, "Template", SUFFIX)
        if path is None:
            return
        try:
            write_template(self.template(), path)
        except AnnotationError as error:
            self.told.setText(str(error))
            return
        self.told.setText(f"Saved as {path.name}")

    # -- dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: take one picture or template."""
        if _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: take it."""
        if path := _dropped(event.mimeData()):
            event.acceptProposedAction()
            self.take(path)


def _picture(path: Path) -> Logo:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise AnnotationError(
            f"The picture cannot be read ({error.strerror or error})", "Choose another", path
        ) from error
    try:
        return read_logo(data)
    except AnnotationError as error:
        raise AnnotationError(error.what, error.remedy, path) from error


def _dropped(data: QMimeData) -> Path | None:
    """The one file that is being dropped; None if it is none that the dialog can take."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    known = {SUFFIX, ".png", ".svg"}
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in known else None


def _beside(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE_S)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, 0 if place else 1)
    return row
