"""The shipped tables are sound, and a person's own lies over them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import Kind
from annotations.codebook_file import shipped_codebook
from annotations.language import gazetteer
from annotations.language.gazetteer import COLUMNS, EntryKind, GazetteerError, has_own_file, load_gazetteer, template
from annotations.language.word_forms import plain_name

HEAD = ",".join(COLUMNS) + "\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "gazetteer.csv"


def test_no_name_of_the_shipped_tables_means_two() -> None:
    meant: dict[str, str] = {}
    for entry in load_gazetteer().entries.values():
        for name in {plain_name(name) for name in (*entry.names, *entry.stands_for)}:
            assert meant.setdefault(name, entry.id) == entry.id, name


def test_types_are_those_of_the_shipped_codebook() -> None:
    types = {type_.key for d in shipped_codebook().dimensions if d.kind is Kind.ACTORS for type_ in d.types}
    assert {entry.type for entry in load_gazetteer().actors()} <= {*types, ""}


def test_states_have_a_country_and_a_name_in_russian() -> None:
    states = [entry for entry in load_gazetteer().actors() if entry.kind is EntryKind.STATE]
    assert len({entry.country for entry in states}) == len(states) > 190
    assert [entry.id for entry in states if not any("а" <= name[-1].casefold() <= "я" for name in entry.aliases)] == []


def test_countries_are_known_by_any_of_their_names() -> None:
    gazetteer = load_gazetteer()
    assert [gazetteer.country_of(name) for name in ("Россия", "the Netherlands", "UK", "DE")] == [
        "RU",
        "NL",
        "GB",
        "DE",
    ]
    assert gazetteer.country_of("Lorn") == gazetteer.country_of("") == ""


def test_without_a_file_of_ones_own_the_shipped_one_counts(own: Path) -> None:
    assert load_gazetteer(own) == load_gazetteer()
    own.write_text(template(), encoding="utf-8")
    assert load_gazetteer(own) == load_gazetteer()


def test_new_lines_are_added_and_known_ids_changed_where_cells_are_filled(own: Path) -> None:
    own.write_text(
        f"# mine\n{HEAD}orlin,Pavel Orlin,person,government,,P. Orlin | Orlin,Павел Орлин,\nsber,,,firm,,,,\n",
        encoding="utf-8",
    )
    shipped, laid = load_gazetteer().entries, load_gazetteer(own).entries
    assert laid["orlin"].aliases == ("P. Orlin", "Orlin", "Павел Орлин")
    assert (laid["sber"].type, laid["sber"].names) == ("firm", shipped["sber"].names)
    assert shipped["sber"].type == "state-owned-firm"
    assert next(iter(laid)) == "orlin"


def test_a_shipped_entry_can_be_forgotten(own: Path) -> None:
    own.write_text(f"{HEAD}mila,,off,,,,,\n", encoding="utf-8")
    assert "mila" in {entry.id for entry in load_gazetteer().actors()}
    assert "mila" not in {entry.id for entry in load_gazetteer(own).actors()}


@pytest.mark.parametrize("separator", [";", "\t"])
def test_tables_of_spreadsheets_are_read(own: Path, separator: str) -> None:
    table = f"{HEAD}orlin,Pavel Orlin,person,,,,,\n".replace(",", separator).replace("\n", "\r\n")
    own.write_bytes(b"\xef\xbb\xbf" + table.encode())
    assert load_gazetteer(own).entries["orlin"].name == "Pavel Orlin"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("who,name\n", "Line 1 names no such column: who"),
        ("name,kind\nOrlin,person\n", "Line 1 does not name the columns"),
        (HEAD + "orlin,Orlin,human,,,,,\n", "Line 2 has no such kind: human"),
        (HEAD + "# note\n\norlin,,person,,,,,\n", "Line 4 has no name"),
        (HEAD + ",Orlin,person,,,,,\n", "Line 2 has no id"),
        (HEAD + "a,A,person,,,,,\na,B,person,,,,,\n", "Line 3 has the id of line 2: a"),
        (HEAD + "a,A,person,,,,,,more\n", "Line 2 has 9 cells"),
        (HEAD + f"a,{'A' * 3000},person,,,,,\n", "Line 2 has a cell of 3,000"),
        (HEAD + f"a,{'A' * 200_000},person,,,,,\n", "Line 2 has 200,0"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(own: Path, table: str, said: str) -> None:
    own.write_text(table, encoding="utf-8")
    with pytest.raises(GazetteerError) as caught:
        load_gazetteer(own)
    assert caught.value.path == own
    assert caught.value.what.startswith(said)
    assert caught.value.remedy


def test_one_that_may_not_be_looked_at_is_told(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(GazetteerError, match=r"cannot be read \(Permission denied\)\. Look at the permissions"):
        load_gazetteer(own)
    assert has_own_file()


def test_where_there_is_none_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer, "own_file", lambda: tmp_path / "gazetteer.csv")
    assert not has_own_file()
    (tmp_path / "a file").touch()
    monkeypatch.setattr(gazetteer, "own_file", lambda: tmp_path / "a file" / "gazetteer.csv")
    assert not has_own_file()
    assert load_gazetteer(gazetteer.own_file()) == load_gazetteer()


def test_another_encoding_and_a_folder_are_told(own: Path) -> None:
    own.write_bytes((HEAD + "a,Müller,person,,,,,\n").encode("latin-1"))
    with pytest.raises(GazetteerError, match="UTF-8"):
        load_gazetteer(own)
    own.unlink()
    own.mkdir()
    with pytest.raises(GazetteerError, match="cannot be read"):
        load_gazetteer(own)


@given(st.text(max_size=300))
def test_no_file_is_a_fault_of_the_program(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    own = tmp_path_factory.getbasetemp() / "any.csv"
    own.write_bytes((HEAD + text).encode("utf-8", "surrogatepass"))
    try:
        load_gazetteer(own)
    except GazetteerError as error:
        assert error.path == own  # noqa: PT017
