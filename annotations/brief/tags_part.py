"""The glossary of tags used: what the tags in this brief mean, in a line or two each."""

from collections.abc import Iterator

from annotations.brief.content import BriefContent, DimensionEntry, TagEntry
from annotations.brief.flow import Cell, Flow, slots
from annotations.brief.setting import plain
from annotations.brief.typography import LINE, SMALL, TABLE, TABLE_BOLD, TEXT

NO_TAGS = "No claim in this brief has a tag."


def tags_used(flow: Flow, content: BriefContent) -> Iterator[None]:
    """Every tag that a claim of the brief has, by dimension in the codebook's order."""
    flow.part(flow.words("Tags used"), "tags-used", fresh=False)
    used = used_tags(content)
    if not used:
        flow.paragraph(plain(flow.words(NO_TAGS), TEXT, flow.width))
    for place, (dimension, tags) in enumerate(used):
        _head(flow, dimension, place)
        for tag in tags:
            _tag(flow, tag)
            yield


def used_tags(content: BriefContent) -> list[tuple[DimensionEntry, list[TagEntry]]]:
    """The tags that claims of the brief have, by dimension; dimensions without such left out."""
    used = [(dimension, [tag for tag in dimension.tags if tag.claims]) for dimension in content.codebook]
    return [(dimension, tags) for dimension, tags in used if tags]


def tag_meaning(tag: TagEntry) -> str:
    """What a tag means, in a line or two."""
    return tag.short or tag.definition or tag.kind


def _head(flow: Flow, dimension: DimensionEntry, place: int) -> None:
    key = f"tags-used-{place}"
    flow.section(dimension.name, before=14, follow=50)
    flow.sheet.place(key, flow.y + 24)
    flow.sheet.entry(key, dimension.name, 1)


def _tag(flow: Flow, tag: TagEntry) -> None:
    name = plain(tag.name, TABLE_BOLD, flow.column - 12)
    meaning = plain(tag_meaning(tag), TABLE, flow.span(2) - 52)
    count = plain(str(flow.words.many(tag.claims, "claim")), SMALL, 48)
    right = flow.width - (count.width(0) if count.lines else 0.0)
    flow.row(
        [Cell(12, slots(name), tag.look), Cell(flow.offset(1), slots(meaning)), Cell(right, slots(count))],
        after=3,
        rule=LINE,
    )
