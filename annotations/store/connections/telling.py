"""What SQLite says of a bad disk or file, in words for the person."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from annotations.errors import DamagedFileError, ProjectFileError, SpanError

P = ParamSpec("P")
T = TypeVar("T")

NO_PROJECT = ("This is not a Pressmark project", "Import it if it is an article")
OUT_OF_REACH = ("The file cannot be opened", "Check that its folder is there and who may write to it")

REMEDY = "Recover it into a new file, or open a backup"

_UNWRITTEN = "the last action was not stored"
_PRIMARY = 0xFF

_ADVICE = {
    sqlite3.SQLITE_FULL: (f"The disk is full; {_UNWRITTEN}", "Free some space and repeat it"),
    sqlite3.SQLITE_READONLY: (
        f"The file cannot be written; {_UNWRITTEN}",
        "Check its folder, or save a copy elsewhere",
    ),
    sqlite3.SQLITE_CANTOPEN: OUT_OF_REACH,
    sqlite3.SQLITE_BUSY: ("Another program holds the file", "Close that program and repeat the action"),
    sqlite3.SQLITE_LOCKED: ("Another program holds the file", "Close that program and repeat the action"),
    sqlite3.SQLITE_TOOBIG: (f"A text is too long to be stored; {_UNWRITTEN}", "Split it: 64 million bytes fit"),
    sqlite3.SQLITE_NOTADB: NO_PROJECT,
    sqlite3.SQLITE_INTERRUPT: ("Checking the file takes too long", "Open a backup or a colleague's copy"),
}
_LONGEST = 200


def in_words(error: Exception) -> tuple[str, str]:
    """What happened and what to do about it."""
    return _ADVICE.get(primary_code(error)) or damaged(str(error))


def as_file_error(error: Exception, path: Path | None = None) -> ProjectFileError:
    """The error to be raised about a file for what SQLite, or the reading of a text, raised."""
    kind = ProjectFileError if primary_code(error) in _ADVICE else DamagedFileError
    return kind(*in_words(error), path)


def primary_code(error: Exception) -> int:
    """SQLite's number of what happened, without the details; 0 if the error is not SQLite's."""
    return int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY


def damaged(reason: str) -> tuple[str, str]:
    """What is said of a file whose contents cannot be right."""
    shown = " ".join(reason.split())[:_LONGEST]
    return f"The file is damaged or its drive has failed ({shown})", REMEDY


def made_of_rows(build: Callable[P, T]) -> Callable[P, T]:
    """Decorate what makes a value of rows: a value that cannot be comes from a damaged file."""

    @wraps(build)
    def told_of(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return build(*args, **kwargs)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, SpanError) as error:
            raise DamagedFileError(*damaged(str(error))) from error

    return told_of


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise a `ProjectFileError` about the file for what SQLite raises; a breach of a rule is the program's fault."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise as_file_error(error, path) from error
