"""Cards of one band: in order, apart, beside their lines where there is room."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.reader.bands import GAP, Wish, arrange, border

HEIGHTS = (120.0, 70.0, 24.0)


@st.composite
def bands(draw: st.DrawFn) -> tuple[list[Wish], float, float, int | None]:
    count = draw(st.integers(0, 12))
    top, room = draw(st.integers(-50, 500)), draw(st.integers(1, 900))
    places = sorted(draw(st.lists(st.integers(0, 900), min_size=count, max_size=count)))
    wishes = []
    for number, place in enumerate(places):
        sizes = sorted((draw(st.sampled_from([24.0, 50.0, 90.0, 130.0])) for _ in range(3)), reverse=True)
        wishes.append(Wish(number, top + place, tuple(sizes)))
    return wishes, top, top + room, draw(st.one_of(st.none(), st.integers(0, max(0, count - 1))))


@given(bands())
def test_cards_keep_their_order_and_never_overlap(band) -> None:
    wishes, top, bottom, active = band
    places = arrange(wishes, top, bottom, active)
    assert [p.claim_id for p in places] == sorted(p.claim_id for p in places)
    assert all(lower.y >= upper.bottom + GAP for upper, lower in pairwise(places))
    assert all(p.height == wishes[p.claim_id].heights[p.size] for p in places)


@given(bands())
def test_no_card_leaves_its_band_unless_it_is_the_only_one(band) -> None:
    wishes, top, bottom, active = band
    places = arrange(wishes, top, bottom, active)
    assert all(p.y >= top for p in places)
    if len(places) > 1:
        assert places[-1].bottom <= bottom


@given(bands())
def test_every_claim_has_a_card_or_is_counted_and_the_active_one_has_a_card(band) -> None:
    wishes, top, bottom, active = band
    places = arrange(wishes, top, bottom, active)
    shown, waiting = [p.claim_id for p in places], [c for p in places for c in p.waiting]
    assert sorted(shown + waiting) == [wish.claim_id for wish in wishes]
    assert not any(p.waiting for p in places[:-1])
    if wishes and active is not None:
        assert active in shown


@given(bands())
def test_a_card_stands_at_its_line_where_all_have_room(band) -> None:
    wishes, top, _, active = band
    roomy = [Wish(n, top + 140.0 * n, wish.heights) for n, wish in enumerate(wishes)]
    places = arrange(roomy, top, top + 140.0 * len(roomy), active)
    assert [(p.y, p.size) for p in places] == [(wish.y, 0) for wish in roomy]


@given(bands())
def test_the_active_card_stands_at_its_line_or_as_near_as_the_others_leave_it(band) -> None:
    wishes, top, bottom, active = band
    places = arrange(wishes, top, bottom, active)
    own = next((place for place in places if place.claim_id == active), None)
    if own is None:
        return
    at = places.index(own)
    above = sum(place.height + GAP for place in places[:at])
    below = sum(place.height + GAP for place in places[at + 1 :])
    wished = next(wish.y for wish in wishes if wish.claim_id == active)
    assert own.y == max(top + above, min(wished, bottom - below - own.height))


def test_the_card_before_gives_way_upwards_to_the_active_one() -> None:
    wishes = [Wish(1, 100, (60.0,)), Wish(2, 110, (60.0,))]
    assert [place.y for place in arrange(wishes, 0, 400)] == [100, 166]
    assert [place.y for place in arrange(wishes, 0, 400, active=2)] == [44, 110]
    assert [place.y for place in arrange(wishes, 80, 400, active=2)] == [80, 146]


def test_the_active_card_is_the_first_to_grow() -> None:
    wishes = [Wish(1, 0, HEIGHTS), Wish(2, 10, HEIGHTS), Wish(3, 20, HEIGHTS)]
    room = 24 + 24 + 120 + 2 * GAP
    assert [p.size for p in arrange(wishes, 0, room, active=2)] == [2, 0, 2]
    assert [p.size for p in arrange(wishes, 0, room, active=3)] == [2, 2, 0]
    assert [p.size for p in arrange(wishes, 0, room + 46, active=3)] == [1, 2, 0]


def test_a_crowd_shows_as_many_as_fit_with_the_active_one_and_counts_the_rest() -> None:
    wishes = [Wish(n, 0, HEIGHTS) for n in range(10)]
    room = 3 * 24 + 2 * GAP
    places = arrange(wishes, 0, room, active=7)
    assert [p.claim_id for p in places] == [0, 1, 7]
    assert places[-1].waiting == (8, 9, 2, 3, 4, 5, 6)
    assert [p.claim_id for p in arrange(wishes, 0, room, active=0)] == [0, 1, 2]


@st.composite
def articles(draw: st.DrawFn) -> list[tuple[float, list[Wish], float]]:
    """Paragraphs with claims: top, cards, lower edge."""
    found, y, claim = [], 0.0, 0
    for _ in range(draw(st.integers(2, 6))):
        y += draw(st.sampled_from([0, 0, 40, 300]))
        height = draw(st.sampled_from([26, 60, 200]))
        wishes = []
        for line in sorted(draw(st.lists(st.integers(0, height - 26), min_size=1, max_size=6))):
            wishes.append(Wish(claim, y + line, HEIGHTS))
            claim += 1
        found.append((y, wishes, y + height))
        y += height + 12
    return found


@given(articles(), st.one_of(st.none(), st.integers(0, 5)))
def test_the_cards_of_all_bands_of_an_article_stay_apart_and_none_above_its_paragraph(article, active) -> None:
    tops = [top for top, _, _ in article] + [article[-1][2] + 900]
    edges = [tops[0]]
    for number, ((start, upper, _), (top, lower, _)) in enumerate(pairwise(article)):
        edges.append(border(upper, start, lower, top, tops[number + 2]))
    edges.append(tops[-1])
    assert edges == sorted(edges)
    cards = []
    for number, (top, wishes, _) in enumerate(article):
        assert edges[number] >= top
        cards += arrange(wishes, edges[number], edges[number + 1] - GAP, active)
    assert all(lower.y >= upper.bottom + GAP for upper, lower in pairwise(cards))


def test_a_crowded_paragraph_takes_the_room_that_the_next_one_can_spare() -> None:
    upper = [Wish(n, 0, HEIGHTS) for n in range(3)]
    least = 3 * (24 + GAP)
    assert border(upper, 0, [Wish(9, 38, HEIGHTS)], 38, 900) == least
    assert border(upper, 0, [Wish(9, 38, HEIGHTS)], 38, 76) == 46
    assert border(upper, 0, [Wish(9, 38, HEIGHTS)], 38, 50) == 38
    assert border(upper, 0, [Wish(9, 300, HEIGHTS)], 200, 900) == 300
    assert border(upper, 0, [Wish(9, 900, HEIGHTS)], 500, 999) == 500


def test_activating_the_next_of_those_left_out_comes_by_all_of_them() -> None:
    wishes = [Wish(n, 0, HEIGHTS) for n in range(7)]
    active, seen = None, []
    for _ in range(5):
        active = arrange(wishes, 0, 60, active)[-1].waiting[0]
        seen.append(active)
    assert seen == [2, 3, 4, 5, 6]
