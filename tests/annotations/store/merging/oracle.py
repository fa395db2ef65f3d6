"""What has to hold of copies that were merged, read from their files by plain `sqlite3`.

It knows rows by uid, and asks of each whether something newer stands against it.
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from annotations.codebook import NONE_OF_THESE

KINDS = {
    "coders": (),
    "outlets": (),
    "batches": (),
    "articles": (),
    "cuts": (("article_id", "articles"),),
    "dimensions": (),
    "tags": (("dimension_id", "dimensions"),),
    "aliases": (("tag_id", "tags"),),
    "claims": (("article_id", "articles"),),
    "earlier_texts": (("article_id", "articles"),),
    "saved_filters": (),
    "samples": (),
    "second_codings": (("sample_id", "samples"), ("article_id", "articles")),
    "settlements": (("claim_id", "claims"), ("dimension_id", "dimensions")),
    "triaged": (("article_id", "articles"),),
    "briefs": (),
    "brief_issues": (("brief_id", "briefs"),),
    "rejections": (("article_id", "articles"),),
    "review_comments": (),
}
"""Kinds that the histories write, with what their rows belong to."""
REFERS = {
    "article_id": "articles",
    "claim_id": "claims",
    "dimension_id": "dimensions",
    "tag_id": "tags",
    "coder_id": "coders",
    "outlet_id": "outlets",
    "sample_id": "samples",
    "parent_id": "tags",
    "taken_from": "coders",
    "checked_by": "coders",
    "assigned_to": "coders",
    "lead_id": "articles",
    "replaces_id": "articles",
    "batch_id": "batches",
    "brief_id": "briefs",
}
NOT_COMPARED = {"id", "number", "number_alias", "replica_id"}


def contents(path: Path) -> dict[tuple[str, Any], dict[str, Any]]:
    """Every row by kind and uid, references as uids, with its clock as `stamp`."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        uids = {kind: dict(connection.execute(f"SELECT id, uid FROM {kind}").fetchall()) for kind in KINDS}
        replicas = dict(connection.execute("SELECT id, uid FROM replicas").fetchall())
        found = {}
        for kind in (*KINDS, "claim_tags"):
            for row in connection.execute(f"SELECT * FROM {kind}"):
                values = {
                    name: uids[REFERS[name]].get(row[name]) if name in REFERS else row[name]
                    for name in row.keys()  # noqa: SIM118  (a row of SQLite's is no mapping)
                    if name not in NOT_COMPARED
                }
                values["stamp"] = (values.pop("hlc"), replicas[row["replica_id"]])
                key = tuple(values[n] for n in ("claim_id", "tag_id", "role", "coder_id")) if "uid" not in values else 0
                found[kind, key or values["uid"]] = values
        return found


def graves(path: Path) -> dict[tuple[str, str], tuple[tuple[int, str], int, tuple[int, str], dict[str, Any]]]:
    """Tombstones of what has a uid: when, whether only with its owner, the row's clock, and the row."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        replicas = {0: "", **dict(connection.execute("SELECT id, uid FROM replicas").fetchall())}
        return {
            (row["kind"], row["uid"]): (
                (row["hlc"], replicas[row["replica_id"]]),
                row["cascaded"],
                (row["row_hlc"], replicas[row["row_replica_id"]]),
                json.loads(row["row"] or "{}"),
            )
            for row in connection.execute("SELECT * FROM tombstones WHERE kind <> 'claim_tags'")
        }


def sound(path: Path) -> None:
    """Foreign keys, texts, quotes and the full-text index."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO article_fts(article_fts, rank) VALUES('integrity-check', 1)")
        connection.rollback()
        wrong = connection.execute(
            "SELECT c.number FROM claims c JOIN articles a ON a.id = c.article_id JOIN texts t USING (digest)"
            " WHERE substr(t.text, c.start + 1, c.end - c.start) <> c.exact"
        ).fetchall()
        assert wrong == [], "claims on other words"
        numbers = [row[0] for row in connection.execute("SELECT number FROM claims")]
        assert len(numbers) == len(set(numbers)), "numbers twice"
        doubles = connection.execute(
            "SELECT 1 FROM claim_tags c JOIN tags t ON t.id = c.tag_id JOIN dimensions d ON d.id = t.dimension_id"
            " WHERE d.kind IN ('one', 'scale') GROUP BY c.claim_id, c.coder_id, d.id HAVING count(*) > 1"
        ).fetchall()
        assert doubles == [], "two values of one"


Rows = dict[tuple[str, Any], dict[str, Any]]


def nothing_is_missing(sources: list[Path], merged: Path) -> None:
    """Every row of a copy stands as it was written last, unless a newer deletion of it or its owner stands against it.

    Claims and cuts may have lost their words to another text.
    """
    states, buried = [contents(path) for path in sources], [graves(path) for path in sources]
    after, last = contents(merged), _last(states)
    gone = {("tags", uid): row for path in sources for uid, row in gone_tags(path).items()}
    _no_tagging_is_missing(gone | last, [tagging_graves(path) for path in sources], after)
    for name, row in last.items():
        if name[0] == "claim_tags":
            continue
        if name in after:
            dead_rows = [found[name][2] for found in buried if name in found]
            assert after[name]["stamp"] == max([row["stamp"], *dead_rows]), f"an older {name} stands"
        else:
            against = [grave for one in _chain(last, name) for grave in _deleted(buried, one)]
            lost = any(_may_be_lost(states, buried, last[one], one) for one in _chain(last, name) if one in last)
            assert lost or any(grave >= row["stamp"] for grave in against), f"{name} is missing"


