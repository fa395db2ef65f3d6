"""Who is mentioned: each rule with a sentence that shows it, and one beside it where it must not hold."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.language.actors import Actors, How
from annotations.language.found import Name
from annotations.language.gazetteer import load_gazetteer
from annotations.language.mentions import mentions_in
from annotations.spans import Span

TAGS = (
    Tag("The outlet itself", key="the-outlet", type="media", id=1, dimension_id=1),
    Tag("Unnamed source", key="unnamed", aliases=("officials say", "critics"), id=2, dimension_id=1),
    Tag("Pavel Orlin", type="leader", aliases=("Павел Орлин",), id=3, dimension_id=1),
    Tag("Lorn Bank", type="firm", id=4, dimension_id=1),
    Tag("America", aliases=("United States", "Washington"), id=5, dimension_id=1),
    Tag("Greta Amsel", type="civil-society", id=6, dimension_id=1),
    Tag("Kolt", type="leader", id=7, dimension_id=1),
    Tag("Order", id=8, dimension_id=2),
)
CODEBOOK = Codebook((Dimension("Actors", Kind.ACTORS, id=1), Dimension("Frames", Kind.MANY, id=2)), TAGS)


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors.of(CODEBOOK, load_gazetteer(), home="RU")


def said(text: str, actors: Actors, *names: tuple[str, str], outlet: str = "") -> list[str]:
    """What is mentioned, as "written=actor", and how unless it is plainly named."""
    read = [Name(Span(text.index(name), text.index(name) + len(name)), kind) for name, kind in names]
    found = mentions_in(text, read, actors, outlet)
    how = {one: "" if one.how is How.NAMED else f" ({one.how.value})" for one in found}
    return [f"{one.span.of(text)}={one.actor.name}{how[one]}" for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the codebook before the gazetteer, and what they share is one actor
        ("The United States paid.", ["United States=America"]),
        ("США заплатили.", ["США=America"]),
        ("Germany paid.", ["Germany=Germany"]),
        ("The Order holds.", []),  # a tag, but no actor
        # the longest
        ("The Bank of Russia paid.", ["Bank of Russia=Bank of Russia"]),
        ("The bank of the river.", []),
        # possessives and other borders
        ("Putin's speech", ["Putin=Vladimir Putin"]),
        ("the Putinist speech", []),
        ("Moscow-based firms", []),
        ("a US-led alliance, anti-NATO marches", []),
        ("the China–Russia pact", ["China=China", "Russia=Russia"]),
        # Russian cases
        ("Об этом заявил Владимир Путин.", ["Владимир Путин=Vladimir Putin"]),
        ("Встреча с Владимиром Путиным и главой Сбера", ["Владимиром Путиным=Vladimir Putin", "Сбера=Sber"]),
        ("Минобрнауки и МИДа", ["Минобрнауки=Ministry of Science and Higher Education of Russia"]),
        # metonyms: offered, not decided; a place where something happens is none
        ("Moscow refused.", ["Moscow=Russia (metonym)"]),
        ("It rained in Moscow.", []),
        ("Снег в Москве.", []),
        ("В Кремле отказались.", ["Кремле=Presidency of Russia (metonym)"]),
        ("They met in the Kremlin.", []),
        ("the Moscow region", []),
        ("Washington refused.", ["Washington=America"]),  # the codebook has decided
        ("It rained in Washington.", []),
        # nobody
        ("AI will change Germany.", ["Germany=Germany"]),
        ("ИИ изменит всё.", []),
        # other people of that name
        ("Pipes of Igor Putin, and Mr Putin", ["Putin=Vladimir Putin"]),
        ("Then Putin left.", ["Putin=Vladimir Putin"]),
        ("President Putin left.", ["Putin=Vladimir Putin"]),
    ],
)
def test_by_the_dictionary_alone(text: str, expected: list[str], actors: Actors) -> None:
    assert said(text, actors) == expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        # surnames after full names
        ("Pavel Orlin spoke. Orlin's wife left.", [], ["Pavel Orlin=Pavel Orlin", "Orlin=Pavel Orlin (surname)"]),
        ("Orlin spoke.", [], []),
        ("Lorn Bank paid. The Bank lost.", [], ["Lorn Bank=Lorn Bank"]),
        ("Говорил Павел Орлин.\nСлова Орлина", [], ["Павел Орлин=Pavel Orlin", "Орлина=Pavel Orlin (surname)"]),
        # in the headline before
        ("Orlin resigns\nPavel Orlin left.", [], ["Orlin=Pavel Orlin (surname)", "Pavel Orlin=Pavel Orlin"]),
        ("A\nB\nOrlin resigns. Pavel Orlin left.", [], ["Pavel Orlin=Pavel Orlin"]),
        # another person of that surname
        ("Pavel Orlin spoke. With Irina Orlin he left.", [], ["Pavel Orlin=Pavel Orlin"]),
        (
            "Pavel Orlin spoke. Irina Orlin left. Orlin stayed.",
            [("Irina Orlin", "person")],
            ["Pavel Orlin=Pavel Orlin", "Irina Orlin=Irina Orlin (read)"],
        ),
        # a person only where something says so
        ("Greta Amsel spoke. Amsel left.", [], ["Greta Amsel=Greta Amsel"]),
        (
            "Greta Amsel spoke. Amsel left.",
            [("Greta Amsel", "person")],
            ["Greta Amsel=Greta Amsel", "Amsel=Greta Amsel (surname)"],
        ),
        # names that only the engine reads
        ("Oskar Brill left.", [("Oskar Brill", "person")], ["Oskar Brill=Oskar Brill (read)"]),
        (
            "the Tarn Institute's plan",
            [("the Tarn Institute's", "organisation")],
            ["Tarn Institute=Tarn Institute (read)"],
        ),
        ("Sardovia left.", [("Sardovia", "place")], []),
        ("AI left.", [("AI", "organisation")], []),
        ("Transport minister left.", [("Transport", "organisation")], []),
        ("Gref, as always", [("Gref", "group")], ["Gref=German Gref"]),  # whatever the engine takes it for
        # the engine sees a longer name
        ("Igor Putin left.", [("Igor Putin", "person")], ["Igor Putin=Igor Putin (read)"]),
        ("Vladimir Putin left.", [("Vladimir Putin", "person")], ["Vladimir Putin=Vladimir Putin"]),
        ("The Kolt Group paid.", [("Kolt Group", "organisation")], ["Kolt Group=Kolt Group (read)"]),
        ("The Kolt family paid.", [], ["Kolt=Kolt"]),
        (
            "The Germany Courier paid.",
            [("Germany Courier", "organisation")],
            ["Germany Courier=Germany Courier (read)"],
        ),
        ("The Germany Institute paid.", [], []),  # also where nothing reads the name
        ("Jordan Kolt paid.", [("Jordan Kolt", "person")], ["Jordan Kolt=Jordan Kolt (read)"]),
        ("Jordan paid Kolt.", [], ["Jordan=Jordan", "Kolt=Kolt"]),
        ("Того же мнения банк.", [], []),  # no state, though Togo is called so
        ("The Germany Angela knew paid.", [], ["Germany=Germany"]),
        ("Microsoft Research paid.", [("Microsoft Research", "organisation")], ["Microsoft=Microsoft"]),
    ],
)
def test_with_names_of_an_engine(text: str, names: list[tuple[str, str]], expected: list[str], actors: Actors) -> None:
    assert said(text, actors, *names) == expected


def test_lemmas_of_an_engine_lead_to_the_actor_and_name_new_ones(actors: Actors) -> None:
    text = "С Олегом Брилем и Гретой Амзель"
    names = [
        Name(Span(2, 15), "person", "Олег Бриль"),
        Name(Span(18, 31), "person", "Greta Amsel"),
    ]
    assert [(one.actor.name, one.how) for one in mentions_in(text, names, actors)] == [
        ("Олег Бриль", How.READ),
        ("Greta Amsel", How.NAMED),
    ]


def test_the_outlet_speaks_of_itself_by_its_name(actors: Actors) -> None:
    text = "The Lorn Courier has seen it. This newspaper asked TASS."
    assert said(text, actors, outlet="The Lorn Courier") == [
        "The Lorn Courier=The outlet itself",
        "This newspaper=The outlet itself",
        "TASS=TASS",
    ]
    assert said("TASS reports.", actors, outlet="TASS") == ["TASS=The outlet itself"]


def test_authorities_of_other_countries_are_foreign() -> None:
    gazetteer = load_gazetteer()
    for home, types in {"RU": ["government", "foreign-government"], "": ["", ""]}.items():
        found = mentions_in("Russia wrote to China.", [], Actors.of(CODEBOOK, gazetteer, home))
        assert [one.actor.type for one in found] == types


def test_titles_and_words_tell_the_type_of_new_actors(actors: Actors) -> None:
    text = "Finance minister Oskar Brill met the aide of President Dora Lind and Tarn University's Ivo Holm."
    names = {"Oskar Brill": "person", "Dora Lind": "person", "Tarn University": "organisation", "Ivo Holm": "person"}
    read = [Name(Span(text.index(name), text.index(name) + len(name)), kind) for name, kind in names.items()]
    found = {one.actor.name: one.actor.type for one in mentions_in(text, sorted(read, key=lambda n: n.span), actors)}
    assert found == {
        "Oskar Brill": "government",
        "Dora Lind": "",
        "Tarn University": "research-institute",
        "Ivo Holm": "",
    }


WORDS = [
    "Putin",
    "Igor",
    "Orlin",
    "Pavel",
    "Moscow",
    "in",
    "the",
    "Kremlin",
    "'s",
    ".",
    "\n",
    "Путина",
    "-based",
    "AI",
    "«",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.data())
def test_mentions_are_in_order_apart_and_within_the_text(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    places = st.integers(0, max(0, len(text) - 1))
    pairs = data.draw(st.lists(st.tuples(places, places), max_size=5)) if text else []
    kinds = st.sampled_from(["person", "organisation", "place", "group"])
    names = [Name(Span(min(pair), max(pair) + 1), data.draw(kinds)) for pair in pairs]
    found = mentions_in(text, names, HYPOTHESIS_ACTORS, outlet=data.draw(st.sampled_from(["", "Moscow"])))
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(one.span.end <= len(text) and one.span.of(text).strip() for one in found)
    for asked in (name.span for name in names):
        assert list(found.overlapping(asked)) == [one for one in found if one.span.overlaps(asked)]


HYPOTHESIS_ACTORS = Actors.of(CODEBOOK, load_gazetteer(), home="RU")
