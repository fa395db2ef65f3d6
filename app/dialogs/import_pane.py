"""The article under the cursor of the import preview, with what was left out of it."""

from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QTextBrowser, QWidget

from app.models.draft_cells import version_told
from app.models.draft_rows import Row
from app.theme import SPACE_L

_SHOWN = 200_000
"""Characters of a text that are shown."""
_BACK = "back"


class ReadingPane(QTextBrowser):
    """The text of the article under the cursor, with what is to be known about it above.

    Lines that were left out stand struck out in their places, each with a link that brings it back.
    """

    brought_back = Signal(object)
    """A line that was left out is to be part of the text: its `Cut`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setAccessibleName("Text of the selected article")
        self.setPlaceholderText("Select an article to read it here.")
        self.document().setDocumentMargin(SPACE_L)
        self._row: Row | None = None
        self.anchorClicked.connect(self._follow)

    def _follow(self, link: QUrl) -> None:
        number = link.path()
        if self._row and link.scheme() == _BACK and number.isdecimal():
            self.brought_back.emit(self._row.draft.cuts[int(number)])

    def show_row(self, row: Row | None) -> None:
        """Show an article, or nothing; the same article again keeps its place."""
        if row is None:
            self.clear()
        else:
            place = self.verticalScrollBar().value() if row is self._row else 0
            self.setHtml(_page(row))
            self.verticalScrollBar().setValue(place)
        self._row = row


def _notes(row: Row) -> list[str]:
    told = version_told(row)
    return [*([f"{told} Ctrl+R in the table changes that."] if told else []), *row.draft.warnings]


def _page(row: Row) -> str:
    draft = row.draft
    first, *others = draft.text[:_SHOWN].split("\n")
    quiet = f"color:{QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText).name()}; font-size:12px"
    parts = [f"<p style='{quiet}; margin-bottom:4px'>{escape(note)}</p>" for note in _notes(row)]
    if draft.cuts:
        parts.append(
            f"<p style='{quiet}; margin-bottom:4px'>Left out as no part of the article: {len(draft.cuts)}.</p>"
        )
    left_out: dict[int, list[str]] = {}
    for number, cut in enumerate(draft.cuts):
        left_out.setdefault(cut.before, []).append(
            f"<p style='{quiet}; margin-bottom:9px'><s>{escape(cut.line)}</s> {escape(cut.why)} · "
            f"<a href='{_BACK}:{number}'>Bring back</a></p>"
        )
    printed = [f"<p style='font-size:17px; font-weight:600; margin-bottom:10px'>{escape(first)}</p>"]
    printed += [f"<p style='margin-bottom:9px; line-height:140%'>{escape(line)}</p>" for line in others]
    for place, line in enumerate(printed):
        parts += [*left_out.get(place, ()), line]
    parts += left_out.get(len(printed), ())
    if len(draft.text) > _SHOWN:
        parts.append(f"<p style='{quiet}'>The rest is imported, but not shown here.</p>")
    return "".join(parts)
