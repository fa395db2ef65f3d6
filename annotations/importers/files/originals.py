"""The files that articles came in, as they came: read once more to be kept, and only if they are still the same."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from annotations.errors import ImportFileError
from annotations.sharing import in_units

LARGEST_KEPT = 50_000_000
"""Bytes of a file that is kept: SQLite holds no value beyond 64 million here, and projects are mailed."""


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it came: its name, without a folder, and its bytes."""

    name: str
    data: bytes


def read_original(path: Path, digest: str) -> Original:
    """Read a file that an article was found in.

    Args:
        path: where it lay when it was read.
        digest: SHA-256 of what was read then, in hexadecimal digits.

    Raises:
        ImportFileError: it is gone, cannot be read, is larger than `LARGEST_KEPT`, or has changed since.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_KEPT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "reading failed"
        raise ImportFileError(f"could not be kept: {reason}", "Put it back and import it again", path) from error
    if len(data) > LARGEST_KEPT:
        what = f"was not kept: it is larger than {in_units(LARGEST_KEPT)}"
        raise ImportFileError(what, "Keep it in a folder of your own", path)
    if hashlib.sha256(data).hexdigest() != digest:
        raise ImportFileError("was not kept: it was changed after it was read", "Import it again", path)
    return Original(path.name, data)
