"""The counts behind charts and tables: how often tags were given, by whom, where and when.

A claim with several tags of a dimension counts in each of them, and so do its actors; in what sums several tags it
counts once. How often a claim counts at all is the counting rule's business: it counts once at each of its carriers.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from annotations.brief.content import OPEN, BriefContent, Carrier, ClaimEntry, Coding, DimensionEntry, Look, TagEntry
from annotations.brief.texts import ENGLISH, Words
from annotations.codebook import Kind, Role

LEAST_FOR_SHARE = 20
"""Below this n there are counts and no percentages."""

MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Item:
    """A claim with the distinct text it stands in, and where it counts: once a carrier."""

    claim: ClaimEntry
    text: int
    carriers: tuple[Carrier, ...]

    @property
    def weight(self) -> int:
        """How often it counts."""
        return len(self.carriers)


def items_of(content: BriefContent) -> tuple[Item, ...]:
    """The claims of a brief as they are counted, by number."""
    pairs = ((claim, content.article_of(claim)) for claim in content.claims)
    return tuple(Item(claim, article.distinct, claim.carriers) for claim, article in pairs)


def weight(items: Iterable[Item]) -> int:
    """How often claims count together."""
    return sum(item.weight for item in items)


@dataclass(frozen=True)
class Answers:
    """What a dimension says of claims: each with the uids of its tags, none where it is not coded.

    Of actors `role` is counted, whoever was named where it is empty.
    """

    dimension: DimensionEntry
    role: str
    pairs: tuple[tuple[Item, frozenset[str]], ...]

    @classmethod
    def of(cls, dimension: DimensionEntry, items: Iterable[Item]) -> "Answers":
        """Look the dimension up in claims; of actors speakers are counted, unless nobody was called one."""
        found = list(_codings(dimension, items))
        speakers = any(tag.role == Role.SPEAKER for _, coding in found for tag in coding.tags)
        role = Role.SPEAKER.value if speakers else ""
        shared = cache(frozenset[str])  # many claims have the same tags
        pairs = ((i, shared(tuple([t.uid for t in c.tags if not role or t.role == role]))) for i, c in found)
        return cls(dimension, role, tuple(pairs))

    @cached_property
    def by_tag(self) -> dict[str, list[Item]]:
        """The claims that have a tag, by its uid."""
        found: dict[str, list[Item]] = {}
        for item, uids in self.pairs:
            for uid in uids:
                found.setdefault(uid, []).append(item)
        return found

    def having(self, uids: Collection[str]) -> list[Item]:
        """The claims that have any of these tags, each once."""
        if len(uids) == 1:
            return self.by_tag.get(next(iter(uids)), [])
        return [item for item, own in self.pairs if not own.isdisjoint(uids)]

    @cached_property
    def tags(self) -> tuple[TagEntry, ...]:
        """The dimension's tags by position; on a scale from the lowest value up, then what has no value."""
        if self.dimension.kind is not Kind.SCALE:
            return self.dimension.tags
        return tuple(sorted(self.dimension.tags, key=lambda tag: (tag.value is None, tag.value or 0)))

    @cached_property
    def asides(self) -> tuple[TagEntry, ...]:
        """Tags that are an answer without a value: *none of these*; on a scale *mixed*, *not expressed*."""
        scale = self.dimension.kind is Kind.SCALE
        return tuple(tag for tag in self.tags if tag.is_none or (scale and tag.value is None))

    @cached_property
    def basis(self) -> "Basis":
        """What figures of the dimension stand on."""
        coded = [item for item, uids in self.pairs if uids]
        asides = ((tag.name, weight(self.by_tag.get(tag.uid, ()))) for tag in self.asides)
        return Basis(
            n=weight(coded),
            texts=len({item.text for item in coded}),
            not_coded=weight(item for item, uids in self.pairs if not uids),
            asides=tuple((name, count) for name, count in asides if count),
            several=any(len(uids) > 1 for _, uids in self.pairs),
            role=self.role,
        )


def _codings(dimension: DimensionEntry, items: Iterable[Item]) -> Iterator[tuple[Item, Coding]]:
    """Each claim with its coding in a dimension, which stands at the same place in nearly all of them."""
    missing = Coding(dimension.name, dimension.kind)
    place = 0
    for item in items:
        codings = item.claim.codings
        if place >= len(codings) or codings[place].uid != dimension.uid:
            place = next((n for n, coding in enumerate(codings) if coding.uid == dimension.uid), len(codings))
        yield item, codings[place] if place < len(codings) else missing


@dataclass(frozen=True, slots=True)
class Basis:
    """What a figure stands on.

    `n` counts the claims that were coded, in so many distinct `texts`; `not_coded` counts the others. `asides` are
    answers without a value, as *mixed*, *not expressed* and *none of these*, with their counts; they are part of `n`.
    `several` says that some claim counts in more than one place. `role` is the role of actors that is counted.
    """

    n: int
    texts: int
    not_coded: int
    asides: tuple[tuple[str, int], ...] = ()
    several: bool = False
    role: str = ""

    @property
    def shares(self) -> bool:
        """Whether there are enough claims for percentages."""
        return self.n >= LEAST_FOR_SHARE


@dataclass(frozen=True, slots=True)
class Row:
    """One tag, or several together: how often it counts, in how many distinct texts and outlets.

    `uids` are the tags'. `aside` marks an answer without a value.
    """

    name: str
    look: Look
    count: int
    texts: int
    outlets: int
    uids: frozenset[str]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class BarTally:
    """How often each tag of a dimension was given.

    `rows` are all tags that occur, the most frequent first, on a scale all values in their order; asides come last.
    `shown` are at most twelve rows, the last tags summed as one.
    """

    dimension: str
    kind: Kind
    rows: tuple[Row, ...]
    shown: tuple[Row, ...]
    basis: Basis
    words: Words = ENGLISH

    @property
    def leading(self) -> tuple[Row, ...]:
        """The tags with the highest count; none where nothing was coded."""
        tags = [row for row in self.rows if not row.aside]
        most = max((row.count for row in tags), default=0)
        return tuple(row for row in tags if row.count == most > 0)


def bars(dimension: DimensionEntry, items: Iterable[Item], most: int = MOST_ROWS, words: Words = ENGLISH) -> BarTally:
    """Count the tags of a dimension."""
    answers = Answers.of(dimension, items)
    scale = dimension.kind is Kind.SCALE
    aside = {tag.uid for tag in answers.asides}
    every = (_row(answers, tag.name, tag.look, {tag.uid}, aside=tag.uid in aside) for tag in answers.tags)
    rows = [row for row in every if row.count or (scale and not row.aside)]
    if not scale:
        rows.sort(key=lambda row: (row.aside, -row.count))
    shown = rows
    if not scale and len(rows) > most:
        last = [row for row in rows if row.aside]
        kept = most - 1 - len(last)
        rest = [row for row in rows if not row.aside][kept:]
        uids = {uid for row in rest for uid in row.uids}
        shown = [*rows[:kept], _row(answers, words("Other ({number})", number=len(rest)), OPEN, uids), *last]
    return BarTally(dimension.name, dimension.kind, tuple(rows), tuple(shown), answers.basis, words)


def _row(answers: Answers, name: str, look: Look, uids: Collection[str], *, aside: bool = False) -> Row:
    found = answers.having(uids)
    return Row(
        name=name,
        look=look,
        count=weight(found),
        texts=len({item.text for item in found}),
        outlets=len({carrier.outlet for item in found for carrier in item.carriers if carrier.outlet}),
        uids=frozenset(uids),
        aside=aside,
    )
