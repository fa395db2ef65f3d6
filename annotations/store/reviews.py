"""Stored comments of reviewers, and what was done about each."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from typing import Any

from annotations.brief.reviews import CommentKind, CommentState, ReviewComment, StoredComment
from annotations.store.connections.telling import made_of_rows
from annotations.store.ids import natural_uid
from annotations.store.store import Store
from annotations.text import canonicalise

_VALUES = tuple(item.name for item in fields(ReviewComment))


class Reviews:
    """Reads and writes comments of reviewers. Writing needs an open step."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def of_brief(self, brief_id: int | None) -> list[StoredComment]:
        """The comments on a brief as they came, or with None all there are."""
        where = "" if brief_id is None else "WHERE brief_id = ?"
        values = [] if brief_id is None else [brief_id]
        rows = self._store.rows(f"SELECT * FROM review_comments {where} ORDER BY id", values)
        return [_comment(row) for row in rows]

    def add(self, brief_id: int | None, source: str, comments: Iterable[ReviewComment]) -> list[int]:
        """Store comments read from a file, without those that are there already; returns the ids of the new ones.

        Two are the same if they have the name, person, text and page in common: a file may be read again after the
        reviewer went on, and by two people in two copies, which merging then makes one.
        """
        brief = self._store.value("SELECT uid FROM briefs WHERE id = ?", (brief_id,)) or ""
        known = {_mark(stored.comment) for stored in self.of_brief(brief_id)}
        made = []
        for clean in map(_clean, comments):
            if _mark(clean) in known:
                continue
            known.add(_mark(clean))
            uid = natural_uid(f"review/{brief}/{json.dumps(_mark(clean))}")
            if before := self._store.value("SELECT id FROM review_comments WHERE uid = ?", (uid,)):
                self._store.update("review_comments", [before], brief_id=brief_id)  # it had lost its brief
                continue
            values = {"uid": uid, "brief_id": brief_id, "source": canonicalise(source)}
            values |= {name: getattr(clean, name) for name in _VALUES}
            made.append(self._store.insert("review_comments", **values))
        return made

    def accept(self, ids: Collection[int]) -> None:
        """Note that what a comment asks for was taken up."""
        self._store.update("review_comments", ids, state=CommentState.ACCEPTED)

    def dismiss(self, ids: Collection[int]) -> None:
        """Note that nothing is done about a comment."""
        self._store.update("review_comments", ids, state=CommentState.DISMISSED)

    def reopen(self, ids: Collection[int]) -> None:
        """Note that a comment is still to be looked at; an answer stays."""
        self._store.update("review_comments", ids, state=CommentState.OPEN)

    def answer(self, comment_id: int, words: str) -> None:
        """Keep an answer to a comment; an empty one opens it again."""
        text = canonicalise(words).strip()
        state = CommentState.ANSWERED if text else CommentState.OPEN
        self._store.update("review_comments", [comment_id], state=state, answer=text)

    def delete(self, ids: Collection[int]) -> None:
        """Delete comments."""
        self._store.delete("review_comments", ids)


def _clean(comment: ReviewComment) -> ReviewComment:
    given = {name: getattr(comment, name) for name in _VALUES}
    texts: dict[str, Any] = {name: canonicalise(text) for name, text in given.items() if type(text) is str}
    return replace(comment, **texts)


def _mark(comment: ReviewComment) -> tuple[object, ...]:
    return comment.name, comment.author, comment.text, comment.quote, comment.page, comment.kind


@made_of_rows
def _comment(row: sqlite3.Row) -> StoredComment:
    values = {name: row[name] for name in _VALUES}
    return StoredComment(
        id=row["id"],
        brief_id=row["brief_id"],
        comment=ReviewComment(**{**values, "kind": CommentKind(row["kind"])}),
        state=CommentState(row["state"]),
        answer=row["answer"],
        source=row["source"],
    )
