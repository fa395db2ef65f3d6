"""Codebooks as tables: what is written is read back, and broken tables are refused by their line."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import CodebookFile, Dimension, Kind, Role, Tag
from annotations.codebook_csv import COLUMNS, csv_text, load_csv, read_csv
from annotations.codebook_file import MOST_DIMENSIONS, MOST_TAGS, shipped_codebook
from annotations.errors import CodebookError
from annotations.text import canonicalise

texts = st.text(max_size=20).map(lambda text: canonicalise(text).strip())
names = texts.map(lambda text: " ".join(text.split())).filter(bool)
keys = names.filter(lambda key: key != "none")
LINE = "dimension,name,key,parent,value,aliases,kind\n"


@st.composite
def codebooks(draw: st.DrawFn) -> CodebookFile:
    dimensions, tags, parents = [], {}, {}
    for name in draw(st.lists(names, unique_by=str.casefold, min_size=1, max_size=3)):
        key = f"d{len(dimensions)}"
        kind = draw(st.sampled_from([Kind.ONE, Kind.MANY, Kind.SCALE]))
        dimensions.append(Dimension(name, kind, "", key, draw(texts)))
        tag_keys = draw(st.lists(keys, unique=True, max_size=4))
        tags[key] = tuple(
            Tag(
                draw(names),
                draw(st.just("") | st.uuids().map(str)),
                tag_key,
                value=draw(st.none() | st.integers(-9, 9)),
                aliases=tuple(draw(st.lists(names, max_size=3))),
                definition=draw(texts),
                near_miss=draw(texts),
                shortcut=draw(texts),
            )
            for tag_key in tag_keys
        )
        for place, tag_key in enumerate(tag_keys[1:], 1):
            if draw(st.booleans()):
                parents[key, tag_key] = draw(st.sampled_from(tag_keys[:place]))
    return CodebookFile("x", "Codebook", "1", "", tuple(dimensions), tags, parents)


@given(codebooks())
def test_what_is_written_is_read_back(file: CodebookFile) -> None:
    back = read_csv(csv_text(file))
    assert (back.dimensions, back.tags, back.parents) == (file.dimensions, file.tags, file.parents)


def test_the_shipped_codebook_comes_through_a_table_but_for_the_names_of_actor_types(tmp_path: Path) -> None:
    path, file = tmp_path / "codebook.csv", shipped_codebook()
    path.write_text(csv_text(file), encoding="utf-8-sig")
    back = load_csv(path)
    assert (back.tags, back.parents) == (file.tags, file.parents)
    plain = [replace(dimension, types=()) for dimension in file.dimensions]
    assert [replace(dimension, types=()) for dimension in back.dimensions] == plain
    assert {kind.key for kind in back.dimensions[1].types} <= {kind.key for kind in file.dimensions[1].types}


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_save_is_read(mark: str, delimiter: str) -> None:
    lines = [
        "Dimension|Name|Don't use|Near miss|Value",
        "Tone|Bad|Never, ever; not at all||-1",
        "|||| ",
        "Tone|Good|||1",
    ]
    file = read_csv(mark + "\r\n".join(f'"{line.replace("|", chr(34) + delimiter + chr(34))}"' for line in lines))
    assert [(tag.name, tag.key, tag.value) for tag in file.tags["tone"]] == [("Bad", "bad", -1), ("Good", "good", 1)]
    assert file.tags["tone"][0].dont_use == "Never, ever; not at all"


def test_a_cell_that_a_spreadsheet_would_run_is_written_as_text_and_read_back() -> None:
    wicked = Tag("=1+1", key="a", aliases=("@x", "'y"), short="'=z", value=-2)
    file = CodebookFile("x", "X", dimensions=(Dimension("+D", Kind.ONE, key="d"),), tags={"d": (wicked,)})
    written = csv_text(file)
    assert not any(
        cell.strip('"').startswith(("=", "+", "@")) for line in written.splitlines() for cell in line.split(",")
    )
    assert read_csv(written).tags["d"] == (wicked,)


def test_parents_are_found_by_name_or_key_and_stand_before_their_children() -> None:
    file = read_csv(LINE + "T,Child,c,The Parent,,,\nT,The parent,p,,,,\nT,Third,t,c,,,\n")
    assert [tag.key for tag in file.tags["t"]] == ["p", "c", "t"]
    assert file.parents == {("t", "c"): "p", ("t", "t"): "c"}


def test_whoever_reads_the_same_file_gets_the_same_uids_and_others_do_not() -> None:
    one, same, other = (read_csv(LINE + row) for row in ("T,A,,,,,\n", "T,A,,,,,\n", "T,B,,,,,\n"))
    uids = [next(file.stored_dimensions()).uid for file in (one, same, other)]
    assert uids[0] == uids[1] != uids[2]


def test_actors_get_all_roles_where_the_table_names_none() -> None:
    file = read_csv("dimension,kind,name,type\nWho,actors,Mayor,local-power\n")
    assert file.dimensions[0].roles == tuple(Role)
    assert [(kind.key, kind.name) for kind in file.dimensions[0].types] == [("local-power", "Local power")]


def test_a_dimension_without_tags_is_one_row() -> None:
    empty = CodebookFile("x", "X", dimensions=(Dimension("Empty", Kind.ONE, key="empty"),), tags={"empty": ()})
    assert read_csv(csv_text(empty)).dimensions == empty.dimensions


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "Line 1 has no column “dimension”"),
        ("dimension\nT\n", "Line 1 has no column “name”"),
        ("dimension,name,colr\n", "Line 1 has a column “colr”"),
        ("dimension,name,Name\n", "Line 1 has the column “name” twice"),
        (LINE, "no rows"),
        (LINE + ",A,,,,,\n", "Line 2 names no dimension"),
        (LINE + "T,A,a,,,,\nT,B,a,,,,\n", "Line 3 has the key “a” of line 2 again"),
        (LINE + "T,A,none,,,,\n", "Line 2 uses the key “none”"),
        (LINE + "T,A,,,seven,,\n", "Line 2 has a value"),
        (LINE + "T,A,,,12,,\n", "Line 2 has a value"),
        (LINE + "T,A,,,,,ladder\n", "Line 2 has the kind “ladder”"),
        (LINE + "T,A,,Zed,,,\n", "Line 2 stands beneath “Zed”"),
        (LINE + "T,A,a,b,,,\nT,B,b,a,,,\n", "stands beneath itself"),
        (LINE + "T,A,a,,,,\n" + "".join(f"T,{c},{c},{p},,,\n" for p, c in ("ab", "bc", "cd", "de")), "nested deeper"),
        (LINE + 'T,"A\n', "cannot be read as CSV"),
        (LINE + "T,A,,,,,,,more\n", "Line 2 has 9 cells"),
        (LINE + f"T,{'x' * 20_001},,,,,\n", "Line 2 has more than 20,000 characters"),
        (LINE + f"T,{'x' * 200_000},,,,,\n", "Line 2 cannot be read as CSV"),
    ],
)
def test_a_broken_table_is_refused_with_its_line(table: str, said: str) -> None:
    with pytest.raises(CodebookError) as raised:
        read_csv(table, Path("mine.csv"))
    assert said in raised.value.what
    assert raised.value.path == Path("mine.csv")


def test_a_table_that_is_too_long_is_refused() -> None:
    with pytest.raises(CodebookError, match="beyond the 20,000 tags"):
        read_csv(LINE + "".join(f"T,n{n},,,,,\n" for n in range(MOST_TAGS + 1)))
    with pytest.raises(CodebookError, match="Line 102 is beyond the 100 dimensions"):
        read_csv("dimension,name\n" + "".join(f"D{n},A\n" for n in range(MOST_DIMENSIONS + 1)))


def test_two_dimensions_cannot_have_one_uid() -> None:
    uid = "0b2c4d6e-0000-4000-8000-00000000abcd"
    with pytest.raises(CodebookError, match="Line 4 has the dimension_uid of “One”"):
        read_csv(f"dimension,dimension_uid,name\nOne,{uid},A\nOne,{uid},B\nTwo,{uid},A\n")


def test_control_characters_do_not_get_in() -> None:
    tag = read_csv(LINE + "T,A\x1b[31m\x00b\u2028c,,,,,\n").tags["t"][0]
    assert tag.name == "A[31mb c"


@given(st.data())
def test_a_damaged_table_never_breaks_the_program(data: st.DataObject) -> None:
    text = csv_text(shipped_codebook())[:6000]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    put = data.draw(st.text(max_size=5) | st.sampled_from(['"', '""', "\r", ",,,,", ";", "\x00"]))
    with suppress(CodebookError):
        assert read_csv(text[:start] + put + text[end:]).dimensions


def test_every_column_of_a_tag_is_written() -> None:
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert {"name", "aliases", "dont_use", "near_miss", "source", "shortcut"} < set(COLUMNS)
