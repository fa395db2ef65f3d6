"""The file a brief, a table or a codebook is written to: untouched until the whole is there."""

import errno
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from annotations.errors import ExportError

_REMEDIES = {
    errno.ENOSPC: "Make room on the disk or choose another one",
    errno.EDQUOT: "Make room on the disk or choose another one",
    errno.EACCES: "Choose a folder you may write to, and close the file in other programs",
    errno.EPERM: "Choose a folder you may write to, and close the file in other programs",
    errno.EROFS: "Choose a folder you may write to",
    errno.ENOENT: "Choose a folder that exists",
    errno.ENOTDIR: "Choose a folder that exists",
    errno.ENAMETOOLONG: "Choose a shorter name",
    errno.EISDIR: "Choose another name",
}


@contextmanager
def replacing(path: Path, what: str = "brief") -> Iterator[Callable[[bytes], None]]:
    """Give a function that writes to a file beside `path`, which takes its place when the block ends well.

    If it does not end well that file vanishes.

    Args:
        path: the file.
        what: what is written, for the words of an error.

    Raises:
        ExportError: if the folder cannot be written, or what stands at `path` cannot be replaced.
    """
    path = Path(path)
    with _told(path, what):
        target = path.resolve()
        if target.is_dir():
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        if target.exists() and not os.access(target, os.W_OK):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        beside = target.parent / f".pressmark-{os.getpid()}-{threading.get_ident()}.part"
        beside.unlink(missing_ok=True)
        file = beside.open("xb")
    try:
        with file:
            yield partial(_write, file, path, what)
            with _told(path, what):
                file.flush()
                os.fsync(file.fileno())
        with _told(path, what):
            beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _write(file: BinaryIO, path: Path, what: str, data: bytes) -> None:
    with _told(path, what):
        file.write(data)
        file.flush()


@contextmanager
def _told(path: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, "Choose another folder or name")
        raise ExportError(f"The {what} cannot be written ({error.strerror or error})", remedy, path) from error
