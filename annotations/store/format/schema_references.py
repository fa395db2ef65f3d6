"""What version 6 of the schema adds: what references said that were emptied, and a mark on claims that were left out.

A reference is emptied when what it names is deleted, without a new clock: nobody wrote that row. `emptied` keeps what
the row's last write said, so that it says so again when that stands again, in whichever order copies are merged. Each
row of it is a fact about one write, and counts while the row has the clock of that write. So is kept what a merge set
right, as where a lead came under another one.
"""

_LEFT_OUT = (
    "EXISTS (SELECT 1 FROM settlements s WHERE s.claim_id = c.id AND s.dimension_id IS NULL AND s.decision = 'left')"
)

STAND_INS = (
    "CREATE TEMP TABLE emptied (kind, uid, hlc, replica_id, name, target)",
    f"CREATE TEMP VIEW v_claims AS SELECT c.*, {_LEFT_OUT} AS left_out FROM main.v_claims c",
)
"""For files of earlier versions that are only read; see `annotations.store.format.schema.STAND_INS`."""


def additions(view_of_claims: str) -> str:
    """The statements, given the one that made `v_claims` before."""
    before, frm, after = view_of_claims.rpartition("\n  FROM claims c ")
    return f"""
CREATE TABLE emptied (kind TEXT NOT NULL, uid TEXT NOT NULL, hlc INTEGER NOT NULL, replica_id INTEGER NOT NULL,
  name TEXT NOT NULL, target TEXT NOT NULL, PRIMARY KEY (kind, uid, hlc, replica_id, name)) STRICT, WITHOUT ROWID;
CREATE INDEX emptied_target ON emptied(target);
DROP VIEW v_claims;
{before},
  {_LEFT_OUT} AS left_out{frm}{after}
"""
