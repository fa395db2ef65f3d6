"""Above the text: what the article is, where it comes from, how far the work on it is."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from annotations.articles import Article, Status
from app.icons import put_icon
from app.models.articles import STATUS_NAMES, counted_claims, shown_date
from app.panels.group_line import GroupLine
from app.panels.second_line import SecondLine
from app.plain import PlainLabel, put_tip
from app.session import Session
from app.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from app.widgets.elided import ElidedLabel

_WEB = ("http", "https")


class ArticleHeader(QWidget):
    """Outlet, date, author, language, claims and status of the article shown; where it is left out, why; its group."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._article: Article | None = None
        self.setProperty("surface", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._source = ElidedLabel()
        self._source.setProperty("kind", "quiet")
        self._translated = PlainLabel()
        self._translated.setProperty("kind", "small")
        self._translated.setWordWrap(True)
        self.link = QToolButton()
        self.link.setAccessibleName("Open the article's page")
        self.link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        put_icon(self.link, "external-link")
        self.status_box = QComboBox()
        self.status_box.setAccessibleName("Status of the article")
        for status, name in STATUS_NAMES.items():
            self.status_box.addItem(name, status)
        self.reason_field = QLineEdit()
        self.reason_field.setPlaceholderText("Why is it left out?")
        self.reason_field.setAccessibleName("Reason for leaving the article out")
        self.group = GroupLine(session)
        self.second = SecondLine(session)
        self._build()
        self.link.clicked.connect(self._open_link)
        self.status_box.activated.connect(self._set_status)
        self.reason_field.editingFinished.connect(self._set_reason)
        session.closing.connect(self._set_reason)
        session.writable_changed.connect(self._refresh)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(self._source, 1)
        row.addWidget(self.link)
        row.addWidget(self.status_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        column.setSpacing(SPACE_XS)
        column.addLayout(row)
        column.addWidget(self.reason_field)
        column.addWidget(self._translated)
        column.addWidget(self.group)
        column.addWidget(self.second)

    @property
    def source(self) -> str:
        """Outlet, date and the rest, as shown."""
        return self._source.text()

    def show_article(self, article: Article) -> None:
        """Show this article's metadata; a reason that was typed for another one is stored first."""
        if self._article and self._article.id != article.id:
            self._set_reason()
        typing = self.reason_field.isModified() and self._article is not None and self._article.id == article.id
        self._article = article
        known = " · ".join(filter(None, (article.outlet, shown_date(article.published), article.author)))
        parts = (known or "Without outlet and date", article.language, counted_claims(article.claims))
        self._source.setText(" · ".join(filter(None, parts)))
        self._source.set_more(article.origin_file)
        self._translated.setText(article.headline_translated)
        self._translated.setVisible(bool(article.headline_translated))
        self.link.setVisible(QUrl(article.url).scheme() in _WEB)
        put_tip(self.link, article.url)
        self.status_box.setCurrentIndex(self.status_box.findData(article.status))
        put_tip(self.status_box, article.left_out_reason)
        self.reason_field.setVisible(article.status is Status.LEFT_OUT)
        if not typing:
            self.reason_field.setText(article.left_out_reason)
        self.group.show_article(article.id)
        self.second.show_article(article.id)
        self._refresh()

    def _refresh(self) -> None:
        self.status_box.setEnabled(self._session.can_write)
        self.reason_field.setEnabled(self._session.can_write)

    def _open_link(self) -> None:
        if self._article and QUrl(self._article.url).scheme() in _WEB:
            QDesktopServices.openUrl(QUrl(self._article.url))

    def _set_status(self) -> None:
        article = self._article
        status = Status(self.status_box.currentData())  # Qt keeps the text of a status only
        if article is None or status is article.status:
            return
        label = f"Mark as {STATUS_NAMES[status].lower()}"
        self._session.run(label, lambda project: project.articles.update([article.id], status=status))
        if self._article is article:
            # It was refused, and the box must not say otherwise.
            self.status_box.setCurrentIndex(self.status_box.findData(article.status))
        if status is Status.LEFT_OUT and self.reason_field.isVisible():
            self.reason_field.setFocus()

    def _set_reason(self) -> None:
        article, reason = self._article, " ".join(self.reason_field.text().split())
        if article is None or not self.reason_field.isModified():
            return
        self.reason_field.setModified(False)
        if reason != article.left_out_reason:
            self._session.run(
                "Say why it is left out", lambda project: project.articles.update([article.id], left_out_reason=reason)
            )
