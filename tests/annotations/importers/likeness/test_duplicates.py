"""The same text twice: one article, or agency text in two outlets."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.articles import Article, Status
from annotations.importers.draft import Draft
from annotations.importers.likeness.duplicates import copies, twins
from annotations.text import digest


def stored(text, outlet):
    article = Article(7, "u", "Stored", 1, outlet, "", "", "", Status.NEW, len(text), digest(text))
    return lambda mark: [article] if mark == article.digest else []


def test_the_second_in_a_drop_is_the_twin_of_the_first():
    drafts = [
        Draft("a", "A", outlet="Courier"),
        Draft("b"),
        Draft("a", "A2", outlet="courier "),
        Draft("a", outlet="Herald"),
    ]
    found = twins(drafts, lambda _: ())
    assert found[:2] == [None, None]
    assert (found[2].place, found[2].same_outlet, found[2].headline) == (0, True, "A")
    assert (found[3].place, found[3].same_outlet) == (0, False)


def test_the_project_goes_before_the_drop():
    drafts = [Draft("a", outlet="Courier"), Draft("a", outlet="Courier")]
    found = twins(drafts, stored("a", "Courier"))
    assert [twin.article_id for twin in found] == [7, 7]
    assert [twin.same_outlet for twin in found] == [True, True]


def test_a_copy_from_the_same_outlet_goes_before_another():
    drafts = [Draft("a", outlet="Herald"), Draft("a", outlet="Herald")]
    found = twins(drafts, stored("a", "Courier"))
    assert (found[0].article_id, found[0].same_outlet) == (7, False)
    assert (found[1].place, found[1].same_outlet) == (0, True)


def test_an_unknown_outlet_counts_as_the_same():
    assert twins([Draft("a")], stored("a", "Courier"))[0].same_outlet


def test_a_copy_whose_outlet_is_unknown_makes_no_copy_of_another_outlets_article():
    drafts = [Draft("a", outlet="Courier"), Draft("a"), Draft("a", outlet="Herald")]
    found = twins(drafts, lambda _: ())
    assert [(twin.place, twin.same_outlet) for twin in found[1:]] == [(0, True), (0, False)]


def test_copies_of_copies_are_one_group_in_the_order_of_the_first():
    marks = ["a", "b", "c", "b", "d", "e"]
    assert copies(marks, [None, None, 0, None, 3, None]) == [[0, 2], [1, 3, 4]]


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 30)), max_size=12))
def test_copies_part_the_texts_and_keep_together_what_is_alike(texts):
    marks = [mark for mark, _ in texts]
    near = [back if back < place else None for place, (_, back) in enumerate(texts)]
    found = copies(marks, near)
    group = {place: number for number, places in enumerate(found) for place in places}
    assert len(group) == sum(map(len, found))
    assert all(places == sorted(places) and len(places) > 1 for places in found)
    for place in range(len(marks)):
        alike = [other for other in range(place) if marks[other] == marks[place] or other == near[place]]
        assert all(group[place] == group[other] for other in alike)
    linked = {(place, other) for place, other in enumerate(near) if other is not None}
    for places in found:
        first, *others = places
        reached = {first}
        for _ in others:
            reached |= {p for p in others for r in reached if marks[p] == marks[r] or {(p, r), (r, p)} & linked}
        assert reached == set(places)
