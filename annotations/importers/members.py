"""Files within a file: what an archive or a mail carries, each read as if it had been dropped by itself."""

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
    """One file within another: its name there and its bytes."""

    name: str
    data: bytes


Read = Callable[[Source], list[Draft]]
"""Reads a file in whatever format it has; raises ImportFileError."""


def read_members(source: Source, members: Iterable[Member], read: Read) -> tuple[list[Draft], str]:
    """Return the articles of all members, and the sentence that names those which gave none ("" if all did).

    A member that cannot be read costs itself only. Members of members are read too, down to `DEEPEST`.
    """
    drafts: list[Draft] = []
    failed: list[str] = []
    for member in members:
        name = PurePosixPath(member.name.replace("\\", "/")).name or "a file without a name"
        try:
            drafts += _read(Source(source.path / name, member.data, source.depth + 1, source.mappings), read)
        except ImportFileError as error:
            failed.append(f"{name} ({error.what})")
        except (MemoryError, RecursionError):
            failed.append(f"{name} (is too complicated to be read)")
    return drafts, _left_out(failed)


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
