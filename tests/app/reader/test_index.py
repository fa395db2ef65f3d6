"""The index of marks against a plain search through all of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.spans import Span
from app.reader import document
from app.reader.document import ReaderText
from app.reader.index import MarkIndex
from app.reader.marks import Mark

TEXT = "😀 One. Two two.\n\nThree, of a long paragraph. It goes on. It goes on. It goes on.\nFour 𝒜 four.\nFive."

SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 60)).map(
    lambda pair: Span(pair[0], min(len(TEXT), pair[0] + pair[1]))
)
CHANGES = st.lists(st.tuples(st.integers(1, 8), st.one_of(st.none(), SPANS)), max_size=30)


@pytest.fixture(scope="module")
def text() -> ReaderText:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "LONGEST", 20)
        return ReaderText(TEXT)


def mark(claim_id: int, span: Span) -> Mark:
    return Mark(claim_id, claim_id, span)


def expected(text: ReaderText, marks: dict[int, Mark], paragraph: int) -> list[tuple[int, int, int]]:
    place = text.paragraphs[paragraph]
    found = []
    for claim, one in marks.items():
        covered = [p for p in range(place.start, place.end) if one.span.contains(text.offset(p))]
        if covered:
            found.append((covered[0] - place.start, covered[-1] + 1 - place.start, claim))
    return sorted(found)


def looks(text: ReaderText, marks: dict[int, Mark]) -> list[list[tuple[int, int, int]]]:
    return [expected(text, marks, number) for number in range(len(text.paragraphs))]


@given(CHANGES)
@settings(max_examples=60)
def test_entries_are_those_of_a_plain_search_after_any_changes(text: ReaderText, changes) -> None:
    index, marks = MarkIndex(text), {}
    for claim, span in changes:
        before = looks(text, marks)
        if span is None:
            marks.pop(claim, None)
            touched = index.remove(claim)
        else:
            marks[claim] = mark(claim, span)
            touched = index.put(marks[claim])
        after = looks(text, marks)
        assert [index.entries(n) for n in range(len(after))] == after
        assert {n for n in range(len(after)) if before[n] != after[n]} <= touched
    assert dict(index.marks) == marks
    assert len(index) == len(marks)


@given(st.dictionaries(st.integers(1, 20), SPANS))
@settings(max_examples=60)
def test_loading_is_the_same_as_adding_one_by_one(text: ReaderText, spans: dict[int, Span]) -> None:
    loaded, added = MarkIndex(text), MarkIndex(text)
    loaded.load(mark(claim, span) for claim, span in spans.items())
    for claim, span in spans.items():
        added.put(mark(claim, span))
    numbers = range(len(text.paragraphs))
    assert [loaded.entries(n) for n in numbers] == [added.entries(n) for n in numbers]


@given(CHANGES, st.integers(0, len(TEXT)))
@settings(max_examples=60)
def test_neighbours_go_through_all_claims_in_order_of_their_starts(text: ReaderText, changes, offset: int) -> None:
    index, spans = MarkIndex(text), {}
    index.neighbour(0, None, 1)  # from here on the order is kept up, not made anew
    for claim, span in changes:
        if span is None:
            spans.pop(claim, None)
            index.remove(claim)
        else:
            spans[claim] = span
            index.put(mark(claim, span))
    order = sorted(spans, key=lambda claim: (spans[claim].start, -spans[claim].end, claim))
    for place, claim in enumerate(order):
        assert index.neighbour(0, claim, 1) == (order[place + 1] if place + 1 < len(order) else None)
        assert index.neighbour(0, claim, -1) == (order[place - 1] if place else None)
    assert index.neighbour(offset, None, 1) == next((c for c in order if spans[c].start >= offset), None)
    assert index.neighbour(offset, None, -1) == next((c for c in reversed(order) if spans[c].start < offset), None)


def test_a_claim_begins_in_the_paragraph_of_its_first_character(text: ReaderText) -> None:
    index = MarkIndex(text)
    index.put(mark(1, Span(TEXT.index("Four"), TEXT.index("Five"))))
    number = index.first_paragraph(1)
    assert text.shown[text.paragraphs[number].start - 1 :].startswith("Four")  # one astral character before
    assert index.first_paragraph(2) is None
    assert index.remove(2) == set()
