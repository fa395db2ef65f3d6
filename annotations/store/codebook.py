"""The codebook of a project."""

import json
import sqlite3
import threading
from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from annotations.codebook import ActorType, Codebook, CodebookFile, Dimension, Kind, Role, Tag
from annotations.errors import CodebookError
from annotations.store.store import Store
from annotations.store.telling import made_of_rows
from annotations.text import canonicalise

_TEXTS = ("name", "type", "short", "definition", "use", "dont_use", "example", "near_miss", "colour", "shortcut")
_EDITABLE = {*_TEXTS, "parent_id", "position", "value"}
_COLOURS = ("blue", "orange", "green", "pink", "sky", "vermilion", "violet", "olive")


class CodebookStore:
    """Reads and writes dimensions and tags. Writing needs an open step."""

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store
        self._guard = threading.Lock()
        self._cached: tuple[Hashable, Codebook] | None = None

    def read(self) -> Codebook:
        """The whole codebook; read again only after it changed."""
        version = self._store.codebook_state
        with self._guard:
            if self._cached and self._cached[0] == version and not self._store.in_step:
                return self._cached[1]
        codebook = self._read()
        if not self._store.in_step:
            with self._guard:
                self._cached = (version, codebook)
        return codebook

    def _read(self) -> Codebook:
        aliases: dict[int, list[str]] = {}
        for row in self._store.rows("SELECT tag_id, text FROM aliases ORDER BY id"):
            aliases.setdefault(row["tag_id"], []).append(row["text"])
        dimensions = self._store.rows("SELECT * FROM dimensions ORDER BY position, id")
        tags = self._store.rows("SELECT * FROM tags ORDER BY dimension_id, position, id")
        return Codebook(
            tuple(_dimension(row) for row in dimensions),
            tuple(_tag(row, tuple(aliases.get(row["id"], ()))) for row in tags),
        )

    def install(self, file: CodebookFile) -> None:
        """Store the dimensions and tags of a codebook file; those the project already has stay as they are."""
        for dimension in file.stored_dimensions():
            self._install_dimension(file, dimension)

    def _install_dimension(self, file: CodebookFile, dimension: Dimension) -> None:
        if self._store.row("SELECT 1 FROM dimensions WHERE uid = ?", (dimension.uid,)):
            return
        types = [{"key": t.key, "name": t.name, "definition": t.definition} for t in dimension.types]
        dimension_id = self._store.insert(
            "dimensions",
            uid=dimension.uid,
            key=dimension.key,
            name=dimension.name,
            kind=dimension.kind.value,
            help=dimension.help,
            roles=" ".join(dimension.roles),
            types=json.dumps(types, ensure_ascii=False),
            position=dimension.position,
        )
        ids: dict[str, int] = {}
        for tag in file.stored_tags(dimension.key):
            parent = ids.get(file.parents.get((dimension.key, tag.key), ""))
            ids[tag.key] = self._insert(replace(tag, dimension_id=dimension_id, parent_id=parent))

    def _insert(self, tag: Tag) -> int:
        texts = {name: getattr(tag, name) for name in _TEXTS}
        tag_id = self._store.insert(
            "tags",
            uid=tag.uid,
            key=tag.key,
            dimension_id=tag.dimension_id,
            parent_id=tag.parent_id,
            value=tag.value,
            position=tag.position,
            source=tag.source,
            **texts,
        )
        for alias in tag.aliases:
            self.add_alias(tag_id, alias)
        return tag_id

    def add_tag(self, dimension_id: int, name: str, **values: Any) -> int:
        """Make a tag at the end of its dimension, before *none of these*, and return its id.

        Raises:
            CodebookError: if the name is empty or the dimension has a tag of that name or alias.
        """
        shown = self._free_name(dimension_id, name)
        plain = self._plain(values)
        existing = self._read().tags_of(dimension_id)
        position = max((tag.position for tag in existing), default=-1) + 1
        colour = plain.pop("colour", "") or _COLOURS[position % len(_COLOURS)]
        aliases = tuple(values.get("aliases", ()))
        tag = Tag(shown, dimension_id=dimension_id, position=position, colour=colour, aliases=aliases)
        return self._insert(replace(tag, **plain))

    def update_tag(self, tag_id: int, **values: Any) -> None:
        """Set values of a tag.

        Raises:
            CodebookError: if the new name is empty or taken.
        """
        if "name" in values:
            dimension = self._store.value("SELECT dimension_id FROM tags WHERE id = ?", (tag_id,))
            values = {**values, "name": self._free_name(dimension, values["name"], besides=tag_id)}
        self._store.update("tags", [tag_id], **self._plain(values))

    def add_alias(self, tag_id: int, alias: str) -> None:
        """Give a tag another name under which it is found."""
        shown = " ".join(canonicalise(alias).split())
        known = self._store.row("SELECT 1 FROM aliases WHERE tag_id = ? AND text = ?", (tag_id, shown))
        if shown and not known:
            self._store.insert("aliases", tag_id=tag_id, text=shown)

    def _free_name(self, dimension_id: int, name: str, besides: int = 0) -> str:
        shown = " ".join(canonicalise(name).split())
        if not shown:
            raise CodebookError("A tag needs a name", "Type one")
        taken = self._read().find(dimension_id, shown)
        if taken and taken.id != besides:
            raise CodebookError(f"“{shown}” is in the codebook already", "Use that tag or another name")
        return shown

    @staticmethod
    def _plain(values: dict[str, Any]) -> dict[str, Any]:
        if unknown := set(values) - _EDITABLE - {"aliases"}:
            raise TypeError(f"not a tag's value: {', '.join(sorted(unknown))}")
        return {
            key: canonicalise(value).strip() if isinstance(value, str) else value
            for key, value in values.items()
            if key in _EDITABLE
        }


@made_of_rows
def _dimension(row: sqlite3.Row) -> Dimension:
    return Dimension(
        name=row["name"],
        kind=Kind(row["kind"]),
        uid=row["uid"],
        key=row["key"],
        help=row["help"],
        position=row["position"],
        roles=tuple(Role(role) for role in row["roles"].split()),
        types=tuple(
            ActorType(str(item["key"]), str(item["name"]), str(item.get("definition", "")))
            for item in json.loads(row["types"])
        ),
        id=row["id"],
    )


@made_of_rows
def _tag(row: sqlite3.Row, aliases: tuple[str, ...]) -> Tag:
    texts = {name: row[name] for name in (*_TEXTS, "uid", "key", "source", "value", "position", "parent_id", "id")}
    return Tag(**texts, aliases=aliases, dimension_id=row["dimension_id"])
