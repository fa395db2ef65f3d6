"""The rows of one picker: order, keys, filter, what is highlighted. Knows no window."""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, replace

from annotations.codebook import Dimension, Kind, Role, Tag
from annotations.language.offers import Offer
from app.folding import folded

WORD_KEYS = {"mixed": "M", "not-expressed": "N"}
"""Keys of a scale's values without a number."""

NONE_KEY = "0"
NONE_KEY_ON_SCALE = "X"
SIGNS = {"-": -1, "−": -1, "–": -1, "+": 1}
"""What may be typed before a digit on a scale."""

ROLE_KEYS = {
    "S": Role.SPEAKER,
    "T": Role.TARGET,
    "A": Role.ADDRESSEE,
    "B": Role.BENEFICIARY,
    "M": Role.MENTIONED,
}
ROLE_WORDS = {
    Role.SPEAKER: "Makes the claim.",
    Role.TARGET: "The claim is about them: they are judged, blamed or praised in it.",
    Role.ADDRESSEE: "Is spoken to, or called upon to act.",
    Role.BENEFICIARY: "Is to gain by what is claimed.",
    Role.MENTIONED: "Is named, and nothing more.",
}
_ACRONYM = 5
_SHORT_NAME = 3
_NUMBERED = 9
IN_PASSAGE, SPOKE_LAST = "in the passage", "spoke last"


@dataclass(frozen=True, slots=True)
class Row:
    """One tag as a picker offers it, with the key that picks it (empty where there is none).

    `level` says how deep it stands beneath others, `note` why it stands where it does, `offer` that the program
    offers it.
    """

    tag: Tag
    key: str
    level: int = 0
    note: str = ""
    offer: Offer | None = None


def rows_of(
    dimension: Dimension,
    tags: Sequence[Tag],
    levels: Mapping[int, int] | None = None,
    notes: Mapping[int, str] | None = None,
    offers: Sequence[Offer] = (),
) -> list[Row]:
    """Give the tags their keys: the first nine in order their number, a scale its own keys, *none of these* its key.

    Args:
        dimension: says by its kind which keys there are.
        tags: in the order they are to be shown; *none of these* last.
        levels: how deep tags stand beneath others, by id.
        notes: why tags stand where they do, by id.
        offers: what the program offers; it marks rows in place.
    """
    if dimension.kind is Kind.SCALE:
        keys = scale_keys(tags)
    else:
        keys = [NONE_KEY if tag.is_none else str(n + 1) if n < _NUMBERED else "" for n, tag in enumerate(tags)]
    levels, notes, offered = levels or {}, notes or {}, {offer.tag_id: offer for offer in offers}
    return [
        Row(tag, key, levels.get(tag.id, 0), notes.get(tag.id, ""), offered.get(tag.id))
        for tag, key in zip(tags, keys, strict=True)
    ]


def scale_keys(tags: Sequence[Tag]) -> list[str]:
    """The keys that pick the tags of a scale: in a row as they lie around the 0 of the keyboard, 8 9 0 1 2.

    A value from 0 on has its digit, −1 the one left of the 0 and so on as far as that is free. Of a scale without a 0
    that key is *none of these*, as everywhere.
    """
    values = {tag.value for tag in tags if tag.value is not None}
    return [_scale_key(tag, values) for tag in tags]


def _scale_key(tag: Tag, values: Collection[int]) -> str:
    if tag.is_none:
        return NONE_KEY_ON_SCALE if 0 in values else NONE_KEY
    if tag.value is None:
        return WORD_KEYS.get(tag.key, "")
    if tag.value >= 0:
        return str(tag.value)
    digit = 10 + tag.value
    return "" if digit in values else str(digit)


def keyed(rows: Sequence[Row], typed: str) -> list[Row]:
    """The rows with the keys that pick them now.

    Behind letters no key picks, because digits belong to names: "G7". Behind a sign the values of a scale that have it
    have their digit: "-1".
    """
    if not typed:
        return list(rows)
    sign = signed(typed)
    values = (sign * (row.tag.value or 0) for row in rows)
    return [replace(row, key=str(value) if value > 0 else "") for row, value in zip(rows, values, strict=True)]


def signed(typed: str) -> int:
    """-1 or 1 where only a minus or a plus was typed, else 0."""
    return SIGNS.get(typed.strip(), 0)


