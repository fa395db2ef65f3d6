"""Passages cut from articles' texts."""

from annotations.cuts import Cut, joined
from annotations.errors import AnnotationError, SpanError
from annotations.spans import Span
from annotations.store.store import Store

_MOST_NAMED = 5


class Cuts:
    """Reads and writes cuts. Writing needs an open step."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def of_article(self, article_id: int) -> list[Cut]:
        """What was cut from an article, in order; nothing reaches beyond its text."""
        rows = self._store.rows(
            "SELECT c.id, c.start, min(c.end, a.n_chars) AS end FROM cuts c JOIN articles a ON a.id = c.article_id"
            " WHERE c.article_id = ? AND c.start < a.n_chars ORDER BY c.start, c.id",
            (article_id,),
        )
        return [Cut(row["id"], Span(row["start"], row["end"])) for row in rows]

    def add(self, article_id: int, span: Span) -> None:
        """Cut a passage; together with cuts that it touches it is one.

        Raises:
            AnnotationError: if claims are marked in it.
            SpanError: if it reaches beyond the article.
        """
        length = self._store.value("SELECT n_chars FROM articles WHERE id = ?", (article_id,))
        if length is None or span.end > length:
            raise SpanError("The passage reaches beyond the article", "Select it again")
        if numbers := self.claims_in(article_id, span):
            raise AnnotationError(
                f"{_told(numbers)} marked in this passage", "Delete it first, or cut what is beside it"
            )
        near = [cut for cut in self.of_article(article_id) if cut.span.start <= span.end and span.start <= cut.span.end]
        whole = joined([span, *(cut.span for cut in near)])[0]
        if [cut.span for cut in near] == [whole]:
            return
        self._store.delete("cuts", [cut.id for cut in near])
        self._store.insert("cuts", article_id=article_id, start=whole.start, end=whole.end)

    def restore(self, article_id: int, span: Span) -> int:
        """Put back every cut that a passage overlaps; how many there were."""
        found = [cut.id for cut in self.of_article(article_id) if cut.span.overlaps(span)]
        self._store.delete("cuts", found)
        return len(found)

    def claims_in(self, article_id: int, span: Span) -> list[int]:
        """Numbers of the claims that overlap a passage."""
        sql = 'SELECT number FROM claims WHERE article_id = ? AND start < ? AND "end" > ? ORDER BY number'
        return self._store.column(sql, (article_id, span.end, span.start))


def _told(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Claim {numbers[0]} is"
    named = ", ".join(map(str, numbers[:_MOST_NAMED])) + (", …" if len(numbers) > _MOST_NAMED else "")
    return f"{len(numbers)} claims ({named}) are"
