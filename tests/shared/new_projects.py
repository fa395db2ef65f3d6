"""New projects for tests: made by the program once for each person, and copied from then on under names of their own.

Making one takes several times as long as copying it, and most tests begin with one.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotations.project import Project
from annotations.store.files import making
from annotations.store.ids import FROM_START, next_stamp, uuid7
from annotations.store.store import Store

Person = tuple[str, str] | None
Fill = Callable[[Store], int]

RENEWED = ("replicas",)
"""Kinds whose rows get uids of their own; of the coders only the person does. All others have shipped ones."""
STAMPED = ("coders",)
"""Kinds of which a new project has rows with a clock; the coder of agreements and the codebook have none."""

_made: dict[Person, tuple[bytes, int]] = {}
"""By the person who works there: the file as the program made it, and what its making returned."""
_usual = threading.local()
_build = making._build
_create = Project.create.__func__


@pytest.fixture(autouse=True)
def new_projects(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy projects that begin with the shipped codebook; a test that is marked `made_anew` has each of them made."""
    if request.node.get_closest_marker("made_anew"):
        return
    monkeypatch.setattr(Project, "create", classmethod(_noting_who))
    monkeypatch.setattr(making, "_build", _copied)


def _noting_who(cls: type[Project], path: Path, codebook: Any = None, **given: Any) -> Project:
    usual = codebook is None and given.get("like") is None
    _usual.person = (given.get("coder"),) if usual else None
    try:
        return _create(cls, path, codebook, **given)
    finally:
        _usual.person = None


def _copied(path: Path, fill: Fill) -> int:
    asked = getattr(_usual, "person", None)
    if asked is None:
        return _build(path, fill)
    if asked[0] not in _made:
        value = _build(path, fill)
        _made[asked[0]] = path.read_bytes(), value
        return value
    contents, value = _made[asked[0]]
    with path.open("xb") as file:
        file.write(contents)
    _renew(path)
    return value


def _renew(path: Path) -> None:
    """Give a copy what two projects never share: names of its own, and the clock of its making."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.create_function("uuid7", 0, uuid7)
        now = next_stamp(0)
        for statement in _renewals():
            connection.execute(statement, {"now": now} if ":now" in statement else {})


def _renewals() -> Iterator[str]:
    yield "PRAGMA journal_mode = MEMORY"
    yield "PRAGMA synchronous = OFF"
    yield "BEGIN"
    yield "UPDATE meta SET value = uuid7() WHERE key = 'uid'"
    yield "UPDATE coders SET uid = uuid7() WHERE agreed = 0"
    yield from (f"UPDATE {table} SET uid = uuid7()" for table in RENEWED)
    yield from (f"UPDATE {table} SET hlc = :now WHERE hlc > {FROM_START}" for table in STAMPED)
    yield "UPDATE replicas SET last_hlc = :now"
    yield "COMMIT"
