"""How the claims of a brief are sorted: by those who speak, or by who owns the outlets that carry them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from annotations.brief.content import OPEN, DimensionEntry, Look
from annotations.brief.tallies import Answers, Item, weight
from annotations.brief.texts import ENGLISH, Words

NOT_STATED = "not stated"

Counted = tuple[Item, int]
"""A claim, and how often it counts in some place."""


@dataclass(frozen=True, slots=True)
class Group:
    """One of those that claims are sorted by: an actor, or a kind of ownership; `aside` if it stands for no answer."""

    key: str
    name: str
    look: Look = OPEN
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Grouping:
    """How claims are sorted: `members` says for a claim in which groups it counts, and how often in each.

    `together` says how often it counts in several groups as one, given how often in each of them. `lacking` names
    claims that are in no group, `noun` several groups. The groups come by how much they count, the largest first.
    """

    name: str
    groups: tuple[Group, ...]
    members: Callable[[Item], Mapping[str, int]]
    together: Callable[[Iterable[int]], int]
    lacking: str
    noun: str
    role: str = ""

    def sort(self, items: Iterable[Item], columns: Sequence[Sequence[str]]) -> list[list[Counted]]:
        """For each column, given as the groups in it, the claims that count there with how often they do."""
        place = {key: n for n, keys in enumerate(columns) for key in keys}
        found: list[list[Counted]] = [[] for _ in columns]
        for item in items:
            times: dict[int, list[int]] = {}
            for key, n in self.members(item).items():
                if key in place:
                    times.setdefault(place[key], []).append(n)
            for column, counts in times.items():
                found[column].append((item, self.together(counts)))
        return found


def by_actors(dimension: DimensionEntry, items: Sequence[Item], words: Words = ENGLISH) -> Grouping:
    """Sort claims by who speaks; a claim of two speakers counts in each."""
    answers = Answers.of(dimension, items)

    @cache  # many claims have the same speakers
    def members(uids: frozenset[str], times: int) -> dict[str, int]:
        return dict.fromkeys(uids, times)

    own = {id(item): members(uids, item.weight) for item, uids in answers.pairs}
    tags = [tag for tag in answers.tags if tag.uid in answers.by_tag]
    tags.sort(key=lambda tag: (tag.is_none, -weight(answers.by_tag[tag.uid])))
    groups = tuple(Group(tag.uid, tag.name, tag.look, tag.is_none) for tag in tags)
    if answers.role:
        lacking, noun, name = words("Speaker not coded"), words("speakers"), words("speaker")
    else:
        lacking, noun = words("{dimension} not coded", dimension=dimension.name), words("actors")
        name = dimension.name
    return Grouping(name, groups, lambda item: own[id(item)], max, lacking, noun, answers.role)


def by_ownership(items: Iterable[Item], words: Words = ENGLISH) -> Grouping:
    """Sort claims by whose outlets carry them; one that several carry may count in several groups."""
    own: dict[int, dict[str, int]] = {}
    totals: dict[str, int] = {}
    for item in items:
        counts = own.setdefault(id(item), {})
        for carrier in item.carriers:
            name = carrier.ownership or NOT_STATED
            counts[name] = counts.get(name, 0) + 1
            totals[name] = totals.get(name, 0) + 1
    names = sorted(totals, key=lambda name: (name == NOT_STATED, -totals[name], name))
    groups = tuple(Group(name, words(name), aside=name == NOT_STATED) for name in names)
    name, lacking, noun = words("ownership of outlets"), words(NOT_STATED), words("kinds of ownership")
    return Grouping(name, groups, lambda item: own[id(item)], sum, lacking, noun)
