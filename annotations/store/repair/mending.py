"""Putting the articles, texts and claims of a damaged file in order: texts by their digest, claims by their quote."""

import sqlite3
from collections import defaultdict
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from annotations.errors import SpanError
from annotations.spans import Anchor, Span, resolve
from annotations.store.ids import uuid7
from annotations.store.repair.rebuilding import Rebuilding
from annotations.store.repair.salvage import Row, tables
from annotations.text import canonicalise, digest

_LOST_TEXT = "The text of this article was lost."
_BETWEEN = "\n\n[…]\n\n"
_TEXTS, _ARTICLES, _CLAIMS = (tables()[name] for name in ("texts", "articles", "claims"))


class Mending:
    """Takes up texts, then articles, then claims, and keeps account of what is not as it was."""

    def __init__(self, new: Rebuilding) -> None:
        self._new = new
        self._renamed: dict[str, str] = {}
        """Digests under which a text was stored, and what the text has now."""
        self._without_text: dict[int, Row] = {}
        self._waiting: dict[int, list[Row]] = defaultdict(list)
        self.lost_claims: set[int] = set()
        self.altered_claims: dict[int, str] = {}
        self.altered_articles: dict[int, str] = {}
        self._text = lru_cache(maxsize=64)(self._text_of)

    # -- texts

    def add_text(self, row: Row) -> bool:
        """Store a text under the digest it has, which may not be the one it had."""
        if not isinstance(row["text"], str):
            return False
        text = canonicalise(row["text"].encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
        now = digest(text)
        if now != row["digest"] and isinstance(row["digest"], str):
            self._renamed[row["digest"]] = now
        return self._new.put(_TEXTS, {"digest": now, "text": text}, altered=now != row["digest"])

    # -- articles

    def add_article(self, row: Row, *, altered: str = "") -> bool:
        """Store an article with the text it has; one whose text is gone waits for its claims."""
        row = {**row, "digest": self._renamed.get(row.get("digest", ""), row.get("digest"))}
        length = self._length(row["digest"])
        if length is None:
            self._without_text[row["id"]] = row
            return True
        reasons = [altered] if altered else []
        if row["digest"] in self._renamed.values():
            reasons.append("its text is not quite the one that was imported")
        elif row.get("n_chars") != length:
            reasons.append("its length had to be counted anew")
        if not self._new.put(_ARTICLES, {**row, "n_chars": length}, altered=bool(reasons)):
            return False
        if reasons:
            self.altered_articles[row["id"]] = "; ".join(reasons)
        return True

    def article_from_index(self, row_id: int, known: Row) -> bool:
        """Store an article of which only the indexes tell: its uid, headline, outlet, date and text."""
        found = {"uid": uuid7(), "imported_at": _now(), "hlc": 1, "replica_id": 1, **known, "id": row_id}
        return self.add_article(found, altered="only its headline, outlet, date and text could be read")

    def _length(self, key: object) -> int | None:
        row = self._new.connection.execute("SELECT length(text) FROM texts WHERE digest = ?", (key,)).fetchone()
        return row[0] if row else None

    # -- claims

    def add_claim(self, row: Row) -> bool:
        """Store a claim where its quote stands; whether it could be, or waits for the text of its article."""
        article = row["article_id"]
        if article in self._without_text:
            self._waiting[article].append(row)
            return True
        text = self._text(article) if isinstance(article, int) else None
        placed = self._placed(row, text) if text is not None else None
        if placed is None:
            return False
        changed, why = placed
        if not self._new.put(_CLAIMS, {**row, **changed}, altered=bool(why)):
            return False
        if why:
            self.altered_claims[row["number"]] = why
        return True

    def _placed(self, row: Row, text: str) -> tuple[Row, str] | None:
        """What is to be changed in the claim, and why; None if its passage cannot be told."""
        try:
            span = Span(row["start"], row["end"])
            if span.of(text) == row["exact"]:
                return {}, ""
            found = resolve(text, Anchor(span, row["exact"], str(row["prefix"]), str(row["suffix"])))
        except (SpanError, TypeError, ValueError):
            return None
        if found:
            return {"start": found.start, "end": found.end}, "it was placed anew by its quote"
        if span.end > len(text) or len(span) != len(row["exact"]):
            return None
        anchor = Anchor.at(text, span)
        words = {"exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
        return words, "its quote or its text was damaged; it quotes what stands at its place now"

    def _text_of(self, article: int) -> str | None:
        row = self._new.connection.execute(
            "SELECT text FROM texts JOIN articles USING (digest) WHERE articles.id = ?", (article,)
        ).fetchone()
        return row[0] if row else None

    def settle(self) -> None:
        """Give the articles whose text is gone a text made of their claims' passages, so that no coding is lost."""
        for row_id, article in self._without_text.items():
            claims = sorted(self._waiting[row_id], key=lambda row: row["start"] if isinstance(row["start"], int) else 0)
            text, spans = _stand_in(_words(article.get("headline")), claims)
            self._new.connection.execute("INSERT OR IGNORE INTO texts VALUES(?, ?)", (digest(text), text))
            left_out = {} if claims else {"status": "left-out", "left_out_reason": "its text was lost"}
            row = {**article, "digest": digest(text), "n_chars": len(text), **left_out}
            if not self._new.put(_ARTICLES, row, altered=True):
                self._new.lost["articles"] += 1
                self._lose(claims)
                continue
            self.altered_articles[row_id] = "its text is lost" + (
                "; the passages of its claims are kept" * bool(claims)
            )
            for claim, span in zip(claims, spans, strict=True):
                self._put_in_stand_in(claim, text, span)

    def _put_in_stand_in(self, claim: Row, text: str, span: Span | None) -> None:
        if span is not None:
            anchor = Anchor.at(text, span)
            place = {"start": span.start, "end": span.end, "prefix": anchor.prefix, "suffix": anchor.suffix}
            if self._new.put(_CLAIMS, {**claim, **place, "exact": anchor.exact}, altered=True):
                self.altered_claims[claim["number"]] = "the text around it is lost"
                return
        self._lose([claim])

    def _lose(self, claims: list[Row]) -> None:
        for claim in claims:
            self._new.lost["claims"] += 1
            self.lose_number(claim["number"])

    def lose_number(self, number: object) -> None:
        """Note the number of a claim that is lost."""
        if isinstance(number, int):
            self.lost_claims.add(number)

    def headlines(self) -> tuple[tuple[str, str], ...]:
        """The altered articles by headline."""
        found = []
        for row_id, why in sorted(self.altered_articles.items()):
            row: sqlite3.Row | None = self._new.connection.execute(
                "SELECT headline FROM articles WHERE id = ?", (row_id,)
            ).fetchone()
            if row:
                found.append((row[0] or f"Article {row_id}", why))
        return tuple(found)


def _stand_in(headline: str, claims: list[Row]) -> tuple[str, list[Span | None]]:
    """A text of the passages that claims remember, and where in it each claim's quote stands."""
    text = f"{headline}\n\n{_LOST_TEXT}" if headline else _LOST_TEXT
    spans: list[Span | None] = []
    for claim in claims:
        prefix, exact, suffix = (_words(claim[name]) for name in ("prefix", "exact", "suffix"))
        if not exact:
            spans.append(None)
            continue
        start = len(text) + len(_BETWEEN) + len(prefix)
        text += f"{_BETWEEN}{prefix}{exact}{suffix}"
        spans.append(Span(start, start + len(exact)))
    return text, spans


def _words(value: Any) -> str:
    return canonicalise(value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")) if value else ""


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="seconds")
