"""Codebooks as files: the one that ships, and what is said of broken ones."""

import os
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import Kind, Role
from annotations.codebook_file import check_nesting, load_codebook, read_codebook, shipped_codebook
from annotations.errors import CodebookError

SMALL = """
id = "mine"
name = "Mine"
[[dimension]]
key = "tone"
name = "Tone"
kind = "scale"
[[dimension.tag]]
key = "bad"
name = "Bad"
value = -1
aliases = ["Poor"]
[[dimension.tag]]
key = "worse"
name = "Worse"
value = -2
parent = "bad"
"""


def test_a_file_is_read_as_it_stands() -> None:
    file = read_codebook(SMALL)
    assert (file.id, file.name, file.version) == ("mine", "Mine", "1")
    assert [(d.key, d.kind) for d in file.dimensions] == [("tone", Kind.SCALE)]
    assert [(tag.key, tag.value, tag.aliases) for tag in file.tags["tone"]] == [
        ("bad", -1, ("Poor",)),
        ("worse", -2, ()),
    ]
    assert file.parents == {("tone", "worse"): "bad"}


def test_the_default_codebook_has_the_four_dimensions() -> None:
    file = shipped_codebook()
    assert [(d.key, d.kind) for d in file.dimensions] == [
        ("framing", Kind.MANY),
        ("actors", Kind.ACTORS),
        ("pillar", Kind.MANY),
        ("sentiment", Kind.SCALE),
    ]
    counts = {key: len(tags) for key, tags in file.tags.items()}
    assert counts["framing"] == counts["pillar"] == 12
    values = [(tag.key, tag.value) for tag in file.tags["sentiment"]]
    assert [value for _, value in values if value is not None] == [-2, -1, 0, 1, 2]
    assert [key for key, value in values if value is None] == ["mixed", "not-expressed"]


def test_the_default_codebook_knows_roles_types_and_the_two_built_in_speakers() -> None:
    file = shipped_codebook()
    actors = file.dimensions[1]
    assert actors.roles == tuple(Role)
    assert {"leader", "state-owned-firm", "collective", "other"} <= {kind.key for kind in actors.types}
    keys = {tag.key: tag for tag in file.tags["actors"]}
    assert {"the-outlet", "unnamed", "the-west"} <= set(keys)
    assert {tag.type for tag in keys.values()} <= {"", *(kind.key for kind in actors.types)}
    under_the_west = {key for (_, key), parent in file.parents.items() if parent == "the-west"}
    assert {"united-states", "european-union", "western-firms"} <= under_the_west


@pytest.mark.parametrize("dimension", ["framing", "pillar", "sentiment"])
def test_every_shipped_tag_says_what_it_means_when_to_use_it_and_when_not(dimension: str) -> None:
    for tag in shipped_codebook().tags[dimension]:
        assert tag.short, tag.key
        assert len(tag.definition) > 40, tag.key
        assert tag.use, tag.key
        assert tag.dont_use, tag.key
        assert tag.example, tag.key


def test_shortcuts_are_single_and_differ_within_a_dimension() -> None:
    for key, tags in shipped_codebook().tags.items():
        used = [tag.shortcut for tag in tags if tag.shortcut]
        assert len(used) == len(set(used)), key
        assert all(len(shortcut) == 1 for shortcut in used), key
        assert "0" not in used, key


def test_shipped_names_are_found_without_doubt() -> None:
    for key, tags in shipped_codebook().tags.items():
        names = [name.casefold() for tag in tags for name in {tag.name, *tag.aliases}]
        assert len(names) == len(set(names)), key


