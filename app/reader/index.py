"""Which claims stand in which paragraph: made for finding, adding and removing one among many thousands."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping

from app.reader.document import ReaderText
from app.reader.marks import Mark

Entry = tuple[int, int, int]
"""Start and end within the paragraph in UTF-16 units, claim id."""


class MarkIndex:
    """The marks of one article by shown paragraph.

    A mark that reaches over several paragraphs has an entry in each. Every change returns the numbers of the
    paragraphs that look different afterwards.
    """

    def __init__(self, text: ReaderText) -> None:
        self._text = text
        self._marks: dict[int, Mark] = {}
        self._paragraphs: dict[int, list[Entry]] = {}
        self._order: list[tuple[int, int, int]] | None = None

    def __len__(self) -> int:
        return len(self._marks)

    def mark(self, claim_id: int) -> Mark | None:
        """The mark of a claim, if it has one."""
        return self._marks.get(claim_id)

    @property
    def marks(self) -> Mapping[int, Mark]:
        """All marks by claim id."""
        return self._marks

    def entries(self, paragraph: int) -> list[Entry]:
        """Marks in a paragraph by start; a list that is not to be changed."""
        return self._paragraphs.get(paragraph, [])

    def load(self, marks: Iterable[Mark]) -> None:
        """Take these marks in place of all others."""
        self._marks = {mark.claim_id: mark for mark in marks}
        self._order = None
        found: defaultdict[int, list[Entry]] = defaultdict(list)
        text = self._text
        positions, starts, ends = text.positions, text.starts, text.ends
        for mark in self._marks.values():
            start, end = positions(mark.span)
            number = bisect_right(starts, start) - 1
            if start < end <= ends[number]:  # nearly all of them, and there are thousands
                found[number].append((start - starts[number], end - starts[number], mark.claim_id))
            else:
                for paragraph, entry in self._places(mark):
                    found[paragraph].append(entry)
        for entries in found.values():
            entries.sort()
        self._paragraphs = dict(found)

    def put(self, mark: Mark) -> set[int]:
        """Add a mark, or replace the one of the same claim."""
        touched = self.remove(mark.claim_id)
        self._marks[mark.claim_id] = mark
        for paragraph, entry in self._places(mark):
            insort(self._paragraphs.setdefault(paragraph, []), entry)
            touched.add(paragraph)
        if self._order is not None:
            insort(self._order, _place(mark))
        return touched

    def remove(self, claim_id: int) -> set[int]:
        """Take a claim's mark away, if there is one."""
        mark = self._marks.pop(claim_id, None)
        if mark is None:
            return set()
        touched = set()
        for paragraph, entry in self._places(mark):
            self._paragraphs[paragraph].remove(entry)
            touched.add(paragraph)
        if self._order is not None:
            del self._order[bisect_left(self._order, _place(mark))]
        return touched

    def first_paragraph(self, claim_id: int) -> int | None:
        """Number of the paragraph in which a claim starts."""
        mark = self._marks.get(claim_id)
        return None if mark is None else self._text.paragraph_at(self._text.position(mark.span.start))

    def last_paragraph(self, claim_id: int) -> int | None:
        """Number of the paragraph in which a claim ends."""
        mark = self._marks.get(claim_id)
        places = self._places(mark) if mark else []
        return places[-1][0] if places else None

    def neighbour(self, offset: int, claim_id: int | None, step: int) -> int | None:
        """The claim after (`step` 1) or before (−1) the given one, or after or before an offset if None is given.

        Claims are in order of their starts, longer ones first, so overlapping ones come one after the other.
        """
        if self._order is None:
            self._order = sorted(_place(mark) for mark in self._marks.values())
        if claim_id is not None and claim_id in self._marks:
            at = bisect_left(self._order, _place(self._marks[claim_id])) + step
        else:
            at = bisect_left(self._order, (offset,)) - (step < 0)
        return self._order[at][2] if 0 <= at < len(self._order) else None

    def _places(self, mark: Mark) -> list[tuple[int, Entry]]:
        text = self._text
        start, end = text.positions(mark.span)
        number = text.paragraph_at(start)
        paragraph = text.paragraphs[number]
        places: list[tuple[int, Entry]] = []
        while True:
            first, last = max(start, paragraph.start), min(end, paragraph.end)
            if last > first:
                places.append((number, (first - paragraph.start, last - paragraph.start, mark.claim_id)))
            number += 1
            if paragraph.end >= end or number >= len(text.paragraphs):
                return places
            paragraph = text.paragraphs[number]


def _place(mark: Mark) -> tuple[int, int, int]:
    return mark.span.start, -mark.span.end, mark.claim_id
