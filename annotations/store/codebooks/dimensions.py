"""Dimensions: made, named, put in order, given another kind, taken away."""

import json
from collections.abc import Callable, Collection
from typing import Any

from annotations.codebook import NONE_OF_THESE, ActorType, Codebook, Dimension, Kind, Role, Tag
from annotations.errors import CodebookError
from annotations.store.codebooks.merging import refuse_unseen
from annotations.store.codebooks.usage import CodebookUsage
from annotations.store.ids import uuid7
from annotations.store.saved_filters import let_follow
from annotations.store.store import Store
from annotations.text import canonicalise

_EDITABLE = {"name", "help", "roles", "types", "kind"}
KIND_NAMES = {Kind.ONE: "one tag", Kind.MANY: "many tags", Kind.ACTORS: "actors", Kind.SCALE: "a scale"}


class DimensionEditing:
    """Writes dimensions. Writing needs an open step.

    Args:
        store: the project file.
        usage: counts what hangs on tags.
        read: the codebook as it is now.
    """

    def __init__(self, store: Store, usage: CodebookUsage, read: Callable[[], Codebook]) -> None:
        """Use the store's connections."""
        self._store, self._usage, self._read = store, usage, read

    def next_position(self) -> int:
        """The position after the last dimension."""
        last = self._store.value("SELECT max(position) FROM dimensions")
        return 0 if last is None else int(last) + 1

    def insert(self, dimension: Dimension) -> int:
        """Store a dimension as it is, without tags, and return its id."""
        return self._store.insert(
            "dimensions",
            uid=dimension.uid,
            key=dimension.key,
            name=dimension.name,
            kind=dimension.kind.value,
            help=dimension.help,
            roles=" ".join(dimension.roles),
            types=_types_text(dimension.types),
            position=dimension.position,
        )

    def add(self, name: str, kind: Kind = Kind.MANY) -> int:
        """Make a dimension after the last one, with *none of these*, and return its id.

        Raises:
            CodebookError: if the name is empty or another dimension has it.
        """
        roles = tuple(Role) if kind is Kind.ACTORS else ()
        shown = self._free_name(name)
        dimension_id = self.insert(Dimension(shown, kind, uuid7(), position=self.next_position(), roles=roles))
        self._store.insert(
            "tags",
            key=NONE_OF_THESE,
            name="None of these",
            short="A decision: no tag of this dimension fits",
            colour="slate",
            dimension_id=dimension_id,
        )
        return dimension_id

    def update(self, dimension_id: int, **values: Any) -> None:
        """Set name, help, kind, roles (of actors: at least one) or types.

        Raises:
            CodebookError: if the name is empty or taken, or the tags in use do not allow the kind.
        """
        if unknown := set(values) - _EDITABLE:
            raise TypeError(f"not a dimension's value: {', '.join(sorted(unknown))}")
        stored = dict(values)
        if "name" in values:
            stored["name"] = self._free_name(values["name"], besides=dimension_id)
        if "help" in values:
            stored["help"] = canonicalise(values["help"]).strip()
        if "types" in values:
            stored["types"] = _types_text(values["types"])
        if "kind" in values:
            stored |= self._kind_values(dimension_id, Kind(values["kind"]))
        elif "roles" in values:
            stored["roles"] = self._roles_text(dimension_id, values["roles"])
        self._store.update("dimensions", [dimension_id], **stored)

    def _kind_values(self, dimension_id: int, kind: Kind) -> dict[str, str]:
        if reason := self.why_not(dimension_id, kind):
            raise CodebookError(reason, "Recode those claims first")
        roles = " ".join(Role) if kind is Kind.ACTORS else ""
        stays = self._dimension(dimension_id).kind is kind
        return {"kind": kind.value} if stays else {"kind": kind.value, "roles": roles}

    def _roles_text(self, dimension_id: int, roles: Collection[Role]) -> str:
        wanted = [role for role in Role if role in roles]
        if not wanted:
            raise CodebookError("Actors need at least one role", "Leave one")
        tags = self._ids(dimension_id)
        for role in Role:
            if role not in wanted and (used := self._used_as(tags, role)):
                raise CodebookError(
                    f"“{role.value}” is the role of an actor in claim {used}", "Recode its claims first"
                )
        return " ".join(role.value for role in wanted)

    def _used_as(self, tags: tuple[int, ...], role: Role) -> int:
        """The number of a claim in which one of the tags has this role, 0 if there is none."""
        sql = (
            "SELECT c.number FROM claim_tags ct JOIN claims c ON c.id = ct.claim_id"
            " WHERE ct.tag_id = ? AND ct.role = ? LIMIT 1"
        )
        found = (self._store.value(sql, (tag_id, role.value)) for tag_id in tags)
        return next((int(number) for number in found if number is not None), 0)

    def why_not(self, dimension_id: int, kind: Kind) -> str:
        """Why a dimension cannot be of another kind, one sentence without a full stop; empty if it can.

        Looks through all its taggings; in a large project ask from aside.
        """
        now = self._dimension(dimension_id).kind
        if kind is now:
            return ""
        if Kind.ACTORS in (kind, now):
            touched = self._usage.touched(self._ids(dimension_id, with_none=False))
            has = "have roles, which only actors have" if now is Kind.ACTORS else "have no roles, which actors need"
            return f"Its tags are set on {touched.in_words()} and {has}" if touched.taggings else ""
        if kind.single and not now.single and (number := self._several(dimension_id)):
            return f"Claim {number} has several of its tags by one coder, and {KIND_NAMES[kind]} allows for one"
        return ""

    def _several(self, dimension_id: int) -> int:
        """The number of a claim on which one coder set several tags of a dimension, 0 if there is none."""
        number = self._store.value(
            "SELECT c.number FROM claim_tags ct JOIN claims c ON c.id = ct.claim_id WHERE ct.tag_id IN"
            " (SELECT id FROM tags WHERE dimension_id = ?)"
            " GROUP BY ct.claim_id, ct.coder_id HAVING count(*) > 1 LIMIT 1",
            (dimension_id,),
        )
        return int(number or 0)

    def move(self, dimension_id: int, place: int) -> None:
        """Put a dimension at a place among the others, 0 for the first.

        Raises:
            CodebookError: if it is gone.
        """
        self._dimension(dimension_id)
        order = [dimension.id for dimension in self._read().dimensions]
        order.remove(dimension_id)
        order.insert(max(0, min(place, len(order))), dimension_id)
        for position, known in enumerate(order):
            self._store.update("dimensions", [known], position=position)

    def delete(self, dimension_id: int) -> None:
        """Delete a dimension with its tags and what was coded with them.

        Raises:
            CodebookError: if it has tags, while others' tags are hidden from the person who works here.
        """
        tags = [(tag_id,) for tag_id in self._ids(dimension_id)]
        if tags:
            refuse_unseen(self._store)
        for tag in tags:
            self._store.execute("DELETE FROM claim_tags WHERE tag_id = ?", tag)
        self._store.delete("dimensions", [dimension_id])

    def why_not_into(self, dimension_id: int, target_id: int) -> str:
        """Why a dimension's tags cannot be moved into another one; empty if they can."""
        source, target = self._dimension(dimension_id), self._dimension(target_id)
        if source.id == target.id:
            return "It is the same dimension"
        if (source.kind is Kind.ACTORS) != (target.kind is Kind.ACTORS):
            return "Only actors have roles"
        if target.kind.single:
            return f"“{target.name}” allows for one tag, and its claims may have one already"
        if missing := [role for role in source.roles if role not in target.roles]:
            return f"“{target.name}” does not have the role {missing[0].value}"
        return ""

    def dissolve(self, dimension_id: int, target_id: int) -> None:
        """Move a dimension's tags, with what was coded with them, to the end of another one, and delete the dimension.

        *None of these* is taken away: of the dimension because it goes, and of the other where a tag came. Filters
        kept by name ask for the tags where they are then.

        Raises:
            CodebookError: if the kinds do not allow it.
        """
        if reason := self.why_not_into(dimension_id, target_id):
            raise CodebookError(reason, "Choose another dimension")
        codebook = self._read()
        let_follow(self._store, [codebook.dimension(dimension_id).uid], codebook.dimension(target_id).uid)
        behind = max((tag.position for tag in codebook.tags_of(target_id)), default=-1) + 1
        none = codebook.none_tag(target_id)
        for place, tag in enumerate(codebook.tags_of(dimension_id, with_none=False)):
            self._store.execute(
                "DELETE FROM claim_tags WHERE tag_id = ? AND EXISTS (SELECT 1 FROM claim_tags x WHERE x.tag_id = ?"
                " AND x.claim_id = claim_tags.claim_id AND x.coder_id = claim_tags.coder_id)",
                (none.id, tag.id),
            )
            self._store.update("tags", [tag.id], dimension_id=target_id, position=behind + place)
        # They stand in the order of the tree, since every change of it puts them so.
        self.delete(dimension_id)

    # -- looking

    def _dimension(self, dimension_id: int) -> Dimension:
        try:
            return self._read().dimension(dimension_id)
        except KeyError:
            raise CodebookError("This dimension is gone from the codebook", "Choose another") from None

    def _ids(self, dimension_id: int, *, with_none: bool = True) -> tuple[int, ...]:
        tags: tuple[Tag, ...] = self._read().tags_of(dimension_id, with_none=with_none)
        return tuple(tag.id for tag in tags)

    def _free_name(self, name: str, besides: int = 0) -> str:
        shown = " ".join(canonicalise(name).split())
        if not shown:
            raise CodebookError("A dimension needs a name", "Type one")
        for other in self._read().dimensions:
            if other.id != besides and other.name.casefold() == shown.casefold():
                raise CodebookError(f"There is a dimension “{other.name}” already", "Use another name")
        return shown


def _types_text(types: Collection[ActorType]) -> str:
    listed = [{"key": kind.key, "name": kind.name, "definition": kind.definition} for kind in types]
    return json.dumps(listed, ensure_ascii=False)
