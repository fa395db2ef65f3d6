"""The hits of a search, marked in the article that one reads."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotations.project import Project
from annotations.search import Claimed, Query
from app.background import Question

if TYPE_CHECKING:
    from app.window import Window


class HitsInText(QObject):
    """Marks hits in the reader, unless something else is looked for there; Escape takes the marks away."""

    def __init__(self, window: "Window", parent: QObject) -> None:
        super().__init__(parent)
        self._reading = window.reading
        self._question = Question(window.session, self)
        self._reading.reader.escaped.connect(self.clear)

    def show(self, query: Query, claimed: Claimed, article_id: int, offset: int | None) -> None:
        """Mark all hits of an article once it is the one that is read, and the one at an offset as the current one."""

        def look(project: Project) -> list[tuple[int, int]]:
            return [(s.start, s.end) for hits in project.search.hits(query, [article_id], claimed) for s in hits.spans]

        def mark(found: list[tuple[int, int]]) -> None:
            if self._reading.article_id == article_id and self._reading.find_bar.isHidden():
                current = next((number for number, hit in enumerate(found) if hit[0] == offset), None)
                self._reading.reader.set_hits(found, current)

        self._question.ask(look, mark)

    def clear(self) -> None:
        """Mark them no longer."""
        self._question.drop()
        if self._reading.find_bar.isHidden():
            self._reading.reader.set_hits(())
