"""What is learnt from: the codebook's words, and claims as the person sees them."""

from annotations.claims import Claim, Origin, Tagging
from annotations.language.tags.lessons import MOST_LESSONS, Lesson, Part, Seed, latest, lesson_of, seeds_of
from annotations.spans import Anchor, Span


def claim(*taggings, quote="The nets  are\nempty", translation=""):
    return Claim(
        5,
        "u",
        14,
        1,
        Anchor(Span(0, len(quote)), quote, "", ""),
        coder_id=1,
        created_at="",
        translation=translation,
        taggings=taggings,
    )


def test_the_codebook_teaches_all_but_actors_and_none_of_these(codebook):
    assert seeds_of(codebook) == [
        Seed(1, 11, Part.NAME, "Fishing"),
        Seed(1, 11, Part.DEFINITION, "Boats, nets and the sea."),
        Seed(1, 11, Part.EXAMPLE, "The trawlers came home with empty nets."),
        Seed(1, 12, Part.NAME, "Farming agriculture"),
        Seed(1, 12, Part.DEFINITION, "Fields, cattle and tractors."),
        Seed(1, 12, Part.NEAR_MISS, "The tractors stood idle in the field."),
    ]


def test_a_claim_teaches_what_is_agreed_or_else_one_s_own_or_the_makers(codebook):
    maker, own, agreed = Tagging(11, "", 1), Tagging(12, "", 2), Tagging(19, "", 9)
    assert lesson_of(claim(maker), codebook, 9, 2).tags == {1: (11,)}
    assert lesson_of(claim(maker, own), codebook, 9, 2).tags == {1: (12,)}
    assert lesson_of(claim(maker, own, agreed), codebook, 9, 2).tags == {1: (19,)}
    assert lesson_of(claim(Tagging(21, "speaker", 1)), codebook, 9, 2).tags == {1: ()}


def test_it_tells_where_a_tag_was_taken_from_a_suggestion(codebook):
    assert lesson_of(claim(Tagging(11, "", 1, Origin.ACCEPTED)), codebook, 9, 1).taken == (1,)
    assert lesson_of(claim(Tagging(11, "", 1, Origin.CHANGED)), codebook, 9, 1).taken == ()


def test_it_is_judged_by_its_translation_where_there_is_one(codebook):
    assert lesson_of(claim(), codebook, 9, 1).text == "The nets are empty"
    assert lesson_of(claim(translation="Die Netze sind leer"), codebook, 9, 1).text == "Die Netze sind leer"


def test_lessons_go_through_json(lesson):
    for one in (lesson(3, "words", 11, 12), lesson(4, "others"), Lesson(1, 2, "", {}, (3,))):
        assert Lesson.from_json(one.as_json()) == one


def test_only_the_latest_that_teach_something_are_learnt(lesson):
    some = [lesson(number, "words", 11) for number in range(MOST_LESSONS + 3)]
    found = latest([lesson(99_999, "not coded"), *reversed(some)])
    assert [one.number for one in found] == list(range(3, MOST_LESSONS + 3))
