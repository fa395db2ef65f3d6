"""Spans, lanes, segments and anchors, against definitions counted point by point."""

import unicodedata
from itertools import groupby

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.errors import SpanError
from annotations.spans import Anchor, Segment, Span, covered, lanes, resolve, segments, snapped, trimmed

PIECES = [
    *(
        "the ",
        "ministers",
        "’",
        "-",
        "_",
        "\n",
        "\t",
        " ",
        "\u00a0",
        ". ",
        "Ω",
        "ж",
        "9",
        "́",
        "e\u0301s",
        "😀",
        "א",
        "بِ",
    ),
    *("中文", "かな", "ภาษา", "हिन्दी", "می\u200cروم", "“", "”"),
]
texts = st.lists(st.sampled_from(PIECES) | st.characters(), min_size=1, max_size=30).map("".join).filter(len)
western = st.lists(st.sampled_from(PIECES) | st.characters(max_codepoint=0x2FFF), min_size=1, max_size=30).map("".join)
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 25))
by_key = st.dictionaries(st.integers(0, 30), spans, max_size=12)


@st.composite
def passages(draw: st.DrawFn, chosen: st.SearchStrategy[str] = texts) -> tuple[str, Span]:
    """A text and a span inside it."""
    text = draw(chosen)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


def points(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (5, 4), (-1, 3)])
def test_a_passage_is_never_empty_or_backwards(start: int, end: int) -> None:
    with pytest.raises(SpanError, match="Select some text"):
        Span(start, end)


@given(spans, spans)
def test_spans_overlap_where_they_share_a_point(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one) == bool(points(one) & points(other))
    assert len(one) == len(points(one))
    assert {offset for offset in range(80) if one.contains(offset)} == points(one)


@given(passages())
def test_a_trimmed_passage_has_the_same_words_and_no_space_at_its_edges(passage: tuple[str, Span]) -> None:
    text, span = passage
    found = trimmed(text, span)
    assert (found.of(text) if found else "") == span.of(text).strip()
    assert found is None or points(found) <= points(span)


def in_word(character: str) -> bool:
    """Whether it belongs to a word of a script that is written with spaces."""
    unspaced = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER")
    if unicodedata.name(character, "").startswith(unspaced):
        return False
    return character in "_\u200c\u200d" or character.isalnum() or unicodedata.category(character)[0] == "M"


@given(passages(western.filter(len)))
def test_a_snapped_passage_grows_to_the_ends_of_the_words_at_its_edges(passage: tuple[str, Span]) -> None:
    text, span = passage
    inner = trimmed(text, span)
    found = snapped(text, span)
    if inner is None:
        assert found is None
        return
    runs = [list(run) for word, run in groupby(range(len(text)), lambda n: in_word(text[n])) if word]
    first = next((run[0] for run in runs if inner.start in run), inner.start)
    last = next((run[-1] for run in runs if inner.end - 1 in run), inner.end - 1)
    assert found == Span(first, last + 1)
    assert snapped(text, found) == found


@pytest.mark.parametrize(
    ("text", "selected", "grown"),
    [
        ("The ministers spoke", "nister", "ministers"),
        ("The ministers spoke", "sters sp", "ministers spoke"),
        ("un cafe\u0301s noir", "s", "cafe\u0301s"),
        ("वह हिन्दी बोलता है", "न", "हिन्दी"),
        ("ما می\u200cرویم", "رو", "می\u200cرویم"),
        ("他说人工智能", "人工", "人工"),
        ("ok  ", "ok  ", "ok"),
    ],
)
def test_words_stay_whole_in_every_script(text: str, selected: str, grown: str) -> None:
    start = text.index(selected)
    found = snapped(text, Span(start, start + len(selected)))
    assert found.of(text) == grown


def test_white_space_alone_is_no_passage() -> None:
    assert snapped("a \n\t b", Span(1, 5)) is None


@given(by_key)
def test_lanes_keep_overlapping_spans_apart_in_as_few_rows_as_possible(found: dict[int, Span]) -> None:
    given_lanes = lanes(found)
    assert set(given_lanes) == set(found)
    for key, span in found.items():
        for other, second in found.items():
            assert key == other or given_lanes[key] != given_lanes[other] or not span.overlaps(second)
    depth = max((sum(span.contains(n) for span in found.values()) for n in range(70)), default=0)
    assert set(given_lanes.values()) == set(range(depth))


