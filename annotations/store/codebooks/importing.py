"""Takes codebook files into a project, as `annotations.codebook_plan` plans it."""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annotations.codebook import NONE_OF_THESE, CodebookFile, Kind, Tag
from annotations.codebook_plan import DimensionPlan, Plan, Way, planned
from annotations.codebook_tree import MOST_LEVELS, Place, tree
from annotations.errors import CodebookError
from annotations.store.codebooks.colours import next_colour

if TYPE_CHECKING:
    from annotations.store.codebooks.codebook import CodebookStore


class CodebookImport:
    """Stores what a plan says. Writing needs an open step."""

    def __init__(self, codebook: "CodebookStore") -> None:
        """Store by way of the codebook's own gateway."""
        self._codebook = codebook

    def take_in(self, file: CodebookFile, way: Way = Way.UPDATE) -> Plan:
        """Take a codebook file in, planned anew on what the project holds now, and return what was done."""
        plan = planned(self._codebook.read(), file, way)
        for one in plan.dimensions:
            if one.into is None:
                self._make(one)
            else:
                self._update(one, one.into.id)
        return plan

    def _make(self, plan: DimensionPlan) -> None:
        kind = plan.dimension.kind
        tags = [_coloured(replace(one.tag, position=place), kind) for place, one in enumerate(plan.tags)]
        none = Tag(
            name="None of these",
            key=NONE_OF_THESE,
            uid=plan.none_uid,
            short="A decision: no tag of this dimension fits",
            colour="slate",
            position=len(tags),
        )
        placed = replace(plan.dimension, position=self._codebook.dimensions.next_position())
        parents = {(plan.dimension.key, tag): parent for tag, parent in plan.parents}
        self._codebook.install_dimension(placed, [*tags, none], parents)

    def _update(self, plan: DimensionPlan, dimension_id: int) -> None:
        codebook = self._codebook.read()
        levels = {placed.tag.id: placed.level for placed in tree(codebook, dimension_id)}
        behind = max((tag.position for tag in codebook.tags_of(dimension_id)), default=-1) + 1
        parents, ids = dict(plan.parents), dict[str, int]()
        for place, one in enumerate(plan.tags):
            if one.into is not None:
                ids[one.tag.key] = one.into.id
                self._change(one.into.id, dict(one.values))
                continue
            parent = ids.get(parents.get(one.tag.key, ""))
            level = 0 if parent is None else levels[parent] + 1
            if level >= MOST_LEVELS:
                parent, level = None, 0
            placed = replace(one.tag, dimension_id=dimension_id, parent_id=parent, position=behind + place)
            ids[one.tag.key] = tag_id = self._codebook.insert_tag(
                _coloured(placed, codebook.dimension(dimension_id).kind)
            )
            levels[tag_id] = level
        self._nest(
            [(ids[one.tag.key], ids[parents[one.tag.key]]) for one in plan.tags if one.into and one.tag.key in parents]
        )
        if any(one.is_new for one in plan.tags):
            self._codebook.put_in_order(dimension_id)

    def _change(self, tag_id: int, values: dict[str, Any]) -> None:
        for alias in values.pop("aliases", ()):
            self._codebook.add_alias(tag_id, alias)
        if values:
            self._codebook.update_tag(tag_id, **values)

    def _nest(self, pairs: list[tuple[int, int]]) -> None:
        """Put tags beneath others as the file has it, where that goes: the project may nest them otherwise."""
        codebook = self._codebook.read()
        for tag_id, parent_id in pairs:
            if codebook.tag(tag_id).parent_id != parent_id:
                with suppress(CodebookError):
                    self._codebook.move_tags([tag_id], Place(parent_id))


def _coloured(tag: Tag, kind: Kind) -> Tag:
    """A tag with a colour; those of a scale have that of their value."""
    return tag if tag.colour or kind is Kind.SCALE else replace(tag, colour=next_colour(tag.position))
