"""What taking a codebook file into a project would do: planned before anything is stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from annotations.codebook import Codebook, CodebookFile, Dimension, Kind, Tag, shipped_uid
from annotations.codebook_tree import doubles
from annotations.errors import CodebookError
from annotations.wording import number_of

_TEXTS = ("name", "short", "definition", "use", "dont_use", "example", "near_miss", "colour", "type", "source")
WORDS = {"dont_use": "don't use", "near_miss": "near miss"}
"""Fields whose names read otherwise."""


class Way(StrEnum):
    """How a file is taken in: its dimensions beside those there are, or its tags into those they belong to."""

    UPDATE = "update"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class TagPlan:
    """A tag of the file: new where `into` is None, else `values` are to be set on that, its aliases besides its own."""

    tag: Tag
    into: Tag | None = None
    values: tuple[tuple[str, object], ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it would be made."""
        return self.into is None

    @property
    def changes(self) -> tuple[str, ...]:
        """Names of the fields that would be changed, as people read them."""
        return tuple(WORDS.get(name, name) for name, _ in self.values)


@dataclass(frozen=True, slots=True)
class DimensionPlan:
    """A dimension of the file: new where `into` is None, else the one its tags go to.

    `parents` gives the parent's key by the tag's, `none_uid` the uid of a new one's *none of these*, empty for any.
    `remark` is what is to be known of it, empty for nothing.
    """

    dimension: Dimension
    tags: tuple[TagPlan, ...]
    into: Dimension | None = None
    parents: tuple[tuple[str, str], ...] = ()
    none_uid: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a file would do."""

    dimensions: tuple[DimensionPlan, ...]

    @property
    def new_dimensions(self) -> int:
        """How many dimensions would be made."""
        return sum(one.into is None for one in self.dimensions)

    def _tags(self) -> Iterator[TagPlan]:
        for one in self.dimensions:
            yield from one.tags

    @property
    def added(self) -> int:
        """How many tags would be made."""
        return sum(one.is_new for one in self._tags())

    @property
    def changed(self) -> int:
        """How many tags would be changed."""
        return sum(not one.is_new and bool(one.values) for one in self._tags())

    @property
    def untouched(self) -> int:
        """How many tags of the file are in the project as they are."""
        return sum(not one.is_new and not one.values for one in self._tags())

    @property
    def empty(self) -> bool:
        """Whether nothing would be stored."""
        return not (self.new_dimensions or self.added or self.changed)

    def in_words(self) -> str:
        """One sentence: "2 new dimensions · 14 new tags · 3 changed · 9 untouched · nothing is deleted"."""
        told = [
            number_of(self.new_dimensions, "new dimension") if self.new_dimensions else "",
            number_of(self.added, "new tag") if self.added else "",
            f"{self.changed:,} changed" if self.changed else "",
            f"{self.untouched:,} untouched" if self.untouched else "",
        ]
        return " · ".join([*filter(None, told), "nothing is deleted"])


def planned(codebook: Codebook, file: CodebookFile, way: Way = Way.UPDATE) -> Plan:
    """Plan how a file is taken into a codebook.

    When it updates, a dimension belongs to the one with its uid, key or name, a tag to the one with its uid, key, name
    or alias within it. What the file leaves empty stays as it is, and so does the kind of a dimension. When it adds,
    every dimension is new; one whose uid the project has gets another, so that both stay apart. A shortcut or an alias
    that a tag has already is not given to another one.

    Raises:
        CodebookError: if two new tags would have the same name.
    """
    known = {dimension.uid for dimension in codebook.dimensions}
    plans: list[DimensionPlan] = []
    taken: set[int] = set()
    for stored in file.stored_dimensions():
        *tags, none = file.stored_tags(stored.key)
        parents = tuple((tag, parent) for (key, tag), parent in file.parents.items() if key == stored.key)
        into = _home(codebook, stored, taken) if way is Way.UPDATE else None
        if into is not None:
            taken.add(into.id)
            found = tuple(_tag_plans(codebook, into, tags))
            plans.append(DimensionPlan(stored, found, into, parents, "", _remark(codebook, stored, into)))
            continue
        apart = stored.uid in known
        named = replace(stored, name=_free_name(stored.name, codebook, plans), uid="" if apart else stored.uid)
        new = (_fitted(replace(tag, uid="") if apart else tag, codebook, {}) for tag in tags)
        plans.append(DimensionPlan(named, tuple(map(TagPlan, new)), None, parents, "" if apart else none.uid))
    return Plan(tuple(plans))


def _home(codebook: Codebook, stored: Dimension, taken: set[int]) -> Dimension | None:
    free = [dimension for dimension in codebook.dimensions if dimension.id not in taken]
    for found in (
        [dimension for dimension in free if dimension.uid == stored.uid],
        [dimension for dimension in free if dimension.key and dimension.key == stored.key],
        [dimension for dimension in free if _plain(dimension.name) == _plain(stored.name)],
    ):
        if found:
            return found[0]
    return None


def _remark(codebook: Codebook, stored: Dimension, into: Dimension) -> str:
    if stored.kind is not into.kind:
        return f"It stays of the kind “{into.kind.value}”; in the file it is “{stored.kind.value}”."
    names = ", ".join(f"“{group[0].name}”" for group in doubles(codebook, into.id)[:3])
    return f"Names stand twice in it already: {names}." if names else ""


def _free_name(name: str, codebook: Codebook, plans: Iterable[DimensionPlan]) -> str:
    taken = {_plain(dimension.name) for dimension in codebook.dimensions}
    taken |= {_plain(plan.dimension.name) for plan in plans}
    shown, number = name, 2
    while _plain(shown) in taken:
        shown, number = f"{name} ({number})", number + 1
    return shown


def _tag_plans(codebook: Codebook, into: Dimension, tags: Iterable[Tag]) -> Iterator[TagPlan]:
    known = codebook.tags_of(into.id, with_none=False)
    by_uid = {tag.uid: tag for tag in known}
    by_key = {tag.key: tag for tag in known if tag.key}
    by_name = {_plain(name): tag for tag in reversed(known) for name in (*tag.aliases, tag.name)}
    names: set[str] = set()
    for tag in tags:
        same, called = by_uid.get(tag.uid) or by_key.get(tag.key), by_name.get(_plain(tag.name))
        if found := same or called:
            yield TagPlan(tag, found, tuple(_differences(found, tag, by_name, into.kind, renames=same is not None)))
            continue
        if _plain(tag.name) in names:
            raise CodebookError(f"The file has “{tag.name}” twice in “{into.name}”", "Rename one of them in the file")
        names.add(_plain(tag.name))
        yield TagPlan(_fitted(tag, codebook, by_name))


def _fitted(tag: Tag, codebook: Codebook, by_name: dict[str, Tag]) -> Tag:
    """A new tag without the aliases and the shortcut that another one has already."""
    aliases = tuple(alias for alias in tag.aliases if _plain(alias) not in by_name)
    return replace(tag, aliases=aliases, shortcut="" if holder_of(codebook, tag.shortcut) else tag.shortcut)


def holder_of(codebook: Codebook, shortcut: str, besides: int = 0) -> Tag | None:
    """The tag that has a shortcut, apart from the one with the id `besides`."""
    wanted = shortcut.strip().casefold()
    found = (tag for tag in codebook.tags if tag.id != besides and tag.shortcut.strip().casefold() == wanted)
    return next(found, None) if wanted else None


def _differences(
    found: Tag, tag: Tag, by_name: dict[str, Tag], kind: Kind, *, renames: bool
) -> Iterator[tuple[str, object]]:
    for name in _TEXTS:
        given = getattr(tag, name)
        taken = name == "name" and (not renames or by_name.get(_plain(given), found).id != found.id)
        if given and given != getattr(found, name) and not taken:
            yield name, given
    if kind is Kind.SCALE and tag.value is not None and tag.value != found.value:
        yield "value", tag.value
    if fresh := tuple(alias for alias in tag.aliases if _plain(alias) not in by_name):
        yield "aliases", fresh


def is_there(codebook: Codebook, file: CodebookFile) -> bool:
    """Whether all dimensions of a shipped codebook are in a project already."""
    known = {dimension.uid for dimension in codebook.dimensions}
    return all((one.uid or shipped_uid(file.id, one.key)) in known for one in file.dimensions)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
