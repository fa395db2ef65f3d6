"""Storing articles that were found: one, or the thousands of an import, many rows to a statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from annotations.articles import Status
from annotations.errors import ImportFileError
from annotations.importers.draft import Draft
from annotations.store.ids import natural_uid, uuid7
from annotations.store.outlets import Outlets, normalised
from annotations.store.store import Store
from annotations.text import canonicalise, digest

_COLUMNS = (
    *("uid", "outlet_id", "batch_id", "headline", "headline_translated", "author", "published", "language", "url"),
    *("accessed", "type", "section", "status", "n_chars", "digest", "raw_header", "origin_file", "origin_digest"),
    "imported_at",
)


@dataclass(frozen=True, slots=True)
class New:
    """An article that is to be stored: text and digest, its uid wherever it is imported, and all else of its row."""

    text: str
    mark: str
    uid: str
    own_uid: bool
    values: tuple[object, ...]
    """Of the columns after the uid, in their order."""


class Adding:
    """Makes rows of drafts and writes them. Writing needs an open step."""

    def __init__(self, store: Store, outlets: Outlets) -> None:
        """Use the store's connections."""
        self._store = store
        self._outlets = outlets

    def prepared(
        self, draft: Draft, batch_id: int | None, status: Status, at: str, *, second_copy: bool = False
    ) -> New:
        """Make of a draft what will be stored at a moment (see `now`); its outlet is stored already.

        Raises:
            ImportFileError: if the draft has no text.
        """
        text = canonicalise(draft.text)
        if not text.strip():
            raise ImportFileError(f"“{draft.headline or draft.origin_file}” has no text", "Leave it out")
        mark = digest(text)
        values = (
            self._outlets.ensure(draft.outlet) if draft.outlet.strip() else None,
            batch_id,
            line(draft.headline),
            line(draft.headline_translated),
            line(draft.author),
            line(draft.published),
            line(draft.language),
            line(draft.url),
            line(draft.accessed),
            line(draft.type),
            line(draft.section),
            status.value,
            len(text),
            mark,
            canonicalise(draft.raw_header),
            line(draft.origin_file),
            draft.origin_digest,
            at,
        )
        return New(text, mark, natural_uid(f"article/{mark}/{_outlet_name(draft.outlet)}"), second_copy, values)

    def store(self, articles: Sequence[New]) -> list[int]:
        """Write articles and return their ids, in their order."""
        self._store.execute_each(
            "INSERT OR IGNORE INTO texts(digest, text) VALUES(?, ?)",
            [(article.mark, article.text) for article in articles],
        )
        taken = self._taken(article.uid for article in articles)
        rows = []
        for article in articles:
            uid = uuid7() if article.own_uid or article.uid in taken else article.uid
            taken.add(uid)
            rows.append((uid, *article.values))
        return self._store.insert_all("articles", _COLUMNS, rows)

    def _taken(self, uids: Iterable[str]) -> set[str]:
        """Those of some uids that articles have."""
        wanted = list(uids)
        marks = ", ".join("?" * len(wanted))
        return set(self._store.column(f"SELECT uid FROM articles WHERE uid IN ({marks})", wanted))


def now() -> str:
    """This moment, as it is stored."""
    return datetime.now(tz=UTC).isoformat(timespec="seconds")


_outlet_name = lru_cache(1000)(normalised)
"""An import has few outlets and many articles."""


def line(value: str) -> str:
    """Metadata as it is stored: canonical, on one line, single blanks."""
    if value.isprintable() and "  " not in value and value.strip() == value:
        return value  # the usual case: of all white space only the blank is printable
    return " ".join(canonicalise(value).split())
