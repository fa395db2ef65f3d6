"""What version 4 of the schema adds for reviews: the comments that were read back from reviewed briefs.

`claim_uid` is no reference, so that a comment outlives its claim; `name` is the annotation's in the file, by which it
is known when the file is read again.
"""

_COLUMNS = (
    *("brief_id", "claim_uid", "judgement", "part", "page", "kind", "author", "made_at", "text", "quote"),
    *("state", "answer", "source", "name"),
)

STAND_INS = (
    f"CREATE TEMP TABLE review_comments (id INTEGER PRIMARY KEY, uid, {', '.join(_COLUMNS)}, hlc, replica_id)",
)
"""For files of earlier versions that are only read; see `annotations.store.format.schema.STAND_INS`."""


def additions(entity: str, stamp: str) -> str:
    """The statements, given what every entity's table begins and ends with."""
    return f"""
CREATE TABLE review_comments ({entity}, brief_id INTEGER REFERENCES briefs(id) ON DELETE SET NULL,
  claim_uid TEXT NOT NULL DEFAULT '', judgement INTEGER NOT NULL DEFAULT 0 CHECK(judgement >= 0),
  part TEXT NOT NULL DEFAULT '', page INTEGER NOT NULL CHECK(page > 0),
  kind TEXT NOT NULL CHECK(kind IN ('reply', 'note', 'text', 'mark', 'edited')),
  author TEXT NOT NULL DEFAULT '', made_at TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '',
  quote TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'open' CHECK(state IN ('open', 'accepted', 'answered', 'dismissed')),
  answer TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '', {stamp}) STRICT;
CREATE INDEX review_comments_claim ON review_comments(claim_uid) WHERE claim_uid <> '';
CREATE INDEX review_comments_brief ON review_comments(brief_id) WHERE brief_id IS NOT NULL;
"""
