"""Claims in files for spreadsheets: read back by other libraries, whole or not at all."""

import csv

import openpyxl
import pytest

from annotations import claims_export
from annotations.claim_filter import ClaimFilter
from annotations.claims import CheckState, Origin
from annotations.claims_export import ExportChoice, export_claims
from annotations.errors import CancelledError, ExportError
from annotations.importers.draft import Draft
from annotations.progress import drive
from annotations.spans import Span

TEXT = '=cmd|"/c calc"!A1 is no formula, «Überwachung»; and\nthis is a second line.'


@pytest.fixture
def ids(project, tag_id):
    def fill(p):
        draft = Draft(TEXT, headline="+1 for the state", outlet="@Courier", published="2026-03-12")
        article = p.articles.add(draft)
        one, two = p.claims.add(article, Span(0, len(TEXT))), p.claims.add(article, Span(0, 4))
        p.claims.tag(one, tag_id("framing", "sanctions"))
        p.claims.tag(one, tag_id("framing", "brain-drain"))
        p.claims.tag(one, tag_id("actors", "unnamed"), "speaker")
        p.claims.tag(one, tag_id("actors", "the-outlet"), "target")
        p.claims.tag(two, tag_id("actors", "none"))
        negative = next(t for t in p.codebook.read().tags if t.value == -2)
        p.claims.tag(one, negative.id)
        p.claims.update(one, comment="- seen", note="secret", translation="\tIndented", check_state=CheckState.CHECKED)

    project.step("Fill", fill)
    return project.claim_lists.ids(ClaimFilter())


def read_csv(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True)))


def read_xlsx(path):
    sheet = openpyxl.load_workbook(path)["Claims"]
    heads, *rows = sheet.iter_rows()
    return sheet, [{h.value: c for h, c in zip(heads, row, strict=True)} for row in rows]


def test_csv_says_what_the_claims_say(project, ids, tmp_path):
    path = tmp_path / "claims.csv"
    assert drive(export_claims(project, ids, path)) == 2
    first, second = read_csv(path)
    assert first["Number"] == "1"
    assert first["Quote"] == f"'{TEXT}"
    assert set(first["Framing"].split("; ")) == {"Sanctions and restrictions", "Brain drain"}
    assert first["Actors"] == "Unnamed source (speaker); The outlet itself (target)"
    assert (first["Actors: speaker"], first["Actors: target"]) == ("Unnamed source", "The outlet itself")
    assert first["Actors: mentioned"] == ""
    assert (first["Article"], first["Outlet"], first["Date"]) == ("'+1 for the state", "'@Courier", "2026-03-12")
    assert (first["Coder"], first["Check"], first["Comment"]) == ("Anna Lindqvist", "checked", "'- seen")
    assert second["Actors"] == "None of these"
    assert second["Actors: speaker"] == ""


def test_no_cell_of_a_csv_begins_like_a_formula(project, ids, tmp_path):
    path = tmp_path / "claims.csv"
    drive(export_claims(project, ids, path, ExportChoice(notes=True)))
    cells = [cell for row in read_csv(path) for cell in row.values()]
    assert cells
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]


@pytest.mark.parametrize("mark", [True, False])
def test_the_mark_for_excel_is_a_choice(project, ids, tmp_path, mark):
    path = tmp_path / "claims.csv"
    drive(export_claims(project, ids, path, ExportChoice(mark=mark)))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") is mark


