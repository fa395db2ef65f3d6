"""The files that articles were read from, kept in the project as they came: compressed, each once, by their digest."""

import hashlib
import sqlite3
import zlib
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotations.errors import DamagedFileError, ImportFileError
from annotations.importers.draft import Draft
from annotations.importers.files.originals import LARGEST_KEPT, Original, read_original
from annotations.progress import Progress
from annotations.store.adding import line
from annotations.store.connections.telling import damaged
from annotations.store.store import Store

LEVEL = 6
"""Of compression. lzma leaves two thirds of what this does, at a twentieth of the speed: too long to wait for."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The drafts, which name the files that were kept, and the lines that say which could not be: file, reason."""

    drafts: tuple[Draft, ...]
    refused: tuple[str, ...] = ()


class Origins:
    """Keeps files as they came, and gives them back. Writing needs an open step.

    Like texts they are not part of what undo plays: when their articles are taken back they stand in the file for redo,
    can be reached by nothing, and are left behind by the next import that keeps files, and by copies without history.
    """

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store

    def keep(self, drafts: Sequence[Draft]) -> Generator[Progress, None, Kept]:
        """Keep the files that drafts came in; one that cannot be kept hinders nothing.

        Of a draft out of an archive or a mail that whole file is kept, and becomes what the draft names as its origin.
        """
        self._forget_unreachable()
        files = list(dict.fromkeys((draft.given_path, draft.given_digest) for draft in drafts if draft.given_path))
        kept, refused = set[str](), list[str]()
        for done, (path, mark) in enumerate(files):
            yield Progress(done, len(files), Path(path).name)
            try:
                self.add(mark, read_original(Path(path), mark))
                kept.add(mark)
            except ImportFileError as error:
                refused.append(f"{Path(path).name} {error.what}")
        named = (replace(d, origin_digest=d.given_digest) if d.given_digest in kept else d for d in drafts)
        return Kept(tuple(named), tuple(refused))

    def add(self, mark: str, original: Original) -> None:
        """Keep a file under its digest, unless it is there already."""
        self._store.execute(
            "INSERT OR IGNORE INTO origins(digest, name, size, data) VALUES(?, ?, ?, ?)",
            (mark, line(original.name), len(original.data), zlib.compress(original.data, LEVEL)),
        )

    def has(self, article_id: int) -> bool:
        """Whether the file that an article was read from is kept."""
        return self._store.row(f"SELECT 1 {_OF_ARTICLE}", (article_id,)) is not None

    def of_article(self, article_id: int) -> Original | None:
        """The file that an article was read from, or None if it is not kept.

        Raises:
            DamagedFileError: if what is kept is not that file: nothing of it is to be trusted then.
        """
        row = self._store.row(f"SELECT o.digest, o.name, o.size, o.data {_OF_ARTICLE}", (article_id,))
        if row is None:
            return None
        data = unpacked(row)
        if data is None:
            raise DamagedFileError(*damaged("the original of this article is not what was kept"), self._store.path)
        return Original(row["name"], data)

    def size(self) -> int:
        """Bytes that all of them take in the project."""
        return int(self._store.value("SELECT coalesce(sum(length(data)), 0) FROM origins"))

    def _forget_unreachable(self) -> None:
        """Leave behind files whose articles are gone and cannot come back by undo or redo."""
        orphans = self._store.column(
            "SELECT digest FROM origins WHERE digest NOT IN (SELECT origin_digest FROM articles)"
        )
        # What was undone cannot be redone once this step is stored.
        in_history = (
            "SELECT 1 FROM history_changes c JOIN history h ON h.id = c.step_id"
            " WHERE h.state = 'done' AND instr(c.chunk, ?) > 0 LIMIT 1"
        )
        gone = [(mark,) for mark in orphans if not self._store.row(in_history, (mark,))]
        self._store.execute_each("DELETE FROM origins WHERE digest = ?", gone)


_OF_ARTICLE = "FROM articles a JOIN origins o ON o.digest = a.origin_digest WHERE a.id = ?"


def unpacked(row: sqlite3.Row) -> bytes | None:
    """The bytes that a row holds, if they are those of its digest; never more than such a file may have."""
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(row["data"], LARGEST_KEPT + 1)
    except (zlib.error, TypeError):
        return None
    whole = unpacking.eof and len(data) <= LARGEST_KEPT and len(data) == row["size"]
    return data if whole and hashlib.sha256(data).hexdigest() == row["digest"] else None
