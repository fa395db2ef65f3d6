"""The codebook as values."""

from dataclasses import replace

import pytest

from annotations.codebook import Codebook, CodebookFile, Dimension, Kind, Tag, shipped_uid

FRAMING = Dimension("Framing", Kind.MANY, key="framing", id=1)
CODEBOOK = Codebook(
    (FRAMING,),
    (
        Tag("None of these", key="none", id=9, dimension_id=1, position=0),
        Tag("Brain drain", id=2, dimension_id=1, position=2, aliases=("Emigration", "Утечка")),
        Tag("Sanctions", id=3, dimension_id=1, position=1),
    ),
)


def test_none_of_these_comes_last_whatever_its_position() -> None:
    assert [tag.name for tag in CODEBOOK.tags_of(1)] == ["Sanctions", "Brain drain", "None of these"]
    assert [tag.name for tag in CODEBOOK.tags_of(1, with_none=False)] == ["Sanctions", "Brain drain"]
    assert CODEBOOK.none_tag(1).id == 9
    assert CODEBOOK.tags_of(77) == ()


@pytest.mark.parametrize("name", ["brain drain", "  BRAIN DRAIN ", "emigration", "утечка"])
def test_a_tag_is_found_by_name_and_alias_whatever_the_case(name: str) -> None:
    assert CODEBOOK.find(1, name) == CODEBOOK.tag(2)


def test_what_is_not_there_is_not_found() -> None:
    assert CODEBOOK.find(1, "brain") is None
    assert CODEBOOK.by_key("pillar") is None
    with pytest.raises(KeyError):
        CODEBOOK.tag(77)


def test_the_dimension_of_a_tag() -> None:
    assert CODEBOOK.dimension_of(3) == FRAMING == CODEBOOK.by_key("framing")


def test_a_files_tags_get_uids_of_their_keys_and_none_of_these_at_the_end() -> None:
    file = CodebookFile("mine", "Mine", dimensions=(FRAMING,), tags={"framing": (Tag("Sanctions", key="sanctions"),)})
    stored = list(file.stored_tags("framing"))
    assert [(tag.key, tag.position) for tag in stored] == [("sanctions", 0), ("none", 1)]
    assert stored[0].uid == shipped_uid("mine", "framing", "sanctions")
    assert [tag.uid for tag in replace(file, name="Other").stored_tags("framing")] == [tag.uid for tag in stored]
    assert next(file.stored_dimensions()).uid == shipped_uid("mine", "framing")


def test_only_one_and_scale_hold_a_single_tag() -> None:
    assert [kind for kind in Kind if kind.single] == [Kind.ONE, Kind.SCALE]


def test_the_mark_changes_with_what_guides_coders_and_with_nothing_else() -> None:
    dimension = Dimension("Frame", Kind.ONE, uid="d", id=1)
    tag = Tag("War", uid="t", definition="Of war", id=2, dimension_id=1)
    book = Codebook((dimension,), (tag,))
    assert len(book.mark) == 8
    assert (
        Codebook((replace(dimension, id=7),), (replace(tag, dimension_id=7, id=9, colour="red", shortcut="w"),)).mark
        == book.mark
    )
    for change in (
        {"name": "Wars"},
        {"definition": "Of wars"},
        {"use": "Always"},
        {"value": 1},
        {"aliases": ("fight",)},
    ):
        assert Codebook((dimension,), (replace(tag, **change),)).mark != book.mark
