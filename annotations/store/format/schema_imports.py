"""What version 3 of the schema adds for imports: the section an article stood in, and files kept as they came.

`origins` holds files by the digest that `articles.origin_digest` names, compressed with zlib. Like texts they are
never deleted by a step, so that they need not pass through the history.
"""

ADDITIONS = """
ALTER TABLE articles ADD COLUMN section TEXT NOT NULL DEFAULT '';
CREATE TABLE origins (digest TEXT PRIMARY KEY CHECK(length(digest) = 64), name TEXT NOT NULL DEFAULT '',
  size INTEGER NOT NULL CHECK(size >= 0), data BLOB NOT NULL) STRICT;
DROP VIEW v_articles;
CREATE VIEW v_articles AS SELECT a.id, a.uid, a.headline, o.name AS outlet, o.country, o.medium, o.ownership,
  a.published, a.month, a.author, a.language, a.type, a.url, a.status, a.left_out_reason, a.n_chars,
  (SELECT count(*) FROM claims c WHERE c.article_id = a.id) AS claims, t.text, a.section
  FROM articles a LEFT JOIN outlets o ON o.id = a.outlet_id JOIN texts t ON t.digest = a.digest;
CREATE INDEX articles_batch ON articles(batch_id, status) WHERE batch_id IS NOT NULL;
"""

STAND_INS = (
    "CREATE TEMP VIEW articles AS SELECT *, '' AS section FROM main.articles",
    "CREATE TEMP VIEW v_articles AS SELECT *, '' AS section FROM main.v_articles",
    "CREATE TEMP TABLE origins (digest, name, size, data)",
)
"""For files of versions 1 and 2 that are only read; see `annotations.store.format.schema.STAND_INS`."""
