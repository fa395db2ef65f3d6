"""Finding wire copies among articles: which carry the same text, which of them leads, and how sure that is.

Texts are compared by their sketches (`annotations.importers.likeness.similarity`). Pairs worth a comparison are those
that share some hashes; these are sorted rather than kept in a dictionary, so that ten thousand articles take tens of
megabytes.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, pairwise

from annotations.importers.likeness.similarity import THRESHOLD, Sketch

COVERED = 0.3
"""Share of the longer text that a copy has to have too; less is a round-up of several stories, or a quotation. See
`benchmarks/wire_copies.py`."""

DAYS = 14
"""Days within which outlets carry agency copy; what is alike after that is a yearly speech or a standing text."""

_THIN = 4
"""As in sketches: of long texts one hash in so many is kept."""
_LOOKED_UP = 8
"""One hash in so many is looked up to find pairs."""
_COMMON = 20
"""Where more texts share a hash, a formula or a footer, only neighbours among them are compared."""
_LIKELY = 0.15
"""Share of the looked-up hashes from which on a pair is compared."""
_PLACE = (1 << 24) - 1
_DATE = len("2026-03-12")
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article as it is compared; `hashes` are those of its sketch, which as an array take a tenth of a set's room.

    `outlet` tells outlets apart, empty if unknown; two of one outlet are no copies of one another. `names` are what its
    outlet is called, casefolded. `credit` is where others name their source: byline and first words. `leads` tells
    whether it leads copies already, `work` how many claims it has; `decided` that somebody has read it.
    """

    id: int
    hashes: Sequence[int]
    outlet: str = ""
    names: tuple[str, ...] = ()
    credit: str = ""
    published: str = ""
    length: int = 0
    work: int = 0
    decided: bool = False
    agency: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that carries another's text.

    `shared` is how much of the shorter of the two stands in the longer, `covered` how much of the longer stands in the
    shorter (0 to 1). `sure` says that both are enough, and the days not too far apart, to group it unasked.
    """

    article_id: int
    shared: float
    covered: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A lead and what carries its text, the most alike first; `reason` says in words why it leads."""

    lead_id: int
    copies: tuple[Copy, ...]
    reason: str

    @property
    def sure_ids(self) -> tuple[int, ...]:
        """Ids of the copies that may be grouped unasked."""
        return tuple(copy.article_id for copy in self.copies if copy.sure)


def proposals(
    candidates: Sequence[Candidate], threshold: float = THRESHOLD, covered: float = COVERED
) -> list[Proposal]:
    """Return the groups that the articles make, those with the most copies first.

    Every copy shares enough with its lead itself, not only with another copy. Articles that lead already keep their
    copies and get new ones; two of them are never made one.
    """
    search = _Search(candidates, threshold, covered)
    found = [proposal for component in search.components() for proposal in search.split(component)]
    return sorted(found, key=lambda proposal: (-len(proposal.copies), proposal.lead_id))


def likeness(one: Sketch, other: Sketch) -> tuple[float, float]:
    """How much of the smaller of two sketches stands in the larger, and the other way round."""
    return _compared((one, _thinned(one)), (other, _thinned(other)))


def _thinned(sketch: Sketch) -> Sketch:
    """As the sketch of a long text is, of which one hash in four is kept; that one stays as it is."""
    return frozenset([value for value in sketch if value % _THIN == 0])


def _compared(one: tuple[Sketch, Sketch], other: tuple[Sketch, Sketch]) -> tuple[float, float]:
    """As `likeness`, of sketches beside what they are if thinned: two of short texts only are compared whole."""
    both_whole = len(one[1]) < len(one[0]) and len(other[1]) < len(other[0])
    first, second = (one[0], other[0]) if both_whole else (one[1], other[1])
    both = len(first & second)
    smaller, larger = sorted((len(first), len(second)))
    return (both / smaller, both / larger) if smaller else (0.0, 0.0)


