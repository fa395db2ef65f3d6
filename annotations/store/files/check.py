"""Whether a project file is sound."""

import sqlite3

from annotations.errors import ProjectFileError
from annotations.store.origins import unpacked
from annotations.store.store import Store
from annotations.text import digest

_MOST = 20


def problems(store: Store) -> list[str]:
    """What is wrong, one sentence each: the file's structure, its references, texts, quotes and search index."""
    try:
        return [
            *_structure(store),
            *_references(store),
            *_groups(store),
            *_texts(store),
            *_originals(store),
            *_quotes(store),
            *_search(store),
        ]
    except (ProjectFileError, sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return [f"The file is damaged: {error}"]


def _structure(store: Store) -> list[str]:
    # From SQLite 3.44 on quick_check looks into the full-text index as well, with what this connection remembers of it
    # from before other connections wrote. A search makes it look again.
    store.rows("SELECT rowid FROM article_fts WHERE article_fts MATCH 'a' LIMIT 1")
    return [row[0] for row in store.rows(f"PRAGMA quick_check({_MOST})") if row[0] != "ok"]


def _references(store: Store) -> list[str]:
    rows = store.rows("PRAGMA foreign_key_check")
    return [f"A row of {row['table']} refers to a row of {row['parent']} that is gone" for row in rows[:_MOST]]


def _groups(store: Store) -> list[str]:
    sql = (
        "SELECT a.headline, l.headline FROM articles a JOIN articles l ON l.id = a.lead_id"
        " WHERE a.lead_id <> a.id AND l.lead_id <> l.id ORDER BY a.id LIMIT ?"
    )
    return [f"“{a}” is a wire copy of “{b}”, which is one itself" for a, b in store.rows(sql, (_MOST,))]


def _texts(store: Store) -> list[str]:
    """Texts that are not those imported, a few at a time: together they may be larger than the memory."""
    changed: list[str] = []
    last = ""
    while rows := store.rows("SELECT digest, text FROM texts WHERE digest > ? ORDER BY digest LIMIT 100", (last,)):
        changed += [row["digest"] for row in rows if digest(row["text"]) != row["digest"]]
        last = rows[-1]["digest"]
    sql = (
        "SELECT a.headline FROM articles a JOIN texts t ON t.digest = a.digest"
        f" WHERE a.n_chars <> length(t.text) OR a.digest IN ({', '.join('?' * len(changed[:_MOST]))}) LIMIT ?"
    )
    return [f"The text of “{row[0]}” was changed" for row in store.rows(sql, (*changed[:_MOST], _MOST))]


def _originals(store: Store) -> list[str]:
    """Files that are not those that were kept, one at a time."""
    changed = [
        mark
        for mark in store.column("SELECT digest FROM origins ORDER BY digest")
        if not any(map(unpacked, store.rows("SELECT * FROM origins WHERE digest = ?", (mark,))))
    ]
    sql = f"SELECT name FROM origins WHERE digest IN ({', '.join('?' * len(changed[:_MOST]))})"
    return [f"The original “{name}” was changed" for name in store.column(sql, changed[:_MOST])]


def _quotes(store: Store) -> list[str]:
    sql = (
        "SELECT c.number, a.headline FROM claims c JOIN articles a ON a.id = c.article_id"
        " JOIN texts t ON t.digest = a.digest WHERE substr(t.text, c.start + 1, c.end - c.start) <> c.exact LIMIT ?"
    )
    return [f"Claim {number} is not at its place in “{headline}”" for number, headline in store.rows(sql, (_MOST,))]


def _search(store: Store) -> list[str]:
    articles = store.value("SELECT count(*) FROM articles")
    indexed = store.value("SELECT count(*) FROM article_fts_docsize")
    if articles != indexed:
        return [f"The search index holds {indexed} of {articles} articles"]
    return [] if store.search_fits() else ["The search index does not fit the articles"]