# -- actors


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
    said = named_in(tags, passage)
    lately = {tag_id: place for place, tag_id in enumerate(recent)}

    def rank(tag: Tag) -> tuple[bool, int, int]:
        group = 0 if tag.id in said else 1 if tag.id == last_speaker else 2 if tag.id in lately else 3
        return tag.is_none, group, lately.get(tag.id, 0) if group == 2 else 0

    return sorted(tags, key=rank)


def named_in(tags: Sequence[Tag], passage: str) -> set[int]:
    """Ids of the tags whose name or alias stands in a passage."""
    said = folded(passage)
    return {tag.id for tag in tags if any(_names(name, passage, said) for name in (tag.name, *tag.aliases))}


def why_first(tags: Sequence[Tag], passage: str, last_speaker: int | None) -> dict[int, str]:
    """In words why `likely_first` puts tags first, by id."""
    spoke = {last_speaker: SPOKE_LAST} if last_speaker is not None else {}
    return spoke | dict.fromkeys(named_in(tags, passage), IN_PASSAGE)


def _names(name: str, passage: str, said: str) -> bool:
    """Whether a name stands in a passage.

    Longer names may have an ending (Russian ones are inflected), short ones must be whole words, and acronyms must be
    written as such: "us" is not the US.
    """
    name = name.strip()
    if name.isupper() and len(name) <= _ACRONYM:
        return _stands(name, passage, whole=True)
    plain = folded(name)
    return bool(plain) and _stands(plain, said, whole=len(plain) <= _SHORT_NAME)


def _stands(name: str, text: str, *, whole: bool) -> bool:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        begins = at == 0 or not text[at - 1].isalnum()
        if begins and (not whole or end == len(text) or not text[end].isalnum()):
            return True
        at = text.find(name, at + 1)
    return False


# -- the filter


def matching(rows: Sequence[Row], typed: str) -> list[Row]:
    """The rows whose name, alias or short definition has every word typed, in their order.

    A lone sign leaves the values of a scale that have it.
    """
    if sign := signed(typed):
        return [row for row in rows if row.tag.value is not None and row.tag.value * sign > 0]
    words = folded(typed).split()
    return [row for row in rows if all(word in _searched(row.tag) for word in words)]


def best(rows: Sequence[Row], typed: str) -> int:
    """Place of the row that is meant most likely by what was typed: its name begins so, or has it, or an alias has.

    Rows keep their order while the list is filtered, so the best match need not be the first.
    """
    wanted = " ".join(folded(typed).split())

    def rank(row: Row) -> int:
        names = [folded(name) for name in (row.tag.name, *row.tag.aliases)]
        if names[0].startswith(wanted):
            return 0
        if any(name.startswith(wanted) for name in names):
            return 1
        return 2 if any(all(word in name for word in wanted.split()) for name in names) else 3

    return min(range(len(rows)), key=lambda place: rank(rows[place]), default=-1)


def first_open(rows: Sequence[Row], chosen: Container[int], after: int = 0) -> int:
    """Place of the first row that is not set yet, from the one behind the tag `after` on and around; 0 if all are."""
    start = next((place + 1 for place, row in enumerate(rows) if row.tag.id == after), 0)
    around = [*range(start, len(rows)), *range(start)]
    return next((place for place in around if rows[place].tag.id not in chosen), 0)


def new_offers(offers: Sequence[Offer], typed: str) -> list[Offer]:
    """The offers of tags that are not in the codebook yet, as far as what was typed leaves them in the choice.

    Whose name was typed to the end is no offer any more: the person named it.
    """
    new = [offer for offer in offers if offer.tag_id is None]
    words, whole = folded(typed).split(), " ".join(folded(typed).split())
    return [one for one in new if folded(one.name) != whole and all(word in folded(one.name) for word in words)]


def may_create(rows: Collection[Row], typed: str, kind: Kind) -> bool:
    """Whether a new tag of this name can be made: not on a scale, and not where the dimension has one of that name."""
    wanted = " ".join(typed.split()).casefold()
    names = {name.casefold() for row in rows for name in (row.tag.name, *row.tag.aliases)}
    return bool(wanted) and kind is not Kind.SCALE and wanted not in names


def _searched(tag: Tag) -> str:
    return "\n".join(folded(text) for text in (tag.name, *tag.aliases, tag.short))
