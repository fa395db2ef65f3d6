"""Keys, order and filter of a picker's rows."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import NONE_OF_THESE, Dimension, Kind, Tag
from app.picker.rows import (
    best,
    first_open,
    keyed,
    likely_first,
    matching,
    may_create,
    rows_of,
)

MANY = Dimension("Framing", Kind.MANY)
SCALE = Dimension("Sentiment", Kind.SCALE)
NONE = Tag("None of these", key=NONE_OF_THESE, id=99)
VALUES = [Tag(name, value=value, id=value + 10) for value, name in enumerate(("Hostile", "Critical", "Neutral"), -2)]
VALUES += [Tag("Favourable", value=1, id=11), Tag("Admiring", value=2, id=12)]
WORDS = [Tag("Mixed", key="mixed", id=20), Tag("Not expressed", key="not-expressed", id=21), NONE]

plain_tags = st.lists(st.text("abc dя", min_size=1, max_size=8), max_size=30).map(
    lambda names: [Tag(name, id=place + 1) for place, name in enumerate(names)] + [NONE]
)


def named(rows):
    return [row.tag.name for row in rows]


def test_the_first_nine_have_their_number_and_none_of_these_has_0():
    tags = [Tag(f"T{n}", id=n) for n in range(1, 12)]
    assert [row.key for row in rows_of(MANY, [*tags, NONE])] == [*"123456789", "", "", "0"]


def test_a_scale_has_keys_around_the_0_and_letters_for_words():
    assert [row.key for row in rows_of(SCALE, VALUES + WORDS)] == [*"89012", "M", "N", "X"]


def scale(*values):
    return [Tag(str(value), value=value, id=value + 10) for value in values]


def test_other_scales_have_their_digits_and_what_is_below_0_those_left_of_it():
    assert [row.key for row in rows_of(SCALE, [*scale(1, 2, 3, 4, 5), NONE])] == [*"12345", "0"]
    assert [row.key for row in rows_of(SCALE, [*scale(*range(-3, 4)), NONE])] == [*"7890123", "X"]
    assert [row.key for row in rows_of(SCALE, scale(*range(-5, 6)))] == ["", *"6789012345"]


@given(st.sets(st.integers(-9, 9)))
def test_no_two_values_of_a_scale_have_the_same_key_and_a_sign_reaches_the_others(values):
    rows = rows_of(SCALE, [*scale(*sorted(values)), *WORDS])
    keys = [row.key for row in rows if row.key]
    assert len(keys) == len(set(keys))
    for sign in "-+":
        typed = [row.key for row in keyed(rows, sign) if row.key]
        assert typed == [str(abs(value)) for value in sorted(values) if value * (1 if sign == "+" else -1) > 0]


@given(plain_tags, st.text("abc dя", max_size=4))
def test_filtering_keeps_order_and_keys(tags, typed):
    rows = rows_of(MANY, tags)
    found = matching(rows, typed)
    assert found == [row for row in rows if all(word in row.tag.name.lower() for word in typed.split())]


def test_case_and_accents_do_not_matter_and_words_may_stand_in_any_order():
    rows = rows_of(MANY, [Tag("Élan vital", id=1), Tag("Vital signs", id=2)])
    assert named(matching(rows, "VITAL elan")) == ["Élan vital"]


def test_aliases_and_short_definitions_are_searched():
    rows = rows_of(MANY, [Tag("Brain drain", id=1, aliases=("relocation",), short="Specialists leave"), NONE])
    assert named(matching(rows, "reloc")) == ["Brain drain"]
    assert named(matching(rows, "speciali")) == ["Brain drain"]


def test_the_best_match_begins_with_what_was_typed():
    rows = rows_of(MANY, [Tag("Unlawful", id=1), Tag("Rules", id=2, aliases=("law",)), Tag("Law", id=3)])
    assert named(rows)[best(rows, "law")] == "Law"
    assert named(rows[:2])[best(rows[:2], "law")] == "Rules"
    assert best([], "law") == -1


def test_behind_letters_no_key_picks_and_behind_a_sign_the_digit_of_the_value_does():
    many = rows_of(MANY, [Tag("G7", id=1), NONE])
    assert [row.key for row in keyed(many, "")] == ["1", "0"]
    assert [row.key for row in keyed(many, "g")] == ["", ""]
    scale = rows_of(SCALE, VALUES + WORDS)
    assert [row.key for row in keyed(scale, "")] == [*"89012", "M", "N", "X"]
    assert [row.key for row in keyed(scale, "−")] == ["2", "1", *[""] * 6]
    assert [row.key for row in keyed(scale, "fa")] == [""] * 8


def test_a_sign_leaves_the_values_that_have_it():
    assert [row.tag.value for row in matching(rows_of(SCALE, VALUES + WORDS), "-")] == [-2, -1]


def test_a_tag_can_be_made_where_none_has_the_name_but_not_on_a_scale():
    rows = rows_of(MANY, [Tag("Brain drain", id=1, aliases=("relocation",))])
    assert may_create(rows, " Harbour  pride ", Kind.MANY)
    assert not may_create(rows, "brain DRAIN", Kind.MANY)
    assert not may_create(rows, "Relocation", Kind.MANY)
    assert not may_create(rows, "  ", Kind.MANY)
    assert not may_create(rows, "Lukewarm", Kind.SCALE)


def test_the_first_open_row_is_looked_for_behind_the_last_one():
    rows = rows_of(MANY, [Tag(name, id=n) for n, name in enumerate("abc", 1)])
    assert first_open(rows, set()) == 0
    assert first_open(rows, {1, 2}, after=1) == 2
    assert first_open(rows, {3}, after=3) == 0
    assert first_open(rows, {1, 2, 3}, after=2) == 0


# -- actors

ACTORS = [
    Tag("The outlet itself", id=1),
    Tag("United States", id=2, aliases=("US", "America")),
    Tag("Ministry", id=3, aliases=("министерство",)),
    Tag("Anna Berg", id=4),
    NONE,
]


def test_actors_named_in_the_passage_come_first_then_the_last_speaker_then_those_used_lately():
    order = likely_first(ACTORS, "Anna Berg spoke", last_speaker=3, recent=[2, 3])
    assert [tag.id for tag in order] == [4, 3, 2, 1, 99]


def test_an_acronym_is_not_found_in_other_words():
    assert likely_first(ACTORS, "They told us of a museum", None, [])[0].id == 1
    assert likely_first(ACTORS, "A US museum", None, [])[0].id == 2


def test_names_with_endings_are_found_and_parts_of_words_are_not():
    assert likely_first(ACTORS, "Министерство молчит", None, [])[0].id == 3
    assert likely_first([Tag("Запад", id=5), Tag("Берг", id=6)], "слова Берга", None, [])[0].id == 6
    assert likely_first([Tag("Art", id=5), Tag("Mint", id=6)], "peppermint partly", None, [])[0].id == 5


@given(st.permutations(ACTORS[:-1]), st.text(max_size=20), st.none() | st.integers(1, 5), st.lists(st.integers(1, 6)))
def test_ordering_loses_nobody_and_leaves_none_of_these_last(tags, passage, last, recent):
    order = likely_first([*tags, NONE], passage, last, recent)
    assert sorted(tag.id for tag in order) == [1, 2, 3, 4, 99]
    assert order[-1] is NONE
