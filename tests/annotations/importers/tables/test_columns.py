"""Which column is which: told for one layout or for every table, seen by the window, passed on to child processes."""

import pytest

from annotations.importers.reading import read_files
from annotations.importers.registry import found_from_json, found_to_json, read_file
from annotations.importers.tables.mapping import ANY, layout_of, parsed
from annotations.progress import drive

NAMES = ["X", "Y", "Title"]


@pytest.fixture
def table(press):
    return press.write("a.csv", "X,Y,Title\nThe headline,The text of it.,Another\nSecond,More of it.,Other\n")


@pytest.mark.parametrize("workers", [0, 1])
def test_a_mapping_reaches_the_readers(table, workers):
    mappings = {layout_of(NAMES): {"X": "headline", "Y": "text"}}
    (found,) = drive(read_files([table], mappings=mappings, workers=workers))
    assert [draft.headline for draft in found.drafts] == ["The headline", "Second"]
    assert (found.table.columns, found.table.confirmed) == (tuple(NAMES), True)
    assert found.table.mapping == {"X": "headline", "Y": "text"}


def test_a_table_without_a_known_text_shows_what_it_holds(table):
    found = read_file(table)
    assert found.error
    assert not found.table.confirmed
    assert found.table.mapping == {"Title": "headline"}
    assert found.table.rows[0] == ("The headline", "The text of it.", "Another")
    assert found_from_json(found_to_json(found)) == found


def test_a_mapping_for_every_table_leaves_the_rest_to_the_names(table):
    draft = read_file(table, mappings={ANY: {"Y": "text"}}).drafts[0]
    assert (draft.headline, draft.text) == ("Another", "Another\nThe text of it.")
    assert read_file(table, mappings={ANY: {"Y": "text", "X": "headline"}}).drafts[0].headline == "The headline"


def test_a_named_column_that_is_not_there_is_told(table):
    found = read_file(table, mappings={ANY: {"Body": "text"}})
    assert (found.error, found.remedy) == ("has no column “Body”", "Its columns are: X, Y, Title")


def test_long_cells_are_cut_in_the_sample_only(press):
    found = read_file(press.write("a.csv", f"Title,Text\nOne,{'word ' * 1000}\n"))
    assert len(found.table.rows[0][1]) == 1000
    assert len(found.drafts[0].text) > 4000


def test_no_other_file_has_a_table(press):
    assert read_file(press.write("a.txt", "One\n\nTwo")).table is None


def test_columns_as_they_are_typed():
    assert parsed(["Title = headline,Body=text", "a=b=url"]) == {"Title": "headline", "Body": "text", "a=b": "url"}


@pytest.mark.parametrize("said", ["", "Title", "=text", "Title=heading", "A=text,B=text", "A=text,A=url"])
def test_columns_that_cannot_be_meant(said):
    with pytest.raises(ValueError, match="field"):
        parsed([said])
