"""Which tags of a claim count, and which a coder sees."""

from dataclasses import replace

from annotations.claims import Claim, Tagging, coded, counted, said, shown
from annotations.spans import Anchor, Span

AGREED, ANNA, BORIS, CARLA = 1, 2, 3, 4
FRAMES, PILLARS = (10, 11, 12), (20, 21)

CLAIM = Claim(1, "u", 1, 1, Anchor(Span(0, 3), "yes", "", ""), ANNA, "2026-03-12T10:00:00+00:00")


def tagged(*tags: tuple[int, int]) -> Claim:
    return replace(CLAIM, taggings=tuple(Tagging(tag, "", coder) for tag, coder in tags))


def tags(taggings: tuple[Tagging, ...]) -> list[int]:
    return [tagging.tag_id for tagging in taggings]


def test_the_makers_tags_count_while_nothing_is_agreed() -> None:
    claim = tagged((10, ANNA), (11, ANNA), (12, BORIS), (20, ANNA))
    assert tags(counted(claim, FRAMES, AGREED)) == [10, 11]
    assert tags(counted(claim, PILLARS, AGREED)) == [20]


def test_what_is_agreed_replaces_the_makers_tags_in_its_dimension_only() -> None:
    claim = tagged((10, ANNA), (11, ANNA), (12, AGREED), (20, ANNA))
    assert tags(counted(claim, FRAMES, AGREED)) == [12]
    assert tags(counted(claim, PILLARS, AGREED)) == [20]


def test_what_only_a_second_coder_said_does_not_count() -> None:
    assert counted(tagged((10, BORIS)), FRAMES, AGREED) == ()


def test_coders_see_their_own_tags_before_the_makers() -> None:
    claim = tagged((10, ANNA), (11, BORIS))
    assert tags(shown(claim, FRAMES, AGREED, BORIS)) == [11]
    assert tags(shown(claim, FRAMES, AGREED, CARLA)) == [10]
    assert tags(shown(tagged((10, ANNA), (11, BORIS), (12, AGREED)), FRAMES, AGREED, BORIS)) == [12]


def test_what_each_coder_said_comes_with_the_makers_first() -> None:
    claim = replace(tagged((10, ANNA), (11, ANNA), (12, BORIS), (20, CARLA), (10, CARLA)), coder_id=BORIS)
    assert {coder: tags(found) for coder, found in coded(claim, FRAMES).items()} == {
        BORIS: [12],
        ANNA: [10, 11],
        CARLA: [10],
    }
    assert list(coded(claim, FRAMES)) == [BORIS, ANNA, CARLA]


def test_coders_agree_where_tags_and_roles_are_the_same_whatever_their_order() -> None:
    ours = (Tagging(10, "speaker", ANNA), Tagging(11, "", ANNA))
    assert said(ours) == said((Tagging(11, "", BORIS), Tagging(10, "speaker", BORIS)))
    assert said(ours) != said((Tagging(11, "", BORIS), Tagging(10, "target", BORIS)))
