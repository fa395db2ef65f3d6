"""Passages of articles that the program proposed and a person decided on, so that it never proposes them again."""

from annotations.decided import Decided
from annotations.errors import AnnotationError
from annotations.spans import Anchor, Span
from annotations.store.ids import natural_uid
from annotations.store.store import Store


class Rejections:
    """Reads and writes what was decided on: turned down, or accepted. Writing needs an open step.

    What was accepted is among it, so that its passage is not proposed again after the claim was deleted or got other
    words; undoing the acceptance takes both back.
    """

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def add(self, article_id: int, span: Span) -> None:
        """Never propose this passage of an article again; nothing happens where that is so already.

        Raises:
            SpanError: if the passage reaches beyond the article.
            AnnotationError: if the article is gone.
        """
        row = self._store.row(
            "SELECT a.uid, t.text FROM articles a JOIN texts t USING (digest) WHERE a.id = ?", (article_id,)
        )
        if row is None:
            raise AnnotationError("The article is gone", "Choose another one")
        anchor = Anchor.at(row["text"], span)
        words = {"exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
        # Two people who turn down the same passage in two copies say the same.
        uid = natural_uid("\n".join(("rejection", row["uid"], *words.values())))
        if not self._store.value("SELECT 1 FROM rejections WHERE uid = ?", (uid,)):
            self._store.insert("rejections", uid=uid, article_id=article_id, **words)

    def forget(self, article_id: int) -> int:
        """Let everything in an article be proposed again, its earlier versions included; how many passages it was."""
        ids = self._store.column(f"{_LINEAGE} SELECT id FROM rejections WHERE article_id IN lineage", (article_id,))
        self._store.delete("rejections", ids)
        return len(ids)

    def of_article(self, article_id: int) -> list[Decided]:
        """What was decided on in an article and in those it is a newer version of, in the order of the decisions."""
        sql = f"{_LINEAGE} SELECT exact, prefix, suffix FROM rejections WHERE article_id IN lineage ORDER BY id"
        return [Decided(*row) for row in self._store.rows(sql, (article_id,))]


_LINEAGE = (
    "WITH RECURSIVE lineage(id) AS (SELECT ? UNION SELECT a.replaces_id FROM articles a JOIN lineage USING (id)"
    " WHERE a.replaces_id IS NOT NULL)"
)
"""An article and its earlier versions; a version that was made its own ancestor in a foreign file ends it."""