def test_a_workbook_has_text_in_text_cells_and_its_header_stays(project, ids, tmp_path):
    path = tmp_path / "claims.xlsx"
    assert drive(export_claims(project, ids[::-1], path)) == 2
    sheet, (second, first) = read_xlsx(path)
    assert sheet.freeze_panes == "A2"
    assert (first["Number"].value, first["Number"].data_type) == (1, "n")
    assert second["Number"].value == 2
    assert (first["Quote"].value, first["Quote"].data_type) == (TEXT, "s")
    assert (first["Article"].value, first["Article"].data_type) == ("+1 for the state", "s")
    assert first["Comment"].value == "- seen"
    scale = project.codebook.read().by_key("sentiment").name
    assert first[scale].value.startswith("−2 ")
    assert second[scale].value is None
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_notes_leave_the_project_only_when_asked(project, ids, tmp_path, suffix):
    plain, full = tmp_path / f"plain.{suffix}", tmp_path / f"full.{suffix}"
    drive(export_claims(project, ids, plain))
    drive(export_claims(project, ids, full, ExportChoice(notes=True)))
    said = [
        {key: getattr(cell, "value", cell) for key, cell in row.items()}
        for path in (plain, full)
        for row in (read_csv(path) if suffix == "csv" else read_xlsx(path)[1])[:1]
    ]
    assert "Note" not in said[0]
    assert "secret" not in said[0].values()
    assert said[1]["Note"] == "secret"


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_where_claims_and_tags_came_from_is_written(project, ids, tag_id, tmp_path, suffix):
    """The origins of a dimension stand in the order of its tags."""
    path = tmp_path / f"claims.{suffix}"
    project.step(
        "Accept", lambda p: p.claims.tag(ids[0], tag_id("framing", "western-monopoly"), origin=Origin.ACCEPTED)
    )
    project.step("Accept", lambda p: p.claims.add(p.articles.ids()[0], Span(5, 9), origin=Origin.ACCEPTED))
    project.step("Settle", lambda p: p.settlements.settle_passages([], [ids[1]]))
    drive(export_claims(project, project.claim_lists.ids(ClaimFilter()), path))
    rows = read_csv(path) if suffix == "csv" else [{k: c.value for k, c in row.items()} for row in read_xlsx(path)[1]]
    assert [row["Left out"] or "" for row in rows] == ["", "left out", ""]
    assert [row["Origin"] for row in rows] == ["typed", "typed", "accepted"]
    origins = dict(zip(rows[0]["Framing"].split("; "), rows[0]["Framing: origin"].split("; "), strict=True))
    assert {name for name, origin in origins.items() if origin == "accepted"} == {"Western monopoly as threat"}
    assert set(origins.values()) == {"typed", "accepted"}
    assert rows[2]["Framing: origin"] in ("", None)


def test_the_tags_of_one_coder_can_be_written(project, ids, tmp_path):
    ben = project.step("Add", lambda p: p.coders.ensure("Ben", "B")).value
    path = tmp_path / "claims.csv"
    drive(export_claims(project, ids, path, ExportChoice(seen_by=ben)))
    assert {row["Framing"] for row in read_csv(path)} == {""}


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_cancelled_export_leaves_what_stood_there(project, ids, tmp_path, suffix):
    path = tmp_path / f"claims.{suffix}"
    path.write_text("before")

    def stop(progress):
        if progress.done:
            raise CancelledError

    with pytest.raises(CancelledError):
        drive(export_claims(project, ids, path), stop)
    assert path.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir() if p.suffix != ".pressmark" and "pressmark" not in p.name] == [path.name]


def test_what_cannot_be_written_is_told(project, ids, tmp_path):
    for path in (tmp_path / "missing" / "claims.csv", tmp_path / "claims.ods"):
        with pytest.raises(ExportError):
            drive(export_claims(project, ids, path))


def test_a_workbook_takes_no_more_rows_than_it_has(project, ids, tmp_path, monkeypatch):
    monkeypatch.setattr(claims_export, "MOST_ROWS", 1)
    with pytest.raises(ExportError, match="room for 1 "):
        drive(export_claims(project, ids, tmp_path / "claims.xlsx"))


def test_a_quote_longer_than_a_cell_is_cut_in_a_workbook_only(project, tmp_path):
    def fill(p):
        article = p.articles.add(Draft("word " * 8000))
        return p.claims.add(article, Span(0, 39_999))

    project.step("Fill", fill)
    ids = project.claim_lists.ids(ClaimFilter())
    for suffix in ("csv", "xlsx"):
        drive(export_claims(project, ids, tmp_path / f"claims.{suffix}"))
    assert len(read_csv(tmp_path / "claims.csv")[0]["Quote"]) == 39_999
    cut = read_xlsx(tmp_path / "claims.xlsx")[1][0]["Quote"].value
    assert (len(cut), cut[-1]) == (32_767, "…")
