"""Corrected texts: an article gets another text, keeps the one before, and its claims are put where they belong."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from annotations.articles import EarlierText
from annotations.claims import Origin
from annotations.errors import AnnotationError, DamagedFileError
from annotations.spans import Anchor, Span
from annotations.store.connections.telling import damaged
from annotations.store.connections.veil import hidden_articles
from annotations.store.store import Store
from annotations.text import canonicalise, digest
from annotations.wording import number_of

_EARLIER = """
SELECT e.id, e.digest, e.n_chars, e.replaced_at, e.coder_id, e.hlc, 0 AS after FROM earlier_texts e
  WHERE e.article_id = ?1
UNION ALL SELECT e.id, c.digest, length(t.text), e.replaced_at, e.coder_id, e.hlc, 1 FROM earlier_texts e
  JOIN corrected_texts c USING (uid) JOIN texts t ON t.digest = c.digest JOIN articles a ON a.id = e.article_id
  WHERE e.article_id = ?1 AND c.digest <> a.digest
ORDER BY hlc DESC, after DESC, id DESC
"""
"""What an article said before each correction, and what it said after those that were not the last."""


class Corrections:
    """Corrects texts, and knows those before. Writing needs an open step."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def correct(
        self,
        article_id: int,
        text: str,
        places: Mapping[int, Span],
        *,
        deleted: Collection[int] = (),
        cuts: Iterable[Span] = (),
    ) -> None:
        """Give an article another text; the one before is kept, out of lists, counts, search and briefs.

        Args:
            article_id: the article.
            text: the corrected text; it is made canonical.
            places: where each of its claims stands in the new text, by id; see `annotations.carrying`.
            deleted: ids of claims that have no place any more.
            cuts: what is cut from the new text.

        Raises:
            AnnotationError: if there is no text, a claim of the article is in neither of the two, or others' work in it
                is hidden from the person who works here.
            SpanError: if a passage reaches beyond the text.
        """
        text = canonicalise(text)
        if not text.strip():
            raise AnnotationError("The corrected text is empty", "Leave the article out instead")
        before = self._store.row("SELECT digest, n_chars FROM articles WHERE id = ?", (article_id,))
        if before is None:
            raise AnnotationError("The article is gone", "Choose another one")
        if self._store.veiled and article_id in self._store.column(hidden_articles(self._store.coder_id)):
            raise AnnotationError("You code this article second and do not see all in it", "Finish that first")
        mark = digest(text)
        if mark == before["digest"]:
            return
        claims = set(self._store.column("SELECT id FROM claims WHERE article_id = ?", (article_id,)))
        if homeless := claims - set(places) - set(deleted):
            was, has = ("was", "has") if len(homeless) == 1 else ("were", "have")
            what = f"{number_of(len(homeless), 'claim')} {was} marked meanwhile and {has} no place in the new text"
            raise AnnotationError(what, "Correct the text again")
        self._store.delete("claims", claims & set(deleted))
        self._store.delete("cuts", self._store.column("SELECT id FROM cuts WHERE article_id = ?", (article_id,)))
        self._store.execute("INSERT OR IGNORE INTO texts(digest, text) VALUES(?, ?)", (mark, text))
        row_id = self._store.insert(
            "earlier_texts",
            article_id=article_id,
            digest=before["digest"],
            n_chars=before["n_chars"],
            replaced_at=datetime.now(tz=UTC).isoformat(timespec="seconds"),
            coder_id=self._store.coder_id or None,
        )
        self._store.execute(
            "INSERT INTO corrected_texts(uid, digest) SELECT uid, ? FROM earlier_texts WHERE id = ?", (mark, row_id)
        )
        self._store.update("articles", [article_id], digest=mark, n_chars=len(text))
        for claim_id in sorted(claims - set(deleted)):
            self._put(claim_id, Anchor.at(text, places[claim_id]))
        for cut in cuts:
            if cut.end <= len(text):
                self._store.insert("cuts", article_id=article_id, start=cut.start, end=cut.end)

    def _put(self, claim_id: int, anchor: Anchor) -> None:
        """Place a claim in the new text; on other words than before it is changed, where it was a suggestion."""
        before = self._store.rows("SELECT exact, origin FROM claims WHERE id = ?", (claim_id,))[0]
        origin = Origin(before["origin"])
        self._store.update(
            "claims",
            [claim_id],
            start=anchor.span.start,
            end=anchor.span.end,
            exact=anchor.exact,
            prefix=anchor.prefix,
            suffix=anchor.suffix,
            origin=(origin if anchor.exact == before["exact"] else origin.edited).value,
        )

    def earlier(self, article_id: int) -> list[EarlierText]:
        """The texts an article had, the latest first, each once; also those that lost to another one in a merge."""
        found: dict[str, EarlierText] = {}
        for row in self._store.rows(_EARLIER, (article_id,)):
            text = EarlierText(row["id"], row["digest"], row["n_chars"], row["replaced_at"], row["coder_id"])
            found.setdefault(text.digest, text)
        return list(found.values())

    def text(self, mark: str) -> str:
        """The text of this digest.

        Raises:
            DamagedFileError: if it is not there.
        """
        found = self._store.value("SELECT text FROM texts WHERE digest = ?", (mark,))
        if found is None:
            raise DamagedFileError(*damaged("a text is missing"), self._store.path)
        return str(found)
