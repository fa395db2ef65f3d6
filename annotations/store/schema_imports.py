"""What version 3 of the schema adds for imports: the section an article stood in, and files kept as they came.

`origins` holds files by the digest that `articles.origin_digest` names, compressed with zlib. Like texts they are
never deleted by a step, so that they need not pass through the history.
"""

ADDITIONS = """
ALTER TABLE articles ADD COLUMN section TEXT NOT NULL DEFAULT '';
CREATE TABLE origins (digest TEXT PRIMARY KEY CHECK(length(digest) = 64), name TEXT NOT NULL DEFAULT '',
  size INTEGER NOT NULL CHECK(size >= 0), data BLOB NOT NULL) STRICT;
CREATE INDEX articles_batch ON articles(batch_id, status) WHERE batch_id IS NOT NULL;
"""

STAND_INS = (
    "CREATE TEMP VIEW articles AS SELECT *, '' AS section FROM main.articles",
    "CREATE TEMP TABLE origins (digest, name, size, data)",
)
"""For files of versions 1 and 2 that are only read; see `annotations.store.schema.STAND_INS`."""
