"""Above the text: what the article is, where it comes from, how far the work on it is."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotations.articles import Article, Status
from app.models.articles import STATUS_NAMES, shown_date
from app.session import Session
from app.theme import SPACE_L, SPACE_M, SPACE_S

_WEB = ("http", "https")


class ArticleHeader(QWidget):
    """Outlet, date, author, language and status of the article shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._article: Article | None = None
        self.setProperty("surface", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._source = QLabel()
        self._source.setProperty("kind", "quiet")
        self._source.setTextFormat(Qt.TextFormat.PlainText)
        self._translated = QLabel()
        self._translated.setProperty("kind", "small")
        self._translated.setTextFormat(Qt.TextFormat.PlainText)
        self._translated.setWordWrap(True)
        self._link = QPushButton("Source")
        self._link.setProperty("kind", "link")
        self._link.clicked.connect(self._open_link)
        self.status_box = QComboBox()
        self.status_box.setAccessibleName("Status of the article")
        for status, name in STATUS_NAMES.items():
            self.status_box.addItem(name, status)
        self.status_box.activated.connect(self._set_status)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(self._source, 1)
        row.addWidget(self._link)
        row.addWidget(self.status_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._translated)
        session.writable_changed.connect(lambda: self.status_box.setEnabled(session.can_write))

    def show_article(self, article: Article) -> None:
        """Show this article's metadata."""
        self._article = article
        parts = [article.outlet, shown_date(article.published), article.author, article.language]
        self._source.setText(" · ".join(part for part in parts if part) or "Without outlet and date")
        self._source.setToolTip(article.origin_file)
        self._translated.setText(article.headline_translated)
        self._translated.setVisible(bool(article.headline_translated))
        self._link.setVisible(QUrl(article.url).scheme() in _WEB)
        self._link.setToolTip(article.url)
        self.status_box.setCurrentIndex(self.status_box.findData(article.status))
        self.status_box.setToolTip(article.left_out_reason)
        self.status_box.setEnabled(self._session.can_write)

    def _open_link(self) -> None:
        if self._article and QUrl(self._article.url).scheme() in _WEB:
            QDesktopServices.openUrl(QUrl(self._article.url))

    def _set_status(self) -> None:
        status = self.status_box.currentData()
        article = self._article
        if article is None or not isinstance(status, Status) or status is article.status:
            return
        label = f"Mark as {STATUS_NAMES[status].lower()}"
        self._session.run(label, lambda project: project.articles.update([article.id], status=status))
