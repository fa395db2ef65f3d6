"""What a wire copy adds to its lead."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.added import added

LEAD = (
    "Port stays shut\nThe port of Torv stayed shut for a third day on Thursday. Officials count the grain that is "
    "stored there. The ministry said that contracts would be honoured."
)
OWN = "Local shops have run out of flour, our reporter found."


def told(copy, **options):
    return [span.of(copy) for span in added(LEAD, copy, **options)]


def test_a_cut_copy_adds_nothing() -> None:
    assert told(LEAD) == []
    assert told(LEAD[:90]) == []


def test_sentences_of_its_own_are_told_and_edited_ones_are_not() -> None:
    copy = LEAD.replace("Officials count", f"{OWN} Officials still count").replace("honoured", "kept")
    assert told(copy) == [OWN]


def test_headline_and_byline_are_no_sentences_it_adds() -> None:
    copy = f"Nobody may load grain in Torv today\nBy Ilvo Marr in Torv\n{LEAD}"
    assert told(copy, known=("Nobody may load grain in Torv today", "By Ilvo Marr in Torv")) == []
    assert told(copy) == ["Nobody may load grain in Torv today", "By Ilvo Marr in Torv"]


def test_a_rewritten_sentence_counts_as_its_own() -> None:
    copy = LEAD.replace("Officials count the grain that is stored there.", "What lies in the silos is being weighed.")
    assert told(copy) == ["What lies in the silos is being weighed."]


@given(st.text(max_size=300), st.text(max_size=300))
def test_what_is_told_stands_in_the_copy_in_order(lead, copy) -> None:
    spans = added(lead, copy)
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    assert all(span.of(copy).strip() == span.of(copy) for span in spans)
