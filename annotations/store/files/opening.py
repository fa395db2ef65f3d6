"""Opening a file that may be anything: what it is, whether it is ours, whether it is whole.

Nothing is read but through SQLite: a plain `open` of a file that this process has open already would drop the locks
on it.
"""

import os
import re
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from annotations import __version__
from annotations.errors import DamagedFileError, ProjectFileError
from annotations.store.connections.connection import MINIMUM_SQLITE, connect
from annotations.store.connections.telling import NO_PROJECT, OUT_OF_REACH, REMEDY, as_file_error, damaged, primary_code
from annotations.store.files.known import is_known
from annotations.store.format import schema

if TYPE_CHECKING:
    from annotations.store.files.vetting import Vetting

DEADLINE = 60.0
"""Seconds after which the check of a file gives up; one of 100,000 articles takes about 5."""

STRIDE = 100_000
"""Steps of SQLite between two looks at the clock."""

_BEGINNING_LOST = (
    "This was a Pressmark project, but the beginning of the file is damaged",
    REMEDY,
)
_OTHER_PROGRAM = ("This is a database of another program", "Choose a .pressmark file")
_NOT_OURS = {NO_PROJECT[0], _OTHER_PROGRAM[0]}
_HEADER = 100
_OUT_OF_REACH = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
_LARGEST_STAMP = 1 << 62
_LEFT_OUT = re.compile(
    r"table:(sqlite_stat\d|sqlite_sequence):.*|index:sqlite_autoindex_\w+:.*|index:.*:_sqlite_migrations"
)
_MADE_BY_LIBRARIES = re.compile(r"article_fts_(data|idx|docsize|config)|_sqlite_migrations")
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}", re.ASCII)

Schema = dict[tuple[str, str, str], str]


@dataclass(frozen=True, slots=True)
class Inspected:
    """What is known of a file that may be opened.

    `immutable` says that it can only be read as a file that nobody changes: it stands in a folder that cannot be
    written. `version` is that of its format. `damage` is what is wrong with its contents, so that it may only be read.
    `vetting` is still reading it through, if that takes longer.
    """

    immutable: bool = False
    version: int = schema.VERSION
    damage: str = ""
    vetting: "Vetting | None" = None

    @property
    def is_older(self) -> bool:
        """Whether it has to be brought to the present format before it is written."""
        return self.version < schema.VERSION


def inspect(path: Path) -> Inspected:
    """Make sure that a file is a project this program can open.

    Only what our own migrations make may stand in its schema, so no trigger, view or table of a stranger is run. A
    file that this installation did not close itself is looked at in a child process first, and read through there.

    Raises:
        DamagedFileError: if it is a project, but not as this program writes them.
        ProjectFileError: says what it is instead and what to do.
    """
    if sqlite3.sqlite_version_info < MINIMUM_SQLITE:
        raise ProjectFileError(
            f"SQLite {sqlite3.sqlite_version} is too old", "Install Python with SQLite 3.37 or later"
        )
    _inspect_file(path)
    try:
        with told_of(path):
            immutable = _needs_immutable(path)
    except ProjectFileError as error:
        raise _what_it_was(path, error) from error
    if is_known(path):
        return Inspected(immutable, look_over(path, immutable=immutable))
    from annotations.store.files.vetting import Vetting

    vetting = Vetting(path, immutable=immutable)
    try:
        damage = vetting.wait()
        # Once more in this process, which is the one that will trust it.
        version = look_over(path, immutable=immutable)
    except DamagedFileError:
        vetting.close()
        raise
    except ProjectFileError as error:
        vetting.close()
        raise _what_it_was(path, error) from error
    except BaseException:
        vetting.close()
        raise
    return Inspected(immutable, version, damage or "", vetting if damage is None else None)