class _Search:
    """One search through some articles."""

    def __init__(self, candidates: Sequence[Candidate], threshold: float, covered: float) -> None:
        self._candidates = sorted(candidates, key=lambda one: (not one.published, one.published, one.id))
        self._threshold, self._covered = threshold, covered
        self._sketch = lru_cache(maxsize=2048)(self._unpacked)

    def _unpacked(self, place: int) -> tuple[Sketch, Sketch]:
        whole = frozenset(self._candidates[place].hashes)
        return whole, _thinned(whole)

    def _alike(self, one: int, other: int) -> Copy | None:
        """The second as a copy of the first, None if it is none."""
        lead, copy = self._candidates[one], self._candidates[other]
        if lead.outlet and lead.outlet == copy.outlet:
            return None
        shared, covered = _compared(self._sketch(one), self._sketch(other))
        if shared < self._threshold:
            return None
        return Copy(copy.id, shared, covered, covered >= self._covered and _days_apart(lead, copy) <= DAYS)

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Places of texts that share enough of the hashes looked up."""
        keys = sorted(
            [
                (value & ~_PLACE) | place
                for place, one in enumerate(self._candidates)
                for value in one.hashes
                if value % _LOOKED_UP == 0
            ]
        )
        counts = Counter([key & _PLACE for key in keys])
        common: Counter[int] = Counter()
        before: list[int] = []  # the places of texts with the same hash, as far as they have come
        for last, key in pairwise(keys):
            if key ^ last > _PLACE:  # another hash: most have one text only, which makes no pair
                before = []
                continue
            before.append(last & _PLACE)
            place = key & _PLACE
            common.update([other << 24 | place for other in before[-_COMMON:]])
        for pair, hits in common.items():
            one, other = pair >> 24, pair & _PLACE
            if hits >= _LIKELY * min(counts[one], counts[other]):
                yield one, other

    def components(self) -> list[list[int]]:
        """Places of articles that are alike, directly or by way of others."""
        first = array("L", range(len(self._candidates)))

        def root(place: int) -> int:
            while first[place] != place:
                first[place] = first[first[place]]
                place = first[place]
            return place

        for one, other in self._pairs():
            if root(one) != root(other) and self._alike(one, other):
                first[root(other)] = root(one)
        found: dict[int, list[int]] = {}
        for place in range(len(self._candidates)):
            found.setdefault(root(place), []).append(place)
        return [places for places in found.values() if len(places) > 1]

    def split(self, places: Sequence[int]) -> Iterator[Proposal]:
        """The groups of a component: as many leads as it takes for every copy to share enough with its own."""
        near = _Near(self._candidates, places)
        leads = [place for place in places if self._candidates[place].leads]
        free = {place for place in places if not self._candidates[place].leads}
        if leads:
            yield from self._shared_out(leads, free, near)
        for first in sorted(free, key=self._rank):
            if first not in free:
                continue
            around = [first, *self._copies(first, free, near)]
            agencies = _named([self._candidates[place] for place in around])
            lead = min(around, key=lambda place: self._rank(place, agencies))
            copies = self._copies(lead, free, near)
            free.difference_update((first, lead, *copies))
            if copies:
                why = self._reason(lead, agencies, copies)
                yield Proposal(self._candidates[lead].id, _in_order(copies.values()), why)

    def _copies(self, lead: int, free: set[int], near: "_Near") -> dict[int, Copy]:
        """The copies of a lead among what is free."""
        return {place: copy for place in near.to(lead) if place in free and (copy := self._alike(lead, place))}

    def _shared_out(self, leads: Sequence[int], free: set[int], near: "_Near") -> Iterator[Proposal]:
        """Give each free article to the lead that it shares most with; those that go to none stay free."""
        best: dict[int, tuple[float, int, Copy]] = {}
        for lead in leads:
            for place, copy in self._copies(lead, free, near).items():
                if place not in best or copy.shared > best[place][0]:
                    best[place] = copy.shared, lead, copy
        free.difference_update(best)
        for lead in leads:
            if copies := [copy for _, whose, copy in best.values() if whose == lead]:
                yield Proposal(self._candidates[lead].id, _in_order(copies), "leads already")

    def _rank(self, place: int, agencies: Collection[int] = ()) -> tuple[bool | int | str, ...]:
        one = self._candidates[place]
        told = one.agency or one.id in agencies
        return (-one.work, not one.decided, not told, not one.published, one.published, -one.length, one.id)

    def _reason(self, place: int, agencies: set[int], copies: Iterable[int]) -> str:
        one = self._candidates[place]
        if one.work:
            return "coded already"
        if one.decided:
            return "read already"
        if one.id in agencies:
            return "named as source by others"
        if one.agency:
            return "an agency"
        first = one.published and all(self._candidates[copy].published != one.published for copy in copies)
        return "the earliest" if first else "the longest of the earliest" if one.published else "the longest"


class _Near:
    """Who shares looked-up hashes with whom, within one component; exact where `_Search` looks at neighbours only."""

    def __init__(self, candidates: Sequence[Candidate], places: Sequence[int]) -> None:
        self._hashes = {place: [v for v in candidates[place].hashes if v % _LOOKED_UP == 0] for place in places}
        self._holders: dict[int, list[int]] = {}
        for place, hashes in self._hashes.items():
            for value in hashes:
                self._holders.setdefault(value, []).append(place)

    def to(self, place: int) -> list[int]:
        """The places of texts that share enough of these hashes with one to be compared with it."""
        own = self._hashes[place]
        hits = Counter(chain.from_iterable(self._holders[value] for value in own))
        hits.pop(place, None)
        return sorted(p for p, n in hits.items() if n >= _LIKELY * min(len(own), len(self._hashes[p])))


def _named(candidates: Sequence[Candidate]) -> set[int]:
    """Ids of those whose outlet others name in byline or first words, as an outlet does with an agency."""
    return {
        one.id
        for one in candidates
        for other in candidates
        if other.outlet != one.outlet and any(_stands_in(name, other.credit) for name in one.names)
    }


def _stands_in(name: str, words: str) -> bool:
    at = words.find(name) if len(name) >= _SHORTEST_NAME else -1
    if at < 0:
        return False
    around = words[at - 1 : at] + words[at + len(name) : at + len(name) + 1]
    return not any(letter.isalnum() for letter in around)


def _in_order(copies: Iterable[Copy]) -> tuple[Copy, ...]:
    return tuple(sorted(copies, key=lambda copy: (not copy.sure, -copy.shared, copy.article_id)))


def _days_apart(one: Candidate, other: Candidate) -> int:
    """Days between two dates of publication, 0 where one is not known to the day."""
    try:
        days = date.fromisoformat(one.published[:_DATE]) - date.fromisoformat(other.published[:_DATE])
    except ValueError:
        return 0
    return abs(days.days)
