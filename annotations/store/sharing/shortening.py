"""Leaves the full texts out of a copy: of each article its claims stay, with a sentence on either side.

Rows are not stamped: shortening is no edit, and must not win over the full texts when copies are merged.
"""

import sqlite3

from annotations.excerpts import excerpt
from annotations.spans import Anchor, Span
from annotations.store.connections.halting import Halt
from annotations.store.format.marks import CONTENTS, EXCERPTS
from annotations.text import digest

_EVERY = 50

EMPTIED = {
    "articles": {"raw_header": "", "origin_digest": ""},
    "brief_issues": {"frozen": "{}"},
    "review_comments": {"quote": ""},
}
"""What is left out of rows, by table and column, with what stands there then; nobody edits any of these columns."""


def shorten(connection: sqlite3.Connection, halt: Halt) -> None:
    """Shorten every article, inside a transaction. The search index and the texts left over are the caller's to clear.

    What else holds an article's words goes as well: heads of origin files and these files, rejected passages,
    cuts, earlier texts, what issues of briefs were made of, the words that reviewers marked.
    """
    ids = [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY id")]
    for done, article_id in enumerate(ids):
        if done % _EVERY == 0:
            halt.tell(done, len(ids), "Leaving out full texts")
        _shorten(connection, article_id)
    there = {row[0] for row in connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")}
    for statement in (
        *(
            f"UPDATE main.{table} SET {column} = '{nothing}'"
            for table, columns in EMPTIED.items()
            if table in there  # a file of an older format has fewer
            for column, nothing in columns.items()
        ),
        "DELETE FROM rejections",
        "DELETE FROM cuts",
        "DELETE FROM earlier_texts",
        "DELETE FROM corrected_texts",
        "DELETE FROM origins",
    ):
        connection.execute(statement)
    connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)", (CONTENTS, EXCERPTS))


def _shorten(connection: sqlite3.Connection, article_id: int) -> None:
    article = connection.execute(
        "SELECT a.headline, a.language, t.text FROM articles a JOIN texts t ON t.digest = a.digest WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    claims = connection.execute("SELECT id, start, end FROM claims WHERE article_id = ?", (article_id,)).fetchall()
    spans = [Span(claim["start"], claim["end"]) for claim in claims]
    cuts = connection.execute("SELECT start, end FROM cuts WHERE article_id = ?", (article_id,)).fetchall()
    short = excerpt(
        article["text"],
        spans,
        language=article["language"],
        headline=article["headline"],
        cuts=[Span(cut["start"], cut["end"]) for cut in cuts],
    )
    mark = digest(short.text)
    connection.execute("INSERT OR IGNORE INTO texts(digest, text) VALUES(?, ?)", (mark, short.text))
    connection.execute(
        "UPDATE main.articles SET digest = ?, n_chars = ? WHERE id = ?",
        (mark, len(short.text), article_id),
    )
    for claim, span in zip(claims, spans, strict=True):
        anchor = Anchor.at(short.text, short.moved(span))
        connection.execute(
            "UPDATE claims SET start = ?, end = ?, prefix = ?, suffix = ? WHERE id = ?",
            (anchor.span.start, anchor.span.end, anchor.prefix, anchor.suffix, claim["id"]),
        )
