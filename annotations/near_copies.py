"""Finding wire copies among articles: which carry the same text, which of them leads, and how sure that is.

Texts are compared by their sketches (`annotations.importers.similarity`). Pairs worth a comparison are those that share
some hashes; these are sorted rather than kept in a dictionary, so that ten thousand articles take tens of megabytes.
"""

from array import array
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from annotations.importers.similarity import THRESHOLD, Sketch

COVERED = 0.3
"""Share of the longer text that a copy has to have too; less is a round-up of several stories, or a quotation. See
`benchmarks/near_copies.py`."""

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
    first, second = _comparable(one, other)
    both = len(first & second)
    smaller, larger = sorted((len(first), len(second)))
    return (both / smaller, both / larger) if smaller else (0.0, 0.0)


def _comparable(one: Sketch, other: Sketch) -> tuple[Sketch, Sketch]:
    """Two sketches by the same rule: a long text's has one hash in four, so that a short one's must be thinned."""
    thinned = [frozenset(value for value in sketch if value % _THIN == 0) for sketch in (one, other)]
    both_whole = len(thinned[0]) < len(one) and len(thinned[1]) < len(other)
    return (one, other) if both_whole else (thinned[0], thinned[1])


class _Search:
    """One search through some articles."""

    def __init__(self, candidates: Sequence[Candidate], threshold: float, covered: float) -> None:
        self._candidates = sorted(candidates, key=lambda one: (not one.published, one.published, one.id))
        self._threshold, self._covered = threshold, covered
        self._sketch = lru_cache(maxsize=512)(self._unpacked)

    def _unpacked(self, place: int) -> Sketch:
        return frozenset(self._candidates[place].hashes)

    def _alike(self, one: int, other: int) -> Copy | None:
        """The second as a copy of the first, None if it is none."""
        lead, copy = self._candidates[one], self._candidates[other]
        if lead.outlet and lead.outlet == copy.outlet:
            return None
        shared, covered = likeness(self._sketch(one), self._sketch(other))
        if shared < self._threshold:
            return None
        return Copy(copy.id, shared, covered, covered >= self._covered and _days_apart(lead, copy) <= DAYS)

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Places of texts that share enough of the hashes looked up."""
        keys = sorted(
            (value & ~_PLACE) | place
            for place, one in enumerate(self._candidates)
            for value in one.hashes
            if value % _LOOKED_UP == 0
        )
        counts = Counter(key & _PLACE for key in keys)
        common: Counter[int] = Counter()
        for _, holders in groupby(keys, key=lambda key: key & ~_PLACE):
            places = [key & _PLACE for key in holders]
            for n, place in enumerate(places[1:], 1):
                for other in places[max(0, n - _COMMON) : n]:
                    common[other << 24 | place] += 1
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
        leads = [place for place in places if self._candidates[place].leads]
        rest = [place for place in places if not self._candidates[place].leads]
        if leads:
            rest = yield from self._shared_out(leads, rest)
        agencies = _named([self._candidates[place] for place in rest])
        while len(rest) > 1:
            lead = min(rest, key=lambda place: self._rank(place, agencies))
            rest.remove(lead)
            copies = {place: copy for place in rest if (copy := self._alike(lead, place))}
            rest = [place for place in rest if place not in copies]
            if copies:
                why = self._reason(lead, agencies, copies)
                yield Proposal(self._candidates[lead].id, _in_order(copies.values()), why)

    def _shared_out(self, leads: Sequence[int], rest: Sequence[int]) -> Generator[Proposal, None, list[int]]:
        """Give each article to the lead that it shares most with; returns those that go to none."""
        given: dict[int, list[Copy]] = {}
        over: list[int] = []
        for place in rest:
            alike = {lead: copy for lead in leads if (copy := self._alike(lead, place))}
            best = max(alike, key=lambda lead: (alike[lead].shared, -lead), default=None)
            if best is None:
                over.append(place)
            else:
                given.setdefault(best, []).append(alike[best])
        for lead, copies in given.items():
            yield Proposal(self._candidates[lead].id, _in_order(copies), "leads already")
        return over

    def _rank(self, place: int, agencies: set[int]) -> tuple[object, ...]:
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
