"""What version 7 of the schema adds: the text that each correction made.

`earlier_texts` keeps what an article said before a correction. What it said afterwards is a fact about that correction,
which stays so whatever becomes of it: two copies that were corrected apart can tell, in whichever order they are
merged, what the last correction that holds came to, and keep what the others came to.
"""

ADDITIONS = """
CREATE TABLE corrected_texts (uid TEXT PRIMARY KEY, digest TEXT NOT NULL REFERENCES texts(digest))
  STRICT, WITHOUT ROWID;
CREATE INDEX corrected_texts_digest ON corrected_texts(digest);
INSERT INTO corrected_texts SELECT e.uid, a.digest FROM earlier_texts e JOIN articles a ON a.id = e.article_id
  WHERE NOT EXISTS (SELECT 1 FROM earlier_texts l WHERE l.article_id = e.article_id AND (l.hlc, l.id) > (e.hlc, e.id));
"""
"""What the last correction of an article came to is what that says; of those before nothing is known."""

STAND_INS = ("CREATE TEMP TABLE corrected_texts (uid, digest)",)
"""For files of earlier versions that are only read; see `annotations.store.format.schema.STAND_INS`."""