def test_spans_that_only_touch_share_a_lane() -> None:
    assert lanes({1: Span(0, 5), 2: Span(5, 9)}) == {1: 0, 2: 0}


@given(by_key, st.none() | spans)
def test_segments_say_of_every_point_which_spans_cover_it(found: dict[int, Span], bounds: Span | None) -> None:
    wanted = range(70) if bounds is None else sorted(points(bounds))
    expected = []
    for keys, run in groupby(wanted, lambda n: frozenset(key for key, span in found.items() if span.contains(n))):
        inside = list(run)
        if keys:
            expected.append((inside[0], inside[-1] + 1, keys))
    assert [(part.start, part.end, frozenset(part.keys)) for part in segments(found, bounds)] == expected


@given(by_key)
def test_in_a_segment_the_longer_spans_come_first(found: dict[int, Span]) -> None:
    for segment in segments(found):
        lengths = [len(found[key]) for key in segment.keys]
        assert lengths == sorted(lengths, reverse=True)


def test_overlapping_spans_are_cut_at_every_edge() -> None:
    assert segments({7: Span(0, 10), 8: Span(4, 6), 9: Span(20, 22)}) == [
        Segment(0, 4, (7,)),
        Segment(4, 6, (7, 8)),
        Segment(6, 10, (7,)),
        Segment(20, 22, (9,)),
    ]


@given(st.lists(spans))
def test_covered_counts_every_point_once(found: list[Span]) -> None:
    assert covered(found) == len(set().union(*map(points, found)))


@given(passages())
def test_an_anchor_keeps_what_stands_around_the_passage(passage: tuple[str, Span]) -> None:
    text, span = passage
    anchor = Anchor.at(text, span)
    assert text[: span.start].endswith(anchor.prefix)
    assert text[span.end :].startswith(anchor.suffix)
    assert len(anchor.prefix) == min(32, span.start)
    assert len(anchor.suffix) == min(32, len(text) - span.end)
    assert anchor.exact == "".join(text[n] for n in sorted(points(span)))


def test_an_anchor_beyond_the_text_is_refused() -> None:
    with pytest.raises(SpanError, match="ends at 6, the text at 5"):
        Anchor.at("short", Span(0, 6))


@given(passages())
def test_in_an_unchanged_text_the_passage_is_found_at_its_place(passage: tuple[str, Span]) -> None:
    text, span = passage
    assert resolve(text, Anchor.at(text, span)) == span


@given(passages(), texts)
def test_a_passage_is_never_placed_on_other_words(passage: tuple[str, Span], other: str) -> None:
    text, span = passage
    anchor = Anchor.at(text, span)
    found = resolve(other, anchor)
    assert (found is None) == (anchor.exact not in other)
    assert found is None or found.of(other) == anchor.exact


@given(passages(), texts)
def test_a_quote_that_stands_once_is_found_wherever_it_went(passage: tuple[str, Span], before: str) -> None:
    text, span = passage
    moved = before + text
    assume(sum(moved.startswith(span.of(text), place) for place in range(len(moved))) == 1)
    assert resolve(moved, Anchor.at(text, span)) == Span(span.start + len(before), span.end + len(before))


def test_of_several_places_the_one_in_the_same_context_is_taken() -> None:
    old = "He said yes on Monday. She said no. He said yes on Friday."
    start = old.rindex("yes")
    anchor = Anchor.at(old, Span(start, start + 3))
    new = "He said yes on Monday. She said nothing at all to anyone. He said yes on Friday."
    assert resolve(new, anchor).start == new.rindex("yes")


def test_without_a_difference_in_context_the_nearest_place_is_taken() -> None:
    text = "yes. " * 9
    anchor = Anchor(Span(21, 24), "yes", "", "")
    assert resolve(text, anchor) == Span(20, 23)


def test_a_passage_in_very_many_places_is_found_by_its_context() -> None:
    text = "na " * 20_000 + "batman na " + "na " * 20_000
    start = text.index("batman") + len("batman ")
    anchor = Anchor.at(text, Span(start, start + 2))
    assert resolve("la " + text, anchor) == Span(start + 3, start + 5)
