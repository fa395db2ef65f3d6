"""The pages of a brief below one another, painted as they come into view."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QCursor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotations.brief.preview import Picture, Proof
from app.theme import SPACE_L, SPACE_M

_KEPT = 64_000_000
"""Bytes of painted pages that are kept."""
_STEP = 48
_FOCUS = 2


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the view: one of a proof, from 1."""

    proof: Proof
    page: int


@dataclass(frozen=True, slots=True)
class Need:
    """A page that is to be painted, so many pixels wide."""

    leaf: Leaf
    width: int


class PagesView(QAbstractScrollArea):
    """Scrolls through pages and says which are to be painted, and what is clicked on them."""

    needed = Signal()
    """Pages came into view that are not painted."""
    scrolled = Signal()
    """Another page may be in view."""
    clicked = Signal(str, int, float)
    """Something was clicked: the target, empty if nothing is linked there; the page, from 1; points from below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.leaves: Sequence[Leaf] = ()
        self.zoom = 0.0
        """Pixels a point; 0 for as wide as there is room."""
        self._said = ""
        self._painted: OrderedDict[tuple[Leaf, int], QImage] = OrderedDict()
        self._before: dict[int, QImage] = {}
        """What stood at a page before it was made anew; shown until that is painted."""
        self.setAccessibleName("Preview of the brief")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._moved())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    # -- what is shown

    def show_leaves(self, leaves: Sequence[Leaf]) -> None:
        """Show other pages at the place where the view is."""
        for n in self._in_view():
            image = self._image(self.leaves[n])
            if image is not None:
                self._before[n] = image
        self.leaves = leaves
        self.setAccessibleDescription("" if leaves else self._said)
        proofs = {leaf.proof for leaf in leaves}
        for key in [key for key in self._painted if key[0].proof not in proofs]:
            del self._painted[key]  # it would keep all pages of its brief in memory
        self._lay_out()
        self._before = {n: image for n, image in self._before.items() if n < len(leaves)}
        self._moved()
        self.viewport().update()

    def say(self, sentence: str) -> None:
        """Say something where no page is shown."""
        self._said = sentence
        self.setAccessibleDescription("" if self.leaves else sentence)
        self.viewport().update()

    def put(self, need: Need, picture: Picture) -> None:
        """Take a page that was painted."""
        kind = QImage.Format.Format_RGB32
        image = QImage(picture.data, picture.width, picture.height, picture.stride, kind).copy()
        self._painted[need.leaf, need.width] = image
        self._let_go(_KEPT)
        for n in self._in_view():
            if self.leaves[n] == need.leaf:
                self._before.pop(n, None)
        self.viewport().update()

    def _let_go(self, most: int) -> None:
        """Keep so many bytes of painted pages: those that were looked at last, and all that are to be painted."""
        size = sum(image.sizeInBytes() for image in self._painted.values())
        wanted = {(self.leaves[n], self._pixels) for n in self._wanted()}
        for key in [key for key in self._painted if key not in wanted]:
            if size <= most:
                return
            size -= self._painted.pop(key).sizeInBytes()

    def missing(self) -> Need | None:
        """The first page in view, or just below it, that is not painted."""
        width = self._pixels
        for n in self._wanted():
            if (self.leaves[n], width) not in self._painted:
                return Need(self.leaves[n], width)
        return None

    def _wanted(self) -> list[int]:
        """The places of the leaves in view, then of the next and the one before."""
        rows = self._in_view()
        return [*rows, *(n for n in (rows.stop, rows.start - 1) if rows and 0 <= n < len(self.leaves))]

    def _image(self, leaf: Leaf) -> QImage | None:
        image = self._painted.get((leaf, self._pixels))
        if image is not None:
            self._painted.move_to_end((leaf, self._pixels))
        return image

    # -- where pages stand

    @property
    def _size(self) -> tuple[float, float]:
        """Of a page in points; all have the same, but while the paper is changed."""
        proof = self.leaves[0].proof if self.leaves else None
        return (proof.width, proof.height) if proof else (595.0, 842.0)

    @property
    def scale(self) -> float:
        """Pixels (device-independent) a point."""
        room = max(80, self.viewport().width() - 2 * SPACE_M)
        return self.zoom or room / self._size[0]

    @property
    def _pixels(self) -> int:
        return max(16, round(self._size[0] * self.scale * self.devicePixelRatioF()))

    @property
    def _pitch(self) -> float:
        """From the top of a page to that of the next."""
        return self._size[1] * self.scale + SPACE_L

    def _page_rect(self, n: int) -> QRectF:
        width, height = self._size[0] * self.scale, self._size[1] * self.scale
        left = max(float(SPACE_M), (self.viewport().width() - width) / 2) - self.horizontalScrollBar().value()
        return QRectF(left, SPACE_M + n * self._pitch - self.verticalScrollBar().value(), width, height)

    def _in_view(self) -> range:
        if not self.leaves:
            return range(0)
        top = self.verticalScrollBar().value() - SPACE_M
        first = max(0, int(top // self._pitch))
        last = min(len(self.leaves) - 1, int((top + self.viewport().height()) // self._pitch))
        return range(min(first, last), last + 1)

    def _lay_out(self) -> None:
        whole = SPACE_M + len(self.leaves) * self._pitch
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, round(whole) - height))
        bar.setPageStep(height)
        bar.setSingleStep(_STEP)
        across = self.horizontalScrollBar()
        across.setRange(0, max(0, round(self._size[0] * self.scale + 2 * SPACE_M) - self.viewport().width()))
        across.setPageStep(self.viewport().width())

    def _moved(self) -> None:
        self.viewport().update()
        self.scrolled.emit()
        if self.missing() is not None:
            self.needed.emit()

    # -- going about

    @property
    def page(self) -> int:
        """The page that takes most of the view, from 1; 0 without pages."""
        rows = self._in_view()
        room = QRectF(self.viewport().rect())
        best = max(rows, key=lambda n: self._page_rect(n).intersected(room).height(), default=-1)
        return best + 1

    @property
    def last_page(self) -> int:
        """The last page of which anything is in view, from 1; 0 without pages."""
        return self._in_view().stop

    def go_to(self, page: int, top: float | None = None) -> None:
        """Bring a page (from 1) to the top, or a height on it in points from below."""
        n = max(0, min(len(self.leaves), page) - 1)
        down = 0.0 if top is None else max(0.0, (self._size[1] - top) * self.scale - SPACE_L)
        self.verticalScrollBar().setValue(round(n * self._pitch + down))

    def set_zoom(self, zoom: float) -> None:
        """Show a point as so many pixels; 0 for as wide as there is room. The page in view stays."""
        place = self.verticalScrollBar().value() / self._pitch
        self.zoom = zoom
        self._lay_out()
        self.verticalScrollBar().setValue(round(place * self._pitch))
        self._moved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: pages as wide as there is room stay where they are."""
        old = max(80, event.oldSize().width() - 2 * SPACE_M) / self._size[0]
        place = self.verticalScrollBar().value() / (self._size[1] * (self.zoom or old) + SPACE_L)
        super().resizeEvent(event)
        self._lay_out()
        self.verticalScrollBar().setValue(round(place * self._pitch))
        self._moved()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Qt: paint anew."""
        del dx, dy
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: page by page, and to either end."""
        bar, rows = self.verticalScrollBar(), len(self.leaves)
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep() - _STEP)
            case Qt.Key.Key_PageUp | Qt.Key.Key_Backspace:
                bar.setValue(bar.value() - bar.pageStep() + _STEP)
            case Qt.Key.Key_Home:
                self.go_to(1)
            case Qt.Key.Key_End:
                self.go_to(rows)
            case _:
                super().keyPressEvent(event)

    # -- the mouse

    def spot_at(self, where: QPointF) -> tuple[str, int, float]:
        """What lies at a place of the view: its target, the page from 1 (0 for none), and points from below."""
        for n in self._in_view():
            rect = self._page_rect(n)
            if rect.contains(where):
                leaf = self.leaves[n]
                x = (where.x() - rect.left()) / self.scale
                y = leaf.proof.height - (where.y() - rect.top()) / self.scale
                return leaf.proof.target(leaf.page, x, y), n + 1, y
        return "", 0, 0.0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: a hand over what leads somewhere."""
        target, _, _ = self.spot_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if target else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(QCursor(shape))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: go where it leads."""
        target, page, y = self.spot_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and page:
            self.clicked.emit(target, page, y)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the pages in view on the window's ground."""
        del event
        painter, palette = QPainter(self.viewport()), self.palette()
        painter.fillRect(self.viewport().rect(), palette.color(QPalette.ColorRole.Midlight))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.leaves:
            room = self.viewport().rect().adjusted(SPACE_L, SPACE_L, -SPACE_L, -SPACE_L)
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._said)
        for n in self._in_view():
            rect = self._page_rect(n)
            image = self._image(self.leaves[n])
            image = self._before.get(n) if image is None else image
            if image is None:
                painter.fillRect(rect, Qt.GlobalColor.white)
            else:
                painter.drawImage(_on_pixels(rect), image)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
            painter.drawRect(_on_pixels(rect).adjusted(0, 0, -1, -1))
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), _FOCUS))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Qt: the frame shows whether the keyboard is here."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.PaletteChange):
            self.viewport().update()
        return super().event(event)


def _on_pixels(rect: QRectF) -> QRect:
    return QRect(round(rect.left()), round(rect.top()), round(rect.width()), round(rect.height()))
