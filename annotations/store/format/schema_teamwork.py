"""What version 5 of the schema adds for teamwork: what merging two copies needs, double coding and settling.

A tombstone now has the stamp of the row that went beside its own, and says whether the row went only because what it
belonged to did. Its row keeps the ids of this file, so that no id of a row that is gone may ever be given again:
`highest_ids` has the highest one that was. A tombstone marked 2 stands beside its row: it was deleted in another copy,
and is kept for what was done to it elsewhere.
"""

KINDS = (
    *("coders", "outlets", "batches", "articles", "cuts", "dimensions", "tags", "aliases", "claims", "briefs"),
    *("brief_issues", "rejections", "saved_filters", "earlier_texts", "triaged", "review_comments"),
    *("samples", "second_codings", "settlements", "merges"),
)
"""The tables whose rows have ids that are never given again."""

_SAMPLES = ("name", "seed", "share", "size", "scope", "sees", "drawn_at", "coder_id")
_SECOND_CODINGS = ("sample_id", "article_id", "coder_id", "done_at")
_SETTLEMENTS = ("claim_id", "dimension_id", "coder_id", "decision", "taken_from", "reason", "settled_at", "basis")
_MERGES = ("name", "at", "coder_id", "project_uid", "replica", "report")


def _stand_in(table: str, columns: tuple[str, ...]) -> str:
    return f"CREATE TEMP TABLE {table} (id INTEGER PRIMARY KEY, uid, {', '.join(columns)}, hlc, replica_id)"


STAND_INS = (
    "CREATE TEMP VIEW tombstones AS SELECT *, 0 AS row_hlc, 0 AS row_replica_id, 0 AS cascaded FROM main.tombstones",
    "CREATE TEMP TABLE highest_ids (kind, id)",
    "CREATE TEMP TABLE merge_stamps (merge_id, kind, key, after, hlc, replica_id, grave)",
    _stand_in("samples", _SAMPLES),
    _stand_in("second_codings", _SECOND_CODINGS),
    _stand_in("settlements", _SETTLEMENTS),
    _stand_in("merges", _MERGES),
)
"""For files of earlier versions that are only read; see `annotations.store.format.schema.STAND_INS`."""


def additions(entity: str, stamp: str) -> str:
    """The statements, given what every entity's table begins and ends with."""
    return f"""
ALTER TABLE tombstones ADD COLUMN row_hlc INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tombstones ADD COLUMN row_replica_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tombstones ADD COLUMN cascaded INTEGER NOT NULL DEFAULT 0 CHECK(cascaded IN (0, 1, 2));
CREATE INDEX tombstones_kept ON tombstones(kind, uid) WHERE cascaded = 2;
CREATE TABLE highest_ids (kind TEXT PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE samples ({entity}, name TEXT NOT NULL DEFAULT '', seed TEXT NOT NULL DEFAULT '',
  share REAL NOT NULL DEFAULT 0, size INTEGER NOT NULL DEFAULT 0 CHECK(size >= 0), scope TEXT NOT NULL DEFAULT '{{}}',
  sees TEXT NOT NULL DEFAULT 'passages' CHECK(sees IN ('passages', 'nothing', 'all')),
  drawn_at TEXT NOT NULL DEFAULT '', coder_id INTEGER REFERENCES coders(id), {stamp}) STRICT;
CREATE TABLE second_codings ({entity}, sample_id INTEGER NOT NULL REFERENCES samples(id) ON DELETE CASCADE,
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  coder_id INTEGER NOT NULL REFERENCES coders(id), done_at TEXT NOT NULL DEFAULT '', {stamp}) STRICT;
CREATE TABLE settlements ({entity}, claim_id INTEGER NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
  dimension_id INTEGER REFERENCES dimensions(id) ON DELETE CASCADE, coder_id INTEGER REFERENCES coders(id),
  decision TEXT NOT NULL CHECK(decision IN ('one', 'both', 'other', 'left', 'kept')),
  taken_from INTEGER REFERENCES coders(id), reason TEXT NOT NULL DEFAULT '', settled_at TEXT NOT NULL DEFAULT '',
  basis TEXT NOT NULL DEFAULT '', {stamp}) STRICT;
CREATE TABLE merges ({entity}, name TEXT NOT NULL DEFAULT '', at TEXT NOT NULL,
  coder_id INTEGER REFERENCES coders(id), project_uid TEXT NOT NULL DEFAULT '', replica TEXT NOT NULL DEFAULT '',
  report TEXT NOT NULL DEFAULT '{{}}', {stamp}) STRICT;
CREATE TABLE merge_stamps (merge_id INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
  after INTEGER NOT NULL CHECK(after IN (0, 1)), hlc INTEGER, replica_id INTEGER, grave TEXT,
  PRIMARY KEY (merge_id, after, kind, key)) STRICT, WITHOUT ROWID;
CREATE INDEX second_codings_sample ON second_codings(sample_id);
CREATE INDEX second_codings_article ON second_codings(article_id);
CREATE INDEX second_codings_coder ON second_codings(coder_id, done_at);
CREATE INDEX settlements_claim ON settlements(claim_id);
CREATE INDEX settlements_dimension ON settlements(dimension_id) WHERE dimension_id IS NOT NULL;
{_highest()}
"""


def _highest() -> str:
    """The first rows of `highest_ids`: what an older file gave before is not known but for the rows it still has."""
    return "\n".join(f"INSERT INTO highest_ids SELECT '{kind}', coalesce(max(id), 0) FROM {kind};" for kind in KINDS)
