"""Claims in a corrected text: on their very words, or told to have no place."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.carrying import carried
from annotations.spans import Anchor, Span


def anchors(text, *quotes):
    return {n: Anchor.at(text, Span(text.index(q), text.index(q) + len(q))) for n, q in enumerate(quotes)}


def words_of(result, text):
    return {key: span.of(text) for key, span in result.placed.items()}


# -- any text, any edit


@st.composite
def corrections(draw, words):
    """A text of words, and the same with stretches replaced; with the spans of claims."""
    old = " ".join(draw(st.lists(words, min_size=1, max_size=40, unique=True)))
    edges = sorted(draw(st.lists(st.integers(0, len(old)), max_size=8)))
    edits = list(zip(edges[::2], edges[1::2], strict=False))
    parts, last = [], 0
    for start, end in edits:
        parts += [old[last:start], draw(st.text(alphabet="XYZ ", max_size=6))]
        last = end
    parts.append(old[last:])
    starts = st.integers(0, len(old) - 1)
    spans = [
        Span(start, min(len(old), start + length))
        for start, length in draw(st.lists(st.tuples(starts, st.integers(1, 20)), max_size=6))
    ]
    return old, parts, edits, spans


unique_words = st.integers(0, 10_000).map(lambda n: f"w{n}é")
any_words = st.text(alphabet="abд\n", min_size=1, max_size=3)


@given(corrections(any_words))
def test_a_claim_is_placed_on_its_very_words_or_told_to_be_lost(case):
    old, parts, _, spans = case
    new = "".join(parts)
    result = carried(old, new, {n: Anchor.at(old, span) for n, span in enumerate(spans)})
    assert set(result.placed) | set(result.lost) == set(range(len(spans)))
    assert not set(result.placed) & set(result.lost)
    for key, span in result.placed.items():
        assert span.of(new) == spans[key].of(old)
    for lost in result.lost.values():
        assert lost.near is None or lost.near.end <= len(new)


@given(corrections(unique_words))
def test_a_claim_whose_words_are_untouched_stays_on_them(case):
    old, parts, edits, spans = case
    new = "".join(parts)
    whole = [span for span in spans if len(span.of(old).split()) > 1 and "w" in span.of(old).split()[0]]
    untouched = [s for s in whole if all(s.end <= start or end <= s.start for start, end in edits)]
    result = carried(old, new, {n: Anchor.at(old, span) for n, span in enumerate(untouched)})
    for key, span in enumerate(untouched):
        assert result.placed[key].of(new) == span.of(old)
        before = sum(end - start for start, end in edits if end <= span.start)
        inserted = sum(len(part) for part, (_, end) in zip(parts[1::2], edits, strict=True) if end <= span.start)
        assert result.placed[key] == Span(span.start - before + inserted, span.end - before + inserted)


# -- what people do to texts


def test_a_corrected_letter_moves_what_follows():
    old = "The goverment spoke. The west must not be a monopoly."
    new = "The government spoke. The west must not be a monopoly."
    result = carried(old, new, anchors(old, "The west must not be a monopoly", "The goverment"))
    assert words_of(result, new) == {0: "The west must not be a monopoly"}
    assert result.lost[1].near.of(new) == "The government"


def test_the_same_words_of_another_sentence_are_not_taken():
    old = "We want peace. They said so. Others want peace too."
    new = "They said so. Others want peace too."
    result = carried(old, new, anchors(old, "peace"))
    assert not result.placed


def test_one_of_two_equal_sentences_may_go():
    old = "It is so. It is so. And more."
    new = "It is so. And more."
    both = {0: Anchor.at(old, Span(0, 9)), 1: Anchor.at(old, Span(10, 19))}
    result = carried(old, new, both)
    assert words_of(result, new) == {0: "It is so.", 1: "It is so."}


def test_a_paragraph_that_was_moved_takes_its_claims_along():
    old = "First of all comes this.\nThe bank praised the model at length.\nAnd here is the end of it."
    new = "The bank praised the model at length.\nFirst of all comes this.\nAnd here is the end of it."
    result = carried(old, new, anchors(old, "The bank praised the model", "First of all comes this"))
    assert words_of(result, new) == {0: "The bank praised the model", 1: "First of all comes this"}


def test_a_short_quote_in_new_words_needs_what_stood_around_it():
    old = "Nobody wants war.\nThis is the rest of it."
    new = "This is the rest of it.\nA war on drugs."
    assert not carried(old, new, anchors(old, "war")).placed
    moved = "This is the rest of it.\nNobody wants war."
    assert words_of(carried(old, moved, anchors(old, "war")), moved) == {0: "war"}


def test_where_everything_went_nothing_is_near():
    old = "Only this."
    result = carried(old, "x", anchors(old, "Only this"))
    assert not result.placed
    assert result.lost[0].near is None or result.lost[0].near.of("x") == "x"


def test_cuts_move_along_and_shrink_to_what_is_left():
    old = "Read this. Read also: more news here. The end."
    new = "Please read this. Read also: more here. The end."
    cut = Span(old.index("Read also"), old.index(" The end"))
    gone = Span(0, 4)
    result = carried(old, new, {}, [gone, cut])
    assert result.cuts[-1].of(new) == "Read also: more here."
