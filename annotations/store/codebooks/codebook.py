"""The codebook of a project."""

import json
import sqlite3
import threading
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from annotations.codebook import ActorType, Codebook, CodebookFile, Dimension, Kind, Role, Tag
from annotations.codebook_tree import Place, Placement, placements, tree
from annotations.errors import CodebookError
from annotations.store.codebooks.colours import next_colour
from annotations.store.codebooks.dimensions import DimensionEditing
from annotations.store.codebooks.importing import CodebookImport
from annotations.store.codebooks.merging import CodebookMerging
from annotations.store.codebooks.nesting import leave_at_top
from annotations.store.codebooks.usage import CodebookUsage
from annotations.store.connections.telling import made_of_rows
from annotations.store.ids import BEGUN_WITH, FROM_START, natural_uid
from annotations.store.store import Store
from annotations.text import canonicalise

_TEXTS = ("name", "type", "short", "definition", "use", "dont_use", "example", "near_miss", "colour", "shortcut")
_EDITABLE = {*_TEXTS, "source", "parent_id", "position", "value"}
_WIDEST_SCALE = 9


class CodebookStore:
    """Reads and writes dimensions and tags. Writing needs an open step.

    `dimensions`, `merging` and `importing` hold what more is done to a codebook; `usage` counts.
    """

    def __init__(self, store: Store) -> None:
        """Use the store's connections."""
        self._store = store
        self._guard = threading.Lock()
        self._cached: tuple[Hashable, Codebook] | None = None
        self.usage = CodebookUsage(store)
        self.dimensions = DimensionEditing(store, self.usage, self.read)
        self.merging = CodebookMerging(store, self)
        self.importing = CodebookImport(self)

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
            tuple(_tag(row, tuple(dict.fromkeys(aliases.get(row["id"], ())))) for row in tags),
        )

    def start_with(self, file: CodebookFile) -> None:
        """Store what a new project begins with, as nobody's change."""
        self.install(file)
        for table in BEGUN_WITH:
            self._store.execute(f"UPDATE {table} SET hlc = ?", (FROM_START,))

    def install(self, file: CodebookFile) -> None:
        """Store a file's dimensions with their tags after those there are; what the project has stays as it is."""
        behind = self.dimensions.next_position()
        for dimension in file.stored_dimensions():
            if not self._store.row("SELECT 1 FROM dimensions WHERE uid = ?", (dimension.uid,)):
                placed = replace(dimension, position=behind + dimension.position)
                self.install_dimension(placed, file.stored_tags(dimension.key), file.parents)

    def install_dimension(self, dimension: Dimension, tags: Iterable[Tag], parents: dict[tuple[str, str], str]) -> int:
        """Store a dimension and its tags as they are, parents by their keys, and return its id."""
        dimension_id = self.dimensions.insert(dimension)
        ids: dict[str, int] = {}
        for tag in tags:
            parent = ids.get(parents.get((dimension.key, tag.key), ""))
            ids[tag.key] = self.insert_tag(replace(tag, dimension_id=dimension_id, parent_id=parent))
        return dimension_id

    def insert_tag(self, tag: Tag) -> int:
        """Store a tag as it is, and return its id; a name that is taken is not asked for."""
        texts = {name: getattr(tag, name) for name in _TEXTS}
        # A tag may have gone to another dimension before its own one is installed again.
        there = tag.uid and self._store.row("SELECT 1 FROM tags WHERE uid = ?", (tag.uid,))
        tag_id = self._store.insert(
            "tags",
            uid="" if there else tag.uid,
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

    # -- tags

    def add_tag(self, dimension_id: int, name: str, **values: Any) -> int:
        """Make a tag at the end of its dimension, before *none of these*, and return its id.

        `uid` and `key` may be given of a tag that comes from a file.

        Raises:
            CodebookError: if the name is empty or the dimension has a tag of that name or alias.
        """
        shown = self._free_name(dimension_id, name)
        identity = {key: values.pop(key) for key in ("uid", "key") if key in values}
        plain = self._plain(values)
        last = self._store.value("SELECT max(position) FROM tags WHERE dimension_id = ?", (dimension_id,))
        position = 0 if last is None else int(last) + 1
        colour = plain.pop("colour", "") or next_colour(position)
        aliases = tuple(values.get("aliases", ()))
        tag = Tag(shown, dimension_id=dimension_id, position=position, colour=colour, aliases=aliases)
        return self.insert_tag(replace(tag, **identity, **plain))

    def update_tag(self, tag_id: int, **values: Any) -> None:
        """Set values of a tag; `aliases` takes the place of those it has.

        Raises:
            CodebookError: if the tag is gone, the new name is empty or taken, the parent would be beneath the tag or
                the nesting too deep, or the value is none of a scale.
        """
        dimension = self._store.value("SELECT dimension_id FROM tags WHERE id = ?", (tag_id,))
        if dimension is None:
            raise CodebookError("This tag is gone from the codebook", "Choose another")
        if "name" in values:
            values = {**values, "name": self._free_name(dimension, values["name"], besides=tag_id)}
        if values.get("parent_id") is not None:
            placements(self._read(), [tag_id], Place(values["parent_id"]))  # only to be refused, if it must be
        before = self._read() if "parent_id" in values else None
        self._store.update("tags", [tag_id], **self._plain(values))
        if before and before.tag(tag_id).parent_id != values["parent_id"]:
            leave_at_top(self._store, before, [tag_id])
        if "aliases" in values:
            self._set_aliases(tag_id, values["aliases"])

    def move_tags(self, tag_ids: Iterable[int], place: Place) -> None:
        """Put tags of one dimension, with all beneath them, in another place of it.

        Raises:
            CodebookError: if one is gone, or they would be beneath themselves or nested too deep.
        """
        codebook, moved = self._read(), list(tag_ids)
        if not {tag.id for tag in codebook.tags}.issuperset(moved):
            raise CodebookError("This tag is gone from the codebook", "Choose another")
        self._place(codebook, placements(codebook, moved, place))

    def put_in_order(self, dimension_id: int) -> None:
        """Give a dimension's tags the positions that they have in its tree, where rapid keys and lists go by them."""
        codebook = self._read()
        self._place(
            codebook, [Placement(placed.tag.id, placed.tag.parent_id) for placed in tree(codebook, dimension_id)]
        )

    def _place(self, codebook: Codebook, wanted: Sequence[Placement]) -> None:
        for position, (tag_id, parent_id) in enumerate(wanted):
            tag = codebook.tag(tag_id)
            if (tag.position, tag.parent_id) != (position, parent_id):
                self._store.update("tags", [tag_id], position=position, parent_id=parent_id)
        moved = [tag_id for tag_id, parent_id in wanted if codebook.tag(tag_id).parent_id != parent_id]
        leave_at_top(self._store, codebook, moved)

    # -- names

    def add_alias(self, tag_id: int, alias: str) -> None:
        """Give a tag another name under which it is found."""
        shown = " ".join(canonicalise(alias).split())
        tag_uid = self._store.value("SELECT uid FROM tags WHERE id = ?", (tag_id,))
        uid = natural_uid(f"alias/{tag_uid}/{shown}")  # two who give it in two copies, or two projects, make one row
        known = self._store.row("SELECT 1 FROM aliases WHERE uid = ? OR tag_id = ? AND text = ?", (uid, tag_id, shown))
        if shown and not known:
            self._store.insert("aliases", uid=uid, tag_id=tag_id, text=shown)

    def _set_aliases(self, tag_id: int, aliases: Iterable[str]) -> None:
        wanted = dict.fromkeys(shown for alias in aliases if (shown := " ".join(canonicalise(alias).split())))
        rows = self._store.rows("SELECT id, text FROM aliases WHERE tag_id = ?", (tag_id,))
        codebook, known = self._read(), {row["text"] for row in rows}
        for alias in wanted:
            other = codebook.find(codebook.tag(tag_id).dimension_id, alias)
            if other and other.id != tag_id and alias not in known:
                raise CodebookError(f"“{alias}” already calls “{other.name}”", "Merge the two tags if they are one")
        self._store.delete("aliases", [row["id"] for row in rows if row["text"] not in wanted])
        for alias in wanted:
            self.add_alias(tag_id, alias)

    def _free_name(self, dimension_id: int, name: str, besides: int = 0) -> str:
        shown = " ".join(canonicalise(name).split())
        if not shown:
            raise CodebookError("A tag needs a name", "Type one")
        wanted = shown.casefold()
        rows = self._store.rows(  # not the whole codebook: thousands of actors take long to be read
            "SELECT id, name FROM tags WHERE dimension_id = ? UNION ALL SELECT t.id, a.text FROM aliases a"
            " JOIN tags t ON t.id = a.tag_id WHERE t.dimension_id = ?",
            (dimension_id, dimension_id),
        )
        if any(row["id"] != besides and row["name"].casefold() == wanted for row in rows):
            raise CodebookError(f"“{shown}” is in the codebook already", "Use that tag or another name")
        return shown

    @staticmethod
    def _plain(values: dict[str, Any]) -> dict[str, Any]:
        if unknown := set(values) - _EDITABLE - {"aliases"}:
            raise TypeError(f"not a tag's value: {', '.join(sorted(unknown))}")
        value = values.get("value")
        if value is not None and not -_WIDEST_SCALE <= value <= _WIDEST_SCALE:
            raise CodebookError(f"{value} is no value of a scale", f"Take one from -{_WIDEST_SCALE} to {_WIDEST_SCALE}")
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
