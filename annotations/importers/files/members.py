"""Files within a file: what an archive or a mail carries, each read as if it had been dropped by itself."""

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from annotations.errors import ImportFileError
from annotations.importers.draft import Draft
from annotations.importers.source import Source

DEEPEST = 3
"""How many archives and mails may lie within one another."""

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Member:
    """One file within another: its name there and its bytes, or what is wrong with it if they cannot be had."""

    name: str
    data: bytes
    error: str = ""


Read = Callable[[Source], list[Draft]]
"""Reads a file in whatever format it has; raises ImportFileError."""


def read_members(source: Source, members: Iterable[Member], read: Read) -> tuple[list[Draft], str]:
    """Return the articles of all members, and the sentence that names those which gave none ("" if all did).

    A member that cannot be read costs itself only, whatever it does. Members of members are read too, down to
    `DEEPEST`.

    Raises:
        ImportError: a part of the program is missing, of which the members are innocent.
    """
    drafts: list[Draft] = []
    failed: list[str] = []
    for number, member in enumerate(members):
        name = PurePosixPath(member.name.replace("\\", "/").replace("\0", "")).name or "a file without a name"
        if trouble := member.error or _skipped(source, number, name):
            failed.append(f"{name} ({trouble})")
            continue
        try:
            inner = Source(source.path / name, member.data, source.depth + 1, source.mappings, source.course)
            drafts += _read(inner, read)
        except ImportFileError as error:
            failed.append(f"{name} ({error.what})")
        except (MemoryError, RecursionError):
            failed.append(f"{name} (is too complicated to be read)")
        except ImportError:
            raise
        except Exception:  # a parser met something its authors did not think of; the other members must arrive
            source.course.faults.append(traceback.format_exc())
            failed.append(f"{name} (is damaged or unusual)")
    return drafts, _left_out(failed)


def _skipped(source: Source, number: int, name: str) -> str:
    """Why a member is not to be read, "" if it is; tells that it comes now. What lies deeper counts as part of it."""
    if source.depth:
        return ""
    source.course.began(number, name)
    return source.course.skipped.get(number, "")


def _read(inner: Source, read: Read) -> list[Draft]:
    if inner.depth > DEEPEST:
        raise ImportFileError("lies too deep in archives within archives", "Unpack it", inner.path)
    if not inner.data.strip(b"\x00 \t\r\n"):
        raise ImportFileError("is empty", "Download it again", inner.path)
    return read(inner)


def _left_out(failed: list[str]) -> str:
    if not failed:
        return ""
    more = f" and {len(failed) - _NAMED:,} more" if len(failed) > _NAMED else ""
    return f"Left out: {', '.join(failed[:_NAMED])}{more}."
