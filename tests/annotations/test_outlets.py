"""Which outlets may be one, and what one takes over from others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles import Outlet
from annotations.outlets import aliases_of, likely_same, likeness, normalised, taken_over


def outlets(*names: str) -> list[Outlet]:
    return [Outlet(number, str(number), name) for number, name in enumerate(names)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Courier", "courier"),
        ("Courier.example", "www.courier.example"),
        ("https://courier.example/news", "The Courier"),
        ("Le Monde Neuf", "Monde-Neuf"),
        ("Éclat", "ECLAT"),
        ("Вести", "вести"),
    ],
)
def test_names_of_one_outlet_are_alike(one, other):
    assert likeness(one) == likeness(other)


@pytest.mark.parametrize(("one", "other"), [("The", "La"), ("Courier", "Courier Online"), ("Herald", "Herold")])
def test_other_names_are_not(one, other):
    assert likeness(one) != likeness(other)


def test_groups_are_told_each_outlet_once():
    every = [
        *outlets("Herald", "Courier", "The Herald", "Post"),
        Outlet(9, "9", "Kurier", aliases=("courier", "the post")),
    ]
    assert [[o.name for o in group] for group in likely_same(every)] == [
        ["Herald", "The Herald"],
        ["Courier", "Post", "Kurier"],
    ]


@given(st.lists(st.text("ab .é", max_size=4), max_size=12))
def test_outlets_are_in_one_group_exactly_if_names_are_alike(names):
    every = outlets(*names)
    groups = likely_same(every)
    together = {outlet.id: number for number, group in enumerate(groups) for outlet in group}
    assert len(together) == sum(map(len, groups))
    for one in every:
        for other in every:
            if one is not other and likeness(one.name):
                alike = likeness(one.name) == likeness(other.name)
                assert alike == (together.get(one.id, -1) == together.get(other.id, -2))


def test_aliases_are_tidied():
    assert aliases_of("The Courier", ["  Courier  Online ", "the courier", "", "COURIER online", "C\nD"]) == (
        "Courier Online",
        "C D",
    )


def test_what_an_outlet_lacks_is_taken_over():
    stays = Outlet(1, "1", "Courier", aliases=("C",), country="Torvania")
    others = [
        Outlet(2, "2", "The Courier", country="Elsewhere", medium="daily"),
        Outlet(3, "3", "courier", aliases=("Kurier",), medium="weekly", ownership="state", note="Seen once"),
    ]
    assert taken_over(stays, others) == {
        "aliases": ("C", "The Courier", "Kurier"),
        "medium": "daily",
        "ownership": "state",
        "reach": "",
        "language": "",
        "note": "Seen once",
    }


def test_comparing_heeds_neither_case_nor_white_space():
    assert normalised(" The\u00a0 COURIER ") == "the courier"
