"""Takes codebook files into a project, as `annotations.codebook_plan` plans it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annotations.codebook import NONE_OF_THESE, CodebookFile, Tag
from annotations.codebook_plan import DimensionPlan, Plan, Way, planned
from annotations.codebook_tree import Place
from annotations.errors import CodebookError

if TYPE_CHECKING:
    from annotations.store.codebook import CodebookStore

_NEW = (
    "key",
    "short",
    "definition",
    "use",
    "dont_use",
    "example",
    "near_miss",
    "colour",
    "type",
    "source",
    "shortcut",
    "value",
)


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
        tags = [replace(one.tag, position=place) for place, one in enumerate(plan.tags)]
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
        ids: dict[str, int] = {}
        for one in plan.tags:
            ids[one.tag.key] = self._add(one.tag, dimension_id) if one.into is None else one.into.id
            if one.into is not None and one.values:
                self._change(one.into.id, dict(one.values))
        for key, parent in plan.parents:
            self._nest(ids[key], ids[parent])

    def _change(self, tag_id: int, values: dict[str, Any]) -> None:
        for alias in values.pop("aliases", ()):
            self._codebook.add_alias(tag_id, alias)
        self._codebook.update_tag(tag_id, **values)

    def _add(self, tag: Tag, dimension_id: int) -> int:
        values: dict[str, Any] = {name: getattr(tag, name) for name in _NEW}
        return self._codebook.add_tag(dimension_id, tag.name, uid=tag.uid, aliases=tag.aliases, **values)

    def _nest(self, tag_id: int, parent_id: int) -> None:
        """Put a tag beneath another as the file has it, where that goes: the project may nest them otherwise."""
        codebook = self._codebook.read()
        if codebook.tag(tag_id).parent_id == parent_id:
            return
        try:
            self._codebook.move_tags([tag_id], Place(parent_id))
        except CodebookError:
            return
