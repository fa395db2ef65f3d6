"""The rows of one picker: order, numbers, filter. Knows no window."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from annotations.codebook import Dimension, Kind, Role, Tag

SCALE_KEYS = {-2: "8", -1: "9", 0: "0", 1: "1", 2: "2"}
"""Keys of a scale's values."""

WORD_KEYS = {"mixed": "M", "not-expressed": "N"}
"""Keys of a scale's values without a number."""

NONE_KEY = "0"
NONE_KEY_ON_SCALE = "X"
ROLE_KEYS = {
    "S": Role.SPEAKER,
    "T": Role.TARGET,
    "A": Role.ADDRESSEE,
    "B": Role.BENEFICIARY,
    "M": Role.MENTIONED,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One tag as a picker offers it, with the key that picks it (empty where there is none)."""

    tag: Tag
    key: str


def rows_of(dimension: Dimension, tags: Sequence[Tag]) -> list[Row]:
    """Give the tags their keys: the first nine in order their number, a scale its own keys, *none of these* its key.

    Args:
        dimension: says by its kind which keys there are.
        tags: in the order they are to be shown; *none of these* last.
    """
    if dimension.kind is Kind.SCALE:
        return [Row(tag, scale_key(tag)) for tag in tags]
    return [
        Row(tag, NONE_KEY if tag.is_none else str(place + 1) if place < 9 else "")  # noqa: PLR2004 - the nine digits
        for place, tag in enumerate(tags)
    ]


def scale_key(tag: Tag) -> str:
    """The key that picks a tag of a scale."""
    if tag.is_none:
        return NONE_KEY_ON_SCALE
    if tag.value is None:
        return WORD_KEYS.get(tag.key, "")
    return SCALE_KEYS.get(tag.value, "")


def likely_first(tags: Sequence[Tag], passage: str, last_speaker: int | None, recent: Sequence[int]) -> list[Tag]:
    """Order actors by how likely they are meant.

    First those whose name or alias stands in the passage, then the last speaker, then those used lately, then the
    rest as they are; *none of these* stays last.

    Args:
        tags: the dimension's tags in codebook order.
        passage: the claim's words.
        last_speaker: the tag of the speaker of the claim before, if any.
        recent: tags used lately, the latest first.
    """
    said = folded(passage)
    lately = {tag_id: place for place, tag_id in enumerate(recent)}

    def rank(tag: Tag) -> tuple[bool, int, int]:
        named = any(name in said for name in map(folded, (tag.name, *tag.aliases)) if name)
        group = 0 if named else 1 if tag.id == last_speaker else 2 if tag.id in lately else 3
        return tag.is_none, group, lately.get(tag.id, 0) if group == 2 else 0  # noqa: PLR2004 - the third group

    return sorted(tags, key=rank)


def matching(rows: Sequence[Row], typed: str) -> list[Row]:
    """The rows whose name, alias or short definition has every word typed; names that begin with it come first."""
    words = folded(typed).split()
    if not words:
        return list(rows)
    found = [row for row in rows if all(word in _searched(row.tag) for word in words)]
    return sorted(found, key=lambda row: not folded(row.tag.name).startswith(words[0]))


def may_create(rows: Collection[Row], typed: str, kind: Kind) -> bool:
    """Whether a new tag of this name can be made: not on a scale, and not where it exists."""
    wanted = folded(typed).strip()
    names = {folded(name) for row in rows for name in (row.tag.name, *row.tag.aliases)}
    return bool(wanted) and kind is not Kind.SCALE and wanted not in names


def folded(text: str) -> str:
    """Letters without case and accents, so that what is typed finds what is written."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _searched(tag: Tag) -> str:
    return folded(" ".join((tag.name, *tag.aliases, tag.short)))
