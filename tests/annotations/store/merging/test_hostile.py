"""Other files that lie: they are refused with a word on what is wrong, and the project stays as it was."""

import json
import sqlite3
import time
from contextlib import closing, suppress

import pytest

from annotations.errors import DamagedFileError
from annotations.progress import drive
from annotations.spans import Span

NOW = (time.time_ns() // 1_000_000) << 16
UID = "00000000-0000-7000-8000-000000000001"
CLAIM = (
    "INSERT INTO claims(uid, number, article_id, start, end, exact, coder_id, created_at, hlc, replica_id)"
    " VALUES(?, ?, 1, 0, 1, ?, 2, '', ?, 1)"
)
CODER = "INSERT INTO coders(uid, name, initials, agreed, hlc, replica_id) VALUES(?, 'Agreed', '=', 1, ?, 1)"


def written(project, *statements):
    """Close a copy and write into its file what no program of ours would; returns its path."""
    project.close()
    with closing(sqlite3.connect(project.path)) as connection:
        for sql, values in statements:
            connection.execute(sql, values)
        connection.commit()
    return project.path


def merged(project, path):
    found = drive(project.merging.look(path))
    return project.step("Merge", lambda p: p.merging.apply(found)).value


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (("UPDATE claims SET hlc = -7", ()), "clocks"),
        (("UPDATE claims SET exact = 'someword', hlc = ?", (NOW,)), "not where it says"),
        ((CLAIM, (UID, 2, "Z", NOW)), "not where it says"),
        ((CODER, (UID, NOW)), "second built-in coder"),
    ],
)
def test_rows_that_cannot_be_right_are_refused(copies, statement, said: str) -> None:
    anna, boris = copies(2)
    path = written(boris, statement)
    with pytest.raises(DamagedFileError, match=said) as raised:
        drive(anna.merging.look(path))
    assert raised.value.path == path


@pytest.mark.parametrize("number", [1 << 40, (1 << 63) - 1])
def test_a_number_that_no_claim_can_have_is_not_taken_over(copies, number: int) -> None:
    anna, boris = copies(2)
    last = ("INSERT OR REPLACE INTO meta VALUES('last_claim_number', ?)", ("9" * 5000,))
    merged(anna, written(boris, (CLAIM, (UID, number, "T", NOW)), last))
    anna.step("Mark", lambda p: p.claims.add(p.articles.ids()[0], Span(0, 3)))
    assert [claim.number for claim in anna.claims.all()] == [1, 2, 3]


@pytest.mark.parametrize(
    "key",
    [
        '[1, 1, "\\ud800", 2]',
        '[1, 1, "evil", 2]',
        "[" * 5000,
        "[1, 1, 1e99, 2]",
        f'[1, 1, "", {1 << 70}]',
        '[[], {}, "", 2]',
    ],
)
def test_a_tombstone_with_no_key_of_a_tagging_says_nothing(copies, key: str) -> None:
    anna, boris = copies(2)
    bury = "INSERT INTO tombstones(kind, uid, hlc, replica_id, row) VALUES(?, ?, ?, 1, ?)"
    path = written(
        boris, (bury, ("claim_tags", key, NOW, "")), (bury, ("claims", UID, NOW, key)), (bury, ("none", key, NOW, key))
    )
    assert merged(anna, path).nothing


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("n_chars", "many"),
        ("n_chars", -4),
        ("n_chars", 1 << 90),
        ("headline", None),
        ("headline", ["a"]),
        ("headline", "\ud800"),
        ("status", "evil"),
        ("digest", "0" * 64),
        ("lead_id", "x"),
    ],
)
def test_a_row_that_comes_back_is_one_of_this_project_or_none(copies, column: str, value: object) -> None:
    anna, boris = copies(2)
    article = anna.articles.ids()[-1]
    boris.step("Delete", lambda p: p.articles.delete([article]))
    anna.step("Mark", lambda p: p.claims.add(article, Span(0, 3)))
    changed = "UPDATE tombstones SET row = json_set(row, ?, json(?)), row_hlc = ? WHERE kind = 'articles'"
    path = written(boris, (changed, (f"$.{column}", json.dumps(value), NOW + (60_000 << 16))))
    before = anna.articles.get(article)
    with suppress(DamagedFileError):
        merged(anna, path)
    assert anna.articles.get(article) == before
    assert [claim.quote for claim in anna.claims.all()] == ["minister", "The"]
    assert anna.check() == []


def test_a_text_under_the_digest_of_another_is_refused(copies) -> None:
    anna, boris = copies(2)
    added = (
        "INSERT INTO articles(uid, n_chars, digest, imported_at, hlc, replica_id) VALUES(?, 3, ?, '', ?, 1)",
        (UID, "a" * 64, NOW),
    )
    path = written(boris, ("INSERT INTO texts VALUES(?, 'Foo')", ("a" * 64,)), added)
    with pytest.raises(DamagedFileError, match="text"):
        merged(anna, path)
    assert anna.articles.by_uid(UID) is None
    assert anna.undo_label != "Merge"
