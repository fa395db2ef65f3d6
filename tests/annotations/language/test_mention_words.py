"""Every word that decides whether a name means somebody: in a text where it does, and beside it where it does not."""

import pytest

from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.language import mentions
from annotations.language.actors import Actors
from annotations.language.found import Name
from annotations.language.gazetteer import EntryKind, load_gazetteer
from annotations.language.mentions import ORDINARY, mentions_in
from annotations.spans import Span

GAZETTEER = load_gazetteer()
ACTORS = Actors.of(Codebook((Dimension("Actors", Kind.ACTORS, id=1),), ()), GAZETTEER, home="RU")
STOPS = sorted(name for entry in GAZETTEER.entries.values() if entry.kind is EntryKind.STOP for name in entry.names)
FIRST_NAMES_NOT = sorted(getattr(mentions, "_NO_FIRST_NAMES"))  # noqa: B009


def said(text: str, *names: tuple[str, str], actors: Actors = ACTORS) -> list[str]:
    """What is written where somebody is mentioned."""
    read = [Name(Span(text.rindex(name), text.rindex(name) + len(name)), kind) for name, kind in names]
    return [one.span.of(text) for one in mentions_in(text, read, actors)]


@pytest.mark.parametrize("kind", ["place", "organisation", "person", "group"])
@pytest.mark.parametrize("stop", STOPS)
def test_a_stop_entry_is_nobody_whatever_an_engine_takes_it_for(stop: str, kind: str) -> None:
    assert said(f"{stop} will change Germany.") == ["Germany"]
    assert said(f"{stop} will change Germany.", (stop, kind)) == ["Germany"]


@pytest.mark.parametrize("stop", [stop for stop in STOPS if stop[0].isalpha()])
def test_somebody_whose_name_only_begins_with_a_stop_entry_is_somebody(stop: str) -> None:
    name = f"{stop.removeprefix('the ')} Lornex"
    assert said(f"{name} will change Germany.", (name, "organisation")) == [name, "Germany"]


@pytest.mark.parametrize(
    "word", ["in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "In", "AT"]
)
def test_a_capital_where_something_happens_is_a_place(word: str) -> None:
    assert said(f"It rained {word} Moscow.") == []
    assert said(f"It rained {word} the Kremlin.") == []
    assert said(f"It rained {word}xy Moscow.") == ["Moscow"]


def test_an_institute_in_whose_name_a_capital_stands_is_no_place() -> None:
    text = "It rained at Moscow Lornex Institute."
    assert said(text, ("Moscow Lornex Institute", "organisation")) == ["Moscow Lornex Institute"]
    assert said(text, ("Moscow", "place")) == []
    assert said("It rained at Moscow.", ("Moscow", "organisation")) == []


@pytest.mark.parametrize("word", ["from", "with", "by", "for", "of", "to", "against", "between"])
def test_a_capital_behind_another_word_may_be_meant(word: str) -> None:
    assert said(f"Talks {word} Moscow failed.") == ["Moscow"]


@pytest.mark.parametrize("word", ["в", "во", "из", "под", "около", "возле", "близ", "вокруг", "через", "по"])
def test_a_state_where_something_happens_is_a_place_in_russian(word: str) -> None:
    assert said(f"Идёт снег {word} Москве.") == []
    assert said(f"Идёт снег {word}о-за Москвы.") == ["Москвы"]


@pytest.mark.parametrize("word", ["с", "для", "от", "против", "между"])
def test_a_state_behind_another_word_may_be_meant_in_russian(word: str) -> None:
    assert said(f"Переговоры {word} Москвой сорвались.") == ["Москвой"]


@pytest.mark.parametrize(
    "word",
    [
        "region",
        "oblast",
        "suburb",
        "suburbs",
        "street",
        "square",
        "metro",
        "airport",
        "university",
        "conference",
        "convention",
    ],
)
def test_a_capital_that_is_part_of_a_place(word: str) -> None:
    assert said(f"They saw the Moscow {word}.") == []
    assert said(f"They saw the Moscow {word.capitalize()}.") == []
    assert said(f"They saw the Moscow {word}xy.") == ["Moscow"]


@pytest.mark.parametrize("word", sorted(ORDINARY))
def test_a_surname_that_is_an_ordinary_word(word: str) -> None:
    surname = word.capitalize()
    tag = Tag(f"Dora {surname}", type="leader", id=1, dimension_id=1)
    actors = Actors.of(Codebook((Dimension("Actors", Kind.ACTORS, id=1),), (tag,)))
    text = f"Dora {surname} spoke. {surname} left."
    assert said(text, actors=actors) == [f"Dora {surname}"]
    assert said(text, (surname, "person"), actors=actors) == [f"Dora {surname}", surname]
    other = f"Dora {surname}xy spoke. {surname}xy left."
    tag = Tag(f"Dora {surname}xy", type="leader", id=1, dimension_id=1)
    actors = Actors.of(Codebook((Dimension("Actors", Kind.ACTORS, id=1),), (tag,)))
    assert said(other, actors=actors) == [f"Dora {surname}xy", f"{surname}xy"]


@pytest.mark.parametrize("word", FIRST_NAMES_NOT)
def test_a_word_with_a_capital_that_is_no_first_name(word: str) -> None:
    is_english = word.isascii()
    frame = "It rained and {} Putin left." if is_english else "Шёл дождь, а {} Путин ушёл."
    surname = "Putin" if is_english else "Путин"
    assert said(frame.format(word.capitalize())) == [surname]
    assert said(frame.format(f"{word.capitalize()}xy" if is_english else f"{word.capitalize()}ыъ")) == []
