"""A web address without its text: nothing is fetched, so the text is asked for."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from annotations.importers.texts.pasted import Pasted
from app.dialogs.import_clipboard import text_in
from app.plain import PlainLabel
from app.theme import SPACE_L, SPACE_M, SPACE_S
from app.widgets.buttons import agree_or_cancel

_WHY = (
    "Pressmark fetches nothing from the network. Open the page in your browser, copy the article there, and paste it "
    "here; the address is kept with it."
)
_NO_TEXT = "Without its text nothing is imported: an address alone can be neither read nor searched."


class TextField(QPlainTextEdit):
    """Takes the text of a page; `copied` is what was pasted, with its markup, as long as it is all there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copied, self._shown = Pasted(), ""
        self.setTabChangesFocus(True)
        self.setAccessibleName("Text of the article")
        self.setPlaceholderText("Paste the article's text here (Ctrl+V)")

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Qt: whether something can be pasted; markup without text can be too."""
        return source.hasHtml() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt: something is pasted."""
        was_empty = not self.toPlainText().strip()
        copied = text_in(source)
        super().insertFromMimeData(source)
        self._copied = copied if was_empty and copied.text.strip() else Pasted()
        self._shown = self.toPlainText()

    @property
    def copied(self) -> Pasted:
        """What the field holds."""
        text = self.toPlainText()
        return self._copied if self._copied.text and text == self._shown else Pasted(text)


class LinkDialog(QDialog):
    """Shows the address and asks for the text.

    Args:
        address: that of the page.
        parent: the window.
    """

    pasted = Signal(object)
    """The person gave the text: a `Pasted` with the address."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Article from a web address")
        self.resize(620, 420)
        self.address = QLineEdit(address)
        self.address.setReadOnly(True)
        self.address.setCursorPosition(0)
        self.address.setAccessibleName("Web address")
        self.field = TextField()
        self.message = PlainLabel()
        self.message.setWordWrap(True)
        self.message.setProperty("kind", "banner")
        self.message.setProperty("tone", "warn")
        self.message.hide()
        why = PlainLabel(_WHY)
        why.setWordWrap(True)
        why.setProperty("kind", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(why)
        top = QVBoxLayout()
        top.setSpacing(SPACE_S)
        top.addWidget(self.address)
        top.addWidget(self.field, 1)
        column.addLayout(top, 1)
        column.addWidget(self.message)
        column.addWidget(agree_or_cancel(self, "Go on to the preview"))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        self.field.textChanged.connect(self.message.hide)
        self.field.setFocus()

    def accept(self) -> None:
        """Qt: hand the text over, or say that there is none."""
        copied = self.field.copied
        problem = copied.problem if copied.text.strip() else _NO_TEXT
        if problem:
            self.message.setText(problem)
            self.message.show()
            self.field.setFocus()
            return
        super().accept()
        self.pasted.emit(Pasted(copied.text, copied.html, self.address.text()))
