"""What is offered for a claim, in which order, why, and what a tag learns by it."""

from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.language.actor_offers import actor_offers
from annotations.language.actors import Actors
from annotations.language.found import Name
from annotations.language.gazetteer import load_gazetteer
from annotations.language.mentions import mentions_in
from annotations.language.offers import Offer
from annotations.spans import Span

TAGS = (
    Tag("The outlet itself", key="the-outlet", id=1, dimension_id=1),
    Tag("Unnamed source", key="unnamed", id=2, dimension_id=1),
    Tag("Pavel Orlin", type="leader", id=3, dimension_id=1),
    Tag("Lorn Bank", type="firm", id=4, dimension_id=1),
    Tag("Dora May", type="leader", aliases=("Дора Холм",), id=5, dimension_id=1),
)
ACTORS = Actors.of(Codebook((Dimension("Actors", Kind.ACTORS, id=1),), TAGS), load_gazetteer(), home="RU")
TYPES = ("leader", "government", "foreign-government", "firm")


def offered(
    text: str, passage: str, source: str = "", *people: str, types: tuple[str, ...] = TYPES, unattributed: bool = False
) -> list[Offer]:
    def span(words: str) -> Span:
        return Span(text.rindex(words), text.rindex(words) + len(words))

    mentions = mentions_in(text, [Name(span(name), "person") for name in people], ACTORS)
    return actor_offers(
        text, span(passage), span(source) if source else None, mentions, ACTORS, types, unattributed=unattributed
    )


def test_the_speaker_comes_first_and_who_is_in_the_passage_after() -> None:
    offers = offered("Pavel Orlin said Lorn Bank and Germany pay.", "Lorn Bank and Germany pay", "Pavel Orlin")
    assert [(one.tag_id, one.name, one.role, one.reason) for one in offers] == [
        (3, "Pavel Orlin", "speaker", "says it"),
        (4, "Lorn Bank", "mentioned", "in the passage"),
        (None, "Germany", "mentioned", "in the passage"),
    ]
    assert offers[0].score > offers[1].score > offers[2].score
    assert not any(one.weak for one in offers)


def test_a_speaker_who_is_in_the_passage_is_offered_once() -> None:
    offers = offered("Pavel Orlin said Pavel Orlin pays.", "Pavel Orlin said Pavel Orlin pays", "Pavel Orlin")
    assert [(one.name, one.role) for one in offers] == [("Pavel Orlin", "speaker")]


def test_a_new_actor_comes_with_its_type_and_the_names_it_is_known_by() -> None:
    (offer,) = offered("Beijing: China's Xi Jinping said so.", "said so", "Xi Jinping")
    assert (offer.tag_id, offer.name, offer.actor_type) == (None, "Xi Jinping", "leader")
    assert "Си Цзиньпин" in offer.aliases
    (offer,) = offered("China said so.", "said so", "China")
    assert (offer.actor_type, "Китай" in offer.aliases, "Beijing" in offer.aliases) == (
        "foreign-government",
        True,
        False,
    )
    (offer,) = offered("China said so.", "said so", "China", types=("other",))
    assert offer.actor_type == ""


def test_a_surname_is_learnt_and_a_known_form_is_not() -> None:
    (offer,) = offered("Pavel Orlin came. Orlin said so.", "said so", "Orlin")
    assert (offer.tag_id, offer.reason, offer.aliases) == (3, "“Orlin” says it", ("Orlin",))
    (offer,) = offered("Pavel Orlin said so.", "said so", "Pavel Orlin")
    assert offer.aliases == ()
    (offer,) = offered("Oskar Brill said so.", "said so", "Oskar Brill", "Oskar Brill")
    assert (offer.name, offer.aliases) == ("Oskar Brill", ())
    (offer,) = offered("Pavel Orlin came.\nORLIN: It rained.", "It rained", "ORLIN")
    assert (offer.tag_id, offer.aliases) == (3, ("Orlin",))


def test_surnames_are_learnt_in_their_basic_form_and_ordinary_words_are_not() -> None:
    (offer,) = offered("Выступил Павел Орлин. По словам Орлина, всё готово.", "всё готово", "Орлина", "Павел Орлин")
    assert (offer.name, offer.aliases) == ("Павел Орлин", ("Орлин",))
    (offer,) = offered("Dora May came. Then May said so.", "said so", "May", "May")
    assert (offer.name, offer.reason, offer.aliases) == ("Dora May", "“May” says it", ())
    (offer,) = offered("О Доре Холм. По словам Олега Бриля, всё готово.", "всё готово", "Олега Бриля", "Олега Бриля")
    assert offer.aliases == ()


def test_metonyms_are_weak_and_are_not_learnt() -> None:
    (offer,) = offered("Beijing said so.", "said so", "Beijing")
    assert (offer.name, offer.weak, offer.reason) == ("China", True, "“Beijing” may stand for it")
    assert "PRC" in offer.aliases
    assert "Beijing" not in offer.aliases
    assert offered("It rained in Beijing, he said.", "It rained in Beijing") == []


def test_a_pronoun_may_be_who_was_named_last() -> None:
    (offer,) = offered("Pavel Orlin came.\nHe said so.", "said so", "He")
    assert (offer.name, offer.weak, offer.reason) == ("Pavel Orlin", True, "“He” may be Pavel Orlin")
    assert [one.name for one in offered("Pavel Orlin came.\n\n\nHe said so.", "said so", "He")] == ["Pavel Orlin"]
    assert offered("Pavel Orlin came.\nIt rained.\nHe said so.", "said so", "He") == []
    assert offered("Pavel Orlin came.\n\nIt rained.\n\nHe said so.", "said so", "He") == []
    assert offered("He said so.", "said so", "He") == []


def test_who_is_described_only_is_unnamed() -> None:
    (offer,) = offered("Officials said so.", "said so", "Officials")
    assert (offer.tag_id, offer.reason, offer.aliases) == (2, "“Officials” names nobody", ())


def test_where_nobody_is_named_the_outlet_speaks_perhaps() -> None:
    (offer,) = offered("It rained.", "It rained.", unattributed=True)
    assert (offer.tag_id, offer.weak, offer.role) == (1, True, "speaker")
    assert offered("It rained.", "It rained.") == []  # a text that nothing read for who says what
    assert offered("The aunt said so.", "said so", "The aunt", unattributed=True) == []


def test_without_a_source_whoever_is_named_in_the_sentence_may_speak() -> None:
    text = "Германия молчит. «Всё готово», — сказал глава банка Герман Греф. Китай молчит."
    (offer,) = offered(text, "Всё готово")
    assert (offer.name, offer.role, offer.weak) == ("German Gref", "speaker", True)
    assert offer.reason == "“Герман Греф” in the same sentence"
    assert offered(text, "Германия молчит")[0].role == "mentioned"