def is_marked(path: Path) -> bool:
    """Whether a file says of itself that it is a project of a version this program knows; nothing else is asked."""
    try:
        _inspect_file(path)
        with _looking_at(path, "ro") as connection:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
            return bool(ours) and 0 < schema.version_of(connection) <= schema.VERSION
    except (ProjectFileError, sqlite3.Error, UnicodeDecodeError, MemoryError):
        return False


def _what_it_was(path: Path, refusal: ProjectFileError) -> ProjectFileError:
    """What is to be said of a file that is no project: that it was one, if its pages still show that."""
    from annotations.store.files.vetting import was_project

    return DamagedFileError(*_BEGINNING_LOST, path) if refusal.what in _NOT_OURS and was_project(path) else refusal


def look_over(path: Path, *, immutable: bool) -> int:
    """Make sure that a file says of itself that it is ours and holds nothing but what our migrations make.

    Returns:
        The version of its format.

    Raises:
        ProjectFileError: as `inspect`.
    """
    with told_of(path), _looking_at(path, "ro", immutable=immutable) as connection:
        version = _inspect_header(connection, path)
        _inspect_schema(connection, path, version)
        _inspect_needed(connection, path)
    return version


def read_through(path: Path, *, immutable: bool) -> None:
    """Make sure that all that stands in a file that was looked over is whole and fits together.

    Raises:
        ProjectFileError: if it is not.
    """
    # SQLite overlooks CHECK constraints on a connection that could not write.
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    with told_of(path), _looking_at(path, "rw" if writable else "ro", immutable=immutable) as connection:
        _inspect_contents(connection, path)


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Raise a `ProjectFileError` about the file for what SQLite raises while it is looked at."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if primary_code(error) in _OUT_OF_REACH:
            raise ProjectFileError(*OUT_OF_REACH, path) from error
        raise as_file_error(error, path) from error
    except MemoryError as error:
        raise DamagedFileError(*damaged("it takes more memory than any project"), path) from error