Stamps = dict[tuple[str, ...], tuple[int, str]]


def gone_tags(path: Path) -> dict[str, dict[str, Any]]:
    """What deleted tags said, by uid, as far as it excludes others."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        uids = _uids(connection)["dimensions"]
        found = connection.execute("SELECT uid, row FROM tombstones WHERE kind = 'tags' AND row <> ''").fetchall()
        rows = {uid: json.loads(row) for uid, row in found}
        return {uid: {"key": row["key"], "dimension_id": uids[row["dimension_id"]]} for uid, row in rows.items()}


def _uids(connection: sqlite3.Connection) -> dict[str, dict[int, str]]:
    """By kind the uids of all ids, also of what was deleted."""
    uids = {kind: dict(connection.execute(f"SELECT id, uid FROM {kind}").fetchall()) for kind in KINDS}
    for kind, uid, row in connection.execute("SELECT kind, uid, row FROM tombstones WHERE kind <> 'claim_tags'"):
        uids.setdefault(kind, {}).setdefault(json.loads(row or "{}").get("id"), uid)
    return uids


def tagging_graves(path: Path) -> tuple[Stamps, Stamps]:
    """By key, when taggings were deleted for themselves; and when those were set that went along or gave way."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        uids = _uids(connection)
        replicas = dict(connection.execute("SELECT id, uid FROM replicas").fetchall())
        deleted: Stamps = {}
        went: Stamps = {}
        sql = "SELECT uid, hlc, replica_id, cascaded, row_hlc, row_replica_id FROM tombstones WHERE kind = 'claim_tags'"
        for key, hlc, replica, cascaded, row_hlc, row_replica in connection.execute(sql):
            claim, tag, role, coder = json.loads(key)
            told = uids["claims"].get(claim), uids["tags"].get(tag), role, uids["coders"].get(coder)
            if cascaded != 1:
                deleted[told] = hlc, replicas[replica]
            elif row_hlc:
                went[told] = row_hlc, replicas[row_replica]
        return deleted, went


def _no_tagging_is_missing(last: Rows, told: list[tuple[Stamps, Stamps]], after: Rows) -> None:
    """Every tagging stands, unless it was deleted since, its claim or tag is gone, or a later one excludes it.

    One that went along with a claim is the later word all the same, once the claim stands again.

    What *agreed* says follows from decisions.
    """
    deleted, went = (_latest(found) for found in zip(*told, strict=True))
    alive = {
        key: row["stamp"]
        for (kind, key), row in last.items()
        if kind == "claim_tags" and row["stamp"] > deleted.get(key, (0, ""))
    }
    along = {key: stamp for key, stamp in went.items() if stamp > deleted.get(key, (0, ""))}
    known = along | alive | {key: row["stamp"] for (kind, key), row in after.items() if kind == "claim_tags"}
    agreed = {uid for (kind, uid), row in (after | last).items() if kind == "coders" and row["agreed"]}
    for key, stamp in alive.items():
        claim, tag, _, coder = key
        if ("claim_tags", key) in after or coder in agreed:
            continue
        if ("claims", claim) not in after or ("tags", tag) not in after:
            continue
        rivals = [one for one in known if one[0] == claim and one[3] == coder and one[1] != tag]
        later = [one for one in rivals if (known[one], one) > (stamp, key)]
        assert any(_exclude(after, last, tag, one[1]) for one in later), f"{key} is missing"


def _latest(found: Iterable[Stamps]) -> Stamps:
    latest: Stamps = {}
    for stamps in found:
        latest |= {key: max(stamp, latest.get(key, stamp)) for key, stamp in stamps.items()}
    return latest


def _exclude(after: Rows, last: Rows, *tags: str) -> bool:
    one, other = (after.get(("tags", uid)) or last["tags", uid] for uid in tags)
    dimension = after.get(("dimensions", one["dimension_id"]), {})
    single = dimension.get("kind") in ("one", "scale") or NONE_OF_THESE in (one["key"], other["key"])
    return bool(one["dimension_id"] == other["dimension_id"] and single)


def _last(states: list[Rows]) -> Rows:
    last: Rows = {}
    for state in states:
        for name, row in state.items():
            if name not in last or row["stamp"] > last[name]["stamp"]:
                last[name] = row
    return last


def _chain(last: Rows, name: tuple[str, Any]) -> list[tuple[str, Any]]:
    """A row, and all that it belongs to."""
    owners = [(owner, last[name][column]) for column, owner in KINDS[name[0]] if name in last and last[name][column]]
    return [name, *(above for owner in owners for above in _chain(last, owner))]


def _deleted(buried: list[dict[Any, Any]], name: tuple[str, Any]) -> list[tuple[int, str]]:
    return [found[name][0] for found in buried if name in found and found[name][1] != 1]


def _may_be_lost(states: list[Rows], buried: list[dict[Any, Any]], row: dict[str, Any], name: tuple[str, Any]) -> bool:
    """Whether a passage's article has, or had, another text somewhere."""
    if name[0] not in ("claims", "cuts"):
        return False
    article = "articles", row["article_id"]
    texts = {state[article]["digest"] for state in states if article in state}
    texts |= {found[article][3].get("digest") for found in buried if article in found and found[article][3]}
    return len(texts) > 1
