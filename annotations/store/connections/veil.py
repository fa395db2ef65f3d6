"""What a person is not shown while they code second: the one place where that is decided, beneath every view.

Reading connections get temporary views in the place of the tables, so that nothing that reads the project for the
screen can show, count, find or sort by what is hidden. The writing connection is never veiled: what is stored stays
whole, and steps work on all of it.
"""

import sqlite3

HIDDEN_LABEL = "Hidden until your second coding is done"
"""What stands in place of the name of an action of somebody else."""

_HIDING = (
    "SELECT s.article_id FROM main.second_codings s JOIN main.samples m ON m.id = s.sample_id"
    " WHERE s.coder_id = {coder} AND s.done_at = '' AND m.sees IN ({sees})"
)
_TAGS, _PASSAGES = "'passages', 'nothing'", "'nothing'"
_SAYS_NOTHING = {"note": "''", "comment": "''", "question": "''", "check_state": "'open'", "checked_by": "NULL"}
"""What others wrote about a passage, and what stands in its place."""

VEILED = (
    *("claims", "claim_tags", "settlements", "history", "history_changes"),
    *("review_comments", "brief_issues", "rejections"),
)


def hidden_articles(coder_id: int) -> str:
    """The query for the articles in which others' tags are hidden from a person."""
    return _HIDING.format(coder=int(coder_id), sees=_TAGS).replace("main.", "")


def put_on(connection: sqlite3.Connection, coder_id: int) -> None:
    """Hide from what this connection reads what the person is not to see; 0 for nobody: everything is shown again.

    What is hidden follows the second codings by itself, until they are done.
    """
    _allow_views(connection, allowed=True)
    for name in VEILED:
        connection.execute(f"DROP VIEW IF EXISTS temp.{name}")
    if coder_id:
        for statement in _views(connection, int(coder_id)):
            connection.execute(statement)
    _allow_views(connection, allowed=False)


def _allow_views(connection: sqlite3.Connection, *, allowed: bool) -> None:
    """Views are made in memory; the file stays closed for writing by the way it was opened."""
    connection.execute(f"PRAGMA query_only = {'OFF' if allowed else 'ON'}")


def _views(connection: sqlite3.Connection, coder: int) -> tuple[str, ...]:
    tags, passages = (_HIDING.format(coder=coder, sees=sees) for sees in (_TAGS, _PASSAGES))
    columns = [row[1] for row in connection.execute("PRAGMA main.table_info(claims)").fetchall()]
    hides = f"c.coder_id <> {coder} AND c.article_id IN ({tags})"
    shown = ", ".join(
        f"CASE WHEN {hides} THEN {_SAYS_NOTHING[name]} ELSE c.{name} END AS {name}"
        if name in _SAYS_NOTHING
        else f"c.{name} AS {name}"
        for name in columns
    )
    issues = [row[1] for row in connection.execute("PRAGMA main.table_info(brief_issues)").fetchall()]
    of_issues = ", ".join(
        f"CASE WHEN EXISTS ({tags}) THEN '{{}}' ELSE i.frozen END AS frozen"
        if name == "frozen"
        else f"i.{name} AS {name}"
        for name in issues
    )
    of_hidden = f"SELECT 1 FROM main.claims c WHERE c.id = t.claim_id AND c.article_id IN ({tags})"
    return (
        f"CREATE TEMP VIEW claims AS SELECT {shown} FROM main.claims c"
        f" WHERE c.coder_id = {coder} OR c.article_id NOT IN ({passages})",
        "CREATE TEMP VIEW claim_tags AS SELECT t.* FROM main.claim_tags t"
        f" WHERE t.coder_id = {coder} OR NOT EXISTS ({of_hidden})",
        f"CREATE TEMP VIEW settlements AS SELECT t.* FROM main.settlements t WHERE NOT EXISTS ({of_hidden})",
        # What an issue was made of, and what reviewers say of claims, tell what others coded. A comment that is on no
        # claim and no judgement may be about anything.
        f"CREATE TEMP VIEW brief_issues AS SELECT {of_issues} FROM main.brief_issues i",
        f"CREATE TEMP VIEW review_comments AS SELECT r.* FROM main.review_comments r WHERE NOT EXISTS ({tags})"
        " OR (r.claim_uid <> '' AND r.claim_uid NOT IN (SELECT c.uid FROM main.claims c"
        f" WHERE c.coder_id <> {coder} AND c.article_id IN ({tags}))) OR (r.claim_uid = '' AND r.judgement > 0)",
        # What was accepted or turned down tells where others found a claim or none; no row says whose decision it was.
        f"CREATE TEMP VIEW rejections AS SELECT r.* FROM main.rejections r WHERE r.article_id NOT IN ({tags})",
        # An action's name, and the rows it changed, say what was tagged.
        "CREATE TEMP VIEW history AS SELECT id, at, coder_id,"
        f" CASE WHEN coder_id IS {coder} THEN label ELSE '{HIDDEN_LABEL}' END AS label, state, schema_version,"
        f" CASE WHEN coder_id IS {coder} THEN size ELSE 0 END AS size FROM main.history",
        "CREATE TEMP VIEW history_changes AS SELECT x.* FROM main.history_changes x"
        f" WHERE x.step_id IN (SELECT id FROM main.history WHERE coder_id IS {coder})",
    )
