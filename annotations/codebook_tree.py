"""The order and nesting of tags, as values: what stands beneath what, and what a move would make of it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotations.codebook import NONE_OF_THESE, THE_OUTLET, UNNAMED, Codebook, Kind, Tag
from annotations.errors import CodebookError

MOST_LEVELS = 4
"""How deep tags may be nested: a tag of the fourth level has none beneath it."""

_KEPT = {
    NONE_OF_THESE: "every dimension has it: it says that a coder decided that nothing else fits",
    THE_OUTLET: "it is the speaker where an article speaks in its own voice",
    UNNAMED: "it is the speaker where a source is described but not named",
}


class Placed(NamedTuple):
    """A tag in the order of its dimension, with its level (0 for the topmost)."""

    tag: Tag
    level: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where tags are to go: beneath which tag (None for the top level), before which of its children (None: last)."""

    parent_id: int | None = None
    before_id: int | None = None


class Placement(NamedTuple):
    """A tag's parent; the place in the list of placements is the tag's position."""

    tag_id: int
    parent_id: int | None


def tree(codebook: Codebook, dimension_id: int) -> list[Placed]:
    """A dimension's tags, each followed by those beneath it; *none of these* last.

    A tag whose parent is in another dimension, or beneath itself, stands at the top level.
    """
    return list(_walk(_Branches(codebook, dimension_id)))


def below(codebook: Codebook, tag_id: int) -> set[int]:
    """The ids of all tags beneath a tag, at any depth."""
    branches = _Branches(codebook, codebook.tag(tag_id).dimension_id)
    return {placed.tag.id for placed in _walk(branches, tag_id)}


def roots(codebook: Codebook, tag_ids: Collection[int]) -> list[Tag]:
    """Those of these tags that are beneath none of the others, in the order of their dimension."""
    wanted = set(tag_ids)
    found: list[Tag] = []
    for dimension_id in sorted({codebook.tag(tag_id).dimension_id for tag_id in wanted}):
        branches = _Branches(codebook, dimension_id)
        found += [
            placed.tag
            for placed in _walk(branches)
            if placed.tag.id in wanted and not wanted.intersection(branches.above(placed.tag.id))
        ]
    return found


def why_kept(codebook: Codebook, tag_id: int) -> str:
    """Why a tag can be neither deleted nor merged into another one: one sentence; empty if it can."""
    tag = codebook.tag(tag_id)
    kept = tag.is_none or codebook.dimension(tag.dimension_id).kind is Kind.ACTORS
    return f"“{tag.name}” cannot be taken away: {_KEPT[tag.key]}" if kept and tag.key in _KEPT else ""


def placements(codebook: Codebook, tag_ids: Collection[int], place: Place) -> list[Placement]:
    """The order of a whole dimension once some of its tags, with all beneath them, have gone to another place.

    Raises:
        CodebookError: if they would be beneath themselves or nested too deep, or *none of these* is among them.
    """
    moved = roots(codebook, tag_ids)
    if not moved:
        return []
    branches = _Branches(codebook, moved[0].dimension_id)
    _check_move(codebook, branches, moved, place)
    ids = {tag.id for tag in moved}
    for children in branches.children.values():
        children[:] = [tag for tag in children if tag.id not in ids]
    target = branches.children.setdefault(place.parent_id, [])
    known = [tag.id for tag in target]
    at = known.index(place.before_id) if place.before_id in known else len(target)
    target[at:at] = moved
    branches.parents |= dict.fromkeys(ids, place.parent_id)
    return [Placement(placed.tag.id, branches.parents.get(placed.tag.id)) for placed in _walk(branches)]


def _check_move(codebook: Codebook, branches: "_Branches", moved: Sequence[Tag], place: Place) -> None:
    if len({codebook.tag(tag.id).dimension_id for tag in moved}) > 1:
        raise CodebookError("Tags of two dimensions cannot be moved together", "Move those of one first")
    if any(tag.is_none for tag in moved):
        raise CodebookError("“None of these” stands last in every dimension", "Move other tags")
    if place.parent_id is None:
        return
    parent = branches.tags.get(place.parent_id)
    if parent is None:
        raise CodebookError("A tag can stand only beneath a tag of its own dimension", "Choose another place")
    if parent.is_none:
        raise CodebookError("Nothing can stand beneath “None of these”", "Choose another place")
    above = [parent.id, *branches.above(parent.id)]
    if any(tag.id in above for tag in moved):
        raise CodebookError("A tag cannot stand beneath itself", "Choose another place")
    if len(above) + max(branches.height(tag.id) for tag in moved) > MOST_LEVELS:
        raise CodebookError(f"Tags can be nested {MOST_LEVELS} deep", "Choose a place further up")


# -- moves by key


