"""Icons: outlines from `resources/icons`, drawn in the ink of the theme at hand and with one width of stroke."""

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

SIZE = 16
"""Edge of an icon in device-independent pixels, where nothing else is asked for."""

STROKE = 1.5
"""Width of every stroke in device-independent pixels, whatever the icon's size."""

_GRID = 24
_DENSITIES = (1.0, 2.0)
_APPLICATION_SIZES = (16, 24, 32, 48, 64, 128, 256)
_DRESSING = {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}
_Ink = QPalette.ColorRole


def pixmap(name: str, colour: QColor, size: int = SIZE, density: float = 1.0) -> QPixmap:
    """The icon in one colour, `size` device-independent pixels wide and high, `density` real pixels each.

    Raises:
        FileNotFoundError: if there is no icon of this name.
    """
    key = f"icon {name} {colour.name()} {size} {density:g}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    renderer = _renderer(name, colour.name(), size)
    drawn = QPixmap(round(size * density), round(size * density))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(density)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, ink: QPalette.ColorRole = _Ink.WindowText, size: int = SIZE) -> QIcon:
    """The icon in a colour of the application's palette, with the fainter one of what is disabled.

    It keeps its colours when the theme changes: see `put_icon`.
    """
    palette = QApplication.palette()
    made = QIcon()
    for density in _DENSITIES:
        made.addPixmap(pixmap(name, palette.color(ink), size, density))
        faint = palette.color(QPalette.ColorGroup.Disabled, _Ink.WindowText)
        made.addPixmap(pixmap(name, faint, size, density), QIcon.Mode.Disabled)
    return made


def put_icon(target: QAbstractButton, name: str, ink: QPalette.ColorRole = _Ink.WindowText, size: int = SIZE) -> None:
    """Put an icon on a button; it follows the theme, and takes the place of the one put on before."""
    for before in target.findChildren(_Dresser, options=Qt.FindChildOption.FindDirectChildrenOnly):
        before.deleteLater()
        target.removeEventFilter(before)
    target.setIconSize(QSize(size, size))
    target.installEventFilter(_Dresser(target, name, ink, size))


class _Dresser(QObject):
    """Draws a button's icon anew whenever the theme changes."""

    def __init__(self, target: QAbstractButton, name: str, ink: QPalette.ColorRole, size: int) -> None:
        super().__init__(target)
        self._name, self._ink, self._size = name, ink, size
        target.setIcon(icon(name, ink, size))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: follow the theme."""
        if event.type() in _DRESSING and isinstance(watched, QAbstractButton):
            watched.setIcon(icon(self._name, self._ink, self._size))
        return False


def application_icon() -> QIcon:
    """The program's own icon, for windows and task lists; never recoloured."""
    renderer = QSvgRenderer(QByteArray(files("resources").joinpath("application", "pressmark.svg").read_bytes()))
    made = QIcon()
    for size in _APPLICATION_SIZES:
        drawn = QPixmap(size, size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        renderer.render(painter, QRectF(drawn.rect()))
        painter.end()
        made.addPixmap(drawn)
    return made


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str, size: int) -> QSvgRenderer:
    outline = files("resources").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")
    stroke = STROKE * _GRID / size
    outline = outline.replace('stroke-width="2"', f'stroke-width="{stroke:g}"').replace("currentColor", colour)
    return QSvgRenderer(QByteArray(outline.encode()))
