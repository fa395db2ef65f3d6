"""What version 2 of the schema adds for articles: earlier versions of texts, what triage kept, cuts out of the search.

A cut leaves blanks of the same length in what the index reads, so that places found there are places in the text.
"""

_LEFT_OF_TEXT = """(WITH RECURSIVE left_of(cut, text) AS (
    SELECT (SELECT min(c.id) FROM cuts c WHERE c.article_id = a.id), t.text
    UNION ALL
    SELECT (SELECT min(n.id) FROM cuts n WHERE n.article_id = a.id AND n.id > l.cut),
      substr(l.text, 1, c.start) || printf('%*s', length(substr(l.text, c.start + 1, c.end - c.start)), '')
        || substr(l.text, c.end + 1)
      FROM left_of l JOIN cuts c ON c.id = l.cut)
  SELECT text FROM left_of WHERE cut IS NULL)"""


_OUT_OF_INDEX = """INSERT INTO article_fts(article_fts, rowid, headline, author, text)
    SELECT 'delete', id, headline, author, text FROM article_words WHERE id ="""
_INTO_INDEX = """INSERT INTO article_fts(rowid, headline, author, text)
    SELECT id, headline, author, text FROM article_words WHERE id ="""

_EVENTS = {
    "article_fts_insert AFTER INSERT ON articles": f"{_INTO_INDEX} new.id",
    "article_fts_delete BEFORE DELETE ON articles": f"{_OUT_OF_INDEX} old.id",
    "article_fts_update_before BEFORE UPDATE OF headline, author, digest ON articles": f"{_OUT_OF_INDEX} old.id",
    "article_fts_update_after AFTER UPDATE OF headline, author, digest ON articles": f"{_INTO_INDEX} new.id",
    "cuts_fts_insert_before BEFORE INSERT ON cuts": f"{_OUT_OF_INDEX} new.article_id",
    "cuts_fts_insert_after AFTER INSERT ON cuts": f"{_INTO_INDEX} new.article_id",
    "cuts_fts_update_before BEFORE UPDATE OF start, end ON cuts": f"{_OUT_OF_INDEX} old.article_id",
    "cuts_fts_update_after AFTER UPDATE OF start, end ON cuts": f"{_INTO_INDEX} new.article_id",
    "cuts_fts_delete_before BEFORE DELETE ON cuts": f"{_OUT_OF_INDEX} old.article_id",
    "cuts_fts_delete_after AFTER DELETE ON cuts": f"{_INTO_INDEX} old.article_id",
}
"""The index keeps no texts, so it must be told what it was told before, while that still stands in the tables: an
article takes its cuts with it before it is gone itself."""


def additions(entity: str, stamp: str) -> str:
    """The script, given the columns that every entity has and those of the clock."""
    return f"""
CREATE TABLE earlier_texts ({entity}, article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  digest TEXT NOT NULL REFERENCES texts(digest), n_chars INTEGER NOT NULL CHECK(n_chars >= 0),
  replaced_at TEXT NOT NULL, coder_id INTEGER REFERENCES coders(id), {stamp}) STRICT;
CREATE INDEX earlier_texts_article ON earlier_texts(article_id);
CREATE INDEX earlier_texts_digest ON earlier_texts(digest);
CREATE TABLE triaged ({entity}, article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  coder_id INTEGER REFERENCES coders(id), {stamp}) STRICT;
CREATE INDEX triaged_article ON triaged(article_id);
CREATE INDEX articles_day ON articles({DAY}, id, status, assigned_to);
DROP TRIGGER article_fts_insert;
DROP TRIGGER article_fts_delete;
DROP TRIGGER article_fts_update;
DROP VIEW article_words;
CREATE VIEW article_words AS SELECT a.id AS id, a.headline AS headline, a.author AS author,
  CASE WHEN EXISTS (SELECT 1 FROM cuts x WHERE x.article_id = a.id) THEN {_LEFT_OF_TEXT} ELSE t.text END AS text
  FROM articles a JOIN texts t ON t.digest = a.digest;
{_triggers()}
"""


def _triggers() -> str:
    return "\n".join(f"CREATE TRIGGER {event} BEGIN\n  {action};\nEND;" for event, action in _EVENTS.items())


DAY = "(CASE WHEN published <> '' THEN published ELSE substr(imported_at, 1, 10) END)"
"""By what lists put articles into weeks and months: the day they were published, or else imported. It is indexed."""

STAND_INS = (
    "CREATE TEMP TABLE earlier_texts (id INTEGER PRIMARY KEY, uid, article_id, digest, n_chars, replaced_at, coder_id,"
    " hlc, replica_id)",
    "CREATE TEMP TABLE triaged (id INTEGER PRIMARY KEY, uid, article_id, coder_id, hlc, replica_id)",
)
"""For files of version 1 that are only read; see `annotations.store.format.schema.STAND_INS`."""
