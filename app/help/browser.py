"""A page of the manual, set for reading: nothing is loaded but pictures of the manual's own folder."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from app.help.pages import Page, anchor_of
from app.theme import BODY, SPACE_L, SPACE_M, SPACE_S, SPACE_XL, STRONG, TITLE, interface_font

_WIDEST = 720
"""Pixels of a line of text at most."""
_SIZES = {1: TITLE + 4, 2: TITLE - 2, 3: STRONG}
_TEXT = BODY + 1
_LEADING, _TIGHT = 140, 115
_MOST_HITS = 500
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class ManualBrowser(QTextBrowser):
    """Shows one page at a time; where a link leads is asked by `asked` and not followed."""

    asked = Signal(str)
    """A link was followed: its target as the page has it."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._page: Page | None = None
        self._words: list[str] = []
        self._column = 0
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setProperty("kind", "page")
        self.setAccessibleName("Page of the manual")
        self.anchorClicked.connect(lambda url: self.asked.emit(url.toString()))

    # -- what is shown

    def show_page(self, page: Page, words: list[str]) -> None:
        """Show a page from its beginning, with the words that were searched for marked."""
        self._page, self._words = page, words
        self._set()
        self.verticalScrollBar().setValue(0)

    def renew(self, page: Page) -> None:
        """Show the page as it reads now, where one was in it; one that reads as before stays as it is."""
        if page != self._page:
            self._page = page
            self._again()

    def mark(self, words: list[str]) -> None:
        """Mark these words on the page, and no others."""
        self._words = words
        self._mark()

    def go_to(self, anchor: str) -> bool:
        """Bring the heading with this anchor to the upper edge; whether there is one."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and anchor_of(block.text()) == anchor:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top) - SPACE_S)
                cursor = QTextCursor(block)
                self.setTextCursor(cursor)
                self.verticalScrollBar().setValue(round(top) - SPACE_S)
                return True
            block = block.next()
        return False

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: ARG002 -- Qt's
        """Qt: a picture of the manual, at most as wide as the column; anything else is nothing."""
        path = self._folder / QUrl(name).path()
        inside = (self._folder / "pictures").resolve()
        if QUrl(name).scheme() or not path.resolve().is_relative_to(inside):
            return QImage()
        density = self.devicePixelRatioF()
        image = QImage(str(path))
        widest = round(self._column * density)
        if image.width() > widest:
            image = image.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(density)
        return image

    # -- setting

    def _set(self) -> None:
        if self._page is None:
            return
        self._column = min(_WIDEST, max(200, self.viewport().width() - 2 * SPACE_L))
        document = QTextDocument(self)  # which asks its parent for pictures
        document.setDefaultFont(interface_font(_TEXT))
        document.setDocumentMargin(SPACE_L)
        document.setMarkdown(self._page.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self._dress(document)
        self.setDocument(document)
        self._mark()

    def _dress(self, document: QTextDocument) -> None:
        palette = self.palette()
        block = document.begin()
        while block.isValid():
            self._dress_block(block, palette)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _dress_table(frame, palette)

    def _dress_block(self, block: QTextBlock, palette: QPalette) -> None:
        cursor = QTextCursor(block)
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        shape, level = block.blockFormat(), block.blockFormat().headingLevel()
        in_table = cursor.currentTable() is not None
        shape.setLineHeight(_TIGHT if level or in_table else _LEADING, _PROPORTIONAL)
        if level:
            shape.setTopMargin(SPACE_XL if level == 2 else SPACE_L if level > 2 else SPACE_S)
            shape.setBottomMargin(SPACE_S)
        elif not in_table:
            shape.setTopMargin(0)
            shape.setBottomMargin(SPACE_S if block.textList() is None else SPACE_S // 2)
        QTextCursor(block).setBlockFormat(shape)
        for piece in _pieces(block):
            _dress_piece(piece, palette, level)

    def _mark(self) -> None:
        marks = list[QTextEdit.ExtraSelection]()
        ground = QTextCharFormat()
        ground.setBackground(self.palette().color(QPalette.ColorRole.Highlight))
        ground.setFontUnderline(True)  # not by colour alone
        for word in self._words:
            cursor = QTextCursor(self.document())
            while len(marks) < _MOST_HITS and not (cursor := self.document().find(word, cursor)).isNull():
                selection = QTextEdit.ExtraSelection()
                selection.cursor, selection.format = cursor, ground
                marks.append(selection)
        self.setExtraSelections(marks)

    def _centre(self) -> None:
        room = self.width() - _WIDEST - 2 * SPACE_L
        side = max(0, room // 2)
        self.setViewportMargins(side, 0, side, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: keep lines short, and pictures within them."""
        self._centre()
        super().resizeEvent(event)
        if min(_WIDEST, max(200, self.viewport().width() - 2 * SPACE_L)) != self._column:
            self._again()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._again()

    def _again(self) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._set()
        bar.setValue(round(share * bar.maximum()))


def _pieces(block: QTextBlock) -> list[QTextCursor]:
    """The stretches of a block that have one format, as selections."""
    found, place = [], block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        cursor = QTextCursor(block)
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        found.append(cursor)
        place += 1
    return found


def _dress_piece(piece: QTextCursor, palette: QPalette, level: int) -> None:
    form = QTextCharFormat(piece.charFormat())
    if level:
        form.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
        form.setFontWeight(QFont.Weight.DemiBold)
        form.setProperty(QTextFormat.Property.FontPixelSize.value, _SIZES.get(level, STRONG))
    if form.isAnchor():
        form.setForeground(palette.color(QPalette.ColorRole.Link))
    elif form.fontFixedPitch():
        form.setBackground(palette.color(QPalette.ColorRole.Midlight))
        form.setProperty(QTextFormat.Property.FontPixelSize.value, _TEXT - 1)
    piece.setCharFormat(form)


def _dress_table(table: QTextTable, palette: QPalette) -> None:
    shape = table.format()
    shape.setCellPadding(SPACE_S // 2 + 2)
    shape.setCellSpacing(0)
    shape.setBorder(1)
    shape.setBorderCollapse(True)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(QColor(palette.color(QPalette.ColorRole.Mid))))
    shape.setTopMargin(SPACE_S)
    shape.setBottomMargin(SPACE_M)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(shape)
