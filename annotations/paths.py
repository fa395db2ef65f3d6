"""Names of files that do not exist yet."""

from itertools import count
from pathlib import Path


def next_free(path: Path) -> Path:
    """Return `path`, or the first of `NAME 2.EXT`, `NAME 3.EXT`, … at which nothing stands."""
    candidates = (path if n == 1 else path.with_name(f"{path.stem} {n}{path.suffix}") for n in count(1))
    return next(candidate for candidate in candidates if not candidate.exists())
