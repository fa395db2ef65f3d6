"""The tables of the project file, as numbered migrations."""

import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from annotations import __version__
from annotations.codebook import shipped_uid
from annotations.store.format import (
    schema_corrections,
    schema_imports,
    schema_references,
    schema_reviews,
    schema_teamwork,
    schema_texts,
)

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x50524D4B
"""Marks an SQLite file as a project ("PRMK"); stands in the file's header."""

VERSION = 7
"""The schema this program writes; stands in `user_version`. It reads all from 1 on."""

PROGRAM = "program"
"""Key in `meta`: the version of the program that brought the file to its format, and so can read it."""

DEFAULT_CODEBOOK = "pressmark-default"
"""Identifier of the codebook whose dimensions have columns of their own in `v_claims`."""

MIGRATIONS_TABLE = (
    "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT)"
)
"""What sqlite-utils keeps in the file; said here so that opening a project need not load that library."""

_STAMP = "hlc INTEGER NOT NULL, replica_id INTEGER NOT NULL REFERENCES replicas(id)"
_ENTITY = "id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE CHECK(length(uid) = 36)"

# What makes version 1. It was released: people have such files, and none of this may ever change.

_TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE replicas (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE CHECK(length(uid) = 36),
  label TEXT NOT NULL DEFAULT '', last_hlc INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE coders ({_ENTITY}, name TEXT NOT NULL CHECK(name <> ''), initials TEXT NOT NULL,
  colour TEXT NOT NULL DEFAULT '', agreed INTEGER NOT NULL DEFAULT 0 CHECK(agreed IN (0, 1)), {_STAMP}) STRICT;

CREATE TABLE outlets ({_ENTITY}, name TEXT NOT NULL CHECK(name <> ''), aliases TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '', medium TEXT NOT NULL DEFAULT '', ownership TEXT NOT NULL DEFAULT '',
  reach TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', {_STAMP}) STRICT;

CREATE TABLE batches ({_ENTITY}, origin TEXT NOT NULL DEFAULT '', search TEXT NOT NULL DEFAULT '',
  period TEXT NOT NULL DEFAULT '', retrieved_on TEXT NOT NULL DEFAULT '', retrieved_by TEXT NOT NULL DEFAULT '',
  {_STAMP}) STRICT;

CREATE TABLE texts (digest TEXT PRIMARY KEY CHECK(length(digest) = 64), text TEXT NOT NULL) STRICT;

CREATE TABLE articles ({_ENTITY},
  outlet_id INTEGER REFERENCES outlets(id), batch_id INTEGER REFERENCES batches(id),
  lead_id INTEGER REFERENCES articles(id) ON DELETE SET NULL,
  replaces_id INTEGER REFERENCES articles(id) ON DELETE SET NULL,
  assigned_to INTEGER REFERENCES coders(id),
  headline TEXT NOT NULL DEFAULT '', headline_translated TEXT NOT NULL DEFAULT '', author TEXT NOT NULL DEFAULT '',
  published TEXT NOT NULL DEFAULT '',
  month TEXT GENERATED ALWAYS AS (substr(published, 1, 7)) VIRTUAL,
  language TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '', accessed TEXT NOT NULL DEFAULT '',
  type TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'new' CHECK(status IN ('new', 'in-progress', 'done', 'left-out')),
  left_out_reason TEXT NOT NULL DEFAULT '',
  n_chars INTEGER NOT NULL CHECK(n_chars >= 0), digest TEXT NOT NULL REFERENCES texts(digest),
  raw_header TEXT NOT NULL DEFAULT '', origin_file TEXT NOT NULL DEFAULT '', origin_digest TEXT NOT NULL DEFAULT '',
  imported_at TEXT NOT NULL, {_STAMP}) STRICT;

CREATE TABLE cuts ({_ENTITY}, article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  start INTEGER NOT NULL CHECK(start >= 0), end INTEGER NOT NULL, {_STAMP}, CHECK(end > start)) STRICT;

CREATE TABLE dimensions ({_ENTITY}, key TEXT NOT NULL DEFAULT '', name TEXT NOT NULL CHECK(name <> ''),
  kind TEXT NOT NULL CHECK(kind IN ('one', 'many', 'actors', 'scale')), help TEXT NOT NULL DEFAULT '',
  roles TEXT NOT NULL DEFAULT '', types TEXT NOT NULL DEFAULT '[]', position INTEGER NOT NULL DEFAULT 0,
  {_STAMP}) STRICT;

CREATE TABLE tags ({_ENTITY}, dimension_id INTEGER NOT NULL REFERENCES dimensions(id) ON DELETE CASCADE,
  parent_id INTEGER REFERENCES tags(id) ON DELETE SET NULL, key TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL CHECK(name <> ''), type TEXT NOT NULL DEFAULT '', short TEXT NOT NULL DEFAULT '',
  definition TEXT NOT NULL DEFAULT '', use TEXT NOT NULL DEFAULT '', dont_use TEXT NOT NULL DEFAULT '',
  example TEXT NOT NULL DEFAULT '', near_miss TEXT NOT NULL DEFAULT '', colour TEXT NOT NULL DEFAULT '',
  shortcut TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', value INTEGER CHECK(value BETWEEN -9 AND 9),
  position INTEGER NOT NULL DEFAULT 0, {_STAMP}) STRICT;

CREATE TABLE aliases ({_ENTITY}, tag_id INTEGER NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
  text TEXT NOT NULL CHECK(text <> ''), {_STAMP}) STRICT;

CREATE TABLE claims ({_ENTITY}, number INTEGER NOT NULL CHECK(number > 0),
  number_alias INTEGER,
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  start INTEGER NOT NULL CHECK(start >= 0), end INTEGER NOT NULL,
  exact TEXT NOT NULL, prefix TEXT NOT NULL DEFAULT '', suffix TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '', comment TEXT NOT NULL DEFAULT '', translation TEXT NOT NULL DEFAULT '',
  translation_by TEXT NOT NULL DEFAULT '',
  check_state TEXT NOT NULL DEFAULT 'open' CHECK(check_state IN ('open', 'flagged', 'checked')),
  question TEXT NOT NULL DEFAULT '', checked_by INTEGER REFERENCES coders(id),
  coder_id INTEGER NOT NULL REFERENCES coders(id), created_at TEXT NOT NULL,
  origin TEXT NOT NULL DEFAULT 'typed' CHECK(origin IN ('typed', 'accepted', 'changed')), {_STAMP},
  CHECK(end > start), CHECK(length(exact) = end - start)) STRICT;

CREATE TABLE claim_tags (claim_id INTEGER NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
  role TEXT NOT NULL DEFAULT '' CHECK(role IN ('', 'speaker', 'target', 'addressee', 'beneficiary', 'mentioned')),
  coder_id INTEGER NOT NULL REFERENCES coders(id),
  origin TEXT NOT NULL DEFAULT 'typed' CHECK(origin IN ('typed', 'accepted', 'changed')), {_STAMP},
  PRIMARY KEY (claim_id, tag_id, role, coder_id)) STRICT, WITHOUT ROWID;

CREATE TABLE briefs ({_ENTITY}, name TEXT NOT NULL CHECK(name <> ''), spec TEXT NOT NULL, {_STAMP}) STRICT;

CREATE TABLE brief_issues ({_ENTITY}, brief_id INTEGER NOT NULL REFERENCES briefs(id) ON DELETE CASCADE,
  number TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL DEFAULT 'draft' CHECK(state IN ('draft', 'issued', 'superseded')),
  cut_off TEXT NOT NULL DEFAULT '', issued_at TEXT NOT NULL DEFAULT '', frozen TEXT NOT NULL DEFAULT '{{}}',
  digest TEXT NOT NULL DEFAULT '', {_STAMP}) STRICT;

CREATE TABLE engine_results (digest TEXT NOT NULL, engine TEXT NOT NULL, payload TEXT NOT NULL,
  PRIMARY KEY (digest, engine)) STRICT, WITHOUT ROWID;

CREATE TABLE rejections ({_ENTITY}, article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  exact TEXT NOT NULL, prefix TEXT NOT NULL DEFAULT '', suffix TEXT NOT NULL DEFAULT '', {_STAMP}) STRICT;

CREATE TABLE tombstones (kind TEXT NOT NULL, uid TEXT NOT NULL, hlc INTEGER NOT NULL,
  replica_id INTEGER NOT NULL REFERENCES replicas(id), row TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (kind, uid)) STRICT, WITHOUT ROWID;

CREATE TABLE history (id INTEGER PRIMARY KEY, at TEXT NOT NULL, coder_id INTEGER, label TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'done' CHECK(state IN ('done', 'undone', 'dropped')),
  schema_version INTEGER NOT NULL, size INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE history_changes (step_id INTEGER NOT NULL REFERENCES history(id) ON DELETE CASCADE,
  n INTEGER NOT NULL, chunk TEXT NOT NULL, PRIMARY KEY (step_id, n)) STRICT, WITHOUT ROWID;
"""

_INDEXES = """
CREATE INDEX articles_published ON articles(published, id, status);
CREATE INDEX articles_outlet ON articles(outlet_id, published, id, status);
CREATE INDEX articles_headline ON articles(headline COLLATE NOCASE, id, status);
CREATE INDEX articles_words ON articles(published, id, status, outlet_id, headline, headline_translated, author);
CREATE INDEX articles_digest ON articles(digest);
CREATE INDEX outlets_name ON outlets(name COLLATE NOCASE, id);
CREATE INDEX articles_lead ON articles(lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX articles_replaces ON articles(replaces_id) WHERE replaces_id IS NOT NULL;
CREATE INDEX cuts_article ON cuts(article_id);
CREATE INDEX claims_article ON claims(article_id, start);
CREATE INDEX claims_coder ON claims(coder_id, article_id);
CREATE INDEX claims_number ON claims(number);
CREATE INDEX claim_tags_tag ON claim_tags(tag_id, claim_id);
CREATE INDEX tags_dimension ON tags(dimension_id, position);
CREATE INDEX aliases_tag ON aliases(tag_id);
CREATE INDEX brief_issues_brief ON brief_issues(brief_id);
CREATE INDEX history_size ON history(size) WHERE size > 0;
CREATE INDEX history_undone ON history(id) WHERE state = 'undone';
CREATE INDEX rejections_article ON rejections(article_id);
"""

_SEARCH = """
CREATE VIEW article_words AS SELECT a.id AS id, a.headline AS headline, a.author AS author, t.text AS text
  FROM articles a JOIN texts t ON t.digest = a.digest;
CREATE VIRTUAL TABLE article_fts USING fts5(headline, author, text, content='article_words', content_rowid='id',
  tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER article_fts_insert AFTER INSERT ON articles BEGIN
  INSERT INTO article_fts(rowid, headline, author, text)
    SELECT new.id, new.headline, new.author, text FROM texts WHERE digest = new.digest;
END;
CREATE TRIGGER article_fts_delete AFTER DELETE ON articles BEGIN
  INSERT INTO article_fts(article_fts, rowid, headline, author, text)
    SELECT 'delete', old.id, old.headline, old.author, text FROM texts WHERE digest = old.digest;
END;
CREATE TRIGGER article_fts_update AFTER UPDATE OF headline, author, digest ON articles BEGIN
  INSERT INTO article_fts(article_fts, rowid, headline, author, text)
    SELECT 'delete', old.id, old.headline, old.author, text FROM texts WHERE digest = old.digest;
  INSERT INTO article_fts(rowid, headline, author, text)
    SELECT new.id, new.headline, new.author, text FROM texts WHERE digest = new.digest;
END;
"""


def _views() -> str:
    """The views for people: their columns name the default dimensions by the uids that never change."""
    columns = {"framing": "framing", "actors": "actors", "pillar": "pillar", "sentiment": "sentiment"}
    uids = {key: shipped_uid(DEFAULT_CODEBOOK, key) for key in columns}
    # What counts: the tags of *agreed* in that dimension, or else those of the claim's maker.
    picks = ",\n  ".join(
        f"(SELECT group_concat(tag || CASE role WHEN '' THEN '' ELSE ' (' || role || ')' END, '; ') FROM v_taggings t"
        f" WHERE t.claim_id = c.id AND t.dimension_uid = '{uid}' AND t.counts) AS {key}"
        for key, uid in uids.items()
    )
    known = ", ".join(f"'{uid}'" for uid in uids.values())
    return f"""
CREATE VIEW v_articles AS SELECT a.id, a.uid, a.headline, o.name AS outlet, o.country, o.medium, o.ownership,
  a.published, a.month, a.author, a.language, a.type, a.url, a.status, a.left_out_reason, a.n_chars,
  (SELECT count(*) FROM claims c WHERE c.article_id = a.id) AS claims, t.text
  FROM articles a LEFT JOIN outlets o ON o.id = a.outlet_id JOIN texts t ON t.digest = a.digest;
CREATE VIEW v_taggings AS SELECT ct.claim_id, c.number, c.uid AS claim_uid, d.name AS dimension,
  d.uid AS dimension_uid, t.name AS tag, t.uid AS tag_uid, t.value, ct.role, k.name AS coder, ct.origin,
  ct.coder_id = coalesce(
    (SELECT x.coder_id FROM claim_tags x JOIN tags y ON y.id = x.tag_id JOIN coders z ON z.id = x.coder_id
      WHERE x.claim_id = ct.claim_id AND y.dimension_id = t.dimension_id AND z.agreed LIMIT 1),
    c.coder_id) AS counts
  FROM claim_tags ct JOIN claims c ON c.id = ct.claim_id JOIN tags t ON t.id = ct.tag_id
  JOIN dimensions d ON d.id = t.dimension_id JOIN coders k ON k.id = ct.coder_id;
CREATE VIEW v_claims AS SELECT c.id, c.uid, c.number, c.article_id, a.headline AS article, o.name AS outlet,
  a.published, c.start, c.end, c.exact AS quote, c.translation, c.comment, c.note, c.check_state, k.name AS coder,
  c.created_at,
  {picks},
  (SELECT group_concat(dimension || ': ' || tag, '; ') FROM v_taggings t WHERE t.claim_id = c.id AND t.counts
    AND t.dimension_uid NOT IN ({known})) AS other_tags
  FROM claims c JOIN articles a ON a.id = c.article_id LEFT JOIN outlets o ON o.id = a.outlet_id
  JOIN coders k ON k.id = c.coder_id;
"""


def _view_of_claims() -> str:
    """The statement that made `v_claims` in version 1."""
    return next(sql for sql in _statements(_views()) if sql.startswith("CREATE VIEW v_claims "))


# What version 2 adds. It was released too, and nothing of it may ever change.

_SECOND = f"""
CREATE TABLE saved_filters ({_ENTITY}, name TEXT NOT NULL CHECK(name <> ''), kind TEXT NOT NULL CHECK(kind <> ''),
  definition TEXT NOT NULL, {_STAMP}) STRICT;
CREATE INDEX articles_assigned ON articles(assigned_to, published, id, status) WHERE assigned_to IS NOT NULL;
CREATE INDEX claims_created ON claims(created_at, id);
CREATE INDEX claims_check ON claims(check_state, number);
"""

# What version 3 adds beside what `schema_imports` says. It was released too, and nothing of it may ever change.
#
# Version 4 adds what `schema_reviews` says, and was released as well.
#
# Version 5 adds what `schema_teamwork` says, and was released as well.
#
# Version 6 adds what `schema_references` says, and was released as well.
#
# Version 7 adds what `schema_corrections` says. Until that version is released, tables and indexes may be added there
# (see also `STAND_INS`), and tests/projects/version-7.pressmark is made anew then; afterwards nothing may change in it.

_THIRD = """
CREATE INDEX articles_url ON articles(url COLLATE NOCASE, id) WHERE url <> '';
"""

STAND_INS = {
    2: (
        "CREATE TEMP TABLE saved_filters (id INTEGER PRIMARY KEY, uid, name, kind, definition, hlc, replica_id)",
        *schema_texts.STAND_INS,
    ),
    3: schema_imports.STAND_INS,
    4: schema_reviews.STAND_INS,
    5: schema_teamwork.STAND_INS,
    6: schema_references.STAND_INS,
    7: schema_corrections.STAND_INS,
}
"""By version, what each connection that reads an older file makes for itself, so that queries of today find what that
version added: nothing in it. A column that is added needs a temporary view with the name of its table; what writes to
such a table, or names an index of it, must then say `main.`: a copy of an older file is written, too."""

_END_OF_UNDO = (
    "DELETE FROM history_changes",
    "UPDATE history SET state = 'dropped' WHERE state = 'undone'",
    "UPDATE history SET size = 0 WHERE size > 0",
)
"""What was done before has rows that may look otherwise; that it was done stays."""


def migrate(connection: sqlite3.Connection, *, back_up: Callable[[], object] | None = None) -> None:
    """Bring an empty or older project file to the present schema, each migration in a transaction of its own.

    Args:
        connection: the file, with nothing recorded of what is done to it.
        back_up: makes a backup; called first where the file is an older project. What it raises leaves the file alone.

    Raises:
        RuntimeError: if an older project is to be migrated without a backup: a fault of the program.
    """
    from sqlite_utils import Database

    if 0 < version_of(connection) < VERSION:
        if back_up is None:
            raise RuntimeError("An older project is migrated only after a backup was made")
        back_up()
    migrations, db = _migrations(), Database(connection, execute_plugins=False)
    while (version := version_of(connection)) < VERSION:
        with db.atomic():
            _note_applied(db, version)
            migrations.apply(db, stop_before=str(version + 2))


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the schema that a file says it has; 0 in an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _note_applied(db: "Database", version: int) -> None:
    """Let the library's list of migrations say what `user_version` says: a stranger may have written anything there."""
    if version:
        db.execute("DELETE FROM _sqlite_migrations")
        for past in range(1, version + 1):
            db.execute("INSERT INTO _sqlite_migrations(migration_set, name) VALUES('pressmark', ?)", (str(past),))


def _migrations() -> "Migrations":
    from sqlite_utils import Migrations

    migrations = Migrations("pressmark")

    @migrations(name="1")
    def first(db: "Database") -> None:
        _run(db, 1)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    @migrations(name="2")
    def second(db: "Database") -> None:
        _run(db, 2)
        _end_undo(db)

    @migrations(name="3")
    def third(db: "Database") -> None:
        _run(db, 3)
        _end_undo(db)

    @migrations(name="4")
    def fourth(db: "Database") -> None:
        _run(db, 4)
        _end_undo(db)

    @migrations(name="5")
    def fifth(db: "Database") -> None:
        _run(db, 5)
        _end_undo(db)

    @migrations(name="6")
    def sixth(db: "Database") -> None:
        _run(db, 6)
        _end_undo(db)

    @migrations(name="7")
    def seventh(db: "Database") -> None:
        _run(db, 7)

    return migrations


def _end_undo(db: "Database") -> None:
    for statement in _END_OF_UNDO:
        db.execute(statement)


def _run(db: "Database", version: int) -> None:
    """Make what a version adds, and say in the same transaction that the file has it."""
    for statement in _added_by(version):
        db.execute(statement)
    db.execute("INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)", (PROGRAM, __version__))
    db.execute(f"PRAGMA user_version = {version}")


def statements(version: int = VERSION) -> Iterator[str]:
    """What makes the schema of a version in an empty file, statement by statement."""
    for number in range(1, version + 1):
        yield from _added_by(number)


def _added_by(version: int) -> Iterator[str]:
    scripts = {
        1: (_TABLES, _INDEXES, _SEARCH, _views()),
        2: (_SECOND, schema_texts.additions(_ENTITY, _STAMP)),
        3: (schema_imports.ADDITIONS, _THIRD),
        4: (schema_reviews.additions(_ENTITY, _STAMP),),
        5: (schema_teamwork.additions(_ENTITY, _STAMP),),
        6: (schema_references.additions(_view_of_claims()),),
        7: (schema_corrections.ADDITIONS,),
    }
    for script in scripts[version]:
        yield from _statements(script)


def _statements(script: str) -> Iterator[str]:
    """Split a script at the semicolons that end its statements; a trigger's body holds some of its own."""
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        statement = "\n".join(lines)
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            lines = []