def shifted(codebook: Codebook, tag_ids: Collection[int], by: int) -> Place | None:
    """Where tags beside one another go when they are moved up (-1) or down (1) among their siblings; None: nowhere."""
    moved = roots(codebook, tag_ids)
    around = _siblings(codebook, moved)
    ids = {tag.id for tag in moved}
    places = [n for n, tag in enumerate(around) if tag.id in ids]
    if not places:
        return None
    parent_id = _parent(codebook, moved[0])
    if by < 0:
        before = next((around[n] for n in range(places[0] - 1, -1, -1)), None)
        return Place(parent_id, before.id) if before else None
    after = [tag for tag in around[places[-1] + 1 :] if tag.id not in ids]
    if not after:
        return None
    return Place(parent_id, after[1].id if len(after) > 1 else None)


def indented(codebook: Codebook, tag_ids: Collection[int]) -> Place | None:
    """The place beneath the sibling above; None where there is none."""
    moved = roots(codebook, tag_ids)
    around = _siblings(codebook, moved)
    first = next((n for n, tag in enumerate(around) if moved and tag.id == moved[0].id), 0)
    return Place(around[first - 1].id) if first else None


def outdented(codebook: Codebook, tag_ids: Collection[int]) -> Place | None:
    """The place after the tag that these stand beneath; None where they are at the top."""
    moved = roots(codebook, tag_ids)
    parent_id = _parent(codebook, moved[0]) if moved and _siblings(codebook, moved) else None
    if parent_id is None:
        return None
    parent = codebook.tag(parent_id)
    around = [tag.id for tag in _siblings(codebook, [parent])]
    after = around[around.index(parent_id) + 1 :]
    return Place(_parent(codebook, parent), after[0] if after else None)


def _siblings(codebook: Codebook, moved: Sequence[Tag]) -> list[Tag]:
    """All that stand beside the tags, themselves included; nothing where they do not stand beside one another."""
    if not moved or len({_parent(codebook, tag) for tag in moved}) > 1:
        return []
    branches = _Branches(codebook, moved[0].dimension_id)
    return branches.children.get(branches.parents.get(moved[0].id), [])


def _parent(codebook: Codebook, tag: Tag) -> int | None:
    return _Branches(codebook, tag.dimension_id).parents.get(tag.id)


# -- names


def doubles(codebook: Codebook, dimension_id: int) -> list[tuple[Tag, ...]]:
    """Groups of tags that share a name or an alias, ignoring case: merged copies of a project can bring them."""
    by_name: dict[str, list[Tag]] = {}
    for tag in codebook.tags_of(dimension_id, with_none=False):
        for name in {" ".join(text.split()).casefold() for text in (tag.name, *tag.aliases)}:
            by_name.setdefault(name, []).append(tag)
    found: list[tuple[Tag, ...]] = []
    for group in by_name.values():
        if len(group) > 1 and tuple(group) not in found:
            found.append(tuple(group))
    return found


class _Branches:
    """Parents and children of a dimension's tags, with no cycles in it whatever the file says."""

    def __init__(self, codebook: Codebook, dimension_id: int) -> None:
        ordered = codebook.tags_of(dimension_id)
        self.tags = {tag.id: tag for tag in ordered}
        self.parents: dict[int, int | None] = {}
        for tag in ordered:
            self.parents[tag.id] = None if tag.is_none else self._sound(tag)
        self.children: dict[int | None, list[Tag]] = {}
        for tag in ordered:
            self.children.setdefault(self.parents[tag.id], []).append(tag)

    def _sound(self, tag: Tag) -> int | None:
        """The parent, unless it is none of the dimension's tags or following it comes round."""
        seen, above = {tag.id}, self._tag_above(tag)
        direct = above
        while above is not None:
            if above.id in seen:
                return None
            seen.add(above.id)
            above = self._tag_above(above)
        return direct.id if direct else None

    def _tag_above(self, tag: Tag) -> Tag | None:
        found = self.tags.get(tag.parent_id) if tag.parent_id is not None else None
        return None if found is None or found.is_none else found

    def above(self, tag_id: int) -> list[int]:
        found: list[int] = []
        parent = self.parents.get(tag_id)
        while parent is not None:
            found.append(parent)
            parent = self.parents.get(parent)
        return found

    def height(self, tag_id: int) -> int:
        return 1 + max((placed.level + 1 for placed in _walk(self, tag_id)), default=0)


def _walk(branches: _Branches, parent_id: int | None = None) -> Iterator[Placed]:
    """Depth first, without recursion: a file may nest deeper than Python calls."""
    waiting = [Placed(tag, 0) for tag in reversed(branches.children.get(parent_id, ()))]
    while waiting:
        placed = waiting.pop()
        yield placed
        children = branches.children.get(placed.tag.id, ())
        waiting += [Placed(tag, placed.level + 1) for tag in reversed(children)]


def height(codebook: Codebook, tag_id: int) -> int:
    """Levels from a tag down to the lowest beneath it, itself included."""
    return _Branches(codebook, codebook.tag(tag_id).dimension_id).height(tag_id)


def depth(codebook: Codebook, tag_id: int) -> int:
    """The level of a tag, 0 for the topmost."""
    return len(_Branches(codebook, codebook.tag(tag_id).dimension_id).above(tag_id))