@contextmanager
def _looking_at(path: Path, mode: str, *, immutable: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that changes nothing, trusts nothing and gives up in time."""
    with closing(connect(path, mode=mode, immutable=immutable, inspected=False)) as connection:
        deadline = time.monotonic() + DEADLINE
        connection.set_progress_handler(lambda: time.monotonic() > deadline, STRIDE)
        yield connection


def _inspect_file(path: Path) -> None:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise ProjectFileError("There is no such file", "Check its name and folder", path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ProjectFileError(f"The file cannot be read ({reason})", "Check who may read it", path) from error
    if stat.S_ISDIR(found.st_mode):
        raise ProjectFileError("This is a folder, not a project", "Choose a .pressmark file", path)
    if not stat.S_ISREG(found.st_mode):
        raise ProjectFileError("This is a device, not a project", "Choose a .pressmark file", path)
    if not found.st_size:
        raise ProjectFileError("The file is empty", "Make a new project under another name", path)
    if found.st_size < _HEADER:
        raise ProjectFileError(*NO_PROJECT, path)
    if not os.access(path, os.R_OK):
        raise ProjectFileError("The file cannot be read", "Check who may read it", path)


def _needs_immutable(path: Path) -> bool:
    """Whether the file opens only without locks: last open in WAL mode, in a folder that cannot be written.

    Never beside a journal: the last actions are in there, and such a reading would leave them out.
    """
    try:
        with closing(connect(path, mode="ro", inspected=False)) as connection:
            connection.execute("PRAGMA application_id").fetchone()
    except sqlite3.OperationalError as error:
        left_open = any(path.with_name(path.name + end).exists() for end in ("-wal", "-journal"))
        if left_open or primary_code(error) not in _OUT_OF_REACH or os.access(path.parent, os.W_OK):
            raise
        return True
    return False


def _inspect_header(connection: sqlite3.Connection, path: Path) -> int:
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise ProjectFileError(*_OTHER_PROGRAM, path)
    version = schema.version_of(connection)
    if version > schema.VERSION:
        raise ProjectFileError(
            f"This project was made by a newer Pressmark (format {version}; this one reads up to {schema.VERSION})",
            f"Install {_program(connection) or 'the newest Pressmark'}",
            path,
        )
    if version < 1:
        raise ProjectFileError("The file says of no format in which it was written", "Open a backup", path)
    return version


def _program(connection: sqlite3.Connection) -> str:
    """The program that can read a newer file, as far as the file says so."""
    try:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'").fetchone():
            return ""
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (schema.PROGRAM,)).fetchone()
    except sqlite3.Error:
        return ""
    number = str(row[0]) if row else ""
    later = _NUMBER.fullmatch(number) and _parts(number) > _parts(__version__)
    return f"Pressmark {number} or a newer one" if later else ""


def _parts(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]


def _inspect_schema(connection: sqlite3.Connection, path: Path, version: int) -> None:
    found, made = objects(connection), expected(version)
    if strange := sorted(set(found) - set(made)):
        raise DamagedFileError(
            f"The file holds something that is not Pressmark's ({_names(strange)})",
            "Ask its sender for an unchanged copy, or recover what is Pressmark's into a new file",
            path,
        )
    odd = sorted(key for key in made if found.get(key) != made[key])
    if odd:
        raise DamagedFileError(f"The file's tables are not as they should be ({_names(odd)})", REMEDY, path)


def _names(keys: list[tuple[str, str, str]]) -> str:
    return ", ".join(repr(name[:40]) for _, name, _ in keys[:3])


def _inspect_needed(connection: sqlite3.Connection, path: Path) -> None:
    """The few rows that the program takes for granted."""
    needed = (
        "SELECT 1 FROM meta WHERE key = 'uid'",
        "SELECT 1 FROM (SELECT min(last_hlc) AS low, max(last_hlc) AS high FROM replicas)"
        f" WHERE low >= 0 AND high < {_LARGEST_STAMP}",
        "SELECT 1 FROM coders WHERE agreed",
    )
    if not all(connection.execute(f"{query} LIMIT 1").fetchone() for query in needed):
        raise DamagedFileError("The file lacks what every project has", REMEDY, path)


def _inspect_contents(connection: sqlite3.Connection, path: Path) -> None:
    """Whether all that stands in the file is whole and fits together."""
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict[0] != "ok":
        raise DamagedFileError(*damaged(verdict[0]), path)
    unsound = (
        "SELECT 1 FROM pragma_foreign_key_check",
        "SELECT 1 FROM articles a JOIN texts t ON t.digest = a.digest WHERE a.n_chars <> length(t.text)",
        "SELECT 1 FROM claims c JOIN articles a ON a.id = c.article_id WHERE c.end > a.n_chars",
    )
    if any(connection.execute(f"{query} LIMIT 1").fetchone() for query in unsound):
        raise DamagedFileError("The file's parts do not fit together", REMEDY, path)


def objects(connection: sqlite3.Connection) -> Schema:
    """Everything in a schema by type, name and table, with its normalised SQL.

    Tables that libraries make stand with their columns instead, because their SQL follows the library's version.
    """
    found: Schema = {}
    for row in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall():
        kind, name, table, sql = (str("" if value is None else value) for value in row)  # a damaged one may be anything
        if not _LEFT_OUT.fullmatch(f"{kind}:{name}:{table}"):
            made_by_library = kind == "table" and _MADE_BY_LIBRARIES.fullmatch(name)
            found[kind, name, table] = _columns(connection, name) if made_by_library else _SPACE.sub(" ", sql)
    return found


def _columns(connection: sqlite3.Connection, table: str) -> str:
    columns = connection.execute("SELECT name, type, pk, hidden FROM pragma_table_xinfo(?)", (table,))
    return repr([tuple(column) for column in columns])


@cache
def expected(version: int) -> Schema:
    """What `objects` finds in a file of a version."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        for statement in (*schema.statements(version), schema.MIGRATIONS_TABLE):
            connection.execute(statement)
        return objects(connection)
