"""Takes what a project is set up with into a new one: outlets, codebook, saved filters, briefs."""

from annotations.store.briefs import Briefs
from annotations.store.ids import FROM_START
from annotations.store.store import Store

_TABLES = ("outlets", "dimensions", "tags", "aliases", "saved_filters")
_STAMPS = {"hlc", "replica_id"}


def copy_setup(source: Store, target: Store) -> None:
    """Copy outlets, codebook and saved filters under their uids, and briefs as templates.

    A codebook as it began is nobody's change here either. To be called inside a step of an empty project.
    """
    target.execute("PRAGMA defer_foreign_keys = ON")  # a tag may stand before its parent
    for table in _TABLES:
        for row in source.rows(f"SELECT * FROM {table} ORDER BY id"):
            target.insert(table, **{name: row[name] for name in row.keys() if name not in _STAMPS})  # noqa: SIM118
            if row["hlc"] == FROM_START:
                target.execute(f"UPDATE {table} SET hlc = ? WHERE uid = ?", (FROM_START, row["uid"]))
    briefs = Briefs(target)
    for brief in Briefs(source).all():
        briefs.add(brief.name, brief.spec.as_template())
