"""Where margin cards go."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.brief.cards import GAP, Card, make_card, placed
from annotations.brief.content import ClaimEntry, Look
from annotations.spans import Span

TOP, BOTTOM, WIDTH = 700.0, 60.0, 150.0


def card(number: int, wanted: float, comment: str = "") -> Card:
    look = Look("#0072B2")
    claim = ClaimEntry(f"uid-{number}", number, 1, Span(0, 5), "quote", look, (), comment=comment)
    return make_card(claim, WIDTH, wanted, wanted, listed=True)


CARDS = st.lists(st.tuples(st.floats(BOTTOM, TOP), st.integers(0, 60)), max_size=40)


@given(CARDS)
def test_cards_never_touch_and_never_leave_the_column(wanted: list[tuple[float, int]]) -> None:
    heights = sorted((height for height, _ in wanted), reverse=True)
    waiting = [card(n, y, "word " * words) for n, (y, (_, words)) in enumerate(zip(heights, wanted, strict=True))]
    numbers = [item.claim.number for item in waiting]
    seen: list[int] = []
    while waiting:
        here, rest = placed(waiting, TOP, BOTTOM, whole_page=True)
        assert here, "every page takes some"
        for item in here:
            assert item.top <= TOP
            assert item.top - item.card.height >= BOTTOM - 0.01
        for above, below in pairwise(here):
            assert above.top - above.card.height >= below.top + GAP - 0.01
        seen += [item.card.claim.number for item in here]
        waiting = rest
    assert seen == numbers


def test_a_card_stands_at_its_line_where_there_is_room() -> None:
    here, rest = placed([card(1, 500.0), card(2, 300.0)], TOP, BOTTOM, whole_page=True)
    assert [item.top for item in here] == [500.0, 300.0]
    assert rest == []


def test_cards_at_the_foot_move_up_rather_than_to_the_next_page() -> None:
    here, rest = placed([card(1, 80.0), card(2, 75.0)], TOP, BOTTOM, whole_page=True)
    assert rest == []
    assert here[1].top - here[1].card.height == BOTTOM
    assert here[0].top - here[0].card.height == here[1].top + GAP


def test_a_card_waits_for_a_whole_page_before_it_is_cut() -> None:
    long = card(1, 200.0, "word " * 200)
    assert placed([long], 200.0, BOTTOM, whole_page=False) == ([], [long])
    longer = card(1, TOP, "word " * 4000)
    [first], [second] = placed([longer], TOP, BOTTOM, whole_page=True)
    assert len(first.card.lines) + len(second.lines) == len(longer.lines) + 1
