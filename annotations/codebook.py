"""The codebook: dimensions, and tags with their definitions, as values."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from uuid import UUID, uuid5

NAMESPACE = UUID("6f1c1f5e-0c1b-5d8e-9d53-2f6f1a3f7c10")
"""Namespace of every name-based identifier (uuid5) of the program."""

NONE_OF_THESE = "none"
"""Key of the tag every dimension has: a decision that no other tag fits."""

TAG_TEXTS = ("short", "definition", "use", "dont_use", "example", "near_miss", "colour", "shortcut", "type", "source")
"""The fields of a tag, besides its name and key, that hold one text each; files of codebooks have them all."""

THE_OUTLET = "the-outlet"
UNNAMED = "unnamed"


class Kind(StrEnum):
    """How many tags of a dimension one coder may give to one claim, and of what nature."""

    ONE = "one"
    MANY = "many"
    ACTORS = "actors"
    SCALE = "scale"

    @property
    def single(self) -> bool:
        """Whether a new tag takes the place of the one before."""
        return self in (Kind.ONE, Kind.SCALE)


class Role(StrEnum):
    """What an actor is to a claim."""

    SPEAKER = "speaker"
    TARGET = "target"
    ADDRESSEE = "addressee"
    BENEFICIARY = "beneficiary"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class ActorType:
    """A kind of actor: its key, the name shown, what belongs to it."""

    key: str
    name: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """One value of a dimension, with everything a coder needs to use it alike.

    `id` and `dimension_id` are 0 until the tag is stored; `uid` never changes. `key` is its name in the codebook
    file, empty for tags made by analysts. `value` is the place on a scale, None for *mixed*, *not expressed* and
    all tags of other kinds. `colour` is a colour's name or #RRGGBB; the theme picks the shade.
    """

    name: str
    uid: str = ""
    key: str = ""
    short: str = ""
    definition: str = ""
    use: str = ""
    dont_use: str = ""
    example: str = ""
    near_miss: str = ""
    colour: str = ""
    shortcut: str = ""
    type: str = ""
    value: int | None = None
    aliases: tuple[str, ...] = ()
    source: str = ""
    position: int = 0
    parent_id: int | None = None
    id: int = 0
    dimension_id: int = 0

    @property
    def is_none(self) -> bool:
        """Whether this is *none of these*."""
        return self.key == NONE_OF_THESE


@dataclass(frozen=True, slots=True)
class Dimension:
    """One axis of the codebook. `id` is 0 until stored; `roles` only where `kind` is ACTORS."""

    name: str
    kind: Kind
    uid: str = ""
    key: str = ""
    help: str = ""
    position: int = 0
    roles: tuple[Role, ...] = ()
    types: tuple[ActorType, ...] = ()
    id: int = 0


@dataclass(frozen=True)
class Codebook:
    """Dimensions in order and their tags in order, *none of these* included, as stored in a project."""

    dimensions: tuple[Dimension, ...] = ()
    tags: tuple[Tag, ...] = ()

    @cached_property
    def _tags_by_id(self) -> dict[int, Tag]:
        return {tag.id: tag for tag in self.tags}

    @cached_property
    def _tags_by_dimension(self) -> dict[int, tuple[Tag, ...]]:
        groups: dict[int, list[Tag]] = {}
        for tag in self.tags:
            groups.setdefault(tag.dimension_id, []).append(tag)
        return {key: tuple(sorted(group, key=lambda tag: (tag.position, tag.id))) for key, group in groups.items()}

    @cached_property
    def mark(self) -> str:
        """Eight hexadecimal digits of all that guides coders: the same in every project, as long as none of it changes.

        Dimensions and tags with their names, texts, values and order count; colours, keys and what else only helps the
        hand do not.
        """
        guide = [
            (
                d.name,
                str(d.kind),
                d.help,
                [str(role) for role in d.roles],
                [_guidance(tag) for tag in self.tags_of(d.id)],
            )
            for d in self.dimensions
        ]
        return sha256(repr(guide).encode()).hexdigest()[:8]

    def tag(self, tag_id: int) -> Tag:
        """The tag with this id.

        Raises:
            KeyError: if there is none.
        """
        return self._tags_by_id[tag_id]

    def dimension(self, dimension_id: int) -> Dimension:
        """The dimension with this id.

        Raises:
            KeyError: if there is none.
        """
        for dimension in self.dimensions:
            if dimension.id == dimension_id:
                return dimension
        raise KeyError(dimension_id)

    def dimension_of(self, tag_id: int) -> Dimension:
        """The dimension a tag belongs to."""
        return self.dimension(self.tag(tag_id).dimension_id)

    def by_key(self, dimension_key: str) -> Dimension | None:
        """The dimension with this key, or None if the project has none."""
        return next((d for d in self.dimensions if d.key == dimension_key), None)

    def tags_of(self, dimension_id: int, *, with_none: bool = True) -> tuple[Tag, ...]:
        """Tags of a dimension by position; *none of these* comes last, or not at all."""
        tags = self._tags_by_dimension.get(dimension_id, ())
        plain = tuple(tag for tag in tags if not tag.is_none)
        return plain + tuple(tag for tag in tags if tag.is_none) if with_none else plain

    def none_tag(self, dimension_id: int) -> Tag:
        """The dimension's *none of these*."""
        return next(tag for tag in self._tags_by_dimension[dimension_id] if tag.is_none)

    def find(self, dimension_id: int, name: str) -> Tag | None:
        """The tag whose name or alias is `name`, ignoring case and outer white space."""
        wanted = name.strip().casefold()
        for tag in self.tags_of(dimension_id):
            if wanted == tag.name.casefold() or wanted in (alias.casefold() for alias in tag.aliases):
                return tag
        return None


def _guidance(tag: Tag) -> tuple[object, ...]:
    texts = (tag.short, tag.definition, tag.use, tag.dont_use, tag.example, tag.near_miss)
    return (tag.name, tag.type, tag.value, tag.aliases, *texts)


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """A codebook as it stands in a file: dimensions with their tags, identified by keys.

    `tags[key]` are the tags of the dimension with that key, in order; `parents` gives the parent's key by
    `(dimension key, tag key)`. *None of these* is not in the file: `stored_tags` adds it. A dimension or tag without
    a uid gets the one made of the codebook's id and its keys.
    """

    id: str
    name: str
    version: str = "1"
    about: str = ""
    dimensions: tuple[Dimension, ...] = ()
    tags: dict[str, tuple[Tag, ...]] = field(default_factory=dict)
    parents: dict[tuple[str, str], str] = field(default_factory=dict)

    def stored_dimensions(self) -> Iterator[Dimension]:
        """Dimensions with uid and position, ready to be stored."""
        for position, dimension in enumerate(self.dimensions):
            yield replace(dimension, uid=dimension.uid or shipped_uid(self.id, dimension.key), position=position)

    def stored_tags(self, dimension_key: str) -> Iterator[Tag]:
        """A dimension's tags with uid and position, *none of these* last."""
        tags = self.tags.get(dimension_key, ())
        for position, tag in enumerate(tags):
            yield replace(tag, uid=tag.uid or shipped_uid(self.id, dimension_key, tag.key), position=position)
        yield Tag(
            name="None of these",
            key=NONE_OF_THESE,
            uid=shipped_uid(self.id, dimension_key, NONE_OF_THESE),
            short="A decision: no tag of this dimension fits",
            colour="slate",
            position=len(tags),
        )


def shipped_uid(*names: str) -> str:
    """Identifier of a shipped dimension or tag: the same in every project, so that copies merge."""
    return str(uuid5(NAMESPACE, "/".join(names)))