def test_a_pillar_names_the_national_document_it_maps_to() -> None:
    assert all(tag.source for tag in shipped_codebook().tags["pillar"])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "mine"', "", "the codebook has no id"),
        ('name = "Mine"', "name = 7", "“name” that is no text"),
        ('kind = "scale"', 'kind = "ladder"', "dimension “Tone” has an unknown kind"),
        ('kind = "scale"', 'kind = "actors"\nroles = ["hero"]', "unknown kind or role"),
        ('key = "worse"', 'key = "bad"', "two tags with the key “bad”"),
        ('key = "worse"', 'key = "none"', "uses the key “none”"),
        ('key = "worse"', "", "tag “Worse” has no key"),
        ("value = -2", "value = 17", "no whole number from -9 to 9"),
        ("value = -2", "value = true", "no whole number"),
        ('aliases = ["Poor"]', 'aliases = "Poor"', "aliases that are no list"),
        ('parent = "bad"', 'parent = "good"', "stands before its parent “good”"),
        ("[[dimension]]", "[dimension]", "a list of [[dimension]] tables"),
        ("[[dimension.tag]]", "[[dimension.tag", "not valid TOML"),
        (SMALL[SMALL.index("[[dimension]]") :], "", "has no dimension"),
    ],
)
def test_a_broken_file_is_refused_with_the_place(old: str, new: str, said: str) -> None:
    assert old in SMALL
    with pytest.raises(CodebookError) as raised:
        read_codebook(SMALL.replace(old, new, 1), Path("mine.toml"))
    assert said in raised.value.what
    assert raised.value.path == Path("mine.toml")
    assert raised.value.remedy


@given(st.data())
def test_a_damaged_file_never_breaks_the_program(data: st.DataObject) -> None:
    text = files("resources").joinpath("codebooks", "default.toml").read_text(encoding="utf-8")[:6000]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    put = data.draw(st.text(max_size=5) | st.sampled_from(["[[", "]]", '"""', "= 1", "{}", "\n[x]\n"]))
    with suppress(CodebookError):
        assert read_codebook(text[:start] + put + text[end:]).dimensions


def test_files_that_cannot_be_codebooks(tmp_path: Path) -> None:
    missing, binary, large = (tmp_path / name for name in ("missing.toml", "binary.toml", "large.toml"))
    binary.write_bytes(b"\xff\xfe\x00")
    large.write_bytes(b"#" * 5_000_001)
    for path, said in ((missing, "cannot be read"), (binary, "UTF-8"), (large, "too large"), (tmp_path, "cannot be")):
        with pytest.raises(CodebookError, match=said) as raised:
            load_codebook(path)
        assert raised.value.path == path


def nested(levels: int) -> str:
    """A dimension whose tags stand each beneath the one before."""
    tags = [
        f'[[dimension.tag]]\nkey = "t{n}"\nname = "T{n}"\n' + (f'parent = "t{n - 1}"\n' if n else "")
        for n in range(levels)
    ]
    return 'id = "x"\nname = "X"\n[[dimension]]\nkey = "d"\nname = "D"\nkind = "one"\n' + "".join(tags)


def test_what_is_too_deep_too_long_or_too_much_is_refused() -> None:
    assert len(read_codebook(nested(4)).parents) == 3
    with pytest.raises(CodebookError, match="tag “t4” is nested deeper than 4 levels"):
        read_codebook(nested(5))
    with pytest.raises(CodebookError, match="more than 20,000 characters in “help”"):
        read_codebook(SMALL.replace('kind = "scale"', f'kind = "scale"\nhelp = "{"x" * 20_001}"'))
    dimension = SMALL[SMALL.index("[[dimension]]") : SMALL.index("[[dimension.tag]]")]
    many = "".join(dimension.replace("tone", f"tone{n}") for n in range(101))
    with pytest.raises(CodebookError, match="more than 100 dimensions"):
        read_codebook(SMALL[: SMALL.index("[[dimension]]")] + many)
    with pytest.raises(CodebookError, match="not valid TOML"):
        read_codebook("x = " + "[" * 100_000)


def test_the_names_of_tags_cannot_steer_a_terminal() -> None:
    assert read_codebook(SMALL.replace('name = "Bad"', 'name = "B\\u001b[31mad"')).tags["tone"][0].name == "B[31mad"


def test_parents_that_come_round_are_found() -> None:
    assert check_nesting({"a": "b", "b": "a"}) == ("a", "stands beneath itself")
    assert check_nesting({"c": "a", "b": "a"}) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(CodebookError, match="cannot be read as a file"):
        load_codebook(tmp_path / "pipe.toml")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SMALL, encoding="utf-8-sig")
    assert load_codebook(path) == read_codebook(SMALL)


def test_a_good_file_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert load_codebook(path) == read_codebook(SMALL)
