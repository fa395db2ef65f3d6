"""Who says it: each rule with a source that shows it, and one beside it where it must not hold."""

import pytest

from annotations.codebook import Codebook, Dimension, Kind, Tag
from annotations.language import speakers
from annotations.language.actors import Actors
from annotations.language.found import Name
from annotations.language.gazetteer import load_gazetteer
from annotations.language.mentions import mentions_in
from annotations.language.speakers import likely_speaker, speaker_of
from annotations.spans import Span

UNNAMED = Tag("Unnamed source", key="unnamed", aliases=("officials say", "rumours"), id=2, dimension_id=1)
TAGS = (
    UNNAMED,
    Tag("Pavel Orlin", type="leader", id=3, dimension_id=1),
    Tag("Central Bank", type="government", aliases=("Центробанк",), id=4, dimension_id=1),
    Tag("Western experts", type="collective", id=5, dimension_id=1),
)
PEOPLE = ("Pavel Orlin", "Anna Kolt", "Иван Кольт")


def actors_of(*tags: Tag) -> Actors:
    return Actors.of(Codebook((Dimension("Actors", Kind.ACTORS, id=1),), tags), load_gazetteer())


ACTORS = actors_of(*TAGS)


def names_in(text: str) -> list[Name]:
    found = [(text.find(name), name) for name in PEOPLE]
    return [Name(Span(at, at + len(name)), "person") for at, name in found if at >= 0]


def says(source: str, actors: Actors = ACTORS, *, likely: bool = False) -> str:
    """Name of the speaker, in a text that goes on behind the source."""
    text = f"{source} said so to Berlin. Pavel Orlin slept."
    find = likely_speaker if likely else speaker_of
    found = find(text, Span(0, len(source)), mentions_in(text, names_in(text), actors), actors)
    return found.actor.name if found else ""


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        # a person, not the institution beside
        ("Pavel Orlin", "Pavel Orlin"),
        ("President Pavel Orlin", "Pavel Orlin"),
        ("The Central Bank spokeswoman Anna Kolt", "Anna Kolt"),
        ("The head of the Central Bank, Anna Kolt", "Anna Kolt"),
        ("Anna Kolt, head of the Central Bank,", "Anna Kolt"),
        ("Anna Kolt, who once advised Pavel Orlin,", "Anna Kolt"),
        ("Anna Kolt and Pavel Orlin", "Anna Kolt"),
        # whoever only belongs to a person is not that person
        ("Pavel Orlin's lawyer", ""),
        ("The wife of Pavel Orlin", ""),
        # an institution, where it speaks itself or somebody for it
        ("The Central Bank", "Central Bank"),
        ("A spokesman for the Central Bank", "Central Bank"),
        ("The Central Bank's press office", "Central Bank"),
        ("A survey by the Central Bank", "Central Bank"),
        ("Customers of the Central Bank", ""),
        ("A report by the Central Bank, Germany and France", "Central Bank"),
        ("The lender, Central Bank,", "Central Bank"),
        # described, not named
        ("Officials", "Unnamed source"),
        ("US officials", "Unnamed source"),
        ("An official at the Central Bank", "Unnamed source"),
        ("Sources close to Pavel Orlin", "Unnamed source"),
        ("A Central Bank manager, on condition of anonymity,", "Unnamed source"),
        ("Rumours", "Unnamed source"),
        ("The expert Anna Kolt", "Anna Kolt"),
        ("Western experts", "Western experts"),  # the codebook has a tag for them
        ("Eastern experts", "Unnamed source"),
        # nobody who is known
        ("The minister", ""),
        ("She", ""),
        # a transcript
        ("ORLIN", "Pavel Orlin"),
        ("KOLT", ""),
        # Russian
        ("Источник в Центробанке", "Unnamed source"),
        ("Представитель Центробанка", "Central Bank"),
        ("Эксперт Центробанка", "Unnamed source"),
        ("Эксперт Иван Кольт", "Иван Кольт"),
        ("Пресс-секретарь Центробанка Иван Кольт", "Иван Кольт"),
        ("Владимир Путин", "Vladimir Putin"),
    ],
)
def test_who_says_it(source: str, speaker: str) -> None:
    assert says(source) == speaker


@pytest.mark.parametrize("source", ["Moscow", "The Kremlin", "A Kremlin spokesman"])
def test_a_metonym_may_speak_and_is_not_decided(source: str) -> None:
    assert says(source) == ""
    assert says(source, likely=True) in {"Russia", "Presidency of Russia"}


def test_without_the_built_in_tag_nobody_is_unnamed() -> None:
    assert says("Officials", actors_of(*TAGS[1:])) == ""


def described(table: str) -> list[str]:
    return sorted(getattr(speakers, table))


@pytest.mark.parametrize("word", described("_NOT_NAMED"))
def test_words_for_somebody_who_is_not_named(word: str) -> None:
    if word.isascii():
        assert says(f"The {word} at the Central Bank") == "Unnamed source"
        assert says(f"The {word} Anna Kolt") == "Anna Kolt"
        assert says(f"The {word}xy at the Central Bank") == ""
    else:
        assert says(f"{word.capitalize()} в Центробанке") == "Unnamed source"
        assert says(f"{word.capitalize()} Иван Кольт") == "Иван Кольт"
        assert says(f"{word.capitalize()}ыъ в Центробанке") == ""


@pytest.mark.parametrize("word", described("_VOICES"))
def test_words_that_speak_for_the_institution_beside_them(word: str) -> None:
    if word.isascii():
        assert says(f"The {word} of the Central Bank") == "Central Bank"
        assert says(f"The {word}xy of the Central Bank") == ""
        assert says(f"The {word} of the wife of Pavel Orlin") == ""
    else:
        assert says(f"{word.capitalize()} Центробанка") == "Central Bank"
        assert says(f"{word.capitalize()} Иван Кольт") == "Иван Кольт"
